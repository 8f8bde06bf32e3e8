"""Who pays which parcel, by the reason: a table every cell of which can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.domain.liability import Share, leading
from app.domain.remedy import Liability, ProblemClass
from app.domain.rulepack.pack import Rules
from app.domain.rulepack.values import RuleValue


class ReasonGroup(StrEnum):
    """What a case comes down to, as far as freight is concerned."""

    SHOP_FAULT = "shop_fault"
    NO_REASON_FREE = "no_reason_free"  # goods with free shipping
    NO_REASON_PAID = "no_reason_paid"  # the buyer paid shipping, or the rest breaks free shipping
    COURIER_FAULT = "courier_fault"
    UNDETERMINED = "undetermined"


class FreightLeg(StrEnum):
    """Which parcel."""

    RETURN = "return"
    FIRST = "first"  # the outbound shipping of the order
    AGAIN = "again"  # what is sent in exchange or a second time


class Payer(StrEnum):
    """Who pays it."""

    SHOP = "shop"
    BUYER = "buyer"
    AGREEMENT = "agreement"


FREIGHT_KEYS: tuple[tuple[ReasonGroup, FreightLeg], ...] = tuple(
    (group, leg) for group in ReasonGroup for leg in FreightLeg
)


def freight_key(group: ReasonGroup, leg: FreightLeg) -> str:
    """The key of a cell in the rule packs."""
    return f"freight.{group.value}.{leg.value}"


_S, _B, _A = Payer.SHOP, Payer.BUYER, Payer.AGREEMENT
_DEFAULT: Mapping[ReasonGroup, tuple[Payer, Payer, Payer]] = {
    ReasonGroup.SHOP_FAULT: (_S, _S, _S),
    ReasonGroup.NO_REASON_FREE: (_B, _S, _B),
    ReasonGroup.NO_REASON_PAID: (_B, _B, _B),
    ReasonGroup.COURIER_FAULT: (_S, _S, _S),
    ReasonGroup.UNDETERMINED: (_B, _S, _A),
}


def _default_cells() -> dict[tuple[ReasonGroup, FreightLeg], Payer]:
    return {
        (group, leg): payer
        for group, row in _DEFAULT.items()
        for leg, payer in zip(FreightLeg, row, strict=True)
    }


FREE_FROM: Final = "freight.free_from_cents"
INSURER_FIRST: Final = "freight.insured"


@dataclass(frozen=True, slots=True)
class FreightTable:
    """The cells of one shop. Without any: 七日无理由退货办法 Art. 18, 消法 Art. 24, Taobao 7 and 53-54.

    `insured`: the buyer has return-freight insurance, so that the insurer is asked first.
    `said` holds the rule behind each cell a pack or the shop itself has filled. From
    `free_from_cents` of goods on the shop sends free of charge; 0: nobody has said.
    """

    cells: Mapping[tuple[ReasonGroup, FreightLeg], Payer] = field(default_factory=_default_cells)
    insured: bool = False
    said: Mapping[tuple[ReasonGroup, FreightLeg], RuleValue] = field(default_factory=dict)
    free_from_cents: int = 0

    def payer(self, group: ReasonGroup | None, leg: FreightLeg) -> Payer:
        """Who pays this parcel. No group: nobody's part is the larger, so it is agreed upon."""
        return Payer.AGREEMENT if group is None else self.cells[group, leg]


NO_REASON = (ReasonGroup.NO_REASON_FREE, ReasonGroup.NO_REASON_PAID)


def stated_for_goods(table: FreightTable, buyer_pays: bool | None, by: RuleValue) -> FreightTable:
    """The table where the page of the goods says who pays a return without a reason.

    None: it says nothing. A shop may promise more than the rules ask for, and may say what they
    say; `by` is that statement as a value.
    """
    if buyer_pays is None:
        return table
    payer = Payer.BUYER if buyer_pays else Payer.SHOP
    cells = {(group, FreightLeg.RETURN): payer for group in NO_REASON}
    return replace(
        table,
        cells={**table.cells, **cells},
        said={**table.said, **dict.fromkeys(cells, by)},
    )


def freight_table(rules: Rules, *, insured: bool = False) -> FreightTable:
    """The table as the rules of a shop have it; a cell they leave out keeps its default."""
    cells, said = _default_cells(), {}
    for group, leg in FREIGHT_KEYS:
        value = rules.get(freight_key(group, leg))
        if value is not None and value.value in set(Payer):
            cells[group, leg] = Payer(str(value.value))
            said[group, leg] = value
    return FreightTable(
        cells,
        insured and rules.flag(INSURER_FIRST, default=True),
        said,
        rules.number(FREE_FROM, 0),
    )


_GROUP_OF: Mapping[Liability, ReasonGroup] = {
    Liability.MERCHANT: ReasonGroup.SHOP_FAULT,
    # Towards the buyer the shop stands for its supplier: 产品质量法 Art. 40.
    Liability.SUPPLIER: ReasonGroup.SHOP_FAULT,
    Liability.COURIER: ReasonGroup.COURIER_FAULT,
    # What nobody could prevent is the shop's risk until the buyer has the goods: 电商法 Art. 20.
    Liability.FORCE_MAJEURE: ReasonGroup.COURIER_FAULT,
    Liability.PLATFORM: ReasonGroup.UNDETERMINED,
}


def group_of(
    problem: ProblemClass,
    liability: Liability,
    shares: Sequence[Share] = (),
    *,
    paid_shipping: bool = False,
) -> ReasonGroup | None:
    """The row of the table a case belongs to; None where two parties are liable to the same part.

    Of a shared liability the larger part decides. `paid_shipping`: the buyer paid shipping, or what
    is kept no longer has free shipping. A change of mind needs no finding.
    """
    if liability is Liability.SHARED:
        party = leading(shares)
        return None if party is None else group_of(problem, party, paid_shipping=paid_shipping)
    mind_changed = problem is ProblemClass.CHANGE_OF_MIND
    if liability is Liability.BUYER or (liability is Liability.UNDETERMINED and mind_changed):
        return ReasonGroup.NO_REASON_PAID if paid_shipping else ReasonGroup.NO_REASON_FREE
    return _GROUP_OF.get(liability, ReasonGroup.UNDETERMINED)
