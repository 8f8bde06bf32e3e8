"""价保: the goods got cheaper after the purchase, and the difference is paid. They are kept.

What is paid is bound to the pieces: it is deducted when they are returned later.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import one_line, wording
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import Goods, liability_for
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import FreightBearer, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, PriceNow, Situation
from app.i18n import N_, _


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    chosen = [c for c in goods.amounts(goods.claimed(asked), None) if c.ordinals]
    choices = Choices(
        Remedy.PRICE_PROTECTION,
        tuple(chosen),
        liability=liability_for(asked),
        freight_bearer=FreightBearer.NONE,
    )
    # Until somebody types today's price it is what was paid: no difference is invented.
    worth = {
        quote.line_id: quote.unit_cents for quote in settle(order, money, choices, situation).quotes
    }
    prices = ((choice.line_id, worth.get(choice.line_id or 0)) for choice in chosen)
    return Choices(
        Remedy.PRICE_PROTECTION,
        tuple(chosen),
        liability=choices.liability,
        freight_bearer=FreightBearer.NONE,
        prices_now=tuple(
            PriceNow(line_id, cents)
            for line_id, cents in prices
            if line_id is not None and cents is not None
        ),
    )


def _message(letter: Letter) -> str:
    breakdown = letter.breakdown
    text = (
        _("按价保为{about}补您差价 {cents}。")
        if letter.agreed
        else _("我们可以按价保为{about}补您差价 {cents}。")
    )
    return wording.join(
        _("您好，您申请的价保我们已经核实。"),
        text.format(
            about=wording.named_goods(letter, _("商品")),
            cents=wording.money(breakdown, breakdown.compensation_cents),
        ),
        _prices(letter),
        _("之后若退货，退款会扣除这次已补的差价。"),
        wording.beside(letter),
        wording.arrival(letter),
        wording.asking(letter),
    )


def _prices(letter: Letter) -> str:
    """`现在的价格：羊毛地毯 ¥ 238.00。`."""
    lines = {item.id: item for item in letter.order.lines}
    named = [
        f"{wording.name_of(lines[price.line_id])} {wording.money(letter.breakdown, price.cents)}"
        for price in letter.choices.prices_now
        if price.line_id in lines
    ]
    return _("现在的价格：{prices}。").format(prices="、".join(named)) if named else ""


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    return _("价保{pieces}，补差价 {cents}（商品留用）{beside}").format(
        pieces=wording.pieces(choices),
        cents=wording.money(breakdown, breakdown.compensation_cents),
        beside=one_line.beside(choices, breakdown),
    )


PRICE_PROTECTION = DecisionKind(
    remedy=Remedy.PRICE_PROTECTION,
    title=N_("价保"),
    schema_version=1,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
