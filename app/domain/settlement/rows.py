"""The calculation as people read it: one row per step, with its rule and what it was made of."""

from __future__ import annotations

from app.domain.payment import Leg
from app.domain.remedy import FreightBearer, Remedy
from app.domain.rulepack.freight_table import FreightLeg, Payer, ReasonGroup
from app.domain.settlement.freight_rule import rule_of, why
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.scene import Scene, name_of
from app.domain.settlement.types import BreakdownLine, Row
from app.i18n import _


def cost_row(outcome: Outcome) -> BreakdownLine:
    """The last row: all that goes to the buyer; parcels and goods cost the shop more beside it."""
    inputs: dict[str, int | str] = {
        "refund_cents": outcome.refund,
        "compensation_cents": outcome.compensation - outcome.promised,
        "freight_cents": outcome.freight,
    }
    rule = _("退款＋补偿＋退货运费")
    if outcome.damages:
        rule = _("退款＋补偿＋退货运费＋赔付")
        inputs["damages_cents"] = outcome.damages
    return BreakdownLine(_("本方案付给买家"), outcome.cost, rule, inputs, Row.COST)


def refund_rows(scene: Scene, found: list[LineRefund], shipping: int) -> list[BreakdownLine]:
    """The rows a refund is added up from."""
    by_unit = [item for item in found if not item.typed]
    typed = [item for item in found if item.typed]
    body: list[BreakdownLine] = []
    if by_unit or not typed:
        body.append(
            BreakdownLine(
                _("商品实付"),
                sum(item.gross for item in by_unit),
                _("按件分摊：S(k)=四舍五入(实付×k/n)"),
                _unit_inputs(scene, by_unit),
            )
        )
    if typed:
        body.append(
            BreakdownLine(
                _("商品实付（按金额退）"),
                sum(item.gross for item in typed),
                _("按填写的金额，记在该商品名下"),
                {_key(item, "cents", typed): item.gross for item in typed},
            )
        )
    body.append(
        BreakdownLine(
            _outbound_label(scene, shipping),
            shipping,
            _("订单运费只退一次：未发货，或按运费规则由商家承担且退到最后一件"),
            _outbound_inputs(scene),
            Row.SHIPPING,
        )
    )
    body.append(_before_row(scene, found))
    given = sum(item.compensated for item in found)
    if given:
        body.append(
            BreakdownLine(
                _("此前已补偿"),
                -given,
                _("留货补偿过的商品再退货时，扣除已补偿部分"),
                {_key(item, "cents", found): item.compensated for item in found},
                Row.COMPENSATED_BEFORE,
            )
        )
    body.extend(
        BreakdownLine(
            _("扣减：{reason}").format(reason=deduction.reason),
            -deduction.cents,
            _("验货后扣减"),
            {
                "line": deduction.line_id,
                "units": "、".join(str(k) for k in deduction.ordinals),
                "evidence": "、".join(str(k) for k in deduction.evidence),
            },
            Row.DEDUCTION,
        )
        for deduction in scene.choices.deductions
    )
    return body


def refund_row(
    scene: Scene, found: list[LineRefund], shipping: int, promotion: int
) -> BreakdownLine:
    """The sum staff type into the platform, with what was left before it."""
    goods = sum(item.consumed for item in found)
    inputs: dict[str, int | str] = {"goods_cents": goods, "shipping_cents": shipping}
    deducted = sum(item.deducted for item in found)
    if deducted:
        inputs["deducted_cents"] = deducted
    if promotion:
        inputs["promotion_cents"] = promotion
    if scene.left is not None:
        inputs["cap_left_cents"] = scene.left
    total = goods - deducted + promotion + shipping
    return BreakdownLine(_("退款"), total, _("以上各项之和"), inputs, Row.REFUND)


def _outbound_inputs(scene: Scene) -> dict[str, int | str]:
    inputs: dict[str, int | str] = {
        "shipping_cents": scene.order.shipping_cents or 0,
        "outbound_used_cents": scene.ledger.outbound,
    }
    if scene.order.shipping_cents:
        inputs["freight_rule"] = why(rule_of(scene, FreightLeg.FIRST))
    return inputs


