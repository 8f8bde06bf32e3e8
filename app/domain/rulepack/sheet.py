"""The rules of a shop laid out for reading: what holds, what ships, what was changed and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.rulepack.keys import KEYS, RuleKey
from app.domain.rulepack.pack import Rules
from app.domain.rulepack.values import Mark, RuleValue


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A change somebody made: for one shop, or (`shop_id` None) for all. `made_at` UTC."""

    id: int
    shop_id: int | None
    value: RuleValue
    by: str
    made_at: datetime

    @property
    def valid_from(self) -> date:
        """From which day it holds."""
        return self.value.valid_from


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule for goods of a category (empty: all goods).

    `value` holds now, `shipped` is what the packs say, `own` the change that holds, `later` the
    changes still to come. `value` may be said of all goods while the line asks for a category.
    """

    key: RuleKey
    category: str
    value: RuleValue | None
    shipped: RuleValue | None
    own: OwnRule | None = None
    later: tuple[OwnRule, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleNotice:
    """A change of the rules that is told once to each person. `on`: from which day it holds."""

    id: str
    on: date
    title: str
    text: str


def laid_out(
    now: Rules, shipped: Rules, own: Iterable[OwnRule], category: str
) -> tuple[RuleLine, ...]:
    """Every key in its order, with what holds for goods of the category."""
    changes = tuple(own)
    held = {change.id: change for change in changes}
    return tuple(_line(key, now, shipped, changes, held, category) for key in KEYS.values())


def _line(
    key: RuleKey,
    now: Rules,
    shipped: Rules,
    changes: tuple[OwnRule, ...],
    held: Mapping[int, OwnRule],
    category: str,
) -> RuleLine:
    wanted = category if key.by_category else ""
    value = now.get(key.key, wanted)
    return RuleLine(
        key=key,
        category=wanted,
        value=value,
        shipped=shipped.get(key.key, wanted),
        own=held.get(own_id(value)) if value is not None else None,
        later=tuple(
            change
            for change in changes
            if change.value.key == key.key
            and change.value.category == wanted
            and change.valid_from > now.on
        ),
    )


def own_id(value: RuleValue) -> int:
    """The id of the change a value comes from; 0 for one of a pack."""
    return int(value.pack.rpartition(" ")[2]) if value.mark is Mark.OWN else 0
