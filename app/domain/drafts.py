"""What people type into forms, before any rule has looked at it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.drafts_case import CaseDraft
from app.domain.facts import GoodsIn
from app.domain.remedy import Channel, ProblemClass, Remedy


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line of a typed order; cents are minor units of the shop's currency."""

    title: str
    variant: str = ""
    sku: str = ""
    quantity: int = 1
    unit_price_cents: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """Units of an order line the buyer complains about; empty `ordinals` means all of them."""

    line_id: int
    ordinals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """A new ticket by hand. With `order_id` the order is an imported one, else it is typed.

    `intent_key` is made when the form opens: the same key never opens two tickets.
    """

    shop_id: int
    intent_key: str
    order_id: int | None = None
    order_number: str = ""
    typed_lines: tuple[TypedLine, ...] = ()
    paid_cents: int | None = None
    shipping_cents: int = 0
    lines: tuple[ClaimedLine, ...] = ()
    channel: Channel = Channel.PHONE
    requested: Remedy | None = None
    requested_cents: int | None = None
    problem: ProblemClass = ProblemClass.UNKNOWN
    platform_reason: str = ""
    buyer_words: str = ""
    summary: str = ""
    nickname: str = ""
    phone: str = ""
    case: CaseDraft | None = None  # the details; its problem class is the one above


@dataclass(frozen=True, slots=True)
class InspectionResult:
    """What was found of one unit; ordinal 0 for a line whose quantity is unknown."""

    line_id: int
    ordinal: int
    condition: GoodsIn
    note: str = ""
