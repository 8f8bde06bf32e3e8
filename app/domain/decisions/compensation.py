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
        tuple(goods.again(asked.before) or goods.kept(asked)),
        liability=liability_for(asked),
        goods_damaged=asked.problem is ProblemClass.WRONG_OR_MISSING
        or any(word in asked.platform_reason for word in _DAMAGE_WORDS),
    )
    asked_for = asked.cents if goods.asks_for(Remedy.COMPENSATION, asked) else None
    quote = settle(order, money, choices, situation)
    room = [goods.room(choices.lines)] + [
        cap.left_cents for cap in quote.caps if cap.name in (CapName.PAID, CapName.COMPENSATION)
    ]
    known = [left for left in room if left is not None]
    return replace(choices, compensation_cents=_start(quote, situation, known, asked_for))


def _start(quote: Breakdown, situation: Situation, room: list[int], asked_for: int | None) -> int:
    """Where the talk starts, in cents: never above what may be given without the owner.

    After a refusal the buyer's own figure when it is within the limits, else the next step up.
    Before that the suggestion, or what the buyer asks for when that is less.
    """
    counter, raised = situation.counter_cents, quote.raised_compensation_cents
    if counter and all(counter <= left for left in room):
        return counter
    if raised is not None:
        return min([raised, *room])
    suggested = quote.suggested_compensation_cents
    offers = [cents for cents in (suggested, asked_for) if cents is not None]
    start = min(offers) if offers else 0
    # Where the limits leave no step up, at least nobody is offered less than they have refused.
    return min([max(start, situation.last_offer_cents or 0), *room])


def _message(letter: Letter) -> str:
    now = _now(letter.choices, letter.breakdown)
    return wording.join(
        wording.greeting(letter),
        _("按我们商量好的，商品您留用，") if letter.agreed else _("商品您可以留用，不用寄回，"),
        _given(letter),
        wording.beside(letter),
        _("这笔补偿不影响您的其他售后权益；之后若退货，退款会扣除已补偿的部分。")
        if now
        else _("这不影响您的其他售后权益。"),
        wording.arrival(letter) if now and letter.choices.pay_method in _TRANSFERS else "",
        wording.asking(letter),
    )


def _now(choices: Choices, breakdown: Breakdown) -> int:
    """What is given now, at face value; a discount on the next order is not."""
    later = choices.promise.discount_cents if choices.promise is not None else 0
    return breakdown.compensation_cents - later


def _given(letter: Letter) -> str:
    """What the buyer gets, in which form, and what is promised with it until when."""
    choices, breakdown = letter.choices, letter.breakdown
    amount = wording.money(breakdown, _now(choices, breakdown))
    texts = {
        CompensationForm.MONEY: _("我们补偿您 {amount}。"),
        CompensationForm.BALANCE: _("我们补偿您 {amount}，给到您的账户余额。"),
        CompensationForm.COUPON: _("我们补偿您面额 {amount} 的优惠券，有效期以券面为准。"),
        CompensationForm.VOUCHER: _("我们补偿您面额 {amount} 的代金券，有效期以券面为准。"),
    }
    given = texts.get(choices.form, "").format(amount=amount)
    return given + _promised(letter)


def _promised(letter: Letter) -> str:
    """The discount and the part that come with the next order, and until when."""
    promise = letter.choices.promise
    if promise is None:
        return ""
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
    if promise.expires_on:
        until = _("有效期至 {until}") if promise.next_order else _("最迟 {until} 前寄出")
        parts.append(until.format(until=promise.expires_on))
    text = "，".join(parts) + "。"
    if not promise.next_order:
        return text
    return text + _("如果您近期不打算下单，请告诉我们，我们换一种方式处理。")


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    # The way it is paid is told by the form, unless it is money.
    beside = one_line.beside(choices, breakdown, method=choices.form is CompensationForm.MONEY)
    return _("部分补偿{pieces}，{given}（商品留用）{beside}，责任：{liability}").format(
        pieces=wording.pieces(choices),
        given=_given_line(choices, breakdown),
        beside=beside,
        liability=label(choices.liability),
    )


def _given_line(choices: Choices, breakdown: Breakdown) -> str:
    promise, now = choices.promise, _now(choices, breakdown)
    parts: list[str] = []
    if choices.form is not CompensationForm.NEXT_ORDER:
        form = "" if choices.form is CompensationForm.MONEY else label(choices.form)
        parts.append(
            _("补偿{form} {amount}").format(form=form, amount=wording.money(breakdown, now))
        )
    if promise is not None and promise.discount_cents:
        later = wording.money(breakdown, promise.discount_cents)
        parts.append(f"{label(CompensationForm.NEXT_ORDER)} {later}")
    if promise is not None and promise.part:
        sends = _("随下单补寄「{part}」") if promise.next_order else _("另寄「{part}」")
        parts.append(sends.format(part=promise.part))
    if promise is not None and promise.expires_on:
        parts.append(_("有效至 {until}").format(until=promise.expires_on))
    return "，".join(parts) or label(choices.form)


COMPENSATION = DecisionKind(
    remedy=Remedy.COMPENSATION,
    title=N_("部分补偿"),
    schema_version=2,
    goods_come_back=False,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