def _outbound_label(scene: Scene, due: int) -> str:
    shipping, rule = scene.order.shipping_cents or 0, rule_of(scene, FreightLeg.FIRST)
    ours = rule.payer is Payer.SHOP
    if shipping and not due:
        if scene.ledger.outbound >= shipping:
            return _("订单运费（此前已退）")
        if ours or scene.order.shipped is False:
            return _("订单运费（退到最后一件时再退）")
    if ours:
        return {
            ReasonGroup.COURIER_FAULT: _("订单运费（物流责任，退）"),
            ReasonGroup.SHOP_FAULT: _("订单运费（商家责任，退）"),
            ReasonGroup.UNDETERMINED: _("订单运费（责任待定，商家承担，退）"),
        }.get(rule.group or ReasonGroup.UNDETERMINED, _("订单运费（按规则商家承担，退）"))
    return _("订单运费（未发货，退）") if scene.order.shipped is False else _("订单运费（不退）")


def _before_row(scene: Scene, found: list[LineRefund]) -> BreakdownLine:
    taken = sum(item.before for item in found)
    earlier = scene.ledger.price
    rule = _("同一笔实付不退两次：超出余额的部分不再退")
    if earlier and not taken:
        rule = _("此前退款和补偿共 {cents}，余额够本次退款").format(cents=scene.show(earlier))
    return BreakdownLine(
        _("此前已退"),
        -taken,
        rule,
        {"live_cents": earlier, "paid_cents": scene.order.paid_cents or 0},
        Row.REFUNDED_BEFORE,
    )


def freight_row(scene: Scene, freight: int) -> BreakdownLine:
    """The row of freight that is paid beside the refund, or alone."""
    choices, ledger = scene.choices, scene.ledger
    if choices.remedy is Remedy.FREIGHT and choices.freight_leg is Leg.OUTBOUND:
        return BreakdownLine(
            _("退订单运费"),
            freight,
            _("订单运费只退一次，不超过买家付过的运费"),
            {
                "shipping_cents": scene.order.shipping_cents or 0,
                "outbound_used_cents": ledger.outbound,
            },
            Row.RETURN_FREIGHT,
        )
    label = {
        FreightBearer.BUYER: _("退货运费（买家承担）"),
        FreightBearer.INSURER: _("退货运费（运费险赔付）"),
    }.get(choices.freight_bearer, _("另付：退货运费补偿"))
    if choices.remedy is Remedy.FREIGHT:
        label = _("退货运费补偿")
    inputs: dict[str, int | str] = {
        "return_used_cents": ledger.returned_here + ledger.returned_elsewhere
    }
    if scene.situation.return_freight_cap_cents is not None:
        inputs["cap_cents"] = scene.situation.return_freight_cap_cents
    if choices.remedy is not Remedy.FREIGHT:
        inputs["freight_rule"] = why(rule_of(scene, FreightLeg.RETURN))
    return BreakdownLine(
        label, freight, _("退货运费另付，不占退款上限"), inputs, Row.RETURN_FREIGHT
    )


def _unit_inputs(scene: Scene, found: list[LineRefund]) -> dict[str, int | str]:
    inputs: dict[str, int | str] = {}
    for item in found:
        if item.line is None:
            continue
        lead = _key(item, "", found)
        inputs[f"{lead}paid_cents"] = item.line.paid_share_cents or 0
        inputs[f"{lead}n"] = item.line.quantity or 0
        inputs[f"{lead}k"] = "、".join(map(str, item.ordinals))
        extra = scene.held(item.line).surcharges
        paid_on_top = sum(extra.get(k, 0) for k in item.ordinals) if extra else 0
        if paid_on_top:
            inputs[f"{lead}surcharge_cents"] = paid_on_top
    return inputs


def _key(item: LineRefund, name: str, among: list[LineRefund]) -> str:
    """`name` alone when there is one line; else preceded by the line's place and name."""
    if len(among) == 1:
        return name
    place = item.line.position if item.line is not None else 0
    return f"{place}. {name_of(item.line)} {name}"
