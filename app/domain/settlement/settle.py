"""The settlement: order, live money and choices in; the whole calculation with its guards out.

Pure: the dialog shows what this function says, and the service runs the same function again
inside the write transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.domain.order import Order, Unit
from app.domain.payment import Payout
from app.domain.remedy import CompensationForm, Remedy
from app.domain.settlement.advice import advice
from app.domain.settlement.caps import order_caps
from app.domain.settlement.compensation import compensation_part
from app.domain.settlement.damages import pay_damages
from app.domain.settlement.exchange import exchange_part, reship_part
from app.domain.settlement.freight import freight_part
from app.domain.settlement.goods_guards import (
    chosen_units,
    deduction_guards,
    goods_guards,
    platform_guards,
    replaced_guards,
)
from app.domain.settlement.guards import money_guards, order_guards, replacement_guard
from app.domain.settlement.ledger import line_left
from app.domain.settlement.outcome import Outcome
from app.domain.settlement.price_protection import price_protection_part
from app.domain.settlement.quote import quotes
from app.domain.settlement.reapply import reapply_guards
from app.domain.settlement.reason_guards import (
    late_shipment_guard,
    reason_guard,
    review_guard,
)
from app.domain.settlement.refunding import refund_part
from app.domain.settlement.repair import repair_part
from app.domain.settlement.rows import cost_row
from app.domain.settlement.scene import REFUNDS, Pick, Scene, picks, set_scene
from app.domain.settlement.types import Breakdown, Choices, Guard, GuardLevel, Row, Situation
from app.i18n import _

Part = Callable[[Scene, list[Pick], list[Guard]], Outcome]


def _words_only(_scene: Scene, _chosen: list[Pick], _guards: list[Guard]) -> Outcome:
    return Outcome()


_PARTS: dict[Remedy, Part] = {
    Remedy.REFUND_ONLY: refund_part,
    Remedy.RETURN_REFUND: refund_part,
    Remedy.EXCHANGE: exchange_part,
    Remedy.RESHIP: reship_part,
    Remedy.REPAIR: repair_part,
    Remedy.COMPENSATION: compensation_part,
    Remedy.PRICE_PROTECTION: price_protection_part,
    Remedy.FREIGHT: freight_part,
    Remedy.REJECT: _words_only,
    Remedy.APOLOGY: _words_only,
    Remedy.REAPPLY: _words_only,
}
_WORDS = frozenset({Remedy.REJECT, Remedy.APOLOGY, Remedy.REAPPLY})
_ON_WHAT_WAS_PAID = REFUNDS | {Remedy.COMPENSATION, Remedy.PRICE_PROTECTION, Remedy.FREIGHT}
_WITHIN_PAID = REFUNDS | {Remedy.COMPENSATION, Remedy.PRICE_PROTECTION}
_ORDER_OF_LEVELS = {
    level: place
    for place, level in enumerate(
        (
            GuardLevel.REFUSE,
            GuardLevel.CONFIRM,
            GuardLevel.PASS,
            GuardLevel.WARN,
            GuardLevel.INFO,
        )
    )
}


def settle(
    order: Order, money: Sequence[Payout], choices: Choices, situation: Situation
) -> Breakdown:
    """Work out what a decision pays, and whether it may.

    `money` holds all rows of the order over all tickets, live or not. This ticket's own rows
    that were granted and not handed over give way to the new decision (`Breakdown.replaces`).
    Amounts are minor units of the order's currency; rows of another tender or currency never
    enter a sum of money. Raises nothing for bad choices: each becomes a guard of level REFUSE,
    and then nothing is paid, charged or sent.
    """
    scene = set_scene(order, tuple(money), choices, situation)
    words_only = choices.remedy in _WORDS
    guards: list[Guard] = list(order_guards(scene)) if _needs_paid(choices) else []
    chosen = [] if words_only else picks(scene, guards)
    units = chosen_units(chosen)
    outcome = _PARTS[choices.remedy](scene, chosen, guards)
    if words_only:
        guards.extend(_word_guards(scene))
    else:
        _something_chosen(scene, chosen, outcome, guards)
        guards.extend(_limit_guard(scene, chosen, outcome, guards))
        guards.extend(_goods_and_money_guards(scene, chosen, units, outcome))
    pay_damages(scene, chosen, outcome, guards)
    guards.extend(late_shipment_guard(scene))
    if not words_only:
        guards.extend(review_guard(scene))
    if outcome.lines or not words_only:
        outcome.lines.append(cost_row(outcome))
    return _breakdown(scene, units, outcome, guards)


def _breakdown(
    scene: Scene, units: tuple[Unit, ...], outcome: Outcome, guards: list[Guard]
) -> Breakdown:
    allowed = all(guard.level is not GuardLevel.REFUSE for guard in guards)
    return Breakdown(
        currency=scene.order.currency,
        lines=tuple(outcome.lines),
        quotes=quotes(scene, outcome.found),
        refund_cents=outcome.refund,
        compensation_cents=outcome.compensation,
        freight_cents=outcome.freight,
        cost_cents=outcome.cost,
        caps=(*order_caps(scene.order, scene.ledger), *outcome.caps),
        guards=tuple(sorted(guards, key=lambda guard: _ORDER_OF_LEVELS[guard.level])),
        payouts=tuple(outcome.payouts) if allowed else (),
        units=units,
        suggested_compensation_cents=outcome.suggested,
        replaces=scene.replaced,
        damages_cents=outcome.damages,
        charge_cents=outcome.charge,
        waived_cents=outcome.waived,
        charges=tuple(outcome.charges) if allowed else (),
        dispatches=tuple(outcome.dispatches) if allowed else (),
        raised_compensation_cents=outcome.raised,
        kept_cents=outcome.kept,
        clawed_cents=outcome.clawed,
    )


def _needs_paid(choices: Choices) -> bool:
    """Whether what was paid for the order enters the calculation at all."""
    return choices.remedy in _ON_WHAT_WAS_PAID or (
        choices.remedy is Remedy.EXCHANGE
        and any(item.price_cents is not None for item in choices.replacements)
    )


def _word_guards(scene: Scene) -> Iterator[Guard]:
    """Words pay nothing, so nothing about the order's money stands in their way."""
    if scene.choices.remedy is Remedy.REJECT and scene.choices.reject_reason is None:
        text = _("请选择拒绝的原因，买家会看到原因和申诉途径。")
        yield Guard(GuardLevel.REFUSE, "reason_needed", text)
    if scene.choices.remedy is Remedy.REAPPLY:
        yield from reapply_guards(scene)


