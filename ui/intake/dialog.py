"""A new ticket by hand, with the keyboard alone: which order and goods, what is wrong, what wish."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.drafts import IntakeDraft
from app.domain.order import Order, Shop
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.domain.ticket import Ticket, TicketFilter, View
from app.errors import StorageProblem
from app.i18n import _
from ui.desk import Desk
from ui.drafts import DraftKeeper
from ui.field_dialog import FieldDialog
from ui.intake.complaint import Complaint
from ui.intake.order_part import OrderPart

_WIDTH = 940
_MOST_HITS = 6
_MOST_TICKETS = 3


class IntakeDialog(FieldDialog):
    """Opens the ticket itself and tells which one; open it with `open()`."""

    opened = Signal(object)
    """The new `Ticket`."""

    def __init__(self, desk: Desk, shop_id: int, parent: QWidget | None = None) -> None:
        shop: Shop = desk.services.shops.get(shop_id)
        super().__init__(
            _("新建售后单"),
            shop.name,
            primary=_("建单"),
            width=_WIDTH,
            parent=parent,
        )
        self._desk = desk
        self._shop = shop
        self._intent_key = str(uuid4())
        self.order = OrderPart(shop, self._find, self._tickets_of)
        self.complaint = Complaint(shop.currency)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self.order, 1)
        both.addWidget(self.complaint, 1)
        self.form.addLayout(both)
        self.kept = {"order": self.order, **self.complaint.kept}
        for part in (self.order, self.complaint):
            part.changed.connect(self.check)
        self.submitted.connect(self._on_submitted)
        self._keeper = DraftKeeper(desk.services.drafts, f"intake/{shop_id}", self)
        for name, field in self.kept.items():
            self._keeper.keep(name, field)
        self._keeper.restore()
        self.check()

    def first_field(self) -> QWidget:
        return self.order

    def check(self) -> None:
        self.order.show_channel(self._channel())
        super().check()
        self.set_hint(_("建单后进入「待受理」"))

    def problem_now(self) -> str:
        return self.order.problem() or self.complaint.problem()

    def draft(self) -> IntakeDraft:
        said = self.complaint
        wish = said.wish.value()
        return self.order.fill(
            IntakeDraft(
                shop_id=self._shop.id,
                intent_key=self._intent_key,
                channel=self._channel(),
                requested=Remedy(str(wish)) if wish else None,
                requested_cents=said.amount.value(),
                problem=ProblemClass(str(said.problem_class.value())),
                buyer_words=said.words.value(),
                summary=said.summary.value(),
            )
        )

    def _channel(self) -> Channel:
        return Channel(str(self.complaint.channel.value()))

    def _find(self, text: str, shop_id: int) -> Sequence[Order]:
        outcome = self._desk.attempt(
            self._desk.services.intake.find_orders, text, shop_id, _MOST_HITS
        )
        found: Sequence[Order] = outcome.result or ()
        return found

    def _tickets_of(self, order: Order) -> tuple[str, ...]:
        """Numbers of the order's open tickets."""
        wanted = TicketFilter(view=View.OPEN, search=order.number, shop_id=order.shop_id)
        outcome = self._desk.attempt(self._desk.services.queue.page, wanted, 0, _MOST_TICKETS)
        found = outcome.result or ()
        return tuple(one.number for one in found if one.order_no == order.number)

    def _on_submitted(self, draft: IntakeDraft) -> None:
        outcome = self._desk.attempt(self._desk.services.intake.new_ticket, draft)
        ticket: Ticket | None = outcome.result
        if ticket is None:
            self.keep_open(outcome.sentence)
            if isinstance(outcome.error, StorageProblem):
                self._desk.explain(outcome.error)
            return
        self._keeper.forget()
        self._desk.ask.tell(_("已建单 {number}。").format(number=ticket.number))
        self.opened.emit(ticket)
