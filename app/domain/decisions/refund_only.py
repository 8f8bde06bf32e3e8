"""仅退款: the price goes back and nothing is sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.decisions import one_line, wording
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import Goods, liability_for
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import FreightBearer, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, LineChoice, Situation
from app.i18n import N_, _


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    unsent = order.shipped is False
    chosen = goods.amounts(goods.claimed(asked), asked.cents)
    if not chosen and unsent:
        chosen = goods.whole_order(asked)
    elif unsent:
        chosen = goods.with_gifts(chosen)  # what never left the shop goes back as a whole
    choices = Choices(
        Remedy.REFUND_ONLY,
        tuple(chosen),
        liability=liability_for(asked),
        freight_bearer=FreightBearer.NONE,
    )
    quote = settle(order, money, choices, situation)
    goods_cents = sum(line.chosen_cents for line in quote.quotes)
    if asked.cents and asked.cents < goods_cents and len(chosen) == 1:
        # Part of the price for goods that stay: an amount, so that the units are not used up.
        return replace(choices, lines=(LineChoice(chosen[0].line_id, (), asked.cents),))
    return choices


def _message(letter: Letter) -> str:
    refund = wording.money(letter.breakdown, letter.breakdown.refund_cents)
    about = wording.named_goods(letter, _("您"))
    text = (
        _("按您的申请，为{about}办理退款 {refund}{made}。")
        if letter.agreed
        else _("我们可以为{about}办理退款 {refund}{made}。")
    )
    return wording.join(
        wording.greeting(letter),
        text.format(about=about, refund=refund, made=wording.made_of(letter)),
        _whereabouts(letter),
        wording.beside(letter),
        wording.arrival(letter),
        wording.asking(letter),
    )


def _whereabouts(letter: Letter) -> str:
    """What becomes of the goods: not sent, not received yet (on their way or lost), or kept by the buyer."""
    if letter.order.shipped is False:
        return _("商品还没有寄出，我们会停止发货；如果之后仍收到包裹，请拒收或联系我们。")
    if letter.with_buyer is False:
        return _("您还没有收到商品；之后如果送到，请拒收，由快递退回给我们，已经签收的请联系我们。")
    return _("商品不用寄回。")


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    return _("仅退款{pieces}，退款 {refund}{beside}，责任：{liability}").format(
        pieces=wording.pieces(choices),
        refund=wording.money(breakdown, breakdown.refund_cents),
        beside=one_line.beside(choices, breakdown),
        liability=label(choices.liability),
    )


REFUND_ONLY = DecisionKind(
    remedy=Remedy.REFUND_ONLY,
    title=N_("仅退款"),
    schema_version=2,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
