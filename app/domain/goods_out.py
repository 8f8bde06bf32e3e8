"""Goods that leave the shop for a ticket, and work done on the buyer's goods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.facts import GoodsOut, Work
from app.domain.order import Unit
from app.domain.remedy import RepairPlace


class DispatchPurpose(StrEnum):
    """Why something is sent."""

    EXCHANGE = "exchange"
    RESHIP = "reship"
    REPAIRED = "repaired"
    PART = "part"  # a promised part
    GIVE_BACK = "give_back"  # what the buyer sent and gets back as it is


@dataclass(frozen=True, slots=True)
class DispatchLine:
    """What lies in the parcel: the replacement of a unit, or something loose (`unit` None)."""

    title: str
    variant: str = ""
    sku: str = ""
    quantity: int = 1
    unit: Unit | None = None
    price_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One parcel to the buyer, planned or on its way. Times are UTC."""

    id: int
    purpose: DispatchPurpose
    state: GoodsOut
    lines: tuple[DispatchLine, ...] = ()
    courier: str = ""
    tracking: str = ""
    ship_by: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    decision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair order. The original warranty runs on through it; the part has its own clock."""

    id: int
    state: Work
    place: RepairPlace
    in_warranty: bool = True
    quote_cents: int = 0
    cost_cents: int = 0
    currency: str = "CNY"
    days: int = 0
    work: str = ""
    result: str = ""
    part_warranty_months: int = 0
    expected_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    warranty_until: datetime | None = None
    part_warranty_until: datetime | None = None
    decision_id: int | None = None
