"""One year of the calendar as a person sees and changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.deadlines.calendar import DayKind

FIRST_YEAR, LAST_YEAR = 2019, 2099
LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day that is not simply what its weekday says.

    `published`: what it was announced (or estimated) to be, None for nothing special; `own`: a
    person said otherwise. `kind` is what counts.
    """

    day: date
    kind: DayKind
    name: str = ""
    own: bool = False
    published: DayKind | None = None
    published_name: str = ""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year with the days that differ. `announced`: its holidays are published, or a person
    (`checked_by`, at `checked_at`) has compared them with the announcement.
    """

    year: int
    days: Mapping[date, PlannedDay] = field(default_factory=dict)
    announced: bool = False
    checked_by: str = ""
    checked_at: datetime | None = None

    @property
    def own_days(self) -> tuple[date, ...]:
        """The days a person changed, in order."""
        return tuple(sorted(day for day, planned in self.days.items() if planned.own))

    def on(self, day: date) -> PlannedDay:
        """What is planned for a day; an ordinary one where nothing is."""
        return self.days.get(day) or PlannedDay(day, DayKind.ORDINARY)
