"""The left side of a new ticket: an order that is searched for, found, or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.drafts import IntakeDraft
from app.domain.order import Order, Shop
from app.domain.remedy import Channel
from app.i18n import _
from ui.forms import LabelledField
from ui.intake.arrived_table import Claimed
from ui.intake.claimed_goods import ClaimedGoods, line_words
from ui.intake.order_search import OrderSearch
from ui.intake.typed_order import TypedOrder

_LONG_NUMBER = 6  # what is longer than a phone's tail is an order number

FindOrders = Callable[[str, int], Sequence[Order]]


class OrderPart(QWidget):
    """Exactly one of three is shown: the search, the order found, the order typed."""

    changed = Signal()

    def __init__(
        self,
        shop: Shop,
        find: FindOrders,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._find = find
        self.search = OrderSearch(self._found, shop.zone)
        self._search = LabelledField(_("查找订单"), self.search)
        self.claimed = ClaimedGoods()
        self._claimed = LabelledField(_("订单与涉及的商品"), self.claimed)
        self.typed = TypedOrder(shop.currency)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._search, self._claimed, self.typed):
            column.addWidget(part)
        column.addStretch(1)
        self._mode = ""
        self._show("search")
        self.search.chosen.connect(self._on_chosen)
        self.search.typed.connect(self._on_by_hand)
        self.claimed.other.connect(self._on_search)
        self.typed.search.connect(self._on_search)
        for one in (self.search, self.claimed, self.typed):
            one.changed.connect(self._on_changed)

    @property
    def mode(self) -> str:
        """`search`, `found` or `typed`."""
        return self._mode

    @property
    def found(self) -> Order | None:
        """The order that was found, while it is the one shown."""
        return self.claimed.order if self._mode == "found" else None

    def show_channel(self, channel: Channel) -> None:
        """The channel decides whether a typed order may be without a number."""
        self.typed.show_channel(channel)

    def fill(self, draft: IntakeDraft) -> IntakeDraft:
        """The draft with what this side knows of it. Call only while there is no problem."""
        order = self.claimed.order
        if self._mode == "found" and order is not None:
            return replace(draft, order_id=order.id, lines=self.claimed.value())
        typed = self.typed.value()
        summary = draft.summary
        if typed.why_no_number:
            why = _("无订单号：{why}").format(why=typed.why_no_number)
            summary = f"{summary}\n{why}" if summary else why
        return replace(
            draft,
            order_number=typed.number,
            typed_lines=typed.lines,
            paid_cents=typed.paid_cents,
            shipping_cents=typed.shipping_cents,
            nickname=typed.nickname,
            phone=typed.phone,
            summary=summary,
        )

    def claimed_lines(self) -> tuple[Claimed, ...]:
        """The lines the buyer complains about; typed ones are told by their place, from 1."""
        if self._mode == "typed":
            lines = self.typed.value().lines
            return tuple(
                Claimed(place, line.title, line.quantity) for place, line in enumerate(lines, 1)
            )
        order = self.claimed.order
        if self._mode != "found" or order is None:
            return ()
        chosen = {line.line_id for line in self.claimed.value()}
        return tuple(
            Claimed(line.id, line_words(line), line.quantity)
            for line in order.lines
            if line.id in chosen
        )

    def problem(self) -> str:
        """What is missing or wrong on this side."""
        if self._mode == "found":
            return self.claimed.problem()
        if self._mode == "typed":
            return self.typed.problem()
        return _("请先选择订单，或手工录入。")

    def state(self) -> object:
        """The mode and what stands in each of the three."""
        order = self.claimed.order
        found = order.number if order is not None and self._mode == "found" else ""
        return [
            self._mode,
            self.search.value(),
            found,
            self.claimed.state() if found else [],
            self.typed.state(),
        ]

    def restore(self, state: object) -> None:
        """Put it back; an order that is gone meanwhile is searched for again."""
        if not isinstance(state, list) or len(state) != 5:
            return
        mode, text, number, claimed, typed = state
        self.typed.restore(typed)
        self.search.search(str(text))
        order = next((o for o in self._found(str(number)) if o.number == number), None)
        if order is not None:
            self._take(order)
            self.claimed.restore(claimed)
        elif mode == "typed":
            self._show("typed")
        else:
            self._show("search")

    def _found(self, text: str) -> Sequence[Order]:
        return self._find(text, self._shop.id) if text else ()

    def _take(self, order: Order) -> None:
        self.claimed.show_order(order)
        self._show("found")

    def _show(self, mode: str) -> None:
        self._mode = mode
        self._search.setVisible(mode == "search")
        self._claimed.setVisible(mode == "found")
        self.typed.setVisible(mode == "typed")
        part: QWidget = {"search": self.search, "found": self.claimed}.get(mode, self.typed)
        self.setFocusProxy(part)

    def _on_chosen(self, order: Order) -> None:
        self._take(order)
        self.claimed.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _on_by_hand(self, text: str) -> None:
        if len(text) > _LONG_NUMBER and not self.typed.number.value():
            self.typed.number.set_value(text)
        self._show("typed")
        self.typed.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _on_search(self) -> None:
        self._show("search")
        self.search.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()
