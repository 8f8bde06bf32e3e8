"""What is worth coming back to once a decision has been carried out: proposed, never made alone.

After a refund, whether it arrived; after an exchange or a return, where the parcel is; after a
repair, whether it holds; after the end, whether the buyer is content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain.contact import FollowUpKind
from app.domain.facts import Closing, GoodsIn, GoodsOut
from app.domain.goods_out import DispatchPurpose
from app.domain.money import Money
from app.domain.payment import MoneyState, Tender
from app.domain.ticket import Ticket
from app.i18n import _

_REFUND: Final = timedelta(days=3)
_PARCEL: Final = timedelta(days=3)
_REPAIR: Final = timedelta(days=7)
_CONTENT: Final = timedelta(days=2)
_TOO_LATE: Final = timedelta(days=30)
"""Nobody is asked about what ended longer ago."""
_SOON: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to come back to: what, when (UTC), and since when it has been worth it."""

    kind: FollowUpKind
    due_at: datetime
    what: str
    since: datetime


def proposals(ticket: Ticket, now: datetime) -> tuple[Proposal, ...]:
    """What nobody has planned yet, the earliest first.

    Whatever was planned of the same kind since the same event takes the place of a proposal.
    """
    found = [one for one in _proposals(ticket, now) if not _planned(ticket, one)]
    return tuple(sorted(found, key=_when))


def _when(one: Proposal) -> datetime:
    return one.due_at


def _planned(ticket: Ticket, one: Proposal) -> bool:
    return any(
        known.kind is one.kind and (known.done_at is None or known.planned_at >= one.since)
        for known in ticket.follow_ups
    )


def _proposals(ticket: Ticket, now: datetime) -> Iterator[Proposal]:
    yield from _refunds(ticket, now)
    yield from _parcels(ticket, now)
    yield from _repaired(ticket, now)
    ended = ticket.closed_at
    if ticket.facts.closing is Closing.COMPLETED and ended is not None and now - ended < _TOO_LATE:
        yield _proposal(
            FollowUpKind.SATISFACTION, ended, _CONTENT, now, _("问问买家对这次处理是否满意")
        )


def _proposal(
    kind: FollowUpKind, since: datetime, later: timedelta, now: datetime, what: str
) -> Proposal:
    return Proposal(kind, max(since + later, now + _SOON), what, since)


def _refunds(ticket: Ticket, now: datetime) -> Iterator[Proposal]:
    under_way = [
        one
        for one in ticket.payouts
        if one.state is MoneyState.SUBMITTED
        and one.tender is Tender.CASH
        and one.submitted_at is not None
    ]
    if not under_way:
        return
    since = max(one.submitted_at for one in under_way if one.submitted_at is not None)
    cents = sum(one.cents for one in under_way)
    what = _("确认 {amount} 已到账、金额正确").format(amount=Money(cents, under_way[0].currency))
    yield _proposal(FollowUpKind.CHECK_REFUND, since, _REFUND, now, what)


def _parcels(ticket: Ticket, now: datetime) -> Iterator[Proposal]:
    out = [one for one in ticket.dispatches if one.state is GoodsOut.SHIPPED and one.shipped_at]
    if out:
        last = out[-1]
        number = " ".join(part for part in (last.courier, last.tracking) if part)
        what = _("查看 {parcel} 是否已送到买家手上").format(parcel=number or _("寄出的包裹"))
        yield _proposal(FollowUpKind.CHECK_PARCEL, last.shipped_at or now, _PARCEL, now, what)
        return
    decision = ticket.in_force
    if decision is not None and GoodsIn.IN_TRANSIT in ticket.goods_in.values():
        number = " ".join(part for part in (ticket.return_courier, ticket.return_tracking) if part)
        what = _("查看退回的 {parcel} 到哪里了").format(parcel=number or _("包裹"))
        # From now on: nobody knows here when the buyer sent it.
        yield Proposal(FollowUpKind.CHECK_PARCEL, now + _PARCEL, what, decision.decided_at)


def _repaired(ticket: Ticket, now: datetime) -> Iterator[Proposal]:
    back = [
        one.delivered_at
        for one in ticket.dispatches
        if one.purpose is DispatchPurpose.REPAIRED and one.delivered_at is not None
    ]
    if back and now - max(back) < _TOO_LATE:
        what = _("问问修好的商品现在用着怎么样")
        yield _proposal(FollowUpKind.CHECK_REPAIR, max(back), _REPAIR, now, what)
