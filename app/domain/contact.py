"""Talk with the buyer and with colleagues, and what somebody has to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.negotiation import TalkChannel


class Direction(StrEnum):
    """Who spoke first."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Reached(StrEnum):
    """Whether the buyer was reached."""

    YES = "yes"
    NO_ANSWER = "no_answer"
    NUDGE = "nudge"  # the buyer only asks how far it is


class ContactPurpose(StrEnum):
    """What it was about; counted in reports."""

    FIRST = "first"
    PROGRESS = "progress"
    EXPLANATION = "explanation"
    REQUEST = "request"
    PROPOSAL = "proposal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """One talk. `summary` is personal (side table, subject `contact`); `evidence` holds codes."""

    id: int
    at: datetime
    direction: Direction
    channel: TalkChannel
    reached: Reached
    purpose: ContactPurpose
    staff: str
    summary: str = ""
    evidence: tuple[str, ...] = ()


class FollowUpKind(StrEnum):
    """What somebody comes back to."""

    CALL_BACK = "call_back"
    PROMISE = "promise"  # something was promised by a time
    PROGRESS = "progress"  # tell the buyer every day how far it is
    CHECK_REFUND = "check_refund"
    CHECK_PARCEL = "check_parcel"
    CHECK_REPAIR = "check_repair"
    BUYER_WAITS = "buyer_waits"  # the buyer waits for the delivery until then
    SATISFACTION = "satisfaction"
    OTHER = "other"


CHECKED = frozenset(
    {FollowUpKind.CHECK_REFUND, FollowUpKind.CHECK_PARCEL, FollowUpKind.CHECK_REPAIR}
)
"""Here something may turn out to be amiss; what else is not kept was not done by us."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to come back to. `what` and `result` are personal words of the ticket.

    `done_at` None: open. `satisfaction` 1-5, only where the buyer was asked.
    """

    id: int
    kind: FollowUpKind
    due_at: datetime
    what: str
    owner: str
    planned_at: datetime
    done_at: datetime | None = None
    result: str = ""
    kept: bool | None = None
    satisfaction: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a colleague inside the ticket; words in the side table.

    `answered_by`: who did answer; a colleague may speak for the one who was asked.
    """

    id: int
    asked_by: str
    asked_of: str
    asked_at: datetime
    due_at: datetime | None
    text: str
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""


class ComeBackKind(StrEnum):
    """Why a ticket stands in the list of what to come back to; follow-ups say more themselves."""

    FOLLOW_UP = "follow_up"
    QUESTION = "question"  # a colleague waits for an answer
    PROMISE = "promise"  # a part or discount that was promised and not given yet
    RETURN = "return"  # agreed, and no parcel number of the buyer's


@dataclass(frozen=True, slots=True)
class ComeBack:
    """One line of today's list, across tickets.

    `due_at` UTC; `what` is personal where somebody wrote it. `owner` empty: nobody's in
    particular. `mine`: of whoever reads the list. `about` is the id of the follow-up, question or
    promise; the ticket's for a return.
    """

    kind: ComeBackKind
    about: int
    ticket_id: int
    number: str
    goods: str
    zone: str
    due_at: datetime
    what: str
    owner: str = ""
    mine: bool = False
    follow_up: FollowUpKind | None = None


@dataclass(frozen=True, slots=True)
class SolutionNote:
    """What helped once: found again by symptom, fault code or goods. Nothing personal."""

    id: int
    title: str
    symptom: str
    advice: str
    sku: str = ""
    fault_code: str = ""
    used: int = 0
    written_by: str = ""
    written_at: datetime | None = None
