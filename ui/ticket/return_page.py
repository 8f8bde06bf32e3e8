"""物流: parcels to the buyer, repairs, the parcel back, where every piece is, where it must go."""

from __future__ import annotations

from typing import Final

from app.domain.facts import GoodsIn
from app.domain.labels import label
from app.domain.order import Address, Unit
from app.domain.ticket import Ticket
from app.i18n import _
from ui.ticket import wording
from ui.ticket.facts import Fact
from ui.ticket.outward_cards import DispatchCard, RepairCard
from ui.ticket.page import CardPage
from ui.tokens import Tone
from ui.widgets.copyable import Copyable
from ui.widgets.grid import Column, LineTable
from ui.widgets.pill import Pill
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

GOODS_TONES: Final[dict[GoodsIn, Tone]] = {
    GoodsIn.NOT_NEEDED: "muted",
    GoodsIn.TO_BE_SENT: "warn",
    GoodsIn.IN_TRANSIT: "info",
    GoodsIn.RECEIVED: "violet",
    GoodsIn.SELLABLE: "ok",
    GoodsIn.WORN: "bad",
    GoodsIn.DAMAGED: "bad",
    GoodsIn.WRONG: "bad",
    GoodsIn.MISSING_PARTS: "bad",
    GoodsIn.NOT_ARRIVED: "bad",
    GoodsIn.NEVER_SENT: "warn",
    GoodsIn.REFUSED_BACK: "muted",
    GoodsIn.GIVEN_BACK: "muted",
}


def has_parcels(ticket: Ticket) -> bool:
    """Whether this page has anything to show."""
    order = ticket.order
    back = any(state is not GoodsIn.NOT_NEEDED for state in ticket.goods_in.values())
    claimed = any(claim.return_tracking for claim in ticket.claims)
    out = ticket.dispatches or ticket.repairs
    return bool(
        out or back or claimed or ticket.return_tracking or order.tracking or order.shipped_at
    )


class ReturnPage(CardPage):
    """物流."""

    def make_cards(self) -> None:
        ticket = self.ticket
        for dispatch in reversed(ticket.dispatches):
            self.column.addWidget(DispatchCard(self, dispatch))
        for repair in reversed(ticket.repairs):
            self.column.addWidget(RepairCard(self, repair))
        back = any(state is not GoodsIn.NOT_NEEDED for state in ticket.goods_in.values())
        if back or ticket.return_tracking or any(c.return_tracking for c in ticket.claims):
            self.column.addWidget(self._back(ticket))
        if back:
            self.column.addWidget(self._address(ticket))
        self.column.addWidget(self._out(ticket))

    def _back(self, ticket: Ticket) -> Card:
        card = Card(_("退货"))
        known: list[Fact] = []
        courier, tracking = ticket.return_courier, ticket.return_tracking
        if tracking or not any(claim.return_tracking for claim in ticket.claims):
            known.append(Fact(_("快递"), courier or wording.unknown()))
            known.append(self.number(_("单号"), tracking))
        for claim in ticket.claims:
            if claim.return_tracking and claim.return_tracking != tracking:
                known.append(Fact(_("平台快递"), claim.return_courier or wording.unknown()))
                known.append(self.number(_("平台单号"), claim.return_tracking))
        decision = ticket.decision
        if decision is not None and decision.return_by is not None:
            known.append(Fact(_("寄回截止"), self.when(decision.return_by)))
        self._put_facts(card, known)
        if ticket.goods_in:
            card.body.addWidget(self._units(ticket))
        return card

    def _units(self, ticket: Ticket) -> LineTable:
        table = LineTable(
            [Column(_("商品"), stretch=True), Column(_("第几件"), right=True),
             Column(_("在哪里"), right=True)]
        )  # fmt: skip
        for unit, state in sorted(ticket.goods_in.items()):
            place = _("第 {n} 件").format(n=unit.ordinal) if unit.ordinal else _("件数未知")
            table.add_row([_goods_of(ticket, unit), place, Pill(label(state), GOODS_TONES[state])])
        return table

    def _address(self, ticket: Ticket) -> Card:
        """The shop's own address; its phone is the shop's and stands in full."""
        address = ticket.shop.return_address
        card = Card(_("寄回到"))
        if address is None:
            words = _("这家店还没有退货地址；退货卡上会留空行。可以在「店铺」里填写。")
            card.body.addWidget(PlainLabel(words, "warn", wrap=True))
            return card
        shown = Copyable(_("复制整段地址"), address_text(address), look="muted")
        shown.copied.connect(self._on_address_copied)
        card.body.addWidget(PlainLabel(address_text(address), wrap=True, selectable=True))
        card.body.addWidget(shown)
        return card

    def _out(self, ticket: Ticket) -> Card:
        order = ticket.order
        card = Card(_("订单发货"))
        self._put_facts(
            card,
            [
                Fact(_("快递"), order.courier or wording.unknown()),
                self.number(_("单号"), order.tracking),
                Fact(_("发出"), self.when(order.shipped_at)),
                Fact(_("签收"), self.when(order.delivered_at)),
                Fact(_("下单"), self.when(order.placed_at)),
                Fact(_("订单状态"), order.status or wording.unknown()),
            ],
        )
        return card

    def _put_facts(self, card: Card, known: list[Fact]) -> None:
        facts = self.facts(2 if self.wide else 1)
        facts.show_facts(known)
        card.body.addWidget(facts)

    def _on_address_copied(self, _value: str) -> None:
        self.said.emit(_("退货地址已复制"))


def address_text(address: Address) -> str:
    """Contact, phone, address and postcode in one line, as it is sent to a buyer."""
    parts = (address.contact, address.phone, address.address, address.postcode)
    return "，".join(part for part in parts if part)


def _goods_of(ticket: Ticket, unit: Unit) -> str:
    for line in ticket.order.lines:
        if line.id == unit.line_id:
            return wording.goods(line)
    return wording.unknown()
