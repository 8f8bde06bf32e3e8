"""From an instant by so much working or natural time to another, and the working time between.

Total: every span over every calendar that can be built ends somewhere, a century on at the
latest. An end is the first instant at which the span has been used up, so that a shop that closes
at 18:00 has its last minute before it, and no time at all is used up at once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from app.domain.deadlines import timetable
from app.domain.deadlines.calendar import DAYS_OF_A_WEEK, WorkCalendar
from app.domain.deadlines.opening_hours import window_period
from app.domain.deadlines.span import COUNTED_DAYS, Span, TimeUnit
from app.domain.warranty import months_after

_DAY = timedelta(days=1)
_MOST_MONTHS = timetable.MOST_MONTHS


def after(start: datetime, span: Span, calendar: WorkCalendar) -> datetime:
    """The instant (UTC) at which a span from `start` (aware) ends.

    Hours end to the second. Days count from the day after `start` in the calendar's zone and end
    with their last one, at 24:00 (民法典 Art. 201 and 203: the day it begins on is not counted).
    Raises `ValueError` for an instant without a zone.
    """
    if start.tzinfo is None:
        raise ValueError("an instant without a zone is not an instant")
    if span.unit in COUNTED_DAYS:
        return timetable.end_of_day(_last_day(start, span, calendar), calendar)
    unit = timedelta(minutes=1) if span.unit is TimeUnit.MINUTES else timedelta(hours=1)
    length = min(span.amount, timetable.CENTURY // unit) * unit
    if span.unit is TimeUnit.WORKING_HOURS:
        return later(start, length, calendar)
    if span.unit is TimeUnit.WINDOW_HOURS:
        return later(start, length, window_calendar(calendar.zone, span.window))
    return start.astimezone(UTC) + length


def later(start: datetime, length: timedelta, calendar: WorkCalendar) -> datetime:
    """The first instant (UTC) with so much working time since `start` (aware).

    What is left of a limit that stood still ends `later` than now by the limit less what was used.
    """
    return timetable.after_open_time(calendar, start, length)


def between(start: datetime, end: datetime, calendar: WorkCalendar) -> timedelta:
    """Working time from `start` to `end` (aware); zero when `end` is not after `start`."""
    return timetable.open_time(calendar, start, end)


@lru_cache(maxsize=64)
def window_calendar(zone: str, window: str) -> WorkCalendar:
    """Open every day within a window (`09:00-18:00`), whatever day it is. Raises `ValueError`."""
    return WorkCalendar(zone, ((window_period(window),),) * DAYS_OF_A_WEEK)


def _last_day(start: datetime, span: Span, calendar: WorkCalendar) -> date:
    first = timetable.local_day(start, calendar)
    if span.unit is TimeUnit.WORKING_DAYS:
        return timetable.working_day_after(calendar, first, span.amount)
    if span.unit is TimeUnit.NATURAL_DAYS:
        return first + min(span.amount, timetable.CENTURY // _DAY) * _DAY
    return months_after(datetime.combine(first, time()), min(span.amount, _MOST_MONTHS)).date()
