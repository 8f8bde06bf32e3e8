"""Who pays which parcel, by the reason: a table every cell of which can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class FreightTable:
    """The cells of one shop. Without any: 七日无理由退货办法 Art. 18, 消法 Art. 24, Taobao 7 and 53-54.

    `insured`: the buyer has return-freight insurance, so that the insurer is asked first.
    """

    cells: Mapping[tuple[ReasonGroup, FreightLeg], Payer] = field(default_factory=_default_cells)
    insured: bool = False

    def payer(self, group: ReasonGroup, leg: FreightLeg) -> Payer:
        """Who pays this parcel."""
        return self.cells[group, leg]
