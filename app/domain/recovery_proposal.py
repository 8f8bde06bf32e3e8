"""What might be claimed back for a ticket: proposed once somebody else is liable, never created.

Towards the buyer the shop pays, and then turns to whoever is behind it: 产品质量法 Art. 40 for a
supplier, 民法典 Art. 832 for a carrier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.cost_sheet import cost_sheet
from app.domain.money_state import MoneyState
from app.domain.payment import Tender
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.remedy import Liability
from app.domain.ticket import Ticket

AGAINST: dict[Liability, RecoveryFrom] = {
    Liability.COURIER: RecoveryFrom.COURIER,
    Liability.SUPPLIER: RecoveryFrom.SUPPLIER,
    Liability.PLATFORM: RecoveryFrom.PLATFORM,
}
_GRANTED = frozenset({MoneyState.PLANNED, MoneyState.APPROVED})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim that could be opened. Cents of the order's currency; None: nothing cost yet.

    `percent` is the part of a shared liability; 100 where the party is liable alone.
    """

    against: RecoveryFrom
    cents: int | None
    currency: str
    percent: int = 100


def proposals(ticket: Ticket) -> tuple[Proposal, ...]:
    """What is worth claiming and has not been, the largest part first."""
    loss = lost_cents(ticket)
    known = {one.against for one in ticket.recoveries}
    return tuple(
        Proposal(against, loss * percent // 100 or None, ticket.order.currency, percent)
        for against, percent in _liable(ticket)
        if against not in known
    )


def _liable(ticket: Ticket) -> Iterator[tuple[RecoveryFrom, int]]:
    finding = ticket.finding
    if finding.liability in AGAINST:
        yield AGAINST[finding.liability], 100
    if finding.liability is Liability.SHARED:
        for share in sorted(finding.shares, key=lambda one: -one.percent):
            if share.party in AGAINST:
                yield AGAINST[share.party], share.percent


def lost_cents(ticket: Ticket) -> int:
    """What the ticket has cost or will, before anything is recovered: paid, granted, goods lost."""
    sheet = cost_sheet(ticket)
    granted = sum(
        row.cents
        for row in ticket.payouts
        if row.state in _GRANTED and row.tender is Tender.CASH and row.currency == sheet.currency
    )
    return max(0, sheet.net_cents + sheet.recovered_cents + granted)


def waits(ticket: Ticket) -> bool:
    """Whether a claim was opened and the other side has not been told of it."""
    return any(one.state is RecoveryState.OPENED for one in ticket.recoveries)
