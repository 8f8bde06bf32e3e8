"""Days of the work calendar in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.domain.deadlines.calendar import DayKind
from app.domain.deadlines.notice import Notice
from app.domain.deadlines.own_times import WEEKDAYS
from app.domain.deadlines.wording import day_text, not_announced_text
from app.domain.deadlines.year import PlannedDay, YearPlan
from app.domain.labels import label
from app.i18n import _

_FRIDAY: Final = 4


def day_title(days: Sequence[date]) -> str:
    """`10 月 8 日 周四`, or `10/1–10/7，共 7 天`."""
    if len(days) == 1:
        day = days[0]
        return _("{month} 月 {day} 日 {weekday}").format(
            month=day.month, day=day.day, weekday=_(WEEKDAYS[day.weekday()])
        )
    return _("{first}–{last}，共 {n} 天").format(
        first=day_text(days[0]), last=day_text(days[-1]), n=len(days)
    )


def kind_words(day: date, kind: DayKind | None, name: str = "") -> str:
    """`放假（国庆）`, `上班（调休）`, `平常日子`, `周末`."""
    if kind in (None, DayKind.ORDINARY):
        return _("周末") if day.weekday() > _FRIDAY else _("工作日")
    if kind is DayKind.HOLIDAY and name:
        return _("放假（{name}）").format(name=name)
    return label(kind)


def day_words(planned: PlannedDay) -> str:
    """One line about a day, for tool tips and screen readers."""
    words = f"{day_title((planned.day,))} {kind_words(planned.day, planned.kind, planned.name)}"
    if planned.own:
        words += " · " + _("自行修改；公布的是{kind}").format(
            kind=kind_words(planned.day, planned.published, planned.published_name)
        )
    return words


def year_words(plan: YearPlan) -> str:
    """What a year's days rest on."""
    if not plan.announced:
        return not_announced_text(plan.year)
    if plan.checked_by:
        return _("{year} 年放假安排由 {name} 核对").format(year=plan.year, name=plan.checked_by)
    return _("{year} 年按国务院办公厅的放假通知").format(year=plan.year)


def notice_words(notice: Notice) -> tuple[str, ...]:
    """One line per holiday: `春节 2/15–2/23；上班 2/14、2/28` with the rest of the year last."""
    lines = []
    for name in dict.fromkeys(notice.holidays.values()):
        days = sorted(day for day, said in notice.holidays.items() if said == name)
        lines.append(f"{name} {_days_text(days)}")
    if notice.workdays:
        lines.append(_("调休上班 {days}").format(days="、".join(map(day_text, notice.workdays))))
    return tuple(lines)


def _days_text(days: list[date]) -> str:
    if len(days) == 1:
        return day_text(days[0])
    return f"{day_text(days[0])}–{day_text(days[-1])}"
