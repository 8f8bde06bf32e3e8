"""Working time equals a bitmap of minutes in every one of 100,000 random cases."""

from __future__ import annotations

import random
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from app.domain.deadlines import Span, TimeUnit, WorkCalendar, after, between, later
from app.domain.deadlines.opening_hours import window_period
from tests.domain.deadlines.bitmap import DAY, MINUTE, ZONES, Bitmap, random_calendar

DAYS = 45
# Three of them hold a turn of the clocks somewhere, the last one that of a year.
SEASONS = (date(2026, 2, 25), date(2026, 8, 28), date(2026, 9, 25), date(2026, 12, 1))
CALENDARS = [(zone, season) for zone in ZONES for season in SEASONS]
CASES = 100_000
EACH = -(-CASES // len(CALENDARS))
WINDOWS = ("09:00-18:00", "00:00-24:00", "22:30-24:00")


@pytest.mark.parametrize(("zone", "first"), CALENDARS)
def test_counting_equals_a_bitmap_of_minutes(zone: str, first: date) -> None:
    luck = random.Random(f"{zone} {first}")
    calendar = random_calendar(luck, zone, first, DAYS)
    slow = Bitmap(calendar, first - DAY, DAYS + 2)
    reached = 0
    for _ in range(EACH):
        start, other = luck.randrange(slow.length), luck.randrange(slow.length)
        assert between(slow.at(start), slow.at(other), calendar) == (
            slow.between(start, max(start, other))
        )
        minutes = luck.choice((0, 1, 59, 60, 480, luck.randrange(5000)))
        expected = slow.after(start, minutes)
        if expected is not None:
            assert later(slow.at(start), minutes * MINUTE, calendar) == expected
            reached += 1
        hours = luck.randrange(30)
        expected = slow.after(start, hours * 60)
        if expected is not None:
            assert after(slow.at(start), Span(hours, TimeUnit.WORKING_HOURS), calendar) == expected
    assert reached > EACH // 3
    for _ in range(500):
        _check_working_days(calendar, slow, luck.randrange(slow.length), luck.randrange(8))


def _check_working_days(calendar: WorkCalendar, slow: Bitmap, start: int, number: int) -> None:
    here = ZoneInfo(calendar.zone)
    day = slow.at(start).astimezone(here).date()
    following = [one for one in slow.working[:-1] if one > day]
    if number >= len(following):
        return
    last = following[number - 1] if number else day
    ended = after(slow.at(start), Span(number, TimeUnit.WORKING_DAYS), calendar)
    assert (ended - MINUTE).astimezone(here).date() == last
    assert ended.astimezone(here).date() == last + DAY


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("zone", ZONES[:3])
def test_a_daily_window_takes_no_day_off(zone: str, window: str) -> None:
    luck = random.Random(f"{zone} {window}")
    first = SEASONS[0]
    calendar = random_calendar(luck, zone, first, DAYS)
    slow = Bitmap(calendar, first, DAYS, window_period(window))
    for _ in range(500):
        start, hours = luck.randrange(slow.length // 2), luck.randrange(30)
        span = Span(hours, TimeUnit.WINDOW_HOURS, window)
        assert after(slow.at(start), span, calendar) == slow.after(start, hours * 60)


def test_the_bitmap_is_no_copy_of_what_it_checks() -> None:
    """Nine to six every day of March is nine hours a day, counted by hand."""
    calendar = random_calendar(random.Random(1), "Asia/Shanghai", date(2026, 3, 1), 1)
    whole = Bitmap(calendar, date(2026, 3, 1), 31, window_period("09:00-18:00"))
    assert whole.between(0, whole.length) == 31 * 9 * 60 * MINUTE
