"""Who pays the parcel back, and how much the shop adds where it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.decisions import comes_back
from app.domain.labels import label
from app.domain.money import Money
from app.domain.remedy import FreightBearer, RepairPlace
from app.domain.rulepack.freight_table import FreightLeg
from app.domain.settlement.freight_rule import freight_rule, who_pays, why
from app.domain.settlement.types import Choices, Situation
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.decide.part import Given, Part
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

_BEARERS = (FreightBearer.MERCHANT, FreightBearer.BUYER, FreightBearer.INSURER)


class FreightChoice(Part):
    """Follows the freight table until a person chooses otherwise; hidden when nothing comes back."""

    label = N_("退货运费")

    def __init__(self, currency: str, situation: Situation, parent: QWidget | None = None) -> None:
        """What one parcel usually costs is proposed when the shop pays."""
        super().__init__(parent)
        self._currency = currency
        self._situation = situation
        self._given: Given | None = None
        self._mine = False
        self._back = True
        self.bearer = Segments([(one, label(one)) for one in _BEARERS], FreightBearer.BUYER)
        self.bearer.chosen.connect(self._on_chosen)
        self.bearer.changed.connect(self._on_bearer)
        self.amount = MoneyEdit(currency, optional=True)
        self.amount.set_value(situation.avoided_freight_cents or 0)
        self.amount.changed.connect(self._on_changed)
        self._note = PlainLabel("", "tiny")
        self.source = PlainLabel("", "tiny", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.source)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.bearer, 0, top)
        row.addWidget(self.amount, 0, top)
        row.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setFocusProxy(self.bearer)
        self._show_amount()

    @property
    def applies(self) -> bool:
        return self._back

    def start(self, given: Given) -> None:
        self.prefer(given.proposed.freight_bearer)
        if given.proposed.return_freight_cents:
            self.set_amount(given.proposed.return_freight_cents)

    def show_ticket(self, given: Given) -> None:
        self._given, self._situation = given, given.situation
        cap = given.situation.return_freight_cap_cents
        if cap is not None:
            self._note.setText(_("上限 {cap}").format(cap=Money(cap, self._currency)))

    def follow(self, choices: Choices) -> None:
        brought = choices.repair is not None and choices.repair.place is RepairPlace.IN_STORE
        self._back = comes_back(choices) and not brought
        if self._given is not None:
            self._show_rule(self._given.ticket, choices)

    def _show_rule(self, ticket: Ticket, choices: Choices) -> None:
        """What the table says, with its source; the choice follows it."""
        rule = freight_rule(
            FreightLeg.RETURN,
            choices.liability,
            ticket.order,
            self._situation,
            ticket.order_money,
            choices.lines,
        )
        self.prefer(rule.bearer)
        self.source.setText(
            _("运费规则　{who}。依据：{why}").format(who=who_pays(rule), why=why(rule))
        )

    def fill(self, choices: Choices) -> Choices:
        return replace(choices, freight_bearer=self.value(), return_freight_cents=self.cents)

    def kept(self) -> Mapping[str, object]:
        return {"freight": self}

    def value(self) -> FreightBearer:
        """Who pays."""
        return FreightBearer(str(self.bearer.value()))

    @property
    def cents(self) -> int:
        """What the shop adds; 0 where it does not pay or the amount is still open."""
        if self.value() is not FreightBearer.MERCHANT:
            return 0
        return self.amount.value() or 0

    def prefer(self, bearer: FreightBearer) -> None:
        """What the freight table says; a person's own choice stands."""
        if not self._mine and bearer in _BEARERS:
            self.bearer.set_value(bearer)

    def set_amount(self, cents: int) -> None:
        """The amount a draft starts with; 0 leaves it open."""
        self.amount.set_value(cents or None)

    def problem(self) -> str:
        """An amount that is none."""
        return self.amount.problem() if self.value() is FreightBearer.MERCHANT else ""

    def state(self) -> object:
        """Who pays, how much, and whether a person chose it."""
        return [self.bearer.value(), self.amount.line.text(), self._mine]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 3:
            self._mine = bool(state[2])
            self.bearer.set_value(state[0])
            self.amount.line.setText(str(state[1]))

    def _show_amount(self) -> None:
        pays = self.bearer.value() == FreightBearer.MERCHANT
        self.amount.setVisible(pays)
        self._note.setVisible(pays)

    def _on_chosen(self) -> None:
        self._mine = True

    def _on_bearer(self) -> None:
        self._show_amount()
        self.changed.emit()
