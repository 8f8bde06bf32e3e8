"""Which clocks a ticket has, against whom, and until when: from its facts and times alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.case import Urgency
from app.domain.deadlines.calendar import WorkCalendar
from app.domain.deadlines.case_times import CaseTimes, ClaimTimes, StageRun, Task, standing
from app.domain.deadlines.clock import Clock, ClockKind
from app.domain.deadlines.live import earliest, live_clocks
from app.domain.deadlines.live_ours import HARD
from app.domain.deadlines.reminding import next_word, offsets
from app.domain.deadlines.span import TimeUnit
from app.domain.due import DueOwner
from app.domain.facts import Closing, DisputeState, Facts, GoodsIn, GoodsOut, Offer, Review, Work
from app.domain.money_state import MoneyState
from app.domain.remedy import Remedy
from app.domain.rulepack.pack import Rules
from app.domain.rulepack.values import Mark, RuleValue, Scalar

CALENDAR = WorkCalendar()
US, BUYER = DueOwner.US, DueOwner.BUYER
NOON = datetime(2026, 6, 3, 4, tzinfo=UTC)  # Wednesday, 12:00 in Shanghai
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
H, W, D = TimeUnit.NATURAL_HOURS, TimeUnit.WORKING_HOURS, TimeUnit.NATURAL_DAYS


def rules(**more: tuple[Scalar, TimeUnit | None]) -> Rules:
    """Round numbers of plain hours, each its own."""
    known: dict[str, tuple[Scalar, TimeUnit | None]] = {
        "ours.first_contact": (2, W), "ours.enquiry": (3, H), "ours.review": (8, H),
        "ours.review_hard": (20, H), "ours.approval": (4, H), "ours.negotiation": (5, H),
        "ours.inspection": (6, H), "ours.in_transit": (7, D), "ours.refund": (9, H),
        "ours.dispatch": (10, H), "ours.repair": (11, H), "ours.dispute": (12, H),
        "ours.confirmation": (13, H), "ours.silence": (72, H), "ours.question": (15, H),
        "ours.recovery": (16, H), "platform.refund_unshipped": (48, H),
        "platform.refund_shipped": (49, H), "platform.return_request": (50, H),
        "platform.exchange_request": (51, H), "platform.buyer_ships": (52, H),
        "platform.shop_receives": (53, H), "platform.after_refusal": (54, H),
    }  # fmt: skip
    known |= {name.replace("__", "."): value for name, value in more.items()}
    values = {
        (key, ""): RuleValue(key, value, Mark.OWN, "", date(2026, 1, 1), unit)
        for key, (value, unit) in known.items()
    }
    return Rules(values)


def case(facts: Facts | None = None, **more: Any) -> CaseTimes:
    """A ticket opened at noon that has stood where it stands since."""
    facts = facts or Facts()
    fields: dict[str, Any] = {
        "facts": facts,
        "applied_at": NOON,
        "created_at": NOON,
        "runs": (StageRun(standing(facts), NOON),),
    }
    return CaseTimes(**(fields | more))


def clocks(times: CaseTimes, by: Rules | None = None) -> dict[tuple[ClockKind, int], Clock]:
    found = live_clocks(times, by or rules(), CALENDAR)
    assert len({(one.kind, one.ref) for one in found}) == len(found)
    return {(one.kind, one.ref): one for one in found}


def only(times: CaseTimes, kind: ClockKind, ref: int = 0, by: Rules | None = None) -> Clock:
    return clocks(times, by)[kind, ref]


AGREED: dict[str, Any] = {"review": Review.ACCEPTED, "offer": Offer.ACCEPTED}


@pytest.mark.parametrize(
    ("facts", "kind", "hours"),
    [
        (Facts(), ClockKind.REVIEW, 8),
        (Facts(review=Review.REVIEWING), ClockKind.REVIEW, 8),
        (Facts(enquiry=True), ClockKind.ENQUIRY, 3),
        (Facts(offer=Offer.AWAITING_APPROVAL), ClockKind.APPROVAL, 4),
        (Facts(review=Review.ACCEPTED, offer=Offer.DECLINED), ClockKind.NEGOTIATION, 5),
        (Facts(**AGREED, goods_in=(GoodsIn.RECEIVED,)), ClockKind.INSPECTION, 6),
        (Facts(**AGREED, goods_in=(GoodsIn.DAMAGED,)), ClockKind.NEGOTIATION, 5),
        (Facts(**AGREED, money=(MoneyState.PLANNED,)), ClockKind.REFUND, 9),
        (Facts(dispute=DisputeState.PLATFORM), ClockKind.DISPUTE, 12),
    ],
)
def test_every_stage_that_asks_something_of_us_has_its_limit(
    facts: Facts, kind: ClockKind, hours: int
) -> None:
    found = only(case(facts), kind)
    assert (found.owner, found.due_at) == (US, NOON + hours * HOUR)
    assert found.rule.startswith("ours.")
    assert not found.estimated


@pytest.mark.parametrize(
    "facts",
    [
        Facts(review=Review.NEED_INFO),
        Facts(review=Review.ACCEPTED, offer=Offer.OFFERED),
        Facts(**AGREED, goods_in=(GoodsIn.TO_BE_SENT,)),
        Facts(**AGREED, money=(MoneyState.ARRIVED,)),
    ],
)
def test_while_the_buyer_must_act_nothing_runs_against_us(facts: Facts) -> None:
    later = case(facts, told_at=NOON)
    assert earliest(live_clocks(later, rules(), CALENDAR), US) is None


@pytest.mark.parametrize("closing", [one for one in Closing if one is not Closing.OPEN])
def test_what_has_ended_has_no_clocks(closing: Closing) -> None:
    claim = ClaimTimes(1, NOON, due_at=NOON + DAY, owner=US)
    assert clocks(case(Facts(closing=closing), claims=(claim,))) == {}


def test_the_review_keeps_the_time_it_used_before_the_buyer_was_asked() -> None:
    runs = (
        StageRun("new", NOON, NOON + HOUR),
        StageRun("reviewing", NOON + HOUR, NOON + 3 * HOUR),
        StageRun("need_info", NOON + 3 * HOUR, NOON + 2 * DAY),
        StageRun("reviewing", NOON + 2 * DAY),
    )
    facts = Facts(review=Review.REVIEWING)
    back = clocks(case(facts, runs=runs))
    assert back[ClockKind.REVIEW, 0].due_at == NOON + 2 * DAY + 5 * HOUR
    assert back[ClockKind.REVIEW, HARD].due_at == NOON + 2 * DAY + 17 * HOUR
    asked = replace(runs[2], left_at=None)
    waiting = clocks(case(Facts(review=Review.NEED_INFO), runs=(*runs[:2], asked)))
    assert waiting[ClockKind.REVIEW, 0].paused
    assert waiting[ClockKind.REVIEW, 0].started_at == NOON


def test_a_review_that_begins_again_begins_at_nought() -> None:
    runs = (
        StageRun("reviewing", NOON, NOON + 7 * HOUR),
        StageRun("completed", NOON + 7 * HOUR, NOON + 3 * DAY),
        StageRun("reviewing", NOON + 3 * DAY),
    )
    found = only(case(Facts(review=Review.REVIEWING), runs=runs), ClockKind.REVIEW)
    assert found.due_at == NOON + 3 * DAY + 8 * HOUR


def test_each_turn_of_a_talk_is_ours_anew() -> None:
    runs = (
        StageRun("negotiating", NOON, NOON + 4 * HOUR),
        StageRun("offered", NOON + 4 * HOUR, NOON + DAY),
        StageRun("negotiating", NOON + DAY),
    )
    facts = Facts(review=Review.ACCEPTED, offer=Offer.DECLINED)
    found = only(case(facts, runs=runs), ClockKind.NEGOTIATION)
    assert found.due_at == NOON + DAY + 5 * HOUR


# -------------------------------------------------------------------------------- first word, silence


def test_the_first_word_is_due_from_the_application_until_somebody_has_spoken() -> None:
    early = case(applied_at=NOON - HOUR)
    assert only(early, ClockKind.FIRST_CONTACT).due_at == NOON + HOUR
    assert (ClockKind.SILENCE, 0) not in clocks(early)
    told = clocks(replace(early, told_at=NOON))
    assert (ClockKind.FIRST_CONTACT, 0) not in told
    assert told[ClockKind.SILENCE, 0].due_at == NOON + 3 * DAY


def test_a_ticket_older_than_its_clocks_starts_with_them() -> None:
    old = case(created_at=NOON - 9 * DAY, applied_at=NOON - 10 * DAY)
    assert only(old, ClockKind.FIRST_CONTACT).started_at == NOON


def test_silence_counts_again_once_the_parcel_never_came() -> None:
    asked = case(Facts(**AGREED, goods_in=(GoodsIn.TO_BE_SENT,)), told_at=NOON)
    assert (ClockKind.SILENCE, 0) not in clocks(asked)
    never = case(Facts(**AGREED, goods_in=(GoodsIn.NEVER_SENT,)), told_at=NOON)
    assert only(never, ClockKind.SILENCE).owner is US


# ---------------------------------------------------------------------------------------- the platform


def test_the_files_own_end_is_taken_as_it_is() -> None:
    claim = ClaimTimes(7, NOON, Remedy.REFUND_ONLY, due_at=NOON + DAY, owner=BUYER)
    found = only(case(claims=(claim,)), ClockKind.PLATFORM, 7)
    assert (found.due_at, found.owner, found.estimated) == (NOON + DAY, BUYER, False)


@pytest.mark.parametrize(
    ("claim", "shipped", "rule", "owner", "hours"),
    [
        ({"remedy": Remedy.REFUND_ONLY}, False, "refund_unshipped", US, 48),
        ({"remedy": Remedy.REFUND_ONLY}, True, "refund_shipped", US, 49),
        ({"remedy": Remedy.RETURN_REFUND}, True, "return_request", US, 50),
        ({"remedy": Remedy.EXCHANGE}, True, "exchange_request", US, 51),
        ({"remedy": Remedy.REPAIR}, True, "exchange_request", US, 51),
        (
            {"review": Review.ACCEPTED, "goods_in": GoodsIn.TO_BE_SENT},
            True, "buyer_ships", BUYER, 52,
        ),
        ({"review": Review.REJECTED}, True, "after_refusal", BUYER, 54),
    ],
)  # fmt: skip
def test_without_one_a_preset_estimates_it(
    claim: dict[str, Any], shipped: bool, rule: str, owner: DueOwner, hours: int
) -> None:
    found = only(
        case(claims=(ClaimTimes(3, NOON, **claim),), shipped=shipped), ClockKind.PLATFORM, 3
    )
    assert (found.rule, found.owner) == (f"platform.{rule}", owner)
    assert found.due_at == NOON + hours * HOUR
    assert found.estimated


def test_days_of_a_platform_are_a_countdown_and_not_whole_days() -> None:
    claim = ClaimTimes(3, NOON, Remedy.RETURN_REFUND)
    by = rules(platform__return_request=(5, TimeUnit.NATURAL_DAYS))
    assert only(case(claims=(claim,)), ClockKind.PLATFORM, 3, by=by).due_at == NOON + 5 * DAY


def test_receiving_counts_from_the_day_the_buyer_sent() -> None:
    sent = NOON - 2 * DAY
    claim = ClaimTimes(3, NOON - 5 * DAY, goods_in=GoodsIn.IN_TRANSIT, sent_back_at=sent)
    assert only(case(claims=(claim,)), ClockKind.PLATFORM, 3).due_at == sent + 53 * HOUR


@pytest.mark.parametrize(
    "claim", [ClaimTimes(1, NOON), ClaimTimes(1, NOON, Remedy.REFUND_ONLY, Review.ACCEPTED)]
)
def test_nothing_is_made_up_where_nobody_can_tell(claim: ClaimTimes) -> None:
    assert (ClockKind.PLATFORM, 1) not in clocks(case(claims=(claim,)))


def test_the_platforms_clock_runs_on_while_ours_stands_still() -> None:
    claim = ClaimTimes(1, NOON, Remedy.REFUND_ONLY)
    found = live_clocks(case(Facts(review=Review.NEED_INFO), claims=(claim,)), rules(), CALENDAR)
    first = earliest(found, US)
    assert first is not None
    assert first.kind is ClockKind.PLATFORM


# ------------------------------------------------------------------------------ season, urgency, tasks


def test_a_season_stretches_ours_and_never_the_platforms() -> None:
    busy = rules(ours__season_percent=(150, None))
    times = case(claims=(ClaimTimes(1, NOON, Remedy.REFUND_ONLY),), info_due_at=NOON + DAY)
    assert only(times, ClockKind.REVIEW, by=busy).due_at == NOON + 12 * HOUR
    assert only(times, ClockKind.PLATFORM, 1, by=busy).due_at == NOON + 48 * HOUR
    waiting = replace(times, facts=Facts(review=Review.NEED_INFO))
    assert only(waiting, ClockKind.INFO, by=busy).due_at == NOON + DAY


def test_urgency_shortens_where_the_rules_say_so() -> None:
    top = case(urgency=Urgency.TOP)
    assert only(top, ClockKind.REVIEW).due_at == NOON + 8 * HOUR
    by = rules(ours__top_percent=(25, None), ours__urgent_percent=(50, None))
    assert only(top, ClockKind.REVIEW, by=by).due_at == NOON + 2 * HOUR
    urgent = replace(top, urgency=Urgency.URGENT)
    assert only(urgent, ClockKind.REVIEW, by=by).due_at == NOON + 4 * HOUR


def test_no_limit_in_the_rules_means_no_clock() -> None:
    assert clocks(case(), rules(ours__review=(0, H), ours__review_hard=(0, H))).keys() == {
        (ClockKind.FIRST_CONTACT, 0)
    }


@pytest.mark.parametrize(
    ("kind", "hours"),
    [(ClockKind.QUESTION, 15), (ClockKind.RECOVERY, 16), (ClockKind.DISPATCH, 10)],
)
def test_a_task_ends_when_it_was_said_to_else_by_rule(kind: ClockKind, hours: int) -> None:
    facts = Facts(**AGREED, goods_out=(GoodsOut.TO_SHIP,))
    by_rule = only(case(facts, tasks=(Task(kind, 5, NOON),)), kind, 5)
    assert by_rule.due_at == NOON + hours * HOUR
    said = only(case(facts, tasks=(Task(kind, 5, NOON, NOON + DAY),)), kind, 5)
    assert (said.due_at, said.rule) == (NOON + DAY, "")


def test_nothing_is_to_leave_before_the_buyer_has_paid_for_it() -> None:
    facts = Facts(**AGREED, goods_out=(GoodsOut.TO_SHIP,), charges=(MoneyState.PLANNED,))
    times = case(facts, tasks=(Task(ClockKind.DISPATCH, 5, NOON, NOON + DAY),))
    assert only(times, ClockKind.DISPATCH, 5).paused


def test_what_the_buyer_is_to_do_ends_when_the_buyer_was_told() -> None:
    asked = case(Facts(review=Review.NEED_INFO), info_due_at=NOON + DAY)
    assert (only(asked, ClockKind.INFO).owner, only(asked, ClockKind.INFO).due_at) == (
        BUYER, NOON + DAY,
    )  # fmt: skip
    assert (ClockKind.INFO, 0) not in clocks(case(Facts(review=Review.NEED_INFO)))
    sending = case(Facts(**AGREED, goods_in=(GoodsIn.TO_BE_SENT,)), return_by=NOON + DAY)
    assert only(sending, ClockKind.RETURN).due_at == NOON + DAY
    settled = case(Facts(**AGREED, money=(MoneyState.ARRIVED,)))
    assert only(settled, ClockKind.CONFIRMATION).due_at == NOON + 13 * HOUR
    assert (ClockKind.CONFIRMATION, 0) not in clocks(settled, rules(ours__confirmation=(0, H)))
    assert not clocks(replace(settled, facts=replace(settled.facts, confirmed=True)))


def test_a_parcel_that_does_not_come_is_looked_for() -> None:
    facts = Facts(**AGREED, goods_in=(GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED))
    times = case(facts, parcel_sent_at=NOON - DAY, parcel_received_at=NOON - HOUR)
    assert only(times, ClockKind.IN_TRANSIT).started_at == NOON - DAY
    assert only(times, ClockKind.INSPECTION).due_at == NOON + 5 * HOUR


def test_of_two_that_end_together_the_certain_one_is_named() -> None:
    sure = Clock(ClockKind.REVIEW, US, NOON, NOON)
    guess = Clock(ClockKind.PLATFORM, US, NOON, NOON, estimated=True)
    paused = Clock(ClockKind.APPROVAL, US, None, NOON)
    assert earliest((paused, guess, sure), US) == sure
    assert earliest((paused,), US) is None


def test_repairs_are_due_on_the_day_that_was_named() -> None:
    facts = Facts(**AGREED, work=Work.UNDER_REPAIR)
    named = Task(ClockKind.REPAIR, 2, NOON, NOON + 4 * DAY)
    assert only(case(facts, tasks=(named,)), ClockKind.REPAIR, 2).due_at == NOON + 4 * DAY


# ------------------------------------------------------------------------------------------ reminders


def test_reminders_come_before_the_end_and_once_with_it() -> None:
    before = offsets(("1440", "60", "15", "bald"))
    assert before == (DAY, HOUR, timedelta(minutes=15))
    due, said, now = NOON + 3 * HOUR, [], NOON - 2 * DAY
    while now < due:
        now = next_word(due, before, now)
        said.append(due - now)
    assert said == [DAY, HOUR, timedelta(minutes=15), timedelta()]
    assert next_word(due, before, due + DAY) == due
