"""The rules that hold for a shop on a day: packs, then the desk's changes, then the shop's own.

One small query; everything else is kept by what the query gave, because every verb of a ticket
and every line of a list asks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from app.domain.deadlines.span import TimeUnit
from app.domain.history import parsed
from app.domain.rulepack.pack import RulePack, Rules, resolve
from app.domain.rulepack.values import Mark, RuleValue, Scalar
from app.model.reading import Reader, Values
from app.services.rule_files import chain

OWN = "own"
_Row: TypeAlias = tuple[int, int | None, str, str, str, str, str, str, str]
_CHANGED = """
    SELECT id, shop_id, key, category, value, unit, valid_from, reason, made_at FROM rule_override
    WHERE removed_at IS NULL AND (shop_id IS NULL OR shop_id = ?) ORDER BY id
"""


def rules_of(read: Reader, shop_row: Values, on: date) -> Rules:
    """The rules of a shop (a row of its table) on a day counted in the shop's zone.

    `versions` names each pack with its version and, under `own`, the ids of the changes the desk
    and the shop made that hold on the day.
    """
    changed = tuple(read.query(_CHANGED, (shop_row["id"],)))
    name = str(shop_row["rule_pack"] or shop_row["platform"])
    days = _days(name, changed)
    # Between two days on which something begins to hold nothing differs.
    since = days[max(bisect_right(days, on) - 1, 0)]
    return replace(_resolved(name, changed, min(since, on)), on=on)


def own_values(changed: tuple[_Row, ...]) -> Iterator[RuleValue]:
    """What the desk and the shop changed, as values of a pack."""
    for key, _shop, name, category, stored, unit, valid_from, reason, made_at in changed:
        value, window = stored_value(stored)
        yield RuleValue(
            key=name,
            value=value,
            mark=Mark.OWN,
            source=reason,
            read_on=date.fromisoformat(made_at[:10]),
            unit=TimeUnit(unit) if unit else None,
            window=window,
            category=category,
            valid_from=date.fromisoformat(valid_from),
            pack=f"{OWN} {key}",
        )


def stored_value(text: str) -> tuple[Scalar, str]:
    """A value as `rule_override` keeps it, with its daily window when it has one."""
    found = parsed(text)
    window = ""
    if isinstance(found, dict):
        found, window = found["amount"], str(found["window"])
    return tuple(found) if isinstance(found, list) else found, window


@lru_cache(maxsize=64)
def _days(name: str, changed: tuple[_Row, ...]) -> list[date]:
    """The days on which some value begins to hold, in order."""
    values = [value for one in chain(name) for value in one.values]
    return sorted({date.min, *(value.valid_from for value in (*values, *own_values(changed)))})


@lru_cache(maxsize=128)
def _resolved(name: str, changed: tuple[_Row, ...], on: date) -> Rules:
    packs = chain(name)
    everybody = tuple(own_values(tuple(row for row in changed if row[1] is None)))
    shop = tuple(own_values(tuple(row for row in changed if row[1] is not None)))
    versions = {pack.id: pack.version for pack in packs}
    held = [row[0] for row in changed if date.fromisoformat(row[6]) <= on]
    if held:
        versions[OWN] = ",".join(map(str, held))
    return resolve((*packs, RulePack(OWN, "", "", everybody)), shop, versions, on)
