"""What was written, told to every screen on the main thread.

Two sources: announcements of our own database after a commit, and a regular look whether another
process (the command line) wrote to the same file.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

POLL_MS = 500


class ChangeRelay(QObject):
    """`changed` carries the frozen set of what changed, as the database announces it.

    Screens connect a bound method and reload what is their own: a visible screen at once, a
    hidden one when it is shown.
    """

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self,
        subscribe: Callable[[Callable[[object], None]], Callable[[], None] | None] | None = None,
        poll: Callable[[], object | None] | None = None,
        *,
        interval_ms: int = POLL_MS,
        parent: QObject | None = None,
    ) -> None:
        """`subscribe(receiver)` starts announcements (from any thread) and may return its undoing.

        `poll()` returns what other processes changed since the last look, or None.
        """
        super().__init__(parent)
        # Through a signal of our own: an announcement from a worker is queued to this thread.
        self._arrived.connect(self._on_arrived)
        self._leave = subscribe(self._arrived.emit) if subscribe is not None else None
        self._poll = poll
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self.look)
        if poll is not None:
            self._timer.start()

    @Slot(object)
    def _on_arrived(self, changes: object) -> None:
        self.changed.emit(changes)

    def look(self) -> None:
        """Look now whether another process wrote; the timer does it all the time."""
        found = self._poll() if self._poll is not None else None
        if found is not None:
            self.changed.emit(found)

    def stop(self) -> None:
        """No more announcements: before the database is closed."""
        self._timer.stop()
        self._poll = None
        if self._leave is not None:
            self._leave()
            self._leave = None
