"""How a deadline reads in the queue: what is left, whose it is, how urgent it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from app.i18n import N_, _

DueTone = Literal["bad", "warn", "muted", "faint"]

URGENT = timedelta(hours=4)
"""From here on the hours and minutes are counted instead of naming the time of day."""

_DAY = timedelta(days=1)
_NEAR_DAYS = (N_("今天 {time}"), N_("明天 {time}"), N_("后天 {time}"))


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in words. `late` only when it was ours and has passed."""

    text: str
    tone: DueTone
    late: bool = False


def due_of(
    due_at: datetime | None,
    buyer_due_at: datetime | None,
    applied_at: datetime,
    now: datetime,
    zone: ZoneInfo,
    mark: str = "",
) -> Due:
    """The deadline a row shows. Instants are aware; days are counted in `zone`.

    Ours comes first and turns red; the buyer's never does, because nothing is asked of us. Without
    either, the day of the application stands in its place. `mark` says which clock ours is.
    """
    if due_at is not None:
        left = due_at - now
        if left < timedelta(0):
            return Due(_marked(mark, f"−{span(-left)}"), "bad", late=True)
        if left < URGENT:
            return Due(
                _marked(mark, _("剩 {time}").format(time=span(left)) if mark else span(left)),
                "warn",
            )
        return Due(_marked(mark, moment(due_at, now, zone)), "muted")
    if buyer_due_at is not None:
        left = buyer_due_at - now
        words = f"−{span(-left)}" if left < timedelta(0) else moment(buyer_due_at, now, zone)
        return Due(_("买家 {time}").format(time=words), "muted")
    return Due(_("{day} 申请").format(day=day(applied_at, now, zone)), "faint")


def _marked(mark: str, text: str) -> str:
    """`平台 · 剩 3 小时 05 分`, `本店 · 明天 10:00`."""
    return f"{mark} · {text}" if mark else text


def span(left: timedelta) -> str:
    """A stretch of time: `25 分`, `1 小时 24 分`, from a day on `3 天`; never less than `1 分`."""
    minutes = max(int(left.total_seconds()) // 60, 1)
    if left >= _DAY:
        return _("{days} 天").format(days=left.days)
    if minutes < 60:
        return _("{minutes} 分").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    return _("{hours} 小时 {minutes:02} 分").format(hours=hours, minutes=minutes)


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The end of something: `今天 18:00`, `明天 24:00`, `11-28 12:00`, `2027-01-03`.

    Midnight ends the day before it.
    """
    there, here = at.astimezone(zone), now.astimezone(zone)
    time = f"{there:%H:%M}"
    if time == "00:00":
        there, time = there - _DAY, "24:00"
    days = (there.date() - here.date()).days
    if 0 <= days < len(_NEAR_DAYS):
        return _(_NEAR_DAYS[days]).format(time=time)
    if there.year != here.year:
        return f"{there:%Y-%m-%d}"
    return f"{there:%m-%d} {time}"


def day(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A day gone by: `今天`, `昨天`, `11-20`, `2025-12-30`."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    days = (here.date() - there.date()).days
    if days == 0:
        return _("今天")
    if days == 1:
        return _("昨天")
    return f"{there:%m-%d}" if there.year == here.year else f"{there:%Y-%m-%d}"
