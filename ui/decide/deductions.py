"""What is kept back after inspection: goods, amount, reason, photos; one block for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain import money
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.facts import FLAWED, INSPECTED
from app.domain.labels import label
from app.domain.settlement.types import Choices, Deduction
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from app.i18n import N_, _
from ui.decide.inspection import name_of_unit
from ui.decide.part import Given, Part
from ui.tab_order import follow
from ui.widgets.button import Button, IconButton
from ui.widgets.fields import Choice, TextField
from ui.widgets.money_edit import mark
from ui.widgets.pill import Chip
from ui.widgets.surface import Line
from ui.widgets.text import PlainLabel


def deductible(ticket: Ticket) -> tuple[tuple[str, str], ...]:
    """What can be deducted from: `line:ordinal` and its name with what was found.

    Pieces that were inspected, the flawed ones first.
    """
    place = {line.id: line.position for line in ticket.order.lines}
    looked = [(u, s) for u, s in ticket.goods_in.items() if s in INSPECTED or s in FLAWED]
    looked.sort(key=lambda one: (one[1] not in FLAWED, place.get(one[0].line_id, 0), one[0]))
    return tuple(
        (f"{unit.line_id}:{unit.ordinal}", f"{name_of_unit(ticket, unit)}（{label(state)}）")
        for unit, state in looked
    )


class Photos(Chip):
    """Which pictures prove it: a chip with a menu of the ticket's evidence."""

    changed = Signal()

    def __init__(
        self,
        evidence: Sequence[Evidence],
        checked: Collection[EvidenceKind] = (EvidenceKind.INSPECTION_PHOTO,),
        parent: QWidget | None = None,
    ) -> None:
        """`checked`: the kinds that are chosen beforehand."""
        super().__init__("", icon="image", menu=True, parent=parent)
        self._menu = QMenu(self)
        self._actions: dict[int, QAction] = {}
        for one in evidence:
            action = self._menu.addAction(f"{one.code} {label(one.kind)}")
            action.setCheckable(True)
            action.setChecked(one.kind in checked)
            action.toggled.connect(self._on_toggled)
            self._actions[one.id] = action
        self.clicked.connect(self._on_clicked)
        self.setEnabled(bool(evidence))
        if not evidence:
            self.set_tip(_("这张售后单还没有证据；请先添加验货照片。"))
        self._show()

    def value(self) -> tuple[int, ...]:
        """Ids of the chosen evidence."""
        return tuple(key for key, action in self._actions.items() if action.isChecked())

    def set_value(self, keys: Sequence[object]) -> None:
        """Choose these and no other."""
        for key, action in self._actions.items():
            action.setChecked(key in keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._on_clicked()
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        count = len(self.value())
        self.setText(_("照片 {n}").format(n=count) if count else _("附照片"))
        self.setChecked(bool(count))
        self.updateGeometry()
        self.update()

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _on_toggled(self) -> None:
        self._show()
        self.changed.emit()


class DeductionRow(QWidget):
    """One deduction."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        evidence: Sequence[Evidence],
        currency: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._currency = currency
        self.goods = Choice(options, options[0][0] if options else None)
        self.goods.setAccessibleName(_("扣减的商品"))
        self.amount = TextField(placeholder=_("扣减金额"), longest=24)
        self.amount.setFixedWidth(96)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.reason = TextField(placeholder=_("扣减原因，例如 吊牌已剪"), longest=80)
        self.photos = Photos(evidence)
        self.remove = IconButton("close", _("去掉这项扣减"))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.goods, 1)
        first.addWidget(self.amount)
        first.addWidget(self.remove)
        second.addWidget(self.reason, 1)
        second.addWidget(self.photos)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        for field in (self.goods, self.amount, self.reason, self.photos):
            field.changed.connect(self._on_changed)
        self.remove.clicked.connect(self._on_remove)

    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops in this row."""
        return (self.goods, self.amount, self.reason, self.photos, self.remove)

    def value(self) -> Deduction:
        """The deduction as far as it is typed; cents 0 while the amount is wrong."""
        line, _colon, ordinal = str(self.goods.value() or "0:0").partition(":")
        ordinals = (int(ordinal),) if int(ordinal) else ()
        return Deduction(
            int(line), self._cents() or 0, self.reason.value(), ordinals, self.photos.value()
        )

    def problem(self) -> str:
        """What is missing or wrong."""
        if not self.amount.value():
            return _("请填写扣减金额，或去掉这项扣减。")
        try:
            money.parse(self.amount.value(), self._currency)
        except RuleViolation as refusal:
            return refusal.sentence
        return "" if self.reason.value() else _("请写明扣减原因。")

    def state(self) -> list[object]:
        """Everything chosen and typed."""
        goods = self.goods.value()
        return [goods, self.amount.text(), self.reason.text(), list(self.photos.value())]

    def restore(self, state: list[object]) -> None:
        """Put it back."""
        goods, amount, reason, photos = state
        self.goods.set_value(goods)
        self.amount.set_value(str(amount))
        self.reason.set_value(str(reason))
        self.photos.set_value(photos if isinstance(photos, list) else [])

    def _cents(self) -> int | None:
        try:
            return money.parse(self.amount.value(), self._currency)
        except RuleViolation:
            return None

    def _on_changed(self) -> None:
        typed = bool(self.amount.value())
        mark(self.amount, typed and self._cents() is None)
        self.changed.emit()

    def _on_remove(self) -> None:
        self.removed.emit()


class Deductions(Part):
    """Hidden while nothing was inspected; starts without any deduction."""

    label = N_("验货扣减")

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._ticket: Ticket | None = None
        self.rows: list[DeductionRow] = []
        self._what = PlainLabel("", "muted", wrap=True)
        self.add = Button(_("添加扣减"), icon="plus")
        self.add.clicked.connect(self._on_add)
        self.setFocusProxy(self.add)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._what, 1)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._column)

    @property
    def applies(self) -> bool:
        return self._ticket is not None and bool(deductible(self._ticket))

    def fill(self, choices: Choices) -> Choices:
        return replace(choices, deductions=self.value())

    def kept(self) -> Mapping[str, object]:
        return {"deductions": self}

    def show_ticket(self, given: Given) -> None:
        """What was found of the goods that came back."""
        ticket = self._ticket = given.ticket
        flawed = [state for state in ticket.goods_in.values() if state in FLAWED]
        self._what.setText(
            _("验货发现 {n} 件不完好；不扣减可以直接确认。").format(n=len(flawed))
            if flawed
            else _("验货全部完好；如有缺少的配件或赠品，可以扣减。")
        )

    def value(self) -> tuple[Deduction, ...]:
        """The deductions as typed."""
        return tuple(row.value() for row in self.rows)

    def problem(self) -> str:
        """The first thing that is missing."""
        return next((said for row in self.rows if (said := row.problem())), "")

    def state(self) -> object:
        """Every row."""
        return [row.state() for row in self.rows]

    def restore(self, state: object) -> None:
        """Put the rows back."""
        if not isinstance(state, list):
            return
        for row in list(self.rows):
            self._take_away(row)
        for one in state:
            if isinstance(one, list) and len(one) == 4:
                self._append().restore(one)
        self.changed.emit()

    def _append(self) -> DeductionRow:
        ticket = self._ticket
        options = deductible(ticket) if ticket is not None else ()
        evidence = ticket.evidence if ticket is not None else ()
        row = DeductionRow(options, evidence, self._currency)
        row.changed.connect(self._on_changed)
        row.removed.connect(self._on_removed)
        if self.rows:
            self._column.addWidget(Line())
        self._column.addWidget(row)
        follow(self.rows[-1].remove if self.rows else self.add, row.stops())
        self.rows.append(row)
        return row

    def _take_away(self, row: DeductionRow) -> None:
        place = self._column.indexOf(row)
        line = self._column.itemAt(place - 1 if place else place + 1)
        for gone in (row, line.widget() if line is not None else None):
            if gone is not None:
                self._column.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
        self.rows.remove(row)

    def _on_add(self) -> None:
        row = self._append()
        self.changed.emit()
        row.show()
        row.amount.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, DeductionRow):
            self._take_away(row)
            self.changed.emit()
            self.add.setFocus()
