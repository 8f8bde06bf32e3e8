"""Class (c): outbound shipping, which falls due once, and the buyer's outlay for sending back."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import couriers
from app.domain.facts import GoodsIn
from app.domain.order import Unit
from app.domain.payment import Cap, CapName, Leg, MoneyClass, PlannedPayout
from app.domain.remedy import FreightBearer, Remedy, RepairPlace
from app.domain.remedy import GoodsWay as Way
from app.domain.rulepack.freight_table import FreightLeg, Payer, ReasonGroup
from app.domain.settlement.freight_rule import breaks_free_shipping, rule_of, why
from app.domain.settlement.ledger import is_used_up
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.rows import freight_row
from app.domain.settlement.scene import Pick, Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

_WITH_BUYER = frozenset({None, GoodsIn.NOT_NEEDED, GoodsIn.GIVEN_BACK})


def outbound_falls_due(scene: Scene, found: list[LineRefund]) -> bool:
    """Whether the shipping paid with the order goes back with this refund.

    Due once over all tickets, with the last unit of the order: when nothing was shipped, or when
    the freight table says that the first parcel is the shop's.
    """
    order = scene.order
    if not order.shipping_cents or order.paid_cents is None or order.conflict is not None:
        return False
    ours = rule_of(scene, FreightLeg.FIRST).payer is Payer.SHOP
    return (ours or order.shipped is False) and takes_the_last(scene, found)


def outbound(scene: Scene, now: int) -> int:
    """The shipping that goes back beside `now` cents of goods, in cents.

    Never more than the shipping that was paid, nor than what is left of everything that was paid.
    """
    used = scene.ledger.outbound
    paid = (scene.order.paid_cents or 0) + scene.ledger.surcharge
    left = paid - scene.ledger.price - used - now
    return max(0, min((scene.order.shipping_cents or 0) - used, left))


def takes_the_last(scene: Scene, found: list[LineRefund]) -> bool:
    """Whether nothing of the order's goods is left to refund once this refund is made."""
    now = sum(refund.consumed for refund in found)
    left = scene.left
    if not found:
        return False
    if left is not None and now >= left:
        return True
    by_line = {refund.line.id: refund for refund in found if refund.line is not None}
    for line in scene.order.lines:
        mine = by_line.get(line.id)
        ordinals = mine.ordinals if mine else ()
        cents = mine.consumed if mine else 0
        if not is_used_up(line, scene.held(line), ordinals, cents):
            return False
    return bool(scene.order.lines)


def outbound_payout(cents: int) -> list[PlannedPayout]:
    """The row of class freight for outbound shipping, if any is due."""
    return [PlannedPayout(MoneyClass.FREIGHT, cents, leg=Leg.OUTBOUND)] if cents else []


def sends_back(scene: Scene) -> bool:
    """Whether this decision makes the buyer send goods in, at somebody's cost."""
    choices = scene.choices
    if choices.remedy is Remedy.RETURN_REFUND:
        return True
    if choices.remedy is Remedy.EXCHANGE:
        return choices.way is not Way.NOTHING_BACK
    place = choices.repair.place if choices.repair is not None else None
    return choices.remedy is Remedy.REPAIR and place in (RepairPlace.SEND_IN, RepairPlace.SUPPLIER)


def freight_back(scene: Scene, outcome: Outcome, guards: list[Guard]) -> None:
    """The buyer's outlay for the parcel back: row, cap and money, where goods are sent back.

    Nothing is paid unless the shop bears it; held against the cap and rows that pay it already.
    """
    if not sends_back(scene):
        return
    outcome.caps.append(_return_cap(scene))
    guards.extend(_against_the_table(scene))
    outcome.freight = _outlay(scene, guards)
    outcome.lines.append(freight_row(scene, outcome.freight))
    outcome.payouts += return_payout(scene, outcome.freight)


def _against_the_table(scene: Scene) -> Iterator[Guard]:
    """The buyer is made to pay a parcel that is the shop's; an exchange says so for both ways."""
    rule = rule_of(scene, FreightLeg.RETURN)
    if (
        scene.choices.remedy is not Remedy.EXCHANGE
        and scene.choices.freight_bearer is FreightBearer.BUYER
        and rule.payer is Payer.SHOP
    ):
        text = _("按运费规则退货运费由商家承担，现在写成买家承担。依据：{why}。")
        yield Guard(GuardLevel.WARN, "freight_against_table", text.format(why=why(rule)))
    if breaks_free_shipping(scene.order, scene.situation, scene.money, scene.choices.lines):
        text = _(
            "留下的商品不足包邮门槛 {limit}：七日无理由的，首次运费可以从退款里扣（用「扣减」，要写明依据）。"
        )
        limit = scene.show(scene.situation.freight.free_from_cents)
        if rule.group is ReasonGroup.NO_REASON_PAID:
            yield Guard(GuardLevel.INFO, "free_shipping_broken", text.format(limit=limit))


def _return_cap(scene: Scene) -> Cap:
    """The shop's limit holds for each parcel; what an earlier one cost takes nothing from it."""
    limit, used = scene.situation.return_freight_cap_cents, scene.ledger.returned_here
    if limit is not None and used and _another_parcel(scene):
        limit += used
    return Cap(CapName.RETURN_FREIGHT, limit, used)


