"""The goods of a ticket: how many are claimed, what was paid, refunded and may still be refunded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.order import OrderLine, ShareState
from app.domain.payment import MoneyClass, MoneyState
from app.domain.remedy import Remedy
from app.domain.settlement import caps, paid_shares, settle
from app.domain.settlement.ledger import Ledger
from app.domain.settlement.types import Choices, Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.ticket import wording
from ui.ticket.facts import RowTable
from ui.widgets.grid import Column
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

_NO_TICKET = 0
_HANDED_OVER = (MoneyState.SUBMITTED, MoneyState.ARRIVED)
_GRANTED = (MoneyState.PLANNED, MoneyState.APPROVED)


@dataclass(frozen=True, slots=True)
class LineMoney:
    """What the buyer has back of a line, and what may still be granted on it (cents)."""

    paid_share: int | None
    refunded: int
    left: int | None


def line_money(ticket: Ticket, now: datetime) -> dict[int, LineMoney]:
    """The money of every order line by its id.

    `refunded` counts what was handed over; what is granted and not paid yet only lessens `left`.
    Asked as for no ticket at all: a new decision of this one would leave its own rows out.
    """
    situation = Situation(_NO_TICKET, ticket.facts, now, zone=ticket.shop.zone)
    found = settle(ticket.order, ticket.order_money, Choices(Remedy.REFUND_ONLY), situation)
    handed_over = [row for row in ticket.order_money if row.state in _HANDED_OVER]
    ledger = Ledger(ticket.order, handed_over)
    return {
        quote.line_id: LineMoney(
            quote.paid_share_cents, ledger.line(quote.line_id).refunded, quote.left_cents
        )
        for quote in found.quotes
    }


class GoodsCard(Card):
    """商品: what the ticket is about comes first; the rest of the order stands below, fainter."""

    def __init__(self) -> None:
        super().__init__(_("商品"))
        self.table = RowTable(
            [
                Column(_("商品"), stretch=True),
                Column(_("数量"), right=True),
                Column(_("实付"), right=True),
                Column(_("已退"), right=True),
                Column(_("可退"), right=True),
            ]
        )
        self.none = PlainLabel(
            _("这笔订单还没有商品明细；导入订单文件后会自动补上。"), "muted", wrap=True
        )
        self.whole = PlainLabel("", "small", wrap=True)
        for part in (self.table, self.none, self.whole):
            self.body.addWidget(part)

    def show_ticket(self, ticket: Ticket, now: datetime) -> None:
        """Show the goods of this ticket's order."""
        lines = paid_shares(ticket.order)
        guessed = [line for line in lines if _is_guess(line, lines)]
        self.set_note(_("约：按价格和数量分摊的估算") if guessed else "")
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.table.show_rows(_rows(ticket, lines, line_money(ticket, now)))
        self.whole.setText(_whole(ticket))


def _is_guess(line: OrderLine, lines: Sequence[OrderLine]) -> bool:
    """A share that was split by us; of a single line there is nothing to split."""
    return line.share_state is ShareState.ESTIMATED and not line.gift and len(lines) > 1


def _rows(
    ticket: Ticket, lines: Sequence[OrderLine], known: dict[int, LineMoney]
) -> list[tuple[list[str], bool]]:
    claimed = {line.line_id: line for line in ticket.lines}
    currency = ticket.order.currency
    rows: list[tuple[list[str], bool]] = []
    for line in sorted(lines, key=lambda one: (one.id not in claimed, one.position)):
        money = known[line.id]
        paid = wording.amount(money.paid_share, currency)
        cells = [
            wording.goods(line),
            wording.pieces(line, claimed.get(line.id)),
            _("约 {amount}").format(amount=paid) if _is_guess(line, lines) else paid,
            wording.amount(money.refunded, currency),
            wording.amount(money.left, currency),
        ]
        rows.append((cells, bool(claimed) and line.id not in claimed))
    return rows


def _whole(ticket: Ticket) -> str:
    """One line on the order as a whole."""
    order = ticket.order
    money, _shipping, _total = caps(order, ticket.order_money)
    paid = wording.amount(order.paid_cents, order.currency)
    parts = [_("整单实付 {paid}").format(paid=paid)]
    if order.conflict is not None:
        parts = [_("整单实付有冲突，未核对前不计算可退")]
    elif order.shipping_cents:
        shipping = wording.amount(order.shipping_cents, order.currency)
        parts.append(_("其中运费 {shipping}").format(shipping=shipping))
    elif order.shipping_cents is None and order.paid_cents is not None:
        parts.append(_("其中运费未知"))
    rows = [row for row in ticket.order_money if row.currency == order.currency]
    given = sum(
        row.cents
        for row in rows
        if row.state in _HANDED_OVER and row.money_class is MoneyClass.COMPENSATION
    )
    if given:
        parts.append(_("已补偿 {amount}").format(amount=wording.amount(given, order.currency)))
    granted = sum(row.cents for row in rows if row.state in _GRANTED)
    if granted:
        parts.append(
            _("已同意未打款 {amount}").format(amount=wording.amount(granted, order.currency))
        )
    if money.left_cents is not None and len(order.lines) != 1:
        left = wording.amount(money.left_cents, order.currency)
        parts.append(_("整单可退 {left}").format(left=left))
    return " · ".join(parts)
