"""方案与金额: every round of decision as it was shown when it was made, and the money rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.liability_shift import rests_on_another
from app.domain.money import Money
from app.domain.payment import MoneyClass, MoneyState, Payout, PayoutSource
from app.domain.remedy import FreightBearer, Remedy
from app.domain.settlement.types import GuardLevel
from app.domain.ticket import DecisionRecord, Ticket
from app.i18n import _
from ui.ticket import wording
from ui.ticket.cost_card import HowMade, cost_card
from ui.ticket.facts import Fact
from ui.ticket.ladder import STATE_TONES
from ui.ticket.owed_cards import ChargesCard, PromisesCard
from ui.ticket.page import CardPage, Page
from ui.ticket.recovery_card import RecoveryCard, has_recovery
from ui.ticket.sums import sums_of
from ui.tokens import Tone
from ui.widgets.button import IconButton
from ui.widgets.check_row import CheckList
from ui.widgets.grid import Breakdown, Column, LineTable
from ui.widgets.pill import Pill
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel, unbroken

MONEY_TONES: Final[dict[MoneyState, Tone]] = {
    MoneyState.PLANNED: "warn",
    MoneyState.APPROVED: "info",
    MoneyState.SUBMITTED: "info",
    MoneyState.ARRIVED: "ok",
    MoneyState.FAILED: "bad",
    MoneyState.REVERSED: "muted",
    MoneyState.WITHDRAWN: "muted",
}
_GUARD_TONES: Final[dict[GuardLevel, Tone]] = {
    GuardLevel.PASS: "ok",
    GuardLevel.INFO: "info",
    GuardLevel.WARN: "warn",
    GuardLevel.CONFIRM: "warn",
    GuardLevel.REFUSE: "bad",
}
_ENDED: Final = (MoneyState.FAILED, MoneyState.REVERSED, MoneyState.WITHDRAWN)


def has_money(ticket: Ticket) -> bool:
    """Whether this page has anything to show."""
    money = ticket.payouts or ticket.charges or ticket.other_costs or ticket.recovered
    return bool(ticket.decisions or money or ticket.obligations or has_recovery(ticket))


class MoneyPage(CardPage):
    """方案与金额."""

    def make_cards(self) -> None:
        ticket = self.ticket
        if ticket.charges:
            self.column.addWidget(ChargesCard(self))
        if ticket.payouts:
            self.column.addWidget(self._payouts(ticket))
        if ticket.obligations:
            self.column.addWidget(PromisesCard(self))
        if has_recovery(ticket):
            self.column.addWidget(RecoveryCard(self))
        costs = cost_card(ticket)
        if costs is not None:
            self.column.addWidget(costs)
        for decision in reversed(ticket.decisions):
            self.column.addWidget(self._decision(decision))
        if not has_money(ticket):
            words = _("还没有方案，也没有打款。")
            self.column.addWidget(PlainLabel(words, "muted"))

    # --------------------------------------------------------------------------- decisions

    def _decision(self, decision: DecisionRecord) -> Card:
        note = _("{who} · {when}").format(
            who=decision.decided_by or wording.unknown(), when=self.when(decision.decided_at)
        )
        state = wording.offer_state(decision.state)
        pill = Pill(state, STATE_TONES.get(decision.state, "muted"))
        title = _("第 {n} 轮 · {remedy}").format(n=decision.round, remedy=label(decision.remedy))
        card = Card(title, note, action=pill)
        sums = Breakdown()
        sums.show_sums(sums_of(decision))
        card.body.addWidget(sums)
        how = HowMade(self.ticket, decision)
        card.body.addWidget(how, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addSpacing(4)
        facts = self.facts(2 if self.wide else 1)
        facts.show_facts(self._facts(decision))
        card.body.addWidget(facts)
        checks = _guards(decision)
        if checks:
            shown = CheckList()
            shown.show_rows(checks)
            card.body.addWidget(shown)
        if decision.message:
            card.body.addWidget(BuyerMessage(decision.message, self))
        return card

    def _facts(self, decision: DecisionRecord) -> list[Fact]:
        facts = [self._blame(decision)]
        if decision.remedy is Remedy.RETURN_REFUND:
            bearer = decision.freight_bearer
            word = _("未说明") if bearer is FreightBearer.NONE else label(bearer)
            facts.append(Fact(_("退货运费"), word))
        if decision.return_by is not None:
            facts.append(Fact(_("寄回截止"), self.when(decision.return_by)))
        if decision.valid_until is not None:
            facts.append(Fact(_("有效至"), self.when(decision.valid_until)))
        if decision.guard_reason:
            facts.append(Fact(_("确认理由"), decision.guard_reason))
        return facts

    def _blame(self, decision: DecisionRecord) -> Fact:
        """Who was liable when it was decided, and who is found to be now where that matters."""
        if rests_on_another(self.ticket) is decision:
            text = _("{then}（现在认定{now}）").format(
                then=wording.blame(decision.liability), now=wording.blame(self.ticket.liability)
            )
            return Fact(_("责任"), text, look="warn")
        return Fact(_("责任"), wording.blame(decision.liability))

    # ----------------------------------------------------------------------------- payouts

    def _payouts(self, ticket: Ticket) -> Card:
        card = Card(_("打款"), _payout_sum(ticket.payouts, ticket.order.currency))
        table = LineTable(
            [
                Column(_("款项"), stretch=True),
                Column(_("金额"), right=True),
                Column(_("状态"), right=True),
                Column(_("时间"), right=True),
            ]
        )
        for payout in ticket.payouts:
            cells: Sequence[str | QWidget] = (
                self._what(payout),
                str(Money(payout.cents, payout.currency)),
                Pill(label(payout.state), MONEY_TONES[payout.state]),
                self.when(payout.arrived_at or payout.submitted_at or payout.planned_at),
            )
            table.add_row(cells, muted=payout.state in _ENDED)
        card.body.addWidget(table)
        return card

    def _what(self, payout: Payout) -> str:
        """`退款 · 原路退回 · 凭证 20261122…`, and what the platform's file says of it."""
        kind = label(payout.money_class)
        if payout.money_class is MoneyClass.FREIGHT and payout.leg is not None:
            kind = label(payout.leg)
        parts = [kind, label(payout.method)]
        if payout.reference:
            parts.append(_("凭证 {reference}").format(reference=payout.reference))
        if payout.source is PayoutSource.PLATFORM:
            parts.append(_("平台文件带来"))
        elif payout.confirmed_by_file:
            parts.append(_("平台文件已确认"))
        if payout.file_cents is not None and payout.file_cents != payout.cents:
            parts.append(
                _("平台文件写的是 {amount}").format(
                    amount=Money(payout.file_cents, payout.currency)
                )
            )
        return " · ".join(parts)


