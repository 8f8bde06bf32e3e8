"""Class (c): outbound shipping, which falls due once, and the buyer's outlay for sending back."""

from __future__ import annotations

from app.domain.payment import Cap, CapName, Leg, MoneyClass, PlannedPayout
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement.ledger import is_used_up
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

# Towards the buyer the shop stands for its supplier.
SHOP_STANDS_FOR = frozenset({Liability.MERCHANT, Liability.COURIER, Liability.SUPPLIER})


def outbound(scene: Scene, found: list[LineRefund]) -> int:
    """The outbound shipping that falls due with this refund, in cents.

    Due once over all tickets, with the last unit of the order: when nothing was shipped, or when
    shop or courier is liable. Never more than the shipping that was paid, nor than what is left
    of everything that was paid.
    """
    shipping, paid = scene.order.shipping_cents, scene.order.paid_cents
    if not scene.refund or not shipping or paid is None or scene.order.conflict is not None:
        return 0
    liable = scene.choices.liability in SHOP_STANDS_FOR
    if not (liable or scene.order.shipped is False) or not takes_the_last(scene, found):
        return 0
    now = sum(refund.cents for refund in found)
    left = paid - scene.ledger.price - scene.ledger.outbound - now
    return max(0, min(shipping - scene.ledger.outbound, left))


def takes_the_last(scene: Scene, found: list[LineRefund]) -> bool:
    """Whether nothing of the order's goods is left to refund once this refund is made."""
    now = sum(refund.cents + refund.deducted for refund in found)
    left = scene.left
    if not found:
        return False
    if left is not None and now >= left:
        return True
    by_line = {refund.line.id: refund for refund in found if refund.line is not None}
    for line in scene.order.lines:
        mine = by_line.get(line.id)
        ordinals = mine.ordinals if mine else ()
        cents = mine.cents + mine.deducted if mine else 0
        if not is_used_up(line, scene.held(line), ordinals, cents):
            return False
    return bool(scene.order.lines)


def outbound_label(scene: Scene, due: int) -> str:
    """How the row of outbound shipping is called, with `due` cents of it refunded now."""
    shipping, liability = scene.order.shipping_cents or 0, scene.choices.liability
    if shipping and not due:
        if scene.ledger.outbound >= shipping:
            return _("订单运费（此前已退）")
        if liability in SHOP_STANDS_FOR or scene.order.shipped is False:
            return _("订单运费（退到最后一件时再退）")
    if liability is Liability.COURIER:
        return _("订单运费（物流责任，退）")
    if liability in SHOP_STANDS_FOR:
        return _("订单运费（商家责任，退）")
    return _("订单运费（未发货，退）") if scene.order.shipped is False else _("订单运费（不退）")


def outbound_payout(cents: int) -> list[PlannedPayout]:
    """The row of class freight for outbound shipping, if any is due."""
    return [PlannedPayout(MoneyClass.FREIGHT, cents, leg=Leg.OUTBOUND)] if cents else []


def return_cap(scene: Scene) -> Cap | None:
    """The limit for return freight of this ticket; None when goods do not come back."""
    if scene.choices.remedy is not Remedy.RETURN_REFUND:
        return None
    limit = scene.situation.return_freight_cap_cents
    return Cap(CapName.RETURN_FREIGHT, limit, scene.ledger.returned_here)


def return_freight(scene: Scene, guards: list[Guard]) -> int:
    """What the shop pays beside the refund for the parcel back, in cents.

    Nothing unless the shop bears it; held against the cap and against rows that pay it already.
    """
    cap = return_cap(scene)
    choices = scene.choices
    if cap is None or choices.freight_bearer is not FreightBearer.MERCHANT:
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
    _hold(scene, cents, cap, guards)
    return cents


def return_payout(cents: int) -> list[PlannedPayout]:
    """The row of class freight for the buyer's outlay, if there is any."""
    return [PlannedPayout(MoneyClass.FREIGHT, cents, leg=Leg.RETURN)] if cents else []


def _hold(scene: Scene, cents: int, cap: Cap, guards: list[Guard]) -> None:
    if scene.ledger.returned_here:
        text = _("本售后单已有退货运费 {paid}，不能重复支付。")
        paid = scene.show(scene.ledger.returned_here)
        guards.append(Guard(GuardLevel.REFUSE, "freight_twice", text.format(paid=paid)))
        return
    if scene.ledger.returned_elsewhere:
        text = _("同一订单的其他售后单已付退货运费 {paid}；只有另一个包裹才应再付。")
        paid = scene.show(scene.ledger.returned_elsewhere)
        guards.append(Guard(GuardLevel.CONFIRM, "freight_elsewhere", text.format(paid=paid)))
    if cap.limit_cents is None:
        text = _("店铺没有设置退货运费上限，请自行核对快递凭据。")
        guards.append(Guard(GuardLevel.WARN, "freight_cap_unknown", text))
    elif cents > cap.limit_cents:
        text = _(
            "退货运费 {asked} 超过店铺设置的上限 {cap}；请核对凭据，或先在店铺设置里调整上限。"
        )
        guards.append(
            Guard(
                GuardLevel.REFUSE,
                "over_freight",
                text.format(asked=scene.show(cents), cap=scene.show(cap.limit_cents)),
            )
        )
