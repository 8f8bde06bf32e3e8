"""What the clocks of a ticket are told from: times and facts, and nobody's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.case import Urgency
from app.domain.deadlines.clock import ClockKind
from app.domain.due import DueOwner
from app.domain.facts import Facts, GoodsIn, Offer, Review, Stage
from app.domain.remedy import Remedy
from app.domain.workflow.stages import stage

WITH_BUYER = "offered"
"""How a stretch of `negotiating` is noted while an offer is with the buyer: our time stands still."""


def standing(facts: Facts) -> str:
    """Where a ticket stands, as its stretches of time are noted: its stage, or `WITH_BUYER`."""
    now = stage(facts)
    if now is Stage.NEGOTIATING and facts.offer is Offer.OFFERED:
        return WITH_BUYER
    return now.value


@dataclass(frozen=True, slots=True)
class StageRun:
    """One stretch: `stage` as `standing` says it, UTC instants; `left_at` None: it stands there."""

    stage: str
    entered_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimTimes:
    """An open claim of the platform. `due_at` and `owner` as its file says them, None when silent."""

    id: int
    applied_at: datetime
    remedy: Remedy | None = None
    review: Review = Review.NEW
    goods_in: GoodsIn = GoodsIn.NOT_NEEDED
    due_at: datetime | None = None
    owner: DueOwner | None = None
    sent_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing with a time of its own: a follow-up, question, recovery, parcel, repair, offer.

    `due_at` None: the rules say how long it may take from `started_at`. `ref` its row.
    """

    kind: ClockKind
    ref: int
    started_at: datetime
    due_at: datetime | None = None
    owner: DueOwner = DueOwner.US


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """Everything the clocks of one ticket rest on beside the rules and the calendar.

    `runs` in order, the last one open. `told_at`: when we last spoke to the buyer, by a talk, a
    decision or a request; None: never. `parcel_sent_at`, `parcel_received_at`: of what is on its
    way back, of what waits to be looked at; `inspected_at`: when flaws were found in what came back.
    `shipped`: the order had left.
    """

    facts: Facts
    applied_at: datetime
    created_at: datetime
    runs: tuple[StageRun, ...]
    urgency: Urgency = Urgency.NORMAL
    shipped: bool = False
    told_at: datetime | None = None
    info_due_at: datetime | None = None
    return_by: datetime | None = None
    parcel_sent_at: datetime | None = None
    parcel_received_at: datetime | None = None
    inspected_at: datetime | None = None
    claims: tuple[ClaimTimes, ...] = ()
    tasks: tuple[Task, ...] = field(default_factory=tuple)

    @property
    def since(self) -> datetime:
        """From when it stands where it stands."""
        return self.runs[-1].entered_at if self.runs else self.created_at
