"""What an order was paid with beside money: points, the shop's coupons, stored value.

Only what the buyer brought counts: what a platform adds from its own purse is no tender of the
buyer and comes back to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.imported import ImportedOrder
from app.domain.payment import Tender
from app.model.reading import Reader, Values
from app.model.tables import OrderTender
from app.model.writing import Write
from app.services.paid import money_moved


class Difference(NamedTuple):
    """One kind whose amount is kept although a file now says another one."""

    kind: Tender
    kept: int
    said: int


class TenderDiff(NamedTuple):
    """`news` is to be written; `differences` are for a person. Points, else minor units."""

    news: Mapping[Tender, int]
    differences: tuple[Difference, ...]


NOTHING_BESIDE = TenderDiff({}, ())


def compare_tenders(
    read: Reader, known: Values | None, order: ImportedOrder, source: str
) -> TenderDiff:
    """What this order's row says of its tenders, against what is known of them.

    The same kind of file may correct itself until money has moved, as it may with what was paid;
    from then on, and against another kind of file, the amount stays what it is.
    """
    news: dict[Tender, int] = {}
    differences: list[Difference] = []
    for kind, amount in _said(order).items():
        row = read.one(OrderTender, order_id=known["id"], kind=kind.value) if known else None
        if row is None or known is None:
            if amount:
                news[kind] = amount
        elif int(row["amount"]) != amount:
            if row["source"] == source and not money_moved(read, int(known["id"])):
                news[kind] = amount
            else:
                differences.append(Difference(kind, int(row["amount"]), amount))
    return TenderDiff(news, tuple(differences))


def write_tenders(write: Write, order_id: int, news: Mapping[Tender, int], source: str) -> None:
    """Keep what is new, inside the import's write; the caller appends the event."""
    for kind, amount in news.items():
        row = write.one(OrderTender, order_id=order_id, kind=kind.value)
        if row is None:
            write.insert(
                OrderTender, order_id=order_id, kind=kind.value, amount=amount, source=source
            )
        else:
            write.update(OrderTender, int(row["id"]), amount=amount, source=source)


def _said(order: ImportedOrder) -> dict[Tender, int]:
    said = {
        Tender.POINTS: order.points,
        Tender.COUPON: order.coupon_cents,
        Tender.STORED: order.stored_cents,
    }
    return {kind: amount for kind, amount in said.items() if amount is not None}
