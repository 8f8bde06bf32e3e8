"""Verbs that could not start because something long was being written: kept, and run after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_TRY_MS = 250


class PendingVerbs(QObject):
    """Runs what was put off, in order, as soon as it can start.

    Each entry is called again and again until it says True: that it was carried out or refused.
    What comes due while the desk is locked, or while another person acts, waits until whoever put
    it off is back: the history must name the person who clicked.
    """

    changed = Signal(int)  # how many are waiting

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[object, Callable[[], bool]]] = []
        self._locked: Callable[[], bool] = _never
        self._acting: Callable[[], object] = _nobody
        self._timer = QTimer(self)
        self._timer.setInterval(_TRY_MS)
        self._timer.timeout.connect(self.try_now)

    def watch(self, locked: Callable[[], bool], acting: Callable[[], object]) -> None:
        """Start nothing as long as `locked` says True; `acting` tells who would be the author."""
        self._locked = locked
        self._acting = acting

    def put_off(self, attempt: Callable[[], bool]) -> None:
        """Keep a verb for later."""
        self._waiting.append((self._acting(), attempt))
        self._timer.start()
        self.changed.emit(len(self._waiting))

    def try_now(self) -> None:
        """Run what can run; stops at the first that still cannot."""
        if self._locked():
            return
        while (mine := self._next()) is not None and mine[1]():
            self._waiting.remove(mine)
            self.changed.emit(len(self._waiting))
        if not self._waiting:
            self._timer.stop()

    def _next(self) -> tuple[object, Callable[[], bool]] | None:
        """The oldest of whoever acts now."""
        who = self._acting()
        return next((one for one in self._waiting if one[0] == who), None)


def _never() -> bool:
    return False


def _nobody() -> object:
    return None
