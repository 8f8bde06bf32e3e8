"""Which goods a decision is about: pieces by number, or an amount where pieces do not tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.order import OrderLine, Unit
from app.domain.remedy import Remedy
from app.domain.settlement.types import Breakdown, Choices, LineChoice, LineQuote
from app.i18n import _
from ui.decide.goods_row import GoodsRow
from ui.decide.goods_shape import SHAPES
from ui.decide.part import Given, Part
from ui.tab_order import follow, place_in_order
from ui.widgets.button import Button
from ui.widgets.grid import Column, LineTable

_LONG = 5  # an order with more lines shows those the claim is about, and the rest on demand


class GoodsChoice(Part):
    """The goods table of a decision dialog."""

    def __init__(self, remedy: Remedy, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = SHAPES[remedy]
        self._currency = currency
        self.rows: list[GoodsRow] = []
        self._quotes: Sequence[LineQuote] = ()
        self._chosen: tuple[LineChoice, ...] | None = None
        self._lines: Sequence[OrderLine | None] = (None,)
        self._claimed: Mapping[int, tuple[int, ...]] = {}
        self._elsewhere: frozenset[Unit] = frozenset()
        self._all = False
        self._quiet = False
        self._place = place_in_order(self)
        columns = [
            Column(_("商品"), stretch=True),
            Column(_("购买"), right=True),
            Column(_(self._shape.count), right=True),
            Column(_("实付单价"), right=True),
        ]
        if self._shape.last:
            columns.append(Column(_(self._shape.last), right=True))
        self._table = LineTable(columns)
        self.more = Button("", "ghost", icon="chevron-down")
        self.more.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._table)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def start(self, given: Given) -> None:
        self.set_choices(given.proposed.lines)
        if given.tried:
            self._set_prices({price.line_id: price.cents for price in given.proposed.prices_now})

    def fill(self, choices: Choices) -> Choices:
        prices = (row.price_now() for row in self.rows) if self._shape.prices else ()
        return replace(
            choices,
            lines=self.choices(),
            prices_now=tuple(price for price in prices if price is not None),
        )

    def show_breakdown(self, breakdown: Breakdown) -> None:
        self.show_quotes(breakdown.quotes)

    def kept(self) -> Mapping[str, object]:
        return {"goods": self}

    def show_ticket(self, given: Given) -> None:
        """Make the rows of the order; what was chosen stays chosen where it still can be."""
        ticket = given.ticket
        self._lines = ticket.order.lines or (None,)
        self._claimed = {line.line_id: line.ordinals for line in ticket.lines}
        self._elsewhere = given.situation.units_claimed_elsewhere
        self._make_rows()

    def choices(self) -> tuple[LineChoice, ...]:
        """What is chosen, in the order of the lines."""
        if self._chosen is None:
            found = (row.choice() for row in self.rows)
            self._chosen = tuple(one for one in found if one is not None)
        return self._chosen

    def set_choices(self, choices: Sequence[LineChoice]) -> None:
        """Choose these and nothing else."""
        wanted = {choice.line_id: choice for choice in choices}
        self._need(set(wanted))
        self._quiet = True
        for row in self.rows:
            row.set_choice(wanted.get(row.line_id))
        self._quiet = False
        self._chosen = None
        self.changed.emit()

    def _set_prices(self, now: Mapping[int, int]) -> None:
        for row in self.rows:
            if row.line_id is not None and row.line_id in now:
                row.set_price(now[row.line_id])

    def show_quotes(self, quotes: Sequence[LineQuote]) -> None:
        """Show what the present choices come to."""
        self._quotes = quotes
        by_line = {quote.line_id: quote for quote in quotes}
        self._quiet = True
        for row in self.rows:
            if row.show(by_line.get(row.line_id or 0), self._currency):
                self._chosen = None
        self._quiet = False

    def problem(self) -> str:
        """The first amount that is none, or price that is missing."""
        return next((said for row in self.rows if (said := row.problem())), "")

    def state(self) -> object:
        """Pieces and amounts by line; lines of which nothing is chosen are left out."""
        every = [row.state() for row in self.rows]
        return [one for one in every if any(one[1:])]

    def restore(self, state: object) -> None:
        """Put pieces and amounts back on the lines that are still there."""
        if not isinstance(state, list):
            return
        kept = {one[0]: one for one in state if isinstance(one, list) and len(one) == 4}
        self._need(set(kept))
        self._quiet = True
        for row in self.rows:
            row.restore(kept.get(row.line_id, [row.line_id, 0, False, ""]))
        self._quiet = False
        self._chosen = None
        self.changed.emit()

    def _shown(self) -> list[OrderLine | None]:
        if self._all or len(self._lines) <= _LONG or not self._claimed:
            return list(self._lines)
        return [line for line in self._lines if line is not None and line.id in self._claimed]

    def _need(self, wanted: set[int | None]) -> None:
        """Show every line when one of these is not among those shown."""
        if not wanted <= {row.line_id for row in self.rows}:
            self._all = True
            self._make_rows()

    def _make_rows(self) -> None:
        before = {row.line_id: (row.choice(), row.state()) for row in self.rows}
        self._table.clear_rows()
        lines = self._shown()
        self.rows = []
        self._quiet = True
        for line in lines:
            order = _order(line, self._claimed, self._elsewhere)
            row = GoodsRow(line, order, self._shape, self._currency)
            self._table.add_row(row.cells(), muted=line is not None and line.gift)
            if row.line_id in before:
                choice, state = before[row.line_id]
                row.set_choice(choice)
                row.restore(state)
            row.listen(self._on_row)
            self.rows.append(row)
        self._quiet = False
        self._chosen = None
        self.more.setText(_("显示其余 {n} 种商品").format(n=len(self._lines) - len(lines)))
        self.more.setVisible(len(lines) < len(self._lines))
        follow(self._place, (stop for row in self.rows for stop in row.stops()))
        first = self.rows[0]
        typed = first.amount.stop if first.amount is not None else None
        self.setFocusProxy(first.counter or first.tick or typed or self.more)

    def _on_more(self) -> None:
        self._all = True
        self._make_rows()
        self.show_quotes(self._quotes)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_row(self) -> None:
        self._chosen = None
        if not self._quiet:
            self.changed.emit()


def _order(
    line: OrderLine | None,
    claimed: Mapping[int, tuple[int, ...]],
    elsewhere: frozenset[Unit],
) -> tuple[int, ...]:
    """Ordinals as they are taken: claimed here first, claimed in another ticket last."""
    if line is None or line.quantity is None:
        return ()
    mine = claimed.get(line.id, ())
    every = range(1, line.quantity + 1)
    return tuple(sorted(every, key=lambda k: (k not in mine, Unit(line.id, k) in elsewhere, k)))
