"""The program under the clerk's hands: started in this process, exactly as its own entrance does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from docs.tour.hands import Hands
from ui.bootstrap import Options
from ui.window import Program, Session, make_application


class OpenDesk:
    """One running program on one data folder, its window as large as the screen."""

    def __init__(self, app: QApplication, hands: Hands, folder: Path, look: str) -> None:
        self.hands = hands
        self._program = Program(app, Options(data_dir=folder, theme=look))
        self._program.start()
        hands.until("the window", self.window.isVisible)
        room = app.primaryScreen().geometry()
        self.window.setGeometry(room)
        hands.until("the size", lambda: self.window.size() == room.size())
        hands.rest(0.5)

    @property
    def _session(self) -> Session:
        session = self._program.session
        if session is None:
            raise AssertionError("the program opened no desk")
        return session

    @property
    def window(self) -> Any:
        """The main window of the desk that is on."""
        return self._session.window

    @property
    def desk(self) -> Any:
        """What its screens are given."""
        return self._session.desk

    def idle(self) -> None:
        """Wait until no job runs."""
        self.hands.until("jobs done", lambda: self.desk.jobs.current is None, 60)
        self.hands.rest(0.1)

    def close(self) -> None:
        """Close the window as the person does."""
        self.window.close()
        self.hands.until("closed", lambda: self._program.session is None)


def application() -> QApplication:
    """The application object, made once per process."""
    return make_application()
