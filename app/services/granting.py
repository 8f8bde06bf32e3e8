"""Granting and calling off: the one place where an agreement becomes money, goods and work to do.

What an earlier round granted and nobody carried out gives way to a new one. What was carried out
(money handed over, parcels that left, work that began, promises kept) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.decisions import comes_back
from app.domain.facts import GoodsIn, GoodsOut, Offer, Work
from app.domain.goods_out import DispatchPurpose
from app.domain.negotiation import PromiseState, takes_the_place_of_promises
from app.domain.payment import MoneyState
from app.domain.remedy import GoodsWay, Remedy
from app.domain.settlement.types import Breakdown, Choices, Promise, RepairTerms, Replacement
from app.domain.warranty import months_after
from app.errors import RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_instant, to_text
from app.model.reading import Values
from app.services.charge_rows import plan_charges, withdraw_charges
from app.services.goods_rows import (
    call_off_dispatches,
    expect,
    plan_dispatch,
    units_of,
)
from app.services.held import kept_units
from app.services.loading import load_decision
from app.services.payout_rows import plan_payouts, withdraw_planned
from app.services.rounds import latest_round
from app.services.verb import Moving

_OPEN_ROUND = (Offer.OFFERED, Offer.ACCEPTED, Offer.AWAITING_APPROVAL)
_HANDED_OVER = (MoneyState.SUBMITTED, MoneyState.ARRIVED)
_LEFT = (GoodsOut.SHIPPED, GoodsOut.DELIVERED)
_NOT_HERE = (GoodsIn.TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED, GoodsIn.NEVER_SENT)
_BEGUN = (Work.UNDER_REPAIR, Work.DONE)
# After these what lies here is not the buyer's any more, was paid for, or is worked on.
_KEEPS_GOODS = frozenset(
    {
        Remedy.REFUND_ONLY,
        Remedy.RETURN_REFUND,
        Remedy.EXCHANGE,
        Remedy.RESHIP,
        Remedy.REPAIR,
    }
)


def grant(moving: Moving, decision_id: int, choices: Choices, breakdown: Breakdown) -> None:
    """The buyer agreed: money is planned and asked for, goods are expected and made ready.

    The caps were counted without what an earlier round granted and nobody handed over.
    """
    failed_before = moving.row["work"] == Work.CANNOT_BE_REPAIRED.value
    goes_home = bool(moving.facts.home_waiting) or failed_before
    supersede(moving)
    if takes_the_place_of_promises(choices.remedy):
        _call_off_promises(moving, moving.write.find(tables.Obligation, ticket_id=moving.ticket_id))
    plan_payouts(
        moving.write,
        moving.ticket_id,
        int(moving.row["order_id"]),
        decision_id,
        breakdown.payouts,
        breakdown.currency,
        moving.now,
    )
    plan_charges(moving, decision_id, breakdown.charges, breakdown.currency)
    if choices.remedy is Remedy.REPAIR:
        _send_once_more(moving)
    if comes_back(choices):
        expect(moving, units_of(choices))
    if not _waits_for_goods(choices) or _all_here(moving):
        _send(moving, decision_id, choices, breakdown)
    if choices.remedy is Remedy.REPAIR:
        _order_repair(moving, decision_id, choices, breakdown.currency)
    elif failed_before:
        moving.set(work=Work.NONE.value)
    if goes_home and choices.remedy not in _KEEPS_GOODS:
        give_back(moving, decision_id)
    if choices.promise is not None:
        _promise(moving, decision_id, choices.promise, breakdown.currency)
    moving.set(offer=Offer.ACCEPTED.value)


def _send_once_more(moving: Moving) -> None:
    """A parcel that came without them leaves nothing to work on."""
    empty = [unit for unit, state in moving.units().items() if state is GoodsIn.NOT_ARRIVED]
    moving.goods(dict.fromkeys(empty, GoodsIn.NOT_NEEDED))


def supersede(moving: Moving, *, home_too: bool = True) -> None:
    """Call off everything granted and not carried out: money, charges, parcels, a booked repair.

    `home_too`: parcels with the buyer's own goods as well, where a new decision is about them.
    """
    called_off = {
        "called_off": withdraw_planned(moving),
        "called_off_parcels": call_off_dispatches(moving, home_too=home_too),
    }
    withdraw_charges(moving)
    for name, much in called_off.items():
        if much:
            moving.say(**{name: much}, currency=str(moving.row["currency"]))
    for row in moving.write.find(tables.RepairOrder, ticket_id=moving.ticket_id):
        if row["state"] == Work.CONSENTED.value:
            moving.write.update(
                tables.RepairOrder, int(row["id"]), state=Work.NONE.value, ended_at=moving.now
            )
    if moving.row["work"] in (Work.QUOTED.value, Work.CONSENTED.value):
        moving.set(work=Work.NONE.value)


def call_off(moving: Moving, *, promises_stand: bool = False) -> bool:
    """End the round that is open or agreed, with everything granted and not carried out.

    What is the buyer's own still goes home. A round of which something was carried out stands, and
    only its rest is called off; returns whether the round itself has ended. `promises_stand`: what
    was promised for later is still owed.
    """
    supersede(moving, home_too=False)
    latest = latest_round(moving)
    if latest is None or Offer(latest["state"]) not in _OPEN_ROUND:
        return True
    if _carried_out(moving, int(latest["id"])):
        return False
    end_round(moving, int(latest["id"]), promises_stand=promises_stand)
    return True


def end_round(moving: Moving, decision_id: int, *, promises_stand: bool = False) -> None:
    """A round is off the table, with its promises unless they stand, and so is the offer."""
    moving.write.update(
        tables.Decision, decision_id, state=Offer.WITHDRAWN.value, answered_at=moving.now
    )
    if not promises_stand:
        _call_off_promises(moving, _promises_of(moving, decision_id))
    moving.set(offer=Offer.WITHDRAWN.value)
    moving.say(decision=decision_id)


def nothing_is_left(moving: Moving, decision_id: int) -> bool:
    """Whether a round holds nothing any more, neither carried out nor still to be done."""
    if _carried_out(moving, decision_id):
        return False
    write, key = moving.write, moving.ticket_id
    waiting = (
        *(row["state"] == MoneyState.PLANNED for row in write.find(tables.Payout, ticket_id=key)),
        *(row["state"] == MoneyState.PLANNED for row in write.find(tables.Charge, ticket_id=key)),
        *(row["state"] == GoodsOut.TO_SHIP for row in write.find(tables.Dispatch, ticket_id=key)),
        *(row["state"] == PromiseState.OPEN for row in _promises_of(moving, decision_id)),
        moving.row["work"] == Work.CONSENTED.value,
    )
    return not any(waiting)


def _carried_out(moving: Moving, decision_id: int) -> bool:
    write = moving.write
    of_round = {"ticket_id": moving.ticket_id, "decision_id": decision_id}
    return (
        any(
            MoneyState(row["state"]) in _HANDED_OVER
            for row in write.find(tables.Payout, **of_round)
        )
        or any(GoodsOut(row["state"]) in _LEFT for row in write.find(tables.Dispatch, **of_round))
        or any(Work(row["state"]) in _BEGUN for row in write.find(tables.RepairOrder, **of_round))
        or any(row["state"] == PromiseState.KEPT for row in _promises_of(moving, decision_id))
    )


def _call_off_promises(moving: Moving, promises: Iterable[Values]) -> None:
    """What was promised and neither kept nor run out gives way, as money nobody paid does."""
    open_ones = [row for row in promises if row["state"] == PromiseState.OPEN]
    for row in open_ones:
        moving.write.update(
            tables.Obligation,
            int(row["id"]),
            state=PromiseState.CALLED_OFF.value,
            ended_at=moving.now,
        )
    if open_ones:
        moving.say(called_off_promises=len(open_ones))


def _promises_of(moving: Moving, decision_id: int) -> list[Values]:
    found = moving.write.find(tables.Obligation, ticket_id=moving.ticket_id)
    return [row for row in found if row["decision_id"] == decision_id]


def send_after_inspection(moving: Moving) -> bool:
    """Everything an exchange waited for is back and in order: make the replacement ready.

    Returns whether a parcel was planned: not while pieces are still to come, and not twice.
    """
    latest = latest_round(moving)
    if latest is None or latest["state"] != Offer.ACCEPTED.value:
        return False
    if latest["remedy"] != Remedy.EXCHANGE.value:
        return False
    here = replace(moving.facts, goods_in=tuple(moving.units().values()))
    if not _all_here(moving) or here.flawed:
        return False
    planned = moving.write.find(
        tables.Dispatch, ticket_id=moving.ticket_id, decision_id=latest["id"]
    )
    record = load_decision(moving.write, latest)
    if planned or not _waits_for_goods(record.choices):
        return False
    _send(moving, record.id, record.choices, record.breakdown)
    return True


def _waits_for_goods(choices: Choices) -> bool:
    return choices.remedy is Remedy.EXCHANGE and choices.way is GoodsWay.RETURN_FIRST


def _all_here(moving: Moving) -> bool:
    """Whether nothing of what the buyer sends is still to come or to be looked at."""
    return not any(state in _NOT_HERE for state in moving.units().values())


def _send(moving: Moving, decision_id: int, choices: Choices, breakdown: Breakdown) -> None:
    exchange = choices.remedy is Remedy.EXCHANGE
    purpose = DispatchPurpose.EXCHANGE if exchange else DispatchPurpose.RESHIP
    plan_dispatch(moving, decision_id, purpose, breakdown.dispatches, choices.ship_hours)


def give_back(moving: Moving, decision_id: int | None) -> None:
    """What the buyer sent in and nothing was given for goes back as it is."""
    kept = kept_units(moving.write, moving.row)
    here = [
        Replacement(unit.line_id, (unit.ordinal,) if unit.ordinal else ())
        for unit, state in sorted(moving.units().items())
        if unit in kept or state is GoodsIn.RECEIVED
    ]
    plan_dispatch(moving, decision_id, DispatchPurpose.GIVE_BACK, here)


def _order_repair(moving: Moving, decision_id: int, choices: Choices, currency: str) -> None:
    terms = choices.repair or RepairTerms()
    until = _warranty_until(moving, choices)
    moving.write.insert(
        tables.RepairOrder,
        ticket_id=moving.ticket_id,
        decision_id=decision_id,
        state=Work.CONSENTED.value,
        place=terms.place.value,
        in_warranty=terms.in_warranty,
        quote_cents=terms.quote_cents,
        cost_cents=terms.cost_cents,
        currency=currency,
        days=terms.days,
        work=terms.work,
        part_warranty_months=terms.part_warranty_months,
        warranty_until_at=to_text(until),
    )
    moving.set(work=Work.CONSENTED.value)


def _warranty_until(moving: Moving, choices: Choices) -> datetime | None:
    """Until when the original warranty runs, which a repair neither stops nor begins anew.

    Of several pieces the one that ends first; None while the delivery or a warranty is unknown.
    """
    order = moving.write.get(tables.Order, moving.row["order_id"]) or {}
    delivered = to_instant(order.get("delivered_at"))
    lines = {unit.line_id for unit in units_of(choices)}
    months = [
        (moving.write.get(tables.OrderLine, line_id) or {}).get("warranty_months")
        for line_id in lines
    ]
    known = [int(number) for number in months if number is not None]
    if delivered is None or not known or len(known) < len(months):
        return None
    return months_after(delivered, min(known))


def demand_promise(moving: Moving, choices: Choices) -> None:
    """Raises `RuleViolation` for a promise whose day is none, or has passed already."""
    if choices.promise is None:
        return
    until = _end_of_day(choices.promise.expires_on, moving.zone())
    if until is not None and until <= moving.now:
        raise RuleViolation(_("承诺的截止日期已经过了，请改成以后的日期。"))


def _promise(moving: Moving, decision_id: int, promise: Promise, currency: str) -> None:
    moving.write.insert(
        tables.Obligation,
        ticket_id=moving.ticket_id,
        order_id=int(moving.row["order_id"]),
        decision_id=decision_id,
        state=PromiseState.OPEN.value,
        part=promise.part.strip(),
        discount_cents=promise.discount_cents,
        currency=currency,
        next_order=promise.next_order,
        expires_at=_end_of_day(promise.expires_on, moving.zone()),
    )


def _end_of_day(day: str, zone: str) -> str | None:
    """The last second of an ISO day in the shop's zone; None for a promise without a day.

    Raises `RuleViolation` for a text that is no day.
    """
    if not day.strip():
        return None
    try:
        following = date.fromisoformat(day.strip()) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise RuleViolation(
            _("「{day}」不是日期，请写成 2026-12-31 这样。").format(day=day)
        ) from error
    after = datetime.combine(following, time(), ZoneInfo(zone))
    return to_text(after.astimezone(UTC) - timedelta(seconds=1))
