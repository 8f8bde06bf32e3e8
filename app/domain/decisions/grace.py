"""What is given on a claim that was taken after its window by the shop's own grace."""

from __future__ import annotations

from dataclasses import replace

from app.domain.case import GRACE
from app.domain.remedy import Remedy
from app.domain.settlement.types import Choices
from app.domain.ticket import Ticket

_GIVES_NOTHING = frozenset({Remedy.APOLOGY, Remedy.REAPPLY, Remedy.REJECT})


def by_grace(ticket: Ticket, choices: Choices) -> Choices:
    """The choices, marked as goodwill where nobody could have asked for them any more.

    So they count against the month's budget, and beyond it the owner has to agree.
    """
    if ticket.late_ground not in GRACE or choices.remedy in _GIVES_NOTHING:
        return choices
    return replace(choices, goodwill=True)
