"""仅退款 and 退货退款: price, outbound shipping, promotion, tenders, the parcel back."""

from __future__ import annotations

from app.domain.remedy import PromotionRule
from app.domain.settlement.freight import (
    freight_back,
    outbound,
    outbound_falls_due,
    outbound_payout,
)
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.promotion import give_back_payouts, promote, promotion_row
from app.domain.settlement.refund import claw, refund_payouts, refunds
from app.domain.settlement.rows import refund_row, refund_rows
from app.domain.settlement.scene import Pick, Scene
from app.domain.settlement.tenders import give_back_tenders
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _


def refund_part(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> Outcome:
    """Class (a) with outbound shipping, and the buyer's outlay beside it."""
    found = refunds(scene, chosen, guards)
    clawed = promote(scene, found, guards)
    goods = sum(refund.cents for refund in found)
    due = outbound_falls_due(scene, found)
    shipping = outbound(scene, goods + clawed.chosen) if due else 0
    extra = give_back_payouts(scene, found, clawed.chosen)
    if clawed.chosen < 0:
        claw(-clawed.chosen, found)
    outcome = Outcome(refund=goods + clawed.chosen + shipping, found=found)
    if clawed.by_rule:
        ways = {
            rule: goods + cents + (outbound(scene, goods + cents) if due else 0)
            for rule, cents in clawed.by_rule.items()
        }
        outcome.kept = ways[PromotionRule.KEEP]
        outcome.clawed = ways[PromotionRule.CLAW_BACK]
        _both_ways(scene, outcome.kept, outcome.clawed, guards)
    outcome.lines += refund_rows(scene, found, shipping)
    outcome.lines += promotion_row(scene, clawed)
    outcome.lines.append(refund_row(scene, found, shipping, clawed.chosen))
    outcome.payouts += [*refund_payouts(scene, found), *extra, *outbound_payout(shipping)]
    give_back_tenders(scene, outcome, guards)
    freight_back(scene, outcome, guards)
    return outcome


def _both_ways(scene: Scene, kept: int, clawed: int, guards: list[Guard]) -> None:
    if kept == clawed:
        return
    text = _("满减两种算法：不扣回退 {kept}；扣回留下部分的优惠退 {clawed}。")
    shown = text.format(kept=scene.show(kept), clawed=scene.show(clawed))
    guards.append(Guard(GuardLevel.INFO, "promotion", shown))
