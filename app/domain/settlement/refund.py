"""Class (a): what is refunded of the price, unit by unit, and never more than was paid.

A unit with ordinal k of n is worth S(k) − S(k−1). From that goes what was already given on these
units as compensation, then whatever earlier amounts on the line or the order leave no room for,
then deductions after inspection.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.money import allocate
from app.domain.order import OrderLine
from app.domain.payment import MoneyClass, PlannedPayout, UnitAmount
from app.domain.remedy import Remedy
from app.domain.settlement.ledger import amounts_of, line_left, worth
from app.domain.settlement.scene import Pick, Scene, name_of
from app.domain.settlement.types import Deduction, Guard, GuardLevel
from app.i18n import _


@dataclass(slots=True)
class LineRefund:
    """The refund of one pick while it is worked out. Cents."""

    line: OrderLine | None
    ordinals: tuple[int, ...]
    values: tuple[int, ...] = ()  # by ordinal: worth less earlier compensation
    gross: int = 0
    compensated: int = 0
    before: int = 0  # what earlier refunds leave no room for
    deducted: int = 0
    clawed: int = 0  # kept back for a threshold promotion
    typed: bool = False
    parts: tuple[int, ...] = ()  # by ordinal, once deductions named units; else spread

    @property
    def cents(self) -> int:
        """What is refunded."""
        return self.gross - self.compensated - self.before - self.deducted - self.clawed

    @property
    def consumed(self) -> int:
        """What is settled of the goods' worth: refunded, or kept back for a reason."""
        return self.gross - self.compensated - self.before


