"""What one ticket has cost: money out, goods out and written off, what came back, who was liable.

Cash is derived from the money rows that were handed over, and never kept a second time. Goods
count at their worth, which is what was paid for them; what nobody can value is named, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.costs import CostKind, CostRow, CostSheet
from app.domain.facts import Work
from app.domain.goods_worth import HANDED_OVER, Goods, goods_moved
from app.domain.money_state import MoneyState
from app.domain.negotiation import PromiseState
from app.domain.payment import Charge, MoneyClass, Payout, Tender
from app.domain.remedy import Liability
from app.domain.ticket import Ticket

KIND_OF = {
    MoneyClass.PRICE_REFUND: CostKind.REFUND,
    MoneyClass.COMPENSATION: CostKind.COMPENSATION,
    MoneyClass.FREIGHT: CostKind.FREIGHT,
    MoneyClass.DAMAGES: CostKind.DAMAGES,
}


_NOTHING_MOVED = Goods()


def cost_sheet(ticket: Ticket) -> CostSheet:
    """The cost sheet of a ticket, with the other costs and recoveries that were recorded on it."""
    currency = ticket.order.currency
    repairs = (
        (CostKind.REPAIR, repair.cost_cents, repair.currency)
        for repair in ticket.repairs
        if repair.state is Work.DONE
    )
    promises = (
        (CostKind.PROMISE, promise.discount_cents, currency)
        for promise in ticket.obligations
        if promise.state is PromiseState.KEPT
    )
    return sum_up(
        currency,
        ticket.liability,
        (
            *_cash(ticket.payouts, ticket.charges),
            *repairs,
            *promises,
            *((CostKind.OTHER, cents, where) for cents, where in ticket.other_costs),
            *((CostKind.RECOVERED, -cents, where) for cents, where in ticket.recovered),
        ),
        goods_moved(ticket),
        tuple(_tenders(ticket.payouts)),
    )


def sum_up(
    currency: str,
    liability: Liability,
    amounts: Iterable[tuple[CostKind, int, str]],
    moved: Goods = _NOTHING_MOVED,
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
