"""价保: the price fell after the purchase, the difference is paid and the goods stay.

Money of class (b), bound to the units, so that it comes off when they are returned later, and a
second fall only pays what the first did not.
"""

from __future__ import annotations

from app.domain.payment import Cap, CapName
from app.domain.settlement.compensation import bound_row, unit_room
from app.domain.settlement.ledger import worth
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.replacing import units_named
from app.domain.settlement.scene import Pick, Scene, name_of
from app.domain.settlement.types import BreakdownLine, Guard, GuardLevel, Row
from app.i18n import _


def price_protection_part(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> Outcome:
    """Per unit: what it was paid with, less what was given before, less today's price."""
    outcome = Outcome()
    units_named(chosen, guards)
    prices = _prices(scene, chosen, guards)
    left = scene.left
    limit = 0
    for pick in chosen:
        line = pick.line
        if line is None or not pick.ordinals or line.id not in prices:
            continue
        room = unit_room(scene, pick)
        if room is None:
            text = _("「{goods}」的实付金额未知，不能算价保；请先导入订单文件或补录实付。")
            shown = text.format(goods=name_of(line))
            guards.append(Guard(GuardLevel.REFUSE, "share_unknown", shown))
            continue
        limit += sum(room)
        parts = _parts(scene, pick, prices[line.id], room, outcome, guards)
        if left is not None:
            parts = _within(parts, left)
            left -= sum(parts)
        outcome.compensation += sum(parts)
        if sum(parts):
            method = scene.choices.pay_method
            outcome.payouts.append(bound_row(line, pick.ordinals, parts, method))
    outcome.caps.append(Cap(CapName.COMPENSATION, limit, 0))
    outcome.lines.append(
        BreakdownLine(
            _("价保退差"),
            outcome.compensation,
            _("实付－此前已补偿－现价，按件计算，不超过剩余实付"),
            {"cap_left_cents": limit},
            Row.COMPENSATION,
        )
    )
    return outcome


def _prices(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> dict[int, int]:
    """Today's price by line id, for exactly the chosen lines."""
    prices = {item.line_id: item.cents for item in scene.choices.prices_now}
    picked = {pick.line.id for pick in chosen if pick.line is not None}
    if any(cents < 0 for cents in prices.values()):
        guards.append(Guard(GuardLevel.REFUSE, "negative", _("现价不能是负数。")))
        return {}
    if set(prices) - picked:
        text = _("填了现价的商品没有选入，请选明是哪几件。")
        guards.append(Guard(GuardLevel.REFUSE, "price_elsewhere", text))
    for pick in chosen:
        if pick.line is not None and pick.line.id not in prices:
            text = _("请填写「{goods}」现在的单价。").format(goods=name_of(pick.line))
            guards.append(Guard(GuardLevel.REFUSE, "price_needed", text))
    return prices


def _parts(
    scene: Scene,
    pick: Pick,
    price: int,
    room: tuple[int, ...],
    outcome: Outcome,
    guards: list[Guard],
) -> list[int]:
    line = pick.line
    if line is None or line.quantity is None:
        return []
    held = scene.held(line)
    values = worth(line, pick.ordinals, held)
    if price > max(values.values()):
        text = _("「{goods}」现价 {now} 高于每件实付 {paid}，没有差价可退。")
        shown = text.format(
            goods=name_of(line), now=scene.show(price), paid=scene.show(max(values.values()))
        )
        guards.append(Guard(GuardLevel.REFUSE, "price_above", shown))
        return [0] * len(pick.ordinals)
    given = sum(held.compensated_on(pick.ordinals, line.quantity))
    goods = name_of(line)
    outcome.lines += [
        BreakdownLine(
            _("「{goods}」实付").format(goods=goods),
            sum(values.values()),
            _("按件分摊：S(k)=四舍五入(实付×k/n)"),
            {
                "paid_cents": (line.paid_share_cents or 0) + held.surcharge,
                "n": line.quantity,
                "k": "、".join(str(k) for k in pick.ordinals),
            },
            Row.GOODS,
        ),
        BreakdownLine(
            _("「{goods}」现价").format(goods=goods),
            -price * len(pick.ordinals),
            _("今天的单价 × 件数"),
            {"price_cents": price, "pieces": len(pick.ordinals)},
            Row.PRICE_NEW,
        ),
    ]
    if given:
        outcome.lines.append(
            BreakdownLine(
                _("此前已补偿"),
                -given,
                _("这几件此前给过的补偿先减去，同一差价不付两次"),
                {"compensated_before_cents": given},
                Row.COMPENSATED_BEFORE,
            )
        )
    return [
        min(left, max(0, values[k] - before - price))
        for k, left, before in zip(
            pick.ordinals,
            room,
            held.compensated_on(pick.ordinals, line.quantity),
            strict=True,
        )
    ]


def _within(parts: list[int], left: int) -> list[int]:
    """The parts, the last ones cut where the order leaves no room for them."""
    result: list[int] = []
    for part in parts:
        result.append(min(part, left))
        left -= result[-1]
    return result
