"""History in words: days and years of the work calendar."""

from __future__ import annotations

from datetime import date

from app.domain.deadlines.calendar import DayKind
from app.domain.sentences.telling import Data, named
from app.i18n import _


def calendar_changed(data: Data) -> str:
    """Which days became what, or which year was compared with its announcement."""
    days = _days(data)
    if data.get("year") and days:
        return _("按通知录入 {year} 年放假安排，改了 {n} 天").format(year=data["year"], n=len(days))
    if data.get("year"):
        words = _("确认 {year} 年放假安排") if data.get("confirmed") else _("撤回 {year} 年的确认")
        return words.format(year=data["year"])
    if not days:
        return _("修改工作日历")
    if data.get("taken_back"):
        return _("工作日历：{days} 撤销修改").format(days=_days_text(days))
    kind = named(DayKind, data["kind"]) if data.get("kind") else _("恢复为公布的安排")
    return _("工作日历：{days} {kind}").format(days=_days_text(days), kind=kind)


def _days(data: Data) -> list[date]:
    found = []
    for said in data.get("days") or ():
        try:
            found.append(date.fromisoformat(str(said)))
        except ValueError:
            continue
    return found


def _days_text(days: list[date]) -> str:
    """`2026-10-08`, `2026-10-08 至 2026-10-10`, else the first of them and how many there are."""
    first, last = min(days), max(days)
    if len(days) == 1:
        return str(first)
    if (last - first).days == len(days) - 1:
        return _("{first} 至 {last}").format(first=first, last=last)
    return _("{first} 等 {n} 天").format(first=first, n=len(days))
