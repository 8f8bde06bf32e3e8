"""Which evidence a case needs by its problem, goods and remedy, and what of it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.checks.seen import categories_of, wanted
from app.domain.checks.types import Case
from app.domain.evidence import EvidenceKind
from app.domain.labels import label
from app.i18n import _

EITHER = "|"
"""Between kinds of which any one fills the slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Something to be shown: its name, whose it is to bring, the codes of what is there.

    `ours`: the shop prepares it, so that the buyer is not asked for it.
    """

    name: str
    ours: bool = False
    codes: tuple[str, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether anything of this kind is there."""
        return bool(self.codes)


def slots_of(case: Case) -> tuple[Slot, ...]:
    """The buyer's slots, then the shop's; the same kind never twice."""
    problem = case.ticket.problem.value
    remedy = wanted(case)
    keys = [f"evidence.{problem}"]
    if remedy is not None:
        keys.append(f"evidence_remedy.{remedy.value}")
    buyers = tuple(dict.fromkeys(_needed(case, keys)))
    ours = dict.fromkeys(_needed(case, [f"evidence_shop.{problem}"]))
    return (
        *(_slot(case, kinds, ours=False) for kinds in buyers),
        *(_slot(case, kinds, ours=True) for kinds in ours if kinds not in buyers),
    )


def _needed(case: Case, keys: list[str]) -> Iterator[str]:
    for key in keys:
        for category in categories_of(case):
            yield from case.rules.words(key, category)


def _slot(case: Case, kinds: str, *, ours: bool) -> Slot:
    wanted_kinds = kinds.split(EITHER)
    codes = tuple(
        one.code
        for one in case.ticket.evidence
        if one.kind.value in wanted_kinds and not one.withdrawn and one.derived_from is None
    )
    return Slot(slot_name(kinds), ours, codes)


def slot_name(kinds: str) -> str:
    """`整体照 或 近照`; a kind this version has no word for reads as it is written in the rules."""
    known = set(EvidenceKind)
    words = (label(EvidenceKind(one)) if one in known else one for one in kinds.split(EITHER))
    return _(" 或 ").join(words)
