"""What the shop says of its goods: read for a ticket's lines, kept by merchant SKU."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.history import DESK_CHAIN, Json
from app.domain.order import OrderLine
from app.domain.rulepack.category import GoodsCategory, GoodsPolicy
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.reading import Reader, Values
from app.model.tables import GoodsPolicy as PolicyRow
from app.model.writing import Write

LEAST_DAYS = 7  # 消费者权益保护法 Art. 25: no agreement goes below it
_MOST_DAYS = 365
_MOST_MONTHS = 600
_LONGEST_NAME = 200
_LONGEST_TERMS = 2000
_SOME = frozenset(one.value for one in GoodsCategory)


def policies_of_shop(read: Reader, shop_id: int) -> tuple[GoodsPolicy, ...]:
    """Everything a shop says of its goods, by SKU and title."""
    rows = read.find(PolicyRow, shop_id=shop_id)
    return tuple(sorted(map(policy_of, rows), key=lambda one: (one.sku, one.title)))


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


def keep_policy(write: Write, policy: GoodsPolicy) -> int:
    """Store what the shop says of one of its goods (id 0: something new); returns its id.

    Raises `RuleViolation` when nothing names the goods, for a number out of measure, and when the
    same goods are there already; `NotFound` when they are gone.
    """
    policy = _checked(policy)
    twin = _entry(write, policy.shop_id, sku=policy.sku, title=policy.title)
    if twin is not None and twin["id"] != policy.id:
        raise RuleViolation(
            _("「{name}」已经有商品规则，没有再加一条。").format(name=policy.sku or policy.title),
            _("请修改原来那一条。"),
        )
    before = write.get(PolicyRow, policy.id) if policy.id else None
    if policy.id and before is None:
        raise gone()
    columns = _columns(policy)
    if before is None:
        key = write.insert(PolicyRow, **columns)
    else:
        key = policy.id
        write.update(PolicyRow, key, **columns)
    _told(write, key, policy_of(before) if before else None, replace(policy, id=key))
    return key


def drop_policy(write: Write, policy_id: int) -> int:
    """Take back what was said of some goods; returns the shop. Raises `NotFound`."""
    row = write.get(PolicyRow, policy_id)
    if row is None:
        raise gone()
    write.delete(PolicyRow, policy_id)
    _told(write, policy_id, policy_of(row), None)
    return int(row["shop_id"])


def gone() -> NotFound:
    """The entry was removed meanwhile."""
    return NotFound(_("这条商品规则已经不在了，没有改动。"))


def _told(write: Write, key: int, before: GoodsPolicy | None, after: GoodsPolicy | None) -> None:
    said: dict[str, Json] = {"policy": key}
    named = after or before
    if named is not None:
        said |= {"shop": named.shop_id, "sku": named.sku, "title": named.title}
    said |= {"before": _plain(before), "after": _plain(after)}
    write.event(DESK_CHAIN, "goods_policy_changed", said)
    write.touch("goods_policy", key)


def _plain(policy: GoodsPolicy | None) -> Json:
    """What the history keeps of it: every column but the names."""
    if policy is None:
        return None
    return {
        "category": policy.category.value,
        "no_reason": policy.no_reason,
        "no_reason_days": policy.no_reason_days,
        "warranty_months": policy.warranty_months,
        "buyer_pays_return": policy.buyer_pays_return,
        "terms": policy.terms,
    }


def _columns(policy: GoodsPolicy) -> Values:
    return {
        "shop_id": policy.shop_id,
        "sku": policy.sku,
        "title": policy.title,
        "category": policy.category.value,
        "no_reason": policy.no_reason,
        "no_reason_days": policy.no_reason_days,
        "warranty_months": policy.warranty_months,
        "buyer_pays_return": policy.buyer_pays_return,
        "terms": policy.terms,
    }


def _checked(policy: GoodsPolicy) -> GoodsPolicy:
    sku, title = policy.sku.strip(), " ".join(policy.title.split())
    if not sku and not title:
        raise RuleViolation(_("请填写商品的 SKU 编码或标题，没有保存。"))
    if len(sku) > _LONGEST_NAME or len(title) > _LONGEST_NAME:
        raise RuleViolation(_("SKU 和标题最多 {n} 个字，没有保存。").format(n=_LONGEST_NAME))
    terms = policy.terms.strip()
    if len(terms) > _LONGEST_TERMS:
        raise RuleViolation(_("页面条款最多 {n} 个字，没有保存。").format(n=_LONGEST_TERMS))
    days = policy.no_reason_days
    if days is not None and not LEAST_DAYS <= days <= _MOST_DAYS:
        raise RuleViolation(
            _("无理由天数要在 {least} 到 {most} 天之间，没有保存。").format(
                least=LEAST_DAYS, most=_MOST_DAYS
            ),
            _("法律规定不少于七天；不支持无理由的商品请选「不支持」。"),
        )
    months = policy.warranty_months
    if months is not None and not 0 <= months <= _MOST_MONTHS:
        raise RuleViolation(
            _("保修要在 0 到 {most} 个月之间，没有保存。").format(most=_MOST_MONTHS)
        )
    return replace(policy, sku=sku, title=title, terms=terms)
