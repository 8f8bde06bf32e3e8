"""仅退款: the price goes back and nothing is sent back."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import wording
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
    claimed = goods.claimed(asked)
    chosen = goods.amounts(claimed, asked.cents)
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
        part = LineChoice(chosen[0].line_id, (), asked.cents)
        return Choices(
            Remedy.REFUND_ONLY,
            (part,),
            liability=choices.liability,
            freight_bearer=FreightBearer.NONE,
        )
    return choices


def _message(letter: Letter) -> str:
    refund = wording.money(letter.breakdown, letter.breakdown.refund_cents)
    named = wording.goods(letter)
    about = _("「{goods}」").format(goods=named) if named else ""
    text = (
        _("按您的申请，{about}为您办理退款 {refund}，商品不用寄回。")
        if letter.agreed
        else _("我们可以为{about}办理退款 {refund}，商品不用寄回，您看可以吗？")
    )
    return wording.join(
        wording.greeting(letter), text.format(about=about, refund=refund), wording.arrival()
    )


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    return _("仅退款{pieces}，退款 {refund}，责任：{liability}").format(
        pieces=wording.pieces(choices),
        refund=wording.money(breakdown, breakdown.refund_cents),
        liability=label(choices.liability),
    )


REFUND_ONLY = DecisionKind(
    remedy=Remedy.REFUND_ONLY,
    title=N_("仅退款"),
    schema_version=1,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
