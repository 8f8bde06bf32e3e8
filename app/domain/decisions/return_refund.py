"""退货退款: the goods come back, are looked at, and then the price goes back."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import wording
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import Goods, liability_for, return_freight_bearer
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import FreightBearer, Remedy
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    chosen = goods.amounts(goods.received(goods.claimed(asked)), asked.cents)
    liability = liability_for(asked)
    bearer = return_freight_bearer(liability)
    return Choices(
        Remedy.RETURN_REFUND,
        tuple(goods.with_gifts(chosen)),
        liability=liability,
        freight_bearer=bearer,
        return_freight_cents=_freight(goods, situation, bearer),
    )


def _freight(goods: Goods, situation: Situation, bearer: FreightBearer) -> int:
    """One way's freight within the shop's cap, once; 0 while the buyer's outlay is not known."""
    known = situation.avoided_freight_cents
    paid = goods.ledger.returned_here or goods.ledger.returned_elsewhere
    if bearer is not FreightBearer.MERCHANT or not known or paid:
        return 0
    cap = situation.return_freight_cap_cents
    return known if cap is None else min(known, cap)


def _message(letter: Letter) -> str:
    refund = wording.money(letter.breakdown, letter.breakdown.refund_cents)
    if letter.goods_back:
        kept = wording.kept_back(letter)
        pays = (
            _("扣减后可以为您办理退款 {refund}，您看可以吗？")
            if kept and not letter.agreed
            else _("为您办理退款 {refund}。")
        )
        return wording.join(
            _("您好，退回的商品已收到并验货。"),
            kept,
            pays.format(refund=refund),
            wording.outlay(letter),
            wording.arrival(),
        )
    named = wording.goods(letter)
    about = _("「{goods}」").format(goods=named) if named else _("商品")
    by = wording.deadline(letter)
    send = (
        _("请于 {by} 前把{about}寄回，保持吊牌、配件和包装完好。")
        if by
        else _("请把{about}寄回，保持吊牌、配件和包装完好。")
    )
    return wording.join(
        wording.greeting(letter),
        wording.retype(letter),
        send.format(by=by, about=about),
        wording.return_to(letter),
        wording.couriers(letter),
        wording.freight(letter),
        _("收到退货并验货无误后，为您办理退款 {refund}。").format(refund=refund),
    )


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    text = _("退货退款{pieces}，收货验货后退款 {refund}，退货运费{bearer}，责任：{liability}")
    bearer = label(choices.freight_bearer)
    if breakdown.freight_cents:
        bearer = _("{bearer} {cents}").format(
            bearer=bearer, cents=wording.money(breakdown, breakdown.freight_cents)
        )
    return text.format(
        pieces=wording.pieces(choices),
        refund=wording.money(breakdown, breakdown.refund_cents),
        bearer=bearer,
        liability=label(choices.liability),
    )


RETURN_REFUND = DecisionKind(
    remedy=Remedy.RETURN_REFUND,
    title=N_("退货退款"),
    schema_version=1,
    goods_come_back=True,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
