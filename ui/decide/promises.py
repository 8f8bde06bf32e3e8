"""The dialog that keeps a promise: the part went along, the discount was given."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.negotiation import CAN_BE_KEPT, Obligation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.ticket.owed_cards import promise_text
from ui.widgets.fields import Choice, TextField
from ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Which promise was kept, and what proves it."""

    obligation_id: int
    reference: str


def open_promises(ticket: Ticket) -> tuple[Obligation, ...]:
    """What was promised and not kept yet, late ones too."""
    return tuple(one for one in ticket.obligations if one.state in CAN_BE_KEPT)


class KeepPromiseDialog(FormDialog):
    """A promise was kept."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("承诺已兑现"), primary=_("记录兑现"), parent=parent)
        self.which = Choice()
        self.what = PlainLabel("", wrap=True)
        self.form.addWidget(self.what)
        self._which_field = self.add("which", _("哪一个承诺"), self.which)
        self.reference = TextField(
            longest=80, placeholder=_("例如 新订单号、券码，或一起寄出的快递单号")
        )
        self.add("reference", _("兑现凭证"), self.reference, required=True)
        self._show_promises()
        self.check()

    def _show_promises(self) -> None:
        promises = open_promises(self.ticket)
        currency = self.ticket.order.currency
        texts = [(one.id, promise_text(one, currency)) for one in promises]
        kept = self.which.value()
        first = promises[0].id if promises else None
        self.which.set_options(texts, kept if kept in dict(texts) else first)
        self._which_field.setVisible(len(promises) > 1)
        self.what.setText(texts[0][1] if len(texts) == 1 else "")
        self.what.setVisible(len(texts) == 1)

    def ticket_changed(self) -> None:
        self._show_promises()

    def choose(self, row_id: int) -> None:
        if any(one.id == row_id for one in open_promises(self.ticket)):
            self.which.set_value(row_id)

    def first_field(self) -> QWidget | None:
        return self.reference

    def problem_now(self) -> str:
        if self.which.value() is None:
            return _("没有等着兑现的承诺。")
        return self.fields.problem()

    def draft(self) -> KeptDraft:
        return KeptDraft(int(str(self.which.value())), self.reference.value())
