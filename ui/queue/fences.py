"""Marks for jumps into a long queue, walked beside the window and given to the service.

Without them a jump into the middle of a million rows counts rows off; with them it reads one page.
"""

from __future__ import annotations

import logging
import threading
from typing import Any, Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from app.domain.ticket_list import TicketFilter
from app.errors import AppError

_log = logging.getLogger(__name__)

WORTH_IT: Final = 4096
"""Fewer rows than this are counted off faster than marks are read."""

_AFTER_PAINT_MS: Final = 150


class _Walk(QObject):
    """One walk on the worker."""

    ended = Signal(object)

    def __init__(self, queue: Any, which: TicketFilter) -> None:
        super().__init__()
        self._queue = queue
        self.filter = which
        self.stop = threading.Event()

    def run(self) -> None:
        """Walk; says None when there is nothing to use."""
        fences: object = None
        try:
            fences = self._queue.build_fences(self.filter, self.stop.is_set)
        except AppError as error:
            # The list works without marks, only slower far down.
            _log.info("no marks for the queue: %s", error)
        self.ended.emit(None if self.stop.is_set() else fences)


class FenceBuilder(QObject):
    """Keeps the marks of the filter on screen; `queue` is the queue service."""

    built = Signal()

    def __init__(self, queue: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._walk: _Walk | None = None
        self._filter: TicketFilter | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_PAINT_MS)
        self._later.timeout.connect(self._start)

    def want(self, which: TicketFilter, count: int) -> None:
        """The list shows `which` now, with so many rows: forget the old marks, walk anew."""
        self.stop()
        self._queue.use_fences(None)
        self._filter = which
        if count > WORTH_IT:
            self._later.start()

    def stop(self) -> None:
        """No walk any more: something else is shown, or the window closes."""
        self._later.stop()
        if self._walk is not None:
            self._walk.stop.set()
            self._walk = None

    def finish(self) -> None:
        """Stop and wait: before the database is closed."""
        self.stop()
        self._pool.waitForDone()

    def _start(self) -> None:
        if self._filter is not None:
            self._walk = _Walk(self._queue, self._filter)
            self._walk.ended.connect(self._on_ended)
            self._pool.start(self._walk.run)

    @Slot(object)
    def _on_ended(self, fences: object) -> None:
        if self.sender() is self._walk and fences is not None:
            self._queue.use_fences(fences)
            self.built.emit()
