"""Dialogs about money rows: paid, arrived, failed, came back. The program never moves money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from app.domain.facts import GoodsIn
from app.domain.labels import label
from app.domain.pay_methods import CODES, departs, fitting_all, needs_number, number_missing
from app.domain.payment import Leg, MoneyState, PayMethod, Payout, PayoutSource
from app.domain.ticket import Ticket
from app.domain.workflow.refusals import pays_early
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.decide.payout_list import PayoutList, in_states
from ui.decide.second_look import SecondLook
from ui.widgets.button import Kind
from ui.widgets.fields import DayField, TextArea, TextField
from ui.widgets.segments import Segments


@dataclass(frozen=True, slots=True)
class PayDraft:
    """Rows that were paid, how, and what to find the payment by."""

    payout_ids: tuple[int, ...]
    method: PayMethod
    reference: str
    intent_key: str
    guard_reason: str = ""


@dataclass(frozen=True, slots=True)
class ArrivedDraft:
    """Rows that reached the buyer; `arrived_on` is a day of the shop's zone."""

    payout_ids: tuple[int, ...]
    arrived_on: date | None


@dataclass(frozen=True, slots=True)
class PayoutsAndReason:
    """Rows, and why they failed or came back."""

    payout_ids: tuple[int, ...]
    reason: str


