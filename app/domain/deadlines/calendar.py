"""When a shop works: opening periods, public holidays, working days made up for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class DayKind(StrEnum):
    """What a single date is, whatever its weekday."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"  # 调休: a weekend day on which people work


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One opening period of a day, from `opens` up to but not including `closes`.

    `closes` midnight (00:00) means the end of the day.
    """

    opens: time
    closes: time


WORKING_HOURS: tuple[Period, ...] = (Period(time(9), time(18)),)
"""An unverified default, editable for each shop."""
MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Opening periods by weekday (Monday 0) and the days that differ, in one zone (IANA).

    `week` holds seven tuples of periods; empty: closed. On a `WORKDAY` that falls on a closed
    weekday the periods of `made_up` hold. `announced` are the years whose holidays are published:
    days of other years are only estimated.
    """

    zone: str = "Asia/Shanghai"
    week: tuple[tuple[Period, ...], ...] = (WORKING_HOURS,) * 5 + ((),) * 2
    days: Mapping[date, DayKind] = field(default_factory=dict)
    made_up: tuple[Period, ...] = WORKING_HOURS
    announced: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        kind = self.days.get(day)
        if kind is None:
            return bool(self.week[day.weekday()])
        return kind is DayKind.WORKDAY

    def periods(self, day: date) -> tuple[Period, ...]:
        """The opening periods of a day, in order; none on a day off."""
        if not self.is_working(day):
            return ()
        return self.week[day.weekday()] or self.made_up
