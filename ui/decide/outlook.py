"""Where a ticket will stand once a decision is confirmed, and until when goods may be sent back.

Pure: the same facts and the same `stage()` the services use, nothing of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.decisions import comes_back
from app.domain.facts import GoodsIn, GoodsOut, Offer, Review, Stage, Work
from app.domain.order import Unit
from app.domain.payment import LIVE, MoneyState
from app.domain.remedy import GoodsWay, Remedy
from app.domain.settlement import in_hand
from app.domain.settlement.types import Breakdown, Choices
from app.domain.ticket import Ticket
from app.domain.workflow import stage
from app.domain.workflow.refusals import beside_agreement

_STILL_OUT = frozenset({GoodsIn.TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED})
_SETTLES_GOODS = frozenset(
    {Remedy.REFUND_ONLY, Remedy.RETURN_REFUND, Remedy.EXCHANGE, Remedy.RESHIP, Remedy.REPAIR}
)
_NOT_ON_ITS_WAY = frozenset({GoodsIn.NOT_NEEDED, GoodsIn.TO_BE_SENT})


def stage_after(
    ticket: Ticket,
    choices: Choices,
    breakdown: Breakdown,
    *,
    agreed: bool,
    needs_approval: bool = False,
) -> Stage:
    """The stage once this decision is confirmed."""
    if choices.remedy is Remedy.REAPPLY and beside_agreement(ticket.facts):
        return ticket.stage
    offer = Offer.ACCEPTED if agreed else Offer.OFFERED
    facts = replace(
        ticket.facts,
        review=Review.ACCEPTED,
        remedy=choices.remedy.value,
        offer=Offer.AWAITING_APPROVAL if needs_approval else offer,
        flaws_settled=ticket.facts.flaws_settled or ticket.facts.flawed,
    )
    if not agreed or needs_approval:
        return stage(facts)
    goods_in = dict(ticket.goods_in)
    if comes_back(choices):
        for unit in breakdown.units:
            if goods_in.get(unit, GoodsIn.NOT_NEEDED) in _NOT_ON_ITS_WAY:
                goods_in[unit] = GoodsIn.TO_BE_SENT
    gone = set(breakdown.replaces)
    money = [row.state for row in ticket.payouts if row.id not in gone and row.state in LIVE]
    money += [MoneyState.PLANNED for _row in breakdown.payouts]
    sent = [state for state in facts.goods_out if state is not GoodsOut.TO_SHIP]
    leaves = bool(breakdown.dispatches) and not _waits_for_goods(choices, goods_in.values())
    home = _goes_back(ticket, choices)
    leaves = leaves or home
    owed = [state for state in facts.charges if state is not MoneyState.PLANNED]
    return stage(
        replace(
            facts,
            goods_in=tuple(goods_in.values()),
            money=tuple(money),
            home_waiting=int(home),
            goods_out=(*sent, GoodsOut.TO_SHIP) if leaves else tuple(sent),
            charges=(*owed, *(MoneyState.PLANNED for _one in breakdown.charges)),
            work=Work.CONSENTED if choices.remedy is Remedy.REPAIR else facts.work,
        )
    )


def _waits_for_goods(choices: Choices, goods_in: Collection[GoodsIn]) -> bool:
    """Whether the replacement leaves only once the old goods are back and looked at."""
    first = choices.remedy is Remedy.EXCHANGE and choices.way is GoodsWay.RETURN_FIRST
    return first and any(state in _STILL_OUT for state in goods_in)


def _goes_back(ticket: Ticket, choices: Choices) -> bool:
    """Whether goods that were to go back to the buyer as they are still do."""
    waits = ticket.facts.home_waiting or ticket.facts.work is Work.CANNOT_BE_REPAIRED
    if not waits or choices.remedy in _SETTLES_GOODS:
        return False
    return any(in_hand(unit, ticket.goods_in) for unit in ticket.goods_in)


def goods_to_send(ticket: Ticket, choices: Choices, units: tuple[Unit, ...]) -> bool:
    """Whether the buyer still has something of this decision to send."""
    if not comes_back(choices):
        return False
    return (
        any(
            ticket.goods_in.get(unit, GoodsIn.NOT_NEEDED) in _NOT_ON_ITS_WAY
            and not in_hand(unit, ticket.goods_in)
            for unit in units
        )
        or not units
    )


def last_day(now: datetime, days: int, zone: str) -> date:
    """The last day of a number of days that starts tomorrow, in the shop's zone."""
    return now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)


def end_of_day(day: date, zone: str) -> datetime:
    """23:59 of a day in the shop's zone, as UTC."""
    return datetime.combine(day, time(23, 59), ZoneInfo(zone)).astimezone(UTC)
