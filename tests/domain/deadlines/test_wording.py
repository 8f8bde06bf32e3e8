"""How spans, ends and the counting between them read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from app.domain.deadlines import DayKind, Period, Span, TimeUnit, WorkCalendar, after
from app.domain.deadlines.wording import arithmetic_text, end_text, skipped_text, span_text

HERE = ZoneInfo("Asia/Shanghai")
OCTOBER = {date(2026, 10, n): DayKind.HOLIDAY for n in range(1, 8)}
CALENDAR = WorkCalendar(
    days=OCTOBER
    | {date(2027, 1, n): DayKind.HOLIDAY for n in (1, 2, 3)}
    | {date(2026, 9, 20): DayKind.WORKDAY, date(2026, 10, 10): DayKind.WORKDAY},
    announced=frozenset({2026}),
    names=dict.fromkeys(OCTOBER, "国庆") | {date(2027, 1, n): "元旦" for n in (1, 2, 3)},
)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(30, TimeUnit.MINUTES), "30 分钟"),
        (Span(24, TimeUnit.NATURAL_HOURS), "24 小时"),
        (Span(8, TimeUnit.WORKING_HOURS), "8 个工作小时"),
        (Span(4, TimeUnit.WINDOW_HOURS, "09:00-18:00"), "4 小时（每天 9:00–18:00）"),
        (Span(4, TimeUnit.WINDOW_HOURS, "09:30-24:00"), "4 小时（每天 9:30–24:00）"),
        (Span(7, TimeUnit.NATURAL_DAYS), "7 天"),
        (Span(2, TimeUnit.WORKING_DAYS), "2 个工作日"),
        (Span(12, TimeUnit.MONTHS), "12 个月"),
    ],
)
def test_a_span_names_what_it_is_counted_in(span: Span, text: str) -> None:
    assert span_text(span) == text


@pytest.mark.parametrize(
    ("at", "zone", "text"),
    [
        (datetime(2026, 6, 10, 16, 0, tzinfo=UTC), "Asia/Shanghai", "6/10 24:00"),
        (datetime(2026, 6, 10, 6, 5, tzinfo=UTC), "Asia/Shanghai", "6/10 14:05"),
        (datetime(2026, 6, 10, 22, 0, tzinfo=UTC), "Europe/Berlin", "6/10 24:00"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "Asia/Shanghai", "12/31 24:00"),
    ],
)
def test_midnight_ends_the_day_before_it(at: datetime, zone: str, text: str) -> None:
    assert end_text(at, zone) == text


def test_another_year_is_named() -> None:
    at = datetime(2027, 1, 3, 2, 0, tzinfo=UTC)
    assert end_text(at, "Asia/Shanghai", date(2026, 12, 30)) == "2027/1/3 10:00"
    assert end_text(at, "Asia/Shanghai", date(2027, 1, 1)) == "1/3 10:00"


@pytest.mark.parametrize(
    ("start", "span", "text"),
    [
        (
            datetime(2026, 6, 3, 10, tzinfo=HERE),
            Span(7, TimeUnit.NATURAL_DAYS),
            "签收 6/3 → 第 1 天 6/4 → 截止 6/10 24:00",
        ),
        (
            datetime(2026, 6, 3, 10, tzinfo=HERE),
            Span(24, TimeUnit.NATURAL_HOURS),
            "签收 6/3 10:00 → 截止 6/4 10:00",
        ),
        (
            datetime(2026, 9, 30, 10, tzinfo=HERE),
            Span(2, TimeUnit.WORKING_DAYS),
            "签收 9/30 → 第 1 个工作日 10/8 → 截止 10/9 24:00（跳过 10/1–10/7 国庆）",
        ),
        (
            datetime(2026, 9, 30, 16, tzinfo=HERE),
            Span(22, TimeUnit.WORKING_HOURS),
            "签收 9/30 16:00 → 截止 10/10 11:00（跳过 10/1–10/7 国庆；10/10 调休上班）",
        ),
        (
            datetime(2026, 6, 5, 16, tzinfo=HERE),
            Span(1, TimeUnit.WORKING_DAYS),
            "签收 6/5 → 第 1 个工作日 6/8 → 截止 6/8 24:00（跳过周末）",
        ),
        (
            datetime(2026, 12, 30, 16, tzinfo=HERE),
            Span(2, TimeUnit.WORKING_DAYS),
            "签收 12/30 → 第 1 个工作日 12/31 → 截止 2027/1/4 24:00（跳过 2027/1/1–1/3 元旦；2027 年放假安排尚未公布，按估算）",
        ),
        (
            datetime(2026, 12, 30, 16, tzinfo=HERE),
            Span(7, TimeUnit.NATURAL_DAYS),
            "签收 12/30 → 第 1 天 12/31 → 截止 2027/1/6 24:00",
        ),
        (
            datetime(2026, 6, 3, 10, tzinfo=HERE),
            Span(0, TimeUnit.NATURAL_DAYS),
            "签收 6/3 → 截止 6/3 24:00",
        ),
    ],
)
def test_the_counting_is_written_out(start: datetime, span: Span, text: str) -> None:
    assert arithmetic_text(start, span, CALENDAR, after(start, span, CALENDAR)) == text


def test_what_the_counting_begins_with_is_said() -> None:
    start = datetime(2026, 6, 3, 14, 1, tzinfo=HERE)
    span = Span(4, TimeUnit.WINDOW_HOURS, "09:00-18:00")
    said = arithmetic_text(start, span, CALENDAR, after(start, span, CALENDAR), "通知")
    assert said == "通知 6/3 14:01 → 截止 6/4 09:01"


def test_many_holidays_are_summed_up() -> None:
    days = [date(2026, month, 3) for month in (2, 3, 4, 6, 7)]
    calendar = WorkCalendar(
        days=dict.fromkeys(days, DayKind.HOLIDAY), names=dict.fromkeys(days, "节")
    )
    assert skipped_text(calendar, date(2026, 2, 2), date(2026, 7, 5)) == (
        "跳过 2/3 节、3/3 节、4/3 节、另 2 段假期、周末"
    )


def test_a_day_off_in_the_week_is_no_weekend() -> None:
    closed_on_monday = WorkCalendar(week=((), *(((Period(time(9), time(18)),),) * 6)))
    assert skipped_text(closed_on_monday, date(2026, 6, 6), date(2026, 6, 9)) == "跳过休息日"
    assert skipped_text(closed_on_monday, date(2026, 6, 2), date(2026, 6, 6)) == ""
