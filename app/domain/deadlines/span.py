"""How long: an amount with the unit it is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimeUnit(StrEnum):
    """What an amount of time is counted in.

    Natural time runs day and night. Working hours run while the shop is open on a working day,
    window hours while a daily window of somebody else's is open, holidays included. A day counts
    from the day after the one it begins on and ends with its last minute.
    """

    MINUTES = "minutes"
    NATURAL_HOURS = "natural_hours"
    WORKING_HOURS = "working_hours"
    WINDOW_HOURS = "window_hours"
    NATURAL_DAYS = "natural_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Span:
    """`amount` of a unit, never negative. `window` (`09:00-18:00`) only with window hours."""

    amount: int
    unit: TimeUnit
    window: str = ""
