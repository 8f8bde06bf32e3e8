"""Orders, their lines, units and what was paid: frozen facts, whoever supplied them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.shop import Address, Platform, Shop

__all__ = [
    "Address",
    "Buyer",
    "Order",
    "OrderLine",
    "OrderSource",
    "PaidClaim",
    "PaidConflict",
    "PaidTender",
    "Platform",
    "ShareState",
    "Shop",
    "Surcharge",
    "Unit",
]


class ShareState(StrEnum):
    """How sure we are of what was paid for a line."""

    UNKNOWN = "unknown"
    ESTIMATED = "estimated"
    FROM_FILE = "from_file"


class OrderSource(StrEnum):
    """Who told us of the order."""

    ORDER_FILE = "order_file"
    CLAIM_FILE = "claim_file"  # a refund export named it; lines and buyer may be missing
    TYPED = "typed"  # typed by staff, unverified, under the same caps


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order. Cents are minor units of the order's currency.

    `quantity` and `unit_price_cents` are None while no file or person has supplied them;
    `paid_share_cents` is what the buyer paid for the whole line.
    """

    id: int
    position: int
    sku: str = ""
    title: str = ""
    variant: str = ""
    quantity: int | None = None
    unit_price_cents: int | None = None
    paid_share_cents: int | None = None
    share_state: ShareState = ShareState.UNKNOWN
    share_frozen: bool = False
    gift: bool = False
    special: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """One piece of a line by its ordinal 1..n; ordinal 0 stands for a line of unknown quantity."""

    line_id: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class PaidClaim:
    """One statement of what was paid for an order, and who made it."""

    source: str
    cents: int | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PaidConflict:
    """Files that disagree on what was paid: shown to a person, never decided by the program."""

    statements: tuple[PaidClaim, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PaidTender:
    """What was paid beside money: `kind` is a value of `payment.Tender`.

    `amount` is in points for points, else in minor units of the order's currency.
    """

    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What the buyer paid on top for the replacement of one unit; it raises the unit's worth."""

    unit: Unit
    cents: int


@dataclass(frozen=True, slots=True)
class Buyer:
    """What is known of the buyer. All values are personal; empty when unknown or erased."""

    nickname: str = ""
    receiver: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the desk knows it.

    `paid_cents` includes `shipping_cents`; both are None while unknown. A `conflict` stops every
    decision on money until a person has settled it.
    """

    id: int
    shop_id: int
    number: str
    source: OrderSource
    currency: str = "CNY"
    status: str = ""
    paid_cents: int | None = None
    shipping_cents: int | None = None
    lines: tuple[OrderLine, ...] = ()
    buyer: Buyer = Buyer()
    placed_at: datetime | None = None
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    courier: str = ""
    tracking: str = ""
    conflict: PaidConflict | None = None
    version: int = 1
    tenders: tuple[PaidTender, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    promised_at: datetime | None = None  # by when the shop had promised to ship

    @property
    def verified(self) -> bool:
        """False for an order typed by staff."""
        return self.source is not OrderSource.TYPED

    @property
    def shipped(self) -> bool | None:
        """Whether goods left the shop; None when no file has said."""
        if self.shipped_at or self.tracking or self.delivered_at:
            return True
        return None if not self.status else "已发货" in self.status or "交易成功" in self.status

    def line(self, line_id: int) -> OrderLine:
        """The line with this id. Raises `KeyError`."""
        for line in self.lines:
            if line.id == line_id:
                return line
        raise KeyError(line_id)
