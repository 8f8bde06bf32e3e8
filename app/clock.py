"""Time as a parameter: the only place that reads the machine's clock."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """What every verb asks for the time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC, whole seconds."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds of a counter that never goes back within one run of the machine."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


class FixedClock:
    """A clock that stands still until it is moved: for tests and for the demo shop."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC).replace(microsecond=0)
        self._monotonic = 0

    def now(self) -> datetime:
        return self._at

    def monotonic_ms(self) -> int:
        return self._monotonic

    def advance(self, by: timedelta) -> None:
        """Move on; the monotonic counter follows."""
        self._at += by
        self._monotonic += max(0, int(by.total_seconds()) * 1000)

    def set(self, at: datetime) -> None:
        """Jump to an instant, as a person who corrects the wall clock does."""
        self._at = at.astimezone(UTC).replace(microsecond=0)


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of an instant in a shop's zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_bounds(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """UTC start of `first` and start of the day after `last`, both days counted in `zone`."""
    tz = ZoneInfo(zone)
    start = datetime(first.year, first.month, first.day, tzinfo=tz)
    after = last + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=tz)
    return start.astimezone(UTC), end.astimezone(UTC)
