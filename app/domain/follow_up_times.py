"""Times to choose from when somebody plans to come back to something: in opening hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.deadlines.calendar import Period, WorkCalendar
from app.domain.deadlines.wording import day_text
from app.i18n import N_, _

_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_LEAST_LEFT: Final = timedelta(minutes=30)
"""With less than this left before closing, nothing is put off to the end of the day."""
_LONGEST_CLOSED: Final = 60
_USUAL: Final = (Period(time(9), time(18)),)
_WEEKDAYS: Final = (
    N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preset:
    """A time by name, `明天上午`; `at` UTC."""

    name: str
    at: datetime


def presets(now: datetime, calendar: WorkCalendar) -> tuple[Preset, ...]:
    """From an hour on to a week on, the earliest first; none in the past, none twice.

    A morning is one hour after opening. A day off is left out for the next day somebody works.
    """
    found: list[Preset] = []
    for one in _presets(now.astimezone(UTC), calendar):
        if one.at > now and all(one.at != known.at for known in found):
            found.append(one)
    return tuple(sorted(found, key=_when))


def _presets(now: datetime, calendar: WorkCalendar) -> Iterator[Preset]:
    zone = ZoneInfo(calendar.zone)
    today = now.astimezone(zone).date()
    yield Preset(_("1 小时后"), now + _HOUR)
    closing = _closing(today, calendar.periods(today), zone) if calendar.periods(today) else None
    if closing is not None and closing - now >= _LEAST_LEFT:
        yield Preset(_("今天下班前"), closing)
    day, periods = _working_day(today + _DAY, calendar)
    name = _("明天") if day == today + _DAY else _named(day, today)
    yield Preset(_("{day}上午").format(day=name), _morning(day, periods, zone))
    yield Preset(_("{day}下班前").format(day=name), _closing(day, periods, zone))
    for days, said in ((3, _("三天后")), (7, _("一周后"))):
        day, periods = _working_day(today + days * _DAY, calendar)
        whole = said if day == today + days * _DAY else _named(day, today)
        yield Preset(_("{day}上午").format(day=whole), _morning(day, periods, zone))


def _when(one: Preset) -> datetime:
    return one.at


def _working_day(day: date, calendar: WorkCalendar) -> tuple[date, tuple[Period, ...]]:
    """The first day from this one on that is worked; itself where none ever is."""
    for ahead in range(_LONGEST_CLOSED):
        periods = calendar.periods(day + ahead * _DAY)
        if periods:
            return day + ahead * _DAY, periods
    return day, _USUAL


def _named(day: date, today: date) -> str:
    """`周一`, or `11/30` with a blank behind it when it is more than six days away."""
    if day - today < 7 * _DAY:
        return _(_WEEKDAYS[day.weekday()])
    return f"{day_text(day)} "


def _morning(day: date, periods: tuple[Period, ...], zone: ZoneInfo) -> datetime:
    return datetime.combine(day, periods[0].opens, zone).astimezone(UTC) + _HOUR


def _closing(day: date, periods: tuple[Period, ...], zone: ZoneInfo) -> datetime:
    closes = periods[-1].closes
    after = day + _DAY if closes == time() else day
    return datetime.combine(after, closes, zone).astimezone(UTC)
