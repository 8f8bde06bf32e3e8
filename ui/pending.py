"""Verbs that could not start because something long was being written: kept, and run after it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_TRY_MS = 250


class PendingVerbs(QObject):
    """Runs what was put off, in order, as soon as it can start.

    Each entry is called again and again until it says True: that it was carried out or refused.
    What comes due while the desk is locked waits until somebody is back: it would only be refused.
    """

    changed = Signal(int)  # how many are waiting

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], bool]] = deque()
        self._locked: Callable[[], bool] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TRY_MS)
        self._timer.timeout.connect(self.try_now)

    def wait_while(self, locked: Callable[[], bool]) -> None:
        """Start nothing as long as this says True."""
        self._locked = locked

    def put_off(self, attempt: Callable[[], bool]) -> None:
        """Keep a verb for later."""
        self._waiting.append(attempt)
        self._timer.start()
        self.changed.emit(len(self._waiting))

    def try_now(self) -> None:
        """Run what can run; stops at the first that still cannot."""
        if self._locked is not None and self._locked():
            return
        while self._waiting and self._waiting[0]():
            self._waiting.popleft()
            self.changed.emit(len(self._waiting))
        if not self._waiting:
            self._timer.stop()
