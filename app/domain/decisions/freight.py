"""退运费: the buyer's outlay for a parcel back, or the shipping paid with the order."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import one_line, wording
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import Goods, liability_for, return_outlay
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Leg, PayMethod, Payout
from app.domain.remedy import FreightBearer, Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    return Choices(
        Remedy.FREIGHT,
        tuple(goods.claimed(asked)),
        liability=liability_for(asked),
        freight_bearer=FreightBearer.MERCHANT,
        freight_leg=Leg.RETURN,
        return_freight_cents=_cents(goods, situation, asked),
    )


def _cents(goods: Goods, situation: Situation, asked: Asked) -> int:
    """What the buyer asks for where freight is what is asked for; else one way. Within the cap."""
    usual = return_outlay(goods, situation, FreightBearer.MERCHANT)
    if not asked.cents or not goods.asks_for(Remedy.FREIGHT, asked):
        return usual
    if goods.ledger.returned_here:
        return 0
    cap = situation.return_freight_cap_cents
    return asked.cents if cap is None else min(asked.cents, cap)


def _message(letter: Letter) -> str:
    cents = wording.money(letter.breakdown, letter.breakdown.freight_cents)
    if letter.choices.freight_leg is Leg.OUTBOUND:
        text = _("您下单时付的运费 {cents} 我们退给您。")
    else:
        text = _("您垫付的退货运费 {cents} 我们补给您，请保留快递凭据。")
    return wording.join(
        wording.greeting(letter),
        text.format(cents=cents),
        _("运费另付，不影响商品的退款。"),
        wording.beside(letter),
        _arrival(letter),
        wording.asking(letter),
    )


def _arrival(letter: Letter) -> str:
    """What the buyer laid out for a parcel has no original way to go back."""
    choices = letter.choices
    if choices.freight_leg is Leg.RETURN and choices.pay_method is PayMethod.ORIGINAL:
        return _("到账时间以支付渠道为准。")
    return wording.arrival(letter)


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    return _("退运费 {cents}（{leg}）{beside}，责任：{liability}").format(
        cents=wording.money(breakdown, breakdown.freight_cents),
        leg=label(choices.freight_leg),
        beside=one_line.beside(choices, breakdown),
        liability=label(choices.liability),
    )


FREIGHT = DecisionKind(
    remedy=Remedy.FREIGHT,
    title=N_("退运费"),
    schema_version=1,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
