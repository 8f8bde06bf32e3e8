"""What time alone changes, once a minute: what ran out is recorded, let go, closed, confirmed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.desk import Desk

EVERY_MS: Final = 60_000
_GO_ON_MS: Final = 200
"""After an update or a long absence there is much to do: in between the window gets its turn."""
_FIRST_MS: Final = 1_500
"""After the first picture and the first ticket: nobody waits for it."""


class Sweeping(QObject):
    """Asks the services to look at the clock; a short write, and none at all on most minutes.

    While something long is being written the service leaves the turn out: the next minute does it.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.sweep)

    def start(self) -> None:
        """Begin, soon and not at once."""
        self.timer.start(_FIRST_MS)

    def stop(self) -> None:
        """Nothing writes any more: before the desk is closed."""
        self.timer.stop()

    def sweep(self) -> None:
        """Look at the clock now."""
        sweep = self._desk.services.sweep
        self._desk.attempt(sweep.run)
        self.timer.setInterval(_GO_ON_MS if sweep.unfinished else EVERY_MS)
