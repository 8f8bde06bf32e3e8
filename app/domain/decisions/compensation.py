"""部分补偿: the buyer keeps the goods and gets something for the flaw.

Money, balance, coupon or voucher at face value; or a promise kept with the next order, which stays
open until its day. Agreement is the only condition: what a buyer writes in a review is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.decisions import one_line, wording
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import Goods, liability_for
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import CapName, PayMethod, Payout
from app.domain.remedy import CompensationForm, ProblemClass, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Situation
from app.i18n import N_, _

_TRANSFERS = frozenset({PayMethod.ALIPAY, PayMethod.WECHAT, PayMethod.BANK, PayMethod.CASH})
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
    return replace(choices, compensation_cents=_start(order, money, choices, situation, asked))


def _start(
    order: Order,
    money: Sequence[Payout],
    choices: Choices,
    situation: Situation,
    asked: Asked,
) -> int:
    """Where the talk starts, in cents: never above what may be given without the owner.

    After a refusal the buyer's own figure when it is within the caps, else the next step up.
    Before that the suggestion, or what the buyer asks for when that is less.
    """
    quote = settle(order, money, choices, situation)
    room = [
        cap.left_cents
        for cap in quote.caps
        if cap.name in (CapName.PAID, CapName.COMPENSATION) and cap.left_cents is not None
    ]
    counter, raised = situation.counter_cents, quote.raised_compensation_cents
    if counter and all(counter <= left for left in room):
        return counter
    if raised is not None and situation.last_offer_cents is not None:
        return min([raised, *room])
    asked_for = asked.cents if situation.platform_remedy is Remedy.COMPENSATION else None
    offers = [
        cents for cents in (quote.suggested_compensation_cents, asked_for) if cents is not None
    ]
    return min([*offers, *room]) if offers else 0


def _message(letter: Letter) -> str:
    given = letter.breakdown.compensation_cents
    return wording.join(
        wording.greeting(letter),
        _("按我们商量好的，商品您留用，") if letter.agreed else _("商品您可以留用，不用寄回，"),
        _given(letter),
        wording.beside(letter),
        _("这笔补偿不影响您的其他售后权益；之后若退货，退款会扣除已补偿的部分。")
        if given
        else _("这不影响您的其他售后权益。"),
        wording.arrival(letter) if given and letter.choices.pay_method in _TRANSFERS else "",
        wording.asking(letter),
    )


def _given(letter: Letter) -> str:
    """What the buyer gets, in which form, and until when it is good."""
    choices, breakdown = letter.choices, letter.breakdown
    amount = wording.money(breakdown, breakdown.compensation_cents)
    until = choices.promise.expires_on if choices.promise is not None else ""
    if choices.form is CompensationForm.NEXT_ORDER:
        return _promised(letter)
    if choices.form is CompensationForm.MONEY:
        return _("我们补偿您 {amount}。").format(amount=amount)
    form = label(choices.form)
    if choices.form is CompensationForm.BALANCE:
        return _("我们补偿您 {amount}，给到您的账户{form}。").format(amount=amount, form=form)
    if until:
        text = _("我们补偿您面额 {amount} 的{form}，有效期至 {until}。")
        return text.format(amount=amount, form=form, until=until)
    text = _("我们补偿您面额 {amount} 的{form}，有效期以券面为准。")
    return text.format(amount=amount, form=form)


def _promised(letter: Letter) -> str:
    """The discount and the part that come with the next order, and until when."""
    promise = letter.choices.promise
    if promise is None:
        return _("下次下单时给您优惠。")
    parts: list[str] = []
    if promise.discount_cents:
        cents = wording.money(letter.breakdown, promise.discount_cents)
        parts.append(_("您下次下单时优惠 {cents}").format(cents=cents))
    if promise.part:
        together = (
            _("「{part}」随您的下一笔订单一起寄出")
            if promise.next_order
            else _("「{part}」我们另外寄给您")
        )
        parts.append(together.format(part=promise.part))
    text = "，".join(parts) + "。"
    if promise.expires_on:
        text += _("有效期至 {until}。").format(until=promise.expires_on)
    if promise.next_order:
        text += _("如果您近期不打算下单，请告诉我们，我们换一种方式处理。")
    return text


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    return _("部分补偿{pieces}，{given}（商品留用）{beside}，责任：{liability}").format(
        pieces=wording.pieces(choices),
        given=_given_line(choices, breakdown),
        beside=one_line.beside(choices, breakdown)
        if choices.form is CompensationForm.MONEY
        else "",
        liability=label(choices.liability),
    )


def _given_line(choices: Choices, breakdown: Breakdown) -> str:
    promise = choices.promise
    until = (
        _("至 {until}").format(until=promise.expires_on)
        if promise is not None and promise.expires_on
        else ""
    )
    amount = wording.money(breakdown, breakdown.compensation_cents)
    if choices.form is CompensationForm.MONEY:
        return _("补偿 {amount}").format(amount=amount)
    if choices.form is not CompensationForm.NEXT_ORDER or promise is None:
        text = _("补偿{form} {amount}").format(form=label(choices.form), amount=amount)
        return f"{text}，{until}" if until else text
    parts = [label(choices.form)]
    if promise.discount_cents:
        parts[0] += f" {wording.money(breakdown, promise.discount_cents)}"
    if promise.part:
        sends = _("随单补发「{part}」") if promise.next_order else _("补寄「{part}」")
        parts.append(sends.format(part=promise.part))
    return "，".join([*parts, until] if until else parts)


COMPENSATION = DecisionKind(
    remedy=Remedy.COMPENSATION,
    title=N_("部分补偿"),
    schema_version=2,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
