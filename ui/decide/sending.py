"""When and how something is sent to the buyer, who pays for it, and what a difference costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.payment import ChargeReason
from app.domain.remedy import FreightBearer, GoodsWay, RepairPlace
from app.domain.rulepack.freight_table import FreightLeg
from app.domain.settlement.freight_rule import freight_rule, who_pays, why
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import _
from ui.decide.part import Given, Part, beside, labelled
from ui.widgets.counter import Counter
from ui.widgets.fields import Tick
from ui.widgets.money_edit import HEIGHT
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

_MOST_HOURS = 720
_PAYERS = (FreightBearer.MERCHANT, FreightBearer.BUYER)


class Hours(QWidget):
    """A number of hours with its unit."""

    def __init__(self, hours: int, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counter = Counter(hours, 1, _MOST_HOURS)
        self.counter.setAccessibleName(unit)
        self.unit = PlainLabel(unit, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.counter)
        row.addWidget(self.unit)
        row.addStretch(1)
        self.setFixedHeight(HEIGHT)
        self.setFocusProxy(self.counter)


class Sending(Part):
    """Within how many hours it leaves, who pays that parcel, and in an exchange which goes first."""

    def __init__(self, hours: int, *, ways: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._travels = True
        self._ways = ways
        self._given: Given | None = None
        self._preferred: FreightBearer | None = None
        self.way = Segments([(one, label(one)) for one in GoodsWay], GoodsWay.RETURN_FIRST)
        self.way.changed.connect(self._on_changed)
        self.hours = Hours(hours, _("小时内"))
        self.bearer = Segments([(one, label(one)) for one in _PAYERS], FreightBearer.MERCHANT)
        self.hours.counter.changed.connect(self._on_changed)
        self.bearer.changed.connect(self._on_changed)
        way = labelled(_("换货方式"), self.way)
        way.setVisible(ways)
        self.source = PlainLabel("", "tiny", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(
            beside(way, labelled(_("寄出运费"), self.bearer), labelled(_("发出时限"), self.hours))
        )
        column.addWidget(self.source)
        self.setFocusProxy(self.way if ways else self.bearer)

    @property
    def applies(self) -> bool:
        return self._travels

    def start(self, given: Given) -> None:
        self.way.set_value(given.proposed.way)
        self.bearer.set_value(given.proposed.outbound_bearer)
        if given.proposed.ship_hours:
            self.hours.counter.set_value(given.proposed.ship_hours)

    def show_ticket(self, given: Given) -> None:
        self._given = given

    def follow(self, choices: Choices) -> None:
        place = choices.repair.place if choices.repair is not None else None
        self._travels = place not in (RepairPlace.ON_SITE, RepairPlace.IN_STORE)
        if self._given is not None:
            self._follow_table(self._given, choices)

    def _follow_table(self, given: Given, choices: Choices) -> None:
        """The freight table proposes; whatever else stands there was chosen by a person."""
        order = given.ticket.order
        rule = freight_rule(FreightLeg.AGAIN, choices.liability, order, given.situation)
        if self._preferred in (None, self.bearer.value()) and rule.bearer in _PAYERS:
            self.bearer.set_value(rule.bearer)
        self._preferred = rule.bearer
        self.source.setText(
            _("运费规则　{who}。依据：{why}").format(who=who_pays(rule), why=why(rule))
        )

    def fill(self, choices: Choices) -> Choices:
        return replace(
            choices,
            way=GoodsWay(str(self.way.value())) if self._ways else choices.way,
            outbound_bearer=FreightBearer(str(self.bearer.value())),
            ship_hours=self.hours.counter.value(),
        )

    def kept(self) -> Mapping[str, object]:
        kept: dict[str, object] = {
            "outbound_bearer": self.bearer,
            "ship_hours": self.hours.counter,
        }
        return {"way": self.way, **kept} if self._ways else kept


class DifferenceChoice(Part):
    """Whether a price difference is asked for: waived beforehand when it is small."""

    def __init__(self, currency: str, situation: Situation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._up_to = situation.waive_up_to_cents
        self._owed = 0
        self._mine = False
        self.waive = Tick("")
        self._proposing = False
        self.waive.changed.connect(self._on_waive)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.waive, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.waive)

    @property
    def applies(self) -> bool:
        return self._owed > 0

    def show_ticket(self, given: Given) -> None:
        self._up_to = given.situation.waive_up_to_cents

    def fill(self, choices: Choices) -> Choices:
        return replace(choices, waive_difference=self.waive.value())

    def show_breakdown(self, breakdown: Breakdown) -> None:
        asked = sum(c.cents for c in breakdown.charges if c.reason is ChargeReason.PRICE_DIFFERENCE)
        self._owed = (asked or breakdown.charge_cents) + breakdown.waived_cents
        self.waive.setText(
            _("免收差价 {sum}（记入时间线）").format(sum=Money(self._owed, self._currency))
        )
        if not self._mine:
            self._proposing = True
            self.waive.set_value(0 < self._owed <= self._up_to)
            self._proposing = False

    def kept(self) -> Mapping[str, object]:
        return {"waive": self}

    def state(self) -> object:
        """The tick, and whether a person set it."""
        return [self.waive.value(), self._mine]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 2:
            self.waive.set_value(bool(state[0]))
            self._mine = bool(state[1])

    def _on_waive(self) -> None:
        self._mine = self._mine or not self._proposing
        self.changed.emit()
