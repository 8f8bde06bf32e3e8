"""Dialogs about what the buyer owes: it arrived, it is waived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from app.domain.labels import label
from app.domain.payment import Charge, MoneyState
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.decide.ticked_rows import TickedRows, sum_text
from ui.widgets.button import Kind
from ui.widgets.fields import TextArea, TextField
from ui.widgets.grid import Column


@dataclass(frozen=True, slots=True)
class ArrivedDraft:
    """Charges that the buyer has paid, and what to find the payment by."""

    charge_ids: tuple[int, ...]
    reference: str
    intent_key: str


@dataclass(frozen=True, slots=True)
class WaivedDraft:
    """Charges the shop does without, and why."""

    charge_ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """Charges whose money the buyer has back, what to find it by, and why."""

    charge_ids: tuple[int, ...]
    reference: str
    reason: str


def charges_total(charges: Sequence[Charge]) -> str:
    """What these come to, per currency."""
    return sum_text((one.cents, one.currency) for one in charges)


class ChargeList(TickedRows):
    """The open charges of a ticket, to tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((Column(_("收什么"), stretch=True), Column(_("金额"), right=True)), parent)
        self._rows: tuple[Charge, ...] = ()

    def show_rows(self, charges: Sequence[Charge]) -> None:
        """These rows, ticked unless they were there before and not ticked."""
        self._rows = tuple(charges)
        self._show([(one.id, label(one.reason), (charges_total([one]),)) for one in charges])

    @property
    def ticked(self) -> tuple[Charge, ...]:
        """The rows that are ticked, in their order."""
        chosen = self.value()
        return tuple(row for row in self._rows if row.id in chosen)


class _ChargeDialog(FormDialog):
    def __init__(
        self,
        ticket: Ticket,
        words: tuple[str, str],
        *,
        kind: Kind = "primary",
        state: MoneyState = MoneyState.PLANNED,
        parent: QWidget | None = None,
    ) -> None:
        """`words`: title, main button; `state`: of which charges."""
        title, primary = words
        super().__init__(ticket, title, primary=primary, kind=kind, width=520, parent=parent)
        self._primary_words = primary
        self._state = state
        self.rows = ChargeList()

    def add_rows(self, name: str) -> None:
        """The list, at this place of the form."""
        self.ticket_changed()
        self.add("rows", name, self.rows)

    def ticket_changed(self) -> None:
        self.rows.show_rows([one for one in self.ticket.charges if one.state is self._state])

    def choose(self, row_id: int) -> None:
        self.rows.choose(row_id)

    def check(self) -> None:
        super().check()
        total = charges_total(self.rows.ticked)
        self.set_primary(f"{self._primary_words} {total}" if total else self._primary_words)


class ChargeArrivedDialog(_ChargeDialog):
    """The buyer has paid."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, (_("收到补款"), _("记录收款")), parent=parent)
        self._intent_key = str(uuid4())
        self.remark(_("程序不会收款：请先在平台或支付工具里看到钱到账，再在这里记录。"), "warn")
        self.add_rows(_("已经收到的款"))
        self.reference = TextField(
            longest=80, placeholder=_("补差价链接的订单号、转账单号或流水号")
        )
        self.add("reference", _("收款凭证号"), self.reference, required=True)
        self.check()

    def draft(self) -> ArrivedDraft:
        return ArrivedDraft(self.rows.value(), self.reference.value(), self._intent_key)


class WaiveDialog(_ChargeDialog):
    """The shop does without it."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, (_("免收补款"), _("免收")), kind="danger", parent=parent)
        self.explain(_("免收后不再向买家要这笔钱，原因写入时间线。已经收到的不要在这里免收。"))
        self.add_rows(_("不再收的款"))
        self.reason = TextArea(lines=2, placeholder=_("例如 差额小，等买家补款反而耽误发货"))
        self.add("reason", _("免收原因"), self.reason, required=True)
        self.check()

    def draft(self) -> WaivedDraft:
        return WaivedDraft(self.rows.value(), self.reason.value())


class ChargeReturnedDialog(_ChargeDialog):
    """The buyer has the money back, or it had never come."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        words = (_("退还补款"), _("记录退还"))
        arrived = MoneyState.ARRIVED
        super().__init__(ticket, words, kind="danger", state=arrived, parent=parent)
        self.remark(_("程序不会退款：请先在平台或支付工具里退给买家，再在这里记录。"), "warn")
        self.explain(_("方案还有效时，这笔款会重新列为待补；不再要的可以免收。"))
        self.add_rows(_("退还的款"))
        self.reference = TextField(longest=80, placeholder=_("退款单号、转账单号或流水号"))
        self.add("reference", _("退还凭证号"), self.reference, required=True)
        self.reason = TextArea(lines=2, placeholder=_("例如 修不好，维修费退还；或登记错了"))
        self.add("reason", _("退还原因"), self.reason, required=True)
        self.check()

    def draft(self) -> ReturnedDraft:
        return ReturnedDraft(self.rows.value(), self.reference.value(), self.reason.value())
