"""部分补偿: the buyer keeps the goods and gets an amount for the flaw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.decisions import wording
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import Goods, liability_for
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import CapName, Payout
from app.domain.remedy import ProblemClass, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _

_DAMAGE_WORDS = ("破损", "损坏", "少件", "漏发", "缺件", "少发")


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    choices = Choices(
        Remedy.COMPENSATION,
        tuple(goods.claimed(asked)),
        liability=liability_for(asked),
        goods_damaged=asked.problem is ProblemClass.WRONG_OR_MISSING
        or any(word in asked.platform_reason for word in _DAMAGE_WORDS),
    )
    quote = settle(order, money, choices, situation)
    asked_for = asked.cents if situation.platform_remedy is Remedy.COMPENSATION else None
    offers = [
        cents for cents in (quote.suggested_compensation_cents, asked_for) if cents is not None
    ]
    room = [
        cap.left_cents for cap in quote.caps if cap.name in (CapName.PAID, CapName.COMPENSATION)
    ]
    cents = min([*offers, *(left for left in room if left is not None)]) if offers else 0
    return replace(choices, compensation_cents=cents)


def _message(letter: Letter) -> str:
    given = wording.money(letter.breakdown, letter.breakdown.compensation_cents)
    text = (
        _("按我们商量好的，商品您留用，我们补偿您 {given}。")
        if letter.agreed
        else _("商品您可以留用，不用寄回，我们补偿您 {given}，您看可以吗？")
    )
    return wording.join(
        wording.greeting(letter),
        text.format(given=given),
        _("这笔补偿不影响您的其他售后权益；之后若退货，退款会扣除已补偿的部分。"),
    )


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    return _("部分补偿{pieces}，补偿 {given}（商品留用），责任：{liability}").format(
        pieces=wording.pieces(choices),
        given=wording.money(breakdown, breakdown.compensation_cents),
        liability=label(choices.liability),
    )


COMPENSATION = DecisionKind(
    remedy=Remedy.COMPENSATION,
    title=N_("部分补偿"),
    schema_version=1,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
