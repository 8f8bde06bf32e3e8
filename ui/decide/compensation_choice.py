"""What the buyer gets for keeping the goods: in which form, how much, beside what is suggested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import local_day
from app.domain.case import GRACE
from app.domain.labels import label
from app.domain.money import Money
from app.domain.payment import CapName
from app.domain.remedy import CompensationForm
from app.domain.settlement.types import Breakdown, Choices, Promise, Situation
from app.i18n import _
from ui.decide.part import Given, Part, beside, labelled
from ui.widgets.fields import DayField, TextField, Tick
from ui.widgets.flow import Flow
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.pill import Chip
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

_FORMS = tuple(CompensationForm)
_PROMISE_DAYS = 90  # how long a promise stands when nobody says otherwise; editable


class _Offer(Chip):
    """An amount that is one press away."""

    def __init__(self) -> None:
        super().__init__("")
        self.cents = 0
        self.hide()

    def offer(self, text: str, cents: int, now: int | None) -> None:
        """Show this amount, or nothing for 0; lit while it is the one chosen."""
        self.cents = cents
        shown = bool(cents) and bool(text)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
        self.setChecked(cents == now)
        self.setVisible(shown)


class CompensationChoice(Part):
    """The amount is the person's; each suggestion is one press away."""

    def __init__(self, currency: str, situation: Situation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._situation = situation
        self._mine = False
        self.form = Segments([(one, label(one)) for one in _FORMS], CompensationForm.MONEY)
        self.form.changed.connect(self._on_form)
        self.amount = MoneyEdit(currency)
        self.amount.changed.connect(self._on_changed)
        self._cap = PlainLabel("", "tiny")
        self.take = _Offer()
        self.raised = _Offer()
        self.similar = _Offer()
        self.wished = _Offer()
        chips = QWidget()
        flow = Flow(6, chips)
        for chip in self.offers:
            chip.clicked.connect(self._on_take)
            flow.addWidget(chip)
        self._chips = chips
        self.damaged = Tick(_("商品破损或缺件（上限为实付）"))
        self.goodwill = Tick(_("善意支出（规则之外，计入本月预算）"))
        for tick in (self.damaged, self.goodwill):
            tick.changed.connect(self._on_changed)
        self._promise = self._make_promise()
        self._make_rows()
        self.setFocusProxy(self.form)
        self._show_form()

    def _make_rows(self) -> None:
        given = QWidget()
        row = QHBoxLayout(given)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.amount, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._cap, 1, Qt.AlignmentFlag.AlignVCenter)
        given.setFocusProxy(self.amount)
        self._amount_place = labelled(_("补偿金额"), given)
        money = QVBoxLayout()
        money.setSpacing(6)
        money.addLayout(beside(labelled(_("补偿方式"), self.form), self._amount_place))
        money.addWidget(self._chips)
        ticks = beside(self.damaged, self.goodwill)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(money)
        column.addWidget(self._promise)
        column.addLayout(ticks)

    def _make_promise(self) -> QWidget:
        self.part = TextField(placeholder=_("例如 备用灯罩 1 个"), longest=80)
        now = self._situation
        self.until = DayField(local_day(now.now, now.zone) + timedelta(days=_PROMISE_DAYS))
        for field in (self.part, self.until):
            field.changed.connect(self._on_changed)
        holder = QWidget()
        row = beside(
            labelled(_("随下一单寄出的配件（可不填）"), self.part),
            labelled(_("有效期至"), self.until, width=132),
            stretch=False,
        )
        holder.setLayout(row)
        return holder

    @property
    def offers(self) -> tuple[_Offer, ...]:
        """The amounts that are one press away."""
        return (self.take, self.raised, self.similar, self.wished)

    # ------------------------------------------------------------------------------- the part

    def start(self, given: Given) -> None:
        proposed = given.proposed
        self.set_value(proposed.compensation_cents, damaged=proposed.goods_damaged)
        self.form.set_value(proposed.form)

    def show_ticket(self, given: Given) -> None:
        self._situation = given.situation
        if given.ticket.late_ground in GRACE:
            # Marked for every kind of decision on such a claim: shown, and not to be taken away.
            self.goodwill.set_value(True)
            self.goodwill.setEnabled(False)

    def fill(self, choices: Choices) -> Choices:
        cents = self.value() or 0
        return replace(
            choices,
            compensation_cents=cents,
            form=self._form,
            promise=self._promised(cents),
            goods_damaged=self.damaged.value(),
            goodwill=self.goodwill.value(),
        )

    def kept(self) -> Mapping[str, object]:
        return {
            "compensation": self,
            "compensation_form": self.form,
            "promised_part": self.part,
            "promised_until": self.until,
            "goodwill": self.goodwill,
        }

    def value(self) -> int | None:
        """Cents, None while the amount is missing or wrong."""
        return self.amount.value()

    def set_value(self, cents: int, *, damaged: bool) -> None:
        """What a draft starts with; 0 leaves the amount open."""
        self.amount.set_value(cents or None)
        self.damaged.set_value(damaged)

    def show_breakdown(self, breakdown: Breakdown) -> None:
        """Show the suggestions and the cap that hold for the goods chosen."""
        now = self.value()
        known = self._situation
        self._offer(self.take, _("建议 {sum}"), breakdown.suggested_compensation_cents, now)
        self._offer(self.raised, _("再加到 {sum}"), breakdown.raised_compensation_cents, now)
        self._offer(self.similar, _("同类中位数 {sum}（{n} 单）"), known.similar_median_cents, now)
        self._offer(self.wished, _("买家要 {sum}"), known.counter_cents, now)
        self._chips.setVisible(any(chip.cents for chip in self.offers))
        cap = next((c for c in breakdown.caps if c.name is CapName.COMPENSATION), None)
        left = cap.left_cents if cap is not None else None
        shown_cap = Money(left, self._currency) if left is not None else None
        self._cap.setText(_("上限 {cap}").format(cap=shown_cap) if shown_cap is not None else "")

    def problem(self) -> str:
        """What is wrong with the amount; a promised part needs none."""
        if self._form is CompensationForm.NEXT_ORDER and self.part.value():
            typed = self.amount.line.text().strip()
            return self.amount.problem() if typed else ""
        return self.amount.problem()

    def state(self) -> object:
        """Amount as typed, and whether the goods are damaged."""
        return [self.amount.line.text(), self.damaged.value()]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 2:
            self.amount.line.setText(str(state[0]))
            self.damaged.set_value(bool(state[1]))

    # -------------------------------------------------------------------------------- inside

    @property
    def _form(self) -> CompensationForm:
        return CompensationForm(str(self.form.value() or CompensationForm.MONEY))

    def _promised(self, cents: int) -> Promise | None:
        if self._form is not CompensationForm.NEXT_ORDER:
            return None
        day = self.until.value()
        return Promise(self.part.value(), cents, day.isoformat() if day else "")

    def _offer(self, chip: _Offer, text: str, cents: int | None, now: int | None) -> None:
        shown = Money(cents or 0, self._currency)
        chip.offer(text.format(sum=shown, n=self._situation.similar_count), cents or 0, now)

    def _show_form(self) -> None:
        later = self._form is CompensationForm.NEXT_ORDER
        self._promise.setVisible(later)
        self._amount_place.label.setText(_("下一单优惠金额") if later else _("补偿金额"))

    def _on_form(self) -> None:
        self._show_form()
        self.changed.emit()

    def _on_take(self) -> None:
        chip = self.sender()
        if isinstance(chip, _Offer):
            self.amount.set_value(chip.cents)
            self.amount.setFocus()
