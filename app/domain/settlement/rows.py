"""The calculation as people read it: one row per step, with its rule and what it was made of."""

from __future__ import annotations

from app.domain.remedy import FreightBearer, Remedy
from app.domain.settlement.freight import outbound_label
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.scene import Scene, name_of
from app.domain.settlement.types import BreakdownLine, Row
from app.i18n import _


def rows(
    scene: Scene, found: list[LineRefund], shipping: int, given: int, freight: int
) -> tuple[BreakdownLine, ...]:
    """The rows of the calculation, in the order they are added up."""
    if scene.refund:
        body = _refund_rows(scene, found, shipping)
    elif scene.choices.remedy is Remedy.COMPENSATION:
        body = _compensation_rows(scene, given)
    else:
        return ()
    refund = sum(item.cents for item in found) + shipping
    if scene.choices.remedy is Remedy.RETURN_REFUND:
        body.append(_freight_row(scene, freight))
    body.append(
        BreakdownLine(
            _("商家成本合计"),
            refund + given + freight,
            _("退款＋补偿＋退货运费"),
            {"refund_cents": refund, "compensation_cents": given, "freight_cents": freight},
            Row.COST,
        )
    )
    return tuple(body)


def _refund_rows(scene: Scene, found: list[LineRefund], shipping: int) -> list[BreakdownLine]:
    by_unit = [item for item in found if not item.typed]
    typed = [item for item in found if item.typed]
    body: list[BreakdownLine] = []
    if by_unit or not typed:
        body.append(
            BreakdownLine(
                _("商品实付"),
                sum(item.gross for item in by_unit),
                _("按件分摊：S(k)=四舍五入(实付×k/n)"),
                _unit_inputs(by_unit),
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
            outbound_label(scene, shipping),
            shipping,
            _("订单运费只退一次：未发货，或商家／物流责任且退到最后一件"),
            {
                "shipping_cents": scene.order.shipping_cents or 0,
                "outbound_used_cents": scene.ledger.outbound,
            },
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
    total = sum(item.cents for item in found) + shipping
    body.append(BreakdownLine(_("退款"), total, _("以上各项之和"), {}, Row.REFUND))
    return body


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


def _compensation_rows(scene: Scene, given: int) -> list[BreakdownLine]:
    inputs: dict[str, int | str] = {"compensated_before_cents": scene.ledger.ticket_compensated}
    if scene.situation.avoided_freight_cents is not None:
        inputs["avoided_freight_cents"] = scene.situation.avoided_freight_cents
    rule = (
        _("商品破损或缺件：不超过商品实付")
        if scene.choices.goods_damaged
        else _("留货补偿：不超过省下的运费")
    )
    return [BreakdownLine(_("补偿（不退货）"), given, rule, inputs, Row.COMPENSATION)]


def _freight_row(scene: Scene, freight: int) -> BreakdownLine:
    bearer = scene.choices.freight_bearer
    label = {
        FreightBearer.BUYER: _("退货运费（买家承担）"),
        FreightBearer.INSURER: _("退货运费（运费险赔付）"),
    }.get(bearer, _("另付：退货运费补偿"))
    cap = scene.situation.return_freight_cap_cents
    inputs: dict[str, int | str] = {} if cap is None else {"cap_cents": cap}
    return BreakdownLine(
        label, freight, _("退货运费另付，不占退款上限"), inputs, Row.RETURN_FREIGHT
    )


def _unit_inputs(found: list[LineRefund]) -> dict[str, int | str]:
    inputs: dict[str, int | str] = {}
    for item in found:
        if item.line is None:
            continue
        inputs[_key(item, "paid_cents", found)] = item.line.paid_share_cents or 0
        inputs[_key(item, "n", found)] = item.line.quantity or 0
        inputs[_key(item, "k", found)] = "、".join(str(k) for k in item.ordinals)
    return inputs


def _key(item: LineRefund, name: str, among: list[LineRefund]) -> str:
    """`name` alone when there is one line; else preceded by the line's place and name."""
    if len(among) == 1:
        return name
    place = item.line.position if item.line is not None else 0
    return f"{place}. {name_of(item.line)} {name}"
