"""What a clerk does again and again: find a ticket, press a verb, fill a dialog, name a file.

Every step waits for what it should bring about, and asks the data folder whether it really did.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from app.domain.workflow import Verb
from docs.tour.camera import Camera
from docs.tour.desk import OpenDesk
from docs.tour.hands import Stuck
from docs.tour.proof import Proof
from ui.ticket.verbs import DECIDES, KEYS


class Clerk:
    """Knows where things stand on the screen, and looks before every step."""

    def __init__(self, desk: OpenDesk, camera: Camera, proof: Proof) -> None:
        self.open = desk
        self.hands = desk.hands
        self.camera = camera
        self.proof = proof

    @property
    def window(self) -> Any:
        """The main window."""
        return self.open.window

    @property
    def pane(self) -> Any:
        """The ticket pane; None until the window made it for the first ticket."""
        return self.open.window.ticket

    # ----------------------------------------------------------------------------- files

    def pick(self, *files: Path) -> None:
        """Name files in the file dialog that stands open."""
        hands = self.hands
        box: Any = hands.until(
            "the file dialog",
            lambda: hands.front() if isinstance(hands.front(), QFileDialog) else None,
        )
        field = box.findChild(QLineEdit, "fileNameEdit")
        hands.click(field)
        hands.press("ctrl+a")
        quoted = " ".join(f'"{file}"' for file in files) if len(files) > 1 else str(files[0])
        hands.type(quoted)
        hands.press("Return")
        hands.until("picked", lambda: not isinstance(hands.front(), QFileDialog))

    def save_as(self, path: Path, begins: bytes) -> None:
        """Name the file to write in the dialog that stands open; it must be what it should be."""
        self.pick(path)
        self.hands.until(f"{path.name} written", path.exists, 60)
        self.open.idle()
        data = path.read_bytes()
        if not data.startswith(begins) or len(data) < 1000:
            raise Stuck(f"{path.name} is not what it should be: {len(data)} bytes")

    # --------------------------------------------------------------------------- tickets

    def search(self, text: str) -> str:
        """Search with Ctrl+K, go into the list with Enter; returns the first hit's number."""
        hands = self.hands
        hands.press("ctrl+k")
        hands.until("the search", self.window.bar.search.hasFocus)
        hands.press("ctrl+a")
        hands.type(text)
        hands.press("Return")
        hands.until("the list has the keyboard", self.window.queue.view.hasFocus)
        return self.shown()

    def everything(self) -> None:
        """Leave the search."""
        self.hands.press("Escape")
        self.hands.until("no search", lambda: not self.window.bar.search.text())

    def shown(self) -> str:
        """The number of the ticket in the pane, once the pane shows what the list marks."""
        self.hands.until(
            "the pane follows the list",
            lambda: (
                self.pane is not None
                and self.pane.ticket is not None
                and self.pane.ticket.id == self.window.queue.current
            ),
        )
        self.hands.rest(0.1)
        return str(self.pane.ticket.number)

    def do(self, verb: Verb, *, by_key: bool = False) -> None:
        """Begin a verb: by its key, by its button, or in the menu where it has no button."""
        bar = self.pane.actions_bar
        button = bar.button(verb)
        if button is None and verb in DECIDES:
            self.hands.click(bar.decide)
            self.hands.choose(bar.decide_menu, self.pane.commands[verb.value].text())
        elif by_key or (button is not None and verb in KEYS and not self.hands.bare(button)):
            self.hands.click(self.window.queue.view)
            self.hands.press(KEYS[verb].lower())
        elif button is not None:
            self.hands.click(button)
        else:
            self.hands.click(bar.more)
            self.hands.choose(bar.menu, self.pane.commands[verb.value].text())

    def at_stage(self, number: str, stage: str) -> None:
        """The pane and the data folder agree on where the ticket is."""
        self.hands.until(
            f"{number} at {stage}, is at {self.pane.ticket.stage}",
            lambda: (
                self.pane.ticket is not None
                and self.pane.ticket.number == number
                and self.pane.ticket.stage.value == stage
            ),
        )
        self.hands.rest(0.1)
        self.proof.stage(number, stage)

    # --------------------------------------------------------------------------- dialogs

    def confirm(self, dialog: Any) -> None:
        """Press the main button of a dialog, which must close then."""
        try:
            self.hands.until("the main button", dialog.primary.isEnabled, 5)
        except Stuck as stuck:
            raise Stuck(f"{type(dialog).__name__}: {dialog.problem()}\n{stuck}") from None
        kind = type(dialog).__name__
        self.hands.click(dialog.primary)
        self.hands.gone(kind)
        self.hands.rest(0.2)

    def segment(self, segments: Any, text: str) -> None:
        """Press the part of a segmented choice that begins so."""
        parts = segments.findChildren(QAbstractButton)
        self.hands.click(next(one for one in parts if one.text().startswith(text)))

    def tab_to(self, there: Callable[[QWidget], bool]) -> QWidget:
        """Tab until the keyboard is where it is wanted."""
        for _step in range(40):
            focus = QApplication.focusWidget()
            if focus is not None and there(focus):
                return focus
            self.hands.press("Tab")
        raise Stuck(f"Tab never came there\n{self.hands.describe()}")

    def down_to(self, box: QComboBox, text: str) -> None:
        """Choose in a drop-down box with the Down key alone."""
        for _step in range(box.count() + 1):
            if box.currentText().startswith(text):
                return
            self.hands.press("Down")
        raise Stuck(f"no choice begins with {text}")
