"""The shop's own limits as a text for buyers."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.domain.deadlines import Period, TimeUnit
from app.domain.deadlines.calendar import USUAL_WEEK, Week
from app.domain.deadlines.own_times import own_times_text, week_text
from app.domain.rulepack.pack import Rules
from app.domain.rulepack.values import Mark, RuleValue

DAY = (Period(time(9), time(18)),)
LUNCH = (Period(time(9), time(12)), Period(time(13, 30), time()))


@pytest.mark.parametrize(
    ("week", "text"),
    [
        ((), "周一至周五 9:00–18:00，周六、周日休息"),
        (USUAL_WEEK, "周一至周五 9:00–18:00，周六、周日休息"),
        ((LUNCH,) * 7, "每天 9:00–12:00 13:30–24:00"),
        ((*((DAY,) * 6), ()), "周一至周六 9:00–18:00，周日休息"),
        (
            (DAY, (), LUNCH, LUNCH, LUNCH, (), ()),
            "周一 9:00–18:00，周二休息，周三至周五 9:00–12:00 13:30–24:00，周六、周日休息",
        ),
    ],
)
def test_weekdays_with_the_same_hours_stand_together(week: Week, text: str) -> None:
    assert week_text(week) == text


def rule(key: str, value: int, unit: TimeUnit) -> RuleValue:
    return RuleValue(key, value, Mark.OWN, "", date(2026, 1, 1), unit)


def test_only_what_a_buyer_waits_for_is_promised() -> None:
    rules = Rules(
        {
            (one.key, ""): one
            for one in (
                rule("ours.first_contact", 4, TimeUnit.WORKING_HOURS),
                rule("ours.refund", 1, TimeUnit.WORKING_DAYS),
                rule("ours.repair", 0, TimeUnit.NATURAL_DAYS),  # nothing may be said of it
                rule("ours.question", 4, TimeUnit.WORKING_HOURS),  # a colleague's
            )
        }
    )
    assert own_times_text("北屿家居", (), rules, 48).splitlines() == [
        "【北屿家居】售后时限",
        "客服时间：周一至周五 9:00–18:00，周六、周日休息；法定节假日休息，调休上班的日子照常",
        "· 收到售后申请后 4 个工作小时内联系您",
        "· 退款在确认后 1 个工作日内打出",
        "· 换货、补发的货 48 小时内寄出",
        "工作小时、工作日只算客服时间；平台规则另有时限的，以平台为准。",
    ]
    assert "寄出" not in own_times_text("北屿家居", (), Rules(), 0)
