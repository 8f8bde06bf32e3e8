"""From an instant by so much working or natural time to another, and the working time between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.deadlines.calendar import Period, WorkCalendar
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.warranty import months_after

_DAY = timedelta(days=1)
_LONGEST_CLOSED = 400  # days in a row without an opening: such a calendar never opens


def after(start: datetime, span: Span, calendar: WorkCalendar) -> datetime:
    """The instant (UTC) at which a span from `start` (aware) ends.

    Hours end to the second. Days count from the day after `start` in the calendar's zone and end
    with their last one, at 24:00. Raises `ValueError` for a calendar that never opens.
    """
    if span.unit is TimeUnit.MINUTES:
        return start.astimezone(UTC) + timedelta(minutes=span.amount)
    if span.unit is TimeUnit.NATURAL_HOURS:
        return start.astimezone(UTC) + timedelta(hours=span.amount)
    if span.unit in (TimeUnit.WORKING_HOURS, TimeUnit.WINDOW_HOURS):
        return _after_hours(start, timedelta(hours=span.amount), _open_times(span, calendar, start))
    zone = ZoneInfo(calendar.zone)
    day = start.astimezone(zone).date()
    if span.unit is TimeUnit.MONTHS:
        local = datetime.combine(day, time(), zone)
        return _midnight_after(months_after(local, span.amount).date(), zone)
    if span.unit is TimeUnit.NATURAL_DAYS:
        return _midnight_after(day + span.amount * _DAY, zone)
    return _midnight_after(_working_day(day, span.amount, calendar), zone)


def between(start: datetime, end: datetime, calendar: WorkCalendar) -> timedelta:
    """Working time from `start` to `end` (aware); zero when `end` is not after `start`."""
    total = timedelta()
    for opens, closes in _opening_instants(start, calendar):
        if opens >= end:
            break
        total += max(min(closes, end) - max(opens, start), timedelta())
    return total


def _after_hours(
    start: datetime, left: timedelta, opening: Iterator[tuple[datetime, datetime]]
) -> datetime:
    for opens, closes in opening:
        begin = max(opens, start)
        if begin >= closes:
            continue
        if left <= closes - begin:
            return begin + left
        left -= closes - begin
    raise ValueError("a calendar that never opens")


def _open_times(
    span: Span, calendar: WorkCalendar, start: datetime
) -> Iterator[tuple[datetime, datetime]]:
    if span.unit is TimeUnit.WORKING_HOURS:
        return _opening_instants(start, calendar)
    daily = WorkCalendar(calendar.zone, ((window_period(span.window),),) * 7)
    return _opening_instants(start, daily)


def window_period(text: str) -> Period:
    """`09:00-18:00` as a period. Raises `ValueError`."""
    opens, dash, closes = text.partition("-")
    if not dash:
        raise ValueError(text)
    return Period(time.fromisoformat(opens), time.fromisoformat(closes))


def _opening_instants(
    start: datetime, calendar: WorkCalendar
) -> Iterator[tuple[datetime, datetime]]:
    """Opening periods as UTC instants, in order, from the day of `start` on."""
    zone = ZoneInfo(calendar.zone)
    day = start.astimezone(zone).date()
    closed = 0
    while closed < _LONGEST_CLOSED:
        periods = calendar.periods(day)
        closed = 0 if periods else closed + 1
        for period in periods:
            yield _at(day, period.opens, zone), _end(day, period.closes, zone)
        day += _DAY


def _working_day(day: date, amount: int, calendar: WorkCalendar) -> date:
    closed = 0
    while amount and closed < _LONGEST_CLOSED:
        day += _DAY
        working = calendar.is_working(day)
        closed = 0 if working else closed + 1
        amount -= working
    if amount:
        raise ValueError("a calendar that never opens")
    return day


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _end(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return _midnight_after(day, zone) if clock == time() else _at(day, clock, zone)


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    """24:00 of a day, as UTC."""
    return _at(day + _DAY, time(), zone)
