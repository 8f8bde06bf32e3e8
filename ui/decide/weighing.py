"""Opens what weighs decisions without taking any: 方案对比, 试算, and the sheet of a stored round."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.compare import compare
from app.domain.decisions import Asked
from app.domain.settlement.types import Choices
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from ui.decide.compare_dialog import CompareDialog
from ui.decide.opening import open_action, open_filled
from ui.decide.sheet_dialog import sheet_of_record
from ui.decide.what_if import WhatIfDialog
from ui.desk import Desk


def open_weighing(desk: Desk, ticket: Ticket, command_id: str, parent: QWidget) -> None:
    """Open what the command of this id names, `compare` or `what-if`, over `parent`."""
    if command_id == "compare":
        open_compare(desk, ticket, parent)
    else:
        open_what_if(desk, ticket, parent)


def open_compare(desk: Desk, ticket: Ticket, parent: QWidget) -> None:
    """Every remedy side by side; its button opens the form of that remedy."""
    situation = desk.services.decide.situation(ticket)
    found = compare(ticket.order, ticket.order_money, situation, Asked.of(ticket), ticket.shop)
    dialog = CompareDialog(ticket, found, parent)
    _Next(desk, ticket, dialog)
    dialog.open()


def open_what_if(desk: Desk, ticket: Ticket, parent: QWidget) -> None:
    """Try any remedy out; its main button opens its form with what was tried."""
    decide, approvals = desk.services.decide, desk.services.approvals
    dialog = WhatIfDialog(ticket, decide.situation, approvals.standing, parent)
    _Next(desk, ticket, dialog)
    dialog.open()


def open_sheet(ticket: Ticket, decision_id: int, parent: QWidget) -> None:
    """The sheet of a stored round. Raises `StopIteration` for a round the ticket has not."""
    record = next(one for one in ticket.decisions if one.id == decision_id)
    sheet_of_record(ticket, record, parent).open()


class _Next(QObject):
    """From a dialog that weighs to the form of what was chosen in it; a child of the dialog."""

    def __init__(self, desk: Desk, ticket: Ticket, dialog: CompareDialog | WhatIfDialog) -> None:
        super().__init__(dialog)
        self._desk = desk
        self._ticket = ticket
        self._behind = dialog.parentWidget()
        self._verb = ""
        self._tried: Choices | None = None
        dialog.submitted.connect(self._on_submitted)
        # The form opens once this dialog has gone: two veils would lie over the window.
        dialog.accepted.connect(self._on_accepted)

    def _on_submitted(self, wanted: object) -> None:
        if isinstance(wanted, Choices):
            self._tried = wanted
        else:
            self._verb = str(wanted or "")

    def _on_accepted(self) -> None:
        if self._behind is None:
            return
        if self._tried is not None:
            open_filled(self._desk, self._ticket, self._tried, self._behind)
        elif self._verb:
            open_action(self._desk, self._ticket, Verb(self._verb), self._behind)
