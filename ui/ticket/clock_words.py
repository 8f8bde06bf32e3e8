"""The clocks of a ticket as the pane says them: a mark in the head, lines of a card. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.deadlines.clock import Clock, marked, whose
from app.domain.deadlines.live import earliest
from app.domain.deadlines.telling import ClockLine, clock_name, waiting_line
from app.domain.ticket import DueOwner, Ticket
from app.i18n import _
from ui.queue.due import URGENT, moment, span
from ui.ticket.facts import Fact
from ui.tokens import Tone
from ui.widgets.text import Look


def head_mark(ticket: Ticket, now: datetime) -> tuple[str, Tone] | None:
    """`平台 · 剩 3 小时 05 分`, `本店·估 · 超时 2 天`, `买家 · 剩 5 天`; None when nothing runs."""
    if not ticket.facts.open:
        return None
    ours = earliest(ticket.clocks, DueOwner.US)
    first = ours or earliest(ticket.clocks, DueOwner.BUYER)
    if first is None or first.due_at is None:
        return None
    left = first.due_at - now
    text = f"{marked(first.kind, first.owner, estimated=first.estimated)} · {_left(left)}"
    if ours is None:
        return text, "muted"
    return text, "bad" if left < timedelta(0) else "warn" if left < URGENT else "muted"


def head_tip(ticket: Ticket, now: datetime) -> str:
    """What the mark stands for, whole."""
    first = earliest(ticket.clocks, DueOwner.US) or earliest(ticket.clocks, DueOwner.BUYER)
    if first is None or first.due_at is None:
        return ""
    zone = ZoneInfo(ticket.shop.zone)
    text = _("{what}（{whose}）到 {time}").format(
        what=clock_name(first),
        whose=whose(first.kind, first.owner),
        time=moment(first.due_at, now, zone),
    )
    if first.estimated:
        text = _("{text}，按预设估算，以平台为准").format(text=text)
    return _("{text}；全部时限在「概览」里").format(text=text)


def clock_facts(ticket: Ticket, lines: Sequence[ClockLine], now: datetime) -> tuple[Fact, ...]:
    """Two lines for each clock: until when and what is left; how that was computed, by whose rule."""
    zone = ZoneInfo(ticket.shop.zone)
    found = [fact for line in lines for fact in _line(line, now, zone)]
    waits = waiting_line(ticket.stage, [line.clock for line in lines])
    if waits:
        found.append(Fact(_("本店"), waits, look="muted"))
    return tuple(found)


def _line(line: ClockLine, now: datetime, zone: ZoneInfo) -> Iterator[Fact]:
    clock = line.clock
    if clock.due_at is None:
        text = _("{whose} · 暂停：{why}").format(whose=line.whose, why=line.paused)
        yield Fact(line.name, text, look="muted")
    else:
        left = clock.due_at - now
        text = _("{whose} · {when}（{left}）").format(
            whose=marked(clock.kind, clock.owner, estimated=clock.estimated),
            when=moment(clock.due_at, now, zone),
            left=_left(left),
        )
        yield Fact(line.name, text, look=_look(clock, left))
    how = "；".join(part for part in (line.how, line.source) if part)
    if how:
        yield Fact("", how, look="faint")


def _left(left: timedelta) -> str:
    if left < timedelta(0):
        return _("超时 {time}").format(time=span(-left))
    return _("剩 {time}").format(time=span(left))


def _look(clock: Clock, left: timedelta) -> Look:
    if clock.owner is not DueOwner.US:
        return "text"
    return "bad" if left < timedelta(0) else "warn" if left < URGENT else "text"
