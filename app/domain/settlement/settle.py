"""The settlement: order, live money and choices in; the whole calculation with its guards out.

Pure: the dialog shows what this function says, and the service runs the same function again
inside the write transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.order import Order
from app.domain.payment import Cap, Payout
from app.domain.remedy import Remedy
from app.domain.settlement.caps import order_caps
from app.domain.settlement.compensation import Compensation, compensate
from app.domain.settlement.freight import (
    outbound,
    outbound_payout,
    return_cap,
    return_freight,
    return_payout,
)
from app.domain.settlement.goods_guards import (
    chosen_units,
    deduction_guards,
    goods_guards,
    platform_guards,
)
from app.domain.settlement.guards import (
    late_shipment_guard,
    money_guards,
    order_guards,
    replacement_guard,
)
from app.domain.settlement.ledger import line_left
from app.domain.settlement.quote import quotes
from app.domain.settlement.refund import refund_payouts, refunds
from app.domain.settlement.rows import rows
from app.domain.settlement.scene import REFUNDS, Pick, Scene, picks, set_scene
from app.domain.settlement.types import Breakdown, Choices, Guard, GuardLevel, Situation
from app.i18n import _

_WITHOUT_MONEY = frozenset({Remedy.REJECT, Remedy.APOLOGY})
_SETTLED_HERE = REFUNDS | _WITHOUT_MONEY | {Remedy.COMPENSATION}
_ORDER_OF_LEVELS = (
    GuardLevel.REFUSE,
    GuardLevel.CONFIRM,
    GuardLevel.PASS,
    GuardLevel.WARN,
    GuardLevel.INFO,
)


def settle(
    order: Order, money: Sequence[Payout], choices: Choices, situation: Situation
) -> Breakdown:
    """Work out what a decision pays, and whether it may.

    `money` holds all rows of the order over all tickets, live or not. This ticket's own rows
    that were granted and not handed over give way to the new decision (`Breakdown.replaces`).
    Amounts are minor units of the order's currency. Raises nothing for bad choices: each becomes
    a guard of level REFUSE, and then there are no payouts.
    """
    scene = set_scene(order, tuple(money), choices, situation)
    guards: list[Guard] = list(order_guards(scene))
    if choices.remedy not in _SETTLED_HERE:
        text = _("这种处理方式还不能在这里结算。")
        guards.append(Guard(GuardLevel.REFUSE, "unsupported", text))
    chosen = picks(scene, guards) if choices.remedy not in _WITHOUT_MONEY else []
    found = refunds(scene, chosen, guards) if scene.refund else []
    given = compensate(scene, chosen, guards)
    shipping = outbound(scene, found)
    freight = return_freight(scene, guards)
    refund_cents = sum(refund.cents for refund in found) + shipping
    _something_chosen(scene, chosen, refund_cents, given.cents, guards)
    guards.extend(_limit_guard(scene, chosen, refund_cents, guards))
    guards.extend(platform_guards(scene, chosen))
    guards.extend(goods_guards(scene, chosen))
    guards.extend(deduction_guards(scene))
    guards.extend(money_guards(scene, found, shipping))
    guards.extend(replacement_guard(scene))
    guards.extend(late_shipment_guard(scene))
    if choices.remedy in _WITHOUT_MONEY:
        guards = list(_moneyless_guards(scene))
    allowed = all(guard.level is not GuardLevel.REFUSE for guard in guards)
    payouts = (
        *refund_payouts(scene, found),
        *outbound_payout(shipping),
        *given.payouts,
        *return_payout(freight),
    )
    return Breakdown(
        currency=order.currency,
        lines=rows(scene, found, shipping, given.cents, freight),
        quotes=quotes(scene, found),
        refund_cents=refund_cents,
        compensation_cents=given.cents,
        freight_cents=freight,
        cost_cents=refund_cents + given.cents + freight,
        caps=_caps(scene, given),
        guards=tuple(sorted(guards, key=lambda guard: _ORDER_OF_LEVELS.index(guard.level))),
        payouts=payouts if allowed else (),
        units=tuple(chosen_units(chosen)),
        suggested_compensation_cents=given.suggested,
        replaces=scene.replaced,
    )


def _moneyless_guards(scene: Scene) -> Iterator[Guard]:
    """A rejection pays nothing, so nothing about the order's money stands in its way."""
    if scene.choices.remedy is Remedy.REJECT and scene.choices.reject_reason is None:
        text = _("请选择拒绝的原因，买家会看到原因和申诉途径。")
        yield Guard(GuardLevel.REFUSE, "reason_needed", text)
    yield from late_shipment_guard(scene)


def _caps(scene: Scene, given: Compensation) -> tuple[Cap, ...]:
    more = (return_cap(scene), given.cap)
    return (
        *order_caps(scene.order, scene.ledger),
        *(cap for cap in more if cap is not None),
    )


def _something_chosen(
    scene: Scene, chosen: list[Pick], refund_cents: int, given_cents: int, guards: list[Guard]
) -> None:
    """A decision on money says of what, and how much."""
    if scene.choices.remedy in _WITHOUT_MONEY or any(
        guard.level is GuardLevel.REFUSE for guard in guards
    ):
        return
    if not chosen:
        guards.append(Guard(GuardLevel.REFUSE, "nothing_chosen", _("请先选择商品和件数。")))
    elif scene.refund and refund_cents <= 0:
        text = _("退款金额是 0，请选择还可退的商品或填写金额。")
        guards.append(Guard(GuardLevel.REFUSE, "zero", text))
    elif not scene.refund and given_cents <= 0:
        guards.append(Guard(GuardLevel.REFUSE, "zero", _("请填写补偿金额。")))


def _limit_guard(
    scene: Scene, chosen: list[Pick], refund_cents: int, guards: list[Guard]
) -> list[Guard]:
    """`不超过可退上限`: said whenever a refund or compensation stays within what is left."""
    left = scene.left
    if left is None or not chosen or any(g.level is GuardLevel.REFUSE for g in guards):
        return []
    lefts = [
        left if pick.line is None else line_left(pick.line, scene.held(pick.line))
        for pick in chosen
    ]
    known = [value for value in lefts if value is not None]
    limit = left if len(known) < len(lefts) else min(left, sum(known))
    text = _("不超过可退上限 {limit}")
    shipped = _outbound_part(scene, refund_cents, limit)
    return [Guard(GuardLevel.PASS, "within_paid", text.format(limit=scene.show(limit + shipped)))]


def _outbound_part(scene: Scene, refund_cents: int, limit: int) -> int:
    """The shipping that is refunded on top of the goods, so that the limit shown covers it."""
    return max(0, refund_cents - limit) if scene.refund else 0
