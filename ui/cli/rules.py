"""`rules`: what holds for a shop today, who says so and how sure that is. Writes nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from app.domain.labels import label
from app.domain.rulepack import KEYS, GoodsCategory, Mark, RuleValue
from app.domain.rulepack.keys import RuleGroup
from app.domain.rulepack.values import Expiry
from app.domain.rulepack.wording import value_text
from app.errors import NotFound
from app.i18n import _
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import existing
from ui.cli.members import member
from ui.cli.terminal import note, out, out_json_array
from ui.cli.ticket_json import Json

_GROUPS = {group.value: label(group) for group in RuleGroup}
_PLACES = {key: at for at, key in enumerate(KEYS)}
_GOODS = {category.value: category for category in GoodsCategory}


def run(parsed: argparse.Namespace) -> int:
    """Print the rules of one shop."""
    group = member(RuleGroup, _GROUPS, parsed.group, "rules") if parsed.group else None
    with existing(parsed) as desk, desk.db.snapshot():
        shop = _shop(desk, parsed.shop)
        held = desk.services.rules.for_shop(shop).values.values()
        values = sorted((one for one in held if one.key in KEYS), key=_place)
        shipped = {
            (line.key.key, line.category): line.shipped
            for category in GoodsCategory
            for line in desk.services.rules.sheet(shop, category)
        }
    wanted = [one for one in values if group in (None, KEYS[one.key].group)]
    if parsed.json:
        out_json_array(_as_json(one, shipped.get((one.key, one.category))) for one in wanted)
    else:
        for line in _as_text(wanted):
            out(line)
        note(_("U 是没有核实过的建议值，请对照平台页面；在窗口「规则与时限」里修改。"))
    return exit_codes.DONE


def _shop(desk: Opened, name: str | None) -> int:
    """The shop that is meant. Raises `NotFound` when it is not clear which one that is."""
    shops = desk.services.shops.all()
    if name is None and len(shops) == 1:
        return shops[0].id
    found = desk.services.shops.named(name) if name is not None else None
    if found is not None:
        return found.id
    names = "、".join(shop.name for shop in shops)
    said = _("没有店铺「{name}」。").format(name=name) if name else _("请用 --shop 写明哪家店铺。")
    raise NotFound(said, _("现有：{names}").format(names=names) if names else "")


def _place(value: RuleValue) -> tuple[int, str]:
    return _PLACES[value.key], value.category


def _as_text(values: list[RuleValue]) -> Iterator[str]:
    group = None
    for value in values:
        key = KEYS[value.key]
        if key.group is not group:
            group = key.group
            yield f"【{label(group)}】"
        goods = f"（{label(_GOODS[value.category])}）" if value.category else ""
        mark = _("本店") if value.mark is Mark.OWN else value.mark.value
        yield f"{mark}  {key}{goods}：{value_text(value)}"
        yield f"    {_source(value)}"


def _source(value: RuleValue) -> str:
    parts = [value.source, _("读于 {day}").format(day=value.read_on)]
    if value.mark is Mark.OWN:
        parts = [_("{day} 修改：{reason}").format(day=value.read_on, reason=value.source)]
    if value.expiry is not Expiry.NOTHING:
        parts.append(_("到期{what}").format(what=label(value.expiry)))
    if value.note:
        parts.append(value.note)
    return " · ".join(parts)


def _as_json(value: RuleValue, shipped: RuleValue | None) -> Json:
    """A rule with its keys; they are only ever added."""
    return {
        "key": value.key,
        "goods": value.category,
        "title": str(KEYS[value.key]),
        "group": KEYS[value.key].group.value,
        "value": list(value.value) if isinstance(value.value, tuple) else value.value,
        "unit": value.unit.value if value.unit else None,
        "window": value.window,
        "text": value_text(value),
        "mark": value.mark.value,
        "source": value.source,
        "read_on": value.read_on.isoformat(),
        "valid_from": value.valid_from.isoformat(),
        "on_expiry": value.expiry.value,
        "note": value.note,
        "shipped": value_text(shipped) if value.mark is Mark.OWN else None,
    }
