"""The program under the clerk's hands: started in this process, exactly as its own entrance does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from docs.tour.hands import Hands
from ui.bootstrap import Options
from ui.window import Program, make_application


class OpenDesk:
    """One running program on one data folder."""

    def __init__(self, app: QApplication, hands: Hands, folder: Path, theme: str) -> None:
        self.hands = hands
        self._app = app
        self._program = Program(app, Options(data_dir=folder, theme=theme))
        self._program.start()
        hands.until("the window", lambda: self.window.isVisible())

    @property
    def window(self) -> Any:
        """The main window of the desk that is on."""
        session = self._program.session
        if session is None:
            raise AssertionError("the program opened no desk")
        return session.window

    @property
    def desk(self) -> Any:
        """What its screens are given."""
        session = self._program.session
        if session is None:
            raise AssertionError("the program opened no desk")
        return session.desk

    def place(self, width: int, height: int) -> None:
        """The window at the top left with this size, as if a person had drawn it so."""
        self.window.setGeometry(0, 0, width, height)
        self.hands.until("the size", lambda: self.window.width() == width)
        self.hands.rest(0.3)

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
