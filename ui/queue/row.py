"""One line of the queue as strings: everything the painter needs, put into words once a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from app.domain.deadlines.clock import marked, whose
from app.domain.due import DueOwner
from app.domain.facts import Stage
from app.domain.labels import Tone, label, tone
from app.domain.money import Money
from app.domain.shop import Platform
from app.domain.ticket_list import TicketSummary, View
from app.i18n import _
from ui.queue.due import DueTone, due_of, moment

Bar = Literal["bad", "warn", "line"]

_HOME = ZoneInfo("Asia/Shanghai")
_TRACKING_SHOWN = 4
ENDED_STAGES = frozenset(
    {Stage.COMPLETED, Stage.REJECTED, Stage.CANCELLED, Stage.EXPIRED, Stage.MERGED}
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What is painted for one ticket, top left to bottom right, and what is read aloud."""

    id: int
    pill: str
    pill_tone: Tone
    remedy: str
    buyer: str
    amount: str
    goods: str
    due: str
    due_tone: DueTone
    bar: Bar
    small: tuple[str, ...]
    spoken: str
    tip: str = ""  # what ends, whose it is and until when


class Wording:
    """Turns summaries into rows: the view they stand in, the shops' zones, the present time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._view = View.OPEN
        self._zones: Mapping[tuple[str, str], ZoneInfo] = {}
        self._shops_on: Counter[str] = Counter()

    def set_view(self, view: View) -> None:
        """The view whose rows are worded from now on."""
        self._view = view

    def set_zones(self, zones: Mapping[tuple[str, str], ZoneInfo]) -> None:
        """The zone of every shop by (platform, name)."""
        self._zones = zones
        self._shops_on = Counter(platform for platform, _name in zones)

    def row(self, ticket: TicketSummary) -> QueueRow:
        """One ticket in words."""
        zone = self._zones.get((ticket.platform, ticket.shop), _HOME)
        mark = ""
        if ticket.due_kind is not None:
            mark = marked(ticket.due_kind, DueOwner.US, estimated=ticket.due_estimated)
        due = due_of(ticket.due_at, ticket.buyer_due_at, ticket.applied_at, self.now, zone, mark)
        # Where everything is late the word says nothing; the stage does.
        late = due.late and self._view is not View.OVERDUE
        pill = _("已超时") if late else label(ticket.stage)
        amount = "—"
        if ticket.amount_cents is not None:
            amount = str(Money(ticket.amount_cents, ticket.currency))
        goods = " · ".join(part for part in (ticket.goods, ticket.problem) if part)
        remedy = label(ticket.remedy) if ticket.remedy is not None else _("诉求未定")
        # Behind the word that it is late, where the ticket stands must still be read.
        small = self._small(ticket, label(ticket.stage) if late else "")
        return QueueRow(
            id=ticket.id,
            pill=pill,
            pill_tone="bad" if due.late else tone(ticket.stage),
            remedy=remedy,
            buyer=ticket.buyer or _("买家未知"),
            amount=amount,
            goods=goods or _("商品未知"),
            due=due.text,
            due_tone=due.tone,
            bar=_bar(due.tone, ticket.stage),
            small=small,
            spoken="，".join(part for part in (ticket.number, pill, remedy, due.text) if part),
            tip=_tip(ticket, self.now, zone),
        )

    def _silent(self, ticket: TicketSummary) -> str:
        """`3 天没有联系`, once it is a day or more."""
        if ticket.last_contact_at is None or ticket.stage in ENDED_STAGES:
            return ""
        days = (self.now - ticket.last_contact_at).days
        return _("{n} 天没有联系").format(n=days) if days > 0 else ""

    def _small(self, ticket: TicketSummary, stage: str) -> tuple[str, ...]:
        platform = label(Platform(ticket.platform))
        # With two shops on a platform its name alone does not say whose ticket it is.
        several = self._shops_on[ticket.platform] > 1
        where = f"{platform} · {ticket.shop}" if several else platform
        parts = [ticket.number, where, _("证据 {n}").format(n=ticket.evidence_count)]
        if ticket.tracking:
            parts.append(_("退货 {number}").format(number=_short(ticket.tracking)))
        if stage:
            parts.insert(1, stage)
        silent = self._silent(ticket)
        if silent:
            parts.append(silent)
        return tuple(parts)


def _tip(ticket: TicketSummary, now: datetime, zone: ZoneInfo) -> str:
    if ticket.due_at is None or ticket.due_kind is None:
        return ""
    said = _("{what}（{whose}）到 {time}").format(
        what=label(ticket.due_kind),
        whose=whose(ticket.due_kind, DueOwner.US),
        time=moment(ticket.due_at, now, zone),
    )
    return _("{text}，按预设估算，以平台为准").format(text=said) if ticket.due_estimated else said


def _bar(due: DueTone, stage: Stage) -> Bar:
    if due == "bad" or stage is Stage.DISPUTED:
        return "bad"
    return "warn" if due == "warn" else "line"


def _short(number: str) -> str:
    """`73120045674471` → `7312…4471`."""
    if len(number) <= 2 * _TRACKING_SHOWN + 1:
        return number
    return f"{number[:_TRACKING_SHOWN]}…{number[-_TRACKING_SHOWN:]}"
