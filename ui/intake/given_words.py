"""The buyer's words, into which people also paste pictures."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QMimeData

from ui.widgets.fields import TextArea


class TakesFiles(Protocol):
    """Whoever keeps what is pasted."""

    def offers(self, data: QMimeData, /) -> bool:
        """Whether there are files or a picture rather than text."""
        ...

    def take(self, data: QMimeData, /) -> None:
        """Keep them."""
        ...


class GivenWords(TextArea):
    """Text as always; once it knows `files`, pictures pasted into it become files."""

    files: TakesFiles | None = None

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        offered = self.files is not None and self.files.offers(source)
        return offered or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.files is not None and self.files.offers(source):
            self.files.take(source)
        else:
            super().insertFromMimeData(source)
