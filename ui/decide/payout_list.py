"""Money rows to tick: class, goods and amount of each, and what the ticked ones come to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.labels import label
from app.domain.money import Money
from app.domain.order import Order
from app.domain.payment import Leg, MoneyClass, MoneyState, Payout
from app.i18n import _
from ui.decide.ticked_rows import TickedRows, sum_text
from ui.widgets.grid import Column
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


class PayoutList(TickedRows):
    """The rows of a ticket that a verb can be done to, and their sum below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            Column(_("款项")),
            Column(_("商品"), stretch=True),
            Column(_("状态")),
            Column(_("金额"), right=True),
        )
        super().__init__(columns, parent)
        self._rows: tuple[Payout, ...] = ()
        self._sum = PlainLabel("", "strong", right=True)
        self._sum.setContentsMargins(6, 4, 6, 0)
        self._column.addWidget(self._sum)

    def show_rows(self, payouts: Sequence[Payout], order: Order) -> None:
        """These rows, ticked unless they were there before and not ticked."""
        self._rows = tuple(payouts)
        self._show(
            [
                (row.id, purpose(row), (goods(row, order), label(row.state), _amount(row)))
                for row in payouts
            ]
        )
        self._show_sum()

    @property
    def ticked(self) -> tuple[Payout, ...]:
        """The rows that are ticked, in their order."""
        chosen = self.value()
        return tuple(row for row in self._rows if row.id in chosen)

    @property
    def total(self) -> str:
        """What the ticked rows come to, per currency."""
        return sum_text((row.cents, row.currency) for row in self.ticked)

    def _on_tick(self) -> None:
        self._show_sum()
        super()._on_tick()

    def _show_sum(self) -> None:
        self._sum.setText(_("合计 {total}").format(total=self.total) if self.ticked else "")
        self._sum.setVisible(len(self._rows) > 1)


def _amount(row: Payout) -> str:
    return str(Money(row.cents, row.currency))


def in_states(payouts: Sequence[Payout], *states: MoneyState) -> tuple[Payout, ...]:
    """The rows in one of these states."""
    return tuple(row for row in payouts if row.state in states)