def refunds(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> list[LineRefund]:
    """The refund of every pick, deductions included. Refusals are added to `guards`."""
    result = [_of_pick(scene, pick, guards) for pick in chosen]
    _fit_order(scene, result, guards)
    _deduct(scene, result, guards)
    return result


def _of_pick(scene: Scene, pick: Pick, guards: list[Guard]) -> LineRefund:
    line = pick.line
    if line is None:
        return LineRefund(None, (), gross=pick.amount or 0, typed=True)
    held = scene.held(line)
    left = line_left(line, held)
    refund = LineRefund(line, pick.ordinals, typed=pick.amount is not None)
    if pick.ordinals and line.paid_share_cents is not None and line.quantity is not None:
        refund.values = tuple(worth(line, pick.ordinals, held).values())
        refund.gross = open_cents = sum(refund.values)
        if held.compensated:
            given = held.compensated_on(pick.ordinals, line.quantity)
            pairs = zip(refund.values, given, strict=True)
            refund.values = tuple([max(0, value - cents) for value, cents in pairs])
            open_cents = sum(refund.values)
            refund.compensated = refund.gross - open_cents
        refund.before = max(0, open_cents - (left or 0))
    elif pick.ordinals and pick.amount is None:
        text = _("「{goods}」的实付金额未知，不能按件计算；请导入订单文件，或直接填写退款金额。")
        guards.append(Guard(GuardLevel.REFUSE, "share_unknown", text.format(goods=name_of(line))))
    if pick.amount is None:
        return refund
    room = refund.cents if refund.values else left
    if room is not None and pick.amount > room:
        text = _("「{goods}」填写的 {asked} 超过可退上限 {left}。")
        guards.append(
            Guard(
                GuardLevel.REFUSE,
                "over_line",
                text.format(
                    goods=name_of(line), asked=scene.show(pick.amount), left=scene.show(room)
                ),
            )
        )
    refund.gross, refund.compensated, refund.before = pick.amount, 0, 0
    return refund


def _fit_order(scene: Scene, found: list[LineRefund], guards: list[Guard]) -> None:
    """Keep the whole within what is left of the order: units shrink visibly, amounts refuse."""
    left = scene.left
    if left is None:
        return
    over = sum(refund.cents for refund in found) - left
    if over <= 0:
        return
    by_unit = [refund for refund in found if not refund.typed]
    room = sum(refund.cents for refund in by_unit)
    cuts = allocate(min(over, room), [refund.cents for refund in by_unit])
    for refund, cut in zip(by_unit, cuts, strict=True):
        refund.before += cut
    if over > room:
        text = _("本次退款合计超过本订单的可退上限 {left}。")
        guards.append(Guard(GuardLevel.REFUSE, "over_paid", text.format(left=scene.show(left))))


def _deduct(scene: Scene, found: list[LineRefund], guards: list[Guard]) -> None:
    """Take deductions from the units or line they name; a missing gift from all the others."""
    for deduction in scene.choices.deductions:
        if deduction.cents <= 0 or not deduction.reason.strip():
            text = _("每一项扣减都要有金额和原因。")
            guards.append(Guard(GuardLevel.REFUSE, "deduction_incomplete", text))
            continue
        targets = _targets(scene, found, deduction)
        if not targets:
            text = _("扣减「{reason}」所在的商品不在本次退款里。").format(reason=deduction.reason)
            guards.append(Guard(GuardLevel.REFUSE, "deduction_elsewhere", text))
            continue
        room = sum(sum(parts) for _refund, parts in targets)
        if deduction.cents <= room:
            _spread(deduction.cents, targets)
            continue
        text = _("扣减「{reason}」{cents} 超过这部分应退的 {room}。").format(
            reason=deduction.reason,
            cents=scene.show(deduction.cents),
            room=scene.show(room),
        )
        guards.append(Guard(GuardLevel.REFUSE, "deduction_too_large", text))


def _targets(
    scene: Scene, found: list[LineRefund], deduction: Deduction
) -> list[tuple[LineRefund, tuple[int, ...]]]:
    """The refunds a deduction comes off, each with what every part of it may lose."""
    if any(line.gift for line in scene.order.lines if line.id == deduction.line_id):
        return [(refund, _parts(refund)) for refund in found]
    for refund in found:
        if refund.line is None or refund.line.id != deduction.line_id:
            continue
        if not deduction.ordinals:
            return [(refund, _parts(refund))]
        if set(deduction.ordinals) <= set(refund.ordinals):
            parts = zip(refund.ordinals, _parts(refund), strict=True)
            named = tuple(cents if k in deduction.ordinals else 0 for k, cents in parts)
            return [(refund, named)]
    return []


def claw(cents: int, found: list[LineRefund]) -> None:
    """Keep `cents` back from all that is refunded, by weight; at most what is refunded."""
    before = [refund.deducted for refund in found]
    _spread(cents, [(refund, _parts(refund)) for refund in found])
    for refund, deducted in zip(found, before, strict=True):
        refund.clawed += refund.deducted - deducted
        refund.deducted = deducted


def _spread(cents: int, targets: list[tuple[LineRefund, tuple[int, ...]]]) -> None:
    weights = [part for _refund, room in targets for part in room]
    cuts = list(allocate(cents, weights))
    for refund, room in targets:
        mine, cuts = cuts[: len(room)], cuts[len(room) :]
        refund.parts = tuple(part - cut for part, cut in zip(_parts(refund), mine, strict=True))
        refund.deducted += sum(mine)


def _parts(refund: LineRefund) -> tuple[int, ...]:
    """Cents by ordinal (one part for an amount bound to the line), adding up to the refund."""
    if refund.parts:
        return refund.parts
    if not refund.ordinals:
        return (refund.cents,)
    if refund.values and refund.cents == sum(refund.values):
        return refund.values
    return allocate(refund.cents, refund.values or [1] * len(refund.ordinals))


def refund_payouts(scene: Scene, found: list[LineRefund]) -> list[PlannedPayout]:
    """One row per line; two where only some units of a return are back, as money follows them."""
    rows: list[PlannedPayout] = []
    for refund in found:
        whole = refund.cents
        if whole <= 0:
            continue
        line_id = None if refund.line is None else refund.line.id
        if line_id is None or not refund.ordinals:
            rows.append(PlannedPayout(MoneyClass.PRICE_REFUND, whole, line_id))
            continue
        amounts = amounts_of(line_id, refund.ordinals, _parts(refund))
        for cents, group in by_arrival(scene, amounts, whole):
            if cents:
                rows.append(PlannedPayout(MoneyClass.PRICE_REFUND, cents, line_id, group))
    return rows


def by_arrival(
    scene: Scene, amounts: tuple[UnitAmount, ...], whole: int
) -> list[tuple[int, tuple[UnitAmount, ...]]]:
    """The parts of a line's units that are back, and of those that are not, as money follows.

    Each with its sum; `whole` is the sum of all `amounts`.
    """
    if not scene.situation.goods_in or scene.choices.remedy is not Remedy.RETURN_REFUND:
        return [(whole, amounts)]
    ordinals = scene.here.get(amounts[0].unit.line_id, set()) if amounts else set()
    here = tuple([part for part in amounts if part.unit.ordinal in ordinals])
    if not here or len(here) == len(amounts):
        return [(whole, amounts)]
    cents = sum([part.cents for part in here])
    away = tuple([part for part in amounts if part.unit.ordinal not in ordinals])
    return [(cents, here), (whole - cents, away)]
