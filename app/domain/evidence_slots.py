"""Which evidence a case needs by its problem, goods and remedy, and what of it is there.

The one place that says what fills a slot: the list of evidence and the checks both ask here.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.checks.seen import categories_of, not_begun, wanted
from app.domain.checks.types import Case
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.labels import label
from app.i18n import _

EITHER = "|"
"""Between kinds of which any one fills the slot."""
_SHOWS_GOODS = frozenset(
    kind.value
    for kind in (
        EvidenceKind.WHOLE_ITEM,
        EvidenceKind.CLOSE_UP,
        EvidenceKind.LABEL,
        EvidenceKind.PARCEL,
        EvidenceKind.UNBOXING_VIDEO,
        EvidenceKind.USAGE_RECORD,
    )
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Something to be shown: its name, whose it is to bring, the codes of what is there.

    `ours`: the shop prepares it, so that the buyer is not asked for it. `aside` are pieces of this
    kind that were judged insufficient or doubtful: they do not fill it.
    """

    name: str
    ours: bool = False
    codes: tuple[str, ...] = ()
    aside: tuple[Evidence, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether anything of this kind is there that counts."""
        return bool(self.codes)


def slots_of(case: Case) -> tuple[Slot, ...]:
    """The buyer's slots, then the shop's; the same kind never twice."""
    buyers = buyers_slots(case)
    known = {slot.name for slot in buyers}
    return (*buyers, *(slot for slot in shops_slots(case) if slot.name not in known))


def buyers_slots(case: Case) -> tuple[Slot, ...]:
    """What the buyer has to show."""
    return tuple(_slot(case, kinds, ours=False) for kinds in kinds_needed(case))


def shops_slots(case: Case) -> tuple[Slot, ...]:
    """What the shop has to show for itself."""
    return tuple(_slot(case, kinds, ours=True) for kinds in kinds_needed(case, ours=True))


def kinds_there(case: Case) -> frozenset[EvidenceKind]:
    """Of which kinds anything is there that counts."""
    return frozenset(one.kind for one in case.ticket.evidence if one.counts)


def keys_of(case: Case, *, ours: bool = False) -> tuple[str, ...]:
    """The keys of the rules that say what is needed, by the problem and by what is wanted."""
    problem, remedy = case.ticket.problem.value, wanted(case)
    if ours:
        return (f"evidence_shop.{problem}",)
    asked = f"evidence.{problem}"
    return (asked,) if remedy is None else (asked, f"evidence_remedy.{remedy.value}")


def kinds_needed(case: Case, *, ours: bool = False) -> tuple[str, ...]:
    """What the buyer, or the shop, has to show, each once; `a|b` where either will do.

    A buyer who has not got the goods is asked for no picture of them.
    """
    words = dict.fromkeys(
        word
        for key in keys_of(case, ours=ours)
        for category in categories_of(case)
        for word in case.rules.words(key, category)
    )
    if ours or not_begun(case) == "":
        return tuple(words)
    return tuple(word for word in words if not set(word.split(EITHER)) <= _SHOWS_GOODS)


def _slot(case: Case, kinds: str, *, ours: bool) -> Slot:
    wanted_kinds = kinds.split(EITHER)
    given = [one for one in case.ticket.evidence if one.kind.value in wanted_kinds]
    return Slot(
        slot_name(kinds),
        ours,
        codes=tuple(one.code for one in given if one.counts),
        aside=tuple(one for one in given if one.set_aside),
    )


def slot_name(kinds: str) -> str:
    """`整体照 或 近照`; a kind this version has no word for reads as it is written in the rules."""
    known = set(EvidenceKind)
    words = (label(EvidenceKind(one)) if one in known else one for one in kinds.split(EITHER))
    return _(" 或 ").join(words)
