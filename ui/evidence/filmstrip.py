"""The pieces of a ticket side by side, and the tile that adds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.i18n import _
from ui import icons
from ui.tokens import Tokens, tokens_of
from ui.widgets.focus import draw_ring
from ui.widgets.text import sized, tip

TILE: Final = 54
_GAP: Final = 8
_EDGE: Final = 12
_RADIUS: Final = 6


@dataclass(frozen=True, slots=True)
class Tile:
    """What one piece shows: its code, a drawing while there is no picture, its story on hover.

    `aside`: it was judged insufficient or doubtful, and bears a small mark.
    """

    key: int
    code: str
    icon: str
    story: str
    aside: bool = False


class Filmstrip(QWidget):
    """Click or arrow keys choose; the wheel moves a long strip."""

    chosen = Signal(int)
    """The key of a tile a person chose."""
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self._pictures: dict[int, QPixmap] = {}
        self._current = -1
        self._first = 0  # how far the strip is moved to the left, in pixels
        self._over = -1
        self.setFixedHeight(TILE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("证据列表"))

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is shown, from the left."""
        return self._tiles

    @property
    def current(self) -> int | None:
        """The key of the chosen tile."""
        return self._tiles[self._current].key if 0 <= self._current < len(self._tiles) else None

    def show_tiles(self, tiles: Sequence[Tile], current: int | None) -> None:
        """Show these pieces; pictures of pieces that stay are kept."""
        self._tiles = tuple(tiles)
        keys = {tile.key for tile in tiles}
        self._pictures = {key: one for key, one in self._pictures.items() if key in keys}
        self.choose(current)
        self.update()

    def set_picture(self, key: int, picture: QPixmap) -> None:
        """The thumbnail of a piece, as large as it comes."""
        if any(tile.key == key for tile in self._tiles):
            self._pictures[key] = picture
            self.update()

    def choose(self, key: int | None) -> None:
        """Mark a piece and bring it into view."""
        keys = [tile.key for tile in self._tiles]
        self._current = keys.index(key) if key in keys else -1
        if self._current >= 0:
            self.setAccessibleDescription(self._tiles[self._current].story)
            self._reveal(self._current)
        self.update()

    # ------------------------------------------------------------------------------ geometry

    def sizeHint(self) -> QSize:
        return QSize(_EDGE * 2 + 5 * (TILE + _GAP), TILE)

    def tile_rect(self, place: int) -> QRect:
        """Where the tile at this place stands."""
        return QRect(_EDGE + place * (TILE + _GAP) - self._first, 0, TILE, TILE)

    def add_rect(self) -> QRect:
        """Where the adding tile stands: after the last piece, in a long strip at the edge."""
        left = min(self.tile_rect(len(self._tiles)).left(), self.width() - _EDGE - TILE)
        return QRect(left if not self._most() else self.width() - _EDGE - TILE, 0, TILE, TILE)

    def _end(self) -> int:
        """Up to here pieces are shown."""
        return self.width() - _EDGE - TILE - _GAP

    def _most(self) -> int:
        return max(0, _EDGE + len(self._tiles) * (TILE + _GAP) - _GAP - self._end())

    def _reveal(self, place: int) -> None:
        box = self.tile_rect(place)
        if box.left() < _EDGE:
            self._move_to(self._first + box.left() - _EDGE)
        elif box.right() > self._end():
            self._move_to(self._first + box.right() - self._end())

    def _move_to(self, first: int) -> None:
        self._first = max(0, min(first, self._most()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._move_to(self._first)

    def _at(self, point: QPointF) -> int:
        """The place under a point, one past the last for the adding tile, else -1."""
        if self.add_rect().contains(point.toPoint()):
            return len(self._tiles)
        if point.x() > self._end():
            return -1
        for place in range(len(self._tiles)):
            if self.tile_rect(place).contains(point.toPoint()):
                return place
        return -1

    # ------------------------------------------------------------------------------- choosing

    def _choose_place(self, place: int) -> None:
        if 0 <= place < len(self._tiles) and place != self._current:
            self.choose(self._tiles[place].key)
            self.chosen.emit(self._tiles[place].key)

    def step(self, by: int) -> None:
        """The next piece to the right, or to the left."""
        if self._tiles:
            place = self._current + by if self._current >= 0 else 0
            self._choose_place(max(0, min(place, len(self._tiles) - 1)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = self._at(event.position())
        if place == len(self._tiles):
            self.add_wanted.emit()
        elif place >= 0:
            self._choose_place(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position())
        if over != self._over:
            self._over = over
            shape = Qt.CursorShape.PointingHandCursor if over >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = -1
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        self._move_to(self._first - (delta.y() or delta.x()) // 2)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Right:
            self.step(1)
        elif key == Qt.Key.Key_Left:
            self.step(-1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Insert):
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(QPointF(event.pos()))
            words = ""
            if 0 <= place < len(self._tiles):
                words = self._tiles[place].story
            elif place == len(self._tiles):
                words = _("添加证据（E）")
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return super().event(event)

    # ------------------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(0, 0, self._end() + 1, self.height())
        for place, tile in enumerate(self._tiles):
            box = self.tile_rect(place)
            if box.right() >= 0 and box.left() <= self._end():
                self._paint_tile(painter, tokens, tile, QRectF(box), place)
        painter.setClipping(False)
        self._paint_add(painter, tokens, QRectF(self.add_rect()))

    def _paint_tile(
        self, painter: QPainter, tokens: Tokens, tile: Tile, box: QRectF, place: int
    ) -> None:
        edge = QPainterPath()
        edge.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(edge, Qt.ClipOperation.IntersectClip)
        picture = self._pictures.get(tile.key)
        if picture is None:
            painter.fillRect(box, tokens.color("stage"))
            drawing = icons.image(tile.icon, QColor("#AEB6C4"), 22, self.devicePixelRatioF())
            painter.drawImage(box.center() - QPointF(11, 14), drawing)
        else:
            painter.drawPixmap(box, picture, _middle_square(picture))
        self._paint_code(painter, tile.code, box)
        if tile.aside:
            self._paint_mark(painter, tokens, box)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place == self._current:
            draw_ring(painter, box, tokens.color("accent"), _RADIUS)
            # A thin gap sets the ring off from a picture of its own colour.
            painter.setPen(QPen(tokens.color("surface"), 1))
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)
        elif place == self._over:
            painter.setPen(QPen(tokens.color("edge"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _paint_code(self, painter: QPainter, code: str, box: QRectF) -> None:
        """White on a shadow: readable on any picture."""
        shadow = QLinearGradient(box.bottomLeft() - QPointF(0, 22), box.bottomLeft())
        shadow.setColorAt(0, QColor(0, 0, 0, 0))
        shadow.setColorAt(1, QColor(0, 0, 0, 170))
        painter.fillRect(QRectF(box.left(), box.bottom() - 22, box.width(), 22), shadow)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(sized(self.font(), 10))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box.adjusted(0, 0, -4, -2), flags, code)

    def _paint_mark(self, painter: QPainter, tokens: Tokens, box: QRectF) -> None:
        """A sign in the upper left corner, on a ground that sets it off from any picture."""
        ground = QRectF(box.left() + 3, box.top() + 3, 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("surface"))
        painter.drawEllipse(ground)
        drawing = icons.image("warning", tokens.color("warn"), 12, self.devicePixelRatioF())
        painter.drawImage(ground.topLeft() + QPointF(3, 2.5), drawing)

    def _paint_add(self, painter: QPainter, tokens: Tokens, box: QRectF) -> None:
        over = self._over == len(self._tiles)
        ink = tokens.color("accent" if over else "edge")
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(tokens.color("hover") if over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        drawing = icons.image(
            "plus", tokens.color("accent" if over else "muted"), 18, self.devicePixelRatioF()
        )
        painter.drawImage(box.center() - QPointF(9, 9), drawing)


def _middle_square(picture: QPixmap) -> QRectF:
    side = min(picture.width(), picture.height())
    left, top = (picture.width() - side) / 2, (picture.height() - side) / 2
    return QRectF(left, top, side, side)
