"""Class (b): money for keeping the goods, limited by what the shop saves with it.

What is given is bound to units or lines, so that it is deducted when they are returned later.
"""

from __future__ import annotations

from app.domain.money import allocate
from app.domain.order import OrderLine, Unit
from app.domain.payment import (
    Cap,
    CapName,
    MoneyClass,
    PayMethod,
    PlannedPayout,
    UnitAmount,
)
from app.domain.remedy import CompensationForm
from app.domain.settlement.ledger import line_left, worth
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.raising import (
    raise_after_refusal,
    saved_freight,
    saved_ways,
    similar_guard,
    suggest_compensation,
)
from app.domain.settlement.scene import Pick, Scene
from app.domain.settlement.types import BreakdownLine, Guard, GuardLevel, Row
from app.i18n import N_, _

_METHODS = {
    CompensationForm.BALANCE: PayMethod.BALANCE,
    CompensationForm.COUPON: PayMethod.COUPON,
    CompensationForm.VOUCHER: PayMethod.VOUCHER,
}
_LABELS = {
    CompensationForm.MONEY: N_("补偿（不退货）"),
    CompensationForm.BALANCE: N_("补偿（余额，不退货）"),
    CompensationForm.COUPON: N_("补偿（优惠券，不退货）"),
    CompensationForm.VOUCHER: N_("补偿（代金券，不退货）"),
    CompensationForm.NEXT_ORDER: N_("补偿（下次下单优惠，不退货）"),
}


