"""The ladder of a negotiation: our offers, the buyer's counter-offers, promises that stay open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.remedy import Remedy


class TalkChannel(StrEnum):
    """Where something was said to the buyer, or by the buyer."""

    PLATFORM_CHAT = "platform_chat"
    PHONE = "phone"
    WECHAT = "wechat"
    SMS = "sms"
    EMAIL = "email"
    IN_STORE = "in_store"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CounterOffer:
    """What the buyer asks for instead, in the buyer's words (personal). Cents or None."""

    id: int
    decision_id: int | None
    channel: TalkChannel
    words: str
    made_at: datetime
    taken_by: str
    remedy: Remedy | None = None
    cents: int | None = None


class PromiseState(StrEnum):
    """What became of an obligation."""

    OPEN = "open"
    KEPT = "kept"
    EXPIRED = "expired"
    CALLED_OFF = "called_off"


CAN_BE_KEPT = frozenset({PromiseState.OPEN, PromiseState.EXPIRED})
"""A promise that ran out may still be kept: late is better than never."""


_BESIDE_PROMISES = frozenset({Remedy.REJECT, Remedy.APOLOGY, Remedy.REAPPLY, Remedy.FREIGHT})


def takes_the_place_of_promises(remedy: Remedy) -> bool:
    """Whether a new agreement replaces what a ticket promised before: not words, nor freight."""
    return remedy not in _BESIDE_PROMISES


@dataclass(frozen=True, slots=True)
class Obligation:
    """A promised part or discount. It stays open after the ticket has ended, until kept or run out.

    `discount_cents` is in the order's currency; `expires_at` UTC.
    """

    id: int
    ticket_id: int
    decision_id: int
    state: PromiseState
    part: str = ""
    discount_cents: int = 0
    expires_at: datetime | None = None
    kept_at: datetime | None = None
    reference: str = ""
