"""When things are due: examples counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.deadlines import (
    DayKind,
    Period,
    Span,
    TimeUnit,
    WorkCalendar,
    after,
    between,
    later,
)

SHANGHAI = WorkCalendar()
NATIONAL_DAY = WorkCalendar(
    days={date(2026, 10, n): DayKind.HOLIDAY for n in range(1, 8)}
    | {date(2026, 9, 20): DayKind.WORKDAY, date(2026, 10, 10): DayKind.WORKDAY}
)
LUNCH = (Period(time(9), time(12)), Period(time(13, 30), time(18)))
TWICE_A_DAY = WorkCalendar(week=(LUNCH,) * 7)
LATE = WorkCalendar(week=((Period(time(14), time()),),) * 7)


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def due(start: str, span: Span, calendar: WorkCalendar = SHANGHAI) -> str:
    """The end in the calendar's zone; `24:00` of a day as it is written."""
    end = after(at(start, calendar.zone), span, calendar)
    assert end.tzinfo is UTC
    local = end.astimezone(ZoneInfo(calendar.zone))
    if local.time() == time():
        return f"{local.date() - timedelta(days=1)} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


# 京东开放平台交易纠纷处理总则: four hours counted only from nine to six, every day of the year.
JD_EVIDENCE = Span(4, TimeUnit.WINDOW_HOURS, "09:00-18:00")


@pytest.mark.parametrize("day", ["2026-06-03", "2026-10-01", "2026-06-06", "2026-09-20"])
@pytest.mark.parametrize("calendar", [SHANGHAI, NATIONAL_DAY, LATE])
def test_the_evidence_window_of_jd_runs_every_day(day: str, calendar: WorkCalendar) -> None:
    tomorrow = date.fromisoformat(day) + timedelta(days=1)
    assert due(f"{day}T10:00", JD_EVIDENCE, calendar) == f"{day} 14:00"
    assert due(f"{day}T14:00", JD_EVIDENCE, calendar) == f"{day} 18:00"
    assert due(f"{day}T14:01", JD_EVIDENCE, calendar) == f"{tomorrow} 09:01"
    assert due(f"{day}T07:30", JD_EVIDENCE, calendar) == f"{day} 13:00"
    assert due(f"{day}T21:00", JD_EVIDENCE, calendar) == f"{tomorrow} 13:00"


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-06-03T10:00", 7, "2026-06-10 24:00"),  # signed 6/3: day 1 is 6/4, day 7 is 6/10
        ("2026-06-03T00:00", 7, "2026-06-10 24:00"),
        ("2026-06-03T23:59:59", 7, "2026-06-10 24:00"),
        ("2026-12-30T10:00", 3, "2027-01-02 24:00"),
        ("2028-02-28T10:00", 1, "2028-02-29 24:00"),
        ("2026-06-03T10:00", 0, "2026-06-03 24:00"),
    ],
)
def test_natural_days_count_from_the_day_after(start: str, amount: int, end: str) -> None:
    assert due(start, Span(amount, TimeUnit.NATURAL_DAYS), NATIONAL_DAY) == end


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-09-29T10:00", 1, "2026-09-30 24:00"),
        ("2026-09-30T10:00", 1, "2026-10-08 24:00"),
        ("2026-10-03T10:00", 1, "2026-10-08 24:00"),  # begun on a holiday
        ("2026-10-08T10:00", 2, "2026-10-10 24:00"),  # a Saturday made up for the holiday
        ("2026-10-10T10:00", 1, "2026-10-12 24:00"),
        ("2026-09-18T10:00", 1, "2026-09-20 24:00"),  # a Sunday made up for it
        ("2026-06-05T20:00", 1, "2026-06-08 24:00"),
        ("2026-06-06T20:00", 0, "2026-06-06 24:00"),
    ],
)
def test_working_days_skip_what_nobody_works(start: str, amount: int, end: str) -> None:
    assert due(start, Span(amount, TimeUnit.WORKING_DAYS), NATIONAL_DAY) == end


