"""When a limit runs out that stood still for a while: the time already used is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from app.domain.deadlines.arithmetic import after, between, later, window_calendar
from app.domain.deadlines.calendar import DAYS_OF_A_WEEK, Period, WorkCalendar
from app.domain.deadlines.span import COUNTED_DAYS, Span, TimeUnit

Stretch: TypeAlias = tuple[datetime, datetime | None]
"""From when until when a clock ran; None: it runs now."""

_WORKING = frozenset({TimeUnit.WORKING_HOURS, TimeUnit.WORKING_DAYS})
_TO_THE_LAST = timedelta(seconds=1)


def runs_out(span: Span, stretches: Sequence[Stretch], calendar: WorkCalendar) -> datetime | None:
    """When (UTC) a limit ends that counted only during `stretches`, in order; None: it is paused.

    What is left of it counts on where it stood still. A limit in days ends with the last minute
    of its last day all the same.
    """
    if not stretches or stretches[-1][1] is not None:
        return None
    first = stretches[0][0]
    whole_end = after(first, span, calendar)
    if len(stretches) == 1:
        return whole_end
    ticking = _ticking(span, calendar)
    left = _length(span, first, whole_end, ticking)
    for start, end in stretches:
        used = between(start, end, ticking) if end is not None else timedelta()
        if end is None or used >= left:
            at = later(start, left, ticking)
            return _end_of_day(at, calendar) if span.unit in COUNTED_DAYS else at
        left -= used
    return None


def stretched(span: Span, percent: int) -> Span:
    """The limit at so many hundredths of its length, rounded up to a whole unit."""
    if percent == 100:
        return span
    return Span(-(-span.amount * percent // 100), span.unit, span.window)


def _length(span: Span, first: datetime, end: datetime, ticking: WorkCalendar) -> timedelta:
    # A window or the opening hours say when an hour counts, never how long it is.
    if span.unit in (TimeUnit.WORKING_HOURS, TimeUnit.WINDOW_HOURS):
        return timedelta(hours=span.amount)
    return between(first, end, ticking)


def _ticking(span: Span, calendar: WorkCalendar) -> WorkCalendar:
    """When the limit counts: while the shop is open, while a daily window is, or always."""
    if span.unit in _WORKING:
        return calendar
    if span.unit is TimeUnit.WINDOW_HOURS:
        return window_calendar(calendar.zone, span.window)
    return _always(calendar.zone)


@lru_cache(maxsize=32)
def _always(zone: str) -> WorkCalendar:
    return WorkCalendar(zone, ((Period(time(), time()),),) * DAYS_OF_A_WEEK)


def _end_of_day(at: datetime, calendar: WorkCalendar) -> datetime:
    # What ends at 24:00 belongs to the day that ends then.
    return after(at - _TO_THE_LAST, Span(0, TimeUnit.NATURAL_DAYS), calendar)
