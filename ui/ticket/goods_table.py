"""The goods of a ticket: how many are claimed, what was paid, refunded and may still be refunded."""

from __future__ import annotations

from datetime import datetime

from app.domain.order import OrderLine, ShareState
from app.domain.payment import MoneyClass
from app.domain.remedy import Remedy
from app.domain.settlement import caps, paid_shares, settle
from app.domain.settlement.types import Choices, LineQuote, Situation
from app.domain.ticket import Ticket
from app.i18n import _
from ui.ticket import wording
from ui.widgets.grid import Column, LineTable
from ui.widgets.surface import Card
from ui.widgets.text import PlainLabel

_NO_TICKET = 0


def quotes(ticket: Ticket, now: datetime) -> dict[int, LineQuote]:
    """What is refunded and left of each line, by its id.

    Every live row counts, this ticket's own granted ones too: asked as for no ticket at all,
    because a new decision would take their place and leave them out.
    """
    situation = Situation(_NO_TICKET, ticket.facts, now, zone=ticket.shop.zone)
    found = settle(ticket.order, ticket.order_money, Choices(Remedy.REFUND_ONLY), situation)
    return {quote.line_id: quote for quote in found.quotes}


def goods_card(ticket: Ticket, now: datetime) -> Card:
    """商品."""
    order = ticket.order
    lines = paid_shares(order)
    guessed = any(line.share_state is ShareState.ESTIMATED and not line.gift for line in lines)
    card = Card(_("商品"), _("约：按价格和数量分摊的估算") if guessed and len(lines) > 1 else "")
    if lines:
        card.body.addWidget(_table(ticket, lines, quotes(ticket, now)))
    else:
        words = _("这笔订单还没有商品明细；导入订单文件后会自动补上。")
        card.body.addWidget(PlainLabel(words, "muted", wrap=True))
    card.body.addWidget(PlainLabel(_whole(ticket), "small", wrap=True))
    return card


def _table(ticket: Ticket, lines: tuple[OrderLine, ...], known: dict[int, LineQuote]) -> LineTable:
    table = LineTable(
        [
            Column(_("商品"), stretch=True),
            Column(_("数量"), right=True),
            Column(_("实付"), right=True),
            Column(_("已退"), right=True),
            Column(_("可退"), right=True),
        ]
    )
    claimed = {line.line_id: line for line in ticket.lines}
    currency = ticket.order.currency
    # What the ticket is about comes first; the rest of the order stands below, fainter.
    for line in sorted(lines, key=lambda one: (one.id not in claimed, one.position)):
        quote = known[line.id]
        paid = wording.amount(quote.paid_share_cents, currency)
        if line.share_state is ShareState.ESTIMATED and not line.gift and len(lines) > 1:
            paid = _("约 {amount}").format(amount=paid)
        table.add_row(
            [
                wording.goods(line),
                wording.pieces(line, claimed.get(line.id)),
                paid,
                wording.amount(quote.refunded_cents, currency),
                wording.amount(quote.left_cents, currency),
            ],
            muted=bool(claimed) and line.id not in claimed,
        )
    return table


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
    given = sum(
        row.cents
        for row in ticket.order_money
        if row.live and row.money_class is MoneyClass.COMPENSATION
    )
    if given:
        parts.append(_("已补偿 {amount}").format(amount=wording.amount(given, order.currency)))
    if money.left_cents is not None and len(order.lines) != 1:
        left = wording.amount(money.left_cents, order.currency)
        parts.append(_("整单可退 {left}").format(left=left))
    return " · ".join(parts)
