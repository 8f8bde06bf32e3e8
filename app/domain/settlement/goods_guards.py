"""Guards on the goods: where they are, and what the platform would do with a click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.facts import FLAWED, INSPECTED, GoodsIn
from app.domain.order import Unit
from app.domain.remedy import GoodsWay, Remedy
from app.domain.settlement.ledger import IN_HAND, worth
from app.domain.settlement.scene import Pick, Scene, name_of, name_ordinals
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _

_NOT_COMING = frozenset(
    {GoodsIn.NOT_ARRIVED, GoodsIn.NEVER_SENT, GoodsIn.REFUSED_BACK, GoodsIn.GIVEN_BACK}
)

_NAMED = 3  # lines written out before a sentence only says that there are more
_GIVES_FOR_PIECES = frozenset(
    {Remedy.REFUND_ONLY, Remedy.RETURN_REFUND, Remedy.EXCHANGE, Remedy.RESHIP}
)


def platform_guards(scene: Scene, chosen: list[Pick], units: Sequence[Unit]) -> Iterator[Guard]:
    """Where the platform's type and the goods' whereabouts make a click dangerous."""
    if not scene.refund:
        return
    out = goods_out(scene, units)
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
        elif _all_inspected(scene, units):
            yield Guard(GuardLevel.PASS, "inspected", _("已收货验货"))
        else:
            yield Guard(GuardLevel.INFO, "after_inspection", _("收货验货后再退款"))
        yield from _returnless(scene, chosen, units)
    elif scene.order.shipped is False:
        text = _("先停止发货：确认仓库没有打包寄出。")
        yield Guard(GuardLevel.WARN, "stop_shipment", text)
    elif out:
        text = (
            _("货已发出且没有退回：仅退款后货物留在买家处，请写明理由。")
            if scene.order.shipped
            else _("不知道货是否已发出，也没有退回：仅退款可能货款两失，请写明理由。")
        )
        yield Guard(GuardLevel.CONFIRM, "goods_out", text)


def _returnless(scene: Scene, chosen: list[Pick], units: Sequence[Unit]) -> Iterator[Guard]:
    """Sending goods back that are worth no more than the parcel helps nobody."""
    freight = scene.choices.return_freight_cents or scene.situation.avoided_freight_cents or 0
    if freight <= 0 or not chosen:
        return
    value = 0
    for pick in chosen:
        line = pick.line
        if line is None or line.paid_share_cents is None or not pick.ordinals:
            return
        value += sum(worth(line, pick.ordinals, scene.held(line)).values())
        if value > freight:
            return
    if not all(scene.back(unit) for unit in units):
        text = _("退货运费不低于货值，可以考虑退款不退货。")
        yield Guard(GuardLevel.INFO, "returnless", text)


def goods_out(scene: Scene, units: Sequence[Unit]) -> bool:
    """Whether goods left the shop, or may have, and are not all back."""
    if scene.order.shipped is False:
        return False
    if not scene.situation.goods_in:
        return True
    return not units or not all(scene.back(unit) for unit in units)


def _all_inspected(scene: Scene, units: Sequence[Unit]) -> bool:
    if not scene.situation.goods_in:
        return False
    return bool(units) and all(scene.whereabouts(unit) in INSPECTED for unit in units)


def chosen_units(chosen: list[Pick]) -> tuple[Unit, ...]:
    """The units the choices name; ordinal 0 for an amount on a line of unknown quantity."""
    units: list[Unit] = []
    for pick in chosen:
        if pick.line is None:
            continue
        if pick.ordinals:
            units.extend(pick.units)
        elif pick.line.quantity is None:
            units.append(Unit(pick.line.id, 0))
    return tuple(units)


def goods_guards(scene: Scene, chosen: list[Pick], units: Sequence[Unit]) -> Iterator[Guard]:
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
    where = [(unit, scene.whereabouts(unit)) for unit in units]
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


def replaced_guards(scene: Scene, chosen: list[Pick]) -> Iterator[Guard]:
    """Pieces for which others left before: money or goods for them again are asked about.

    Where the piece the buyer has now comes back first, nothing is given twice.
    """
    choices, before = scene.choices, scene.situation.units_replaced
    if not before or choices.remedy not in _GIVES_FOR_PIECES:
        return
    first = choices.remedy is Remedy.RETURN_REFUND or (
        choices.remedy is Remedy.EXCHANGE and choices.way is GoodsWay.RETURN_FIRST
    )
    again: list[str] = []
    for pick in chosen:
        line = pick.line
        which = tuple(k for k in pick.ordinals if line and Unit(line.id, k) in before)
        if line is None or not which:
            continue
        text = _("「{goods}」第 {which} 件")
        again.append(text.format(goods=name_of(line), which=name_ordinals(which)))
        first = first and not any(scene.back(Unit(line.id, k)) for k in which)
    if not again:
        return
    shown = "、".join(again[:_NAMED]) + (_("等") if len(again) > _NAMED else "")
    if first:
        text = _("{goods}此前已补发或换过：寄回的应是换来的那一件。")
        yield Guard(GuardLevel.INFO, "replaced_before", text.format(goods=shown))
    else:
        text = _("{goods}此前已补发或换过，再处理可能是同一件；请写明理由。")
        yield Guard(GuardLevel.CONFIRM, "replaced_before", text.format(goods=shown))


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
