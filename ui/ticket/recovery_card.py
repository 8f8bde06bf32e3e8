"""追偿: what is claimed back from courier, supplier or insurer, and what could be."""

from __future__ import annotations

from typing import Final

from app.domain.deadlines.wording import end_text
from app.domain.labels import label
from app.domain.money import Money
from app.domain.recovery import RECOVERY_OPEN, Recovery, RecoveryState
from app.domain.recovery_proposal import Proposal, proposals
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.i18n import _
from ui.ticket.page import Page
from ui.ticket.verb_row import VerbRow
from ui.tokens import Tone
from ui.widgets.grid import Column, LineTable
from ui.widgets.pill import Pill
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

RECOVERY_TONES: Final[dict[RecoveryState, Tone]] = {
    RecoveryState.OPENED: "warn",
    RecoveryState.FILED: "info",
    RecoveryState.RECOVERED: "ok",
    RecoveryState.PARTLY: "ok",
    RecoveryState.REFUSED: "bad",
    RecoveryState.DROPPED: "muted",
}
_NEXT: Final[dict[RecoveryState, tuple[Verb, ...]]] = {
    RecoveryState.OPENED: (Verb.FILE_RECOVERY, Verb.END_RECOVERY),
    RecoveryState.FILED: (Verb.END_RECOVERY,),
}


def has_recovery(ticket: Ticket) -> bool:
    """Whether there is anything to show: a claim, or one that could be opened."""
    return bool(ticket.recoveries or proposals(ticket))


class RecoveryCard(Card):
    """Claims with their amounts and limits, each with what comes next; then the proposals."""

    def __init__(self, page: Page) -> None:
        ticket = page.ticket
        super().__init__(_("追偿"), _came_back(ticket))
        self.body.setSpacing(8)
        self.rows: list[VerbRow] = []
        if ticket.recoveries:
            self.body.addWidget(self._table(page))
        for one in ticket.recoveries:
            if one.state in RECOVERY_OPEN:
                self._add_next(page, one)
        proposed = proposals(ticket)
        for offer in proposed:
            self.body.addWidget(PlainLabel(proposal_text(offer), wrap=True))
        if proposed:
            self._add_row(VerbRow(page, (Verb.OPEN_RECOVERY,), explain=not self.rows))

    def _table(self, page: Page) -> LineTable:
        table = LineTable(
            [
                Column(_("向谁追"), stretch=True),
                Column(_("要求"), right=True),
                Column(_("追回"), right=True),
                Column(_("状态"), right=True),
                Column(_("时间"), right=True),
            ]
        )
        for one in page.ticket.recoveries:
            table.add_row(
                [
                    _whom(one),
                    _money(one.filed_cents, one.currency),
                    _money(one.recovered_cents, one.currency),
                    Pill(label(one.state), RECOVERY_TONES[one.state]),
                    _when(one, page),
                ],
                muted=one.state in (RecoveryState.REFUSED, RecoveryState.DROPPED),
            )
        return table

    def _add_next(self, page: Page, one: Recovery) -> None:
        """What can be done with one of them; its name where there are several."""
        open_ones = [row for row in page.ticket.recoveries if row.state in RECOVERY_OPEN]
        if len(open_ones) > 1:
            self.body.addWidget(PlainLabel(_whom(one), "small", wrap=True))
        self._add_row(VerbRow(page, _NEXT[one.state], explain=not self.rows, about=one.id))

    def _add_row(self, row: VerbRow) -> None:
        self.body.addWidget(row)
        self.rows.append(row)


def proposal_text(offer: Proposal) -> str:
    """`可以向快递公司追偿 ¥ 258.00，还没有登记。`"""
    whom = label(offer.against)
    if offer.cents is None:
        return _("可以向{whom}追偿：金额等付款或损失的货定了再填。").format(whom=whom)
    text = _("可以向{whom}追偿 {cents}，还没有登记。")
    if offer.percent < 100:
        text = _("可以向{whom}按 {percent}% 追偿 {cents}，还没有登记。")
    return text.format(whom=whom, percent=offer.percent, cents=Money(offer.cents, offer.currency))


def _whom(one: Recovery) -> str:
    parts = [label(one.against)]
    if one.reference:
        parts.append(_("编号 {reference}").format(reference=one.reference))
    if one.note:
        parts.append(one.note)
    return " · ".join(parts)


def _money(cents: int | None, currency: str) -> str:
    return "" if cents is None else str(Money(cents, currency))


def _when(one: Recovery, page: Page) -> str:
    """Until when it is to be filed; afterwards when that was done, or when it ended."""
    if one.ended_at is not None or one.filed_at is not None:
        return page.when(one.ended_at or one.filed_at)
    if one.due_at is None:
        return page.when(one.opened_at)
    until = end_text(one.due_at, page.ticket.shop.zone)
    late = one.due_at <= page.now
    return (_("{until} 已过") if late else _("{until} 前提交")).format(until=until)


def _came_back(ticket: Ticket) -> str:
    currency = ticket.order.currency
    cents = sum(one.recovered_cents or 0 for one in ticket.recoveries if one.currency == currency)
    return _("已追回 {cents}").format(cents=Money(cents, currency)) if cents else ""
