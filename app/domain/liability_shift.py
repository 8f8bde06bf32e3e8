"""A finding that changed under a decision that rests on another one."""

from __future__ import annotations

from app.domain.facts import Offer
from app.domain.money_state import MoneyState
from app.domain.remedy import Liability, Remedy
from app.domain.ticket import DecisionRecord, Ticket

_IN_THE_AIR = frozenset({Offer.OFFERED.value, Offer.AWAITING_APPROVAL.value})
_TO_PAY = frozenset({MoneyState.PLANNED, MoneyState.APPROVED})
_WORDS = frozenset({Remedy.REJECT, Remedy.APOLOGY, Remedy.REAPPLY})


def rests_on_another(ticket: Ticket) -> DecisionRecord | None:
    """The round in force whose money was reckoned for another liable party and is still to be paid.

    None once it was paid: what then differs is a matter of a new round, not of this one.
    """
    decision = ticket.in_force
    if (
        decision is None
        or decision.remedy in _WORDS
        or ticket.liability in (decision.liability, Liability.UNDETERMINED)
    ):
        return None
    unpaid = any(row.state in _TO_PAY for row in ticket.payouts)
    if decision.state in _IN_THE_AIR or (decision.state == Offer.ACCEPTED.value and unpaid):
        return decision
    return None
