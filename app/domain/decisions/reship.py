"""补发: what was missing, wrong or lost is sent again, and nothing comes back."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import one_line, wording, wording_out
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import Goods, liability_for, outbound_bearer
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import Payout
from app.domain.remedy import FreightBearer, GoodsWay, Remedy
from app.domain.settlement.types import Breakdown, Choices, Replacement, Situation
from app.i18n import N_, _

_PARTS = ("螺丝", "配件", "零件", "附件", "漏装", "说明书")


def means_parts(asked: Asked) -> bool:
    """Whether the claim says that a small part is missing, which no line of the order names."""
    return any(word in asked.platform_reason for word in _PARTS)


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    # A screw is missing, not the cupboard: the person names what is sent.
    missing = [] if means_parts(asked) else goods.pieces(goods.claimed(asked), asked.cents)
    liability = liability_for(asked)
    return Choices(
        Remedy.RESHIP,
        tuple(missing),
        liability=liability,
        freight_bearer=FreightBearer.NONE,
        way=GoodsWay.NOTHING_BACK,
        replacements=tuple(Replacement(choice.line_id, choice.ordinals) for choice in missing),
        outbound_bearer=outbound_bearer(liability, order, situation),
        ship_hours=asked.ship_hours,
    )


def _message(letter: Letter) -> str:
    new = wording_out.named_new(letter, _("缺少的商品"))
    sends = (
        _("按我们商量好的，为您补发{new}，{time}寄出，单号随后告诉您。")
        if letter.agreed
        else _("我们可以为您补发{new}，{time}寄出，单号随后告诉您。")
    )
    return wording.join(
        wording.greeting(letter),
        sends.format(new=new, time=wording_out.within(letter.choices).strip()),
        wording_out.outbound_freight(letter),
        _("已经收到的商品不用寄回。"),
        wording.beside(letter),
        wording.asking(letter),
    )


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    goods = wording_out.sent_goods(choices) or wording.pieces(choices).strip()
    return _("补发{goods}，{time}寄出，{freight}{beside}，责任：{liability}").format(
        goods=goods,
        time=wording_out.within(choices).strip(),
        freight=wording_out.outbound_line(choices),
        beside=one_line.beside(choices, breakdown),
        liability=label(choices.liability),
    )


RESHIP = DecisionKind(
    remedy=Remedy.RESHIP,
    title=N_("补发"),
    schema_version=1,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
