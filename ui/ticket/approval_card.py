"""待主管审批: why somebody else has to agree, who asked, the whole calculation, and both answers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.facts import Offer, Stage
from app.domain.workflow import Verb
from app.i18n import _
from ui.ticket import wording
from ui.ticket.page import Page
from ui.ticket.sums import sums_of
from ui.ticket.verb_row import VerbRow
from ui.widgets.check_row import CheckList
from ui.widgets.grid import Breakdown
from ui.widgets.pill import Pill
from ui.widgets.surface import Card, clear
from ui.widgets.text import PlainLabel


class ApprovalCard(Card):
    """Hidden unless the ticket waits for approval; its parts are made anew each time."""

    def __init__(self, page: Page) -> None:
        self.pill = Pill(_("待主管审批"), "violet")
        super().__init__(_("审批"), action=self.pill)
        self._page = page
        self.row: VerbRow | None = None
        self.hide()

    def show_ticket(self) -> None:
        """Show what the page's ticket waits for."""
        clear(self.body)
        self.row = None
        ticket = self._page.ticket
        decision = ticket.decision
        waits = ticket.stage is Stage.AWAITING_APPROVAL and decision is not None
        self.setVisible(waits)
        if not waits or decision is None or decision.state != Offer.AWAITING_APPROVAL:
            return
        self.set_note(self._page.when(decision.decided_at))
        needs = CheckList()
        needs.show_rows(tuple((need, "warn") for need in decision.needs))
        sums = Breakdown()
        sums.show_sums(sums_of(decision))
        parts: list[QWidget] = [
            PlainLabel(wording.asked_by(decision), wrap=True),
            PlainLabel(wording.detail(decision), "muted", wrap=True),
            needs,
            sums,
        ]
        self.row = VerbRow(self._page, (Verb.APPROVE, Verb.DENY, Verb.WITHDRAW_OFFER))
        self.row.buttons[Verb.APPROVE].set_kind("primary")
        self.row.buttons[Verb.DENY].set_kind("danger")
        parts.append(self.row)
        _put(self.body, parts)


def _put(column: QVBoxLayout, parts: list[QWidget]) -> None:
    for part in parts:
        column.addWidget(part)
        # At once, not at the next turn of the event loop: no gap for one frame.
        part.show()
