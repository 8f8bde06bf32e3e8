"""How a repair is done: where, at whose cost, how long, and what the part's own warranty is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.remedy import RepairPlace
from app.domain.settlement.types import Choices, RepairTerms
from app.i18n import _
from ui.decide.part import Given, Part, beside, labelled
from ui.widgets.counter import Counter
from ui.widgets.fields import TextField, Tick
from ui.widgets.money_edit import HEIGHT, MoneyEdit
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel


class _Counted(QWidget):
    """A counter with its unit."""

    def __init__(self, value: int, most: int, unit: str) -> None:
        super().__init__()
        self.counter = Counter(value, 0, most)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.counter)
        row.addWidget(PlainLabel(unit, "muted"))
        row.addStretch(1)
        self.setFixedHeight(HEIGHT)
        self.setFocusProxy(self.counter)


class RepairChoice(Part):
    """Out of warranty the buyer gets a quote; within it there is none."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = Segments([(one, label(one)) for one in RepairPlace], RepairPlace.SEND_IN)
        self.in_warranty = Tick(_("在保修期内（免费维修）"), True)
        self.in_warranty.setFixedHeight(HEIGHT)
        self.quote = MoneyEdit(currency, optional=True)
        self.cost = MoneyEdit(currency, optional=True)
        self.days = _Counted(7, 365, _("天"))
        self.months = _Counted(3, 120, _("个月"))
        self.work = TextField(placeholder=_("例如 更换遥控开关"), longest=200)
        self._make_rows()
        for field in (
            self.place,
            self.in_warranty,
            self.quote,
            self.cost,
            self.days.counter,
            self.months.counter,
            self.work,
        ):
            field.changed.connect(self._on_field)
        self.setFocusProxy(self.place)
        self._show_quote()

    def _make_rows(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        first = beside(labelled(_("维修地点"), self.place))
        first.insertWidget(1, self.in_warranty, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(first)
        column.addWidget(labelled(_("维修内容"), self.work))
        self._quote_place = labelled(_("向买家报价"), self.quote)
        column.addLayout(
            beside(
                labelled(_("我方成本（内部）"), self.cost),
                labelled(_("预计用时"), self.days),
                labelled(_("换件保修"), self.months),
                self._quote_place,
            )
        )

    def start(self, given: Given) -> None:
        terms = given.proposed.repair
        if terms is None:
            return
        self.place.set_value(terms.place)
        self.in_warranty.set_value(terms.in_warranty and not terms.quote_cents)
        self.quote.set_value(terms.quote_cents or None)
        self.cost.set_value(terms.cost_cents or None)
        self.days.counter.set_value(terms.days or self.days.counter.value())
        self.months.counter.set_value(terms.part_warranty_months or self.months.counter.value())
        self.work.set_value(terms.work)

    def fill(self, choices: Choices) -> Choices:
        covered = self.in_warranty.value()
        return replace(
            choices,
            repair=RepairTerms(
                place=RepairPlace(str(self.place.value())),
                in_warranty=covered,
                quote_cents=0 if covered else self.quote.value() or 0,
                cost_cents=self.cost.value() or 0,
                days=self.days.counter.value(),
                part_warranty_months=self.months.counter.value(),
                work=self.work.value(),
            ),
        )

    def problem(self) -> str:
        if not self.work.value():
            return _("请填写维修内容，买家会看到。")
        return ("" if self.in_warranty.value() else self.quote.problem()) or self.cost.problem()

    def kept(self) -> Mapping[str, object]:
        return {
            "repair_place": self.place,
            "in_warranty": self.in_warranty,
            "repair_quote": self.quote,
            "repair_cost": self.cost,
            "repair_days": self.days.counter,
            "part_warranty": self.months.counter,
            "repair_work": self.work,
        }

    def _show_quote(self) -> None:
        self._quote_place.setVisible(not self.in_warranty.value())

    def _on_field(self) -> None:
        self._show_quote()
        self.changed.emit()
