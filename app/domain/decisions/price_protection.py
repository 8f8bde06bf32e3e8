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
from app.domain.settlement.types import Breakdown, Choices, PriceNow, Row, Situation
from app.i18n import N_, _


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    chosen = [c for c in goods.amounts(goods.claimed(asked), None) if c.ordinals]
    # Until somebody types today's price it is what was paid: no difference is invented.
    return Choices(
        Remedy.PRICE_PROTECTION,
        tuple(chosen),
        liability=liability_for(asked),
        freight_bearer=FreightBearer.NONE,
        prices_now=tuple(
            PriceNow(choice.line_id, cents)
            for choice in chosen
            if choice.line_id is not None
            and (cents := goods.most_worth(choice.line_id, choice.ordinals)) is not None
        ),
    )


def _message(letter: Letter) -> str:
    breakdown = letter.breakdown
    text = (
        _("按价保为{about}补您差价 {cents}{made}。")
        if letter.agreed
        else _("我们可以按价保为{about}补您差价 {cents}{made}。")
    )
    return wording.join(
        _("您好，关于价保，我们已经核实。"),
        text.format(
            about=wording.named_goods(letter, _("商品")),
            cents=wording.money(breakdown, breakdown.compensation_cents),
            made=_made_of(letter),
        ),
        _("之后若退货，退款会扣除这次已补的差价。"),
        wording.beside(letter),
        wording.arrival(letter),
        wording.asking(letter),
    )


def _made_of(letter: Letter) -> str:
    """` = 实付 258.00 − 现价 238.00`; empty where the order's limits made it less."""
    breakdown = letter.breakdown
    terms = [
        (_("实付"), wording.row_cents(breakdown, Row.GOODS)),
        (_("现价"), wording.row_cents(breakdown, Row.PRICE_NEW)),
        (_("此前已补偿"), wording.row_cents(breakdown, Row.COMPENSATED_BEFORE)),
    ]
    if sum(cents for _name, cents in terms) != breakdown.compensation_cents:
        return ""
    return f" = {wording.written_out(breakdown, [term for term in terms if term[1]])}"


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
