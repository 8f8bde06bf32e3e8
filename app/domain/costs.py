"""The cost sheet of a ticket as screens and workbooks show it: kinds of cost, rows, sums."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.payment import Tender
from app.domain.remedy import Liability


class CostKind(StrEnum):
    """What a row of the cost sheet is. The first five are cash."""

    REFUND = "refund"
    COMPENSATION = "compensation"
    FREIGHT = "freight"
    DAMAGES = "damages"
    CHARGED = "charged"  # what the buyer paid us; taken off
    GOODS_SENT = "goods_sent"
    WRITTEN_OFF = "written_off"
    GOODS_BACK = "goods_back"  # goods that came back, at their worth; taken off
    REPAIR = "repair"
    PROMISE = "promise"  # a discount that was promised, and given
    OTHER = "other"
    RECOVERED = "recovered"  # from courier, supplier, insurance; taken off


CASH = (
    CostKind.REFUND,
    CostKind.COMPENSATION,
    CostKind.FREIGHT,
    CostKind.DAMAGES,
    CostKind.CHARGED,
)


@dataclass(frozen=True, slots=True)
class CostRow:
    """One cost, in minor units of the order's currency; negative where it lowers the cost."""

    kind: CostKind
    cents: int


@dataclass(frozen=True, slots=True)
class CostSheet:
    """The costs of one ticket. Sums are minor units of `currency`.

    `unvalued` counts pieces that came back or were sent and whose worth nobody knows;
    `foreign` are sums (currency, minor units) that cannot be added; `tenders` are points,
    coupons and stored value given back, each by its own measure.
    """

    currency: str
    rows: tuple[CostRow, ...]
    liability: Liability
    unvalued: int = 0
    foreign: tuple[tuple[str, int], ...] = ()
    tenders: tuple[tuple[Tender, int], ...] = ()

    @property
    def cash_cents(self) -> int:
        """Money handed over less what the buyer paid us."""
        return sum(row.cents for row in self.rows if row.kind in CASH)

    @property
    def recovered_cents(self) -> int:
        return -sum(row.cents for row in self.rows if row.kind is CostKind.RECOVERED)

    @property
    def other_cents(self) -> int:
        """Everything that is no cash: goods sent and written off, less goods that came back."""
        return sum(row.cents for row in self.rows) - self.cash_cents + self.recovered_cents

    @property
    def net_cents(self) -> int:
        return sum(row.cents for row in self.rows)