def _another_parcel(scene: Scene) -> bool:
    """Whether the buyer sent, or is to send, a parcel beside those whose freight was granted."""
    if scene.situation.return_parcels > scene.ledger.returned_times:
        return True
    if not sends_back(scene) or not scene.situation.goods_in:
        return False
    units = [Unit(c.line_id, k) for c in scene.choices.lines if c.line_id for k in c.ordinals]
    return any(scene.whereabouts(unit) in _WITH_BUYER for unit in units)


def _outlay(scene: Scene, guards: list[Guard]) -> int:
    choices = scene.choices
    if choices.freight_bearer is not FreightBearer.MERCHANT:
        return 0
    cents = choices.return_freight_cents
    if cents < 0:
        text = _("退货运费不能是负数。")
        guards.append(Guard(GuardLevel.REFUSE, "negative", text))
        return 0
    if not cents:
        text = _("退货运费由商家承担；金额等买家寄回、提供凭据后再填。")
        guards.append(Guard(GuardLevel.INFO, "freight_open", text))
        return 0
    _hold(scene, cents, guards)
    return cents


def freight_part(scene: Scene, _chosen: list[Pick], guards: list[Guard]) -> Outcome:
    """退运费: class (c) alone, the parcel back or the shipping paid with the order."""
    outcome, cents = Outcome(), scene.choices.return_freight_cents
    leg = scene.choices.freight_leg
    if cents < 0:
        guards.append(Guard(GuardLevel.REFUSE, "negative", _("退运费的金额不能是负数。")))
        cents = 0
    if leg is Leg.RETURN:
        outcome.caps.append(_return_cap(scene))
        if cents:
            _hold(scene, cents, guards)
    elif cents:
        _hold_outbound(scene, cents, guards)
    outcome.freight = cents
    outcome.lines.append(freight_row(scene, cents))
    outcome.payouts += return_payout(scene, cents) if leg is Leg.RETURN else outbound_payout(cents)
    return outcome


def _hold_outbound(scene: Scene, cents: int, guards: list[Guard]) -> None:
    """Shipping paid with the order goes back once, and never above everything that was paid."""
    shipping, used = scene.order.shipping_cents, scene.ledger.outbound
    if shipping is None or scene.order.paid_cents is None:
        text = _("不知道买家付过多少订单运费，不能退这笔运费；请先在订单里填写运费。")
        guards.append(Guard(GuardLevel.REFUSE, "outbound_unknown", text))
        return
    left = outbound(scene, 0)
    if cents > left:
        text = _("订单运费 {shipping}，此前已退 {used}，最多还可退 {left}。")
        shown = text.format(
            shipping=scene.show(shipping), used=scene.show(used), left=scene.show(left)
        )
        guards.append(Guard(GuardLevel.REFUSE, "over_outbound", shown))


def return_payout(scene: Scene, cents: int) -> list[PlannedPayout]:
    """The row of class freight for the buyer's outlay, if there is any."""
    if not cents:
        return []
    method = scene.choices.pay_method
    return [PlannedPayout(MoneyClass.FREIGHT, cents, leg=Leg.RETURN, method=method)]


def _hold(scene: Scene, cents: int, guards: list[Guard]) -> None:
    limit, paid = scene.situation.return_freight_cap_cents, scene.show(scene.ledger.returned_here)
    if scene.ledger.returned_here and not _another_parcel(scene):
        text = _("本售后单已有退货运费 {paid}，不能重复支付。")
        guards.append(Guard(GuardLevel.REFUSE, "freight_twice", text.format(paid=paid)))
        return
    if scene.ledger.returned_here:
        text = _("本售后单已有退货运费 {paid}；只有另一个包裹才应再付，请写明是哪一个。")
        guards.append(Guard(GuardLevel.CONFIRM, "freight_second", text.format(paid=paid)))
    _courier_guard(scene, guards)
    if scene.ledger.returned_elsewhere:
        text = _("同一订单的其他售后单已付退货运费 {paid}；只有另一个包裹才应再付。")
        paid = scene.show(scene.ledger.returned_elsewhere)
        guards.append(Guard(GuardLevel.CONFIRM, "freight_elsewhere", text.format(paid=paid)))
    if limit is None:
        text = _("店铺没有设置退货运费上限，请自行核对快递凭据。")
        guards.append(Guard(GuardLevel.WARN, "freight_cap_unknown", text))
    elif cents > limit:
        text = _(
            "退货运费 {asked} 超过店铺设置的上限 {cap}；请核对凭据，或先在店铺设置里调整上限。"
        )
        guards.append(
            Guard(
                GuardLevel.REFUSE,
                "over_freight",
                text.format(asked=scene.show(cents), cap=scene.show(limit)),
            )
        )


def _courier_guard(scene: Scene, guards: list[Guard]) -> None:
    """The outlay for a courier the shop did not ask for may be more than was agreed."""
    used, wanted = scene.situation.return_courier.strip(), scene.situation.couriers
    if used and wanted and not couriers.among(used, wanted):
        text = _(
            "买家寄回用的是「{used}」，不在本店指定的退货快递（{wanted}）里；运费请核对后再付。"
        )
        shown = text.format(used=used, wanted="、".join(wanted))
        guards.append(Guard(GuardLevel.WARN, "other_courier", shown))
