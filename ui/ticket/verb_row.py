"""Buttons of verbs inside a page: the same words, reasons and drawings as in the bar below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.workflow import Verb
from ui.ticket import verbs
from ui.ticket.page import Page
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.text import PlainLabel


class VerbRow(QWidget):
    """A row that breaks when it gets narrow. A verb that never concerns the ticket is left out."""

    def __init__(
        self, page: Page, wanted: Iterable[Verb], *, explain: bool = True, about: int = 0
    ) -> None:
        """`explain`: what keeps the first of them from being done stands below, to be read.

        `about`: the id of the parcel, charge or promise it stands beside; 0: of none alone.
        """
        super().__init__()
        self._page = page
        self._about = about
        self._flow = Flow(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(self._flow)
        self.buttons: dict[Verb, Button] = {}
        found = verbs.offered(page.ticket, page.acting)
        for verb in wanted:
            action = found[verb]
            button = Button(verbs.words(action), icon=verbs.ICONS[verb])
            button.setObjectName(verb.value)
            button.set_reason(action.why)
            key = verbs.KEYS.get(verb, "")
            button.set_tip(f"{verbs.words(action)}（{key}）" if key else verbs.words(action))
            button.clicked.connect(self._on_button)
            self.add(button)
            self.buttons[verb] = button
        self.why = next((button.reason for button in self.buttons.values()), "")
        if explain and self.why:
            outer.addWidget(PlainLabel(self.why, "small", wrap=True))

    def add(self, button: QWidget) -> None:
        """Something more in the row."""
        self._flow.addWidget(button)

    def _on_button(self) -> None:
        button = self.sender()
        if not isinstance(button, Button):
            return
        if self._about:
            self._page.verb_wanted_for.emit(button.objectName(), self._about)
        else:
            self._page.verb_wanted.emit(button.objectName())
