"""One line of the goods table: what it is, how many pieces or how much, what is left of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.money import Money
from app.domain.order import OrderLine
from app.domain.settlement.types import LineChoice, LineQuote, PriceNow
from app.i18n import _
from ui.decide.amount_cell import AmountCell
from ui.decide.goods_shape import GoodsShape
from ui.widgets.counter import Counter
from ui.widgets.fields import Tick
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
        if text == self._note.text():
            return
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

    def __init__(
        self,
        line: OrderLine | None,
        order: tuple[int, ...],
        shape: GoodsShape,
        currency: str,
    ) -> None:
        """`order`: the ordinals of the line in the order in which they are taken."""
        self.line = line
        self._shape = shape
        self._order = order
        self._free = order
        self._shown: object = None
        by_piece = line is not None and line.quantity is not None
        self.name = GoodsName(
            name_of(line, back=shape.back) if line else _("整笔订单（没有商品明细）"),
            muted=line is not None and line.gift,
        )
        self.counter = Counter(0, 0, len(order)) if by_piece else None
        self.tick = None if by_piece or shape.amounts else Tick("")
        self.amount = None
        if shape.amounts or shape.prices:
            self.amount = AmountCell(currency, always=shape.prices or not by_piece)
        self.price = PlainLabel("—", right=True)
        self.left = PlainLabel("—", right=True)

    def listen(self, slot: Callable[[], None]) -> None:
        """Have a bound method called whenever something of the row changes."""
        for part in (self.counter, self.tick, self.amount):
            if part is not None:
                part.changed.connect(slot)

    @property
    def line_id(self) -> int | None:
        return self.line.id if self.line else None

    def cells(self) -> list[str | QWidget]:
        """The cells of the table, from left to right."""
        bought = _("未知")
        if self.line is not None and self.line.quantity is not None:
            bought = str(self.line.quantity)
        cells: list[str | QWidget] = [
            self.name,
            bought,
            self.counter or self.tick or "—",
            self.price,
        ]
        if self._shape.last:
            cells.append(self.amount if self.amount is not None else self.left)
        return cells

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
        if self._shape.amounts and self.amount is not None and self.amount.typed:
            cents = self.amount.value()
            if cents is None:
                return None
            # Part of the price for goods that stay: the pieces remain free for later.
            ordinals = () if self._shape.keeps else self.ordinals()
            return LineChoice(self.line_id, ordinals, cents)
        ordinals = self.ordinals()
        return LineChoice(self.line_id, ordinals) if ordinals else None

    def price_now(self) -> PriceNow | None:
        """Today's price of one piece, where something of this line is chosen and it is typed."""
        if not self._shape.prices or self.amount is None or self.line_id is None:
            return None
        cents = self.amount.value()
        return PriceNow(self.line_id, cents) if self.choice() and cents is not None else None

    def problem(self) -> str:
        """An amount that is none, or a price that is missing."""
        if self.amount is None:
            return ""
        if self._shape.prices and not self.amount.typed and self.choice():
            goods = name_of(self.line, back=False) if self.line else _("整笔订单")
            return _("请填写「{goods}」今天的单价。").format(goods=goods)
        return self.amount.problem()

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
        if self.amount is not None and self._shape.amounts:
            self.amount.set_value(choice.amount_cents if choice else None)
        self._hold_counter()

    def set_price(self, cents: int) -> None:
        """Today's price of one piece, where the row asks for it."""
        if self._shape.prices and self.amount is not None:
            self.amount.set_value(cents)

    def state(self) -> list[object]:
        """Pieces, tick and amount as they stand, by line."""
        return [
            self.line_id,
            self.counter.value() if self.counter is not None else 0,
            self.tick.value() if self.tick is not None else False,
            self.amount.text() if self.amount is not None else "",
        ]

    def restore(self, state: list[object]) -> None:
        """Put them back."""
        _line, count, ticked, text = state
        if self.counter is not None and isinstance(count, int):
            self.counter.set_value(int(count))
        if self.tick is not None:
            self.tick.set_value(bool(ticked))
        if self.amount is not None and isinstance(text, str):
            self.amount.set_text(text)
        self._hold_counter()

    def show(self, quote: LineQuote | None, currency: str) -> bool:
        """Show what is left of the line and what the choice comes to; False: nothing is new."""
        # Fifty rows are asked at every key: only one of them has anything new to show.
        now = (quote, self.state())
        if quote is None or now == self._shown:
            return False
        self._shown = now
        self._free = tuple(k for k in self._order if k in quote.free_ordinals)
        if self.counter is not None:
            self.counter.set_limits(0, len(self._free))
        _show_money(self.price, quote.unit_cents, currency)
        _show_money(self.left, quote.left_cents, currency)
        if self.amount is not None and self._shape.amounts:
            self.amount.show_reckoned(quote.chosen_cents)
        self.name.show_note(self._history(quote, currency))
        self._hold_counter()
        return True

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
        now = self.price_now()
        if now is not None and quote.unit_cents is not None:
            lower = Money(max(0, quote.unit_cents - now.cents), currency)
            parts.append(_("每件差价 {sum}").format(sum=lower))
        return " · ".join(parts)

    def _hold_counter(self) -> None:
        """Pieces do not count while an amount is typed for goods that stay."""
        if self.counter is None:
            return
        by_amount = self._shape.keeps and self.amount is not None and self.amount.typed
        self.counter.setEnabled(bool(self._free) and not by_amount)
        self.counter.setToolTip(
            tip(_("按金额退时不占用件数；清空金额可改回按件。") if by_amount else "")
        )


def _show_money(label: PlainLabel, cents: int | None, currency: str) -> None:
    text = str(Money(cents, currency)) if cents is not None else _("未知")
    if text != label.text():
        label.setText(text)
