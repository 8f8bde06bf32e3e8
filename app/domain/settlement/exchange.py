"""换货 and 补发: what is sent, and the price difference where other goods take the place.

Difference = price of the new goods − what the replaced units were paid with, less what was given
on them before. Owed by the buyer it is a charge bound to the units, or waived; owed to the buyer
it is always paid, as money of class (b) bound to the units. The replacement inherits their share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.money import allocate
from app.domain.order import OrderLine, Unit
from app.domain.payment import ChargeReason, PlannedCharge, UnitAmount
from app.domain.settlement.compensation import bound_row, unit_room
from app.domain.settlement.exchange_guards import exchange_guards
from app.domain.settlement.freight import freight_back
from app.domain.settlement.ledger import worth
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.replacing import Sent, sent, units_named
from app.domain.settlement.scene import Pick, Scene, name_of
from app.domain.settlement.types import BreakdownLine, Guard, GuardLevel, Row
from app.i18n import _


@dataclass(frozen=True, slots=True)
class _Swap:
    """One unit that other goods take the place of. Cents."""

    line: OrderLine
    ordinal: int
    price: int
    worth: int
    given: int  # compensation and credits before

    @property
    def difference(self) -> int:
        return self.price - max(0, self.worth - self.given)


def exchange_part(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> Outcome:
    """Same goods cost nothing in money; other goods their difference, either way."""
    outcome = Outcome()
    units_named(chosen, guards)
    goes = sent(scene, chosen, guards)
    outcome.dispatches += [thing.item for thing in goes]
    swaps = _swaps(scene, goes, guards)
    if swaps:
        _difference(scene, swaps, outcome, guards)
    freight_back(scene, outcome, guards)
    guards.extend(exchange_guards(scene, chosen, outcome))
    return outcome


def reship_part(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> Outcome:
    """Missing units or loose parts: nothing in money."""
    if not scene.choices.replacements:
        units_named(chosen, guards)
    goes = sent(scene, chosen, guards)
    return Outcome(dispatches=[thing.item for thing in goes])


def _swaps(scene: Scene, goes: list[Sent], guards: list[Guard]) -> list[_Swap]:
    result: list[_Swap] = []
    for thing in goes:
        line, price = thing.line, thing.item.price_cents
        if price is None:
            guards.extend(_unpriced(thing))
            continue
        if line is None or not thing.item.ordinals:
            text = _("「{goods}」有价格，要写明替换的是哪一件，才能算差价。")
            shown = text.format(goods=thing.item.title)
            guards.append(Guard(GuardLevel.REFUSE, "price_without_unit", shown))
            continue
        if line.paid_share_cents is None or line.quantity is None:
            text = _("「{goods}」的实付金额未知，不能计算换货差价；请先导入订单文件或补录实付。")
            shown = text.format(goods=name_of(line))
            guards.append(Guard(GuardLevel.REFUSE, "share_unknown", shown))
            continue
        held = scene.held(line)
        values = worth(line, thing.item.ordinals, held)
        given = held.compensated_on(tuple(values), line.quantity)
        result += [
            _Swap(line, k, price, cents, before)
            for (k, cents), before in zip(values.items(), given, strict=True)
        ]
    return result


def _unpriced(thing: Sent) -> Iterator[Guard]:
    """Other goods without a price would pass as the same goods, with no difference at all.

    Another size or colour has a SKU of its own: there it is enough to say so.
    """
    item, line = thing.item, thing.line
    if line is None or not item.ordinals:
        return
    variant = item.variant.strip() != line.variant.strip()
    sku = item.sku.strip() not in ("", line.sku.strip())
    if item.title.strip() != (line.title or line.sku or name_of(line)).strip() or (
        sku and not variant
    ):
        text = _("「{goods}」换成别的商品，请填写新商品今天的价格，才能算差价。")
        yield Guard(GuardLevel.REFUSE, "price_needed", text.format(goods=name_of(line)))
    elif variant:
        text = _("「{goods}」换了规格而没有填价格，按同价处理；价格不同请填写。")
        yield Guard(GuardLevel.WARN, "variant_unpriced", text.format(goods=name_of(line)))


def _difference(scene: Scene, swaps: list[_Swap], outcome: Outcome, guards: list[Guard]) -> None:
    price = sum(swap.price for swap in swaps)
    paid = sum(swap.worth for swap in swaps)
    difference = sum(swap.difference for swap in swaps)
    given = paid + difference - price  # what earlier compensation takes off the credit
    outcome.lines += [
        BreakdownLine(
            _("新商品价格"),
            price,
            _("今天的单价 × 件数"),
            {"pieces": len(swaps), "price_cents": price},
            Row.PRICE_NEW,
        ),
        BreakdownLine(
            _("原商品抵扣（已减此前补偿）") if given else _("原商品抵扣"),
            difference - price,
            _("被换的件按实付抵扣，此前给过的补偿先减去"),
            {"worth_cents": paid, "compensated_before_cents": given},
            Row.PRICE_OLD,
        ),
        BreakdownLine(
            _("换货差价"),
            difference,
            _("新商品价格－原商品抵扣；正数买家补，负数退给买家"),
            {"price_cents": price, "credit_cents": price - difference},
            Row.DIFFERENCE,
        ),
    ]
    if difference > 0:
        _owed_by_buyer(scene, swaps, difference, outcome, guards)
    elif difference < 0:
        _owed_to_buyer(scene, swaps, -difference, outcome, guards)


def _owed_by_buyer(
    scene: Scene, swaps: list[_Swap], cents: int, outcome: Outcome, guards: list[Guard]
) -> None:
    threshold = scene.situation.waive_up_to_cents
    inputs: dict[str, int | str] = {"difference_cents": cents, "waive_up_to_cents": threshold}
    small = cents <= threshold
    if scene.choices.waive_difference:
        outcome.waived = cents
        rule = _("店铺设定：差价不超过门槛的免除，并记录")
        outcome.lines.append(BreakdownLine(_("免除差价"), -cents, rule, inputs, Row.WAIVED))
        if small:
            text = _("差价 {cents} 不超过 {limit}，免除并记录。")
            level, code = GuardLevel.PASS, "waived"
        else:
            text = _("差价 {cents} 超过店铺设定的 {limit}，免除请写明理由。")
            level, code = GuardLevel.CONFIRM, "waived_above"
        shown = text.format(cents=scene.show(cents), limit=scene.show(threshold))
        guards.append(Guard(level, code, shown))
        return
    outcome.charge = cents
    weights = [max(0, swap.difference) for swap in swaps]
    parts = tuple(
        UnitAmount(Unit(swap.line.id, swap.ordinal), part)
        for swap, part in zip(swaps, allocate(cents, weights), strict=True)
        if part
    )
    outcome.charges.append(PlannedCharge(ChargeReason.PRICE_DIFFERENCE, cents, parts))
    rule = _("新商品高出的部分由买家补；付到后计入这几件的实付")
    outcome.lines.append(BreakdownLine(_("买家应补差价"), cents, rule, inputs, Row.CHARGE))
    if small:
        text = _("差价 {cents} 不超过店铺设定的 {limit}，可以免除。")
        shown = text.format(cents=scene.show(cents), limit=scene.show(threshold))
        guards.append(Guard(GuardLevel.INFO, "may_waive", shown))


def _owed_to_buyer(
    scene: Scene, swaps: list[_Swap], cents: int, outcome: Outcome, guards: list[Guard]
) -> None:
    """Always paid, within what is left of the units: money given before cannot be given twice."""
    by_line: dict[int, list[_Swap]] = {}
    for swap in swaps:
        by_line.setdefault(swap.line.id, []).append(swap)
    weights: list[list[int]] = []
    for mine in by_line.values():
        ordinals = tuple(swap.ordinal for swap in mine)
        room = unit_room(scene, Pick(mine[0].line, ordinals, None)) or (0,) * len(mine)
        weights.append(
            [min(max(0, -swap.difference), left) for swap, left in zip(mine, room, strict=True)]
        )
    flat = [part for line in weights for part in line]
    paid = min(cents, sum(flat), cents if scene.left is None else scene.left)
    cuts = list(allocate(paid, flat))
    for mine, line_weights in zip(by_line.values(), weights, strict=True):
        parts, cuts = cuts[: len(line_weights)], cuts[len(line_weights) :]
        if sum(parts):
            ordinals = tuple(swap.ordinal for swap in mine)
            method = scene.choices.pay_method
            outcome.payouts.append(bound_row(mine[0].line, ordinals, parts, method))
    outcome.compensation = paid
    outcome.lines.append(
        BreakdownLine(
            _("退买家差价"),
            paid,
            _("新商品便宜的部分一定退，记在这几件名下，不超过剩余实付"),
            {"difference_cents": cents, "cap_left_cents": sum(flat)},
            Row.COMPENSATION,
        )
    )
    if paid < cents:
        text = _("差价 {cents} 超过这几件剩余的实付，只能退 {paid}。")
        shown = text.format(cents=scene.show(cents), paid=scene.show(paid))
        guards.append(Guard(GuardLevel.WARN, "credit_limited", shown))
