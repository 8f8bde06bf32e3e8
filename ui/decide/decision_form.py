"""The left side of a decision dialog: goods, reasons, liability, freight or compensation, answer."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.decisions.defaults import return_freight_bearer
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.deductions import Deductions, deductible
from ui.decide.freight_choice import FreightChoice
from ui.decide.goods_choice import GoodsChoice
from ui.decide.liability import liability_options
from ui.decide.outlook import last_day
from ui.decide.platform_reasons import reason_options
from ui.forms import LabelledField
from ui.widgets.fields import Choice, DayField, TextField
from ui.widgets.segments import Segments

AGREED = "agreed"
OFFERED = "offered"


class _Changing(Protocol):
    @property
    def changed(self) -> SignalInstance: ...


class DecisionForm(QWidget):
    """Knows what is chosen, not what it comes to. `kept` names what survives a closed dialog."""

    changed = Signal()

    def __init__(
        self, ticket: Ticket, remedy: Remedy, situation: Situation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._remedy = remedy
        self._answered = False
        self._quiet = False
        self.kept: dict[str, object] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        currency = ticket.order.currency
        self.goods = GoodsChoice(remedy, currency)
        self._keep("goods", self.goods)
        self._column.addWidget(self.goods)
        self._make_reasons(ticket)
        self.liability = Segments(liability_options(), ticket.liability)
        self.liability.changed.connect(self._on_liability)
        self._place("liability", _("责任方"), self.liability)
        self.compensation = CompensationChoice(currency)
        self.deductions = Deductions(currency)
        self.freight = FreightChoice(
            currency, situation.avoided_freight_cents or 0, situation.return_freight_cap_cents
        )
        given = self._place("compensation", _("补偿金额"), self.compensation)
        given.setVisible(remedy is Remedy.COMPENSATION)
        kept_back = self._place("deductions", _("验货扣减"), self.deductions)
        self._kept_back = kept_back
        paid_back = self._place("freight", _("退货运费"), self.freight)
        paid_back.setVisible(remedy is Remedy.RETURN_REFUND)
        self._make_answer(ticket, situation)

    # ------------------------------------------------------------------------------ building

    def _make_reasons(self, ticket: Ticket) -> None:
        self.platform_reason = Choice(
            reason_options(ticket), ticket.platform_reason, placeholder=_("请选择")
        )
        self.true_reason = TextField(
            ticket.true_reason, placeholder=_("内部记录，例如 批次色差"), longest=120
        )
        row = QHBoxLayout()
        row.setSpacing(14)
        reasons = self._label("platform_reason", _("退款原因（平台口径）"), self.platform_reason)
        row.addWidget(reasons, 1)
        row.addWidget(self._label("true_reason", _("真实原因"), self.true_reason), 1)
        self._column.addLayout(row)

    def _make_answer(self, ticket: Ticket, situation: Situation) -> None:
        self.answer = Segments([(AGREED, _("买家已同意")), (OFFERED, _("需要等买家答复"))])
        self.answer.chosen.connect(self._on_answer)
        self.return_day = DayField(
            last_day(situation.now, ticket.shop.return_days, ticket.shop.zone)
        )
        self.return_day.setFixedWidth(132)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._label("answer", _("买家的态度"), self.answer))
        self._until = self._label("return_day", _("最晚寄回"), self.return_day)
        row.addWidget(self._until)
        row.addStretch(1)
        self._column.addLayout(row)

    def _place(self, name: str, words: str, field: QWidget) -> LabelledField:
        place = self._label(name, words, field)
        self._column.addWidget(place)
        return place

    def _label(self, name: str, words: str, field: QWidget) -> LabelledField:
        self._keep(name, field)
        return LabelledField(words, field)

    def _keep(self, name: str, field: object) -> None:
        self.kept[name] = field
        changed: SignalInstance = getattr(field, "changed")  # noqa: B009 - any field has one
        changed.connect(self._on_changed)

    # ------------------------------------------------------------------------------ the draft

    def start(self, ticket: Ticket, situation: Situation, proposed: Choices) -> None:
        """Preselect what the kind of decision proposes."""
        self._quiet = True
        self.show_ticket(ticket, situation)
        self.goods.set_choices(proposed.lines)
        self.liability.set_value(proposed.liability)
        self.freight.prefer(proposed.freight_bearer)
        if proposed.return_freight_cents:
            self.freight.set_amount(proposed.return_freight_cents)
        self.compensation.set_value(proposed.compensation_cents, damaged=proposed.goods_damaged)
        self._quiet = False

    def show_ticket(self, ticket: Ticket, situation: Situation) -> None:
        """The goods as they are now; what was chosen stays chosen where it still can be."""
        self.goods.show_ticket(ticket, situation.units_claimed_elsewhere)
        self.deductions.show_ticket(ticket)
        back = self._remedy is Remedy.RETURN_REFUND
        self._kept_back.setVisible(back and bool(deductible(ticket)))

    def choices(self) -> Choices:
        """What is chosen, as the settlement takes it."""
        back = self._remedy is Remedy.RETURN_REFUND
        given = self._remedy is Remedy.COMPENSATION
        return Choices(
            self._remedy,
            self.goods.choices(),
            compensation_cents=(self.compensation.value() or 0) if given else 0,
            liability=Liability(str(self.liability.value() or Liability.UNDETERMINED)),
            freight_bearer=self.freight.value() if back else FreightBearer.NONE,
            return_freight_cents=self.freight.cents if back else 0,
            deductions=self.deductions.value() if back else (),
            goods_damaged=given and self.compensation.damaged.value(),
        )

    @property
    def agreed(self) -> bool:
        """Whether the buyer asked for exactly this or has already said yes."""
        return self.answer.value() == AGREED

    @property
    def last_day_back(self) -> date | None:
        """The last day for sending back, in the shop's zone."""
        return self.return_day.value()

    def show_breakdown(self, breakdown: Breakdown, *, as_asked: bool, to_send: bool) -> None:
        """Show what the choices come to. The answer follows the request until a person gives it."""
        self._quiet = True
        self.goods.show_quotes(breakdown.quotes)
        self.compensation.show_breakdown(breakdown)
        if not self._answered:
            self.answer.set_value(AGREED if as_asked else OFFERED)
        self._until.setVisible(to_send)
        self._quiet = False

    def problem(self) -> str:
        """The first field that is wrong."""
        found = [self.goods.problem()]
        if self._remedy is Remedy.COMPENSATION:
            found.append(self.compensation.problem())
        if self._remedy is Remedy.RETURN_REFUND:
            found += [self.deductions.problem(), self.freight.problem()]
        return next((one for one in found if one), "")

    def _on_liability(self) -> None:
        liability = Liability(str(self.liability.value() or Liability.UNDETERMINED))
        self.freight.prefer(return_freight_bearer(liability))

    def _on_answer(self) -> None:
        self._answered = True

    def _on_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()
