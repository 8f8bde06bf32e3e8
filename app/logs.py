"""One rotating log; personal data never reaches it unmasked."""

from __future__ import annotations

import json
import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "desk.log"
_MEGABYTE = 1_048_576

# Mainland mobile numbers (with or without +86), e-mail addresses and long digit runs that could
# be a card or identity number. Order numbers are masked too: the log does not need them.
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}-\d{3,4}(\d{4})(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LONG_DIGITS = re.compile(r"(?<![\w-])\d{11,}(\d{4})(?!\w)")
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{2,9}(?:省|自治区|市)[\s\u4e00-\u9fff]{0,20}(?:市|区|县|镇|街道)\S{0,40}"
)


def mask(text: str) -> str:
    """The text with phones, e-mails, long digit runs and postal addresses made unreadable."""
    return _LONG_DIGITS.sub(r"…\1", mask_contacts(text))


def mask_contacts(text: str) -> str:
    """As `mask`, but order and tracking numbers stay: for answers to the person who works here."""
    text = _MOBILE.sub(r"*******\1", text)
    text = _LANDLINE.sub(r"*******\1", text)
    text = _EMAIL.sub("***@***", text)
    return _ADDRESS.sub("‹地址›", text)


class _MaskedLine(logging.Formatter):
    """One JSON object a line; control characters are escaped, personal data is masked."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "from": record.name,
            "text": mask(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class _QuietFile(RotatingFileHandler):
    """A log that cannot be written (a full disk) is no reason to speak into the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - overrides logging
        """Drop the line."""


def configure(folder: Path, *, level: int = logging.INFO) -> Path:
    """Send all logging to a rotating file in `folder`; returns the file. Call once at start.

    A folder that cannot be written leaves the desk without a log rather than without a window.
    """
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h, RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    file = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _QuietFile(
            file, maxBytes=2 * _MEGABYTE, backupCount=5, encoding="utf-8", delay=True
        )
    except OSError:
        return file
    handler.setFormatter(_MaskedLine())
    root.addHandler(handler)
    root.setLevel(level)
    return file
