"""The first page: what presses, what the buyer wants, what the platform says, the goods, notes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.ticket import DueOwner, PlatformClaim, Ticket
from app.domain.workflow import Verb
from app.i18n import _
from ui.ticket import wording
from ui.ticket.attention import Notice, notices
from ui.ticket.goods_table import goods_card
from ui.ticket.page import Page
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.grid import KeyValues
from ui.widgets.pill import Pill
from ui.widgets.surface import Card, Line, clear
from ui.widgets.text import PlainLabel


class NoticeBanner(Banner):
    """A notice on screen; its button names the verb it begins."""

    wanted = Signal(str)

    def __init__(self, notice: Notice) -> None:
        super().__init__(
            notice.text,
            notice.tone,
            strong=notice.strong,
            button=notice.button if notice.verb is not None else "",
        )
        self.notice = notice
        self.pressed.connect(self._on_pressed)

    def _on_pressed(self) -> None:
        if self.notice.verb is not None:
            self.wanted.emit(self.notice.verb.value)


class Notices(QWidget):
    """The banners; they are made anew only when one of them says something else."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: tuple[Notice, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def shown(self) -> tuple[Notice, ...]:
        """What is noticed now."""
        return self._shown

    def show_notices(self, found: tuple[Notice, ...]) -> None:
        """Show these; none hides the widget."""
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        clear(self._column)
        for notice in found:
            banner = NoticeBanner(notice)
            banner.wanted.connect(self.wanted)
            self._column.addWidget(banner)


class OverviewPage(Page):
    """概览."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notices = Notices()
        self.notices.wanted.connect(self.verb_wanted)

    def fill(self) -> None:
        ticket, now = self.ticket, self.now
        self.notices = Notices()
        self.notices.wanted.connect(self.verb_wanted)
        self.notices.show_notices(notices(ticket, now))
        self.column.addWidget(self.notices)
        self.column.addWidget(self._wish(ticket))
        if ticket.claims:
            self.column.addWidget(self._claims(ticket))
        self.column.addWidget(goods_card(ticket, now))
        self.column.addWidget(self._notes(ticket))

    def tick(self, now: datetime) -> None:
        self.notices.show_notices(notices(self.ticket, now))

    def _wish(self, ticket: Ticket) -> Card:
        """诉求: who wants what, about which order."""
        zone = ZoneInfo(ticket.shop.zone)
        came = _("来自 {channel} · {when}").format(
            channel=label(ticket.channel), when=self.when(ticket.applied_at)
        )
        card = Card(_("诉求"), came)
        pairs = KeyValues(name_width=56)
        pairs.show_pairs(
            [
                (_("买家"), wording.buyer(ticket.buyer)),
                (_("订单"), self._order(ticket)),
                (_("问题"), wording.problem(ticket)),
                (_("期望"), wording.wish(ticket)),
                (_("签收"), wording.delivered(ticket.order, self.now, zone)),
                (_("同单售后"), "、".join(ticket.other_tickets) or _("没有其他售后单")),
            ]
        )
        card.body.addWidget(pairs)
        self._reasons(card, ticket)
        return card

    def _order(self, ticket: Ticket) -> QWidget:
        number = self.number(ticket.order.number)
        if ticket.order.verified:
            return number
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(number)
        column.addWidget(PlainLabel(label(ticket.order.source), "warn"))
        return both

    def _reasons(self, card: Card, ticket: Ticket) -> None:
        """What platform and desk say the reason is, and the buyer's own words."""
        said = [
            (_("平台原因"), ticket.platform_reason),
            (_("真实原因"), ticket.true_reason),
            (_("责任依据"), ticket.liability_basis),
            (_("买家原话"), ticket.buyer_words),
            (_("结案说明"), ticket.closing_summary),
        ]
        known = [(name, text) for name, text in said if text]
        if ticket.reject_reason is not None:
            known.append((_("拒绝原因"), label(ticket.reject_reason)))
        if not known:
            return
        card.body.addSpacing(2)
        card.body.addWidget(Line())
        card.body.addSpacing(2)
        pairs = KeyValues(columns=1, name_width=56)
        pairs.show_pairs(known)
        card.body.addWidget(pairs)

    def _claims(self, ticket: Ticket) -> Card:
        """平台售后: what the platform says, verbatim."""
        follows = _("还没有人处理，状态跟随平台") if ticket.follows_platform else ""
        card = Card(_("平台售后"), follows)
        for place, claim in enumerate(ticket.claims):
            if place:
                card.body.addSpacing(4)
                card.body.addWidget(Line())
                card.body.addSpacing(4)
            card.body.addLayout(self._claim_head(claim))
            card.body.addWidget(self._claim_facts(claim))
        return card

    def _claim_head(self, claim: PlatformClaim) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.number(claim.claim_no))
        row.addStretch(1)
        tone: Tone = "ok" if claim.paid else "muted" if claim.finished_at is not None else "info"
        if not claim.status_known:
            tone = "warn"
        status = Pill(claim.status or wording.unknown(), tone)
        row.addWidget(status, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _claim_facts(self, claim: PlatformClaim) -> KeyValues:
        kind = claim.remedy_text or (label(claim.remedy) if claim.remedy else wording.unknown())
        pairs = [
            (_("类型"), kind),
            (_("金额"), wording.amount(claim.amount_cents, claim.currency)),
            (_("申请"), self.when(claim.applied_at)),
            (_("时限"), self._limit(claim)),
            (_("原因"), claim.reason or wording.unknown()),
        ]
        more = [
            (_("货物状态"), claim.goods_state),
            (_("平台介入"), claim.intervention),
            (_("完结"), self.when(claim.finished_at) if claim.finished_at else ""),
        ]
        shown = KeyValues(name_width=56)
        shown.show_pairs([*pairs, *((name, text) for name, text in more if text)])
        return shown

    def _limit(self, claim: PlatformClaim) -> str:
        if claim.due_at is None:
            return _("没有") if claim.finished_at is not None else wording.unknown()
        owner = label(claim.due_owner or DueOwner.PLATFORM)
        return _("{when}（{owner}的）").format(when=self.when(claim.due_at), owner=owner)

    def _notes(self, ticket: Ticket) -> Card:
        """备注: for ourselves, never for the buyer."""
        add = Button(_("添加备注…"), "ghost", icon="note")
        add.setFixedHeight(24)
        add.clicked.connect(self._on_note)
        card = Card(_("备注"), "" if ticket.notes else _("只有店里的人看得到"), action=add)
        for place, note in enumerate(ticket.notes):
            if place:
                card.body.addWidget(Line())
            card.body.addWidget(PlainLabel(note, wrap=True, selectable=True))
        if not ticket.notes:
            card.body.addWidget(PlainLabel(_("还没有备注。"), "faint"))
        return card

    def _on_note(self) -> None:
        self.verb_wanted.emit(Verb.NOTE.value)
