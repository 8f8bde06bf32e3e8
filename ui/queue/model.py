"""The paged model of the queue: it holds keys to nothing but what is near the eye.

Pages of 64 rows come when they are looked at; the last 64 pages are kept. The model never asks
the database by itself: `source` does, by ranges of an index, so that a million tickets open as
fast as a thousand.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.ticket_list import TicketFilter, TicketSummary
from app.errors import AppError
from ui.queue.row import QueueRow
from ui.widgets.text import tip

PAGE: Final = 64
_SHIFT: Final = 6  # a page of 64 rows by shifting instead of dividing
_MASK: Final = PAGE - 1
_KEPT: Final = 64

_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_TIP: Final = Qt.ItemDataRole.ToolTipRole
ROW: Final = Qt.ItemDataRole.UserRole
_NOWHERE: Final = QModelIndex()


class Source(Protocol):
    """What the model asks of the queue service."""

    def count(self, which: TicketFilter) -> int: ...
    def page(self, which: TicketFilter, offset: int, limit: int) -> tuple[TicketSummary, ...]: ...
    def position(self, which: TicketFilter, ticket_id: int) -> int | None: ...


class QueueModel(QAbstractTableModel):
    """One column; role `ROW` and `row()` carry the whole line."""

    failed = Signal(object)
    """An `AppError`: the rows could not be read and the list is empty."""

    def __init__(
        self,
        source: Source,
        wording: Callable[[TicketSummary], QueueRow],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._wording = wording
        self._filter = TicketFilter()
        self._count = 0
        self._pages: OrderedDict[int, tuple[QueueRow, ...]] = OrderedDict()
        self._page_no = -1
        self._page: tuple[QueueRow, ...] = ()

    @property
    def filter(self) -> TicketFilter:
        """Which tickets are shown."""
        return self._filter

    def open(self, which: TicketFilter) -> None:
        """Show these tickets from the top."""
        self.beginResetModel()
        self._filter = which
        self._forget()
        try:
            self._count = self._source.count(which)
        except AppError as error:
            self._count = 0
            self.failed.emit(error)
        self.endResetModel()

    def reload(self) -> None:
        """The same tickets again: rows may have changed, come or gone."""
        self.open(self._filter)

    def reword(self) -> None:
        """Time went on: the same rows in other words. Nothing moves."""
        self._forget()
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, 0))

    def _forget(self) -> None:
        self._pages.clear()
        self._page_no = -1
        self._page = ()

    def row(self, number: int) -> QueueRow | None:
        """The line at this place, None when the ticket went away since the last count."""
        page = number >> _SHIFT
        if page != self._page_no:
            self._turn_to(page)
        at = number & _MASK
        return self._page[at] if at < len(self._page) else None

    def _turn_to(self, page: int) -> None:
        rows = self._pages.get(page)
        if rows is None:
            rows = self._fetch(page)
            self._pages[page] = rows
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        self._page_no, self._page = page, rows

    def _fetch(self, page: int) -> tuple[QueueRow, ...]:
        try:
            found = self._source.page(self._filter, page << _SHIFT, PAGE)
        except AppError as error:
            self.failed.emit(error)
            return ()
        return tuple(self._wording(ticket) for ticket in found)

    def find(self, ticket_id: int, near: int) -> int | None:
        """The place of a ticket; looks around `near` first, where it mostly still is."""
        first = max(near >> _SHIFT, 0)
        for page in (first, first + 1, first - 1):
            if page < 0 or page << _SHIFT >= self._count:
                continue
            self._turn_to(page)
            for at, row in enumerate(self._page):
                if row.id == ticket_id:
                    return (page << _SHIFT) + at
        return self._source.position(self._filter, ticket_id)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        if role == ROW:
            return self.row(index.row())
        if role in (_DISPLAY, _SPOKEN):
            row = self.row(index.row())
            return row.spoken if row is not None else ""
        if role == _TIP:
            row = self.row(index.row())
            return tip(row.tip) if row is not None and row.tip else None
        return None
