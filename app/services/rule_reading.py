"""The rules that hold for a shop on a day: packs, then the desk's changes, then the shop's own.

One small query; everything else is kept by what the query gave, because every verb of a ticket
and every line of a list asks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from app.domain.deadlines.span import TimeUnit
from app.domain.history import parsed
from app.domain.rulepack.pack import GENERIC, OWN, RulePack, Rules, resolve
from app.domain.rulepack.values import Mark, RuleValue, Scalar
from app.model.fields import needed_instant
from app.model.reading import Reader, Values
from app.services.context import HOME_ZONE
from app.services.rule_files import chain

_Row: TypeAlias = tuple[int, int | None, str, str, str, str, str, str, int, str, str | None]
_CHANGED = """
    SELECT id, shop_id, key, category, value, unit, valid_from, reason, staff_id, made_at,
           removed_at
    FROM rule_override WHERE shop_id IS NULL OR shop_id = ? ORDER BY id
"""
_COLUMNS = (
    "id", "shop_id", "key", "category", "value", "unit", "valid_from", "reason", "staff_id",
    "made_at", "removed_at",
)  # fmt: skip


def rules_of(read: Reader, shop_row: Values, on: date) -> Rules:
    """The rules of a shop (a row of its table) on a day counted in the shop's zone.

    `versions` names each pack with its version and, under `own`, the ids of the changes the desk
    and the shop made that hold on the day. A change somebody took back held until that day.
    """
    changed = tuple(read.query(_CHANGED, (shop_row["id"],)))
    return _on(pack_name(shop_row), changed, str(shop_row["zone"]), on)


def rules_of_all(read: Reader, on: date) -> Rules:
    """The rules before any shop is named: the generic pack and the desk's changes."""
    return _on(GENERIC, tuple(read.query(_CHANGED, (None,))), HOME_ZONE, on)


def changes_of(read: Reader, shop_id: int | None) -> tuple[Values, ...]:
    """The changes of the whole desk and (when one is named) of a shop that nobody took back."""
    rows = (dict(zip(_COLUMNS, row, strict=True)) for row in read.query(_CHANGED, (shop_id,)))
    return tuple(row for row in rows if row["removed_at"] is None)


def shipped_rules(name: str, on: date) -> Rules:
    """What a pack says on a day, without any change of the desk's."""
    return _on(name, (), HOME_ZONE, on)


def pack_name(shop_row: Values) -> str:
    """The pack of a shop: as the shop says, else that of its platform."""
    return str(shop_row["rule_pack"] or shop_row["platform"])


def own_value(row: Values, zone: str) -> RuleValue:
    """A row of `rule_override` as a value of a pack."""
    value, window = stored_value(str(row["value"]))
    return RuleValue(
        key=str(row["key"]),
        value=value,
        mark=Mark.OWN,
        source=str(row["reason"]),
        read_on=day_in(str(row["made_at"]), zone),
        unit=TimeUnit(row["unit"]) if row["unit"] else None,
        window=window,
        category=str(row["category"]),
        valid_from=date.fromisoformat(str(row["valid_from"])),
        until=day_in(str(row["removed_at"]), zone) if row["removed_at"] else None,
        pack=f"{OWN} {row['id']}",
    )


def day_in(instant: str, zone: str) -> date:
    """The day of a stored instant in a zone."""
    return needed_instant(instant).astimezone(ZoneInfo(zone)).date()


def stored_value(text: str) -> tuple[Scalar, str]:
    """A value as `rule_override` keeps it, with its daily window when it has one."""
    found = parsed(text)
    window = ""
    if isinstance(found, dict):
        found, window = found["amount"], str(found["window"])
    return tuple(found) if isinstance(found, list) else found, window


def _on(name: str, changed: tuple[_Row, ...], zone: str, on: date) -> Rules:
    return replace(_times(name, changed, zone).at(on), on=on)


class _Times:
    """The rules of one pack with some changes, worked out once for each stretch of days.

    Between two days on which something begins or ceases to hold nothing differs.
    """

    def __init__(self, name: str, changed: tuple[_Row, ...], zone: str) -> None:
        self._packs = chain(name)
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in changed]
        own = [(row["shop_id"] is None, own_value(row, zone)) for row in rows]
        self._everybody = tuple(value for general, value in own if general)
        self._shop = tuple(value for general, value in own if not general)
        self._own = tuple(value for _general, value in own)
        values = [*(value for pack in self._packs for value in pack.values), *self._own]
        ends = (value.until for value in values if value.until is not None)
        self._days = sorted({date.min, *(value.valid_from for value in values), *ends})
        self._known: dict[date, Rules] = {}

    def at(self, on: date) -> Rules:
        """What holds on a day; `on` of the result is the first day it holds."""
        since = self._days[bisect_right(self._days, on) - 1]
        found = self._known.get(since)
        if found is None:
            # Two threads may both work it out; they come to the same.
            found = self._known[since] = self._resolved(since)
        return found

    def _resolved(self, on: date) -> Rules:
        versions = {pack.id: pack.version for pack in self._packs}
        held = [value.pack.rpartition(" ")[2] for value in self._own if value.holds(on)]
        if held:
            versions[OWN] = ",".join(held)
        everybody = RulePack(OWN, "", "", self._everybody)
        return resolve((*self._packs, everybody), self._shop, versions, on)


@lru_cache(maxsize=64)
def _times(name: str, changed: tuple[_Row, ...], zone: str) -> _Times:
    return _Times(name, changed, zone)
