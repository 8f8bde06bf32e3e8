"""When each shop works: opening hours, public holidays, days a person set."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from app.domain.access import Permission
from app.domain.deadlines.calendar import DayKind, WorkCalendar
from app.domain.deadlines.notice import Notice
from app.domain.deadlines.year import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_NAME,
    PlannedDay,
    YearPlan,
)
from app.domain.history import DESK_CHAIN, Json
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.fields import needed_instant
from app.model.reading import Reader
from app.model.tables import CalendarDay, CalendarYear, Shop, Staff
from app.model.writing import Write
from app.services.calendar_reading import calendar_of
from app.services.context import Context
from app.services.public_holidays import public_holidays


class CalendarService:
    """When each shop works: opening hours, public holidays, days a person set."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def for_shop(self, shop_id: int) -> WorkCalendar:
        """The calendar a shop's time is counted by. Raises `NotFound`."""
        read = self._context.read()
        row = read.get(Shop, shop_id)
        if row is None:
            raise NotFound(_("找不到这家店铺。"))
        return calendar_of(read, row)

    def year(self, year: int) -> YearPlan:
        """One year of the desk: all its shops keep the same holidays."""
        return year_plan(self._context.read(), year)

    def set_days(self, days: Collection[date], kind: DayKind, name: str = "") -> None:
        """Say what some days are, whatever was announced; where it says the same, that holds again.

        Raises `RuleViolation` for a year nobody counts in and for a name too long.
        """
        wanted = dict.fromkeys(days, (kind, " ".join(name.split())))
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("修改工作日历"))
            _tell(write, _set_days(write, wanted), kind=kind.value)

    def undo(self, days: Collection[date]) -> None:
        """What was announced (or estimated) holds again for these days."""
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("修改工作日历"))
            _tell(write, [day for day in sorted(days) if _forget(write, day)])

    def put_back(self, days: Collection[PlannedDay]) -> None:
        """Take a change back: the days are again what they were when somebody looked at them."""
        own = {one.day: (one.kind, one.name) for one in days if one.own}
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("修改工作日历"))
            changed = _set_days(write, own)
            changed += [one.day for one in days if not one.own and _forget(write, one.day)]
            _tell(write, sorted(changed), taken_back=True)

    def confirm_year(self, year: int) -> None:
        """A person has compared a year with its announcement: it counts as announced from now on."""
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("确认放假安排"))
            if _confirm(write, year, self._context.now_text()):
                _tell(write, [], year=year, confirmed=True)

    def withdraw_year(self, year: int) -> None:
        """It was confirmed by mistake: the year counts as an estimate again."""
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("确认放假安排"))
            row = write.one(CalendarYear, year=year)
            if row is not None:
                write.delete(CalendarYear, int(row["id"]))
                _tell(write, [], year=year, confirmed=False)

    def adopt(self, notice: Notice) -> None:
        """Take a year's days from its announcement, and count the year as announced.

        What a person set on days neither the announcement nor the estimate speaks of stays: a day
        the shop keeps closed for reasons of its own.
        """
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("录入放假安排"))
            changed = _set_days(write, _told_by(notice))
            _confirm(write, notice.year, self._context.now_text())
            _tell(write, changed, year=notice.year, confirmed=True)


def year_plan(read: Reader, year: int) -> YearPlan:
    """One year, inside and outside a write."""
    known = public_holidays()
    planned = {
        day: PlannedDay(day, kind, known.names.get(day, ""), False, kind, known.names.get(day, ""))
        for day, kind in known.days.items()
        if day.year == year
    }
    for row in read.find(CalendarDay):
        day = date.fromisoformat(row["day"])
        if day.year == year:
            planned[day] = _planned(day, DayKind(row["kind"]), str(row["name"]))
    checked = read.one(CalendarYear, year=year)
    staff = (read.get(Staff, checked["staff_id"]) or {}) if checked else {}
    return YearPlan(
        year=year,
        days=planned,
        announced=year in known.announced or checked is not None,
        checked_by=str(staff.get("name", "")),
        checked_at=needed_instant(checked["checked_at"]) if checked else None,
    )


def _planned(day: date, kind: DayKind, name: str) -> PlannedDay:
    """A day a person set. Once it is published the same way it is nobody's own any more."""
    known = public_holidays()
    published, called = known.days.get(day), known.names.get(day, "")
    own = not _says_the_same(day, kind, name)
    return PlannedDay(day, kind, name if own else called, own, published, called)


def _says_the_same(day: date, kind: DayKind, name: str) -> bool:
    known = public_holidays()
    return kind is known.days.get(day, DayKind.ORDINARY) and name in ("", known.names.get(day, ""))


def _set_days(write: Write, wanted: Mapping[date, tuple[DayKind, str]]) -> list[date]:
    """The days that are something else now."""
    changed = []
    for day, (kind, name) in sorted(wanted.items()):
        _check(day.year, name)
        if _says_the_same(day, kind, name):
            if _forget(write, day):
                changed.append(day)
            continue
        row = write.one(CalendarDay, day=str(day))
        if row is None:
            write.insert(CalendarDay, day=str(day), kind=kind.value, name=name)
        elif (row["kind"], row["name"]) == (kind.value, name):
            continue
        else:
            write.update(CalendarDay, int(row["id"]), kind=kind.value, name=name)
        changed.append(day)
    return changed


def _check(year: int, name: str = "") -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleViolation(
            _("日历只管 {first} 年到 {last} 年，没有写入。").format(
                first=FIRST_YEAR, last=LAST_YEAR
            )
        )
    if len(name) > LONGEST_NAME:
        raise RuleViolation(
            _("日子的名称超过 {n} 个字，没有写入。").format(n=LONGEST_NAME), _("请写短一些。")
        )


def _forget(write: Write, day: date) -> bool:
    row = write.one(CalendarDay, day=str(day))
    if row is None:
        return False
    write.delete(CalendarDay, int(row["id"]))
    return True


def _confirm(write: Write, year: int, now: str) -> bool:
    """Whether that is news."""
    _check(year)
    if year in public_holidays().announced or write.one(CalendarYear, year=year) is not None:
        return False
    write.insert(CalendarYear, year=year, staff_id=write.author.staff_id, checked_at=now)
    return True


def _told_by(notice: Notice) -> dict[date, tuple[DayKind, str]]:
    """Every day the announcement speaks of, and every day of the year that was only estimated."""
    told = {
        day: (DayKind.ORDINARY, "") for day in public_holidays().days if day.year == notice.year
    }
    told.update({day: (DayKind.HOLIDAY, name) for day, name in notice.holidays.items()})
    told.update(dict.fromkeys(notice.workdays, (DayKind.WORKDAY, "")))
    return told


def _tell(write: Write, days: list[date], **data: Json) -> None:
    """One event for what was changed; none when nothing was. Watchers learn which years."""
    if not days and not data.get("year"):
        return
    said: list[Json] = [str(day) for day in days]
    write.event(DESK_CHAIN, "calendar_changed", {"days": said, **data})
    for year in {day.year for day in days} | ({data["year"]} if data.get("year") else set()):
        write.touch("calendar", int(str(year)))
