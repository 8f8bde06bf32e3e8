"""The list itself: a table of one column whose rows all have the same height."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.i18n import _
from ui.queue.model import QueueModel
from ui.queue.painter import HEIGHT, QueuePainter

_ENDS = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueueView(QTableView):
    """`chosen` carries the row that is current now, -1 for none; `entered_row` Enter or a double
    click on it."""

    chosen = Signal(int)
    entered_row = Signal()

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("售后单列表"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        down.hide()
        # Any other mode measures rows one by one: seconds at a hundred thousand.
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(HEIGHT)
        down.setDefaultSectionSize(HEIGHT)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setModel(model)
        # The header asks its selection model about every row when it repaints; one of its own
        # is always empty.
        across.setSelectionModel(QItemSelectionModel(model, across))
        self.setItemDelegate(QueuePainter(self))
        self.verticalScrollBar().setSingleStep(HEIGHT // 2)
        self.doubleClicked.connect(self._on_double_click)

    def current_row(self) -> int:
        """The row that is chosen, -1 for none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def choose(self, row: int) -> None:
        """Make a row current and bring it into sight; a row that is not there chooses nothing."""
        self.mark(row)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def mark(self, row: int) -> None:
        """As `choose`, but what is in sight stays in sight."""
        model = self.model()
        automatic = self.hasAutoScroll()
        self.setAutoScroll(False)
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self.setAutoScroll(automatic)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.row() if current.isValid() else -1)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        flags = super().selectionCommand(index, event)
        # A click beside the rows or with Ctrl would leave a ticket open that no row shows.
        if flags & QItemSelectionModel.SelectionFlag.Toggle or not index.isValid():
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return flags

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # In a table Home and End go to the ends of the row; a list has none.
        if action in _ENDS:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.entered_row.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        # Qt would read row after row until one begins with the letter.
        return

    def _on_double_click(self, _index: QModelIndex) -> None:
        self.entered_row.emit()
