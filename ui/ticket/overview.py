"""The first page: what presses, what the buyer wants, what the platform says, the goods, notes.

Its cards are made once; another ticket changes their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.deadlines.telling import ClockLine
from app.domain.facts import Closing
from app.domain.labels import label
from app.domain.ticket import DueOwner, PlatformClaim, Ticket
from app.domain.workflow import Verb
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.ticket import review_words, wording
from ui.ticket.approval_card import ApprovalCard
from ui.ticket.attention import notices
from ui.ticket.clocks_card import ClocksCard
from ui.ticket.facts import Fact
from ui.ticket.goods_card import GoodsCard
from ui.ticket.notices import Notices
from ui.ticket.page import Page
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.copyable import Copyable
from ui.widgets.flow import Flow
from ui.widgets.pill import Pill
from ui.widgets.surface import Card, Line
from ui.widgets.text import PlainLabel


class OverviewPage(Page):
    """概览."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.notices = Notices()
        self.notices.wanted.connect(self.verb_wanted)
        self.approval = ApprovalCard(self)
        self.wish = WishCard(self)
        self.clocks = ClocksCard(self)
        self.claims = ClaimsCard(self)
        self.goods = GoodsCard()
        self.notes = NotesCard()
        self.notes.add.clicked.connect(self._on_note)
        for part in (
            self.notices, self.approval, self.wish, self.clocks, self.claims, self.goods,
            self.notes,
        ):  # fmt: skip
            self.column.addWidget(part)
        self.column.addStretch(1)

    def fill(self) -> None:
        self.notices.show_notices(notices(self.ticket, self.now))
        self.approval.show_ticket()
        self.wish.show_ticket(self.ticket)
        self.clocks.show_clocks(self.ticket, self._clock_lines(), self.now)
        self.claims.show_ticket(self.ticket)
        self.goods.show_ticket(self.ticket, self.now)
        self.notes.show_notes(self.ticket.notes)

    def tick(self, now: datetime) -> None:
        self.notices.show_notices(notices(self.ticket, now))
        self.clocks.tick(now)

    def _clock_lines(self) -> tuple[ClockLine, ...]:
        try:
            return self._desk.services.clocks.told(self.ticket)
        except AppError as error:
            self._desk.explain(error)
            return ()

    def _on_note(self) -> None:
        self.verb_wanted.emit(Verb.NOTE.value)


class WishCard(Card):
    """诉求: who wants what, about which order, and why."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("诉求"))
        self._page = page
        self.whole = page.facts(1)
        self.line = Line()
        self.reasons = page.facts(1)
        self.body.addWidget(self.whole)
        self.body.addSpacing(2)
        self.body.addWidget(self.line)
        self.body.addWidget(self.reasons)

    def show_ticket(self, ticket: Ticket) -> None:
        """Show what this ticket is about."""
        page = self._page
        came = _("来自 {channel} · {when}").format(
            channel=label(ticket.channel), when=page.when(ticket.applied_at)
        )
        self.set_note(came)
        order = page.number(_("订单"), ticket.order.number)
        facts = [Fact(_("买家"), wording.buyer(ticket.buyer)), order]
        if not ticket.order.verified:
            facts.append(Fact("", label(ticket.order.source), "", "warn"))
        zone = ZoneInfo(ticket.shop.zone)
        facts.append(Fact(_("签收"), wording.delivered(ticket.order, page.now, zone)))
        facts.append(Fact(_("问题"), wording.problem(ticket)))
        state = review_words.receipt_and_severity(ticket)
        if state:
            facts.append(Fact(_("货物"), state))
        facts.append(Fact(_("期望"), wording.wish(ticket)))
        facts.append(Fact(_("方案"), wording.standing(ticket)))
        others = "、".join(ticket.other_tickets)
        facts.append(Fact(_("同单售后"), others or _("没有其他售后单")))
        if ticket.assignee:
            facts.append(Fact(_("负责人"), ticket.assignee))
        self.whole.show_facts(facts)
        reasons = _reasons(ticket)
        self.line.setVisible(bool(reasons))
        self.reasons.show_facts(reasons)


def _reasons(ticket: Ticket) -> list[Fact]:
    """What platform and desk say the reason is, and the buyer's own words; nothing twice."""
    problem = wording.problem(ticket)
    said = [
        (_("平台原因"), ticket.platform_reason),
        (_("真实原因"), ticket.true_reason),
        (_("买家原话"), ticket.buyer_words),
        (_("拒绝原因"), label(ticket.reject_reason) if ticket.reject_reason else ""),
        (_("取消原因"), _cancelled(ticket)),
        (_("结案说明"), ticket.closing_summary),
    ]
    return [Fact(name, text) for name, text in said if text and text != problem]


