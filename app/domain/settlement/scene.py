"""What every part of a settlement looks at, gathered once, and the choices made readable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.facts import GoodsIn
from app.domain.money import Money
from app.domain.order import Order, OrderLine, Unit
from app.domain.payment import Payout, Tender
from app.domain.remedy import Liability, Remedy
from app.domain.settlement.caps import goods_left
from app.domain.settlement.ledger import (
    NOTHING,
    Ledger,
    LineMoney,
    free_ordinals,
    in_hand,
    replaceable,
    units_of,
)
from app.domain.settlement.shares import paid_shares
from app.domain.settlement.types import Choices, Guard, GuardLevel, LineChoice, Situation
from app.i18n import _

REFUNDS = frozenset({Remedy.REFUND_ONLY, Remedy.RETURN_REFUND})
# Towards the buyer the shop stands for its supplier.
SHOP_STANDS_FOR = frozenset({Liability.MERCHANT, Liability.COURIER, Liability.SUPPLIER})
_NAMED = 5  # ordinals or titles written out before a sentence only counts the rest


@dataclass(frozen=True, slots=True)
class Pick:
    """One valid choice: units of a line, an amount on a line, or (no line) on the order."""

    line: OrderLine | None
    ordinals: tuple[int, ...]
    amount: int | None
    units: tuple[Unit, ...] = ()  # the ordinals as units of the line


@dataclass(frozen=True, slots=True)
class Scene:
    """Order with its shares, live money without what this decision replaces, and the choices."""

    order: Order
    ledger: Ledger
    choices: Choices
    situation: Situation
    replaced: tuple[int, ...]
    replaced_cents: int
    left: int | None  # what may still be granted in classes (a) and (b) on the whole order
    here: dict[int, set[int]]  # by line id, the ordinals that are with us again
    money: tuple[Payout, ...] = ()  # every row of the order

    @property
    def refund(self) -> bool:
        """Whether the remedy refunds the price."""
        return self.choices.remedy in REFUNDS

    def held(self, line: OrderLine) -> LineMoney:
        return self.ledger.lines.get(line.id, NOTHING)

    def show(self, cents: int) -> str:
        """An amount of the order's currency as staff read it."""
        return str(Money(cents, self.order.currency))

    def back(self, unit: Unit) -> bool:
        """Whether this unit is with us again."""
        return unit.ordinal in self.here.get(unit.line_id, ())

    def whereabouts(self, unit: Unit) -> GoodsIn | None:
        return self.situation.goods_in.get(unit)


def ledger_for(order: Order, money: Sequence[Payout], situation: Situation) -> Ledger:
    """Live money and promises of an order, without what a decision on this ticket replaces."""
    return Ledger(
        order,
        money,
        situation.ticket_id,
        frozenset(replaceable(money, situation.ticket_id)),
        situation.promised_cents,
        situation.promised_here_cents,
    )


def set_scene(
    order: Order, money: tuple[Payout, ...], choices: Choices, situation: Situation
) -> Scene:
    """Gather what the parts of a settlement need."""
    replaced = replaceable(money, situation.ticket_id)
    gone = frozenset(replaced)
    ledger = ledger_for(order, money, situation)
    return Scene(
        order=replace(order, lines=paid_shares(order)),
        ledger=ledger,
        choices=choices,
        situation=situation,
        replaced=replaced,
        replaced_cents=sum(
            row.cents
            for row in money
            if row.id in gone and row.tender is Tender.CASH and row.currency == order.currency
        ),
        left=goods_left(order, ledger),
        here=_here(situation),
        money=money,
    )


def _here(situation: Situation) -> dict[int, set[int]]:
    result: dict[int, set[int]] = {}
    for unit in situation.goods_in:
        if in_hand(unit, situation.goods_in):
            result.setdefault(unit.line_id, set()).add(unit.ordinal)
    return result


def name_of(line: OrderLine | None) -> str:
    """How a sentence names a line."""
    if line is None:
        return _("整单")
    return line.title or line.sku or _("第 {n} 行商品").format(n=line.position)


def name_ordinals(ordinals: tuple[int, ...]) -> str:
    """`1、3、4` or, when there are many, the first few and how many in all."""
    shown = "、".join(str(k) for k in ordinals[:_NAMED])
    if len(ordinals) <= _NAMED:
        return shown
    return _("{shown} 等 {n} 件").format(shown=shown, n=len(ordinals))


