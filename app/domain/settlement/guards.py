"""Guards on the order, the goods and the platform: what stops a decision or asks once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.facts import FLAWED, INSPECTED, GoodsIn
from app.domain.order import ShareState, Unit
from app.domain.remedy import Liability, Remedy
from app.domain.settlement.ledger import IN_HAND
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.scene import Pick, Scene, name_of
from app.domain.settlement.shares import goods_paid
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

LATE_SHIPMENT = "未按约定时间发货"
_NOT_COMING = frozenset(
    {GoodsIn.NOT_ARRIVED, GoodsIn.NEVER_SENT, GoodsIn.REFUSED_BACK, GoodsIn.GIVEN_BACK}
)


def order_guards(scene: Scene) -> Iterator[Guard]:
    """What is wrong with the order's money, before anything was chosen."""
    order = scene.order
    if order.conflict is not None:
        statements = "、".join(
            f"{said.detail or said.source} {_('未知') if said.cents is None else scene.show(said.cents)}"
            for said in order.conflict.statements
        )
        text = _("不同文件的实付金额不一致：{statements}，请先核对实付金额。")
        yield Guard(GuardLevel.REFUSE, "paid_conflict", text.format(statements=statements))
    elif order.paid_cents is None:
        text = _("这笔订单的实付金额未知；请导入订单文件，或在订单里填写实付金额。")
        yield Guard(GuardLevel.REFUSE, "paid_unknown", text)
    elif order.paid_cents <= 0:
        text = _("这笔订单的实付金额是 {paid}，没有可退的钱。")
        shown = scene.show(order.paid_cents)
        yield Guard(GuardLevel.REFUSE, "paid_zero", text.format(paid=shown))
    elif goods_paid(order) is None:
        yield from _shipping_guard(scene, order.paid_cents, order.shipping_cents)
    for row in scene.ledger.foreign[:1]:
        text = _("这笔订单已有 {other} 的打款，与订单币种 {own} 不同，不能合并计算；请先核对。")
        yield Guard(
            GuardLevel.REFUSE,
            "currency",
            text.format(other=row.currency, own=order.currency),
        )


def _shipping_guard(scene: Scene, paid: int, shipping: int | None) -> Iterator[Guard]:
    if shipping is None:
        text = _("不知道实付 {paid} 里含多少运费：上限按实付总额计算，订单运费不单独退。")
        yield Guard(GuardLevel.WARN, "shipping_unknown", text.format(paid=scene.show(paid)))
        return
    text = _("订单运费 {shipping} 高于实付 {paid}，请先核对订单金额。")
    yield Guard(
        GuardLevel.REFUSE,
        "shipping_exceeds_paid",
        text.format(shipping=scene.show(shipping), paid=scene.show(paid)),
    )


def platform_guards(scene: Scene, chosen: list[Pick]) -> Iterator[Guard]:
    """Where the platform's type and the goods' whereabouts make a click dangerous."""
    if not scene.refund:
        return
    out = goods_out(scene, chosen)
    if out and scene.situation.platform_remedy is Remedy.REFUND_ONLY:
        text = _(
            "平台申请类型是「仅退款」，直接同意会不退货打款 — 请让买家改为「退货退款」，"
            "或写明不退货的理由。"
        )
        yield Guard(GuardLevel.CONFIRM, "platform_refund_only", text)
    if scene.choices.remedy is Remedy.RETURN_REFUND:
        if scene.order.shipped is False:
            text = _("订单还没有发货，没有可退的货；通常应选「仅退款」。")
            yield Guard(GuardLevel.WARN, "nothing_to_return", text)
        elif _all_inspected(scene, chosen):
            yield Guard(GuardLevel.PASS, "inspected", _("已收货验货"))
        else:
            yield Guard(GuardLevel.INFO, "after_inspection", _("收货验货后再退款"))
    elif out:
        text = (
            _("货已发出且没有退回：仅退款后货物留在买家处，请写明理由。")
            if scene.order.shipped
            else _("不知道货是否已发出，也没有退回：仅退款可能货款两失，请写明理由。")
        )
        yield Guard(GuardLevel.CONFIRM, "goods_out", text)


