"""Counting working time over the calendar as it ships, beside adding so many hours to an instant.

    python -m benchmarks.working_time [--rounds 30]

Microseconds of one answer: the median of rounds of a thousand. `cold` lays its month out first,
as the first ticket of a start does; afterwards the month is known.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from app.domain.deadlines.arithmetic import after, between
from app.domain.deadlines.calendar import WorkCalendar
from app.domain.deadlines.span import Span, TimeUnit
from app.services.public_holidays import public_holidays
from benchmarks.measure import in_turns, table

_TIMES = 1000
START = datetime(2026, 9, 30, 8, 30, tzinfo=UTC)  # before the longest holiday of the year
SPANS = (
    Span(2, TimeUnit.WORKING_HOURS),
    Span(400, TimeUnit.WORKING_HOURS),
    Span(3, TimeUnit.WORKING_DAYS),
    Span(7, TimeUnit.NATURAL_DAYS),
    Span(48, TimeUnit.NATURAL_HOURS),
    Span(4, TimeUnit.WINDOW_HOURS, "09:00-18:00"),
)


def calendar() -> WorkCalendar:
    """The usual week with the public holidays."""
    known = public_holidays()
    return WorkCalendar(days=known.days, names=known.names, announced=known.announced)


def sides() -> dict[str, Callable[[], object]]:
    """What is asked, by name: each a thousand times."""
    warm = calendar()
    found: dict[str, Callable[[], object]] = {"add hours": _many(_added)}
    for span in SPANS:
        found[f"{span.amount} {span.unit}"] = _many(partial(after, START, span, warm))
    year = START + timedelta(days=365)
    found["between, a year"] = _many(partial(between, START, year, warm))
    found["cold"] = _many(lambda: after(START, SPANS[0], calendar()))
    return found


def _added() -> datetime:
    return START + timedelta(hours=48)


def _many(work: Callable[[], object]) -> Callable[[], object]:
    def run() -> None:
        for _ in range(_TIMES):
            work()

    return run


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    figures = in_turns(sides(), rounds)
    # Milliseconds of a thousand are microseconds of one.
    rows = [[name, figure.ms, figure.cpu_ms] for name, figure in figures.items()]
    print(table(["asked", "µs", "cpu µs"], rows))


if __name__ == "__main__":
    main()
