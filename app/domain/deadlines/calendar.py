"""When a shop works: opening periods, public holidays, working days made up for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

DAYS_OF_A_WEEK = 7
MIDNIGHT = time()


class DayKind(StrEnum):
    """What a single date is, whatever its weekday."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"  # 调休: a weekend day on which people work
    ORDINARY = "ordinary"  # as its weekday, whatever else was announced


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One opening period of a day, from `opens` up to but not including `closes`.

    `closes` midnight (00:00) means the end of the day.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            raise ValueError("a period is told by the clock on the wall")
        if self.opens >= self.closes and self.closes != MIDNIGHT:
            raise ValueError(f"a period cannot end at {self.closes} when it opens at {self.opens}")


Week = tuple[tuple[Period, ...], ...]
"""Opening periods by weekday, Monday first; an empty tuple is a day off."""
WORKING_HOURS: tuple[Period, ...] = (Period(time(9), time(18)),)
"""An unverified default, editable for each shop."""
MONDAY_TO_FRIDAY = frozenset(range(5))
USUAL_WEEK: Week = (WORKING_HOURS,) * 5 + ((),) * 2


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Opening periods by weekday (Monday 0) and the days that differ, in one zone (IANA).

    `week` holds seven tuples of periods; empty: closed. On a `WORKDAY` that falls on a closed
    weekday the periods of `made_up` hold. `names` says what a holiday is called. `announced` are
    the years whose holidays are published: days of other years are only estimated.

    Raises `ValueError` for a week that is not seven days, never opens or has periods that overlap
    or are out of order, and for a zone nobody knows: whatever can be built can be counted with.
    """

    zone: str = "Asia/Shanghai"
    week: Week = USUAL_WEEK
    days: Mapping[date, DayKind] = field(default_factory=dict)
    made_up: tuple[Period, ...] = WORKING_HOURS
    announced: frozenset[int] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict)
    # What arithmetic has worked out of this calendar: part of no comparison, never of the value.
    memory: dict[int, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.week) != DAYS_OF_A_WEEK or not any(self.week) or not self.made_up:
            raise ValueError("a week has seven days, and one of them is open")
        for periods in (*self.week, self.made_up):
            for before, after in pairwise(periods):
                if before.closes == MIDNIGHT or after.opens < before.closes:
                    raise ValueError("opening periods follow one another")
        try:
            ZoneInfo(self.zone)
        except (KeyError, OSError) as error:
            raise ValueError(self.zone) from error

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        kind = self.days.get(day)
        if kind is None or kind is DayKind.ORDINARY:
            return bool(self.week[day.weekday()])
        return kind is DayKind.WORKDAY

    def periods(self, day: date) -> tuple[Period, ...]:
        """The opening periods of a day, in order; none on a day off."""
        if not self.is_working(day):
            return ()
        return self.week[day.weekday()] or self.made_up

    def is_estimated(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` lies in a year nobody has announced yet."""
        return any(year not in self.announced for year in range(first.year, last.year + 1))
