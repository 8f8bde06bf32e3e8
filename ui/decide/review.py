"""Dialogs of the review: a refusal, what was paid."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.decisions import reject_text
from app.domain.labels import label
from app.domain.money import Money
from app.domain.order import OrderSource
from app.domain.remedy import RejectReason
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.decide.words import BuyerWords
from ui.widgets.fields import Choice, TextArea
from ui.widgets.grid import Column, LineTable
from ui.widgets.money_edit import MoneyEdit


@dataclass(frozen=True, slots=True)
class RejectDraft:
    """A reason code and the words to the buyer."""

    reason: RejectReason
    message: str


class RejectDialog(FormDialog):
    """Refuse, politely, with the rule and the way to appeal."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("拒绝售后申请"),
            primary=_("确认拒绝"),
            kind="danger",
            width=560,
            parent=parent,
        )
        if ticket.facts.claims_open:
            self.remark(
                _("平台上的申请还没有结束：请在平台后台同样拒绝，这里只记录本店的决定。"), "warn"
            )
        self.reason = Choice(
            [(one, label(one)) for one in RejectReason], placeholder=_("请选择原因")
        )
        self.add("reason", _("拒绝原因"), self.reason, required=True)
        self.words = BuyerWords(lines=6)
        self.add("words", _("给买家的话（可编辑，确认后复制到剪贴板）"), self.words, required=True)
        self.check()

    def check(self) -> None:
        chosen = self.reason.value()
        if chosen is not None:
            self.words.suggest(reject_text(RejectReason(str(chosen))))
        super().check()

    def copied(self) -> str:
        return self.words.value()

    def draft(self) -> RejectDraft:
        return RejectDraft(RejectReason(str(self.reason.value())), self.words.value())


@dataclass(frozen=True, slots=True)
class PaidDraft:
    """What a person found out was paid, in cents of the order's currency, and how."""

    paid_cents: int
    reason: str


def source_of(source: str) -> str:
    """Who made a statement of what was paid, as staff read it."""
    known = {one.value: label(one) for one in OrderSource}
    return {**known, "person": _("人工核对")}.get(source, label(OrderSource.ORDER_FILE))


class SettlePaidDialog(FormDialog):
    """Files disagree on what was paid: both statements side by side, and a person types the sum."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket, _("核对实付金额"), primary=_("确定实付金额"), width=580, parent=parent
        )
        currency = ticket.order.currency
        self.explain(
            _(
                "不同文件对订单 {number} 的说法不一致。请到平台后台查看订单详情，再填写买家实际付的总额（含运费）。"
            ).format(number=ticket.order.number)
        )
        self.statements = LineTable(
            [
                Column(_("来源"), stretch=True),
                Column(_("说明"), stretch=True),
                Column(_("实付"), right=True),
            ]
        )
        self.form.addWidget(self.statements)
        self._show_statements()
        self.paid = MoneyEdit(currency, least=1)
        self.add("paid", _("买家实际付的总额"), self.paid)
        self.differs = self.remark("", "warn")
        self.reason = TextArea(lines=2, placeholder=_("例如 平台后台订单详情显示实付 258.00"))
        self.add("reason", _("核对依据"), self.reason, required=True)
        self.check()

    def _show_statements(self) -> None:
        conflict = self.ticket.order.conflict
        self.statements.clear_rows()
        if conflict is None:
            return
        for said in conflict.statements:
            amount = _("没有写")
            if said.cents is not None:
                amount = str(Money(said.cents, self.ticket.order.currency))
            self.statements.add_row([source_of(said.source), said.detail, amount])

    def ticket_changed(self) -> None:
        self._show_statements()

    def check(self) -> None:
        conflict = self.ticket.order.conflict
        said = {one.cents for one in conflict.statements} if conflict else set()
        typed = self.paid.value()
        strange = typed is not None and bool(said) and typed not in said
        self.differs.say(_("与任何一份文件都不同，请再核对一次。") if strange else "", "warn")
        super().check()

    def draft(self) -> PaidDraft:
        return PaidDraft(self.paid.value() or 0, self.reason.value())
