"""A small whole number with arrows, such as how many pieces come back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.tokens import tokens_of
from ui.widgets.focus import draw_box, draw_ring

_STEPS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Minus: -1}


class Counter(QWidget):
    """A number from `least` to `most`. Arrow keys, digits, wheel (when focused) and the arrows."""

    changed = Signal(int)

    def __init__(
        self, value: int = 0, least: int = 0, most: int = 99, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._value = max(least, min(most, value))
        self._typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def value(self) -> int:
        """The number shown."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show another number, held between the limits."""
        wanted = max(self._least, min(self._most, value))
        if wanted != self._value:
            self._value = wanted
            self.update()
            self.changed.emit(wanted)

    def set_limits(self, least: int, most: int) -> None:
        """Other limits; the number follows them."""
        if (least, most) == (self._least, self._most):
            return
        self._least, self._most = least, most
        self.set_value(self._value)
        self.updateGeometry()
        self.update()

    def problem(self) -> str:
        """Never one: the limits hold the number."""
        return ""

    def sizeHint(self) -> QSize:
        digits = len(str(max(abs(self._most), 10)))
        width = QFontMetrics(self.font()).horizontalAdvance("0" * digits)
        return QSize(width + 36, 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        text = event.text()
        if step is not None:
            self._typed = ""
            self.set_value(self._value + step)
        elif text.isascii() and text.isdigit():
            self._typed = (self._typed + text)[-len(str(self._most)) :]
            if int(self._typed) > self._most:
                self._typed = text
            self.set_value(int(self._typed))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._typed = ""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Only with the focus: a list that scrolls under the mouse must not change amounts.
        if not self.hasFocus():
            event.ignore()
            return
        self.set_value(self._value + (1 if event.angleDelta().y() > 0 else -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self.width() - 22:
            self.set_value(self._value + (1 if event.position().y() < self.height() / 2 else -1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        line = "edge" if self.underMouse() and self.isEnabled() else "line"
        ground = "surface" if self.isEnabled() else "bg"
        draw_box(painter, box, tokens.color(ground), tokens.color(line), 6)
        if self.hasFocus():
            draw_ring(painter, box, tokens.color("accent"), 6)
        painter.setFont(self.font())
        painter.setPen(tokens.color("text" if self.isEnabled() else "faint"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -22, 0), flags, str(self._value))
        middle, x = self.height() / 2, self.width() - 12.0
        painter.setPen(Qt.PenStyle.NoPen)
        for up in (True, False):
            open_way = self._value < self._most if up else self._value > self._least
            painter.setBrush(tokens.color("muted" if open_way and self.isEnabled() else "line"))
            near, far = (middle - 2, middle - 7) if up else (middle + 2, middle + 7)
            corners = [QPointF(x - 4, near), QPointF(x + 4, near), QPointF(x, far)]
            painter.drawPolygon(QPolygonF(corners))
