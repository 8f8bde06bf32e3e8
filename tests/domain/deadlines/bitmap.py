"""Working time the slow way: every minute of some months, and whether the shop is open in it."""

from __future__ import annotations

import random
from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from app.domain.deadlines import DayKind, Period, WorkCalendar

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # sets its clocks by half an hour
    "America/Santiago",  # sets them at midnight
    "Asia/Kathmandu",  # a quarter of an hour beside everybody else
)


class Bitmap:
    """The minutes of `days` days from `first` on; wherever the clock is set back it stands still.

    It is the wall's clock that says whether the shop is open: a time that comes twice is, the
    second time, still the last one before it was set back.
    """

    def __init__(self, calendar: WorkCalendar, first: date, days: int, daily: Period | None = None):
        zone = ZoneInfo(calendar.zone)
        self.begin = datetime.combine(first, time(), UTC)
        self.length = days * 24 * 60
        seconds = int(self.begin.timestamp())
        highest = datetime.fromtimestamp(seconds, zone).replace(tzinfo=None)
        opened = {}
        flags = []
        for at in range(seconds, seconds + self.length * 60, 60):
            wall = datetime.fromtimestamp(at, zone).replace(tzinfo=None)
            highest = max(highest, wall)
            day = highest.date()
            if day not in opened:
                opened[day] = _minutes((daily,) if daily else _periods(calendar, day))
            flags.append(highest.hour * 60 + highest.minute in opened[day])
        self.count = [0, *accumulate(flags)]
        self.working = sorted(day for day, minutes in opened.items() if minutes)

    def at(self, minute: int) -> datetime:
        return self.begin + minute * MINUTE

    def between(self, first: int, last: int) -> timedelta:
        return (self.count[last] - self.count[first]) * MINUTE

    def after(self, first: int, minutes: int) -> datetime | None:
        """None when the months laid out here do not reach that far."""
        if not minutes:
            return self.at(first)
        found = bisect_left(self.count, self.count[first] + minutes, first)
        return self.at(found) if found < len(self.count) else None


def _periods(calendar: WorkCalendar, day: date) -> tuple[Period, ...]:
    usual = calendar.week[day.weekday()]
    match calendar.days.get(day):
        case DayKind.HOLIDAY:
            return ()
        case DayKind.WORKDAY:
            return usual or calendar.made_up
        case _:
            return usual


def _minutes(periods: tuple[Period, ...]) -> set[int]:
    found: set[int] = set()
    for period in periods:
        opens, closes = (t.hour * 60 + t.minute for t in (period.opens, period.closes))
        found.update(range(opens, closes or 24 * 60))
    return found


def random_calendar(luck: random.Random, zone: str, first: date, days: int) -> WorkCalendar:
    """Any week a shop could keep, with any days off and made up."""
    week = [_random_periods(luck) for _ in range(7)]
    if not any(week):
        week[luck.randrange(7)] = (Period(time(9), time(18)),)
    kinds = {
        first + luck.randrange(days) * DAY: luck.choice(tuple(DayKind))
        for _ in range(luck.choice((0, 3, 20, 60)))
    }
    # A holiday of a fortnight, as no law gives it: what is long must not be walked past.
    gap = first + luck.randrange(days) * DAY
    kinds |= {gap + n * DAY: DayKind.HOLIDAY for n in range(luck.choice((0, 8, 15)))}
    made_up = _random_periods(luck) or (Period(time(10), time()),)
    return WorkCalendar(zone, tuple(week), kinds, made_up)


def _random_periods(luck: random.Random) -> tuple[Period, ...]:
    count = luck.choice((0, 1, 1, 1, 2, 2, 3))
    edges = sorted(luck.sample(range(0, 24 * 60 + 1, luck.choice((1, 5, 30))), count * 2))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Period(_clock(opens), _clock(closes)) for opens, closes in pairs)


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % (24 * 60), 60))
