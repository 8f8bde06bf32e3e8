"""A rule pack as it ships, and the rules of one shop: packs and its own changes laid together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.deadlines.span import Span
from app.domain.rulepack.values import ALWAYS, Mark, RuleValue

GENERIC = "generic"
OWN = "own"  # what the desk and the shop changed
ANY_GOODS = ""


@dataclass(frozen=True, slots=True)
class RulePack:
    """Everything one platform says, under the platform's name.

    `based_on` names the pack that fills what this one leaves out.
    """

    id: str
    title: str
    version: str
    values: tuple[RuleValue, ...]
    based_on: str = ""
    changes: tuple[tuple[date, str], ...] = ()  # announced once to each person


@dataclass(frozen=True, slots=True)
class RuleNote:
    """The text of a rule for reading offline. `group`: whose rules it belongs to."""

    id: str
    title: str
    article: str
    text: str
    source: str
    read_on: date
    mark: Mark = Mark.VERIFIED
    keys: tuple[str, ...] = ()  # the rule keys it explains
    group: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one shop on one day.

    `values` is looked up by (key, category). `versions` names every pack and the shop's own
    changes that went in: a decision keeps it.
    """

    values: Mapping[tuple[str, str], RuleValue] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    on: date = ALWAYS

    def get(self, key: str, category: str = ANY_GOODS) -> RuleValue | None:
        """The value for goods of a category, else the one for all goods; None: nothing is said."""
        return self.values.get((key, category)) or self.values.get((key, ANY_GOODS))

    def span(self, key: str, category: str = ANY_GOODS) -> Span | None:
        """A stretch of time; None when nothing is said, or nothing may be said of it (0)."""
        found = self.get(key, category)
        return found.span if found is not None and found.value else None

    def number(self, key: str, default: int, category: str = ANY_GOODS) -> int:
        """A number."""
        found = self.get(key, category)
        return found.value if found is not None and type(found.value) is int else default

    def flag(self, key: str, category: str = ANY_GOODS, *, default: bool = False) -> bool:
        """A yes or no."""
        found = self.get(key, category)
        return found.value if found is not None and isinstance(found.value, bool) else default

    def word(self, key: str, category: str = ANY_GOODS) -> str:
        """A word; empty when nothing is said."""
        found = self.get(key, category)
        return found.value if found is not None and isinstance(found.value, str) else ""

    def words(self, key: str, category: str = ANY_GOODS) -> tuple[str, ...]:
        """A list of words."""
        found = self.get(key, category)
        return found.value if found is not None and isinstance(found.value, tuple) else ()


def resolve(
    packs: Iterable[RulePack], own: Iterable[RuleValue], versions: Mapping[str, str], on: date
) -> Rules:
    """Lay packs over one another, the most general first, and the shop's own changes over them.

    Of several values for the same key the latest that holds `on` the day wins within its layer;
    a layer further on wins over all before it. What is said of a category of goods always wins
    over what is said of all goods. What the platform does when its time runs out, and the note
    with the rule's text, stay those of the value a change of the shop replaces.
    """
    found: dict[tuple[str, str], RuleValue] = {}
    for layer in (*(pack.values for pack in packs), tuple(own)):
        latest: dict[tuple[str, str], RuleValue] = {}
        for value in layer:
            name = (value.key, value.category)
            known = latest.get(name)
            if value.holds(on) and (known is None or known.valid_from <= value.valid_from):
                latest[name] = value
        found.update(
            (name, _beside(found.get(name), value) if value.mark is Mark.OWN else value)
            for name, value in latest.items()
        )
    return Rules(found, dict(versions), on)


def _beside(replaced: RuleValue | None, own: RuleValue) -> RuleValue:
    """A change of the shop with what the replaced value says beside its amount."""
    if replaced is None:
        return own
    return replace(own, expiry=replaced.expiry, article=replaced.article)
