"""A freight reimbursement: which parcel, how much, which way the money goes and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.payment import CapName, Leg, PayMethod
from app.domain.remedy import FreightBearer
from app.domain.settlement.types import Breakdown, Choices
from app.i18n import N_, _
from ui.decide.part import Given, Part, beside, labelled
from ui.widgets.fields import TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

_METHODS: dict[PayMethod, str] = {
    PayMethod.ORIGINAL: N_("原路退回"),
    PayMethod.ALIPAY: N_("支付宝"),
    PayMethod.WECHAT: N_("微信"),
    PayMethod.BANK: N_("银行卡"),
    PayMethod.CASH: N_("现金"),
}
_TRANSFERS = frozenset({PayMethod.ALIPAY, PayMethod.WECHAT, PayMethod.BANK})
_CAP_OF = {Leg.RETURN: CapName.RETURN_FREIGHT, Leg.OUTBOUND: CapName.OUTBOUND}


class FreightPaid(Part):
    """The proof is the ticket's evidence; account and name are asked for only with a transfer."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self.leg = Segments([(one, label(one)) for one in (Leg.RETURN, Leg.OUTBOUND)], Leg.RETURN)
        self.amount = MoneyEdit(currency)
        self._cap = PlainLabel("", "tiny")
        self._proof = PlainLabel("", "tiny", wrap=True)
        self.method = Segments(
            [(one, _(word)) for one, word in _METHODS.items()], PayMethod.ORIGINAL
        )
        self.payee = TextField(placeholder=_("账号、手机号或卡号"), longest=60)
        self.payee_name = TextField(placeholder=_("实名认证的姓名"), longest=40)
        self._make_rows()
        for field in (self.leg, self.amount, self.method, self.payee, self.payee_name):
            field.changed.connect(self._on_field)
        self.setFocusProxy(self.leg)
        self._show_payee()

    def _make_rows(self) -> None:
        paid = QWidget()
        row = QHBoxLayout(paid)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.amount, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._cap, 1, Qt.AlignmentFlag.AlignVCenter)
        paid.setFocusProxy(self.amount)
        self._payee = QWidget()
        self._payee.setLayout(
            beside(
                labelled(_("收款账户"), self.payee),
                labelled(_("真实姓名"), self.payee_name),
                stretch=False,
            )
        )
        money = QVBoxLayout()
        money.setSpacing(4)
        money.addWidget(labelled(_("金额（按凭证）"), paid))
        money.addWidget(self._proof)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(labelled(_("退哪一段运费"), self.leg))
        column.addLayout(money)
        column.addWidget(labelled(_("打款方式"), self.method))
        column.addWidget(self._payee)

    def start(self, given: Given) -> None:
        self.leg.set_value(given.proposed.freight_leg)
        self.method.set_value(given.proposed.pay_method)
        self.amount.set_value(given.proposed.return_freight_cents or None)

    def show_ticket(self, given: Given) -> None:
        proofs = [f"{one.code} {label(one.kind)}" for one in given.ticket.evidence]
        self._proof.setText(
            _("凭证：{codes}").format(codes="、".join(proofs[:4]))
            if proofs
            else _("还没有凭证；请把运费截图或快递单拖进证据区。")
        )

    def fill(self, choices: Choices) -> Choices:
        return replace(
            choices,
            freight_bearer=FreightBearer.MERCHANT,
            return_freight_cents=self.amount.value() or 0,
            freight_leg=self._leg,
            pay_method=self.pay_method,
        )

    def show_breakdown(self, breakdown: Breakdown) -> None:
        name = _CAP_OF[self._leg]
        cap = next((cap for cap in breakdown.caps if cap.name is name), None)
        left = cap.left_cents if cap is not None else None
        shown = Money(left, self._currency) if left is not None else None
        self._cap.setText(_("上限 {cap}").format(cap=shown) if shown is not None else "")

    def problem(self) -> str:
        wrong = self.amount.problem()
        if wrong or self.pay_method not in _TRANSFERS:
            return wrong
        if not self.payee.value():
            return _("请填写收款账户。")
        if not self.payee_name.value():
            return _("请填写收款人的真实姓名，用来核对账户。")
        return ""

    def kept(self) -> Mapping[str, object]:
        return {
            "freight_leg": self.leg,
            "freight_paid": self.amount,
            "pay_method": self.method,
            "payee": self.payee,
            "payee_name": self.payee_name,
        }

    @property
    def pay_method(self) -> PayMethod:
        """Which way the money goes."""
        return PayMethod(str(self.method.value()))

    @property
    def account(self) -> tuple[str, str]:
        """Account and real name, empty where no transfer is made."""
        if self.pay_method not in _TRANSFERS:
            return "", ""
        return self.payee.value(), self.payee_name.value()

    @property
    def _leg(self) -> Leg:
        return Leg(str(self.leg.value()))

    def _show_payee(self) -> None:
        self._payee.setVisible(self.pay_method in _TRANSFERS)

    def _on_field(self) -> None:
        self._show_payee()
        self.changed.emit()
