"""What is said beside an exchange: who pays which freight, what is at risk, when a refund is wiser.

Freight by the table of the shop. As it ships: shop, courier or supplier at fault → the shop pays
both ways (消法 Art. 24); no reason → the buyer pays all of it (淘宝平台争议处理规则 Art. 54).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.order import Unit
from app.domain.remedy import FreightBearer, GoodsWay
from app.domain.rulepack.freight_table import FreightLeg, Payer, ReasonGroup
from app.domain.settlement.freight_rule import rule_of, who_pays, why
from app.domain.settlement.ledger import worth
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.scene import Pick, Scene
from app.domain.settlement.types import Guard, GuardLevel, Row
from app.i18n import _


def exchange_guards(scene: Scene, chosen: list[Pick], outcome: Outcome) -> Iterator[Guard]:
    """Freight, way of the goods, and the hint that a refund may serve both better."""
    yield from _freight(scene)
    yield from _way(scene, chosen)
    yield from _rather_refund(scene, chosen)
    if scene.order.tenders and any(line.row is Row.DIFFERENCE for line in outcome.lines):
        text = _("这笔订单还用积分、券或储值付过款：差价只按现金实付计算，请核对。")
        yield Guard(GuardLevel.INFO, "tenders_apart", text)
    if outcome.compensation:
        text = _("新商品便宜 {cents}，差价一定退给买家。").format(
            cents=scene.show(outcome.compensation)
        )
        yield Guard(GuardLevel.INFO, "credit", text)


_FAULT = frozenset({ReasonGroup.SHOP_FAULT, ReasonGroup.COURIER_FAULT})
_NO_REASON = frozenset({ReasonGroup.NO_REASON_FREE, ReasonGroup.NO_REASON_PAID})


def _freight(scene: Scene) -> Iterator[Guard]:
    choices = scene.choices
    back, out = rule_of(scene, FreightLeg.RETURN), rule_of(scene, FreightLeg.AGAIN)
    chosen = ((back, choices.freight_bearer), (out, choices.outbound_bearer))
    if any(rule.payer is Payer.SHOP and bearer is FreightBearer.BUYER for rule, bearer in chosen):
        text = _("按运费规则应由商家承担的一程写成了买家承担：{legs}。依据：{why}。")
        legs = "，".join(who_pays(rule) for rule, _bearer in chosen if rule.payer is Payer.SHOP)
        yield Guard(GuardLevel.WARN, "exchange_freight", text.format(legs=legs, why=why(back)))
        return
    payers = {back.payer, out.payer}
    if back.group in _FAULT and payers == {Payer.SHOP}:
        text = _("责任在商家一方：换货的往返运费都由商家承担。")
    elif back.group in _NO_REASON and payers == {Payer.BUYER}:
        text = _("无理由换货：往返运费都由买家承担（另有约定的除外）。")
    elif Payer.AGREEMENT in payers:
        text = _("责任待定：换货运费由双方商定，请先说清谁付。")
    else:
        text = _("{back}；{out}。依据：{why}。").format(
            back=who_pays(back), out=who_pays(out), why=why(back)
        )
    yield Guard(GuardLevel.INFO, "exchange_freight", text)


def _way(scene: Scene, chosen: list[Pick]) -> Iterator[Guard]:
    units = [Unit(pick.line.id, k) for pick in chosen if pick.line for k in pick.ordinals]
    if units and all(scene.back(unit) for unit in units):
        return
    way = scene.choices.way
    if way is GoodsWay.SHIP_FIRST:
        text = _("先发后退：新货先寄出，旧货没有寄回的损失由店铺承担。")
        yield Guard(GuardLevel.WARN, "ship_first", text)
    elif way is GoodsWay.NOTHING_BACK:
        text = _("旧货不用寄回：新旧两件都留在买家处，请写明理由。")
        yield Guard(GuardLevel.CONFIRM, "nothing_back", text)


def _rather_refund(scene: Scene, chosen: list[Pick]) -> Iterator[Guard]:
    if scene.situation.remote_region:
        text = _("收货地偏远，换货运费高，可以建议退款；买家坚持换货的，照买家的意思办。")
        yield Guard(GuardLevel.INFO, "suggest_refund", text)
        return
    one_way = scene.situation.avoided_freight_cents
    value = _value(scene, chosen)
    if one_way and value is not None and value < 2 * one_way:
        text = _("货值 {value} 低于往返运费 {both}，可以建议退款；买家坚持换货的，照买家的意思办。")
        shown = text.format(value=scene.show(value), both=scene.show(2 * one_way))
        yield Guard(GuardLevel.INFO, "suggest_refund", shown)


def _value(scene: Scene, chosen: list[Pick]) -> int | None:
    """What the chosen units were paid with; None while that is unknown."""
    value = 0
    for pick in chosen:
        line = pick.line
        if line is None or line.paid_share_cents is None or not pick.ordinals:
            return None
        value += sum(worth(line, pick.ordinals, scene.held(line)).values())
    return value if chosen else None
