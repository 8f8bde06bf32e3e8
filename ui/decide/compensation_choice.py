"""How much the buyer gets for keeping the goods: an amount beside what is suggested and the cap."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.money import Money
from app.domain.payment import CapName
from app.domain.settlement.types import Breakdown
from app.i18n import _
from ui.widgets.button import Button
from ui.widgets.fields import Tick
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.text import PlainLabel


class CompensationChoice(QWidget):
    """The amount is the person's; the suggestion is one press away."""

    changed = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._suggested: int | None = None
        self.amount = MoneyEdit(currency)
        self.amount.changed.connect(self._on_changed)
        self.take = Button("", "ghost")
        self.take.clicked.connect(self._on_take)
        self.take.hide()
        self._cap = PlainLabel("", "tiny")
        self.damaged = Tick(_("商品破损或缺件（补偿可以到实付金额）"))
        self.damaged.changed.connect(self._on_changed)
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.amount, 0, top)
        row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.take, 0, top)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.damaged)
        self.setFocusProxy(self.amount)

    def value(self) -> int | None:
        """Cents, None while the amount is missing or wrong."""
        return self.amount.value()

    def set_value(self, cents: int, *, damaged: bool) -> None:
        """What a draft starts with; 0 leaves the amount open."""
        self.amount.set_value(cents or None)
        self.damaged.set_value(damaged)

    def show_breakdown(self, breakdown: Breakdown) -> None:
        """Show the suggestion and the cap that hold for the goods chosen."""
        self._suggested = breakdown.suggested_compensation_cents or None
        if self._suggested is not None:
            shown = Money(self._suggested, self._currency)
            self.take.setText(_("用建议的 {sum}").format(sum=shown))
            self.take.updateGeometry()
        self.take.setVisible(self._suggested is not None)
        cap = next((c for c in breakdown.caps if c.name is CapName.COMPENSATION), None)
        left = cap.left_cents if cap is not None else None
        shown_cap = Money(left, self._currency) if left is not None else None
        self._cap.setText(_("上限 {cap}").format(cap=shown_cap) if shown_cap is not None else "")

    def problem(self) -> str:
        """What is wrong with the amount."""
        return self.amount.problem()

    def state(self) -> object:
        """Amount as typed, and whether the goods are damaged."""
        return [self.amount.line.text(), self.damaged.value()]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 2:
            self.amount.line.setText(str(state[0]))
            self.damaged.set_value(bool(state[1]))

    def _on_take(self) -> None:
        self.amount.set_value(self._suggested)
        self.amount.setFocus()

    def _on_changed(self) -> None:
        self.changed.emit()
