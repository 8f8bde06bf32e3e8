"""One line of a check list: a mark and a sentence."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.tokens import Tone, tokens_of
from ui.widgets.surface import clear
from ui.widgets.text import PlainLabel, sized, unbroken

_MARKS: Final[dict[Tone, str]] = {
    "ok": "check", "warn": "!", "bad": "close", "info": "i", "violet": "i", "muted": "i",
}  # fmt: skip


class CheckRow(QWidget):
    """✓, !, ✕ or i in its tone, then the sentence; a long one wraps beside the mark."""

    def __init__(self, text: str, tone: Tone = "ok", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(8)
        self.text = PlainLabel(unbroken(text), wrap=True)
        row.addWidget(_Mark(tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def say(self, text: str) -> None:
        """Another sentence in the same tone."""
        if unbroken(text) != self.text.text():
            self.text.setText(unbroken(text))


class CheckList(QWidget):
    """Check rows below each other; replaced as a whole when the draft changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[tuple[str, Tone], ...] = ()
        self._rows: list[CheckRow] = []

    @property
    def rows(self) -> tuple[tuple[str, Tone], ...]:
        """What is shown: (sentence, tone)."""
        return self._shown

    def show_rows(self, rows: tuple[tuple[str, Tone], ...]) -> None:
        """Show these (sentence, tone); does nothing when they are shown already."""
        if rows == self._shown:
            return
        same = [tone for _text, tone in rows] == [tone for _text, tone in self._shown]
        self._shown = rows
        if not same:
            self._make(rows)
        for row, (text, _tone) in zip(self._rows, rows, strict=True):
            row.say(text)

    def _make(self, rows: tuple[tuple[str, Tone], ...]) -> None:
        clear(self._column)
        self._rows = [CheckRow(text, tone) for text, tone in rows]
        for row in self._rows:
            self._column.addWidget(row)
            # At once, not at the next turn of the event loop: no gap for one frame.
            row.show()


class _Mark(QWidget):
    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone: Tone = tone
        self.setFixedSize(QSize(16, 20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, _ground = tokens_of(self).tone(self._tone)
        painter = QPainter(self)
        sign = _MARKS[self._tone]
        if len(sign) > 1:
            drawing = icons.image(sign, ink, 16, self.devicePixelRatioF())
            painter.drawImage(QPointF(0, 2), drawing)
            return
        painter.setFont(sized(self.font(), 13, strong=True))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, sign)
