"""Remakes resources/calendars/china.json: public holidays of China and the working days for them.

    python release/make_calendar.py

The days come from the library `holidays`, which follows the yearly notice of the General Office of
the State Council (国务院办公厅关于节假日安排的通知). It is not loaded by the program itself: it takes
a quarter of a second and 400 modules for what is three kilobytes of days, and two desks of one
shop must count alike whatever they have installed. A test holds the file equal to the library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from holidays.countries.china import China, ChinaStaticHolidays

FILE = Path(__file__).resolve().parent.parent / "resources" / "calendars" / "china.json"
FIRST = 2019
ESTIMATED_YEARS = 10  # after the last one announced: statutory days only, without swapped ones
_DAY = timedelta(days=1)
_SUNDAY, _SATURDAY = 6, 5


def announced() -> list[int]:
    """The years whose swapped days the library holds: those a notice was read for."""
    known = ChinaStaticHolidays.special_public_holidays
    return sorted(year for year in known if year >= FIRST)


def text() -> str:
    """The file as it must be."""
    years = announced()
    library = China(years=range(FIRST - 1, years[-1] + ESTIMATED_YEARS + 2), language="zh_CN")
    first, last = date(FIRST, 1, 1), date(years[-1] + ESTIMATED_YEARS, 12, 31)
    workdays = library.weekend_workdays
    lines = [
        f'"announced": {json.dumps(years)}',
        f'"known_until": "{last}"',
        _listed("holidays", _stretches(library, workdays, last)),
        _listed("workdays", sorted(str(day) for day in workdays if first <= day <= last)),
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _listed(name: str, rows: object) -> str:
    assert isinstance(rows, list)
    inner = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f'"{name}": [\n{inner}\n]'


def _stretches(library: Mapping[date, str], workdays: set[date], last: date) -> list[list[str]]:
    """First day, last day and name of each stretch, weekends inside and beside it included.

    The library leaves out Saturdays and Sundays nobody would work on anyway; the notice names
    them (「10月1日至7日放假」), and a shop that is open on weekends needs them.
    """

    def off(day: date) -> bool:
        weekend = day.weekday() in (_SATURDAY, _SUNDAY)
        return day not in workdays and (weekend or day in library)

    found: list[list[str]] = []
    day = date(FIRST, 1, 1)
    while day <= last:
        if day not in library or not off(day):
            day += _DAY
            continue
        first = day
        while off(first - _DAY):
            first -= _DAY
        names: list[str] = []
        while off(day):
            names.extend(name for name in _names(library.get(day, "")) if name not in names)
            day += _DAY
        found.append([str(first), str(day - _DAY), "、".join(names)])
    return found


def _names(said: str) -> Iterator[str]:
    """The short names in what the library calls a day: `国庆节（补假）` is 国庆."""
    for part in said.split(";"):
        name = re.sub(r"（.*", "", part.strip())
        if name.startswith("春节"):
            yield "春节"
        elif name in ("元旦", "劳动节"):
            yield name
        elif name and not name.startswith(("休息日", "农历除夕")):
            yield name.removesuffix("节")


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
