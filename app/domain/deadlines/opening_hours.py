"""Opening hours as people type them, as they are shown, and as they are stored."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import time
from itertools import pairwise
from typing import Final

from app.domain.deadlines.calendar import (
    DAYS_OF_A_WEEK,
    MIDNIGHT,
    USUAL_WEEK,
    Period,
    Week,
    WorkCalendar,
)
from app.domain.history import parsed
from app.errors import RuleViolation
from app.i18n import _

_LAST_MINUTE: Final = 24 * 60
_CLOSED: Final = frozenset({"", "休息", "不营业", "关", "无", "-"})
_PERIOD: Final = re.compile(r"(\d{1,2})(?::([0-5]\d))?-(\d{1,2})(?::([0-5]\d))?")
_DASHES: Final = re.compile(r"\s*(?:[-‐‑–—−~～〜至到])\s*")
_BETWEEN: Final = re.compile(r"[\s,、;。和]+")


def typed_periods(text: str, name: str) -> tuple[Period, ...]:
    """`9:00-12:00 13:30-18:00` as periods; nothing (or 休息) is a day off, 24:00 its end.

    `name` says which field it is. Raises `RuleViolation` with what is wrong and how to write it.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip())
    if plain in _CLOSED:
        return ()
    found = [_typed_period(part, name) for part in _BETWEEN.split(plain) if part]
    for before, after in pairwise(found):
        if before.closes == MIDNIGHT or after.opens < before.closes:
            raise RuleViolation(
                _("{name}：「{a}」和「{b}」重叠或次序颠倒。").format(
                    name=name, a=period_text(before), b=period_text(after)
                ),
                _("请从早到晚写，互不重叠，例如 9:00-12:00 13:30-18:00。"),
            )
    return tuple(found)


def _typed_period(text: str, name: str) -> Period:
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise RuleViolation(
            _("{name}：看不懂「{text}」。").format(name=name, text=text),
            _("请写成 9:00-12:00 13:30-18:00 这样；休息的日子留空。"),
        )
    opens, closes = (
        int(hour) * 60 + int(minute or 0)
        for hour, minute in ((match[1], match[2]), (match[3], match[4]))
    )
    if opens >= _LAST_MINUTE or closes > _LAST_MINUTE:
        raise RuleViolation(
            _("{name}：「{text}」里没有这样的钟点。").format(name=name, text=text),
            _("一天从 0:00 到 24:00。"),
        )
    if opens >= closes:
        raise RuleViolation(
            _("{name}：「{text}」的结束不晚于开始。").format(name=name, text=text),
            _("跨过半夜的请分两天写，例如 20:00-24:00，次日 0:00-2:00。"),
        )
    return Period(_clock(opens), _clock(closes % _LAST_MINUTE))


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def period_text(period: Period, dash: str = "-") -> str:
    """`9:00-18:00`; the end of the day is written 24:00."""
    opens, closes = period.opens, period.closes
    until = "24:00" if closes == MIDNIGHT else f"{closes.hour}:{closes.minute:02}"
    return f"{opens.hour}:{opens.minute:02}{dash}{until}"


def periods_text(periods: tuple[Period, ...], dash: str = "-") -> str:
    """`9:00-12:00 13:30-18:00`; empty on a day off."""
    return " ".join(period_text(period, dash) for period in periods)


def window_period(text: str) -> Period:
    """`09:00-18:00` of a rule as a period; `24:00` is the end of the day. Raises `ValueError`."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(text)
    try:
        return _typed_period(text, "")
    except RuleViolation as violation:
        raise ValueError(text) from violation


def check_week(week: Week) -> None:
    """Raises `RuleViolation` for a week nothing can be counted by; an empty one is the usual."""
    if not week:
        return
    if not any(week):
        raise RuleViolation(
            _("营业时间：一周七天都休息，没有时间可算。"), _("请至少填写一天的营业时间。")
        )
    try:
        WorkCalendar(week=week)
    except ValueError as error:
        raise RuleViolation(
            _("营业时间：有时段重叠或次序颠倒，没有写入。"),
            _("请从早到晚写，互不重叠，例如 9:00-12:00 13:30-18:00。"),
        ) from error


def stored(week: Week) -> str:
    """Seven lists of periods as JSON; the usual week (and an empty one) as an empty list."""
    if not week or week == USUAL_WEEK:
        return "[]"
    return json.dumps([[_plain(period) for period in periods] for periods in week])


def _plain(period: Period) -> str:
    return (
        f"{period.opens:%H:%M}-{'24:00' if period.closes == MIDNIGHT else f'{period.closes:%H:%M}'}"
    )


def week_of(text: str) -> Week:
    """The week of a stored text; empty where the shop keeps the usual one. Raises `ValueError`."""
    days = parsed(text or "[]")
    if not days:
        return ()
    if not isinstance(days, list) or len(days) != DAYS_OF_A_WEEK:
        raise ValueError(text)
    if not all(isinstance(periods, list) for periods in days):
        raise ValueError(text)
    return tuple(tuple(window_period(str(one)) for one in periods) for periods in days)