def compensation_part(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> Outcome:
    """Bind the amount to what was chosen and hold it against both caps, whatever its form."""
    cents, promised = _asked(scene, guards)
    rooms = [unit_room(scene, pick) for pick in chosen]
    room = whole_room(scene, rooms)
    cap = _cap(scene, room)
    outcome = Outcome(suggested=_suggested(scene, room), caps=[cap])
    left = room if cap.left_cents is None else cap.left_cents
    outcome.raised = raise_after_refusal(
        scene, left if room is None or left is None else min(left, room), guards
    )
    if cents < 0 or promised < 0:
        text = _("补偿金额不能是负数。")
        guards.append(Guard(GuardLevel.REFUSE, "negative", text))
        cents = promised = 0
    else:
        _hold(scene, cents + promised, room, cap, guards)
    outcome.compensation, outcome.promised = cents + promised, promised
    outcome.payouts += bind(scene, cents, chosen, rooms) if cents and chosen else ()
    outcome.lines += _rows(scene, cents, promised, cap)
    similar_guard(scene, guards)
    return outcome


def _asked(scene: Scene, guards: list[Guard]) -> tuple[int, int]:
    """What is given now, and what is promised for the next order. Cents."""
    choices = scene.choices
    promise = choices.promise
    later = choices.form is CompensationForm.NEXT_ORDER
    if later and promise is None:
        text = _("下次下单优惠要写明补寄的配件或优惠金额，以及有效期。")
        guards.append(Guard(GuardLevel.REFUSE, "promise_needed", text))
    if promise is None:
        return (0 if later else choices.compensation_cents), 0
    if not promise.part.strip() and not promise.discount_cents:
        text = _("承诺要写明补寄的配件，或下次优惠的金额。")
        guards.append(Guard(GuardLevel.REFUSE, "promise_empty", text))
    if not promise.expires_on.strip():
        text = _("承诺要有截止日期，到期没有兑现会提醒。")
        guards.append(Guard(GuardLevel.REFUSE, "promise_expiry", text))
    return (0 if later else choices.compensation_cents), promise.discount_cents


def unit_room(scene: Scene, pick: Pick) -> tuple[int, ...] | None:
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
    values = worth(line, pick.ordinals, held)
    given = held.compensated_on(pick.ordinals, line.quantity)
    free = tuple([max(0, values[k] - cents) for k, cents in zip(pick.ordinals, given, strict=True)])
    over = sum(free) - left
    return free if over <= 0 else allocate(left, free)


def whole_room(scene: Scene, rooms: list[tuple[int, ...] | None]) -> int | None:
    """The paid share still left under everything chosen, within what is left of the order."""
    left = scene.left
    if left is None or not rooms or any(room is None for room in rooms):
        return left
    return min(left, sum(sum(room) for room in rooms if room is not None))


def _cap(scene: Scene, room: int | None) -> Cap:
    saved = saved_freight(scene)
    used = scene.ledger.ticket_compensated
    if scene.choices.goods_damaged or saved is None:
        limit = None if room is None else room + used
        return Cap(CapName.COMPENSATION, limit, used)
    inputs = {"avoided_freight_cents": saved}
    if saved_ways(scene) > 1:
        inputs |= {"one_way_cents": saved // 2, "ways": 2}
    return Cap(CapName.COMPENSATION, saved, used, inputs)


def _suggested(scene: Scene, room: int | None) -> int | None:
    saved = saved_freight(scene)
    if saved is None:
        return None
    suggested = suggest_compensation(saved, scene.order.currency)
    return suggested if room is None else min(suggested, room)


def _rows(scene: Scene, cents: int, promised: int, cap: Cap) -> list[BreakdownLine]:
    inputs: dict[str, int | str] = {"compensated_before_cents": scene.ledger.ticket_compensated}
    inputs |= cap.inputs
    if cap.left_cents is not None:
        inputs["cap_left_cents"] = cap.left_cents
    rule = (
        _("商品破损或缺件：不超过商品实付")
        if scene.choices.goods_damaged
        else _("留货补偿：不超过省下的运费")
    )
    rows: list[BreakdownLine] = []
    form = scene.choices.form
    if form is not CompensationForm.NEXT_ORDER:
        rows.append(BreakdownLine(_(_LABELS[form]), cents, rule, inputs, Row.COMPENSATION))
    if form is CompensationForm.NEXT_ORDER or promised:
        promise = scene.choices.promise
        extra = {"part": promise.part, "expires_on": promise.expires_on} if promise else {}
        rows.append(
            BreakdownLine(
                _(_LABELS[CompensationForm.NEXT_ORDER]),
                promised,
                _("按面值计入同一上限；现在不付款，到期未兑现会提醒"),
                {**inputs, **extra},
                Row.COMPENSATION,
            )
        )
    return rows


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
    if saved_freight(scene) is None:
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


def bind(
    scene: Scene, cents: int, chosen: list[Pick], rooms: list[tuple[int, ...] | None]
) -> tuple[PlannedPayout, ...]:
    """Rows by line, weighted by what is left of each; the order as a whole where that is unknown."""
    method = _METHODS.get(scene.choices.form, scene.choices.pay_method)
    if any(room is None for room in rooms):
        if len(chosen) != 1:
            return (PlannedPayout(MoneyClass.COMPENSATION, cents, method=method),)
        rooms = [tuple(1 for _k in chosen[0].ordinals) or (1,)]
    weights = [part for room in rooms if room is not None for part in room]
    cuts = list(allocate(cents, weights))
    rows: list[PlannedPayout] = []
    for pick, room in zip(chosen, rooms, strict=True):
        count = len(room or ())
        mine, cuts = cuts[:count], cuts[count:]
        if sum(mine):
            rows.append(bound_row(pick.line, pick.ordinals, mine, method))
    return tuple(rows)


def bound_row(
    line: OrderLine | None, ordinals: tuple[int, ...], parts: list[int], method: PayMethod
) -> PlannedPayout:
    """Money of class (b) bound to units, so that it comes off when they are returned later."""
    if line is None or not ordinals:
        line_id = None if line is None else line.id
        return PlannedPayout(MoneyClass.COMPENSATION, sum(parts), line_id, method=method)
    units = tuple(
        UnitAmount(Unit(line.id, k), cents) for k, cents in zip(ordinals, parts, strict=True)
    )
    return PlannedPayout(MoneyClass.COMPENSATION, sum(parts), line.id, units, method=method)
