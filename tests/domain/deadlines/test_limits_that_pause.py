"""A limit that stands still while the buyer must act, in the unit it is given in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines.arithmetic import after, between
from app.domain.deadlines.calendar import WorkCalendar
from app.domain.deadlines.limit import runs_out, stretched
from app.domain.deadlines.span import Span, TimeUnit

SHANGHAI = ZoneInfo("Asia/Shanghai")
SHOP = WorkCalendar()  # Monday to Friday, 9:00-18:00


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """June 2026 in Shanghai; the 3rd is a Wednesday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=SHANGHAI)


HOURS = Span(8, TimeUnit.WORKING_HOURS)
DAYS = Span(3, TimeUnit.WORKING_DAYS)
NATURAL = Span(24, TimeUnit.NATURAL_HOURS)


@pytest.mark.parametrize(
    ("span", "stretches", "end"),
    [
        # 2 hours used on Wednesday, asked until Friday 16:00: 6 left, 2 of them on Friday.
        (HOURS, [(local(3, 9), local(3, 11)), (local(5, 16), None)], local(8, 13)),
        # Asked and answered within the same minute: nothing is lost.
        (HOURS, [(local(3, 9), local(3, 11)), (local(3, 11), None)], local(3, 17)),
        # It had run out before the buyer was asked: that end stays.
        (HOURS, [(local(3, 9), local(4, 11)), (local(8, 9), None)], local(3, 17)),
        # Twice: 2 and 3 hours used, 3 left.
        (
            HOURS,
            [(local(3, 9), local(3, 11)), (local(4, 9), local(4, 12)), (local(5, 9), None)],
            local(5, 12),
        ),
        (NATURAL, [(local(3, 9), local(3, 15)), (local(6, 9), None)], local(7, 3)),
        (DAYS, [(local(3, 15), None)], local(9, 0)),
        # Asked Thursday 9:00 to Friday 9:00, one day: it ends one working day later, at 24:00.
        (DAYS, [(local(3, 15), local(4, 9)), (local(5, 9), None)], local(10, 0)),
    ],
)
def test_what_is_left_counts_on_where_it_stood_still(
    span: Span, stretches: list[tuple[datetime, datetime | None]], end: datetime
) -> None:
    assert runs_out(span, stretches, SHOP) == end


def test_while_the_buyer_must_act_there_is_no_end() -> None:
    assert runs_out(HOURS, [(local(3, 9), local(3, 11))], SHOP) is None
    assert runs_out(HOURS, [], SHOP) is None


def test_the_window_of_a_platform_counts_every_day() -> None:
    """Until 18:00 only, weekends too: 4 hours of which one was used."""
    window = Span(4, TimeUnit.WINDOW_HOURS, "09:00-18:00")
    stretches = [(local(5, 17), local(5, 20)), (local(6, 10), None)]
    assert runs_out(window, stretches, SHOP) == local(6, 13)


@pytest.mark.parametrize(
    ("span", "percent", "wanted"),
    [(HOURS, 150, 12), (HOURS, 50, 4), (DAYS, 50, 2), (Span(1, TimeUnit.WORKING_DAYS), 25, 1)],
)
def test_a_limit_made_longer_or_shorter_keeps_its_unit(
    span: Span, percent: int, wanted: int
) -> None:
    assert stretched(span, percent) == Span(wanted, span.unit)


minutes = st.integers(0, 60 * 24 * 12)


@given(st.lists(minutes, min_size=2, max_size=6, unique=True), st.integers(1, 60))
def test_working_time_used_and_left_add_up_to_the_limit(marks: list[int], amount: int) -> None:
    """Whatever the pauses: the stretches up to the end hold exactly the limit."""
    start = local(1, 0).astimezone(UTC)
    at = [start + timedelta(minutes=mark) for mark in sorted(marks)]
    if len(at) % 2 == 0:
        at.append(at[-1])
    stretches = [(a, b) for a, b in zip(at[::2], at[1::2], strict=False)] + [(at[-1], None)]
    end = runs_out(Span(amount, TimeUnit.WORKING_HOURS), stretches, SHOP)
    assert end is not None
    ran = sum((between(a, min(b or end, end), SHOP) for a, b in stretches if a < end), timedelta())
    assert ran == timedelta(hours=amount)


@given(minutes, st.integers(0, 40), st.sampled_from([*TimeUnit]))
def test_without_a_pause_it_is_the_plain_end(mark: int, amount: int, unit: TimeUnit) -> None:
    window = "09:00-18:00" if unit is TimeUnit.WINDOW_HOURS else ""
    span, start = Span(amount, unit, window), local(1, 0) + timedelta(minutes=mark)
    assert runs_out(span, [(start, None)], SHOP) == after(start, span, SHOP)
