"""What stands beside a rule on its screen: how sure it is, who says so, for which goods."""

from __future__ import annotations

from typing import Final

from app.domain.labels import label
from app.domain.rulepack.category import GoodsCategory
from app.domain.rulepack.sheet import OwnRule
from app.domain.rulepack.values import ALWAYS, Expiry, Mark, RuleValue
from app.domain.rulepack.wording import value_text
from app.i18n import _
from ui.tokens import Tone
from ui.widgets.pill import Pill

TONES: Final[dict[Mark, Tone]] = {
    Mark.VERIFIED: "ok",
    Mark.PARTLY: "info",
    Mark.UNVERIFIED: "warn",
    Mark.OWN: "violet",
}


def mark_text(mark: Mark) -> str:
    """`V 已核对原文`; what the shop set has no letter."""
    return label(mark) if mark is Mark.OWN else f"{mark.value} {label(mark)}"


def mark_pill(mark: Mark) -> Pill:
    """How sure a value is, at a glance."""
    return Pill(mark_text(mark), TONES[mark])


def provenance(value: RuleValue) -> str:
    """Who says so, when it was read, since when it holds, and what is said beside it."""
    if value.mark is Mark.OWN:
        return _("{day} 修改：{reason}").format(day=value.read_on, reason=value.source)
    parts = [value.source, _("读于 {day}").format(day=value.read_on)]
    if value.valid_from != ALWAYS:
        parts.append(_("{day} 起").format(day=value.valid_from))
    if value.expiry is not Expiry.NOTHING:
        parts.append(_("到期{what}").format(what=label(value.expiry)))
    text = " · ".join(parts)
    return f"{text}\n{value.note}" if value.note else text


def goods_text(category: str) -> str:
    """`（鞋靴）`, nothing for all goods."""
    if not category:
        return ""
    return _("（{goods}）").format(goods=label(GoodsCategory(category)))


def later_text(change: OwnRule) -> str:
    """`2026-12-01 起：30 天（阿青：平台公告）`."""
    return _("{day} 起：{value}（{by}：{reason}）").format(
        day=change.valid_from,
        value=value_text(change.value),
        by=change.by,
        reason=change.value.source,
    )
