"""Pieces of the texts to the buyer about goods that leave the shop: what, when, who pays."""

from __future__ import annotations

from app.domain.decisions.base import Letter
from app.domain.decisions.wording import name_of
from app.domain.labels import label
from app.domain.order import OrderLine
from app.domain.remedy import FreightBearer
from app.domain.settlement.types import Choices, Replacement
from app.i18n import _


def new_goods(letter: Letter) -> str:
    """`羊毛地毯 米白 ×1、纽扣 ×2`, by the names the buyer knows; empty when nothing has a name."""
    lines = {line.id: line for line in letter.order.lines}
    named = [_named(item, lines.get(item.line_id or 0)) for item in leaving(letter.choices)]
    return "、".join(name for name in named if name)


def leaving(choices: Choices) -> tuple[Replacement, ...]:
    """What was named to be sent, and the chosen units it leaves out: they get the same goods."""
    named = choices.replacements
    if not named:
        return ()
    lines = {item.line_id for item in named}
    taken = {(item.line_id, k) for item in named for k in item.ordinals}
    same: list[Replacement] = []
    for choice in choices.lines:
        rest = tuple([k for k in choice.ordinals if (choice.line_id, k) not in taken])
        whole = not choice.ordinals and choice.line_id is not None and choice.line_id not in lines
        if rest or whole:
            same.append(Replacement(choice.line_id, rest))
    return (*same, *named)


def named_new(letter: Letter, otherwise: str) -> str:
    """`「羊毛地毯 米白 ×1」`, or `otherwise`."""
    named = new_goods(letter)
    return _("「{goods}」").format(goods=named) if named else otherwise


def is_same(replacement: Replacement) -> bool:
    """The same goods as the line they replace."""
    return not (replacement.title or replacement.variant or replacement.sku)


def all_same(choices: Choices) -> bool:
    """Everything sent is the same as what it replaces."""
    return all(is_same(r) and r.line_id is not None for r in choices.replacements)


def pieces_out(replacement: Replacement) -> int:
    """How many pieces of it are sent."""
    return len(replacement.ordinals) or replacement.quantity


def _named(replacement: Replacement, line: OrderLine | None) -> str:
    if is_same(replacement):
        name = name_of(line) if line is not None else ""
    else:
        title = replacement.title or (line.title if line is not None else "")
        name = " ".join(part for part in (title, replacement.variant) if part) or replacement.sku
    return f"{name} ×{pieces_out(replacement)}" if name else ""


def sent_goods(choices: Choices) -> str:
    """What is sent as one line tells it, without the order at hand: `同款 2 件、「纽扣」×2`."""
    goes = leaving(choices)
    same = sum(pieces_out(r) for r in goes if is_same(r))
    parts = [_("同款 {n} 件").format(n=same)] if same else []
    for replacement in goes:
        if not is_same(replacement):
            name = " ".join(p for p in (replacement.title, replacement.variant) if p)
            parts.append(f"「{name or replacement.sku}」×{pieces_out(replacement)}")
    return "、".join(parts)


def within(choices: Choices) -> str:
    """` 48 小时内`; empty when no time was promised."""
    return _(" {n} 小时内").format(n=choices.ship_hours) if choices.ship_hours else _("尽快")


def outbound_freight(letter: Letter) -> str:
    """Who pays what is sent to the buyer."""
    if letter.choices.outbound_bearer is FreightBearer.BUYER:
        return _("寄给您的运费由您承担。")
    return _("寄给您的运费由我们承担。")


def outbound_line(choices: Choices) -> str:
    """`寄出运费商家承担`, for the one line."""
    return _("寄出运费{bearer}").format(bearer=label(choices.outbound_bearer))
