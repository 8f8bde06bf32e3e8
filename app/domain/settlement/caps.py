"""The limits of an order's money, each with what live rows already use of it."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.order import Order
from app.domain.payment import Cap, CapName, Payout, Tender
from app.domain.settlement.ledger import Ledger
from app.domain.settlement.shares import goods_paid


def caps(order: Order, money: Sequence[Payout]) -> tuple[Cap, ...]:
    """The order's own caps over all tickets: goods (classes a and b), outbound shipping, total.

    Limits are None while what was paid is unknown or disputed between files. With the shipping
    part unknown the goods are limited by the whole sum paid. What was paid on top for
    replacements raises the limits of goods and total. Rows in another currency are not counted:
    nothing can be added to them. Every tender the order was paid with has a cap of its own.
    """
    return order_caps(order, Ledger(order, money))


def order_caps(order: Order, ledger: Ledger) -> tuple[Cap, ...]:
    """The same, from money that is already sorted."""
    paid = None if order.conflict is not None else order.paid_cents
    goods = goods_paid(order)
    shipping = None if goods is None else order.shipping_cents
    extra = ledger.surcharge
    known = {
        name: value
        for name, value in (
            ("paid_cents", paid),
            ("shipping_cents", shipping),
            ("surcharge_cents", extra or None),
        )
        if value is not None
    }
    limit = paid if goods is None else goods
    whole = Cap(
        CapName.TOTAL,
        None if paid is None else paid + extra,
        ledger.price + ledger.outbound,
        known,
    )
    return (
        Cap(CapName.PAID, None if limit is None else limit + extra, ledger.price, known),
        Cap(CapName.OUTBOUND, shipping, ledger.outbound, known),
        whole,
        *(
            Cap(CapName.TENDER, amount, ledger.tender(kind).used, {kind.value: amount})
            for kind, amount in tenders_paid(order).items()
        ),
    )


def tenders_paid(order: Order) -> dict[Tender, int]:
    """What was paid beside money, by kind: points in points, the others in minor units."""
    paid: dict[Tender, int] = {}
    for item in order.tenders:
        kind = Tender(item.kind)
        if kind is not Tender.CASH and item.amount > 0:
            paid[kind] = paid.get(kind, 0) + item.amount
    return paid


def overdrawn(order: Order, money: Sequence[Payout]) -> tuple[Cap, ...]:
    """The caps that live rows exceed: empty unless a platform paid more than was ever paid in.

    Whoever writes money rows checks this once more before the transaction ends.
    """
    return tuple(
        cap
        for cap in caps(order, money)
        if cap.limit_cents is not None and cap.used_cents > cap.limit_cents
    )


def goods_left(order: Order, ledger: Ledger) -> int | None:
    """What price refunds and compensation may still take of the whole order; None if unknown."""
    paid, _outbound, whole = order_caps(order, ledger)[:3]
    if paid.left_cents is None or whole.left_cents is None:
        return None
    return min(paid.left_cents, whole.left_cents)
