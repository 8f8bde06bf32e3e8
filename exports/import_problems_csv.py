"""The rows of platform files that could not be read, as a table to mend them by.

One line per place: file, line, column, value, what is wrong. UTF-8 with a byte order mark, so that
Excel and WPS show Chinese text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from app.domain.imported import Problem
from app.i18n import _
from exports._file import write_file
from exports._text import starts_like_formula


def write(problems: Iterable[Problem], path: Path) -> Path:
    """Write the table and return the path really written. Raises `StorageProblem`."""
    return write_file(path, _Table(problems).fill)


class _Table:
    def __init__(self, problems: Iterable[Problem]) -> None:
        self._problems = problems

    def fill(self, stream: BinaryIO) -> None:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        table = csv.writer(text)
        table.writerow([_("文件"), _("行"), _("列"), _("值"), _("哪里不对")])
        for one in self._problems:
            line = "" if one.line is None else str(one.line)
            cells = (one.file, line, one.column or "", one.value or "", one.message)
            table.writerow([_inert(cell) for cell in cells])
        text.flush()
        text.detach()  # the stream is closed by the one who opened it


def _inert(text: str) -> str:
    """A spreadsheet takes what begins like a formula for one; an apostrophe keeps it text."""
    return f"'{text}" if starts_like_formula(text) else text
