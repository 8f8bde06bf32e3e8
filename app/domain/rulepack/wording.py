"""A rule's value in words, as staff read it on the screen, in the history and on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.case import WearMark
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.deadlines.wording import span_text
from app.domain.evidence import EvidenceKind
from app.domain.labels import label
from app.domain.money import Money
from app.domain.rulepack.freight_table import Payer
from app.domain.rulepack.keys import KEYS, RuleGroup, RuleKey, ValueKind
from app.domain.rulepack.pack import GENERIC, OWN
from app.domain.rulepack.values import RuleValue, Scalar
from app.domain.shop import Platform
from app.i18n import _

CENTS, PERCENT, MILLIMETRES = "_cents", "percent", "_mm"
_PLATFORMS = {platform.value: platform for platform in Platform}
_EVIDENCE = {kind.value: kind for kind in EvidenceKind}
_WEAR = {mark.value: mark for mark in WearMark}


def value_text(value: RuleValue | None) -> str:
    """`48 小时`, `支持`, `商家`, `整体照、细节照`; what is said where nothing is said."""
    if value is None:
        return _("没有规定")
    key = KEYS.get(value.key)
    if key is None:
        return str(value.value)
    return told(key, value.value, value.unit, value.window)


def told(key: RuleKey, value: Scalar, unit: TimeUnit | None = None, window: str = "") -> str:
    """A value of this key in words."""
    if key.kind is ValueKind.TIME:
        return _time(value, unit, window)
    if key.kind is ValueKind.FLAG:
        return _("是") if value else _("否")
    if key.kind is ValueKind.PAYER:
        return label(Payer(str(value)))
    if isinstance(value, tuple):
        return _list(key, value)
    if isinstance(value, int):
        return _number(key, value)
    return value


def word_text(key: RuleKey, word: str) -> str:
    """One entry of a list in words: a kind of evidence, a mark of wear, else the entry itself."""
    if word in _EVIDENCE and key.group is RuleGroup.EVIDENCE:
        return label(_EVIDENCE[word])
    if word in _WEAR and key.key == "goods.wear_marks":
        return label(_WEAR[word])
    return word


def versions_text(versions: Iterable[tuple[str, str]]) -> str:
    """`通用规则 2026.11、淘宝 2026.11、本店修改 3、7`: the rules a decision was judged by."""
    own_last = sorted(versions, key=lambda one: one[0] == OWN)
    return "，".join(_version(name, version) for name, version in own_last)


def _version(name: str, version: str) -> str:
    if name == OWN:
        return _("本店修改 {ids}").format(ids=version.replace(",", "、"))
    title = name
    if name == GENERIC:
        title = _("通用规则")
    elif name in _PLATFORMS:
        title = label(_PLATFORMS[name])
    return f"{title} {version}"


def _time(value: Scalar, unit: TimeUnit | None, window: str) -> str:
    if not value or unit is None or not isinstance(value, int):
        return _("不设期限")
    return span_text(Span(value, unit, window))


def _number(key: RuleKey, value: int) -> str:
    if key.key.endswith(CENTS):
        return str(Money(value)) if value else _("无")
    if key.key.endswith(PERCENT):
        return f"{value}%"
    if key.key.endswith(MILLIMETRES):
        return _("{n} 厘米").format(n=f"{value // 10}.{value % 10}".removesuffix(".0"))
    return str(value)


def _list(key: RuleKey, words: tuple[str, ...]) -> str:
    if not words:
        return _("不需要") if key.group is RuleGroup.EVIDENCE else _("无")
    if key.key == "ours.reminders":
        return _("到期前 {minutes} 分钟").format(minutes="、".join(words))
    if key.key == "goods.bad_share_steps":
        steps = (word.split(":") for word in words)
        return "；".join(
            _("坏损 {bad}% 以内退 {paid}%").format(bad=bad, paid=paid) for bad, paid in steps
        )
    return "、".join(word_text(key, word) for word in words)
