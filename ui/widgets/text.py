"""Text on screen. The only place that makes labels, because a label must never guess at markup.

A buyer can write `<img src=…>` into a remark; Qt's labels would draw it. These never do.
"""

from __future__ import annotations

import html
import re
from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Look = Literal[
    "text", "strong", "muted", "faint", "small", "tiny", "title", "heading", "figure",
    "ok", "warn", "bad", "info",
]  # fmt: skip

_PIXELS: Final[dict[str, int]] = {"small": 12, "tiny": 11, "title": 17, "heading": 15, "figure": 20}
_STRONG: Final = {"strong", "title", "heading", "figure"}
_WIDEST_HINT = 4096
_SIGN_AND_FIGURE: Final = re.compile(r"([¥$€£]) (?=\d)")


def sized(font: QFont, pixels: int, *, strong: bool = False) -> QFont:
    """A copy of a font in another size and weight."""
    result = QFont(font)
    result.setPixelSize(pixels)
    result.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
    return result


def tip(text: str) -> str:
    """Text for `setToolTip`: never taken as markup, and wrapped when it is long."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def unbroken(text: str) -> str:
    """The text with its amounts held together: no line ends between `¥` and the figure."""
    return _SIGN_AND_FIGURE.sub("\\1\N{NO-BREAK SPACE}", text)


class PlainLabel(QLabel):
    """One text in one look. Always plain; may be elided, wrapped or selectable."""

    def __init__(
        self,
        text: str = "",
        look: Look = "text",
        *,
        wrap: bool = False,
        elide: bool = False,
        selectable: bool = False,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`elide`: takes what width there is and shows the rest in a tool tip."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._elide = elide
        self._pixels = _PIXELS.get(look, 0)
        self._strong = look in _STRONG
        self.setProperty("look", look)
        self._set_font()
        self.setWordWrap(wrap)
        middle = Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | middle)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            # Selecting with the keyboard is possible after a click; Tab goes on to real fields.
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def _set_font(self) -> None:
        if self._pixels or self._strong:
            base = self.font()
            self.setFont(sized(base, self._pixels or max(base.pixelSize(), 1), strong=self._strong))

    def set_look(self, look: Look) -> None:
        """Another look for the same text."""
        self._pixels = _PIXELS.get(look, 13)
        self._strong = look in _STRONG
        self.setProperty("look", look)
        self._set_font()
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        if self._elide:
            self._tell_the_rest()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elide:
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * 4))
        return hint

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._elide:
            hint.setWidth(min(hint.width(), _WIDEST_HINT))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self._tell_the_rest()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._elide:
            self._tell_the_rest()

    def _tell_the_rest(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(tip(self.text()) if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(_event)
            return
        room = self.contentsRect()
        text = self.text().replace("\n", " ")
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)
