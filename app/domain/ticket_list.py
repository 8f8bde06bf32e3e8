"""What the list of tickets shows: one line of it, its views, and what narrows it.

Apart from the whole ticket, which is loaded when one is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.deadlines.clock import ClockKind
    from app.domain.facts import Stage
    from app.domain.remedy import Remedy


@dataclass(frozen=True, slots=True)
class TicketSummary:
    """One line of the queue. `amount_cents` is what is decided, else asked for."""

    id: int
    number: str
    shop: str
    platform: str
    order_no: str
    stage: Stage
    remedy: Remedy | None
    buyer: str
    goods: str
    problem: str
    amount_cents: int | None
    currency: str
    due_at: datetime | None
    buyer_due_at: datetime | None
    applied_at: datetime
    evidence_count: int
    tracking: str = ""
    claims: tuple[str, ...] = ()
    due_kind: ClockKind | None = None  # which clock `due_at` is the end of
    due_estimated: bool = False
    last_contact_at: datetime | None = None


class View(StrEnum):
    """The fixed views of the rail."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NEED_INFO = "need_info"
    NEW = "new"
    REVIEWING = "reviewing"
    AWAITING_APPROVAL = "awaiting_approval"
    NEGOTIATING = "negotiating"
    AWAITING_RETURN = "awaiting_return"
    INSPECTING = "inspecting"
    REPAIRING = "repairing"
    FULFILLING = "fulfilling"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    COMPLETED = "completed"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets: a view, a search text, a shop, kinds. Everything together narrows."""

    view: View = View.OPEN
    search: str = ""
    shop_id: int | None = None
    remedies: tuple[Remedy, ...] = ()
