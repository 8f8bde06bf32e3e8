"""What holds of working time whatever the calendar, the instant and the amount."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines import WorkCalendar, between, later
from tests.domain.deadlines.bitmap import ZONES, random_calendar

TICK = timedelta(microseconds=1)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the bounds are given without a zone
lengths = st.timedeltas(TICK, timedelta(hours=400))
calendars = st.builds(
    lambda seed, zone: random_calendar(random.Random(seed), zone, date(2026, 1, 1), 365),
    st.integers(0, 40),
    st.sampled_from(ZONES),
)


@given(calendars, instants, lengths)
def test_an_end_is_the_first_instant_with_the_time_used_up(
    calendar: WorkCalendar, start: datetime, length: timedelta
) -> None:
    end = later(start, length, calendar)
    assert between(start, end, calendar) == length
    assert between(start, end - TICK, calendar) == length - TICK


@given(calendars, instants, lengths, lengths)
def test_a_limit_in_two_parts_ends_when_it_ends_in_one(
    calendar: WorkCalendar, start: datetime, length: timedelta, more: timedelta
) -> None:
    assert later(later(start, length, calendar), more, calendar) == (
        later(start, length + more, calendar)
    )


@given(calendars, instants, instants, instants)
def test_working_time_adds_up(
    calendar: WorkCalendar, one: datetime, other: datetime, third: datetime
) -> None:
    first, middle, last = sorted((one, other, third))
    assert between(first, last, calendar) == (
        between(first, middle, calendar) + between(middle, last, calendar)
    )
    assert between(first, last, calendar) <= last - first
