"""What goods of a ticket are worth, and which of them left us, came back, or came back as a loss.

Worth is what was paid for a piece. What nobody can value is counted, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.facts import GoodsIn, GoodsOut
from app.domain.goods_out import DispatchLine, DispatchPurpose
from app.domain.money import unit_share
from app.domain.money_state import MoneyState
from app.domain.negotiation import PromiseState
from app.domain.order import Order, Unit
from app.domain.payment import MoneyClass
from app.domain.settlement.shares import paid_shares
from app.domain.ticket import Ticket

HANDED_OVER = frozenset({MoneyState.SUBMITTED, MoneyState.ARRIVED})
_THERE = frozenset({GoodsOut.SHIPPED, GoodsOut.DELIVERED})
_LEFT_US = _THERE | {GoodsOut.LOST}
_OUR_GOODS = frozenset({DispatchPurpose.EXCHANGE, DispatchPurpose.RESHIP, DispatchPurpose.PART})
_EXCHANGED = frozenset({DispatchPurpose.EXCHANGE})
_INSTEAD = _EXCHANGED | {DispatchPurpose.RESHIP}
_HOME = frozenset({DispatchPurpose.REPAIRED, DispatchPurpose.GIVE_BACK})
_UNCERTAIN = frozenset({GoodsIn.WORN, GoodsIn.MISSING_PARTS})
_VALUED = frozenset({GoodsIn.SELLABLE, GoodsIn.DAMAGED})


@dataclass(frozen=True, slots=True)
class Goods:
    """What goods moved, at their worth (cents), and how many pieces could not be valued."""

    sent_cents: int = 0
    written_off_cents: int = 0
    back_cents: int = 0
    unvalued: int = 0


def goods_moved(ticket: Ticket) -> Goods:
    """Goods of a ticket that were sent, came back, or came back as a loss.

    What came back is the buyer's until it was paid back or replaced, and again once it went home.
    """
    order = replace(ticket.order, lines=paid_shares(ticket.order))
    moved = Goods(unvalued=_parts_kept(ticket))
    for dispatch in ticket.dispatches:
        if dispatch.state in _LEFT_US and dispatch.purpose in _OUR_GOODS:
            for line in dispatch.lines:
                moved = _add_sent(moved, _worth_sent(order, line))
    for unit in sorted({*ticket.goods_in, *(one.unit for one in ticket.inspections)}):
        for found, value in _ours_again(ticket, order, unit):
            moved = _add_return(moved, found, value)
    return moved


def _parts_kept(ticket: Ticket) -> int:
    """Promised parts that went out with another order: nobody knows what they are worth."""
    sent = any(one.purpose is DispatchPurpose.PART for one in ticket.dispatches)
    kept = (one for one in ticket.obligations if one.state is PromiseState.KEPT and one.part)
    return 0 if sent else sum(1 for _one in kept)


def _ours_again(
    ticket: Ticket, order: Order, unit: Unit
) -> Iterator[tuple[GoodsIn | None, int | None]]:
    """What stays with us of one unit, in the order it came: how it was found and its worth.

    None where nobody wrote down how it was found: the unit only says that the buyer has another.
    """
    replaced = list(_lines_out(ticket, unit, _INSTEAD))
    given = len(replaced) + _refunded(ticket, unit)
    if any(one.unit == unit for one in ticket.inspections):
        found: list[GoodsIn | None] = [*_kept(ticket, unit)]
    elif ticket.goods_in[unit] is GoodsIn.GIVEN_BACK:
        found = [None] if list(_lines_out(ticket, unit, _EXCHANGED)) else []
    else:
        found = [ticket.goods_in[unit]]
    for place, condition in enumerate(found[:given]):
        # The first piece is the one that was bought, those after it are its replacements.
        before = replaced[place - 1] if 0 < place <= len(replaced) else None
        value = _bought_for(order, unit) if before is None else _worth_sent(order, before)
        yield condition, value


def _kept(ticket: Ticket, unit: Unit) -> list[GoodsIn]:
    """How the pieces of a unit were found that came back and did not go home again."""
    steps: list[tuple[datetime | None, GoodsIn | None]] = [
        (one.at, one.found) for one in ticket.inspections if one.unit == unit
    ]
    steps += [
        (parcel.shipped_at, None)
        for parcel in ticket.dispatches
        if parcel.purpose in _HOME
        and parcel.state in _LEFT_US
        and any(line.unit == unit for line in parcel.lines)
    ]
    here: list[GoodsIn] = []
    # A day somebody typed in stands for noon: on one day, looking at it comes before sending it.
    for _at, found in sorted(steps, key=_by_day):
        if found is not None:
            here.append(found)
        elif here:
            here.pop()
    return here


def _by_day(step: tuple[datetime | None, GoodsIn | None]) -> tuple[str, bool]:
    at, found = step
    return (at.date().isoformat() if at is not None else "9999"), found is None


def _lines_out(
    ticket: Ticket, unit: Unit, purposes: frozenset[DispatchPurpose]
) -> Iterator[DispatchLine]:
    """What was sent in place of a unit and was not lost, oldest first."""
    for parcel in ticket.dispatches:
        if parcel.purpose in purposes and parcel.state in _THERE:
            yield from (line for line in parcel.lines if line.unit == unit)


def _refunded(ticket: Ticket, unit: Unit) -> bool:
    """Whether a price refund for the unit, or for no piece in particular, was handed over."""
    return any(
        row.state in HANDED_OVER
        and row.money_class is MoneyClass.PRICE_REFUND
        and (not row.units or any(part.unit == unit for part in row.units))
        for row in ticket.payouts
    )


def _add_return(moved: Goods, found: GoodsIn | None, value: int | None) -> Goods:
    """`moved` with one returned piece in it. `value` None: nobody knows what it is worth.

    Sellable goods come back at their worth; damaged ones come back and are written off, which
    cancels out but is shown; worn or incomplete ones may be worth anything.
    """
    if found is not None and found not in _VALUED | _UNCERTAIN:
        return moved
    if found is None or value is None or found in _UNCERTAIN:
        return replace(moved, unvalued=moved.unvalued + 1)
    back = replace(moved, back_cents=moved.back_cents + value)
    if found is GoodsIn.DAMAGED:
        return replace(back, written_off_cents=back.written_off_cents + value)
    return back


def _worth_sent(order: Order, line: DispatchLine) -> int | None:
    if line.price_cents is not None:
        return line.price_cents * line.quantity
    return unit_worth(order, line.unit) if line.unit is not None else None


def _add_sent(moved: Goods, value: int | None) -> Goods:
    """`moved` with one thing in it that left us; `value` None: nobody knows what it is worth."""
    if value is None:
        return replace(moved, unvalued=moved.unvalued + 1)
    return replace(moved, sent_cents=moved.sent_cents + value)


def unit_worth(order: Order, unit: Unit) -> int | None:
    """What was paid for one piece, and on top for its replacement. Cents.

    None where the share, the quantity or the piece is not known. `order` with its shares reckoned.
    """
    value = _bought_for(order, unit)
    extra = sum(more.cents for more in order.surcharges if more.unit == unit)
    return None if value is None else value + extra


def _bought_for(order: Order, unit: Unit) -> int | None:
    """`S(k) − S(k−1)` of the line: what was paid for the piece that was bought."""
    line = next((line for line in order.lines if line.id == unit.line_id), None)
    if line is None or line.paid_share_cents is None or not line.quantity:
        return None
    if not 1 <= unit.ordinal <= line.quantity:
        return None
    return unit_share(line.paid_share_cents, unit.ordinal, line.quantity)
