"""One part of a decision form: a few fields that belong together and fill in some of the choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.forms import LabelledField
from ui.widgets.button import IconButton
from ui.widgets.pill import Chip

if TYPE_CHECKING:
    from app.domain.settlement.types import Breakdown, Choices, Situation
    from app.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Given:
    """What a form is about: the ticket as it is now, its surroundings, what the kind proposes.

    `tried`: a person chose what is proposed, prices too.
    """

    ticket: Ticket
    situation: Situation
    proposed: Choices
    tried: bool = False


class Part(QWidget):
    """Knows its own fields and nothing of its neighbours; a form puts parts below each other.

    Whatever is not shown is not filled in: a part that does not apply leaves the choices alone.
    """

    changed = Signal()
    label = ""  # a text above the part, marked for translation; empty: it labels its own fields

    @property
    def applies(self) -> bool:
        """Whether it has anything to ask now; the form hides it otherwise."""
        return True

    def start(self, given: Given) -> None:
        """Preselect what the kind of decision proposes. Called once, after `show_ticket`."""

    def show_ticket(self, given: Given) -> None:
        """The ticket as it is now; what was chosen stays chosen where it still can be."""

    def follow(self, choices: Choices) -> None:
        """Adapt to what the other parts chose; a person's own choice stands."""

    def fill(self, choices: Choices) -> Choices:
        """The choices with what is chosen here."""
        return choices

    def show_breakdown(self, breakdown: Breakdown) -> None:
        """Show what the present choices come to."""

    def problem(self) -> str:
        """The first field that is wrong: one sentence, or empty."""
        return ""

    def kept(self) -> Mapping[str, object]:
        """What survives a closed dialog, by a name that stays the same over versions."""
        return {}

    def _on_changed(self) -> None:
        self.changed.emit()


class Disclosed(Part):
    """A part that hardly any decision needs: it waits behind a button, which the form places.

    Closing it takes it out of the decision; what was typed stays for the next time it is opened.
    """

    def __init__(self, more: str, less: str, parent: QWidget | None = None) -> None:
        """`more` opens it, `less` is the name of its cross."""
        super().__init__(parent)
        self._open = False
        self.more = Chip(more, icon="plus")
        self.less = IconButton("close", less)
        self.more.clicked.connect(self._on_more)
        self.less.clicked.connect(self._on_less)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(8)

    @property
    def applies(self) -> bool:
        return self._open

    def show_open(self, on: bool) -> None:
        """Open or close it without a person."""
        self._open = on
        self.more.setVisible(not on)
        self.setVisible(on)

    def _on_more(self) -> None:
        self.show_open(True)
        self.changed.emit()
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_less(self) -> None:
        self.show_open(False)
        self.changed.emit()
        self.more.setFocus()


def labelled(words: str, field: QWidget, *, width: int = 0) -> LabelledField:
    """A field with its label above; `width` 0 leaves it as wide as there is room."""
    if width:
        field.setFixedWidth(width)
    return LabelledField(words, field)


def beside(*places: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Labelled fields next to each other; `stretch` keeps them at the left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    for place in places:
        row.addWidget(place, 0 if stretch else 1, Qt.AlignmentFlag.AlignTop)
    if stretch:
        row.addStretch(1)
    return row
