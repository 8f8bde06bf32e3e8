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
from app.errors import RuleViolation, StorageProblem
from app.i18n import _
from ui.desk import Desk
from ui.drafts import DraftKeeper
from ui.field_dialog import FieldDialog
from ui.forms import LabelledField
from ui.intake.complaint import Complaint
from ui.intake.order_part import OrderPart
from ui.widgets.fields import Choice

_WIDTH = 940
_MOST_HITS = 6
_MOST_TICKETS = 3


class IntakeDialog(FieldDialog):
    """Opens the ticket itself and tells which one; show it with `open()`."""

    made = Signal(object)
    """The new `Ticket`."""

    def __init__(self, desk: Desk, shop_id: int | None, parent: QWidget | None = None) -> None:
        """`shop_id` None: the first shop, another can be chosen in the form.

        Raises `RuleViolation` while there is no shop, `NotFound` when that shop is gone.
        """
        shops: tuple[Shop, ...] = desk.services.shops.all()
        if not shops:
            raise RuleViolation(_("还没有店铺，不能建单。"), _("请先新建店铺或导入平台文件。"))
        shop: Shop = shops[0] if shop_id is None else desk.services.shops.get(shop_id)
        super().__init__(_("新建售后单"), shop.name, primary=_("建单"), width=_WIDTH, parent=parent)
        self._desk = desk
        self._shops = {one.id: one for one in shops}
        self._intent_key = str(uuid4())
        self.shop = Choice([(one.id, one.name) for one in shops], shop.id)
        place = LabelledField(_("店铺"), self.shop)
        place.setVisible(len(shops) > 1)
        self.form.addWidget(place)
        self._make_sides(shop)
        self._keeper.restore()
        self.shop.changed.connect(self._on_shop)
        self.submitted.connect(self._on_submitted)
        self.check()

    def _make_sides(self, shop: Shop) -> None:
        """The two sides for one shop: amounts are in its currency, orders are its own."""
        self._shop = shop
        self.subtitle.setText(shop.name)
        self.order = OrderPart(shop, self._find, self._tickets_of)
        self.complaint = Complaint(shop.currency)
        self._body = QWidget()
        both = QHBoxLayout(self._body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addWidget(self.order, 1)
        both.addWidget(self.complaint, 1)
        self.form.addWidget(self._body)
        # A body made later comes last in the order of the Tab key: put the buttons behind it.
        QWidget.setTabOrder(self.complaint.amount.line, self.cancel)
        QWidget.setTabOrder(self.cancel, self.primary)
        self.kept = {"order": self.order, **self.complaint.kept}
        for part in (self.order, self.complaint):
            part.changed.connect(self.check)
        self._keeper = DraftKeeper(self._desk, f"intake/{shop.id}", self)
        for name, field in self.kept.items():
            self._keeper.keep(name, field)

    def _on_shop(self) -> None:
        """Another shop: what was typed moves along, an order that was found does not."""
        old, keeper = self._body, self._keeper
        states = keeper.now()
        keeper.forget()
        keeper.retire()
        self.form.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._make_sides(self._shops[int(str(self.shop.value()))])
        self._body.show()
        self._keeper.put(states)
        self._keeper.save()
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
        self.made.emit(ticket)
