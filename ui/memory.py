"""What the window remembers between two starts: theme, sizes, widths. Nothing of the shop.

One small JSON file beside the data. A file that cannot be read or written costs the layout, never
the start.
"""

from __future__ import annotations

import base64
import json
import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

_log = logging.getLogger(__name__)

Value = str | int | bool | list[int] | list[str]
_WAIT_MS = 800


class Memory(QObject):
    """Values by name. `file` None remembers nothing beyond this run."""

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._values: dict[str, object] = self._read()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self.save)

    def _read(self) -> dict[str, object]:
        if self._file is None:
            return {}
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            _log.info("the remembered window layout could not be read and starts afresh")
            return {}
        return found if isinstance(found, dict) else {}

    def text(self, name: str, default: str = "") -> str:
        """A remembered text, or `default` when there is none or it is no text."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int = 0) -> int:
        """A remembered whole number, or `default`."""
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, name: str, default: bool = False) -> bool:
        """A remembered yes or no, or `default`."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else default

    def texts(self, name: str) -> tuple[str, ...]:
        """A remembered list of texts, such as recent searches; empty when there is none."""
        value = self._values.get(name)
        return (
            tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
        )

    def put(self, name: str, value: Value) -> None:
        """Remember; written to the file a moment later."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if self._file is not None:
            self._later.start()

    def put_window(self, name: str, window: QWidget) -> None:
        """Remember where a window stood."""
        self.put(name, base64.b64encode(window.saveGeometry().data()).decode("ascii"))

    def place_window(self, name: str, window: QWidget) -> bool:
        """Put a window where it stood last time; False when nothing usable is remembered."""
        return window.restoreGeometry(self._bytes(name))

    def put_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember the widths of a splitter's parts."""
        self.put(name, list(splitter.sizes()))

    def place_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Give a splitter's parts their widths of last time; False when they do not fit."""
        value = self._values.get(name)
        if not isinstance(value, list) or len(value) != splitter.count():
            return False
        sizes = [one for one in value if isinstance(one, int) and one >= 0]
        if len(sizes) != splitter.count() or not any(sizes):
            return False
        splitter.setSizes(sizes)
        return True

    def _bytes(self, name: str) -> QByteArray:
        try:
            return QByteArray(base64.b64decode(self.text(name), validate=True))
        except ValueError:
            return QByteArray()

    def save(self) -> None:
        """Write now; called a moment after a change and when the window closes."""
        self._later.stop()
        if self._file is None:
            return
        part = self._file.with_name(self._file.name + ".part")
        try:
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")
            part.replace(self._file)
        except OSError as error:
            _log.info("the window layout could not be remembered: %s", error.strerror)
