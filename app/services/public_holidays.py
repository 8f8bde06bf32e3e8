"""Public holidays of China as they ship: announced years, and statutory days of those to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import resources
from app.domain.deadlines.calendar import DayKind
from app.domain.history import parsed

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """Days off and working days made up for them.

    `announced`: years whose notice (国务院办公厅关于节假日安排的通知) was read; of later ones only the
    statutory days are known (全国年节及纪念日放假办法), up to `known_until`, and no swapped days.
    """

    days: Mapping[date, DayKind]
    names: Mapping[date, str]
    announced: frozenset[int]
    known_until: date


@lru_cache(maxsize=1)
def public_holidays() -> PublicHolidays:
    """Read once, when a calendar is first asked for: half a millisecond.

    The days are a file made from the library `holidays` (release/make_calendar.py), because the
    library itself takes a quarter of a second to load, and because a deadline must not depend on
    what happens to be installed, nor on whether a worker has finished loading it.
    """
    said = parsed(resources.path("calendars", "china.json").read_text(encoding="utf-8"))
    days: dict[date, DayKind] = {}
    names: dict[date, str] = {}
    for first, last, name in said["holidays"]:
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            days[day], names[day] = DayKind.HOLIDAY, name
            day += _DAY
    days.update((date.fromisoformat(day), DayKind.WORKDAY) for day in said["workdays"])
    return PublicHolidays(
        days, names, frozenset(said["announced"]), date.fromisoformat(said["known_until"])
    )
