"""Money rows to tick: class, goods and amount of each, and what the ticked ones come to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.order import Order
from app.domain.payment import Leg, MoneyClass, MoneyState, Payout
from app.i18n import _
from ui.tab_order import follow, place_in_order
from ui.widgets.fields import Tick
from ui.widgets.grid import Column, LineTable
from ui.widgets.text import PlainLabel


def purpose(payout: Payout) -> str:
    """What a row pays for, in a word."""
    if payout.leg is Leg.RETURN:
        return _("退货运费补偿")
    if payout.leg is Leg.OUTBOUND:
        return _("订单运费")
    return label(payout.money_class)


def goods(payout: Payout, order: Order) -> str:
    """Which goods a row belongs to: title and ordinals; empty for the order as a whole."""
    line = next((one for one in order.lines if one.id == payout.line_id), None)
    if line is None:
        return "" if payout.money_class is MoneyClass.FREIGHT else _("整单")
    name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
    ordinals = [part.unit.ordinal for part in payout.units if part.unit.ordinal]
    if not ordinals or line.quantity == 1:
        return name
    which = "、".join(str(k) for k in ordinals)
    return _("{goods} 第 {which} 件").format(goods=name, which=which)


class PayoutList(QWidget):
    """The rows of a ticket that a verb can be done to."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[int, Tick] = {}
        self._rows: tuple[Payout, ...] = ()
        self._place = place_in_order(self)
        self._table = LineTable(
            [
                Column(_("款项")),
                Column(_("商品"), stretch=True),
                Column(_("状态")),
                Column(_("金额"), right=True),
            ]
        )
        self._sum = PlainLabel("", "strong", right=True)
        self._sum.setContentsMargins(6, 4, 6, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._table)
        column.addWidget(self._sum)

    def show_rows(self, payouts: Sequence[Payout], order: Order) -> None:
        """These rows, ticked unless they were there before and not ticked."""
        off = {key for key, tick in self._ticks.items() if not tick.value()}
        self._table.clear_rows()
        self._ticks = {}
        self._rows = tuple(payouts)
        for payout in payouts:
            tick = Tick(purpose(payout), payout.id not in off)
            tick.changed.connect(self._on_tick)
            self._ticks[payout.id] = tick
            amount = str(Money(payout.cents, payout.currency))
            self._table.add_row([tick, goods(payout, order), label(payout.state), amount])
        self._show_sum()
        follow(self._place, self._ticks.values())
        if self._ticks:
            self.setFocusProxy(next(iter(self._ticks.values())))

    @property
    def ticked(self) -> tuple[Payout, ...]:
        """The rows that are ticked, in their order."""
        return tuple(row for row in self._rows if self._ticks[row.id].value())

    @property
    def total(self) -> str:
        """What the ticked rows come to, per currency."""
        sums: dict[str, int] = {}
        for row in self.ticked:
            sums[row.currency] = sums.get(row.currency, 0) + row.cents
        return " ＋ ".join(str(Money(cents, currency)) for currency, cents in sums.items())

    def value(self) -> tuple[int, ...]:
        """Ids of the ticked rows."""
        return tuple(row.id for row in self.ticked)

    def problem(self) -> str:
        """At least one row must be ticked."""
        return "" if self.ticked else _("请至少勾选一笔款。")

    def state(self) -> object:
        """The rows that are not ticked."""
        return [key for key, tick in self._ticks.items() if not tick.value()]

    def restore(self, state: object) -> None:
        """Untick the rows that were not ticked; new rows stay ticked."""
        if isinstance(state, list):
            for key, tick in self._ticks.items():
                tick.set_value(key not in state)

    def _on_tick(self) -> None:
        self._show_sum()
        self.changed.emit()

    def _show_sum(self) -> None:
        self._sum.setText(_("合计 {total}").format(total=self.total) if self.ticked else "")
        self._sum.setVisible(len(self._rows) > 1)


def in_states(payouts: Sequence[Payout], *states: MoneyState) -> tuple[Payout, ...]:
    """The rows in one of these states."""
    return tuple(row for row in payouts if row.state in states)
