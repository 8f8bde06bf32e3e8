"""History in words: what was changed of the rules and of what the shop says of its goods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.deadlines.span import TimeUnit
from app.domain.rulepack.category import GoodsCategory
from app.domain.rulepack.keys import KEYS
from app.domain.rulepack.wording import told
from app.domain.sentences.telling import Data, Make, named
from app.i18n import N_, _


def _changed(data: Data) -> str:
    key = KEYS.get(str(data.get("key") or ""))
    rule = str(key) if key is not None else str(data.get("key") or "")
    if data.get("category"):
        rule = _("{rule}（{goods}）").format(
            rule=rule, goods=named(GoodsCategory, data["category"])
        )
    before, after = (_told(data, name) for name in ("before", "after"))
    where = str(data.get("shop_name") or "") or _("全部店铺")
    if data.get("taken_back"):
        text = _("恢复规则「{rule}」：{before} → {after}，{where}")
    else:
        text = _("修改规则「{rule}」：{before} → {after}，{where}，自 {day} 起")
    return text.format(
        rule=rule, before=before, after=after, where=where, day=data.get("valid_from", "")
    )


def _told(data: Data, name: str) -> str:
    said, key = data.get(name), KEYS.get(str(data.get("key") or ""))
    if not isinstance(said, Mapping):
        return _("没有规定")
    value = said.get("value")
    if isinstance(value, list):
        value = tuple(str(word) for word in value)
    if key is None or value is None:
        return str(value)
    try:
        unit = TimeUnit(str(said["unit"])) if said.get("unit") else None
        return told(key, value, unit, str(said.get("window") or ""))
    except ValueError:
        return str(value)


_FIELDS = {
    "category": N_("类目"),
    "no_reason": N_("七天无理由"),
    "no_reason_days": N_("无理由天数"),
    "warranty_months": N_("保修月数"),
    "buyer_pays_return": N_("退回运费由买家承担"),
    "terms": N_("页面条款"),
}


def _goods(data: Data) -> str:
    name = str(data.get("sku") or data.get("title") or "")
    before, after = data.get("before"), data.get("after")
    if not isinstance(after, Mapping):
        return _("删除商品规则「{name}」").format(name=name)
    if not isinstance(before, Mapping):
        said = [f"{_(title)} {_plain(field, after.get(field))}" for field, title in _FIELDS.items()
                if after.get(field) not in (None, "")]  # fmt: skip
        text = _("新增商品规则「{name}」") if not said else _("新增商品规则「{name}」：{said}")
        return text.format(name=name, said=_("，").join(said))
    changed = [
        _("{field} {before} → {after}").format(
            field=_(title),
            before=_plain(field, before.get(field)),
            after=_plain(field, after.get(field)),
        )
        for field, title in _FIELDS.items()
        if before.get(field) != after.get(field)
    ]
    text = _("修改商品规则「{name}」") if not changed else _("修改商品规则「{name}」：{changed}")
    return text.format(name=name, changed=_("，").join(changed))


def _plain(field: str, value: Any) -> str:
    if field == "category":
        return named(GoodsCategory, value or "")
    if value is None or value == "":
        return _("未设")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)


RULES: Mapping[str, Make] = {"rules_changed": _changed, "goods_policy_changed": _goods}
