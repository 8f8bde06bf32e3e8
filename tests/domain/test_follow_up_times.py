"""Times to choose from for coming back, and what is proposed once a decision was carried out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from app.domain.contact import FollowUp, FollowUpKind
from app.domain.deadlines import DayKind, Period, WorkCalendar
from app.domain.facts import Closing, Facts, GoodsIn, GoodsOut, Offer
from app.domain.follow_up_plan import proposals
from app.domain.follow_up_times import presets
from app.domain.goods_out import Dispatch, DispatchPurpose
from app.domain.payment import MoneyClass, MoneyState, Payout, Tender
from app.domain.ticket import Ticket
from tests.domain.test_texts import NOW, TICKET, UNIT, decision

SHANGHAI = WorkCalendar()  # Monday to Friday, nine to six
SEVEN_DAYS = WorkCalendar(week=((Period(time(9), time(0)),),) * 7)


def at(text: str) -> datetime:
    """`11-23 10:00` in Shanghai, as UTC."""
    return datetime.fromisoformat(f"2026-{text}:00+08:00").astimezone(UTC)


def named(now: str, calendar: WorkCalendar) -> list[tuple[str, str]]:
    return [
        (one.name, f"{one.at + timedelta(hours=8):%m-%d %H:%M}")
        for one in presets(at(now), calendar)
    ]


def test_a_working_afternoon_offers_today_tomorrow_and_later() -> None:
    assert named("11-24 14:00", SHANGHAI) == [
        ("1 小时后", "11-24 15:00"),
        ("今天下班前", "11-24 18:00"),
        ("明天上午", "11-25 10:00"),
        ("明天下班前", "11-25 18:00"),
        ("三天后上午", "11-27 10:00"),
        ("一周后上午", "12-01 10:00"),
    ]


def test_nothing_is_put_off_to_a_closing_that_is_over() -> None:
    names = [name for name, _at in named("11-24 17:45", SHANGHAI)]
    assert "今天下班前" not in names
    assert names[0] == "1 小时后"


def test_days_off_are_left_out_for_the_next_working_day() -> None:
    found = dict(named("11-27 14:00", SHANGHAI))  # a Friday
    assert found["周一上午"] == "11-30 10:00"
    assert "明天上午" not in found
    assert len(set(found.values())) == len(found)


def test_a_holiday_counts_as_a_day_off_and_midnight_as_the_end_of_its_day() -> None:
    closed = replace(SHANGHAI, days={date(2026, 11, 25): DayKind.HOLIDAY})
    assert dict(named("11-24 14:00", closed))["周四上午"] == "11-26 10:00"
    assert dict(named("11-24 14:00", SEVEN_DAYS))["今天下班前"] == "11-25 00:00"


# ------------------------------------------------------------------------------- proposals


def payout(state: MoneyState, **more: Any) -> Payout:
    return Payout(1, 1, 1, MoneyClass.PRICE_REFUND, 25800, "CNY", state, submitted_at=NOW, **more)


def parcel(purpose: DispatchPurpose, state: GoodsOut, **more: Any) -> Dispatch:
    return Dispatch(1, purpose, state, courier="圆通", tracking="YT88", **more)


DONE = {"facts": Facts(closing=Closing.COMPLETED), "closed_at": NOW}
BACK = {"goods_in": {UNIT: GoodsIn.IN_TRANSIT}, "decisions": (decision(Offer.ACCEPTED),)}
EXCHANGED = parcel(DispatchPurpose.EXCHANGE, GoodsOut.SHIPPED, shipped_at=NOW)
REPAIRED = parcel(DispatchPurpose.REPAIRED, GoodsOut.DELIVERED, delivered_at=NOW)
WORTH_IT: dict[str, tuple[dict[str, Any], FollowUpKind, int, str]] = {
    "a refund under way": (
        {"payouts": (payout(MoneyState.SUBMITTED),)}, FollowUpKind.CHECK_REFUND, 3, "¥ 258.00"
    ),
    "a parcel to the buyer": (
        {"dispatches": (EXCHANGED,)}, FollowUpKind.CHECK_PARCEL, 3, "圆通 YT88"
    ),
    "a parcel back": (
        {**BACK, "return_tracking": "ZT1"}, FollowUpKind.CHECK_PARCEL, 3, "ZT1"
    ),
    "a repair": ({"dispatches": (REPAIRED,)}, FollowUpKind.CHECK_REPAIR, 7, "修好"),
    "an end": (DONE, FollowUpKind.SATISFACTION, 2, "满意"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORTH_IT)
def test_what_was_carried_out_is_worth_coming_back_to(name: str) -> None:
    more, kind, days, words = WORTH_IT[name]
    (found,) = proposals(replace(TICKET, **more), NOW)
    assert (found.kind, found.due_at) == (kind, NOW + timedelta(days=days))
    assert words in found.what


@pytest.mark.parametrize("name", WORTH_IT)
def test_what_was_planned_already_is_not_proposed_again(name: str) -> None:
    more, kind, _days, _words = WORTH_IT[name]
    seen_to = FollowUp(1, kind, NOW, "", "阿青", NOW, done_at=NOW)
    ticket: Ticket = replace(TICKET, **more, follow_ups=(seen_to,))
    assert proposals(ticket, NOW) == ()
    before = replace(seen_to, planned_at=NOW - timedelta(days=9))
    assert len(proposals(replace(ticket, follow_ups=(before,)), NOW)) == 1, "an older parcel's"


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"payouts": (payout(MoneyState.PLANNED),)},
        {"payouts": (payout(MoneyState.ARRIVED),)},
        {"payouts": (payout(MoneyState.SUBMITTED, tender=Tender.POINTS),)},
        {"dispatches": (parcel(DispatchPurpose.EXCHANGE, GoodsOut.TO_SHIP),)},
        {"facts": Facts(closing=Closing.CANCELLED), "closed_at": NOW},
        {"facts": Facts(closing=Closing.COMPLETED), "closed_at": NOW - timedelta(days=40)},
    ],
)
def test_nothing_is_proposed_where_nothing_was_carried_out(more: dict[str, Any]) -> None:
    assert proposals(replace(TICKET, **more), NOW) == ()


def test_a_proposal_never_lies_in_the_past() -> None:
    late = NOW + timedelta(days=20)
    (found,) = proposals(replace(TICKET, dispatches=(EXCHANGED,)), late)
    assert found.due_at > late
