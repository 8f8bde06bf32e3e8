"""How long: an amount with the unit it is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.deadlines.opening_hours import window_period


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


COUNTED_DAYS = frozenset({TimeUnit.NATURAL_DAYS, TimeUnit.WORKING_DAYS, TimeUnit.MONTHS})
"""Units that end with a day; all others end at an instant."""
WORKING = frozenset({TimeUnit.WORKING_HOURS, TimeUnit.WORKING_DAYS})
"""Units for which it matters whether the shop works."""


@dataclass(frozen=True, slots=True)
class Span:
    """`amount` of a unit, never negative. `window` (`09:00-18:00`) only with window hours.

    Raises `ValueError` for what cannot be counted, so that nothing that counts has to.
    """

    amount: int
    unit: TimeUnit
    window: str = ""

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a span cannot be negative")
        if (self.unit is TimeUnit.WINDOW_HOURS) != bool(self.window):
            raise ValueError("window hours name their daily window, and nothing else does")
        if self.window:
            window_period(self.window)
