"""How the options of an open list are painted: roomy, softly marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.tokens import tokens_of
from ui.widgets.focus import draw_box

_HEIGHT = 30
_PAD = 8


class OptionDelegate(QStyledItemDelegate):
    """For the list of a `Choice` and for completions: one line of plain text each."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        text = str(index.data() or "")
        return QSize(QFontMetrics(option.font).horizontalAdvance(text) + 2 * _PAD, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = tokens_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, tokens.color("surface"))
        if on:
            draw_box(painter, box.adjusted(0, 1, 0, -1), tokens.color("accent_soft"), None, 5)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.setPen(tokens.color("accent" if on else "text" if enabled else "faint"))
        painter.setFont(option.font)
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        text = QFontMetrics(option.font).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
