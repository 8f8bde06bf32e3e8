"""The live clocks of a ticket: the platform's and ours, each from its rule, its start, its owner.

Pure, and without a present moment: a clock that has run out is one whose instant lies behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.domain.deadlines.case_times import CaseTimes, Task
from app.domain.deadlines.clock import Clock, ClockKind
from app.domain.deadlines.limit import runs_out
from app.domain.deadlines.live_ours import Ours
from app.domain.deadlines.live_platform import platform_clocks
from app.domain.due import DueOwner
from app.domain.facts import GoodsIn, Stage
from app.domain.workflow.stages import stage

if TYPE_CHECKING:
    from app.domain.deadlines.calendar import WorkCalendar
    from app.domain.rulepack.pack import Rules

_RULE_OF_TASK = {
    ClockKind.QUESTION: "ours.question",
    ClockKind.RECOVERY: "ours.recovery",
    ClockKind.DISPATCH: "ours.dispatch",
    ClockKind.REPAIR: "ours.repair",
}


def live_clocks(case: CaseTimes, rules: Rules, calendar: WorkCalendar) -> tuple[Clock, ...]:
    """Every clock of a ticket, one of each kind and `ref`; none once it has ended."""
    if not case.facts.open:
        return ()
    now = stage(case.facts)
    ours = Ours(case, rules, calendar)
    found: dict[tuple[ClockKind, int], Clock] = {}
    for one in (
        *platform_clocks(case, rules, calendar),
        *ours.clocks(now),
        *_of_the_buyer(case, now, ours),
        *_tasks(case, ours),
    ):
        found.setdefault((one.kind, one.ref), one)
    return tuple(found.values())


def earliest(clocks: Iterable[Clock], owner: DueOwner) -> Clock | None:
    """The clock against this side that runs out first; of two together the certain one."""
    running = [
        ((one.due_at, one.estimated, one.kind.value, one.ref), one)
        for one in clocks
        if one.owner is owner and one.due_at is not None
    ]
    return min(running, default=(None, None))[1]


def _of_the_buyer(case: CaseTimes, now: Stage, ours: Ours) -> Iterator[Clock]:
    """What the buyer was asked to do by a time; without a time nothing runs."""
    buyer = DueOwner.BUYER
    if now is Stage.NEED_INFO and case.info_due_at is not None:
        yield Clock(ClockKind.INFO, buyer, case.info_due_at, case.since)
    waiting = now is Stage.AWAITING_RETURN and GoodsIn.TO_BE_SENT in case.facts.goods_in
    if waiting and case.return_by is not None:
        yield Clock(ClockKind.RETURN, buyer, case.return_by, case.since)
    span = ours.rules.span("ours.confirmation")
    if now is Stage.AWAITING_CONFIRMATION and not case.facts.confirmed and span is not None:
        due = runs_out(span, ((case.since, None),), ours.calendar)
        yield Clock(ClockKind.CONFIRMATION, buyer, due, case.since, "ours.confirmation")


def _tasks(case: CaseTimes, ours: Ours) -> Iterator[Clock]:
    for task in case.tasks:
        found = _task(case, task, ours)
        if found is not None:
            yield found


def _task(case: CaseTimes, task: Task, ours: Ours) -> Clock | None:
    if task.kind is ClockKind.DISPATCH and case.facts.charge_open:
        # The buyer has still to pay for what is to leave.
        return Clock(
            task.kind, task.owner, None, task.started_at, _RULE_OF_TASK[task.kind], task.ref
        )
    if task.due_at is not None:
        return Clock(task.kind, task.owner, task.due_at, task.started_at, ref=task.ref)
    rule = _RULE_OF_TASK.get(task.kind, "")
    return ours.clock(task.kind, rule, task.started_at, ref=task.ref) if rule else None
