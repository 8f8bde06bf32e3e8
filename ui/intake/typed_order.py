"""An order nobody has imported: typed, marked as not verified, under the same caps."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.drafts import TypedLine
from app.domain.money import Money
from app.domain.remedy import Channel
from app.i18n import _
from ui.forms import LabelledField
from ui.intake.typed_lines import TypedLines
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.pill import Pill

# Where a buyer stands at the counter or rings up, nobody may know the number.
WITHOUT_NUMBER = frozenset({Channel.PHONE, Channel.WALK_IN})


@dataclass(frozen=True, slots=True)
class OrderTyped:
    """What was typed of an order; cents are minor units of the shop's currency."""

    number: str
    why_no_number: str
    lines: tuple[TypedLine, ...]
    paid_cents: int | None
    shipping_cents: int
    nickname: str
    phone: str


class TypedOrder(QWidget):
    """Number, goods, what was paid, and who the buyer is."""

    changed = Signal()

    search = Signal()
    """The order shall be searched for after all."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._channel = Channel.PHONE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Pill(_("手工录入 · 未核实"), "warn"))
        head.addStretch(1)
        column.addLayout(head)
        self.number = TextField(placeholder=_("照平台或小票上的写，不知道可以留空"), longest=60)
        column.addWidget(LabelledField(_("订单号"), self.number))
        self.why = TextField(placeholder=_("例如 门店现金购买，没有小票"), longest=120)
        self._why = LabelledField(_("为什么没有订单号"), self.why)
        column.addWidget(self._why)
        self.lines = TypedLines(currency)
        column.addWidget(LabelledField(_("商品（名称、规格、数量、单价）"), self.lines))
        column.addLayout(self._make_money())
        column.addLayout(self._make_buyer())
        for field in (
            self.number, self.why, self.lines, self.paid, self.shipping, self.nickname, self.phone
        ):  # fmt: skip
            field.changed.connect(self._on_changed)
        # Made last: the Tab key comes to the fields first, then to the way back.
        self.back = Button(_("改为查找订单"), "ghost")
        self.back.clicked.connect(self._on_back)
        head.addWidget(self.back)
        self.setFocusProxy(self.number)
        self._show()

    def _make_money(self) -> QHBoxLayout:
        self.paid = MoneyEdit(self._currency, optional=True)
        self.shipping = MoneyEdit(self._currency, optional=True)
        self.take_sum = Button("", "ghost")
        self.take_sum.clicked.connect(self._on_take_sum)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(LabelledField(_("买家实付（含运费）"), self.paid))
        row.addWidget(LabelledField(_("其中运费"), self.shipping))
        row.addWidget(self.take_sum, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return row

    def _make_buyer(self) -> QHBoxLayout:
        self.nickname = TextField(placeholder=_("平台昵称或称呼"), longest=60)
        self.phone = TextField(placeholder=_("可不填；屏幕上只显示后四位"), longest=20)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(LabelledField(_("买家昵称"), self.nickname), 1)
        row.addWidget(LabelledField(_("买家手机"), self.phone), 1)
        return row

    def show_channel(self, channel: Channel) -> None:
        """The channel decides whether an order may be without a number."""
        self._channel = channel
        self._show()

    def value(self) -> OrderTyped:
        """Everything as typed."""
        number = self.number.value()
        return OrderTyped(
            number=number,
            why_no_number="" if number else self.why.value(),
            lines=self.lines.value(),
            paid_cents=self.paid.value(),
            shipping_cents=self.shipping.value() or 0,
            nickname=self.nickname.value(),
            phone=self.phone.value(),
        )

    def problem(self) -> str:
        """The first thing that is missing or wrong."""
        return (
            self._number_problem()
            or self.lines.problem()
            or self.paid.problem()
            or self.shipping.problem()
            or self._shipping_problem()
            or self._phone_problem()
        )

    def _number_problem(self) -> str:
        if self.number.value():
            return ""
        if self._channel not in WITHOUT_NUMBER:
            return _("请填写订单号；只有电话和到店可以没有订单号。")
        return "" if self.why.value() else _("没有订单号时，请写明原因。")

    def _shipping_problem(self) -> str:
        paid, shipping = self.paid.value(), self.shipping.value() or 0
        if paid is not None and shipping > paid:
            return _("其中运费 {shipping} 大于实付 {paid}。").format(
                shipping=Money(shipping, self._currency), paid=Money(paid, self._currency)
            )
        return ""

    def _phone_problem(self) -> str:
        phone = self.phone.value()
        digits = [sign for sign in phone if sign.isdigit()]
        if phone and not 5 <= len(digits) <= 15:
            return _("手机号「{phone}」的位数不对。").format(phone=phone)
        return ""

    def state(self) -> object:
        """Everything typed."""
        return [
            self.number.text(),
            self.why.text(),
            self.lines.state(),
            self.paid.line.text(),
            self.shipping.line.text(),
            self.nickname.text(),
            self.phone.text(),
        ]

    def restore(self, state: object) -> None:
        """Put it back."""
        if not isinstance(state, list) or len(state) != 7:
            return
        number, why, lines, paid, shipping, nickname, phone = state
        self.number.set_value(str(number))
        self.why.set_value(str(why))
        self.lines.restore(lines)
        self.paid.line.setText(str(paid))
        self.shipping.line.setText(str(shipping))
        self.nickname.set_value(str(nickname))
        self.phone.set_value(str(phone))

    def _show(self) -> None:
        self._why.setVisible(not self.number.value() and self._channel in WITHOUT_NUMBER)
        total = self._sum()
        offered = total is not None and total != self.paid.value()
        if total is not None:
            self.take_sum.setText(_("合计 {sum}，填入").format(sum=Money(total, self._currency)))
            self.take_sum.updateGeometry()
        self.take_sum.setVisible(offered)

    def _sum(self) -> int | None:
        goods = self.lines.sum_cents
        return None if goods is None else goods + (self.shipping.value() or 0)

    def _on_take_sum(self) -> None:
        self.paid.set_value(self._sum())
        self.paid.setFocus()

    def _on_back(self) -> None:
        self.search.emit()

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()