class BuyerMessage(QWidget):
    """What was written to the buyer, to be copied again."""

    def __init__(self, text: str, page: Page) -> None:
        super().__init__()
        self._text = text
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(_("给买家的话"), "small"))
        head.addStretch(1)
        self.copy = IconButton("copy", _("复制给买家的话"))
        self.copy.setFixedSize(24, 24)
        self.copy.clicked.connect(self._on_copy)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(PlainLabel(unbroken(text), wrap=True, selectable=True))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._page.said.emit(_("给买家的话已复制"))


def _guards(decision: DecisionRecord) -> tuple[tuple[str, Tone], ...]:
    """What the checks said then, without those that simply passed."""
    return tuple(
        (guard.text, _GUARD_TONES[guard.level])
        for guard in decision.breakdown.guards
        if guard.level is not GuardLevel.PASS
    )


def _payout_sum(payouts: Sequence[Payout], currency: str) -> str:
    """`已到账 ¥ 10.00 · 待打款 ¥ 5.00`, in the order's currency."""
    own = [row for row in payouts if row.currency == currency]
    arrived = sum(row.cents for row in own if row.state is MoneyState.ARRIVED)
    waiting = (MoneyState.PLANNED, MoneyState.APPROVED)
    open_cents = sum(row.cents for row in own if row.state in waiting)
    under_way = sum(row.cents for row in own if row.state is MoneyState.SUBMITTED)
    parts = [_("已到账 {amount}").format(amount=Money(arrived, currency))]
    if under_way:
        parts.append(_("打款中 {amount}").format(amount=Money(under_way, currency)))
    if open_cents:
        parts.append(_("待打款 {amount}").format(amount=Money(open_cents, currency)))
    return " · ".join(parts)