class _PayoutDialog(FormDialog):
    """A dialog that starts with rows to tick."""

    def __init__(
        self,
        ticket: Ticket,
        words: tuple[str, str],
        states: tuple[MoneyState, ...],
        rows_label: str,
        *,
        kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:
        """`words`: title, main button."""
        title, primary = words
        super().__init__(ticket, title, primary=primary, kind=kind, width=580, parent=parent)
        self._states = states
        self._words = primary
        self.rows = PayoutList()
        self._rows_label = rows_label

    def add_rows(self) -> None:
        """The list, at this place of the form."""
        self.rows.show_rows(self._chosen_from(), self.ticket.order)
        self.add("rows", self._rows_label, self.rows)

    def _chosen_from(self) -> tuple[Payout, ...]:
        # What the platform paid itself is changed by its files, not by hand.
        ours = [row for row in self.ticket.payouts if row.source is PayoutSource.DESK]
        return in_states(ours, *self._states)

    def ticket_changed(self) -> None:
        self.rows.show_rows(self._chosen_from(), self.ticket.order)

    def check(self) -> None:
        super().check()
        total = self.rows.total
        self.set_primary(f"{self._words} {total}" if total else self._words)


class PayDialog(_PayoutDialog):
    """Record that staff have paid."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        states = (MoneyState.PLANNED, MoneyState.APPROVED)
        words = (_("记录打款"), _("记录打款"))
        super().__init__(ticket, words, states, _("已经打出的款"), parent=parent)
        self._intent_key = str(uuid4())
        self.remark(_("程序不会转账：请先在平台或支付工具里完成打款，再在这里记录。"), "warn")
        self.add_rows()
        self._ways: tuple[PayMethod, ...] = ()
        self.method = Segments([])
        self._offer_ways()
        self.add("method", _("打款方式"), self.method)
        self.reference = TextField(longest=80)
        self.place = self.add("reference", _("打款凭证号"), self.reference)
        self.freight_note = self.remark("")
        self.early = SecondLook()
        self.early.changed.connect(self.check)
        self.kept["early"] = self.early
        self.form.addWidget(self.early)
        self.check()

    def problem_now(self) -> str:
        problem = self.fields.problem()
        if not problem and not self._ways:
            return _("勾选的款定了不同的给法（例如一笔退钱、一笔发券），请分开记录。")
        if not problem and needs_number(self._method()) and not self.reference.value():
            return number_missing(self._method())
        return problem or self.early.problem()

    def check(self) -> None:
        self._offer_ways()
        method = self._method()
        needed = needs_number(method)
        code = method in CODES
        self.place.label.setText(_("券码") if code else _("打款凭证号"))
        self.reference.setAccessibleName(self.place.label.text())
        if code:
            self.reference.setPlaceholderText(_("发给买家的券的号码，必填"))
        else:
            self.reference.setPlaceholderText(
                _("转账单号或流水号，必填")
                if needed
                else _("{way}可以不填").format(way=label(method))
            )
        back = [row for row in self.rows.ticked if row.leg is Leg.RETURN]
        self.freight_note.say(
            _("退货运费是另付给买家的，通常不能随原路退回；如果分开打款，请分两次记录。")
            if back and method is PayMethod.ORIGINAL
            else "",
            "info",
        )
        asked = (pays_early_text(self.ticket),) if pays_early(self.ticket.facts) else ()
        self.early.ask((*asked, *self._departures(method)))
        super().check()
        self.primary.set_kind("danger" if self.early.asked else "primary")

    def draft(self) -> PayDraft:
        return PayDraft(
            self.rows.value(),
            self._method(),
            self.reference.value(),
            self._intent_key,
            self.early.value(),
        )

    def _offer_ways(self) -> None:
        """What fits everything that is ticked; what is chosen stays chosen where it still fits."""
        ticked = self.rows.ticked
        ways = fitting_all((row.method, row.tender) for row in ticked) if ticked else self._ways
        if ways == self._ways:
            return
        self._ways = ways
        chosen = self.method.value()
        preset = ticked[0].method if ticked[0].method in ways else next(iter(ways), None)
        self.method.set_options(
            [(one, label(one)) for one in ways], chosen if chosen in ways else preset
        )

    def _method(self) -> PayMethod:
        chosen = self.method.value()
        return PayMethod(str(chosen)) if chosen is not None else PayMethod.ORIGINAL

    def _departures(self, method: PayMethod) -> tuple[str, ...]:
        """Where this is another way than was decided."""
        decided = [
            row.method
            for row in self.rows.ticked
            if self._ways and departs(row.method, row.tender, row.leg, method)
        ]
        return tuple(
            _("方案定的是「{decided}」，现在记的是「{method}」。付错了途径，钱很难追回。").format(
                decided=label(one), method=label(method)
            )
            for one in dict.fromkeys(decided)
        )


def pays_early_text(ticket: Ticket) -> str:
    """What is still out when money would go first."""
    waiting = (GoodsIn.TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED)
    out = sum(1 for state in ticket.goods_in.values() if state in waiting)
    return _("还有 {n} 件退货没有收到并验完。现在打款，退回的货有问题时就很难再扣减。").format(
        n=out
    )


class ArrivedDialog(_PayoutDialog):
    """The buyer has the money."""

    def __init__(self, ticket: Ticket, today: date, parent: QWidget | None = None) -> None:
        states = (MoneyState.SUBMITTED,)
        words = (_("已到账"), _("记录到账"))
        super().__init__(ticket, words, states, _("已经到账的款"), parent=parent)
        self._today = today
        self.add_rows()
        self.day = DayField(today)
        self.add("day", _("到账日期"), self.day)
        self.check()

    def problem_now(self) -> str:
        day = self.day.value()
        if day is not None and day > self._today:
            return _("到账日期不能晚于今天（{today}）。").format(today=self._today.isoformat())
        return self.fields.problem()

    def draft(self) -> ArrivedDraft:
        day = self.day.value()
        # Today means this very moment; another day is noon of that day.
        return ArrivedDraft(self.rows.value(), None if day == self._today else day)


class _ReasonedPayouts(_PayoutDialog):
    """Rows and a reason that is written into the history."""

    def __init__(
        self,
        ticket: Ticket,
        words: tuple[str, str],
        states: tuple[MoneyState, ...],
        texts: tuple[str, str, str],
        *,
        kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:
        """`texts`: what will happen, the label of the rows, the label of the reason."""
        what, rows_label, reason_label = texts
        super().__init__(ticket, words, states, rows_label, kind=kind, parent=parent)
        self.explain(what)
        self.add_rows()
        self.reason = TextArea(lines=2)
        self.add("reason", reason_label, self.reason, required=True)
        self.check()

    def draft(self) -> PayoutsAndReason:
        return PayoutsAndReason(self.rows.value(), self.reason.value())


class FailedDialog(_ReasonedPayouts):
    """A payment did not go through."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        texts = (
            _("打款失败后，同样的金额会重新列为待打款。"),
            _("没有打成功的款"),
            _("失败原因"),
        )
        words = (_("打款失败"), _("记录失败"))
        super().__init__(ticket, words, (MoneyState.SUBMITTED,), texts, parent=parent)


class ReverseDialog(_ReasonedPayouts):
    """Money came back from the buyer."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        texts = (
            _(
                "冲回表示这笔钱已经从买家那里收回。程序不会收款，只记录结果；对应的商品可以重新退款。"
            ),
            _("已经收回的款"),
            _("原因和凭证"),
        )
        states = (MoneyState.SUBMITTED, MoneyState.ARRIVED)
        words = (_("冲回"), _("冲回"))
        super().__init__(ticket, words, states, texts, kind="danger", parent=parent)