def goods_out(scene: Scene, chosen: list[Pick]) -> bool:
    """Whether goods left the shop, or may have, and are not all back."""
    if scene.order.shipped is False:
        return False
    if not scene.situation.goods_in:
        return True
    units = chosen_units(chosen)
    return not units or not all(scene.back(unit) for unit in units)


def _all_inspected(scene: Scene, chosen: list[Pick]) -> bool:
    if not scene.situation.goods_in:
        return False
    units = chosen_units(chosen)
    return bool(units) and all(scene.whereabouts(unit) in INSPECTED for unit in units)


def chosen_units(chosen: list[Pick]) -> list[Unit]:
    """The units the choices name; ordinal 0 for an amount on a line of unknown quantity."""
    units: list[Unit] = []
    for pick in chosen:
        if pick.line is None:
            continue
        if pick.ordinals:
            units.extend(Unit(pick.line.id, k) for k in pick.ordinals)
        elif pick.line.quantity is None:
            units.append(Unit(pick.line.id, 0))
    return units


def goods_guards(scene: Scene, chosen: list[Pick]) -> Iterator[Guard]:
    """Money follows received units: what is missing or flawed is said."""
    if scene.choices.remedy is not Remedy.RETURN_REFUND:
        return
    for pick in chosen:
        if pick.line is None:
            text = _("订单没有商品明细，无法登记退回的货；请先导入订单文件或补录商品。")
            yield Guard(GuardLevel.REFUSE, "no_goods_named", text)
        elif not pick.ordinals and pick.line.quantity is not None:
            text = _("「{goods}」要退货，请选明退哪几件；金额可以另填。")
            yield Guard(GuardLevel.REFUSE, "units_needed", text.format(goods=name_of(pick.line)))
    yield from _gift_guards(scene, chosen)
    if not scene.situation.goods_in:
        return
    where = [(unit, scene.whereabouts(unit)) for unit in chosen_units(chosen)]
    lost = sum(1 for _unit, state in where if state in _NOT_COMING)
    if lost:
        text = _("所选商品有 {n} 件没有收到或已退还买家，付款等于不退货退款；请写明理由。")
        yield Guard(GuardLevel.CONFIRM, "not_received", text.format(n=lost))
    here = sum(1 for _unit, state in where if state in IN_HAND)
    if here and here + lost < len(where):
        text = _("所选商品还有 {n} 件没有收到，收到后再付这部分。")
        yield Guard(GuardLevel.WARN, "partly_received", text.format(n=len(where) - here - lost))
    flawed = sum(1 for _unit, state in where if state in FLAWED and state in INSPECTED)
    if flawed and not scene.choices.deductions:
        text = _("验货发现 {n} 件不完好，本方案没有扣减。")
        yield Guard(GuardLevel.WARN, "flawed_undeducted", text.format(n=flawed))


def _gift_guards(scene: Scene, chosen: list[Pick]) -> Iterator[Guard]:
    picked = {pick.line.id for pick in chosen if pick.line is not None}
    forgotten = [line for line in scene.order.lines if line.gift and line.id not in picked]
    bought = [line for line in scene.order.lines if not line.gift]
    if forgotten and picked and all(line.id in picked for line in bought):
        text = _("赠品「{goods}」没有选入，整单退货时赠品通常一并退回。")
        yield Guard(GuardLevel.INFO, "gift_stays", text.format(goods=name_of(forgotten[0])))


def deduction_guards(scene: Scene) -> Iterator[Guard]:
    """Deductions rest on an inspection and on a photo."""
    for deduction in scene.choices.deductions:
        units = [Unit(deduction.line_id, k) for k in deduction.ordinals or (0,)]
        looked = any(
            state in INSPECTED
            for unit, state in scene.situation.goods_in.items()
            if unit in units or (not deduction.ordinals and unit.line_id == deduction.line_id)
        )
        if not looked:
            text = _("扣减「{reason}」的商品还没有验货记录。")
            yield Guard(
                GuardLevel.WARN, "deduction_uninspected", text.format(reason=deduction.reason)
            )
        if not deduction.evidence:
            text = _("扣减「{reason}」没有附照片，买家申诉时难以举证。")
            yield Guard(GuardLevel.WARN, "deduction_unproved", text.format(reason=deduction.reason))


