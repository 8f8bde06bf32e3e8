"""换货: other or the same goods for those the buyer has; the difference in price is settled.

What the new goods cost more is owed by the buyer, a small amount may be waived; what they cost
less is always paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.decisions import one_line, wording, wording_back, wording_out
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import (
    Goods,
    liability_for,
    outbound_bearer,
    return_freight_bearer,
    return_outlay,
)
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import ChargeReason, Payout
from app.domain.remedy import GoodsWay, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Replacement, Situation
from app.i18n import N_, _

_DIFFERENCE = frozenset({ChargeReason.PRICE_DIFFERENCE})


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    chosen = goods.pieces(goods.received(goods.claimed(asked)), asked.cents)
    liability = liability_for(asked)
    bearer = return_freight_bearer(liability, order, situation, money, chosen)
    choices = Choices(
        Remedy.EXCHANGE,
        tuple(chosen),
        liability=liability,
        freight_bearer=bearer,
        return_freight_cents=return_outlay(goods, situation, bearer),
        way=GoodsWay.RETURN_FIRST,
        replacements=tuple(Replacement(choice.line_id, choice.ordinals) for choice in chosen),
        outbound_bearer=outbound_bearer(liability, order, situation),
        ship_hours=asked.ship_hours,
    )
    return replace(choices, waive_difference=proposes_waiver(order, money, choices, situation))


def proposes_waiver(
    order: Order, money: Sequence[Payout], choices: Choices, situation: Situation
) -> bool:
    """Whether these goods cost more by so little that the shop does not ask for it."""
    asked_for = settle(order, money, replace(choices, waive_difference=False), situation)
    owed = sum(
        charge.cents
        for charge in asked_for.charges
        if charge.reason is ChargeReason.PRICE_DIFFERENCE
    )
    return 0 < owed <= situation.waive_up_to_cents


def _message(letter: Letter) -> str:
    way = letter.choices.way
    back = way is not GoodsWay.NOTHING_BACK and not letter.goods_back
    return wording.join(
        wording.greeting(letter),
        wording_back.retype(letter) if back else "",
        _what(letter),
        wording_back.send_back(letter) if back else "",
        _leaves(letter),
        wording_back.outlay(letter) if letter.goods_back else "",
        _("原商品不用寄回。") if way is GoodsWay.NOTHING_BACK else "",
        wording_out.outbound_freight(letter),
        _difference(letter),
        wording.beside(letter, _DIFFERENCE),
        wording.arrival(letter) if letter.breakdown.compensation_cents else "",
        wording.asking(letter),
    )


def _what(letter: Letter) -> str:
    old = wording.named_goods(letter, _("商品"))
    if wording_out.all_same(letter.choices):
        return _("为您把{old}换成同款新品。").format(old=old)
    new = wording_out.named_new(letter, _("您选的商品"))
    return _("为您把{old}换成{new}。").format(old=old, new=new)


def _leaves(letter: Letter) -> str:
    time = wording_out.within(letter.choices)
    if _owed(letter.breakdown):
        time = _("在差价到账后{time}").format(time=time)
    if letter.choices.way is not GoodsWay.RETURN_FIRST:
        return _("新商品{time}寄出，单号随后告诉您。").format(time=time)
    if letter.goods_back:
        return _("退回的商品已收到，新商品{time}寄出，单号随后告诉您。").format(time=time)
    return _("收到寄回的商品并验货无误后，新商品{time}寄出。").format(time=time)


def _difference(letter: Letter) -> str:
    breakdown = letter.breakdown
    made = wording.difference_made_of(letter)
    owed = _owed(breakdown)
    if owed:
        text = _("新商品比原商品贵 {cents}{made}，差价请您补付。")
        return text.format(cents=wording.money(breakdown, owed), made=made)
    if breakdown.waived_cents:
        text = _("新商品比原商品贵 {cents}{made}，差价不用您补。")
        return text.format(cents=wording.money(breakdown, breakdown.waived_cents), made=made)
    if breakdown.compensation_cents:
        text = _("新商品比原商品便宜，差价 {cents}{made}，我们退给您。")
        return text.format(cents=wording.money(breakdown, breakdown.compensation_cents), made=made)
    return ""


def _owed(breakdown: Breakdown) -> int:
    return sum(c.cents for c in breakdown.charges if c.reason in _DIFFERENCE)


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    parts = [
        _("换货{pieces}，换{goods}").format(
            pieces=wording.pieces(choices), goods=wording_out.sent_goods(choices) or _("同款")
        ),
        label(choices.way),
        _("新商品{time}寄出").format(time=wording_out.within(choices)),
    ]
    owed = _owed(breakdown)
    if owed:
        parts.append(_("买家补差价 {cents}").format(cents=wording.money(breakdown, owed)))
    if breakdown.waived_cents:
        waived = wording.money(breakdown, breakdown.waived_cents)
        parts.append(_("差价 {cents} 免收").format(cents=waived))
    if breakdown.compensation_cents:
        credit = wording.money(breakdown, breakdown.compensation_cents)
        parts.append(_("退差价 {cents}").format(cents=credit))
    if choices.way is not GoodsWay.NOTHING_BACK:
        parts.append(_("退货运费{bearer}").format(bearer=one_line.freight(choices, breakdown)))
    parts.append(
        wording_out.outbound_line(choices) + one_line.beside(choices, breakdown, _DIFFERENCE)
    )
    parts.append(_("责任：{liability}").format(liability=label(choices.liability)))
    return "，".join(parts)


EXCHANGE = DecisionKind(
    remedy=Remedy.EXCHANGE,
    title=N_("换货"),
    schema_version=1,
    goods_come_back=True,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
