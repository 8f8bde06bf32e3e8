"""The opening times of a calendar laid out month by month, to be searched instead of walked.

A month is laid out when it is first needed and kept with its calendar: counting over a year then
takes a dozen steps. Instants are microseconds since 1970 (UTC), days their ordinals.

Where the clock is set forward over an opening time, the shop opens at that instant; where it is
set back, the hour that comes twice belongs to the period it began in. So a period lasts from the
first time the clock shows (or jumps over) its beginning to the first time it shows its end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.deadlines.calendar import MIDNIGHT, Period, WorkCalendar

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_MONTHS = 12
# What is due later than that is due then: no loop may run to the end of time for a typing error.
MOST_MONTHS = 100 * _MONTHS
CENTURY = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class _Month:
    """Periods in order (`opens`, `closes`, open time `before` and up to the end of each).

    `days` are its working days.
    """

    opens: list[int]
    closes: list[int]
    before: list[int]
    until: list[int]
    days: list[int]

    @property
    def total(self) -> int:
        return self.until[-1] if self.until else 0

    def passed(self, at: int) -> int:
        """How much of the month's open time has gone at an instant."""
        found = bisect_right(self.closes, at)
        if found == len(self.closes):
            return self.total
        return self.before[found] + max(at - self.opens[found], 0)


def ticks(at: datetime) -> int:
    """Microseconds since 1970."""
    return (at - _EPOCH) // _TICK


def instant(at: int) -> datetime:
    """The aware UTC datetime of so many microseconds."""
    return _EPOCH + at * _TICK


def local_day(at: datetime, calendar: WorkCalendar) -> date:
    """The day it is in the calendar's zone."""
    return at.astimezone(ZoneInfo(calendar.zone)).date()


def open_time(calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    """Open time from `start` to `end`; zero when `end` is not after `start`."""
    if end <= start:
        return timedelta()
    first, last = ticks(start), ticks(end)
    total = 0
    # A clock set back after midnight shows yesterday again when tomorrow's shop is open already.
    latest = local_day(end, calendar) + _DAY
    months = range(_key(local_day(start, calendar)), _key(latest) + 1)
    for month in (_month(calendar, key) for key in months):
        total += month.passed(last) - month.passed(first)
    return total * _TICK


def after_open_time(calendar: WorkCalendar, start: datetime, wanted: timedelta) -> datetime:
    """The first instant with so much open time since `start`; a century on at the latest."""
    left, at = wanted // _TICK, ticks(start)
    if left <= 0:
        return start.astimezone(UTC)
    for month in _months(calendar, _key(local_day(start, calendar))):
        target = month.passed(at) + left
        if target <= month.total:
            found = bisect_left(month.until, target)
            return instant(month.opens[found] + target - month.before[found])
        left = target - month.total
    return instant(at) + CENTURY


def working_day_after(calendar: WorkCalendar, first: date, number: int) -> date:
    """The `number`-th working day after a day (0: the day itself); at most a century on."""
    if number <= 0:
        return first
    for month in _months(calendar, _key(first)):
        found = bisect_right(month.days, first.toordinal()) + number - 1
        if found < len(month.days):
            return date.fromordinal(month.days[found])
        number = found - len(month.days) + 1
    return first + CENTURY


def end_of_day(day: date, calendar: WorkCalendar) -> datetime:
    """24:00 of a day, as UTC."""
    return _at(day + _DAY, MIDNIGHT, ZoneInfo(calendar.zone))


def _key(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _months(calendar: WorkCalendar, first: int) -> Iterator[_Month]:
    return (_month(calendar, key) for key in range(first, first + MOST_MONTHS))


def _month(calendar: WorkCalendar, key: int) -> _Month:
    known = calendar.memory.get(key)
    if not isinstance(known, _Month):
        known = calendar.memory[key] = _laid_out(calendar, key)
    return known


def _laid_out(calendar: WorkCalendar, key: int) -> _Month:
    zone = ZoneInfo(calendar.zone)
    year, month = divmod(key, _MONTHS)
    laid = _Month([], [], [], [], [])
    day, total = date(year, month + 1, 1), 0
    while day.month == month + 1:
        periods = calendar.periods(day)
        for opens, closes in (_instants(day, period, zone) for period in periods):
            laid.opens.append(opens)
            laid.closes.append(closes)
            laid.before.append(total)
            total += closes - opens
            laid.until.append(total)
        if periods:
            laid.days.append(day.toordinal())
        day += _DAY
    return laid


def _instants(day: date, period: Period, zone: ZoneInfo) -> tuple[int, int]:
    last = day + _DAY if period.closes == MIDNIGHT else day
    return ticks(_at(day, period.opens, zone)), ticks(_at(last, period.closes, zone))


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The first instant at which the clock on the wall shows, or jumps over, this time."""
    local = datetime.combine(day, clock, zone)
    at = local.astimezone(UTC)
    later = local.replace(fold=1)
    if later.utcoffset() == local.utcoffset() or at < later.astimezone(UTC):
        return at
    # A time nobody saw: between the two readings of it lies the instant the clock was set forward.
    before, after, offset = later.astimezone(UTC), at, local.utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle == before:
            break
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
