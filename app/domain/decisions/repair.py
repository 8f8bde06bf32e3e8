"""维修: the offer is the quote, the buyer's yes is the consent.

Two clocks of warranty: that of the goods runs on, the part put in has its own from the day the
work is done.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import one_line, wording, wording_back, wording_out
from app.domain.decisions.base import Asked, DecisionKind, Letter
from app.domain.decisions.defaults import (
    Goods,
    liability_for,
    outbound_bearer,
    return_freight_bearer,
    return_outlay,
)
from app.domain.labels import label
from app.domain.order import Order
from app.domain.payment import ChargeReason, Payout
from app.domain.remedy import Liability, ProblemClass, Remedy, RepairPlace
from app.domain.settlement.types import Breakdown, Choices, RepairTerms, Situation
from app.i18n import N_, _

_FEE = frozenset({ChargeReason.REPAIR})
_SENT = frozenset({RepairPlace.SEND_IN, RepairPlace.SUPPLIER})
_OUT_OF_WARRANTY = ("人为", "摔", "进水", "过保", "保修期外", "私自拆")


def _draft(order: Order, money: Sequence[Payout], situation: Situation, asked: Asked) -> Choices:
    goods = Goods(order, money, situation)
    liability = liability_for(asked)
    bearer = return_freight_bearer(liability, order, situation)
    return Choices(
        Remedy.REPAIR,
        tuple(goods.pieces(goods.received(goods.claimed(asked)), None)),
        liability=liability,
        freight_bearer=bearer,
        return_freight_cents=return_outlay(goods, situation, bearer),
        outbound_bearer=outbound_bearer(liability, order, situation),
        ship_hours=asked.ship_hours,
        repair=RepairTerms(
            place=RepairPlace.SEND_IN, in_warranty=_in_warranty(situation, asked, liability)
        ),
    )


def _in_warranty(situation: Situation, asked: Asked, liability: Liability) -> bool:
    """Unless something speaks against it: the buyer's fault, use, or words that say so."""
    said = f"{asked.platform_reason}{situation.true_reason}"
    return (
        liability is not Liability.BUYER
        and asked.problem is not ProblemClass.USAGE
        and not any(word in said for word in _OUT_OF_WARRANTY)
    )


def _message(letter: Letter) -> str:
    choices = letter.choices
    terms = choices.repair or RepairTerms()
    travels = terms.place in _SENT
    return wording.join(
        wording.greeting(letter),
        "" if letter.goods_back else wording_back.retype(letter),
        _where(letter, terms),
        wording_back.send_back(letter) if travels and not letter.goods_back else "",
        wording_back.outlay(letter) if travels and letter.goods_back else "",
        _work(terms),
        _fee(letter, terms),
        _goes_back(letter, terms),
        _part(terms),
        _("如果检测后修不好，我们会马上告诉您并另行商量，不收维修费。"),
        wording.beside(letter, _FEE),
        wording.asking(letter),
    )


def _where(letter: Letter, terms: RepairTerms) -> str:
    about = wording.named_goods(letter, _("商品"))
    if terms.place is RepairPlace.ON_SITE:
        return _("我们为{about}安排上门维修，上门时间先和您约好。").format(about=about)
    if terms.place is RepairPlace.SUPPLIER:
        text = _("{about}由我们转交厂家维修，进度由我们跟进并告诉您。")
        return text.format(about=about)
    if terms.place is RepairPlace.IN_STORE:
        by, place = wording.local(letter, letter.return_by), wording_back.place(letter)
        bring = _("请于 {by} 前把{about}带到门店") if by else _("请把{about}带到门店")
        where = (
            _("，由我们维修：{place}。") if place else _("，由我们维修，来之前请先和我们约好地点。")
        )
        return bring.format(by=by, about=about) + where.format(place=place)
    return _("{about}由我们维修。").format(about=about)


def _work(terms: RepairTerms) -> str:
    work = _("维修内容：{work}。").format(work=terms.work) if terms.work else ""
    if not terms.days:
        return work
    if terms.place in _SENT:
        return work + _("收到商品后预计 {n} 天修好。").format(n=terms.days)
    return work + _("预计 {n} 天修好。").format(n=terms.days)


def _fee(letter: Letter, terms: RepairTerms) -> str:
    if not terms.quote_cents:
        return _("在保修范围内，不收维修费。") if terms.in_warranty else _("本次不收维修费。")
    fee = wording.money(letter.breakdown, terms.quote_cents)
    text = (
        _("维修费 {fee} 由您支付，到账后开始维修。")
        if letter.agreed
        else _("维修费 {fee}，您同意并支付后我们再修。")
    ).format(fee=fee)
    return text if terms.in_warranty else _("不在保修范围内，{text}").format(text=text)


def _goes_back(letter: Letter, terms: RepairTerms) -> str:
    if terms.place not in _SENT:
        return ""
    time = wording_out.within(letter.choices)
    return _("修好后{time}寄回给您。").format(time=time) + wording_out.outbound_freight(letter)


def _part(terms: RepairTerms) -> str:
    if not terms.part_warranty_months:
        return ""
    text = _("更换的部件从修好之日起另保修 {n} 个月，商品原来的保修期不受影响。")
    return text.format(n=terms.part_warranty_months)


def _sentence(choices: Choices, breakdown: Breakdown) -> str:
    terms = choices.repair or RepairTerms()
    fee = (
        _("维修费 {fee} 由买家付").format(fee=wording.money(breakdown, terms.quote_cents))
        if terms.quote_cents
        else _("不收维修费")
    )
    parts = [
        _("维修{pieces}，{place}").format(pieces=wording.pieces(choices), place=label(terms.place)),
        _("保修内") if terms.in_warranty else _("保修外"),
        fee,
    ]
    if terms.work:
        parts.append(terms.work)
    if terms.days:
        parts.append(_("预计 {n} 天").format(n=terms.days))
    if terms.part_warranty_months:
        parts.append(_("部件另保修 {n} 个月").format(n=terms.part_warranty_months))
    if terms.place in _SENT:
        parts.append(_("寄来运费{bearer}").format(bearer=one_line.freight(choices, breakdown)))
        parts.append(wording_out.outbound_line(choices))
    parts[-1] += one_line.beside(choices, breakdown, _FEE)
    parts.append(_("责任：{liability}").format(liability=label(choices.liability)))
    return "，".join(parts)


REPAIR = DecisionKind(
    remedy=Remedy.REPAIR,
    title=N_("维修"),
    schema_version=1,
    goods_come_back=True,
    draft_defaults=_draft,
    message=_message,
    sentence=_sentence,
)
