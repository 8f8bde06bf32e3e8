"""退货退款: the goods come back, are looked at, and then the price goes back."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import one_line, wording, wording_back
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import (
    Goods,
    liability_for,
    return_freight_bearer,
    return_outlay,
)
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    chosen = goods.pieces(goods.received(goods.claimed(asked)), asked.cents)
    liability = liability_for(asked)
    bearer = return_freight_bearer(liability, order, situation, money, chosen)
    return Choices(
        Remedy.RETURN_REFUND,
        tuple(goods.with_gifts(chosen)),
        liability=liability,
        freight_bearer=bearer,
        return_freight_cents=return_outlay(goods, situation, bearer),
    )


def _message(letter: Letter) -> str:
    refund = wording.money(letter.breakdown, letter.breakdown.refund_cents)
    if letter.goods_back:
        kept = wording_back.kept_back(letter)
        pays = (
            _("扣减后可以为您办理退款 {refund}{made}。")
            if kept and not letter.agreed
            else _("为您办理退款 {refund}{made}。")
        )
        return wording.join(
            _("您好，退回的商品已收到并验货。"),
            kept,
            pays.format(refund=refund, made=wording.made_of(letter)),
            wording_back.outlay(letter),
            wording.beside(letter),
            wording.arrival(letter),
            wording.asking(letter),
            wording.appeal() if kept else "",
        )
    return wording.join(
        wording.greeting(letter),
        wording_back.retype(letter),
        wording_back.send_back(letter),
        _("收到退货并验货无误后，为您办理退款 {refund}{made}。").format(
            refund=refund, made=wording.made_of(letter)
        ),
        wording.beside(letter),
        wording.arrival(letter),
        wording.asking(letter),
    )


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    text = _(
        "退货退款{pieces}，收货验货后退款 {refund}，退货运费{bearer}{beside}，责任：{liability}"
    )
    bearer = label(choices.freight_bearer)
    if breakdown.freight_cents:
        bearer = _("{bearer} {cents}").format(
            bearer=bearer, cents=wording.money(breakdown, breakdown.freight_cents)
        )
    return text.format(
        pieces=wording.pieces(choices),
        refund=wording.money(breakdown, breakdown.refund_cents),
        bearer=bearer,
        beside=one_line.beside(choices, breakdown),
        liability=label(choices.liability),
    )


RETURN_REFUND = DecisionKind(
    remedy=Remedy.RETURN_REFUND,
    title=N_("退货退款"),
    schema_version=2,
    goods_come_back=True,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