def _cancelled(ticket: Ticket) -> str:
    """Why it was called off, in the word of the list and in somebody's own."""
    if ticket.facts.closing is not Closing.CANCELLED:
        return ""
    reason = label(ticket.cancel_reason) if ticket.cancel_reason else ""
    return "：".join(part for part in (reason, ticket.cancel_note) if part)


class ClaimsCard(Card):
    """平台售后: what the platform says, verbatim; hidden when there is no claim."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("平台售后"))
        self._page = page
        self.body.setSpacing(8)
        self.blocks: list[ClaimBlock] = []

    def show_ticket(self, ticket: Ticket) -> None:
        """Show the claims of this ticket."""
        self.setVisible(bool(ticket.claims))
        self.set_note(_("还没有人处理，状态跟随平台") if ticket.follows_platform else "")
        while len(self.blocks) < len(ticket.claims):
            block = ClaimBlock(self._page, first=not self.blocks)
            self.body.addWidget(block)
            self.blocks.append(block)
        for place, block in enumerate(self.blocks):
            there = place < len(ticket.claims)
            block.setVisible(there)
            if there:
                block.show_claim(ticket.claims[place])


class ClaimBlock(QWidget):
    """One claim: its number and status, and what is known of it."""

    def __init__(self, page: Page, *, first: bool) -> None:
        super().__init__()
        self._page = page
        self.number = Copyable()
        self.number.copied.connect(page.tell_copied)
        self.status = Pill()
        self.facts = page.facts(2)
        self.reason = page.facts(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not first:
            column.addWidget(Line())
            column.addSpacing(2)
        head = Flow(8)
        head.addWidget(self.number)
        head.addWidget(self.status)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.reason)

    def show_claim(self, claim: PlatformClaim) -> None:
        """Show what the platform says of this claim."""
        page = self._page
        self.number.show_text(wording.grouped(claim.claim_no), claim.claim_no)
        tone: Tone = "ok" if claim.paid else "muted" if claim.finished_at is not None else "info"
        if not claim.status_known:
            tone = "warn"
        self.status.show_text(claim.status or wording.unknown(), tone)
        kind = claim.remedy_text or (label(claim.remedy) if claim.remedy else "")
        known = [
            Fact(_("类型"), kind or wording.unknown()),
            Fact(_("金额"), wording.amount(claim.amount_cents, claim.currency)),
            Fact(_("申请"), page.when(claim.applied_at)),
            Fact(_("时限"), _limit(page, claim)),
        ]
        more = [
            (_("货物状态"), claim.goods_state),
            (_("平台介入"), claim.intervention),
            (_("完结"), page.when(claim.finished_at) if claim.finished_at else ""),
        ]
        self.facts.set_columns(2 if page.wide else 1)
        self.facts.show_facts([*known, *(Fact(name, text) for name, text in more if text)])
        self.reason.show_facts([Fact(_("原因"), claim.reason or wording.unknown())])


def _limit(page: Page, claim: PlatformClaim) -> str:
    if claim.due_at is None:
        return _("没有") if claim.finished_at is not None else wording.unknown()
    owner = label(claim.due_owner or DueOwner.PLATFORM)
    return _("{when}（{owner}的）").format(when=page.when(claim.due_at), owner=owner)


class NotesCard(Card):
    """备注: for ourselves, never for the buyer."""

    def __init__(self) -> None:
        self.add = Button(_("添加备注…"), "ghost", icon="note")
        self.add.setFixedHeight(24)
        super().__init__(_("备注"), _("只有店里的人看得到"), action=self.add)
        self.none = PlainLabel(_("还没有备注。"), "faint")
        self.body.addWidget(self.none)
        self._labels: list[PlainLabel] = []

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show these, the oldest first."""
        self.none.setVisible(not notes)
        while len(self._labels) < len(notes):
            text = PlainLabel("", wrap=True, selectable=True)
            self.body.addWidget(text)
            self._labels.append(text)
        for place, text in enumerate(self._labels):
            text.setVisible(place < len(notes))
            text.setText(notes[place] if place < len(notes) else "")
