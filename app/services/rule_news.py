"""Changes of the rules that somebody has not been told yet: of the packs, and of the desk's own.

What changed before a person came, and what they changed themselves, is no news to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.labels import label
from app.domain.rulepack.category import GoodsCategory
from app.domain.rulepack.keys import KEYS
from app.domain.rulepack.pack import GENERIC
from app.domain.rulepack.sheet import RuleNotice
from app.domain.rulepack.values import RuleValue
from app.domain.rulepack.wording import value_text
from app.i18n import _
from app.model.fields import to_text
from app.model.reading import Reader, Values
from app.model.tables import NoticeSeen, RuleOverride, Shop, Staff
from app.model.writing import Write
from app.services.context import HOME_ZONE
from app.services.rule_files import chain
from app.services.rule_reading import day_in, own_value, pack_name, shipped_rules


def news_for(read: Reader, person_id: int, now: datetime) -> tuple[RuleNotice, ...]:
    """What the person has not been told, the oldest first."""
    row = read.get(Staff, person_id)
    if row is None:
        return ()
    came = day_in(str(row["created_at"]), HOME_ZONE)
    told = {str(one["notice"]) for one in read.find(NoticeSeen, staff_id=person_id)}
    shops = read.find(Shop)
    found = [one for one in _of_packs(shops) if one.on >= came]
    found += _of_changes(read, shops, person_id, told, came, now)
    return tuple(sorted((one for one in found if one.id not in told), key=lambda one: one.on))


def keep_seen(write: Write, person_id: int, ids: Iterable[str]) -> None:
    """Remember that these were told; one that was told before stays so."""
    told = {str(one["notice"]) for one in write.find(NoticeSeen, staff_id=person_id)}
    for notice in dict.fromkeys(ids):
        if notice not in told:
            write.insert(
                NoticeSeen,
                staff_id=person_id,
                notice=notice,
                seen_at=to_text(write.author.at),
            )
    write.touch("notice", person_id)


def _of_packs(shops: list[Values]) -> Iterator[RuleNotice]:
    packs = {pack.id: pack for shop in shops for pack in chain(pack_name(shop))}
    for pack in packs.values():
        # By day and place within the day: what a later version adds renames nothing.
        known: dict[date, int] = {}
        for on, text in pack.changes:
            known[on] = known.get(on, 0) + 1
            yield RuleNotice(f"{pack.id} {on} {known[on]}", on, pack.title, text)


def _of_changes(
    read: Reader, shops: list[Values], person_id: int, told: set[str], came: date, now: datetime
) -> Iterator[RuleNotice]:
    known = {int(shop["id"]): shop for shop in shops}
    rows = read.find(RuleOverride)
    live = {_place(row) for row in rows if row["removed_at"] is None}
    for row in rows:
        shop = known.get(row["shop_id"] or 0)
        zone = str(shop["zone"]) if shop else HOME_ZONE
        value = own_value(row, zone)
        today = now.astimezone(ZoneInfo(zone)).date()
        if row["staff_id"] == person_id or value.read_on < came or value.valid_from > today:
            continue
        title = str(shop["name"]) if shop else _("全部店铺")
        name = f"own {row['id']}"
        if value.until is None:
            text = _("{rule} 改为 {value}（规则库：{shipped}）。原因：{reason}")
            on = max(value.valid_from, value.read_on)
            yield RuleNotice(name, on, title, _filled(text, value, shop, today))
        elif name in told and _place(row) not in live:
            text = _("{rule} 不再按本店的 {value}，恢复规则库的 {shipped}。")
            yield RuleNotice(f"{name} ended", value.until, title, _filled(text, value, shop, today))


def _place(row: Values) -> tuple[int | None, str, str]:
    return row["shop_id"], str(row["key"]), str(row["category"])


def _filled(text: str, value: RuleValue, shop: Values | None, today: date) -> str:
    shipped = shipped_rules(pack_name(shop) if shop else GENERIC, today)
    return text.format(
        rule=rule_name(value),
        value=value_text(value),
        shipped=value_text(shipped.get(value.key, value.category)),
        reason=value.source,
    )


def rule_name(value: RuleValue) -> str:
    """`质量问题 · 买家提供（服饰）`: which rule, and for which goods when not for all."""
    key = KEYS.get(value.key)
    name = str(key) if key is not None else value.key
    if not value.category:
        return f"「{name}」"
    return _("「{rule}」（{goods}）").format(rule=name, goods=label(GoodsCategory(value.category)))
