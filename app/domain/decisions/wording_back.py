"""Pieces of the texts to the buyer about goods that come back: what, where to, by when, who pays."""

from __future__ import annotations

from app.domain.decisions.base import Letter
from app.domain.decisions.wording import join, local, money, named_goods
from app.domain.labels import label
from app.domain.remedy import FreightBearer, Remedy
from app.i18n import _


def send_back(letter: Letter) -> str:
    """What to send by when, where to, with which courier, and who pays the parcel."""
    about, by = named_goods(letter, _("商品")), local(letter, letter.return_by)
    send = _("请于 {by} 前把{about}寄回，") if by else _("请把{about}寄回，")
    send += (
        _("包装牢固，附上需要检修的配件。")
        if letter.choices.remedy is Remedy.REPAIR
        else _("保持吊牌、配件和包装完好。")
    )
    return join(
        send.format(by=by, about=about), return_to(letter), couriers(letter), freight(letter)
    )


def return_to(letter: Letter) -> str:
    """Where to send the goods; without a stored address the platform's page is named instead."""
    if letter.shop.return_address is None:
        return _("寄回的地址请以平台售后页面显示的为准。")
    if letter.choices.remedy is Remedy.REPAIR:
        return _("收件地址：{place}。").format(place=place(letter))
    return _("退货地址：{place}。").format(place=place(letter))


def place(letter: Letter) -> str:
    """`浙江省杭州市… 311100，王师傅 13700000021`; empty without a stored address."""
    address = letter.shop.return_address
    if address is None:
        return ""
    postcode = f" {address.postcode}" if address.postcode else ""
    return _("{address}{postcode}，{contact} {phone}").format(
        address=address.address, postcode=postcode, contact=address.contact, phone=address.phone
    )


def couriers(letter: Letter) -> str:
    """Which couriers: a condition where the shop pays, a recommendation where the buyer does."""
    names = "/".join(letter.shop.couriers)
    collect = _("请不要使用到付，到付件无法签收。")
    if not names:
        return collect
    if letter.choices.freight_bearer is FreightBearer.MERCHANT:
        return _("仅限{couriers}寄回。").format(couriers=names) + collect
    return _("可使用{couriers}等快递。").format(couriers=names) + collect


def freight(letter: Letter) -> str:
    """Who pays the parcel back, and how much at most where the shop does."""
    bearer, what = letter.choices.freight_bearer, leg(letter)
    if bearer is FreightBearer.MERCHANT:
        cents = letter.breakdown.freight_cents
        if cents:
            text = _("{what}由我们承担，请先垫付并保留凭据，我们另补 {cents}。")
            return text.format(what=what, cents=money(letter.breakdown, cents))
        text = _("{what}由我们承担，请先垫付并保留凭据，上限 {cap}。")
        cap = letter.shop.return_freight_cap_cents
        return text.format(what=what, cap=money(letter.breakdown, cap))
    if bearer is FreightBearer.INSURER:
        text = _("{what}由运费险赔付，金额以保险公司核定为准。").format(what=what)
        return text + (_("不足的部分由我们承担，请保留凭据。") if letter.rest_is_ours else "")
    return _("{what}按规则由您承担。").format(what=what)


def leg(letter: Letter) -> str:
    """How the freight of the parcel to the shop is called."""
    return _("寄修运费") if letter.choices.remedy is Remedy.REPAIR else _("退货运费")


def outlay(letter: Letter) -> str:
    """What is paid beside the refund for the parcel the buyer has sent."""
    if not letter.breakdown.freight_cents:
        return ""
    cents = money(letter.breakdown, letter.breakdown.freight_cents)
    return _("您垫付的{what}我们另补 {cents}。").format(what=leg(letter), cents=cents)


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
    """Ask for the right type on the platform where agreeing to the present one would pay at once.

    That is 仅退款 while goods are to come back, and a refund of either kind where nothing is
    refunded.
    """
    asked, decided = letter.platform_remedy, letter.choices.remedy
    refunds = {Remedy.REFUND_ONLY, Remedy.RETURN_REFUND}
    if asked not in refunds or asked is decided:
        return ""
    return _("请先在平台把申请类型改为「{type}」。").format(type=label(decided))
