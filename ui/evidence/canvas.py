"""One picture to look at closely: zoom about the mouse, drag, turn; the picture itself stays.

First a preview is shown, then the original's own pixels take its place once they are needed. What
is smaller on screen than in the picture is scaled down once and kept, so that dragging is free.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.tokens import tokens_of
from ui.widgets.focus import draw_ring
from ui.widgets.text import sized

_STEP: Final = 1.25
_CLOSEST: Final = 8.0
_EDGES_FROM: Final = 3.0
"""From this many dots for a pixel on, pixels are shown as squares instead of blurred."""
_NOTCH: Final = 120
_MARGIN: Final = 16
FOOT: Final = 48
"""Kept free below a picture that is all in view: the tools stand there."""
_RADIUS: Final = 8
_MOST_KEPT: Final = 12_000_000
_INK: Final = "#AEB6C4"  # words on the dark ground, which is the same in both looks


class PictureCanvas(QWidget):
    """Give it a picture with `show_picture` or a message with `show_message`."""

    full_wanted = Signal()
    """The preview is too coarse for the present zoom."""
    zoomed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._size = QSizeF()  # of the original
        self._icon, self._title, self._text = "", "", ""
        self._scale = 0.0  # logical pixels of the screen for one pixel of the original
        self._fits = True
        self._middle = QPointF()  # of the picture, seen from the middle of the widget
        self._quarters = 0
        self._drag: QPointF | None = None
        self._kept = QPixmap()
        self._kept_for: tuple[int, QSize] | None = None
        self._asked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # ------------------------------------------------------------------------------- showing

    def show_picture(self, image: QImage, original: QSize) -> None:
        """Show a new picture, all of it; `image` may be smaller than the original."""
        self._image = image
        self._size = QSizeF(original if not original.isEmpty() else image.size())
        self._icon = self._title = self._text = ""
        self._quarters = 0
        self._asked = False
        self._forget()
        self.fit()

    def refine(self, image: QImage) -> None:
        """The same picture with more pixels; the view stays where it is."""
        if not self._image.isNull():
            self._image = image
            self._forget()
            self.update()

    def show_message(self, icon: str, title: str, text: str = "") -> None:
        """No picture but a word: what it is, or why it cannot be shown."""
        self._image = QImage()
        self._size = QSizeF()
        self._icon, self._title, self._text = icon, title, text
        self._forget()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()
        self.zoomed.emit()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    @property
    def message(self) -> str:
        """What is said in place of a picture."""
        return " ".join(part for part in (self._title, self._text) if part)

    @property
    def percent(self) -> int:
        """The zoom: 100 shows every pixel of the original as one dot of the screen."""
        return round(self._scale * self.devicePixelRatioF() * 100)

    @property
    def fits(self) -> bool:
        """Whether all of the picture is in view, and stays so when the widget changes its size."""
        return self._fits

    @property
    def quarters(self) -> int:
        """How often the view was turned to the right, 0 to 3."""
        return self._quarters

    # ------------------------------------------------------------------------------- looking

    def fit(self) -> None:
        """All of the picture, never larger than it is."""
        self._fits = True
        self._middle = QPointF()
        self._set_scale(self._fitting())

    def one_to_one(self) -> None:
        """One pixel of the original on one dot of the screen."""
        self._zoom_to(1 / self.devicePixelRatioF(), QPointF())

    def zoom_in(self) -> None:
        """A step closer, about the middle."""
        self._zoom_to(self._scale * _STEP, QPointF())

    def zoom_out(self) -> None:
        """A step away."""
        self._zoom_to(self._scale / _STEP, QPointF())

    def turn(self) -> None:
        """A quarter to the right, on screen only."""
        self._quarters = (self._quarters + 1) % 4
        self._forget()
        if self._fits:
            self.fit()
        else:
            self._middle = QPointF()
            self.update()

    def _turned(self) -> QSizeF:
        return self._size.transposed() if self._quarters % 2 else self._size

    def _fitting(self) -> float:
        size = self._turned()
        if size.isEmpty():
            return 0.0
        room = QSizeF(self.size()) - QSizeF(2 * _MARGIN, _MARGIN + FOOT)
        most = 1 / self.devicePixelRatioF()
        return max(min(room.width() / size.width(), room.height() / size.height(), most), 0.001)

    def _zoom_to(self, scale: float, about: QPointF) -> None:
        """Zoom so that what lies at `about` (seen from the middle of the widget) stays there."""
        if not self.has_picture:
            return
        ratio = self.devicePixelRatioF()
        least = min(self._fitting(), 1 / ratio)
        scale = max(least, min(scale, _CLOSEST / ratio))
        self._middle = about + (self._middle - about) * (scale / self._scale)
        # A step that lands where everything is in view is the same as asking for it.
        self._fits = scale <= self._fitting() * 1.001 and least == self._fitting()
        if self._fits:
            self._middle = QPointF()
        self._set_scale(scale)

    def _set_scale(self, scale: float) -> None:
        self._scale = scale
        self._hold()
        wanted = self._size.width() * scale * self.devicePixelRatioF()
        coarse = self._image.width() < self._size.width()
        if coarse and not self._asked and self.has_picture and wanted > self._image.width() * 1.05:
            self._asked = True
            self.full_wanted.emit()
        shape = Qt.CursorShape.OpenHandCursor if self._spills() else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.zoomed.emit()
        self.update()

    def _spills(self) -> bool:
        size = self._turned() * self._scale
        return size.width() > self.width() or size.height() > self.height()

    def _centre(self) -> QPointF:
        """Where the middle of a picture stands that is all in view: above the tools."""
        return QPointF(self.width() / 2, (self.height() + _MARGIN - FOOT) / 2)

    def _hold(self) -> None:
        """Never lose the picture: an edge stops at the widget's edge or the picture is centred."""
        size = self._turned() * self._scale
        x = max(0.0, (size.width() - self.width()) / 2 + _MARGIN)
        y = max(0.0, (size.height() - self.height()) / 2 + FOOT)
        if size.width() <= self.width():
            x = 0.0
        if size.height() <= self.height():
            y = 0.0
        self._middle = QPointF(max(-x, min(x, self._middle.x())), max(-y, min(y, self._middle.y())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        else:
            self._hold()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.has_picture:
            event.ignore()
            return
        about = event.position() - self._centre()
        self._zoom_to(self._scale * _STEP ** (event.angleDelta().y() / _NOTCH), about)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.has_picture:
            self._drag = event.position()
            if self._spills():
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._middle += event.position() - self._drag
            self._drag = event.position()
            self._hold()
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag = None
        if self._spills():
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.has_picture:
            return
        if self._fits:
            about = event.position() - self._centre()
            self._zoom_to(max(1 / self.devicePixelRatioF(), self._scale * 2), about)
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_1: self.one_to_one,
            Qt.Key.Key_Right: self.next_wanted.emit,
            Qt.Key.Key_Left: self.previous_wanted.emit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    # ------------------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.fillPath(edge, tokens.color("stage"))
        painter.setClipPath(edge)
        if self.has_picture:
            self._paint_picture(painter)
        else:
            self._paint_message(painter)
        if self.hasFocus():
            painter.setClipping(False)
            draw_ring(painter, QRectF(self.rect()), tokens.color("accent"), _RADIUS)

    def _paint_picture(self, painter: QPainter) -> None:
        size = self._turned() * self._scale
        middle = self._centre() + self._middle
        box = QRectF(
            middle.x() - size.width() / 2,
            middle.y() - size.height() / 2,
            size.width(),
            size.height(),
        )
        ratio = self.devicePixelRatioF()
        dots = QSize(round(size.width() * ratio), round(size.height() * ratio))
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, self._scale * ratio < _EDGES_FROM
        )
        if dots.width() * dots.height() <= _MOST_KEPT:
            painter.drawPixmap(box, self._scaled(dots), QRectF(0, 0, dots.width(), dots.height()))
            return
        painter.translate(middle)
        painter.rotate(90 * self._quarters)
        plain = self._size * self._scale
        painter.drawImage(
            QRectF(-plain.width() / 2, -plain.height() / 2, plain.width(), plain.height()),
            self._image,
        )

    def _scaled(self, dots: QSize) -> QPixmap:
        """The picture in exactly so many dots, made once."""
        key = (self._image.cacheKey(), dots)
        if self._kept_for != key:
            image = self._image
            if self._quarters:
                image = image.transformed(QTransform().rotate(90 * self._quarters))
            coarse = dots.width() > image.width() * _EDGES_FROM
            how = (
                Qt.TransformationMode.FastTransformation
                if coarse
                else Qt.TransformationMode.SmoothTransformation
            )
            image = image.scaled(dots, Qt.AspectRatioMode.IgnoreAspectRatio, how)
            self._kept = QPixmap.fromImage(image)
            self._kept_for = key
        return self._kept

    def _forget(self) -> None:
        self._kept = QPixmap()
        self._kept_for = None

    def _paint_message(self, painter: QPainter) -> None:
        if not self._title:
            return
        ink = QColor(_INK)
        middle = QRectF(self.rect()).center()
        words = QRectF(24, middle.y() + 2, self.width() - 48, self.height() / 2 - 20)
        drawing = icons.image(self._icon, ink, 40, self.devicePixelRatioF())
        painter.drawImage(QPointF(middle.x() - 20, middle.y() - 56), drawing)
        flags = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.setPen(ink)
        painter.setFont(sized(self.font(), 13, strong=True))
        used = painter.boundingRect(words, flags, self._title)
        painter.drawText(words, flags, self._title)
        painter.setFont(sized(self.font(), 12))
        painter.drawText(words.adjusted(0, used.height() + 6, 0, 0), flags, self._text)
