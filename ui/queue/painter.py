"""Paints a line of the queue: bar, pill, what is wanted, who, how much, what, until when.

Everything is a string already and every colour, font and width is kept; painting a row makes no
decision and opens no record.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.labels import Tone
from ui.queue.model import ROW
from ui.queue.row import QueueRow
from ui.tokens import Tokens, tokens_of
from ui.widgets.text import sized

HEIGHT: Final = 76

_BAR: Final = 3
_LEFT: Final = 13
_RIGHT: Final = 12
_GAP: Final = 6
_COLUMN_GAP: Final = 10
_TOP: Final = 9
_BOTTOM: Final = 10  # the last pixel is the line between rows
_LINE: Final = 19.5
_SMALL_LINE: Final = 18.0
_PILL_HEIGHT: Final = 18
_PILL_PAD: Final = 7

_TONES: Final[tuple[Tone, ...]] = ("ok", "warn", "bad", "info", "violet", "muted")
_WORDS_FLAGS: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_END_FLAGS: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter)
_CUT: Final = Qt.TextElideMode.ElideRight


class _Inks:
    """The colours of one theme."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.of: dict[str, QColor] = {
            name: tokens.color(name)
            for name in ("text", "muted", "faint", "line", "sel", "hover", "bad", "warn", "surface")
        }
        self.pills = {tone: tokens.tone(tone) for tone in _TONES}


class QueuePainter(QStyledItemDelegate):
    """The delegate of the queue's only column."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._inks = _Inks(tokens_of(view))
        self._set_fonts(view.font())
        self._pill_widths: dict[str, int] = {}

    def _set_fonts(self, base: QFont) -> None:
        self._base = base
        self._text = sized(base, 13)
        self._strong = sized(base, 13, strong=True)
        self._due = sized(base, 12)
        self._tiny = sized(base, 11)
        self._text_size = QFontMetrics(self._text)
        self._strong_size = QFontMetrics(self._strong)
        self._due_size = QFontMetrics(self._due)
        self._tiny_size = QFontMetrics(self._tiny)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(320, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW)
        tokens = tokens_of(option.palette)
        if tokens is not self._inks.tokens:
            self._inks = _Inks(tokens)
        ink = self._inks.of
        box = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, ink["sel"])
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, ink["hover"])
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, ink["line"])
        if isinstance(row, QueueRow):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(box.topLeft())
            self._paint_row(painter, row, float(box.width()))
            painter.restore()

    def _paint_row(self, painter: QPainter, row: QueueRow, width: float) -> None:
        self._paint_bar(painter, row)
        end = width - _RIGHT
        amount = self._strong_size.horizontalAdvance(row.amount)
        right = max(amount, self._due_size.horizontalAdvance(row.due))
        room = end - right - _COLUMN_GAP - _LEFT
        self._paint_first(painter, row, room)
        ink = self._inks.of
        y = float(_TOP)
        box = QRectF(end - right, y, right, _LINE)
        painter.setFont(self._strong)
        painter.setPen(ink["text"])
        painter.drawText(box, _END_FLAGS, row.amount)
        y += _LINE
        painter.setFont(self._due)
        painter.setPen(ink[row.due_tone])
        painter.drawText(QRectF(end - right, y, right, _LINE), _END_FLAGS, row.due)
        painter.setFont(self._text)
        painter.setPen(ink["muted"])
        goods = self._text_size.elidedText(row.goods, _CUT, int(room))
        painter.drawText(QRectF(_LEFT, y, room, _LINE), _WORDS_FLAGS, goods)
        self._paint_small(painter, row, end - _LEFT)

    def _paint_bar(self, painter: QPainter, row: QueueRow) -> None:
        # Rounded on the right only: the left edge lies on the edge of the list.
        path = QPainterPath()
        path.addRoundedRect(QRectF(-_BAR, _TOP, 2 * _BAR, HEIGHT - _TOP - _BOTTOM), 2, 2)
        painter.fillPath(path, self._inks.of[row.bar])

    def _paint_first(self, painter: QPainter, row: QueueRow, room: float) -> None:
        words, ground = self._inks.pills[row.pill_tone]
        width = self._pill_widths.get(row.pill)
        if width is None:
            width = self._tiny_size.horizontalAdvance(row.pill) + 2 * _PILL_PAD
            self._pill_widths[row.pill] = width
        pill = QRectF(_LEFT, _TOP + (_LINE - _PILL_HEIGHT) / 2, width, _PILL_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
        painter.setFont(self._tiny)
        painter.setPen(words)
        painter.drawText(pill, _MIDDLE, row.pill)
        left, end = _LEFT + width + _GAP, _LEFT + room
        painter.setFont(self._strong)
        painter.setPen(self._inks.of["text"])
        remedy = self._strong_size.elidedText(row.remedy, _CUT, int(end - left))
        painter.drawText(QPointF(left, self._first_base(self._strong_size)), remedy)
        left += self._strong_size.horizontalAdvance(remedy) + _GAP
        if end - left < 2 * _COLUMN_GAP:
            return
        painter.setFont(self._text)
        painter.setPen(self._inks.of["muted"])
        buyer = self._text_size.elidedText(row.buyer, _CUT, int(end - left))
        painter.drawText(QPointF(left, self._first_base(self._text_size)), buyer)

    @staticmethod
    def _first_base(metrics: QFontMetrics) -> float:
        return _TOP + (_LINE + metrics.ascent() - metrics.descent()) / 2

    def _paint_small(self, painter: QPainter, row: QueueRow, room: float) -> None:
        painter.setFont(self._due)
        painter.setPen(self._inks.of["faint"])
        left, y = float(_LEFT), _TOP + 2 * _LINE
        end = _LEFT + room
        for part in row.small:
            width = self._due_size.horizontalAdvance(part)
            cut = left + width > end
            words = self._due_size.elidedText(part, _CUT, int(end - left)) if cut else part
            painter.drawText(QRectF(left, y, end - left, _SMALL_LINE), _WORDS_FLAGS, words)
            left += width + _COLUMN_GAP
            if left >= end - 2 * _COLUMN_GAP:
                return