@pytest.mark.parametrize(
    ("calendar", "start", "hours", "end"),
    [
        (SHANGHAI, "2026-06-03T10:00", 8, "2026-06-03 18:00"),  # used up as the shop closes
        (SHANGHAI, "2026-06-03T10:01", 8, "2026-06-04 09:01"),
        (SHANGHAI, "2026-06-03T03:00", 1, "2026-06-03 10:00"),  # before it opens
        (SHANGHAI, "2026-06-03T18:00", 1, "2026-06-04 10:00"),  # as it closes
        (SHANGHAI, "2026-06-03T22:00", 0, "2026-06-03 22:00"),  # nothing is used up at once
        (SHANGHAI, "2026-06-05T17:00", 2, "2026-06-08 10:00"),  # over a weekend
        (NATIONAL_DAY, "2026-09-30T17:00", 2, "2026-10-08 10:00"),
        (NATIONAL_DAY, "2026-10-04T12:00", 9, "2026-10-08 18:00"),
        (NATIONAL_DAY, "2026-10-09T17:00", 2, "2026-10-10 10:00"),  # on a made-up Saturday
        (TWICE_A_DAY, "2026-06-03T11:30", 1, "2026-06-03 14:00"),
        (TWICE_A_DAY, "2026-06-03T12:30", 4, "2026-06-03 17:30"),
        (TWICE_A_DAY, "2026-06-03T09:00", 3, "2026-06-03 12:00"),
        (LATE, "2026-06-03T20:00", 4, "2026-06-03 24:00"),
        (LATE, "2026-06-03T20:00", 5, "2026-06-04 15:00"),
    ],
)
def test_working_hours_run_while_the_shop_is_open(
    calendar: WorkCalendar, start: str, hours: int, end: str
) -> None:
    assert due(start, Span(hours, TimeUnit.WORKING_HOURS), calendar) == end


def test_hours_end_to_the_second() -> None:
    start = at("2026-06-03T17:30:12.000345")
    end = at("2026-06-04T09:30:12.000345")
    assert after(start, Span(1, TimeUnit.WORKING_HOURS), SHANGHAI) == end


@pytest.mark.parametrize(
    ("months", "end"),
    [(1, "2026-02-28 24:00"), (12, "2027-01-31 24:00"), (25, "2028-02-29 24:00")],
)
def test_a_month_without_that_day_ends_with_its_last(months: int, end: str) -> None:
    """民法典 Art. 202."""
    assert due("2026-01-31T10:00", Span(months, TimeUnit.MONTHS)) == end


def test_natural_hours_do_not_care_who_sleeps() -> None:
    assert due("2026-10-01T23:30", Span(24, TimeUnit.NATURAL_HOURS), NATIONAL_DAY) == (
        "2026-10-02 23:30"
    )
    assert due("2026-10-01T23:30", Span(45, TimeUnit.MINUTES), NATIONAL_DAY) == "2026-10-02 00:15"


ALL_DAY = ((Period(time(), time()),),) * 7
NIGHT = ((Period(time(2, 30), time(5)),),) * 7


@pytest.mark.parametrize(
    ("zone", "week", "day", "minutes"),
    [
        ("Europe/Berlin", ALL_DAY, date(2026, 3, 29), 23 * 60),
        ("Europe/Berlin", ALL_DAY, date(2026, 10, 25), 25 * 60),
        # At 2:00 the clock jumps to 3:00: the shop opens at that instant.
        ("Europe/Berlin", NIGHT, date(2026, 3, 29), 120),
        # At 3:00 it goes back to 2:00: half past two was open already and stays so.
        ("Europe/Berlin", NIGHT, date(2026, 10, 25), 210),
        ("America/New_York", NIGHT, date(2026, 3, 8), 120),
        ("America/Santiago", ALL_DAY, date(2026, 9, 6), 23 * 60),  # has no midnight
        ("America/Santiago", ALL_DAY, date(2026, 4, 4), 25 * 60),  # its last hour comes twice
        ("Australia/Lord_Howe", ALL_DAY, date(2026, 10, 4), 23 * 60 + 30),
        ("Pacific/Apia", ALL_DAY, date(2011, 12, 30), 0),  # a day nobody there ever had
    ],
)
def test_a_day_is_as_long_as_its_clock_says(
    zone: str, week: tuple[tuple[Period, ...], ...], day: date, minutes: int
) -> None:
    calendar = WorkCalendar(zone, week)
    begin = datetime.combine(day, time(), ZoneInfo(zone)) - timedelta(days=2)
    ends = [
        after(begin, Span(number, TimeUnit.NATURAL_DAYS), calendar)
        for number in ((day - begin.date()).days - 1, (day - begin.date()).days)
    ]
    assert between(ends[0], ends[1], calendar) == timedelta(minutes=minutes)


