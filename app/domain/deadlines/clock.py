"""The clocks of a ticket: which run, against whom, until when, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.due import DueOwner
from app.i18n import _


class ClockKind(StrEnum):
    """What runs out."""

    PLATFORM = "platform"  # of one claim: from the file, else computed from a preset
    FIRST_CONTACT = "first_contact"  # from the application to the first word to the buyer
    REVIEW = "review"
    ENQUIRY = "enquiry"
    INFO = "info"  # what the buyer was asked to supply
    APPROVAL = "approval"
    NEGOTIATION = "negotiation"  # a new offer is ours to make
    OFFER = "offer"  # an offer the buyer has not answered
    RETURN = "return"  # the buyer's parcel back
    IN_TRANSIT = "in_transit"  # a parcel back that does not arrive
    INSPECTION = "inspection"
    REFUND = "refund"
    DISPATCH = "dispatch"
    REPAIR = "repair"
    CONFIRMATION = "confirmation"
    DISPUTE = "dispute"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"  # a call-back or another follow-up somebody planned
    PROGRESS = "progress"  # daily progress the buyer was promised
    SILENCE = "silence"  # nobody has spoken to the buyer for so many days
    QUESTION = "question"  # a question to a colleague
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. `due_at` UTC, None while it is paused; `rule` the key of the value it rests on.

    `estimated`: computed from a preset that the platform or the law has not confirmed for this
    ticket. `ref` tells clocks of one kind apart: id of the claim, dispatch, promise, follow-up;
    0 for none. `started_at`: from when it counts.
    """

    kind: ClockKind
    owner: DueOwner
    due_at: datetime | None
    started_at: datetime
    rule: str = ""
    ref: int = 0
    estimated: bool = False

    @property
    def paused(self) -> bool:
        """The buyer must act: our time stands still."""
        return self.due_at is None


class OverdueCause(StrEnum):
    """Why something was not done in time."""

    COMPLEX_FLOW = "complex_flow"
    SHORT_OF_HANDS = "short_of_hands"
    SYSTEM = "system"
    TRAINING = "training"
    COMMUNICATION = "communication"
    POLICY_CHANGE = "policy_change"


@dataclass(frozen=True, slots=True)
class Breach:
    """A clock of ours that ran out: kept for ever, with its cause once somebody said it."""

    id: int
    ticket_id: int
    number: str
    kind: ClockKind
    due_at: datetime
    found_at: datetime
    stage: str
    assignee: str = ""
    cause: OverdueCause | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A clock that is worth saying now; `left_minutes` negative once it has run out."""

    ticket_id: int
    number: str
    kind: ClockKind
    due_at: datetime
    left_minutes: int
    estimated: bool


def whose(kind: ClockKind, owner: DueOwner) -> str:
    """`平台`, `本店` or `买家`: who set the limit, and the buyer where the buyer has to keep it."""
    if owner is DueOwner.BUYER:
        return _("买家")
    return _("平台") if kind is ClockKind.PLATFORM or owner is DueOwner.PLATFORM else _("本店")


def marked(kind: ClockKind, owner: DueOwner, *, estimated: bool) -> str:
    """`平台`, `平台·估`, `本店`: as short as a row of the list has room for."""
    name = whose(kind, owner)
    return _("{whose}·估").format(whose=name) if estimated else name
