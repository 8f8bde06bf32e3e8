"""The yearly announcement of public holidays, read as it is published.

国务院办公厅关于…年部分节假日安排的通知 names each holiday in the same words every year:
`一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` Its weekdays and its
`共…天` are checked against the calendar, so that a text of another year is never taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from app.errors import RuleViolation
from app.i18n import N_, _

_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 4
_DECEMBER: Final = 12
_LONGEST: Final = 20  # days of one holiday; more is a misreading
_NAMES: Final = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
_ONE: Final = "(?:元旦|春节|劳动节|(?:清明|端午|中秋|国庆)节?)"
_HEADING: Final = re.compile(rf"({_ONE}(?:[、和与及]{_ONE})*)(?:放假)?:")
_TITLE: Final = re.compile(r"关于\s*(\d{4})\s*年")
_DATE: Final = re.compile(
    r"(?:(\d{4})\s*年\s*)?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日(?:\s*\(([^)]*)\))?"
)
_TO: Final = re.compile(r"\s*(?:至|到|[-–—~])\s*")
_COUNT: Final = re.compile(r"共\s*(\d+)\s*天")
_WEEKDAY: Final = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEK: Final = "一二三四五六日"
_ADVICE: Final = N_("请复制通知原文里从「一、元旦」到「国庆节」的几行，整段贴进来。")


@dataclass(frozen=True, slots=True)
class Notice:
    """What an announcement says of one year; days of the year before may be among them."""

    year: int
    holidays: Mapping[date, str]
    workdays: tuple[date, ...] = ()


def read_notice(text: str, year: int) -> Notice:
    """The announcement somebody pasted; `year` holds unless its title names another.

    Raises `RuleViolation` for a text that is incomplete or contradicts the calendar: then it is
    no announcement of that year, and nothing of it is taken.
    """
    plain = unicodedata.normalize("NFKC", text)
    title = _TITLE.search(plain)
    year = int(title[1]) if title else year
    holidays: dict[date, str] = {}
    workdays: list[date] = []
    named: list[str] = []
    for names, body in _paragraphs(plain):
        off, made_up = _Paragraph(year, "、".join(names)).read(body)
        holidays.update(dict.fromkeys(off, "、".join(names)))
        workdays.extend(made_up)
        named.extend(names)
    missing = [name for name in _NAMES if name not in named]
    if missing:
        raise RuleViolation(
            _("没有读到{names}的安排，没有写入。").format(names="、".join(missing)), _(_ADVICE)
        )
    both = next((day for day in workdays if day in holidays), None)
    if both is not None:
        raise RuleViolation(
            _("{day} 既放假又上班，没有写入。").format(day=f"{both.month}/{both.day}"), _(_ADVICE)
        )
    return Notice(year, holidays, tuple(sorted(workdays)))


def _paragraphs(text: str) -> Iterator[tuple[list[str], str]]:
    """The names of each heading (短: 国庆 for 国庆节) and what stands below it."""
    found = [*_HEADING.finditer(text), None]
    for match, following in pairwise(found):
        if match is not None:
            names = [
                name if name == "劳动节" else name.removesuffix("节") if len(name) > 2 else name
                for name in re.split("[、和与及]", match[1])
            ]
            yield names, text[match.end() : following.start() if following else None]


class _Paragraph:
    """What is said of one holiday. A date without month or year has those of the one before."""

    def __init__(self, year: int, name: str) -> None:
        self._year = year
        self._name = name
        self._month = 0

    def read(self, text: str) -> tuple[list[date], list[date]]:
        """Days off and days made up."""
        off: list[date] = []
        made_up: list[date] = []
        joined = False
        for clause in re.split(r"[。;,\n]", text):
            if "放假" in clause:
                off.extend(self._dates(clause))
            elif "上班" in clause:
                made_up.extend(self._dates(clause))
            elif count := _COUNT.search(clause):
                self._check_count(int(count[1]), off)
            elif "连休" in clause:
                joined = True
        if not off:
            raise RuleViolation(
                _("「{name}」下面没有读到放假的日期，没有写入。").format(name=self._name),
                _(_ADVICE),
            )
        return (_with_weekends(off, made_up) if joined else off), made_up

    def _dates(self, clause: str) -> Iterator[date]:
        matches = list(_DATE.finditer(clause))
        days = [self._date(match) for match in matches]
        for at, day in enumerate(days):
            between = clause[matches[at - 1].end() : matches[at].start()] if at else ""
            if at and _TO.fullmatch(between):
                yield from self._range(days[at - 1], day)
            else:
                yield day

    def _range(self, first: date, last: date) -> Iterator[date]:
        """The days after `first` up to `last`."""
        if not first < last <= first + _LONGEST * _DAY:
            raise RuleViolation(
                _("「{name}」从 {first} 到 {last}，不像一段假期，没有写入。").format(
                    name=self._name, first=first, last=last
                ),
                _(_ADVICE),
            )
        for number in range(first.toordinal() + 1, last.toordinal() + 1):
            yield date.fromordinal(number)

    def _date(self, match: re.Match[str]) -> date:
        said = " ".join(match[0].split())
        self._month = int(match[2] or self._month)
        year = int(match[1] or self._year)
        if not match[1] and self._name.startswith("元旦") and self._month == _DECEMBER:
            year -= 1  # the days before New Year
        try:
            day = date(year, self._month, int(match[3]))
        except ValueError as error:
            raise RuleViolation(
                _("「{name}」里的「{said}」没有这一天，没有写入。").format(
                    name=self._name, said=said
                ),
                _(_ADVICE),
            ) from error
        weekday = _WEEKDAY.search(match[4] or "")
        if weekday and _WEEK.index(weekday[1].replace("天", "日")) != day.weekday():
            raise RuleViolation(
                _("「{said}」对不上：{year} 年 {day} 是周{right}。没有写入。").format(
                    said=said,
                    year=year,
                    day=f"{day.month}/{day.day}",
                    right=_WEEK[day.weekday()],
                ),
                _("这像是别的年份的通知，请核对年份。"),
            )
        return day

    def _check_count(self, count: int, off: list[date]) -> None:
        if count != len(off):
            raise RuleViolation(
                _("「{name}」写着共 {count} 天，读到的是 {n} 天，没有写入。").format(
                    name=self._name, count=count, n=len(off)
                ),
                _(_ADVICE),
            )


def _with_weekends(off: list[date], made_up: list[date]) -> list[date]:
    """The weekends before and after, where the announcement says 与周末连休."""
    found = set(off)
    for step in (_DAY, -_DAY):
        day = (max(off) if step > timedelta() else min(off)) + step
        while day.weekday() > _FRIDAY and day not in made_up:
            found.add(day)
            day += step
    return sorted(found)
