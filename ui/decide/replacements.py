"""What the buyer gets instead: the same goods, another size or colour of them, or other goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.order import OrderLine
from app.domain.settlement.types import Choices, LineChoice, Replacement
from app.domain.ticket import Ticket
from app.i18n import N_, _
from ui.decide.goods_row import name_of
from ui.decide.part import Given, Part, beside, labelled
from ui.widgets.fields import TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel

_SIZE_WORDS = ("尺码", "尺寸", "大小", "偏大", "偏小")


class Instead(StrEnum):
    """What is sent in place of a piece."""

    SAME = "same"
    VARIANT = "variant"
    OTHER = "other"


_WORDS: dict[Instead, str] = {
    Instead.SAME: N_("同款同规格"),
    Instead.VARIANT: N_("同款换规格"),
    Instead.OTHER: N_("换其他商品"),
}


class ReplacementBlock(Part):
    """The goods that replace the chosen pieces of one line."""

    def __init__(
        self, line: OrderLine | None, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._chosen: LineChoice | None = None
        self.line_id = line.id if line is not None else None
        self.kind = Segments([(one, _(word)) for one, word in _WORDS.items()], Instead.SAME)
        self.title = TextField(placeholder=_("商品名称"), longest=120)
        self.variant = TextField(placeholder=_("例如 160×230 米白"), longest=80)
        self.sku = TextField(longest=60)
        self.price = MoneyEdit(currency, optional=True)
        self.name = PlainLabel(name_of(line, back=False) if line else "", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.kind)
        self._title = labelled(_("换成的商品"), self.title)
        self._variant = labelled(_("规格"), self.variant)
        self._sku = labelled(_("货号（可不填）"), self.sku)
        self._price = labelled(_("今天的单价"), self.price)
        self._rest = QWidget()
        self._rest.setLayout(beside(self._variant, self._sku, self._price, stretch=False))
        column.addWidget(self._title)
        column.addWidget(self._rest)
        self.kind.changed.connect(self._on_kind)
        for field in (self.title, self.variant, self.sku, self.price):
            field.changed.connect(self._on_changed)
        self._show_kind()

    def choose(self, chosen: LineChoice | None, *, named: bool) -> None:
        """Which pieces it replaces; `named`: other lines are exchanged too, so it says its own."""
        self._chosen = chosen
        self.name.setVisible(named)
        self.setVisible(chosen is not None)

    def start_with(self, new: Replacement) -> None:
        """What is sent to begin with; a price alone is another variant of the same goods."""
        if new.title:
            self.kind.set_value(Instead.OTHER)
        elif new.variant or new.sku or new.price_cents is not None:
            self.kind.set_value(Instead.VARIANT)
        self.title.set_value(new.title)
        self.variant.set_value(new.variant)
        self.sku.set_value(new.sku)
        self.price.set_value(new.price_cents)

    def value(self) -> Replacement | None:
        """What is sent; None while nothing of the line is chosen."""
        if self._chosen is None:
            return None
        ordinals = self._chosen.ordinals
        base = Replacement(self.line_id, ordinals, quantity=len(ordinals) or 1)
        kind = self._kind
        if kind is Instead.SAME:
            return base
        title = self.title.value() if kind is Instead.OTHER else ""
        return replace(
            base,
            title=title,
            variant=self.variant.value(),
            sku=self.sku.value(),
            price_cents=self.price.value(),
        )

    def problem(self) -> str:
        if self._chosen is None or self._kind is Instead.SAME:
            return ""
        if self._kind is Instead.OTHER and not self.title.value():
            return _("请填写换成的商品名称。")
        if self._kind is Instead.VARIANT and not (self.variant.value() or self.sku.value()):
            return _("请填写换成的规格。")
        if self._kind is Instead.OTHER and not self.price.line.text().strip():
            return _("请填写换成的商品今天的单价，用来计算差价。")
        return self.price.problem()

    def state(self) -> list[object]:
        """Everything chosen and typed."""
        return [
            self.line_id,
            self.kind.value(),
            self.title.text(),
            self.variant.text(),
            self.sku.text(),
            self.price.line.text(),
        ]

    def restore(self, state: list[object]) -> None:
        """Put it back."""
        _line, kind, title, variant, sku, price = state
        self.kind.set_value(kind)
        for field, text in ((self.title, title), (self.variant, variant), (self.sku, sku)):
            field.set_value(str(text))
        self.price.line.setText(str(price))

    @property
    def _kind(self) -> Instead:
        return Instead(str(self.kind.value() or Instead.SAME))

    def _show_kind(self) -> None:
        kind = self._kind
        self._title.setVisible(kind is Instead.OTHER)
        self._rest.setVisible(kind is not Instead.SAME)
        same_price = kind is Instead.VARIANT
        self._price.label.setText(_("今天的单价（同价可不填）") if same_price else _("今天的单价"))

    def _on_kind(self) -> None:
        self._show_kind()
        self.changed.emit()


class Replacements(Part):
    """One block for each line of which something is chosen."""

    label = N_("换成什么")

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = ticket.order
        self._made: dict[int | None, ReplacementBlock] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._hint = PlainLabel(_("尺码不合适时，建议换其他款式。"), "tiny")
        self._column.addWidget(self._hint)
        # Made with the form, so that the Tab key comes to them where they stand; those of other
        # lines are made when something of them is chosen.
        for key in {line.line_id for line in ticket.lines} or self._keys()[:1]:
            self._block(key)

    @property
    def blocks(self) -> list[ReplacementBlock]:
        """The blocks there are, in the order of the lines."""
        return [self._made[key] for key in self._keys() if key in self._made]

    @property
    def applies(self) -> bool:
        return any(block.value() is not None for block in self.blocks)

    def show_ticket(self, given: Given) -> None:
        self._order = given.ticket.order
        said = f"{given.ticket.platform_reason}{given.ticket.buyer_words}"
        self._hint.setVisible(any(word in said for word in _SIZE_WORDS))

    def start(self, given: Given) -> None:
        self.follow(given.proposed)
        for new in given.proposed.replacements:
            block = self._made.get(new.line_id)
            if block is not None:
                block.start_with(new)

    def follow(self, choices: Choices) -> None:
        chosen = {choice.line_id: choice for choice in choices.lines}
        for key in chosen:
            self._block(key)
        for key, block in self._made.items():
            block.choose(chosen.get(key), named=len(chosen) > 1)

    def fill(self, choices: Choices) -> Choices:
        found = (block.value() for block in self.blocks)
        return replace(choices, replacements=tuple(one for one in found if one is not None))

    def problem(self) -> str:
        return next((said for block in self.blocks if (said := block.problem())), "")

    def kept(self) -> Mapping[str, object]:
        return {"replacements": self}

    def state(self) -> object:
        """Every block in which something is typed or chosen."""
        every = [block.state() for block in self.blocks]
        return [one for one in every if one[1] != Instead.SAME or any(one[2:])]

    def restore(self, state: object) -> None:
        """Put them back on the lines that are still there."""
        if not isinstance(state, list):
            return
        kept = {one[0]: one for one in state if isinstance(one, list) and len(one) == 6}
        for key in kept:
            self._block(key)
        for key, block in self._made.items():
            block.restore(kept.get(key, [key, Instead.SAME, "", "", "", ""]))

    def _keys(self) -> list[int | None]:
        return [line.id for line in self._order.lines] or [None]

    def _block(self, key: int | None) -> None:
        """Make the block of a line that has none yet."""
        line = next((line for line in self._order.lines if line.id == key), None)
        if key in self._made or (line is None and key is not None):
            return
        block = ReplacementBlock(line, self._order.currency)
        block.changed.connect(self._on_changed)
        block.hide()
        self._column.insertWidget(self._column.count() - 1, block)
        self._made[key] = block
