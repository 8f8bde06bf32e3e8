"""The inspection: what was found of every piece that came back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.drafts import InspectionResult
from app.domain.facts import FLAWED, GoodsIn
from app.domain.labels import label
from app.domain.order import Unit
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import ActionDialog
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.segments import Segments
from ui.widgets.surface import Line
from ui.widgets.text import PlainLabel

CONDITIONS = (
    GoodsIn.SELLABLE,
    GoodsIn.WORN,
    GoodsIn.DAMAGED,
    GoodsIn.WRONG,
    GoodsIn.MISSING_PARTS,
    GoodsIn.NOT_ARRIVED,
)


def name_of_unit(ticket: Ticket, unit: Unit) -> str:
    """`北欧羊毛地毯 灰 第 1 件`; without a number where there is only one or nobody knows."""
    line = next((one for one in ticket.order.lines if one.id == unit.line_id), None)
    if line is None:
        return _("未知商品")
    parts = (line.title or line.sku or _("未命名商品"), line.variant)
    name = " ".join(part for part in parts if part)
    if line.gift:
        name = _("{goods}（赠品）").format(goods=name)
    if unit.ordinal and (line.quantity or 0) > 1:
        return _("{goods} 第 {k} 件").format(goods=name, k=unit.ordinal)
    return name


class UnitResult(QWidget):
    """One piece: its name, its condition, a remark."""

    changed = Signal()

    def __init__(self, unit: Unit, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = unit
        self.name = name
        self.condition = Segments([(one, label(one)) for one in CONDITIONS])
        self.note = TextField(placeholder=_("说明（可不填）"))
        self.condition.changed.connect(self._on_changed)
        self.note.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        title = PlainLabel(name, wrap=True)
        title.setBuddy(self.condition)
        column.addWidget(title)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.condition)
        row.addWidget(self.note, 1)
        column.addLayout(row)
        self.setFocusProxy(self.condition)

    def result(self) -> InspectionResult:
        """What was found. Call only while there is no problem."""
        found = GoodsIn(str(self.condition.value()))
        return InspectionResult(self.unit.line_id, self.unit.ordinal, found, self.note.value())

    def state(self) -> object:
        """What is chosen and typed."""
        return [self.condition.value(), self.note.text()]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 2:
            self.condition.set_value(state[0])
            self.note.set_value(str(state[1]))

    def _on_changed(self) -> None:
        self.changed.emit()


class InspectDialog(ActionDialog):
    """Every piece that was received needs a result; anything but intact asks for a decision."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(ticket, _("验货"), primary=_("记录验货"), width=680, parent=parent)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.all_intact = Button(_("全部完好"), icon="check")
        self.all_intact.clicked.connect(self._on_all_intact)
        what = PlainLabel(
            _("逐件选择结果；不完好的会请你重新定方案：全额、扣减或拒收退回。"), "muted", wrap=True
        )
        head.addWidget(what, 1)
        head.addWidget(self.all_intact, 0, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(head)
        self.results: list[UnitResult] = []
        for unit in self._received():
            if self.results:
                self.form.addWidget(Line())
            result = UnitResult(unit, name_of_unit(ticket, unit))
            result.changed.connect(self.check)
            self.form.addWidget(result)
            self.results.append(result)
            self.kept[f"unit {unit.line_id}:{unit.ordinal}"] = result
        self.all_intact.setVisible(len(self.results) > 1)
        self.check()

    def _received(self) -> list[Unit]:
        here = [u for u, s in self.ticket.goods_in.items() if s is GoodsIn.RECEIVED]
        place = {line.id: line.position for line in self.ticket.order.lines}
        return sorted(here, key=lambda unit: (place.get(unit.line_id, 0), unit.ordinal))

    def first_field(self) -> QWidget | None:
        return self.results[0] if self.results else None

    def problem_now(self) -> str:
        if [result.unit for result in self.results] != self._received():
            return _("收到的货与打开时不同，请关闭后重新验货；已填的会保留。")
        missing = [result for result in self.results if result.condition.value() is None]
        if missing:
            return _("还没有选「{goods}」的验货结果。").format(goods=missing[0].name)
        return ""

    def check(self) -> None:
        super().check()
        flawed = [r for r in self.results if r.condition.value() in FLAWED]
        self.set_hint(
            _("确认后需要重新定方案（{n} 件不完好）").format(n=len(flawed))
            if flawed
            else _("确认后可以打款")
        )

    def draft(self) -> tuple[InspectionResult, ...]:
        return tuple(result.result() for result in self.results)

    def _on_all_intact(self) -> None:
        for result in self.results:
            result.condition.set_value(GoodsIn.SELLABLE)
        self.primary.setFocus(Qt.FocusReason.TabFocusReason)
