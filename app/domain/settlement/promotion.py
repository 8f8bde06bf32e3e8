"""Threshold promotions (满减): what a part return keeps back, and what comes back with the rest.

The reduction is spread over the lines by list price × quantity (gifts nothing) and over pieces as
money is. When what the buyer keeps falls below the threshold, the reduction of the pieces that
stay may be kept back; when everything goes back later, it is given back, so that returning all of
it in any order is exactly what was paid. Source: 七日无理由退货暂行办法 Art. 17.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.money import allocate, unit_shares
from app.domain.order import OrderLine
from app.domain.payment import MoneyClass, PlannedPayout
from app.domain.remedy import PromotionRule
from app.domain.settlement.freight import takes_the_last
from app.domain.settlement.ledger import is_used_up, line_left, worth
from app.domain.settlement.refund import LineRefund
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import BreakdownLine, Guard, GuardLevel, Promotion, Row
from app.i18n import _


@dataclass(frozen=True, slots=True)
class Clawed:
    """Both ways a part return may go. Cents; negative is kept back, positive given back."""

    by_rule: dict[PromotionRule, int]
    chosen: int
    staying_cents: int = 0  # list value of what the buyer keeps
    target: int = 0  # what should be kept back in all from now on
    known: bool = True


NOTHING = Clawed({}, 0)


def promote(scene: Scene, found: list[LineRefund], guards: list[Guard]) -> Clawed:
    """What the promotion changes on top of `found`, for either rule. Changes nothing itself."""
    promotion, before = scene.choices.promotion, scene.situation.clawed_back_cents
    if promotion is None:
        if before <= 0 or not takes_the_last(scene, found):
            return NOTHING
        return Clawed({}, _may_give(scene, found, before))
    if promotion.threshold_cents <= 0 or promotion.off_cents <= 0:
        text = _("满减要写明门槛和减多少，两者都大于 0。")
        guards.append(Guard(GuardLevel.REFUSE, "promotion_incomplete", text))
        return NOTHING
    lines = [line for line in scene.order.lines if not line.gift]
    if any(line.unit_price_cents is None or line.quantity is None for line in lines):
        text = _("有商品的单价或件数未知，满减无法重新计算；请先补录。")
        guards.append(Guard(GuardLevel.WARN, "promotion_unknown", text))
        return Clawed({}, 0, known=False)
    mine = {refund.line.id: refund for refund in found if refund.line is not None}
    staying, target = _target(scene, mine, lines, promotion, guards)
    now = sum(refund.cents for refund in found)
    back = _may_give(scene, found, before)
    due = target - before
    claw = -min(due, now) if due > 0 else min(-due, back)
    if due > now:
        text = _("按满减规则应扣回 {due}，本次应退只够扣 {now}；差额不会自动向买家收取。")
        guards.append(
            Guard(
                GuardLevel.WARN,
                "claw_floored",
                text.format(due=scene.show(due), now=scene.show(now)),
            )
        )
    ways = {PromotionRule.KEEP: back, PromotionRule.CLAW_BACK: claw}
    return Clawed(ways, ways[promotion.rule], staying, target)


def _target(
    scene: Scene,
    found: dict[int, LineRefund],
    lines: list[OrderLine],
    promotion: Promotion,
    guards: list[Guard],
) -> tuple[int, int]:
    """List value of what stays, and the reduction that should be kept back because of it."""
    values = [(line.unit_price_cents or 0) * (line.quantity or 0) for line in lines]
    if sum(values) < promotion.threshold_cents:
        text = _("整单标价 {sum} 没有达到满减门槛 {threshold}，请核对门槛。")
        guards.append(
            Guard(
                GuardLevel.WARN,
                "promotion_not_met",
                text.format(
                    sum=scene.show(sum(values)), threshold=scene.show(promotion.threshold_cents)
                ),
            )
        )
        return sum(values), 0
    staying = reduction = 0
    for line, off in zip(lines, allocate(promotion.off_cents, values), strict=True):
        stays = _stays(scene, line, found)
        if stays:
            staying += (line.unit_price_cents or 0) * len(stays)
            reduction += sum(unit_shares(off, stays, line.quantity or 0))
    return staying, 0 if staying >= promotion.threshold_cents else reduction


def _stays(scene: Scene, line: OrderLine, found: dict[int, LineRefund]) -> tuple[int, ...]:
    """Ordinals of a line that the buyer keeps after this refund."""
    held = scene.held(line)
    mine = found.get(line.id)
    ordinals = mine.ordinals if mine else ()
    if is_used_up(line, held, ordinals, mine.consumed if mine else 0):
        return ()
    gone = held.taken.keys() | set(ordinals) if held.taken else ordinals
    return tuple([k for k in range(1, (line.quantity or 0) + 1) if k not in gone])


def _may_give(scene: Scene, found: list[LineRefund], cents: int) -> int:
    """At most `cents`, what is really there: nothing that pieces still to come are worth."""
    left = scene.left
    if cents <= 0 or left is None:
        return 0
    now = sum(refund.cents for refund in found)
    return max(0, min(cents, left - now, sum(_spare(scene, found).values())))


def _spare(scene: Scene, found: list[LineRefund]) -> dict[int, int]:
    """By line id, what is left of a line beyond the pieces nobody has returned yet."""
    result: dict[int, int] = {}
    by_line = {refund.line.id: refund for refund in found if refund.line is not None}
    for line in scene.order.lines:
        held = scene.held(line)
        left = line_left(line, held)
        if not left:
            continue
        mine = by_line.get(line.id)
        left -= mine.consumed if mine else 0
        if line.quantity is not None:
            gone = held.taken.keys() | set(mine.ordinals if mine else ())
            free = [k for k in range(1, line.quantity + 1) if k not in gone]
            for k, cents in worth(line, free, held).items():
                left -= max(0, cents - held.compensated_for(k, line.quantity))
        if left > 0:
            result[line.id] = left
    return result


def give_back_payouts(scene: Scene, found: list[LineRefund], cents: int) -> list[PlannedPayout]:
    """Money that was kept back, bound to the lines that still have room for it, amount only."""
    if cents <= 0:
        return []
    rows: list[PlannedPayout] = []
    for line_id, room in _spare(scene, found).items():
        part = min(cents, room)
        if part > 0:
            rows.append(PlannedPayout(MoneyClass.PRICE_REFUND, part, line_id))
            cents -= part
    return rows


def promotion_row(scene: Scene, clawed: Clawed) -> list[BreakdownLine]:
    """The row of the promotion, wherever one is in play."""
    promotion = scene.choices.promotion
    if promotion is None and not clawed.chosen:
        return []
    inputs: dict[str, int | str] = {"clawed_before_cents": scene.situation.clawed_back_cents}
    if promotion is not None:
        inputs |= {
            "threshold_cents": promotion.threshold_cents,
            "off_cents": promotion.off_cents,
            "staying_cents": clawed.staying_cents,
            "claw_target_cents": clawed.target,
        }
    label = _("满减退回（此前扣回的）") if clawed.chosen > 0 else _("满减扣回")
    if promotion is not None and promotion.rule is PromotionRule.KEEP and not clawed.chosen:
        label = _("满减（不扣回）")
    return [
        BreakdownLine(
            label,
            clawed.chosen,
            _("留下的商品低于满减门槛时，扣回留下部分的优惠；全部退回时补还"),
            inputs,
            Row.CLAW_BACK,
        )
    ]
