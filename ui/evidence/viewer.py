"""The canvas with its tools: zoom, all of it, one to one, turn; and a word for what is no picture."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.i18n import _
from ui import icons
from ui.evidence.canvas import PictureCanvas
from ui.widgets.text import sized, tip

_HEIGHT: Final = 30
_INK: Final = "#FFFFFF"
_GROUND: Final = QColor(0, 0, 0, 170)
_FAINT: Final = QColor(255, 255, 255, 90)


class PictureViewer(QWidget):
    """A `PictureCanvas` with its tool strip floating over the lower edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PictureCanvas(self)
        self.tools = Tools(self)
        self.canvas.zoomed.connect(self._on_zoomed)
        self.tools.one_to_one.clicked.connect(self.canvas.one_to_one)
        self.tools.fit.clicked.connect(self.canvas.fit)
        self.tools.closer.clicked.connect(self.canvas.zoom_in)
        self.tools.away.clicked.connect(self.canvas.zoom_out)
        self.tools.turn.clicked.connect(self.canvas.turn)
        self.setFocusProxy(self.canvas)
        self._on_zoomed()

    def sizeHint(self) -> QSize:
        return QSize(310, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 140)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self._place_tools()

    def _place_tools(self) -> None:
        self.tools.adjustSize()
        x = (self.width() - self.tools.width()) // 2
        self.tools.move(max(0, x), self.height() - self.tools.height() - 10)

    def _on_zoomed(self) -> None:
        self.tools.setVisible(self.canvas.has_picture)
        self.tools.show_zoom(self.canvas.percent)
        self._place_tools()


class Tools(QWidget):
    """A dark strip of small buttons, the same in both looks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.away = ToolButton("zoom-out", _("缩小（−）"))
        self.percent = ToolText()
        self.closer = ToolButton("zoom-in", _("放大（+，滚轮）"))
        self.one_to_one = ToolButton("one-to-one", _("原始大小（1）"))
        self.fit = ToolButton("fit", _("适应窗口（0，双击）"))
        self.turn = ToolButton("rotate", _("向右转，只转画面，不动原件"))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(0)
        for part in (
            self.away,
            self.percent,
            self.closer,
            self.one_to_one,
            self.fit,
            self.turn,
        ):
            row.addWidget(part)
        self.setFixedHeight(_HEIGHT)

    def show_zoom(self, percent: int) -> None:
        """The zoom in words."""
        self.percent.show_text(f"{percent}%")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)


class ToolButton(QAbstractButton):
    """One drawing on the dark strip."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.setFixedSize(28, _HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # The keys work on the picture itself; Tab goes past these.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_FAINT)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 3, -2, -3), 5, 5)
        drawing = icons.image(self._icon, QColor(_INK), 16, self.devicePixelRatioF())
        painter.drawImage(QPointF(6, 7), drawing)


class ToolText(QWidget):
    """The zoom on the dark strip."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedSize(42, _HEIGHT)

    def show_text(self, text: str) -> None:
        """Another text."""
        self._text = text
        self.update()

    def text(self) -> str:
        """What is shown."""
        return self._text

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(self.font(), 12))
        painter.setPen(QColor(_INK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
