"""The order that was found, and which of its pieces the buyer complains about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.drafts import ClaimedLine
from app.domain.money import Money
from app.domain.order import Order, OrderLine
from app.i18n import _
from ui.intake.order_search import buyer_words, number_words, paid_words
from ui.tab_order import follow, place_in_order
from ui.widgets.button import Button
from ui.widgets.counter import Counter
from ui.widgets.fields import Tick
from ui.widgets.grid import Column, KeyValues, LineTable


class ClaimedGoods(QWidget):
    """Pieces are counted; a line of unknown quantity is ticked."""

    changed = Signal()

    other = Signal()
    """Another order shall be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order: Order | None = None
        self._counters: dict[int, Counter] = {}
        self._ticks: dict[int, Tick] = {}
        self._place = place_in_order(self)
        self._facts = KeyValues(columns=1, name_width=48)
        self.another = Button(_("换一笔订单"), icon="search")
        self.another.clicked.connect(self._on_another)
        self._table = LineTable(
            [
                Column(_("商品"), stretch=True),
                Column(_("购买"), right=True),
                Column(_("涉及"), right=True),
                Column(_("单价"), right=True),
            ]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._facts)
        column.addWidget(self._table)
        column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)

    def show_order(self, order: Order) -> None:
        """Show an order."""
        self.order = order
        self._facts.show_pairs(
            [
                (_("订单"), number_words(order)),
                (_("买家"), buyer_words(order)),
                (_("实付"), paid_words(order)),
            ]
        )
        self._table.clear_rows()
        self._counters, self._ticks = {}, {}
        fields: list[QWidget] = []
        only = len([line for line in order.lines if not line.gift]) == 1
        for line in order.lines:
            field = self._field(line, chosen=only and not line.gift)
            self._table.add_row(_cells(line, field, order.currency), muted=line.gift)
            fields.append(field)
        follow(self._place, fields)
        self.setFocusProxy(fields[0] if fields else self.another)
        self.changed.emit()

    def _field(self, line: OrderLine, *, chosen: bool) -> Counter | Tick:
        if line.quantity is None:
            tick = Tick("", chosen)
            self._ticks[line.id] = tick
            tick.changed.connect(self._on_changed)
            return tick
        counter = Counter(1 if chosen else 0, 0, line.quantity)
        self._counters[line.id] = counter
        counter.changed.connect(self._on_changed)
        return counter

    def value(self) -> tuple[ClaimedLine, ...]:
        """The claimed lines with the first pieces of each."""
        found = [
            ClaimedLine(line_id, tuple(range(1, counter.value() + 1)))
            for line_id, counter in self._counters.items()
            if counter.value()
        ]
        found += [ClaimedLine(line_id) for line_id, tick in self._ticks.items() if tick.value()]
        return tuple(found)

    def problem(self) -> str:
        """At least one piece, unless the order's goods are not known at all."""
        if self.order is not None and self.order.lines and not self.value():
            return _("请选择涉及的商品和件数。")
        return ""

    def state(self) -> object:
        """Pieces and ticks by line."""
        return [
            [[key, counter.value()] for key, counter in self._counters.items()],
            [[key, tick.value()] for key, tick in self._ticks.items()],
        ]

    def restore(self, state: object) -> None:
        """Put them back on the lines that are still there."""
        if not isinstance(state, list) or len(state) != 2:
            return
        for key, count in state[0]:
            if key in self._counters:
                self._counters[key].set_value(int(count))
        for key, ticked in state[1]:
            if key in self._ticks:
                self._ticks[key].set_value(bool(ticked))

    def _on_another(self) -> None:
        self.other.emit()

    def _on_changed(self) -> None:
        self.changed.emit()


def line_words(line: OrderLine) -> str:
    """Title and variant of a line, or which line it is."""
    name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
    return name or _("第 {n} 行商品").format(n=line.position)


def _cells(line: OrderLine, field: QWidget, currency: str) -> list[str | QWidget]:
    name = line_words(line)
    price = line.unit_price_cents
    return [
        _("{goods}（赠品）").format(goods=name) if line.gift else name,
        str(line.quantity) if line.quantity is not None else _("未知"),
        field,
        str(Money(price, currency)) if price is not None else _("未知"),
    ]
