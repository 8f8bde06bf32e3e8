"""Dialogs that end a ticket: the buyer confirms, it is closed, it is cancelled."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.decisions import by_remedy
from app.domain.labels import label
from app.domain.money import Money
from app.domain.payment import MoneyState
from app.domain.remedy import CancelReason
from app.domain.ticket import Ticket
from app.errors import NotFound
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.forms import LabelledField
from ui.widgets.fields import Choice, TextArea, TextField, Tick


@dataclass(frozen=True, slots=True)
class ConfirmDraft:
    """How the buyer confirmed; `summary` None leaves the ticket open."""

    how: str
    summary: str | None


@dataclass(frozen=True, slots=True)
class CancelDraft:
    """Why a ticket is called off."""

    reason: CancelReason
    note: str


def summary_of(ticket: Ticket) -> str:
    """A first draft of the closing summary: what was decided, and what arrived."""
    parts: list[str] = []
    record = ticket.decision
    if record is not None:
        try:
            kind = by_remedy(record.remedy)
            parts.append(kind.sentence(record.choices, record.breakdown))
        except NotFound:
            parts.append(label(record.remedy))
    arrived = sum(p.cents for p in ticket.payouts if p.state is MoneyState.ARRIVED)
    if arrived:
        parts.append(_("已到账 {sum}").format(sum=Money(arrived, ticket.order.currency)))
    return "；".join(parts) + "。" if parts else ""


class ConfirmDialog(FormDialog):
    """The buyer confirms that it is settled; the ticket may be closed in the same breath."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("买家已确认"), primary=_("记录确认"), parent=parent)
        self.how = TextField(placeholder=_("例如 平台聊天里回复“收到了”"), longest=200)
        self.add("how", _("买家怎样确认的"), self.how)
        self.also_close = Tick(_("同时结案"), True)
        self.kept["also_close"] = self.also_close
        self.also_close.changed.connect(self.check)
        self.form.addWidget(self.also_close)
        self.summary = TextArea(summary_of(ticket), lines=3)
        self.kept["summary"] = self.summary
        self.summary.changed.connect(self.check)
        self.summary_field = LabelledField(_("结案说明"), self.summary)
        self.form.addWidget(self.summary_field)
        self.check()

    def problem_now(self) -> str:
        if self.also_close.value() and not self.summary.value():
            return _("请写一句结案说明，或者取消勾选「同时结案」。")
        return self.fields.problem() or self.summary.problem()

    def check(self) -> None:
        closing = self.also_close.value()
        self.summary_field.setVisible(closing)
        self.set_primary(_("确认并结案") if closing else _("记录确认"))
        super().check()

    def draft(self) -> ConfirmDraft:
        closing = self.also_close.value()
        return ConfirmDraft(self.how.value(), self.summary.value() if closing else None)


class CloseDialog(FormDialog):
    """End as completed, with a summary."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("结案"), primary=_("结案"), parent=parent)
        self.summary = TextArea(summary_of(ticket), lines=4)
        self.add("summary", _("结案说明"), self.summary, required=True)
        self.check()

    def draft(self) -> str:
        return self.summary.value()


class CancelDialog(FormDialog):
    """End as cancelled, with a reason."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket, _("取消售后"), primary=_("取消这张售后单"), kind="danger", parent=parent
        )
        if ticket.facts.claims_open:
            self.remark(
                _("平台上的申请还没有结束：请让买家在平台撤销，这里的取消不会改动平台。"), "warn"
            )
        if ticket.facts.money_unpaid:
            self.remark(_("已同意而未打的款会一并作废。"))
        self.cancel.setText(_("返回"))
        self.reason = Choice(
            [(one, label(one)) for one in CancelReason], placeholder=_("请选择原因")
        )
        self.add("reason", _("取消原因"), self.reason, required=True)
        self.note = TextArea(lines=2)
        self.note_field = self.add("note", _("说明"), self.note)
        self.check()

    def problem_now(self) -> str:
        problem = self.fields.problem()
        if not problem and self.reason.value() == CancelReason.OTHER and not self.note.value():
            return _("选「其他」时请写明原因。")
        return problem

    def draft(self) -> CancelDraft:
        return CancelDraft(CancelReason(str(self.reason.value())), self.note.value())
