"""The field that searches: a lens, the key that leads to it, a cross that empties it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import icons
from ui.tokens import tokens_of
from ui.widgets.focus import draw_box
from ui.widgets.text import sized

_PAUSE_MS = 120
_CROSS = 14


class SearchField(QLineEdit):
    """`searched` carries the text a moment after the last key, at once on Enter and when emptied."""

    searched = Signal(str)
    left_down = Signal()
    """The down key: the list below wants the focus."""

    def __init__(
        self, placeholder: str, *, keys: str = "Ctrl+K", parent: QWidget | None = None
    ) -> None:
        """`keys`: shown at the right; the screen declares the command."""
        super().__init__(parent)
        self._keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self._keys = self._keys.replace("+", " ")
        self._told = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("ground", True)
        self.setMaxLength(120)
        self.setTextMargins(20, 0, 52 if keys else 20, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._tell)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._tell)

    def _on_text(self, text: str) -> None:
        if text:
            self._later.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._later.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() == Qt.Key.Key_Down:
            self._tell()
            self.left_down.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter searches; in a dialog it must not press the main button behind it as well.
            event.accept()

    def _cross(self) -> QRectF:
        top = (self.height() - _CROSS) / 2
        return QRectF(self.width() - _CROSS - 9, top, _CROSS, _CROSS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.text() and self._cross().adjusted(-4, -4, 4, 4).contains(event.position()):
            self.clear()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self.text()) and self._cross().contains(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        ink = tokens.color("faint")
        middle = self.height() / 2
        painter.drawImage(QPointF(10, middle - 8), icons.image("search", ink, 16, ratio))
        if self.text():
            painter.drawImage(self._cross().topLeft(), icons.image("close", ink, _CROSS, ratio))
        elif self._keys and not self.hasFocus():
            self._paint_keys(painter)

    def _paint_keys(self, painter: QPainter) -> None:
        tokens = tokens_of(self)
        font = sized(self.font(), 11)
        width = QFontMetrics(font).horizontalAdvance(self._keys) + 10
        box = QRectF(self.width() - width - 8, (self.height() - 18) / 2, width, 18)
        draw_box(painter, box, None, tokens.color("line"), 4)
        painter.setFont(font)
        painter.setPen(tokens.color("faint"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)
