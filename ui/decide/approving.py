"""Dialogs of the approval: somebody else looks at the whole decision and agrees, or says why not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.settlement.types import Choices
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.decide.calculation import CapsLeft
from ui.ticket import wording
from ui.ticket.sums import sums_of
from ui.widgets.button import Kind
from ui.widgets.check_row import CheckList
from ui.widgets.fields import TextArea
from ui.widgets.grid import Breakdown
from ui.widgets.text import PlainLabel


class _ApprovalDialog(FormDialog):
    """Why it needs a second person, who asked, the goods, the calculation and what is left of
    the limits of the order; then one text."""

    def __init__(
        self,
        ticket: Ticket,
        title: str,
        primary: str,
        text: tuple[str, str],
        *,
        kind: Kind = "primary",
        required: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`text`: label and placeholder of the text."""
        super().__init__(ticket, title, primary=primary, kind=kind, width=560, parent=parent)
        self.asked = PlainLabel("", "muted", wrap=True)
        self.goods = PlainLabel("", wrap=True)
        self.needs = CheckList()
        self.sums = Breakdown()
        self.caps = CapsLeft()
        for part in (self.asked, self.goods, self.needs, self.sums, self.caps):
            self.form.addWidget(part)
        name, placeholder = text
        self.text = TextArea(lines=2, longest=500, placeholder=placeholder)
        self.add("text", name, self.text, required=required)
        self._show_decision()
        self.check()

    def _show_decision(self) -> None:
        decision = self.ticket.decision
        if decision is None:
            return
        self.asked.setText(wording.asked_by(decision))
        self.needs.show_rows(tuple((need, "warn") for need in decision.needs))
        self.sums.show_sums(sums_of(decision))
        goods = _goods(self.ticket, decision.choices)
        self.goods.setText(_("涉及：{goods}").format(goods=goods))
        self.goods.setVisible(bool(goods))
        made = decision.breakdown
        self.caps.show_caps(decision.choices, made.caps, made.currency)

    def ticket_changed(self) -> None:
        self._show_decision()

    def first_field(self) -> QWidget | None:
        return self.text

    def draft(self) -> str:
        return self.text.value()


class ApproveDialog(_ApprovalDialog):
    """Agree."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("审批通过"),
            _("审批通过"),
            (_("批注（可以不填）"), _("只在店内可见")),
            required=False,
            parent=parent,
        )
        agreed = ticket.decision is not None and ticket.decision.agreed_before
        self.set_hint(
            _("通过后方案立即执行") if agreed else _("通过后可以把方案告诉买家，等买家答复")
        )


class DenyDialog(_ApprovalDialog):
    """Say no, and what to do instead."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("审批不通过"),
            _("不通过"),
            (_("不通过的原因"), _("写清楚怎样改就可以，例如：补偿降到 20 元以内")),
            kind="danger",
            required=True,
            parent=parent,
        )
        self.set_hint(_("方案退回给提出的人，可以改后再提"))


def _goods(ticket: Ticket, choices: Choices) -> str:
    """What the decision is about: each line with its pieces, empty for the order as a whole."""
    lines = {line.id: line for line in ticket.order.lines}
    named = []
    for one in choices.lines:
        if one.line_id is not None and one.line_id in lines:
            pieces = f" ×{len(one.ordinals)}" if one.ordinals else ""
            named.append(wording.goods(lines[one.line_id]) + pieces)
    return "、".join(named)
