"""Small marks: the pill that names a stage, and the chip that filters a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.tokens import Tone, tokens_of
from ui.widgets.focus import came_by_key, draw_box, draw_ring
from ui.widgets.text import PlainLabel, sized, tip


class Pill(PlainLabel):
    """A short word on a soft ground, such as a stage."""

    def __init__(self, text: str = "", tone: Tone = "muted", parent: QWidget | None = None) -> None:
        super().__init__(text, "tiny", parent=parent)
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def tone(self) -> Tone:
        """What it means at a glance."""
        return self._tone

    def show_text(self, text: str, tone: Tone) -> None:
        """Another word in another tone."""
        self._tone = tone
        self.setText(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 14, 18)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, ground = tokens_of(self).tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), ground, None, self.height() / 2)
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Chip(QAbstractButton):
    """A filter that can be on: round, 24 high. `checked` shows that it narrows the list."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        menu: bool = False,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`menu` draws an arrow, `closable` a cross at its right; a click is a click."""
        super().__init__(parent)
        self._icon = icon
        self._tail = "chevron-down" if menu else "close" if closable else ""
        self._by_key = False
        self.setText(text)
        self.setCheckable(True)
        self.setFont(sized(self.font(), 12))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tip(self, text: str) -> None:
        """A longer explanation."""
        self.setToolTip(tip(text))

    def nextCheckState(self) -> None:
        """On and off are what the filter is, not what was clicked: the screen sets them."""

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 20
        width += 16 if self._icon else 0
        width += 14 if self._tail else 0
        return QSize(width, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        on = self.isChecked()
        over = self.underMouse()
        ink = tokens.color("accent" if on else "text" if over else "muted")
        ground = tokens.color("accent_soft") if on else tokens.color("hover") if over else None
        line = None if on else tokens.color("edge" if over else "line")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        draw_box(painter, box, ground, line, 12)
        if self.hasFocus() and self._by_key:
            draw_ring(painter, box, tokens.color("accent"), 12)
        left = 10
        ratio = self.devicePixelRatioF()
        if self._icon:
            painter.drawImage(QPointF(left - 1, 5), icons.image(self._icon, ink, 14, ratio))
            left += 16
        painter.setPen(ink)
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), flags, self.text())
        if self._tail:
            left += QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2
            painter.drawImage(QPointF(left, 6), icons.image(self._tail, ink, 12, ratio))
