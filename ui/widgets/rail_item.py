"""One entry of the rail: a drawing, a word, a count at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.tokens import tokens_of
from ui.widgets.focus import came_by_arrow, draw_box, draw_ring
from ui.widgets.text import sized

HEIGHT: Final = 30


class RailItem(QAbstractButton):
    """Checkable; put the entries of a rail into one exclusive `QButtonGroup`."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._count = ""
        self._urgent = False
        self._by_key = False
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int | None, *, urgent: bool = False) -> None:
        """The number at the right, None for none; urgent ones are red when there is one."""
        self._count = "" if count is None else f"{count:,}"
        self._urgent = urgent and bool(count)
        self.setAccessibleDescription(self._count)
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(sized(self.font(), 13, strong=True)).horizontalAdvance(self.text())
        return QSize(words + 80, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(HEIGHT + 2, HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_arrow(event, self._by_key)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        on, over = self.isChecked(), self.underMouse()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if on or over:
            draw_box(painter, box, tokens.color("accent_soft" if on else "hover"), None, 6)
        if self.hasFocus() and self._by_key:
            draw_ring(painter, box, tokens.color("accent"), 6)
        ink = tokens.color("accent" if on else "muted")
        drawing = icons.image(self._icon, ink, 16, self.devicePixelRatioF())
        painter.drawImage(QPointF(8, (self.height() - 16) / 2), drawing)
        flags = Qt.AlignmentFlag.AlignVCenter
        number = sized(self.font(), 12, strong=on or self._urgent)
        room = QFontMetrics(number).horizontalAdvance(self._count)
        painter.setFont(number)
        painter.setPen(tokens.color("bad" if self._urgent else "muted"))
        painter.drawText(
            box.adjusted(0, 0, -8, 0), flags | Qt.AlignmentFlag.AlignRight, self._count
        )
        font = sized(self.font(), 13, strong=on)
        painter.setFont(font)
        painter.setPen(tokens.color("accent" if on else "text"))
        width = self.width() - 32 - room - 12
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(box.adjusted(32, 0, -room - 12, 0), flags, text)
