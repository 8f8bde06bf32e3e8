"""What is sent to the buyer: resolved to names, pieces and prices, checked against what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.order import OrderLine
from app.domain.settlement.scene import Pick, Scene, name_of, name_ordinals
from app.domain.settlement.types import Guard, GuardLevel, Replacement
from app.i18n import _


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that is sent, complete: `line` is None for something loose."""

    item: Replacement
    line: OrderLine | None


def sent(scene: Scene, chosen: list[Pick], guards: list[Guard]) -> list[Sent]:
    """Everything that is sent. Units chosen without a replacement of their own get the same goods.

    Names that were left empty are filled in from the line. Refusals are added to `guards`.
    """
    lines = {line.id: line for line in scene.order.lines}
    picked = {pick.line.id: set(pick.ordinals) for pick in chosen if pick.line is not None}
    result: list[Sent] = []
    for item in scene.choices.replacements:
        line = None if item.line_id is None else lines.get(item.line_id)
        if item.line_id is not None and line is None:
            _refuse(guards, "unknown_line", _("所选商品不在这笔订单里，请重新选择。"))
        elif _sound(item, line, picked, guards):
            result.append(Sent(_complete(item, line), line))
            if line is not None:
                picked.setdefault(line.id, set()).difference_update(item.ordinals)
    named = {item.line_id for item in scene.choices.replacements}
    for pick in chosen:
        line = pick.line
        if line is None:
            continue
        rest = tuple(sorted(picked[line.id]))
        if rest:
            result.append(Sent(_complete(Replacement(line.id, rest), line), line))
        elif line.quantity is None and line.id not in named:
            result.append(Sent(_complete(Replacement(line.id), line), line))
    return result


def _complete(item: Replacement, line: OrderLine | None) -> Replacement:
    quantity = len(item.ordinals) or item.quantity
    if line is None or item.title.strip():
        return replace(item, quantity=quantity)
    same = not item.variant.strip() and not item.sku.strip()
    return replace(
        item,
        title=line.title or line.sku or name_of(line),
        variant=item.variant or line.variant,
        sku=line.sku if same else item.sku,
        quantity=quantity,
    )


def _sound(
    item: Replacement,
    line: OrderLine | None,
    picked: dict[int, set[int]],
    guards: list[Guard],
) -> bool:
    """Whether one thing can be sent; says why not."""
    if line is None and not item.title.strip():
        _refuse(guards, "part_unnamed", _("补发的配件要写明名称。"))
        return False
    if not item.ordinals and item.quantity < 1:
        _refuse(guards, "no_quantity", _("寄出的件数至少是 1。"))
        return False
    if item.price_cents is not None and item.price_cents < 0:
        _refuse(guards, "negative", _("新商品的价格不能是负数。"))
        return False
    if line is None:
        return True
    if not item.ordinals:
        return _loose_on_line(item, line, guards)
    free = picked.get(line.id, set())
    wrong = tuple(k for k in item.ordinals if k not in free)
    if wrong or len(set(item.ordinals)) < len(item.ordinals):
        text = _("「{goods}」第 {which} 件没有选入，或寄出了两次；请核对要寄出的商品。")
        which = name_ordinals(wrong or item.ordinals)
        _refuse(guards, "replacement_elsewhere", text.format(goods=name_of(line), which=which))
        return False
    return True


def _loose_on_line(item: Replacement, line: OrderLine, guards: list[Guard]) -> bool:
    """Parts of a line need no piece named; its goods do, else more would leave than was bought."""
    title = item.title.strip()
    if line.quantity is None or title not in ("", line.title.strip()):
        return True
    text = _("「{goods}」请选明要寄的是哪几件；只寄配件的，请写配件的名称。")
    _refuse(guards, "units_needed", text.format(goods=name_of(line)))
    return False


def units_named(chosen: list[Pick], guards: list[Guard]) -> None:
    """Goods that travel are named piece by piece, wherever the number of pieces is known."""
    for pick in chosen:
        if pick.line is None:
            text = _("订单没有商品明细，无法登记商品；请先导入订单文件或补录商品。")
            _refuse(guards, "no_goods_named", text)
        elif not pick.ordinals and pick.line.quantity is not None:
            text = _("「{goods}」请选明是哪几件。").format(goods=name_of(pick.line))
            _refuse(guards, "units_needed", text)


def _refuse(guards: list[Guard], code: str, text: str) -> None:
    guards.append(Guard(GuardLevel.REFUSE, code, text))
