"""What the shop says of its goods: read for a ticket's lines, kept by merchant SKU."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.order import OrderLine
from app.domain.rulepack.category import GoodsCategory, GoodsPolicy
from app.model.reading import Reader, Values
from app.model.tables import GoodsPolicy as PolicyRow

_SOME = frozenset(one.value for one in GoodsCategory)


def policies_of(read: Reader, shop_id: int, lines: Iterable[OrderLine]) -> dict[int, GoodsPolicy]:
    """What the shop says of these lines, by the line's id: by SKU, else by title.

    Runs inside a write too. A line nothing is said of is not there.
    """
    found = {}
    for line in lines:
        policy = policy_for(read, shop_id, line.sku, line.title)
        if policy is not None:
            found[line.id] = policy
    return found


def policy_for(read: Reader, shop_id: int, sku: str, title: str) -> GoodsPolicy | None:
    """What the shop says of the goods with this SKU, or of this title where it says it so."""
    row = _entry(read, shop_id, sku=sku) if sku else None
    if row is None and title:
        row = _entry(read, shop_id, sku="", title=title)
    return policy_of(row) if row else None


def _entry(read: Reader, shop_id: int, **name: str) -> Values | None:
    return read.one(PolicyRow, shop_id=shop_id, **name)


def policy_of(row: Values) -> GoodsPolicy:
    """A row of the table as everybody reads it."""
    category = str(row["category"])
    return GoodsPolicy(
        id=int(row["id"]),
        shop_id=int(row["shop_id"]),
        sku=str(row["sku"]),
        title=str(row["title"]),
        category=GoodsCategory(category) if category in _SOME else GoodsCategory.GENERAL,
        no_reason=_flag(row["no_reason"]),
        no_reason_days=row["no_reason_days"],
        warranty_months=row["warranty_months"],
        buyer_pays_return=_flag(row["buyer_pays_return"]),
        terms=str(row["terms"]),
    )


def _flag(stored: object) -> bool | None:
    return None if stored is None else bool(stored)
