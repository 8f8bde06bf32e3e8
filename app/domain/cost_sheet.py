"""What one ticket has cost: money out, goods out and written off, what came back, who was liable.

Cash is derived from the money rows that were handed over, and never kept a second time. Goods
count at their worth, which is what was paid for them; what nobody can value is named, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.domain.costs import CostKind, CostRow, CostSheet
from app.domain.facts import GoodsIn, GoodsOut, Work
from app.domain.goods_out import Dispatch, DispatchPurpose
from app.domain.money import unit_share
from app.domain.money_state import MoneyState
from app.domain.order import Order, Unit
from app.domain.payment import Charge, MoneyClass, Payout, Tender
from app.domain.remedy import Liability
from app.domain.settlement.shares import paid_shares
from app.domain.ticket import Ticket

HANDED_OVER = frozenset({MoneyState.SUBMITTED, MoneyState.ARRIVED})
_LEFT_US = frozenset({GoodsOut.SHIPPED, GoodsOut.DELIVERED, GoodsOut.LOST})
_OUR_GOODS = frozenset({DispatchPurpose.EXCHANGE, DispatchPurpose.RESHIP, DispatchPurpose.PART})
_UNCERTAIN = frozenset({GoodsIn.WORN, GoodsIn.MISSING_PARTS})


KIND_OF = {
    MoneyClass.PRICE_REFUND: CostKind.REFUND,
    MoneyClass.COMPENSATION: CostKind.COMPENSATION,
    MoneyClass.FREIGHT: CostKind.FREIGHT,
    MoneyClass.DAMAGES: CostKind.DAMAGES,
}


@dataclass(frozen=True, slots=True)
class Goods:
    """What goods moved, at their worth (cents), and how many pieces could not be valued."""

    sent_cents: int = 0
    written_off_cents: int = 0
    back_cents: int = 0
    unvalued: int = 0


NOTHING_MOVED = Goods()


def cost_sheet(
    ticket: Ticket,
    others: Iterable[tuple[int, str]] = (),
    recovered: Iterable[tuple[int, str]] = (),
) -> CostSheet:
    """The cost sheet of a ticket.

    `others` are recorded costs that are no cash, `recovered` what courier, supplier or insurance
    have paid: each an amount in minor units with its currency.
    """
    repairs = (
        (CostKind.REPAIR, repair.cost_cents, repair.currency)
        for repair in ticket.repairs
        if repair.state is Work.DONE
    )
    return sum_up(
        ticket.order.currency,
        ticket.liability,
        (
            *_cash(ticket.payouts, ticket.charges),
            *repairs,
            *((CostKind.OTHER, cents, where) for cents, where in others),
            *((CostKind.RECOVERED, -cents, where) for cents, where in recovered),
        ),
        goods_moved(ticket),
        tuple(_tenders(ticket.payouts)),
    )


def sum_up(
    currency: str,
    liability: Liability,
    amounts: Iterable[tuple[CostKind, int, str]],
    moved: Goods = NOTHING_MOVED,
    tenders: tuple[tuple[Tender, int], ...] = (),
) -> CostSheet:
    """A sheet from amounts (kind, minor units, currency), of which only `currency` is added up."""
    tally: dict[CostKind, int] = {
        CostKind.GOODS_SENT: moved.sent_cents,
        CostKind.WRITTEN_OFF: moved.written_off_cents,
        CostKind.GOODS_BACK: -moved.back_cents,
    }
    foreign: dict[str, int] = {}
    for kind, cents, where in amounts:
        if where == currency:
            tally[kind] = tally.get(kind, 0) + cents
        else:
            foreign[where] = foreign.get(where, 0) + cents
    return CostSheet(
        currency=currency,
        rows=tuple(CostRow(kind, tally[kind]) for kind in CostKind if tally.get(kind)),
        liability=liability,
        unvalued=moved.unvalued,
        foreign=tuple(sorted(foreign.items())),
        tenders=tenders,
    )


def _cash(
    payouts: Iterable[Payout], charges: Iterable[Charge]
) -> Iterator[tuple[CostKind, int, str]]:
    for row in payouts:
        if row.state in HANDED_OVER and row.tender is Tender.CASH:
            yield KIND_OF[row.money_class], row.cents, row.currency
    for charge in charges:
        if charge.state is MoneyState.ARRIVED:
            yield CostKind.CHARGED, -charge.cents, charge.currency


def _tenders(payouts: Iterable[Payout]) -> Iterator[tuple[Tender, int]]:
    for tender in Tender:
        given = sum(
            row.cents for row in payouts if row.tender is tender and row.state in HANDED_OVER
        )
        if given and tender is not Tender.CASH:
            yield tender, given


def goods_moved(ticket: Ticket) -> Goods:
    """Goods of a ticket that were sent, came back, or came back as a loss."""
    order = replace(ticket.order, lines=paid_shares(ticket.order))
    moved = NOTHING_MOVED
    for dispatch in ticket.dispatches:
        moved = _add_dispatch(moved, dispatch, order)
    if moved == NOTHING_MOVED and not any(_refunds(row) for row in ticket.payouts):
        return moved  # what came in is still the buyer's: nothing was given for it yet
    exchanged = _exchanged(ticket)
    for unit, state in ticket.goods_in.items():
        if state is GoodsIn.GIVEN_BACK and unit in exchanged:
            # Its replacement is with the buyer now; what the old piece was found to be is not here.
            moved = replace(moved, unvalued=moved.unvalued + 1)
        moved = _add_return(moved, state, unit_worth(order, unit))
    return moved


def _exchanged(ticket: Ticket) -> frozenset[Unit]:
    """Units whose replacement has left after they came back."""
    return frozenset(
        line.unit
        for dispatch in ticket.dispatches
        if dispatch.purpose is DispatchPurpose.EXCHANGE and dispatch.state in _LEFT_US
        for line in dispatch.lines
        if line.unit is not None
    )


def _refunds(row: Payout) -> bool:
    return row.state in HANDED_OVER and row.money_class is MoneyClass.PRICE_REFUND


def _add_return(moved: Goods, state: GoodsIn, value: int | None) -> Goods:
    """`moved` with one returned piece in it. `value` None: nobody knows what it is worth.

    Sellable goods come back at their worth; damaged ones come back and are written off, which
    cancels out but is shown; worn or incomplete ones may be worth anything.
    """
    if state not in (GoodsIn.SELLABLE, GoodsIn.DAMAGED, *_UNCERTAIN):
        return moved
    if value is None or state in _UNCERTAIN:
        return replace(moved, unvalued=moved.unvalued + 1)
    back = replace(moved, back_cents=moved.back_cents + value)
    if state is GoodsIn.DAMAGED:
        return replace(back, written_off_cents=back.written_off_cents + value)
    return back


def _add_dispatch(moved: Goods, dispatch: Dispatch, order: Order) -> Goods:
    if dispatch.state not in _LEFT_US or dispatch.purpose not in _OUR_GOODS:
        return moved
    for line in dispatch.lines:
        value = None if line.price_cents is None else line.price_cents * line.quantity
        if value is None and line.unit is not None:
            value = unit_worth(order, line.unit)
        moved = _add_sent(moved, value)
    return moved


def _add_sent(moved: Goods, value: int | None) -> Goods:
    """`moved` with one thing in it that left us; `value` None: nobody knows what it is worth."""
    if value is None:
        return replace(moved, unvalued=moved.unvalued + 1)
    return replace(moved, sent_cents=moved.sent_cents + value)


def unit_worth(order: Order, unit: Unit) -> int | None:
    """What was paid for one piece, replacements included; the whole line for ordinal 0."""
    line = next((line for line in order.lines if line.id == unit.line_id), None)
    if line is None:
        return None
    extra = sum(more.cents for more in order.surcharges if more.unit == unit)
    value = _piece_worth(line.paid_share_cents, line.quantity, unit.ordinal)
    return None if value is None else value + extra


def _piece_worth(share: int | None, quantity: int | None, ordinal: int) -> int | None:
    """`S(k) − S(k−1)` of a line (cents); None where share, quantity or the piece are unknown."""
    if share is None or not quantity or not 1 <= ordinal <= quantity:
        return None
    return unit_share(share, ordinal, quantity)
