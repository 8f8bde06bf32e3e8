"""Our own clocks: one for what the stage asks of us, the first word, and a silence too long.

They stand still while the buyer must act, and go on with the time already used. A busy season
stretches them, urgency may shorten them; the platform's and the buyer's clocks know neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.case import Urgency
from app.domain.deadlines.case_times import WITH_BUYER, CaseTimes
from app.domain.deadlines.clock import Clock, ClockKind
from app.domain.deadlines.limit import Stretch, runs_out, stretched
from app.domain.due import DueOwner
from app.domain.facts import GoodsIn, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.deadlines.calendar import WorkCalendar
    from app.domain.rulepack.pack import Rules

HARD: Final = 1
"""`ref` of the second clock of the review: the one whose end is recorded."""
_BEFORE_AN_ANSWER: Final = (Stage.NEW, Stage.REVIEWING)
_REVIEWED: Final = frozenset(one.value for one in _BEFORE_AN_ANSWER)
_PAUSED_REVIEW: Final = Stage.NEED_INFO.value
_OF_STAGE: Final = {
    Stage.AWAITING_APPROVAL: (ClockKind.APPROVAL, "ours.approval"),
    Stage.DISPUTED: (ClockKind.DISPUTE, "ours.dispute"),
}
_URGENT: Final = {Urgency.URGENT: "ours.urgent_percent", Urgency.TOP: "ours.top_percent"}
_WAITS_FOR_BUYER: Final = frozenset(
    {Stage.NEED_INFO.value, Stage.AWAITING_RETURN.value, Stage.AWAITING_CONFIRMATION.value,
     WITH_BUYER}
)  # fmt: skip


def is_hard(clock: Clock) -> bool:
    """Whether it is the last limit of the review, behind the one that is aimed at."""
    return clock.kind is ClockKind.REVIEW and clock.ref == HARD


@dataclass(frozen=True, slots=True)
class Ours:
    """The clocks of one ticket by the shop's own rules."""

    case: CaseTimes
    rules: Rules
    calendar: WorkCalendar

    def clocks(self, now: Stage) -> Iterator[Clock]:
        """What runs, or stands still, against us at this stage."""
        for found in (
            *self._stage(now),
            self._first_contact(now),
            self._silence(),
        ):
            if found is not None:
                yield found

    def clock(
        self, kind: ClockKind, rule: str, start: datetime, *, runs: tuple[Stretch, ...] = (),
        ref: int = 0,
    ) -> Clock | None:  # fmt: skip
        """A clock of ours from `start`; None where the rules set no limit."""
        span = self.rules.span(rule)
        if span is None:
            return None
        due = runs_out(stretched(span, self._percent()), runs or ((start, None),), self.calendar)
        return Clock(kind, DueOwner.US, due, start, rule, ref)

    def _percent(self) -> int:
        percent = max(self.rules.number("ours.season_percent", 100), 1)
        urgent = _URGENT.get(self.case.urgency)
        if urgent is not None:
            percent = percent * max(self.rules.number(urgent, 100), 1) // 100
        return max(percent, 1)

    def _stage(self, now: Stage) -> Iterator[Clock | None]:
        since = self.case.since
        if now in _BEFORE_AN_ANSWER or now is Stage.NEED_INFO:
            yield from self._review()
        elif now is Stage.NEGOTIATING and self.case.runs[-1].stage != WITH_BUYER:
            yield self.clock(ClockKind.NEGOTIATION, "ours.negotiation", since)
        elif now is Stage.INSPECTING:
            yield from self._goods_back()
        elif now is Stage.FULFILLING and self.case.facts.money_unpaid:
            yield self.clock(ClockKind.REFUND, "ours.refund", since)
        elif now in _OF_STAGE:
            yield self.clock(*_OF_STAGE[now], since)

    def _review(self) -> Iterator[Clock | None]:
        """Counted over every stretch since the ticket came to be judged, the buyer's left out."""
        runs: list[Stretch] = []
        for one in reversed(self.case.runs):
            if one.stage in _REVIEWED:
                runs.insert(0, (one.entered_at, one.left_at))
            elif one.stage != _PAUSED_REVIEW:
                break
        if not runs:
            return
        start, whole = runs[0][0], tuple(_joined(runs))
        if self.case.facts.enquiry:
            yield self.clock(ClockKind.ENQUIRY, "ours.enquiry", start, runs=whole)
            return
        yield self.clock(ClockKind.REVIEW, "ours.review", start, runs=whole)
        yield self.clock(ClockKind.REVIEW, "ours.review_hard", start, runs=whole, ref=HARD)

    def _goods_back(self) -> Iterator[Clock | None]:
        case = self.case
        if GoodsIn.RECEIVED in case.facts.goods_in:
            start = case.parcel_received_at or case.since
            yield self.clock(ClockKind.INSPECTION, "ours.inspection", start)
        if GoodsIn.IN_TRANSIT in case.facts.goods_in:
            start = case.parcel_sent_at or case.since
            yield self.clock(ClockKind.IN_TRANSIT, "ours.in_transit", start)
        elif case.facts.flawed:
            start = case.inspected_at or case.since  # nobody could know of flaws before
            yield self.clock(ClockKind.NEGOTIATION, "ours.negotiation", start)

    def _first_contact(self, now: Stage) -> Clock | None:
        """From the application; of a ticket older than its clocks, from when they began to run."""
        case = self.case
        if now not in _BEFORE_AN_ANSWER or case.told_at is not None:
            return None
        begun = case.runs[0].entered_at
        start = case.applied_at if begun <= case.created_at else max(begun, case.applied_at)
        return self.clock(ClockKind.FIRST_CONTACT, "ours.first_contact", start)

    def _silence(self) -> Clock | None:
        """Only where it is our turn: a buyer who has been asked may take the time."""
        case = self.case
        turned = GoodsIn.NEVER_SENT in case.facts.goods_in  # the parcel never came: ours again
        if case.told_at is None or (case.runs[-1].stage in _WAITS_FOR_BUYER and not turned):
            return None
        return self.clock(ClockKind.SILENCE, "ours.silence", case.told_at)


def _joined(runs: list[Stretch]) -> Iterator[Stretch]:
    """Stretches that follow one another at once, as one."""
    start, end = runs[0]
    for next_start, next_end in runs[1:]:
        if end != next_start:
            yield start, end
            start = next_start
        end = next_end
    yield start, end
