"""From a verb to the services: what is asked, what is called, what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.ticket import Ticket
from ui.decide.action_dialog import ActionDialog
from ui.decide.errand import Call
from ui.desk import Desk

Make = Callable[[Desk, Ticket, QWidget], ActionDialog]


@dataclass(frozen=True, slots=True)
class Way:
    """From a verb to the services. `make` None: nothing is asked, the verb is done at once."""

    call: Call
    said: str
    make: Make | None = None


def plain(kind: Callable[[Ticket, QWidget], ActionDialog]) -> Make:
    """The dialog of a kind that needs nothing but its ticket."""

    def make(_desk: Desk, ticket: Ticket, parent: QWidget) -> ActionDialog:
        return kind(ticket, parent)

    return make
