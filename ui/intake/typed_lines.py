"""Goods of an order that is typed by hand: title, variant, quantity, price."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import money
from app.domain.drafts import TypedLine
from app.errors import RuleViolation
from app.i18n import _
from ui.tab_order import follow, place_in_order
from ui.widgets.button import Button, IconButton
from ui.widgets.counter import Counter
from ui.widgets.fields import TextField
from ui.widgets.money_edit import mark

_PRICE_WIDTH = 84
_VARIANT_WIDTH = 92


class TypedRow(QWidget):
    """One line of goods."""

    changed = Signal()
    removed = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self.title = TextField(placeholder=_("商品名称"), longest=120)
        self.variant = TextField(placeholder=_("规格"), longest=60)
        self.variant.setFixedWidth(_VARIANT_WIDTH)
        self.quantity = Counter(1, 1, 999)
        self.price = TextField(placeholder=_("单价"), longest=24)
        self.price.setFixedWidth(_PRICE_WIDTH)
        self.price.setAlignment(Qt.AlignmentFlag.AlignRight)
        for field, name in (
            (self.title, _("商品名称")),
            (self.variant, _("规格")),
            (self.quantity, _("数量")),
            (self.price, _("单价")),
        ):
            field.setAccessibleName(name)
        self.remove = IconButton("close", _("去掉这一行"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.title, 1)
        row.addWidget(self.variant)
        row.addWidget(self.quantity)
        row.addWidget(self.price)
        row.addWidget(self.remove)
        for field in (self.title, self.variant, self.quantity, self.price):
            field.changed.connect(self._on_changed)
        self.remove.clicked.connect(self._on_remove)

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.title.value() or self.variant.value() or self.price.value())

    def cents(self) -> int | None:
        """The price in minor units; None without one or while it is wrong."""
        try:
            return money.parse(self.price.value(), self._currency)
        except RuleViolation:
            return None

    def value(self) -> TypedLine:
        """The line as it is typed."""
        return TypedLine(
            title=self.title.value(),
            variant=self.variant.value(),
            quantity=self.quantity.value(),
            unit_price_cents=self.cents(),
        )

    def problem(self) -> str:
        """What is missing or wrong."""
        if not self.title.value():
            return _("请填写商品名称。")
        if not self.price.value():
            return ""
        try:
            money.parse(self.price.value(), self._currency)
        except RuleViolation as refusal:
            return refusal.sentence
        return ""

    def state(self) -> list[object]:
        """Everything typed."""
        return [
            self.title.text(), self.variant.text(), self.quantity.value(), self.price.text()
        ]  # fmt: skip

    def restore(self, state: list[object]) -> None:
        """Put it back."""
        title, variant, quantity, price = state
        self.title.set_value(str(title))
        self.variant.set_value(str(variant))
        self.quantity.set_value(quantity if isinstance(quantity, int) else 1)
        self.price.set_value(str(price))

    def _on_changed(self) -> None:
        mark(self.price, bool(self.price.value()) and self.cents() is None)
        self.changed.emit()

    def _on_remove(self) -> None:
        self.removed.emit()


class TypedLines(QWidget):
    """At least one line; the keyboard order runs through the lines as they stand."""

    changed = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self.rows: list[TypedRow] = []
        self._place = place_in_order(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add = Button(_("添加商品"), "ghost", icon="plus")
        self.add.clicked.connect(self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._append()

    def value(self) -> tuple[TypedLine, ...]:
        """The lines in which something was typed."""
        return tuple(row.value() for row in self.rows if not row.blank)

    @property
    def sum_cents(self) -> int | None:
        """Quantity times price of all lines, in minor units; None while a price is missing."""
        total = 0
        for line in self.value():
            if line.unit_price_cents is None:
                return None
            total += line.unit_price_cents * line.quantity
        return total or None

    def problem(self) -> str:
        """What is wrong with the first line that is not right."""
        typed = [row for row in self.rows if not row.blank]
        if not typed:
            return _("请至少填写一件商品的名称。")
        return next((said for row in typed if (said := row.problem())), "")

    def state(self) -> object:
        """Every line."""
        return [row.state() for row in self.rows]

    def restore(self, state: object) -> None:
        """Put the lines back."""
        if not isinstance(state, list) or not state:
            return
        while self.rows:
            self._take_away(self.rows[-1])
        for one in state:
            self._append().restore(one)
        self.changed.emit()

    def _append(self) -> TypedRow:
        row = TypedRow(self._currency)
        row.changed.connect(self._on_changed)
        row.removed.connect(self._on_removed)
        before = self.rows[-1].remove if self.rows else None
        self._list.addWidget(row)
        self.rows.append(row)
        stops = (row.title, row.variant, row.quantity, row.price, row.remove)
        follow(before if before is not None else self._place, (*stops, self.add))
        self.setFocusProxy(self.rows[0].title)
        self._show_removes()
        return row

    def _take_away(self, row: TypedRow) -> None:
        self._list.removeWidget(row)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._show_removes()

    def _show_removes(self) -> None:
        for row in self.rows:
            row.remove.setVisible(len(self.rows) > 1)

    def _on_add(self) -> None:
        row = self._append()
        self.changed.emit()
        row.show()
        row.title.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, TypedRow):
            place = self.rows.index(row)
            self._take_away(row)
            self.changed.emit()
            self.rows[max(0, place - 1)].title.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self) -> None:
        self.changed.emit()
