"""Spans, ends and the counting between them in words, as staff and buyers read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.deadlines.calendar import MIDNIGHT, DayKind, WorkCalendar
from app.domain.deadlines.opening_hours import period_text, window_period
from app.domain.deadlines.span import COUNTED_DAYS, WORKING, Span, TimeUnit
from app.i18n import N_, _

ARROW: Final = " → "
_RANGE: Final = "–"
_DAY: Final = timedelta(days=1)
_MOST_NAMED: Final = 3  # longer stretches of time skip more than anybody reads
_LONGEST_TOLD: Final = timedelta(days=3 * 366)
_SPANS: Final = {
    TimeUnit.MINUTES: N_("{n} 分钟"),
    TimeUnit.NATURAL_HOURS: N_("{n} 小时"),
    TimeUnit.WORKING_HOURS: N_("{n} 个工作小时"),
    TimeUnit.WINDOW_HOURS: N_("{n} 小时（每天 {window}）"),
    TimeUnit.NATURAL_DAYS: N_("{n} 天"),
    TimeUnit.WORKING_DAYS: N_("{n} 个工作日"),
    TimeUnit.MONTHS: N_("{n} 个月"),
}


def span_text(span: Span) -> str:
    """`2 个工作日`, `24 小时`, `4 小时（每天 9:00–18:00）`."""
    window = period_text(window_period(span.window), _RANGE) if span.window else ""
    return _(_SPANS[span.unit]).format(n=span.amount, window=window)


def day_text(day: date, beside: date | None = None) -> str:
    """`6/10`; with the year where it differs from that of the day it is read `beside`."""
    short = f"{day.month}/{day.day}"
    return short if beside is None or beside.year == day.year else f"{day.year}/{short}"


def end_text(at: datetime, zone: str, beside: date | None = None) -> str:
    """An instant (aware) in a zone: `6/10 14:05`; midnight ends the day before it: `6/10 24:00`."""
    local = at.astimezone(ZoneInfo(zone))
    if local.time() == MIDNIGHT:
        return f"{day_text(local.date() - _DAY, beside)} 24:00"
    return f"{day_text(local.date(), beside)} {local:%H:%M}"


def not_announced_text(year: int) -> str:
    """What is said wherever a year's holidays are only estimated."""
    return _("{year} 年放假安排尚未公布，按估算").format(year=year)


def arithmetic_text(
    start: datetime, span: Span, calendar: WorkCalendar, end: datetime, begins: str = ""
) -> str:
    """How an end was counted: `签收 6/3 → 第 1 天 6/4 → 截止 6/10 24:00`.

    `begins` is what the counting starts with (a word; 签收 when empty). Working time names the days
    it skipped (`跳过 10/1–10/7 国庆`) and the weekends people worked, and says where it rests on a
    year whose holidays nobody has announced. `end` is shown as given.
    """
    zone = ZoneInfo(calendar.zone)
    first = start.astimezone(zone).date()
    last = _last_day(end.astimezone(zone))
    by_day = span.unit in COUNTED_DAYS
    begun = day_text(first) if by_day else end_text(start, calendar.zone)
    parts = [f"{begins or _('签收')} {begun}"]
    if by_day and last > first:
        parts.append(_first_counted(span, calendar, first, last))
    parts.append(_("截止 {end}").format(end=end_text(end, calendar.zone, first)))
    return ARROW.join(parts) + _remarks(span, calendar, first, last)


def _first_counted(span: Span, calendar: WorkCalendar, first: date, last: date) -> str:
    if span.unit is not TimeUnit.WORKING_DAYS:
        return _("第 1 天 {day}").format(day=day_text(first + _DAY, first))
    counted = next((day for day in _days(first + _DAY, last) if calendar.is_working(day)), last)
    return _("第 1 个工作日 {day}").format(day=day_text(counted, first))


def _last_day(local: datetime) -> date:
    return local.date() - _DAY if local.time() == time() else local.date()


def _remarks(span: Span, calendar: WorkCalendar, first: date, last: date) -> str:
    if span.unit not in WORKING or last <= first:
        return ""
    said = [text for text in (skipped_text(calendar, first, last),) if text]
    estimated = [
        year for year in range(first.year, last.year + 1) if year not in calendar.announced
    ]
    if estimated:
        said.append(not_announced_text(estimated[0]))
    return _("（{remarks}）").format(remarks=_("；").join(said)) if said else ""


def skipped_text(calendar: WorkCalendar, first: date, last: date) -> str:
    """`跳过 10/1–10/7 国庆、周末；10/10 调休上班`: days off after `first`, up to `last`.

    Holidays are named, plain days off of the week are summed up; empty when nothing was skipped, and over more than
    three years, where nobody counts along.
    """
    if last - first > _LONGEST_TOLD:
        return ""
    off = [day for day in _days(first + _DAY, last) if not calendar.is_working(day)]
    named = [_stretch(calendar, days, first) for days in _stretches(calendar, off)]
    holidays = [text for text in named if text]
    shown = holidays[:_MOST_NAMED]
    if len(holidays) > _MOST_NAMED:
        shown.append(_("另 {n} 段假期").format(n=len(holidays) - _MOST_NAMED))
    if len(holidays) < len(named):
        shown.append(_("周末") if _only_weekends(calendar, off) else _("休息日"))
    skipped = _("跳过 {days}") if holidays else _("跳过{days}")
    said = [skipped.format(days=_("、").join(shown))] if shown else []
    made_up = [
        day_text(day, first)
        for day in _days(first + _DAY, last)
        if calendar.days.get(day) is DayKind.WORKDAY and not calendar.week[day.weekday()]
    ]
    if made_up and len(made_up) <= _MOST_NAMED:
        said.append(_("{days} 调休上班").format(days=_("、").join(made_up)))
    return _("；").join(said)


def _days(first: date, last: date) -> Iterable[date]:
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


def _stretches(calendar: WorkCalendar, off: list[date]) -> list[list[date]]:
    """Days off in a row and of one kind: holidays apart from the plain days off beside them."""
    found: list[list[date]] = []
    for day in off:
        before = found[-1][-1] if found else None
        if before == day - _DAY and _is_holiday(calendar, before) == _is_holiday(calendar, day):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _stretch(calendar: WorkCalendar, days: list[date], beside: date) -> str:
    """`10/1–10/7 国庆` of a holiday; empty of days off that come every week."""
    if not _is_holiday(calendar, days[0]):
        return ""
    names = dict.fromkeys(filter(None, (calendar.names.get(day) for day in days)))
    shown = day_text(days[0], beside)
    if len(days) > 1:
        shown += _RANGE + day_text(days[-1], days[0])
    return f"{shown} {_('、').join(names) or _('放假')}"


def _is_holiday(calendar: WorkCalendar, day: date) -> bool:
    return calendar.days.get(day) is DayKind.HOLIDAY


def _only_weekends(calendar: WorkCalendar, off: list[date]) -> bool:
    friday = 4
    return all(day.weekday() > friday for day in off if not _is_holiday(calendar, day))