def _goods_and_money_guards(
    scene: Scene, chosen: list[Pick], units: tuple[Unit, ...], outcome: Outcome
) -> Iterator[Guard]:
    yield from platform_guards(scene, chosen, units)
    yield from goods_guards(scene, chosen, units)
    yield from replaced_guards(scene, chosen)
    yield from deduction_guards(scene)
    shipping = sum(line.cents for line in outcome.lines if line.row is Row.SHIPPING)
    yield from money_guards(scene, outcome.found, shipping, outcome.refund)
    yield from replacement_guard(scene)
    yield from reason_guard(scene)
    yield from advice(scene)


def _something_chosen(
    scene: Scene, chosen: list[Pick], outcome: Outcome, guards: list[Guard]
) -> None:
    """A decision says of what, and how much."""
    if any(guard.level is GuardLevel.REFUSE for guard in guards):
        return
    remedy = scene.choices.remedy
    if not chosen and not outcome.dispatches and remedy is not Remedy.FREIGHT:
        guards.append(Guard(GuardLevel.REFUSE, "nothing_chosen", _("请先选择商品和件数。")))
    elif scene.refund and outcome.refund <= 0 and not outcome.payouts:
        text = _("退款金额是 0，请选择还可退的商品或填写金额。")
        guards.append(Guard(GuardLevel.REFUSE, "zero", text))
    elif remedy is Remedy.COMPENSATION and outcome.compensation <= 0:
        if scene.choices.form is not CompensationForm.NEXT_ORDER:
            guards.append(Guard(GuardLevel.REFUSE, "zero", _("请填写补偿金额。")))
    elif remedy is Remedy.PRICE_PROTECTION and outcome.compensation <= 0:
        text = _("按现价没有差价可退。")
        guards.append(Guard(GuardLevel.REFUSE, "zero", text))
    elif remedy is Remedy.FREIGHT and outcome.freight <= 0:
        guards.append(Guard(GuardLevel.REFUSE, "zero", _("请填写运费金额。")))


def _limit_guard(
    scene: Scene, chosen: list[Pick], outcome: Outcome, guards: list[Guard]
) -> list[Guard]:
    """`不超过可退上限`: said whenever a refund or compensation stays within what is left."""
    left = scene.left
    if scene.choices.remedy not in _WITHIN_PAID or left is None or not chosen:
        return []
    if any(guard.level is GuardLevel.REFUSE for guard in guards):
        return []
    lefts = [
        left if pick.line is None else line_left(pick.line, scene.held(pick.line))
        for pick in chosen
    ]
    known = [value for value in lefts if value is not None]
    limit = left if len(known) < len(lefts) else min(left, sum(known))
    limit += max(0, outcome.refund - limit)  # shipping goes back on top of the goods
    text = _("不超过可退上限 {limit}")
    return [Guard(GuardLevel.PASS, "within_paid", text.format(limit=scene.show(limit)))]
