"""Which goods a decision is about: pieces by number, or an amount where pieces do not tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.money import Money
from app.domain.order import OrderLine, Unit
from app.domain.remedy import Remedy
from app.domain.settlement.types import LineChoice, LineQuote
from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.amount_cell import AmountCell
from ui.tab_order import follow, place_in_order
from ui.widgets.counter import Counter
from ui.widgets.fields import Tick
from ui.widgets.grid import Column, LineTable
from ui.widgets.text import PlainLabel, tip


class GoodsName(QWidget):
    """Title and variant of a line, and below it what happened to it before."""

    def __init__(self, text: str, *, muted: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = PlainLabel("", "tiny", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(PlainLabel(text, "muted" if muted else "text", wrap=True))
        column.addWidget(self._note)
        column.addStretch(1)
        self._note.hide()

    def show_note(self, text: str) -> None:
        """A faint remark below the name, or none."""
        self._note.setText(text)
        self._note.setVisible(bool(text))


def name_of(line: OrderLine, *, back: bool) -> str:
    """How a line is called in the table; `back`: the goods come back, gifts too."""
    name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
    name = name or _("第 {n} 行商品").format(n=line.position)
    if line.gift:
        kind = _("赠品，需一并退回") if back else _("赠品")
        return _("{goods}（{kind}）").format(goods=name, kind=kind)
    if line.special:
        return _("{goods}（{kind}）").format(goods=name, kind=line.special)
    return name


class GoodsRow:
    """One line of the order, or the order as a whole when nobody has supplied lines."""

    def __init__(self, owner: GoodsChoice, line: OrderLine | None, order: tuple[int, ...]) -> None:
        """`order`: the ordinals of the line in the order in which they are taken."""
        self.line = line
        self._remedy = owner.remedy
        self._order = order
        self._free = order
        currency = owner.currency
        back = self._remedy is Remedy.RETURN_REFUND
        by_piece = line is not None and line.quantity is not None
        self.name = GoodsName(
            name_of(line, back=back) if line else _("整笔订单（没有商品明细）"),
            muted=line is not None and line.gift,
        )
        self.counter = Counter(0, 0, len(order)) if by_piece else None
        self.tick = None if by_piece or owner.remedy is not Remedy.COMPENSATION else Tick("")
        self.amount = (
            None
            if owner.remedy is Remedy.COMPENSATION
            else AmountCell(currency, always=not by_piece)
        )
        self.price = PlainLabel("", right=True)
        self.left = PlainLabel("", right=True)
        for part in (self.counter, self.tick, self.amount):
            if part is not None:
                part.changed.connect(owner.on_row)

    @property
    def line_id(self) -> int | None:
        return self.line.id if self.line else None

    def cells(self) -> list[str | QWidget]:
        """The cells of the table, from left to right."""
        bought = _("未知")
        if self.line is not None and self.line.quantity is not None:
            bought = str(self.line.quantity)
        last: QWidget = self.amount if self.amount is not None else self.left
        return [self.name, bought, self.counter or self.tick or "—", self.price, last]

    def stops(self) -> tuple[QWidget | None, ...]:
        """Where the Tab key stops in this row."""
        amount = self.amount
        typed = (None, None) if amount is None else (amount.link, amount.line)
        return (self.counter, self.tick, *typed)

    def ordinals(self) -> tuple[int, ...]:
        """The pieces that are taken: the first free ones."""
        count = self.counter.value() if self.counter is not None else 0
        return tuple(sorted(self._free[:count]))

    def choice(self) -> LineChoice | None:
        """What is chosen of this line; None for nothing."""
        if self.tick is not None:
            return LineChoice(self.line_id) if self.tick.value() else None
        if self.amount is not None and self.amount.typed:
            cents = self.amount.value()
            if cents is None:
                return None
            # Part of the price for goods that stay: the pieces remain free for later.
            keeps = self._remedy is Remedy.REFUND_ONLY
            ordinals = () if keeps else self.ordinals()
            return LineChoice(self.line_id, ordinals, cents)
        ordinals = self.ordinals()
        return LineChoice(self.line_id, ordinals) if ordinals else None

    def set_choice(self, choice: LineChoice | None) -> None:
        """Choose; pieces that are named come first from now on."""
        ordinals = choice.ordinals if choice else ()
        named = [k for k in ordinals if k in self._order]
        self._order = (*named, *(k for k in self._order if k not in named))
        self._free = self._order
        if self.counter is not None:
            self.counter.set_value(len(named))
        if self.tick is not None:
            self.tick.set_value(choice is not None)
        if self.amount is not None:
            self.amount.set_value(choice.amount_cents if choice else None)
        self._hold_counter()

    def show(self, quote: LineQuote | None, currency: str) -> None:
        """Show what is left of the line and what the choice comes to."""
        if quote is None:
            return
        self._free = tuple(k for k in self._order if k in quote.free_ordinals)
        if self.counter is not None:
            self.counter.set_limits(0, len(self._free))
        unit = quote.unit_cents
        self.price.setText(str(Money(unit, currency)) if unit is not None else _("未知"))
        left = quote.left_cents
        self.left.setText(str(Money(left, currency)) if left is not None else _("未知"))
        if self.amount is not None:
            self.amount.show_reckoned(quote.chosen_cents)
        self.name.show_note(self._history(quote, currency))
        self._hold_counter()

    def _history(self, quote: LineQuote, currency: str) -> str:
        parts = []
        if quote.refunded_cents:
            shown = Money(quote.refunded_cents, currency)
            parts.append(_("此前已退 {sum}").format(sum=shown))
        bought = self.line.quantity if self.line else None
        taken = (bought or 0) - len(quote.free_ordinals)
        if bought and taken:
            free = "、".join(str(k) for k in quote.free_ordinals[:6])
            parts.append(_("还可退第 {free} 件").format(free=free) if free else _("已全部退款"))
        return " · ".join(parts)

    def _hold_counter(self) -> None:
        """Pieces do not count while an amount is typed for goods that stay."""
        if self.counter is None:
            return
        by_amount = (
            self._remedy is Remedy.REFUND_ONLY and self.amount is not None and self.amount.typed
        )
        self.counter.setEnabled(bool(self._free) and not by_amount)
        self.counter.setToolTip(
            tip(_("按金额退时不占用件数；清空金额可改回按件。") if by_amount else "")
        )


class GoodsChoice(QWidget):
    """The goods table of a decision dialog."""

    changed = Signal()

    def __init__(self, remedy: Remedy, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remedy = remedy
        self.currency = currency
        self.rows: list[GoodsRow] = []
        self._quiet = False
        self._place = place_in_order(self)
        refund = remedy is not Remedy.COMPENSATION
        self._table = LineTable(
            [
                Column(_("商品"), stretch=True),
                Column(_("购买"), right=True),
                Column(_("本次退") if refund else _("涉及"), right=True),
                Column(_("实付单价"), right=True),
                Column(_("退款") if refund else _("可退余额"), right=True),
            ]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table)

    def show_ticket(self, ticket: Ticket, elsewhere: frozenset[Unit]) -> None:
        """Make the rows of the order; what was chosen is chosen again where it still can be."""
        before = {row.line_id: row.choice() for row in self.rows}
        claimed = {line.line_id: line.ordinals for line in ticket.lines}
        self._table.clear_rows()
        lines: Sequence[OrderLine | None] = ticket.order.lines or (None,)
        self.rows = [GoodsRow(self, line, _order(line, claimed, elsewhere)) for line in lines]
        for row in self.rows:
            self._table.add_row(row.cells(), muted=row.line is not None and row.line.gift)
            if row.line_id in before:
                row.set_choice(before[row.line_id])
        follow(self._place, (stop for row in self.rows for stop in row.stops()))
        first = self.rows[0]
        typed = first.amount.stop if first.amount is not None else None
        self.setFocusProxy(first.counter or first.tick or typed or self._table)

    def choices(self) -> tuple[LineChoice, ...]:
        """What is chosen, in the order of the lines."""
        found = (row.choice() for row in self.rows)
        return tuple(one for one in found if one is not None)

    def set_choices(self, choices: Sequence[LineChoice]) -> None:
        """Choose these and nothing else."""
        wanted = {choice.line_id: choice for choice in choices}
        self._quiet = True
        for row in self.rows:
            row.set_choice(wanted.get(row.line_id))
        self._quiet = False
        self.changed.emit()

    def show_quotes(self, quotes: Sequence[LineQuote]) -> None:
        """Show what the present choices come to."""
        by_line = {quote.line_id: quote for quote in quotes}
        self._quiet = True
        for row in self.rows:
            row.show(by_line.get(row.line_id or 0), self.currency)
        self._quiet = False

    def problem(self) -> str:
        """The first amount that is none."""
        found = (row.amount.problem() for row in self.rows if row.amount is not None)
        return next((one for one in found if one), "")

    def state(self) -> object:
        """Pieces and amounts by line."""
        return [
            [
                row.line_id,
                row.counter.value() if row.counter is not None else 0,
                row.tick.value() if row.tick is not None else False,
                row.amount.text() if row.amount is not None else "",
            ]
            for row in self.rows
        ]

    def restore(self, state: object) -> None:
        """Put pieces and amounts back on the lines that are still there."""
        if not isinstance(state, list):
            return
        kept: Mapping[object, list[object]] = {
            one[0]: one for one in state if isinstance(one, list) and len(one) == 4
        }
        self._quiet = True
        for row in self.rows:
            _line, count, ticked, text = kept.get(row.line_id, [None, None, None, None])
            if row.counter is not None and isinstance(count, int):
                row.counter.set_value(count)
            if row.tick is not None and isinstance(ticked, bool):
                row.tick.set_value(ticked)
            if row.amount is not None and isinstance(text, str):
                row.amount.set_text(text)
        self._quiet = False
        self.changed.emit()

    def on_row(self) -> None:
        """A row changed."""
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
