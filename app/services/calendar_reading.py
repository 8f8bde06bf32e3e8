"""The calendar a shop's time is counted by: its opening hours over the public holidays.

Read inside writes as well: two small queries, then a pure function that remembers its answers.
"""

from __future__ import annotations

import logging
from datetime import date
from functools import lru_cache

from app.domain.deadlines.calendar import USUAL_WEEK, DayKind, Week, WorkCalendar
from app.domain.deadlines.opening_hours import week_of
from app.model.reading import Reader, Values
from app.services.public_holidays import public_holidays

_log = logging.getLogger(__name__)

OwnDays = tuple[tuple[str, str, str], ...]


def calendar_of(read: Reader, shop_row: Values) -> WorkCalendar:
    """The calendar of one shop: days a person set win over what was announced."""
    days: OwnDays = tuple(read.query("SELECT day, kind, name FROM calendar_day ORDER BY day"))
    years = tuple(int(row[0]) for row in read.query("SELECT year FROM calendar_year ORDER BY year"))
    return _calendar(str(shop_row["zone"]), str(shop_row["opening_hours"]), days, years)


@lru_cache(maxsize=64)
def _calendar(
    zone: str, opening_hours: str, own: OwnDays, confirmed: tuple[int, ...]
) -> WorkCalendar:
    week = own_week(opening_hours) or USUAL_WEEK
    known = public_holidays()
    days, names = dict(known.days), dict(known.names)
    for text, kind, name in own:
        day = date.fromisoformat(text)
        days[day] = DayKind(kind)
        names.pop(day, None)
        if name:
            names[day] = name
    return WorkCalendar(
        zone=zone,
        week=week,
        days=days,
        # On a working day made up for a holiday people keep the hours of a usual working day.
        made_up=next(periods for periods in week if periods),
        announced=known.announced | frozenset(confirmed),
        names=names,
    )


def own_week(text: str) -> Week:
    """The opening hours a shop was given; empty for the usual ones.

    Nothing stored in a shop's row may keep its tickets from being opened.
    """
    try:
        week = week_of(text)
        if week:
            WorkCalendar(week=week)
    except ValueError:
        _log.warning("opening hours of a shop cannot be read, the usual ones are taken")
        return ()
    return week
