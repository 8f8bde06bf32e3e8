"""A table view set up once: fixed rows, hairlines, cells painted without a style sheet.

For lists that a model pages. Short facts inside a card are a `LineTable`.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.tokens import Tone, tokens_of

TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 40
"""A cell's `Tone`, or None: the colour of its text."""

_ROW = 34
_PAD = 10


class Table(QTableView):
    """Whole rows are selected; the header never asks every row whether its column is selected."""

    def __init__(self, *, row_height: int = _ROW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            # A header with the rows' selection asks every row on each repaint: seconds in a long
            # list after Ctrl+A. An empty selection of its own costs nothing.
            self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))


class CellDelegate(QStyledItemDelegate):
    """Text on a soft selection, a hairline below; numbers as the model aligns them."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = tokens_of(option.palette)
        box = option.rect
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "sel" if on else "hover" if over else "surface"
        painter.fillRect(box, tokens.color(ground))
        line = QRect(box.left(), box.bottom(), box.width(), 1)
        painter.fillRect(line, tokens.color("line"))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text is None:
            return
        tone: Tone | None = index.data(TONE_ROLE)
        painter.setPen(tokens.tone(tone)[0] if tone else tokens.color("text"))
        painter.setFont(option.font)
        room = box.adjusted(_PAD, 0, -_PAD, -1)
        shown = QFontMetrics(option.font).elidedText(
            str(text), Qt.TextElideMode.ElideRight, room.width()
        )
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        side = Qt.AlignmentFlag(align) if align else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