def picks(scene: Scene, guards: list[Guard]) -> list[Pick]:
    """The choices that can be reckoned with; every other one adds a refusal that names it."""
    by_id = {line.id: line for line in scene.order.lines}
    result: list[Pick] = []
    seen: set[int | None] = set()
    for choice in scene.choices.lines or _of_replacements(scene.choices):
        line = None if choice.line_id is None else by_id.get(choice.line_id)
        if line is None and choice.line_id is not None:
            _refuse(guards, "unknown_line", _("所选商品不在这笔订单里，请重新选择。"))
            continue
        if choice.line_id in seen:
            _refuse(
                guards,
                "line_twice",
                _("「{goods}」选了两次，请合并成一项。").format(goods=name_of(line)),
            )
            continue
        seen.add(choice.line_id)
        ordinals = tuple(sorted(set(choice.ordinals) - {0}))
        units = () if line is None else units_of(line.id, ordinals)
        pick = Pick(line, ordinals, choice.amount_cents, units)
        if _sound(scene, pick, guards):
            result.append(pick)
    return result


def _of_replacements(choices: Choices) -> tuple[LineChoice, ...]:
    """The units that replacements name, where nothing else was chosen."""
    named: dict[int, tuple[int, ...]] = {}
    for item in choices.replacements:
        if item.line_id is not None and item.ordinals:
            named[item.line_id] = (*named.get(item.line_id, ()), *item.ordinals)
    return tuple(LineChoice(line_id, ordinals) for line_id, ordinals in named.items())


def _sound(scene: Scene, pick: Pick, guards: list[Guard]) -> bool:
    """Whether a choice makes sense by itself; says why not."""
    goods = name_of(pick.line)
    if pick.amount is not None and pick.amount < 0:
        _refuse(guards, "negative", _("「{goods}」的金额不能是负数。").format(goods=goods))
        return False
    if not pick.ordinals:
        guards.extend(_line_elsewhere(scene, pick))
        return True
    line = pick.line
    if line is None or line.quantity is None:
        text = _("「{goods}」的购买件数未知，只能填写金额，不能按件选择。")
        _refuse(guards, "quantity_unknown", text.format(goods=goods))
        return False
    if pick.ordinals[0] < 1 or pick.ordinals[-1] > line.quantity:
        text = _("「{goods}」只买了 {n} 件，没有所选的第 {which} 件。")
        beyond = tuple(k for k in pick.ordinals if not 1 <= k <= line.quantity)
        _refuse(
            guards,
            "no_such_unit",
            text.format(goods=goods, n=line.quantity, which=name_ordinals(beyond)),
        )
        return False
    return _free(scene, pick, line, guards)


def _line_elsewhere(scene: Scene, pick: Pick) -> Iterator[Guard]:
    """An amount on a line some unit of which another open ticket claims may be the same money."""
    if pick.line is not None and any(
        unit.line_id == pick.line.id for unit in scene.situation.units_claimed_elsewhere
    ):
        text = _("「{goods}」也在同一订单的另一张未完结售后单里，请先确认不是同一件。")
        yield Guard(GuardLevel.WARN, "claimed_elsewhere", text.format(goods=name_of(pick.line)))


def _free(scene: Scene, pick: Pick, line: OrderLine, guards: list[Guard]) -> bool:
    held = scene.held(line)
    taken = tuple(k for k in pick.ordinals if k in held.taken) if held.taken else ()
    if taken:
        text = _("「{goods}」第 {which} 件此前已退款，不能再次选择；还可选：{free}。")
        free = name_ordinals(free_ordinals(line, held)) or _("无")
        _refuse(
            guards,
            "unit_refunded",
            text.format(goods=name_of(line), which=name_ordinals(taken), free=free),
        )
        return False
    if not scene.situation.units_claimed_elsewhere:
        return True
    elsewhere = tuple(
        k for k in pick.ordinals if Unit(line.id, k) in scene.situation.units_claimed_elsewhere
    )
    if elsewhere:
        text = _("「{goods}」第 {which} 件也在同一订单的另一张未完结售后单里，请先确认不是同一件。")
        guards.append(
            Guard(
                GuardLevel.WARN,
                "claimed_elsewhere",
                text.format(goods=name_of(line), which=name_ordinals(elsewhere)),
            )
        )
    return True


def _refuse(guards: list[Guard], code: str, text: str) -> None:
    guards.append(Guard(GuardLevel.REFUSE, code, text))
