"""What a refund may have beside the goods: stopped shipment, what was paid otherwise, promotion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.payment import Tender
from app.domain.remedy import PromotionRule
from app.domain.settlement.types import Breakdown, Choices, Promotion
from app.i18n import N_, _
from ui.decide.part import Disclosed, Given, Part, beside, labelled
from ui.widgets.fields import Tick
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

STOP_SHIPMENT = "stop_shipment"
"""The code of the settlement's reminder that the tick of `StopShipment` answers."""
_RULES: dict[PromotionRule, str] = {
    PromotionRule.KEEP: N_("保留优惠"),
    PromotionRule.CLAW_BACK: N_("收回优惠"),
}


class StopShipment(Part):
    """Before money is given back for goods that were not sent, somebody makes sure they stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unsent = False
        self.stopped = Tick(_("已停止发货：仓库和快递都已确认不再发出"))
        self.stopped.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stopped, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.stopped)

    @property
    def applies(self) -> bool:
        return self._unsent

    @property
    def statement(self) -> str:
        """What was confirmed, for the reason kept with the decision."""
        return self.stopped.text() if self.applies and self.stopped.value() else ""

    def show_ticket(self, given: Given) -> None:
        self._unsent = given.ticket.order.shipped is False

    def problem(self) -> str:
        if not self.stopped.value():
            return _("请先停止发货并打勾；如果已经发出，请改用「退货退款」或先拦截。")
        return ""

    def kept(self) -> Mapping[str, object]:
        return {"stopped": self.stopped}


class TendersBack(Part):
    """Points, coupons and stored value go back with the pieces they paid for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[str, ...] = ()
        self.back = Tick("", True)
        self.back.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.back)

    @property
    def applies(self) -> bool:
        return bool(self._kinds)

    def start(self, given: Given) -> None:
        self.back.set_value(given.proposed.return_tenders)

    def show_ticket(self, given: Given) -> None:
        known = {one.value: one for one in Tender if one is not Tender.CASH}
        paid = [known[one.kind] for one in given.ticket.order.tenders if one.kind in known]
        self._kinds = tuple(label(one) for one in paid)
        kinds = "、".join(self._kinds)
        self.back.setText(_("按件退回订单用过的{kinds}").format(kinds=kinds))

    def fill(self, choices: Choices) -> Choices:
        return replace(choices, return_tenders=self.back.value())

    def kept(self) -> Mapping[str, object]:
        return {"return_tenders": self.back}


class PromotionChoice(Disclosed):
    """满减: whether what is kept still deserves it. Both refunds are shown, a person chooses."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(_("这笔订单有满减…"), _("不考虑满减"), parent)
        self._currency = currency
        self.threshold = MoneyEdit(currency)
        self.off = MoneyEdit(currency)
        self.rule = Segments([(one, _(w)) for one, w in _RULES.items()], PromotionRule.KEEP)
        self.both = PlainLabel("", "small", wrap=True)
        row = beside(
            labelled(_("满"), self.threshold),
            labelled(_("减"), self.off),
            labelled(_("退后不够门槛时"), self.rule),
        )
        row.addWidget(self.less, 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(row)
        self.inside.addWidget(self.both)
        self.setFocusProxy(self.threshold)
        for field in (self.threshold, self.off, self.rule):
            field.changed.connect(self._on_changed)

    def start(self, given: Given) -> None:
        known = given.proposed.promotion
        if known is not None:
            self.show_open(True)
            self.threshold.set_value(known.threshold_cents)
            self.off.set_value(known.off_cents)
            self.rule.set_value(known.rule)

    def fill(self, choices: Choices) -> Choices:
        threshold, off = self.threshold.value(), self.off.value()
        if threshold is None or off is None:
            return choices
        return replace(choices, promotion=Promotion(threshold, off, self._rule))

    def show_breakdown(self, breakdown: Breakdown) -> None:
        kept, clawed = breakdown.kept_cents, breakdown.clawed_cents
        if kept is None or clawed is None:
            self.both.setText("")
        elif kept == clawed:
            self.both.setText(_("退后仍满足门槛，两种算法都退 {sum}。").format(sum=self._sum(kept)))
        else:
            self.both.setText(
                _("保留优惠退 {kept}；收回优惠退 {clawed}。").format(
                    kept=self._sum(kept), clawed=self._sum(clawed)
                )
            )
        self.both.setVisible(bool(self.both.text()))

    def problem(self) -> str:
        if not self.threshold.line.text().strip() or not self.off.line.text().strip():
            return _("请填写满减的门槛和优惠，或去掉满减。")
        return self.threshold.problem() or self.off.problem()

    def kept(self) -> Mapping[str, object]:
        return {"promotion": self}

    def state(self) -> object:
        """Everything typed, and whether it counts."""
        texts = [self.threshold.line.text(), self.off.line.text()]
        return [self._open, *texts, self.rule.value()]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 4:
            self.show_open(bool(state[0]))
            self.threshold.line.setText(str(state[1]))
            self.off.line.setText(str(state[2]))
            self.rule.set_value(state[3])
            self.changed.emit()

    @property
    def _rule(self) -> PromotionRule:
        return PromotionRule(str(self.rule.value()))

    def _sum(self, cents: int) -> str:
        return str(Money(cents, self._currency))
