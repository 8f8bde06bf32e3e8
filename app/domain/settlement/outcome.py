"""What one remedy comes to, while it is worked out: figures, rows, money, goods to send."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.payment import Cap, PlannedCharge, PlannedPayout
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.types import BreakdownLine, Replacement


@dataclass(slots=True)
class Outcome:
    """Filled by the part of a remedy, read by `settle`. Cents of the order's currency."""

    refund: int = 0  # class (a) with outbound shipping
    compensation: int = 0  # class (b) at face value, whatever it is given in
    promised: int = 0  # of that, what is no money now: a discount on the next order
    freight: int = 0  # class (c) beside the refund
    damages: int = 0  # class (d)
    charge: int = 0  # what the buyer owes
    waived: int = 0
    lines: list[BreakdownLine] = field(default_factory=list)
    payouts: list[PlannedPayout] = field(default_factory=list)
    charges: list[PlannedCharge] = field(default_factory=list)
    dispatches: list[Replacement] = field(default_factory=list)
    caps: list[Cap] = field(default_factory=list)
    found: list[LineRefund] = field(default_factory=list)
    suggested: int | None = None
    raised: int | None = None
    kept: int | None = None
    clawed: int | None = None

    @property
    def cost(self) -> int:
        """The money that leaves the shop."""
        return self.refund + self.compensation - self.promised + self.freight + self.damages
