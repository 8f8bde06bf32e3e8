"""Guards on the order and the figures: what stops a decision, what is said beside it."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.negotiation import takes_the_place_of_promises
from app.domain.order import ShareState
from app.domain.remedy import Liability
from app.domain.settlement.caps import tenders_paid
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.scene import Scene
from app.domain.settlement.shares import goods_paid
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _


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
    elif order.paid_cents <= 0 and not tenders_paid(order):
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


def money_guards(
    scene: Scene, found: list[LineRefund], outbound_cents: int, refund_cents: int
) -> Iterator[Guard]:
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
        and scene.choices.liability in (Liability.UNDETERMINED, Liability.SHARED)
        and scene.order.shipped is not False
    ):
        text = _("责任待定：订单运费 {cents} 暂不退，判定责任后再算。")
        if outbound_cents:
            text = _(
                "责任待定：按运费规则订单运费 {cents} 由商家承担，随本次退；先判定责任再退更稳妥。"
            )
        elif scene.choices.liability is Liability.SHARED:
            text = _("混合责任：按运费规则订单运费 {cents} 暂不退；另有商定的，请用「退运费」。")
        shown = scene.show(outbound_cents or scene.order.shipping_cents)
        if scene.choices.liability is Liability.UNDETERMINED or not outbound_cents:
            yield Guard(GuardLevel.INFO, "liability_open", text.format(cents=shown))
    yield from _surcharge_guard(scene, found)
    asked = scene.situation.requested_cents
    if scene.refund and asked is not None and refund_cents != asked:
        higher = refund_cents > asked
        text = _("高于买家申请的 {asked}。") if higher else _("低于买家申请的 {asked}。")
        yield Guard(
            GuardLevel.WARN if higher else GuardLevel.INFO,
            "differs_from_request",
            text.format(asked=scene.show(asked)),
        )


def _surcharge_guard(scene: Scene, found: list[LineRefund]) -> Iterator[Guard]:
    """What was paid on top for a replacement never went through the order's own payment."""
    over = 0
    for refund in found:
        line = refund.line
        if line is None or line.paid_share_cents is None or not scene.held(line).surcharge:
            continue
        in_order = max(0, line.paid_share_cents - scene.held(line).refunded)
        over += max(0, refund.cents - in_order)
    if over:
        text = _(
            "其中 {over} 是换货时另外补的差价，不在订单的付款里，原路退不了；"
            "订单付款的部分原路退，这部分按收款时的方式另退。"
        )
        yield Guard(GuardLevel.WARN, "surcharge_apart", text.format(over=scene.show(over)))


def replacement_guard(scene: Scene) -> Iterator[Guard]:
    """Say that an earlier round's unpaid money and promises give way to this one."""
    if scene.replaced:
        text = _("此前方案尚未打款的 {cents} 由本方案代替。")
        shown = scene.show(scene.replaced_cents)
        yield Guard(GuardLevel.INFO, "replaces", text.format(cents=shown))
    if scene.situation.promises_open and takes_the_place_of_promises(scene.choices.remedy):
        text = _("此前承诺而没有兑现的 {n} 项由本方案代替，同意后不再兑现；请和买家说清楚。")
        shown = text.format(n=scene.situation.promises_open)
        yield Guard(GuardLevel.WARN, "replaces_promise", shown)
