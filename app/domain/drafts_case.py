"""What people type about a case, before any rule has looked at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.case import CaseDetails, Urgency
from app.domain.contact import ContactPurpose, Direction, FollowUpKind, Reached
from app.domain.negotiation import TalkChannel
from app.domain.remedy import ProblemClass


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """Everything a form says of a case. `words` maps values of `CaseWords` to text (personal).

    `received_at` (UTC) None: as it is, or now for a new ticket; a time that lies back asks for
    `words["received_note"]`.
    """

    problem: ProblemClass = ProblemClass.UNKNOWN
    details: CaseDetails = field(default_factory=CaseDetails)
    urgency: Urgency = Urgency.NORMAL
    words: dict[str, str] = field(default_factory=dict)
    received_at: datetime | None = None
    assignee_id: int | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A talk to be logged. `evidence_ids` are files of it, added before. `at` None: now."""

    direction: Direction
    channel: TalkChannel
    reached: Reached
    purpose: ContactPurpose
    summary: str
    at: datetime | None = None
    evidence_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """Something to come back to. `staff_id` None: whoever plans it."""

    kind: FollowUpKind
    due_at: datetime
    what: str
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """Another ticket that looks like the same case, and by what: a translated word each."""

    ticket_id: int
    number: str
    by: tuple[str, ...]
    open: bool
