"""Money rows: what was granted and what became of it. The program never moves money itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.money_state import LIVE, MoneyState
from app.domain.order import Unit

__all__ = [
    "LIVE",
    "POINTS",
    "Cap",
    "CapName",
    "Charge",
    "ChargeReason",
    "Leg",
    "MoneyClass",
    "MoneyState",
    "PayMethod",
    "Payout",
    "PayoutSource",
    "PlannedCharge",
    "PlannedPayout",
    "Tender",
    "UnitAmount",
]


class MoneyClass(StrEnum):
    """The four classes of money, each with its own cap."""

    PRICE_REFUND = "price_refund"  # (a) shares the paid cap with (b)
    COMPENSATION = "compensation"  # (b) keep-the-goods compensation
    FREIGHT = "freight"  # (c) buyer's outlay for sending back, outbound shipping
    DAMAGES = "damages"  # (d) penalties and damages, outside the paid cap


class Leg(StrEnum):
    """Which way of freight a row of class freight pays for."""

    OUTBOUND = "outbound"  # shipping the buyer paid with the order: falls due once
    RETURN = "return"  # what the buyer advanced for sending goods back


class PayMethod(StrEnum):
    """How money reaches the buyer."""

    ORIGINAL = "original"
    ALIPAY = "alipay"
    WECHAT = "wechat"
    BANK = "bank"
    BALANCE = "balance"
    COUPON = "coupon"
    CASH = "cash"
    VOUCHER = "voucher"


class Tender(StrEnum):
    """What the buyer paid with, beside money. Each kind is its own ledger and never added up.

    Points are counted in points, in the stand-in currency `POINTS`; the others in minor units.
    """

    CASH = "cash"  # money, whichever way it was paid
    POINTS = "points"
    COUPON = "coupon"  # the shop's own, given back in kind or not at all
    STORED = "stored"  # gift card, shopping gold, balance


POINTS = "XPT"


class PayoutSource(StrEnum):
    """Who created the row."""

    DESK = "desk"
    PLATFORM = "platform"  # a claim imported as paid that matches no payout of ours


@dataclass(frozen=True, slots=True)
class UnitAmount:
    """A part of a money row bound to one unit, in minor units."""

    unit: Unit
    cents: int


@dataclass(frozen=True, slots=True)
class Payout:
    """One money row to the buyer. Cents are minor units of `currency`.

    `line_id` None binds the amount to the order as a whole; `units` empty binds it to the line
    (amount only). When units are named their parts add up to `cents`.
    """

    id: int
    ticket_id: int
    order_id: int
    money_class: MoneyClass
    cents: int
    currency: str
    state: MoneyState
    line_id: int | None = None
    units: tuple[UnitAmount, ...] = ()
    leg: Leg | None = None
    method: PayMethod = PayMethod.ORIGINAL
    source: PayoutSource = PayoutSource.DESK
    decision_id: int | None = None
    claim_id: int | None = None
    reference: str = ""
    planned_at: datetime | None = None
    submitted_at: datetime | None = None
    arrived_at: datetime | None = None
    confirmed_by_file: bool = False
    file_cents: int | None = None  # what the platform's file says when it differs from `cents`
    tender: Tender = Tender.CASH

    @property
    def live(self) -> bool:
        """Counts in the caps."""
        return self.state in LIVE


@dataclass(frozen=True, slots=True)
class PlannedPayout:
    """A money row as a settlement proposes it; the service gives it ids and states."""

    money_class: MoneyClass
    cents: int
    line_id: int | None = None
    units: tuple[UnitAmount, ...] = ()
    leg: Leg | None = None
    method: PayMethod = PayMethod.ORIGINAL
    tender: Tender = Tender.CASH


class ChargeReason(StrEnum):
    """What the buyer owes us money for."""

    PRICE_DIFFERENCE = "price_difference"
    REPAIR = "repair"
    FREIGHT = "freight"
    GIVE_BACK = "give_back"  # compensation to be returned after a change of mind


@dataclass(frozen=True, slots=True)
class PlannedCharge:
    """What a settlement says the buyer owes, bound to the units whose value it raises."""

    reason: ChargeReason
    cents: int
    units: tuple[UnitAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """Money the buyer owes or has paid us. States: planned, arrived, withdrawn (waived)."""

    id: int
    ticket_id: int
    reason: ChargeReason
    cents: int
    currency: str
    state: MoneyState
    decision_id: int | None = None
    units: tuple[UnitAmount, ...] = ()
    reference: str = ""
    planned_at: datetime | None = None
    arrived_at: datetime | None = None


class CapName(StrEnum):
    """Which limit a cap is."""

    PAID = "paid"  # classes (a) and (b) together: what was paid for the goods; absolute
    OUTBOUND = "outbound"  # class (c), the shipping paid with the order
    TOTAL = "total"  # (a), (b) and outbound shipping together: everything that was paid
    RETURN_FREIGHT = "return_freight"  # class (c), what the buyer laid out to send goods back
    COMPENSATION = "compensation"  # class (b): what the shop saves by it, or the damaged goods
    TENDER = "tender"  # points, coupons, stored value: what was paid with them


@dataclass(frozen=True, slots=True)
class Cap:
    """The limit of one class for this order: `limit_cents` None while what was paid is unknown."""

    name: CapName
    limit_cents: int | None
    used_cents: int
    inputs: dict[str, int] = field(default_factory=dict)

    @property
    def left_cents(self) -> int | None:
        """What may still be granted; never negative."""
        return None if self.limit_cents is None else max(0, self.limit_cents - self.used_cents)
