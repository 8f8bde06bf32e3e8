"""Pieces of the texts to the buyer. They promise nothing that is not so."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.decisions.base import Letter
from app.domain.money import Money
from app.domain.order import OrderLine
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement.types import Breakdown, Choices
from app.i18n import _

_FAULT_OF_OURS = frozenset({Liability.MERCHANT, Liability.SUPPLIER})


def money(breakdown: Breakdown, cents: int) -> str:
    """An amount of the decision as people read it."""
    return str(Money(cents, breakdown.currency))


def greeting(letter: Letter) -> str:
    """Greeting with an apology that fits who is liable."""
    if letter.choices.liability in _FAULT_OF_OURS:
        return _("您好，商品的问题给您添麻烦了，非常抱歉。")
    if letter.choices.liability is Liability.COURIER:
        return _("您好，运输途中的问题给您添麻烦了，非常抱歉。")
    return _("您好，您的售后申请我们已经核实。")


def goods(letter: Letter) -> str:
    """`北欧羊毛地毯 160×230 灰 ×1、防滑垫 ×1（赠品）`; empty when nothing is named."""
    chosen = {choice.line_id: len(choice.ordinals) for choice in letter.choices.lines}
    named = [_name(line, chosen[line.id]) for line in letter.order.lines if line.id in chosen]
    return "、".join(name for name in named if name)


def _name(line: OrderLine, count: int) -> str:
    name = " ".join(part for part in (line.title or line.sku, line.variant) if part)
    if not name:
        return ""
    counted = f"{name} ×{count}" if count else name
    return _("{goods}（赠品）").format(goods=counted) if line.gift else counted


def deadline(letter: Letter) -> str:
    """The last moment to send back in the shop's zone, `2026-11-29 23:59`; empty without one."""
    if letter.return_by is None:
        return ""
    return letter.return_by.astimezone(ZoneInfo(letter.shop.zone)).strftime("%Y-%m-%d %H:%M")


def return_to(letter: Letter) -> str:
    """Where to send the goods; without a stored address the platform's page is named instead."""
    address = letter.shop.return_address
    if address is None:
        return _("退货地址请以平台售后页面显示的为准。")
    postcode = f" {address.postcode}" if address.postcode else ""
    return _("退货地址：{address}{postcode}，{contact} {phone}。").format(
        address=address.address, postcode=postcode, contact=address.contact, phone=address.phone
    )


def couriers(letter: Letter) -> str:
    """Which couriers: a condition where the shop pays, a recommendation where the buyer does."""
    names = "/".join(letter.shop.couriers)
    collect = _("请不要使用到付，到付件无法签收。")
    if not names:
        return collect
    if letter.choices.freight_bearer is FreightBearer.MERCHANT:
        return _("仅限 {couriers} 寄回。").format(couriers=names) + collect
    return _("可使用 {couriers} 等快递。").format(couriers=names) + collect


def freight(letter: Letter) -> str:
    """Who pays the parcel back, and how much at most where the shop does."""
    bearer = letter.choices.freight_bearer
    if bearer is FreightBearer.MERCHANT:
        cents = letter.breakdown.freight_cents
        if cents:
            text = _("退货运费由我们承担，请先垫付并保留凭据，我们另补 {cents}。")
            return text.format(cents=money(letter.breakdown, cents))
        text = _("退货运费由我们承担，请先垫付并保留凭据，上限 {cap}。")
        cap = letter.shop.return_freight_cap_cents
        return text.format(cap=money(letter.breakdown, cap))
    if bearer is FreightBearer.INSURER:
        return _("退货运费由运费险赔付，金额以保险公司核定为准。")
    return _("退货运费按规则由您承担。")


def outlay(letter: Letter) -> str:
    """What is paid beside the refund for the parcel the buyer has sent."""
    if (
        letter.choices.freight_bearer is not FreightBearer.MERCHANT
        or not letter.breakdown.freight_cents
    ):
        return ""
    cents = money(letter.breakdown, letter.breakdown.freight_cents)
    return _("您垫付的退货运费我们另补 {cents}。").format(cents=cents)


def kept_back(letter: Letter) -> str:
    """What is deducted after inspection and why; empty without deductions."""
    parts = [
        _("{reason} {cents}").format(
            reason=deduction.reason, cents=money(letter.breakdown, deduction.cents)
        )
        for deduction in letter.choices.deductions
        if deduction.cents and deduction.reason
    ]
    return (
        _("验货发现以下问题，需要扣减：{parts}。").format(parts="、".join(parts)) if parts else ""
    )


def retype(letter: Letter) -> str:
    """Ask for the right type on the platform where the buyer chose 仅退款 and goods come back."""
    if letter.platform_remedy is not Remedy.REFUND_ONLY:
        return ""
    return _("请先在平台把申请类型改为「退货退款」。")


def arrival() -> str:
    """When the money is there: nobody here can promise it."""
    return _("款项原路退回，到账时间以支付渠道为准。")


def join(*sentences: str) -> str:
    """Sentences one after the other, the empty ones left out."""
    return "".join(sentence for sentence in sentences if sentence)


def pieces(choices: Choices) -> str:
    """`2 件`, or nothing when only amounts were chosen."""
    count = sum(len(choice.ordinals) for choice in choices.lines)
    return _(" {n} 件").format(n=count) if count else ""