def money_guards(scene: Scene, found: list[LineRefund], outbound_cents: int) -> Iterator[Guard]:
    """What the figures themselves give reason to say."""
    loose = scene.ledger.loose_refunded + sum(
        scene.held(refund.line).refunded_loose
        for refund in found
        if refund.line is not None and refund.ordinals
    )
    if scene.refund and loose:
        text = _("此前有 {cents} 退款没有对应到具体件，请先确认退的不是同一件。")
        yield Guard(GuardLevel.WARN, "loose_refund", text.format(cents=scene.show(loose)))
    several = sum(1 for line in scene.order.lines if not line.gift) > 1
    if any(
        refund.line is not None
        and refund.ordinals
        and refund.line.share_state is ShareState.ESTIMATED
        and several
        for refund in found
    ):
        text = _("各商品实付按单价×数量分摊估算；首次打款后固定。")
        yield Guard(GuardLevel.INFO, "share_estimated", text)
    if (
        scene.refund
        and scene.order.shipping_cents
        and not outbound_cents
        and scene.choices.liability is Liability.UNDETERMINED
        and scene.order.shipped is not False
    ):
        text = _("责任待定：订单运费 {cents} 暂不退，判定责任后再算。")
        shown = scene.show(scene.order.shipping_cents)
        yield Guard(GuardLevel.INFO, "liability_open", text.format(cents=shown))
    asked = scene.situation.requested_cents
    refund_cents = sum(refund.cents for refund in found) + outbound_cents
    if scene.refund and asked is not None and refund_cents != asked:
        higher = refund_cents > asked
        text = _("高于买家申请的 {asked}。") if higher else _("低于买家申请的 {asked}。")
        yield Guard(
            GuardLevel.WARN if higher else GuardLevel.INFO,
            "differs_from_request",
            text.format(asked=scene.show(asked)),
        )


def replacement_guard(scene: Scene) -> Iterator[Guard]:
    """Say that an earlier round's unpaid money gives way to this one."""
    if scene.replaced:
        text = _("此前方案尚未打款的 {cents} 由本方案代替。")
        shown = scene.show(scene.replaced_cents)
        yield Guard(GuardLevel.INFO, "replaces", text.format(cents=shown))


def late_shipment_guard(scene: Scene) -> Iterator[Guard]:
    """Promised against actual shipment, beside a claim for late shipment. Steers nobody."""
    if LATE_SHIPMENT not in scene.situation.platform_reason:
        return
    promised, shipped = scene.situation.promised_at, scene.order.shipped_at
    if promised is None:
        text = _("买家理由是「未按约定时间发货」；约定发货时间未知，无法核对是否按时。")
        yield Guard(GuardLevel.INFO, "late_shipment", text)
        return
    promised_text = _local(promised, scene.situation.zone)
    if shipped is None:
        text = (
            _("买家理由是「未按约定时间发货」；约定 {promised} 前发货，还没有发货。")
            if scene.order.shipped is False
            else _("买家理由是「未按约定时间发货」；约定 {promised} 前发货，实际发货时间未知。")
        )
        yield Guard(GuardLevel.INFO, "late_shipment", text.format(promised=promised_text))
        return
    text = (
        _("买家理由是「未按约定时间发货」；约定 {promised} 前，实际 {shipped}，记录显示晚于约定。")
        if shipped > promised
        else _("买家理由是「未按约定时间发货」；约定 {promised} 前，实际 {shipped}，记录显示按时。")
    )
    yield Guard(
        GuardLevel.INFO,
        "late_shipment",
        text.format(promised=promised_text, shipped=_local(shipped, scene.situation.zone)),
    )


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
