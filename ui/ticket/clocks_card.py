"""时限: every clock of a ticket, whose it is, until when, how it was computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.deadlines.telling import ClockLine
from app.domain.ticket import Ticket
from app.i18n import _
from ui.ticket.clock_words import clock_facts
from ui.ticket.page import Page
from ui.widgets.surface import Card


class ClocksCard(Card):
    """Hidden when nothing runs."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("时限"))
        self.facts = page.facts(1)
        self.body.addWidget(self.facts)
        self._shown: tuple[Ticket, Sequence[ClockLine]] | None = None

    def show_clocks(self, ticket: Ticket, lines: Sequence[ClockLine], now: datetime) -> None:
        """Show the clocks of this ticket."""
        self._shown = (ticket, lines)
        estimated = any(line.clock.estimated for line in lines)
        self.set_note(_("「估」按预设推算，以平台为准") if estimated else "")
        self.setVisible(bool(lines))
        self.facts.show_facts(clock_facts(ticket, lines, now))

    def tick(self, now: datetime) -> None:
        """Time went on: the same clocks."""
        if self._shown is not None:
            self.facts.show_facts(clock_facts(*self._shown, now))
