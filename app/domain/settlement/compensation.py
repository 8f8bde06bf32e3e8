"""Class (b): money for keeping the goods, limited by what the shop saves with it.

What is given is bound to units or lines, so that it is deducted when they are returned later.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.money import allocate, exponent
from app.domain.order import OrderLine, Unit
from app.domain.payment import Cap, CapName, MoneyClass, PlannedPayout, UnitAmount
from app.domain.remedy import Remedy
from app.domain.settlement.ledger import line_left, worth
from app.domain.settlement.scene import Pick, Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import _


def suggest_compensation(avoided_freight_cents: int, currency: str = "CNY") -> int:
    """Five sixths of the freight saved, down to whole units of the currency: 12 → 10, 24 → 20."""
    whole: int = 10 ** exponent(currency)
    return max(0, avoided_freight_cents) * 5 // (6 * whole) * whole


@dataclass(frozen=True, slots=True)
class Compensation:
    """Rows of a compensation, its cap and the amount suggested (cents; None while unknown)."""

    cents: int
    payouts: tuple[PlannedPayout, ...]
    cap: Cap | None
    suggested: int | None


def compensate(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> Compensation:
    """Bind the amount to what was chosen and hold it against both caps."""
    if scene.choices.remedy is not Remedy.COMPENSATION:
        return Compensation(0, (), None, None)
    cents = scene.choices.compensation_cents
    rooms = [_room(scene, pick) for pick in chosen]
    room = _whole_room(scene, rooms)
    cap = _cap(scene, room)
    if cents < 0:
        text = _("补偿金额不能是负数。")
        guards.append(Guard(GuardLevel.REFUSE, "negative", text))
        return Compensation(0, (), cap, _suggested(scene, room))
    _hold(scene, cents, room, cap, guards)
    rows = _bind(cents, chosen, rooms) if cents and chosen else ()
    return Compensation(cents, rows, cap, _suggested(scene, room))


def _room(scene: Scene, pick: Pick) -> tuple[int, ...] | None:
    """What each unit (or the line) may still take; None while the share is unknown."""
    line = pick.line
    if line is None:
        return None if scene.left is None else (scene.left,)
    held = scene.held(line)
    left = line_left(line, held)
    if left is None:
        return None
    if not pick.ordinals or line.quantity is None:
        return (left,)
    values = worth(line, pick.ordinals)
    free = tuple(max(0, values[k] - held.compensated_for(k, line.quantity)) for k in pick.ordinals)
    over = sum(free) - left
    return free if over <= 0 else allocate(left, free)


def _whole_room(scene: Scene, rooms: list[tuple[int, ...] | None]) -> int | None:
    """The paid share still left under everything chosen, within what is left of the order."""
    left = scene.left
    if left is None or not rooms or any(room is None for room in rooms):
        return left
    return min(left, sum(sum(room) for room in rooms if room is not None))


def _cap(scene: Scene, room: int | None) -> Cap:
    saved = scene.situation.avoided_freight_cents
    used = scene.ledger.ticket_compensated
    if scene.choices.goods_damaged or saved is None:
        limit = None if room is None else room + used
        return Cap(CapName.COMPENSATION, limit, used)
    return Cap(CapName.COMPENSATION, saved, used, {"avoided_freight_cents": saved})


def _suggested(scene: Scene, room: int | None) -> int | None:
    saved = scene.situation.avoided_freight_cents
    if saved is None:
        return None
    suggested = suggest_compensation(saved, scene.order.currency)
    return suggested if room is None else min(suggested, room)


def _hold(scene: Scene, cents: int, room: int | None, cap: Cap, guards: list[Guard]) -> None:
    """The absolute limit of what was paid refuses; the limit of what is saved asks."""
    if room is not None and cents > room:
        text = _("补偿 {asked} 超过所选商品的可退上限 {left}。")
        guards.append(
            Guard(
                GuardLevel.REFUSE,
                "over_paid",
                text.format(asked=scene.show(cents), left=scene.show(room)),
            )
        )
        return
    if scene.choices.goods_damaged:
        return
    if scene.situation.avoided_freight_cents is None:
        text = _("不知道这次能省下多少退货运费，补偿暂以商品实付为上限，请自行把握。")
        guards.append(Guard(GuardLevel.WARN, "saved_freight_unknown", text))
        return
    left = cap.left_cents or 0
    if cents > left:
        text = _("超过省下的运费 {left}，需要店主同意并写明理由。")
        guards.append(Guard(GuardLevel.CONFIRM, "over_saved", text.format(left=scene.show(left))))
    elif cents:
        text = _("不超过补偿上限 {left}（省下的运费）")
        guards.append(Guard(GuardLevel.PASS, "within_saved", text.format(left=scene.show(left))))


def _bind(
    cents: int, chosen: list[Pick], rooms: list[tuple[int, ...] | None]
) -> tuple[PlannedPayout, ...]:
    """Rows by line, weighted by what is left of each; the order as a whole where that is unknown."""
    if any(room is None for room in rooms):
        if len(chosen) != 1:
            return (PlannedPayout(MoneyClass.COMPENSATION, cents),)
        rooms = [tuple(1 for _k in chosen[0].ordinals) or (1,)]
    weights = [part for room in rooms if room is not None for part in room]
    cuts = list(allocate(cents, weights))
    rows: list[PlannedPayout] = []
    for pick, room in zip(chosen, rooms, strict=True):
        count = len(room or ())
        mine, cuts = cuts[:count], cuts[count:]
        if sum(mine):
            rows.append(_row(pick.line, pick.ordinals, mine))
    return tuple(rows)


def _row(line: OrderLine | None, ordinals: tuple[int, ...], parts: list[int]) -> PlannedPayout:
    if line is None or not ordinals:
        line_id = None if line is None else line.id
        return PlannedPayout(MoneyClass.COMPENSATION, sum(parts), line_id)
    units = tuple(
        UnitAmount(Unit(line.id, k), cents) for k, cents in zip(ordinals, parts, strict=True)
    )
    return PlannedPayout(MoneyClass.COMPENSATION, sum(parts), line.id, units)