def test_yesterday_shown_twice_around_a_month_is_counted_once() -> None:
    """Newfoundland set its clocks back at one minute past midnight, once into the month before."""
    calendar = WorkCalendar("America/St_Johns", ALL_DAY)
    begin = datetime(2009, 11, 1, 2, 0, tzinfo=UTC)
    for minutes in range(240):
        end = begin + timedelta(minutes=minutes)
        assert between(begin, end, calendar) == timedelta(minutes=minutes)
        assert later(begin, timedelta(minutes=minutes), calendar) == end


@pytest.mark.parametrize("unit", TimeUnit)
def test_an_instant_without_a_zone_is_refused(unit: TimeUnit) -> None:
    window = "09:00-18:00" if unit is TimeUnit.WINDOW_HOURS else ""
    with pytest.raises(ValueError, match="without a zone"):
        after(datetime(2026, 6, 3, 10), Span(1, unit, window), SHANGHAI)  # noqa: DTZ001


@pytest.mark.parametrize("unit", [unit for unit in TimeUnit if unit != TimeUnit.WINDOW_HOURS])
@pytest.mark.parametrize("amount", [10**6, 10**9, 10**30])
def test_what_nobody_lives_to_see_is_due_within_a_century(unit: TimeUnit, amount: int) -> None:
    start = at("2026-06-03T10:00")
    end = after(start, Span(amount, unit), WorkCalendar())
    assert start < end <= start + timedelta(days=36_600)


def test_every_window_somebody_can_name_ends() -> None:
    span = Span(10**12, TimeUnit.WINDOW_HOURS, "23:59-24:00")
    assert after(at("2026-06-03T10:00"), span, SHANGHAI).year == 2126


def test_time_backwards_is_no_time() -> None:
    assert between(at("2026-06-04T10:00"), at("2026-06-03T10:00"), SHANGHAI) == timedelta()


def test_what_a_limit_has_left_runs_on_after_a_pause() -> None:
    """Eight hours: two used on Wednesday, one on Friday; the buyer answers on Monday at noon."""
    runs = [
        (at("2026-06-03T16:00"), at("2026-06-03T20:00")),
        (at("2026-06-05T17:00"), at("2026-06-06T09:00")),
    ]
    gone = sum((between(start, end, SHANGHAI) for start, end in runs), timedelta())
    assert gone == timedelta(hours=3)
    left = timedelta(hours=8) - gone
    assert later(at("2026-06-08T12:00"), left, SHANGHAI) == at("2026-06-08T17:00")


def test_what_is_used_up_already_is_due_at_once() -> None:
    now = at("2026-06-08T12:00")
    assert later(now, timedelta(hours=-3), SHANGHAI) == now


WRONG: dict[str, Callable[[], object]] = {
    "a negative span": lambda: Span(-1, TimeUnit.MINUTES),
    "no window": lambda: Span(4, TimeUnit.WINDOW_HOURS),
    "a window backwards": lambda: Span(4, TimeUnit.WINDOW_HOURS, "18:00-09:00"),
    "a window of nothing": lambda: Span(4, TimeUnit.NATURAL_HOURS, "09:00-18:00"),
    "a period backwards": lambda: Period(time(18), time(9)),
    "an empty period": lambda: Period(time(9), time(9)),
    "no zone": lambda: WorkCalendar("Mars/Olympus"),
    "never open": lambda: WorkCalendar(week=((),) * 7),
    "six days": lambda: WorkCalendar(week=(LUNCH,) * 6),
    "periods out of order": lambda: WorkCalendar(week=((LUNCH[1], LUNCH[0]),) * 7),
    "periods that overlap": lambda: WorkCalendar(
        week=((LUNCH[0], Period(time(11), time(15))),) * 7
    ),
    "nothing comes after midnight": lambda: WorkCalendar(
        week=((Period(time(9), time()), Period(time(20), time(21))),) * 7
    ),
    "no hours for a made-up day": lambda: WorkCalendar(made_up=()),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_cannot_be_counted_cannot_be_built(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a mistake of ours, its words are for us
        wrong()


def test_two_calendars_that_say_the_same_are_the_same_after_counting() -> None:
    one, other = WorkCalendar(), WorkCalendar()
    after(at("2026-06-03T10:00"), Span(9, TimeUnit.WORKING_HOURS), one)
    assert one == other


def test_a_year_nobody_announced_makes_what_lies_in_it_an_estimate() -> None:
    calendar = WorkCalendar(announced=frozenset({2025, 2026}))
    assert not calendar.is_estimated(date(2025, 1, 1), date(2026, 12, 31))
    assert calendar.is_estimated(date(2026, 12, 31), date(2027, 1, 1))
