"""What a value of each key may be: the same for packs that ship and for what a shop changes.

Whatever does not fit is refused with a sentence, because a misread rule would be obeyed silently.
"""

from __future__ import annotations

import re
from itertools import pairwise

from app.domain.case import WearMark
from app.domain.deadlines.span import TimeUnit
from app.domain.evidence import EvidenceKind
from app.domain.rulepack.category import GoodsCategory
from app.domain.rulepack.freight_table import Payer
from app.domain.rulepack.keys import KEYS, RuleGroup, RuleKey, ValueKind
from app.domain.rulepack.values import Scalar
from app.errors import RuleViolation
from app.i18n import _

MOST = 1_000_000
_LONGEST_WORD = 60
_MOST_WORDS = 60
_WINDOW = re.compile(r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)")
_STEP = re.compile(r"(\d{1,3}):(\d{1,3})")
_EVIDENCE = frozenset(kind.value for kind in EvidenceKind)
_CATEGORIES = frozenset(one.value for one in GoodsCategory)
_PAYERS = frozenset(one.value for one in Payer)
_WEAR = frozenset(mark.value for mark in WearMark)


def known_key(key: str, category: str = "") -> RuleKey:
    """The key of this name. Raises `RuleViolation` for an unknown key or a category out of place."""
    found = KEYS.get(key)
    if found is None:
        raise RuleViolation(_("没有叫「{key}」的规则，没有写入。").format(key=key))
    if category and category not in _CATEGORIES:
        raise RuleViolation(_("没有叫「{name}」的商品类目，没有写入。").format(name=category))
    if category and not found.by_category:
        raise RuleViolation(_("「{rule}」对所有商品相同，不能按类目设置。").format(rule=found))
    return found


def accepted(key: RuleKey, value: object, unit: TimeUnit | None, window: str = "") -> Scalar:
    """`value` as the rules hold it, lists as tuples. Raises `RuleViolation` saying what is wrong."""
    if key.kind is not ValueKind.TIME and (unit is not None or window):
        raise RuleViolation(_("「{rule}」不是时间，不能带单位。").format(rule=key))
    if key.kind is ValueKind.TIME:
        return _time(key, value, unit, window)
    if key.kind is ValueKind.NUMBER:
        return _whole(key, value)
    if key.kind is ValueKind.FLAG:
        if not isinstance(value, bool):
            raise RuleViolation(_("「{rule}」只能是「是」或「否」。").format(rule=key))
        return value
    if key.kind is ValueKind.PAYER:
        if not isinstance(value, str) or value not in _PAYERS:
            raise RuleViolation(_("「{rule}」只能由商家、买家承担或双方商定。").format(rule=key))
        return str(value)
    if key.kind is ValueKind.WORD:
        return _word(key, value)
    return _words(key, value)


def _whole(key: RuleKey, value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise RuleViolation(
            _("「{rule}」要填 0 到 {most} 之间的整数。").format(rule=key, most=MOST)
        )
    return value


def _time(key: RuleKey, value: object, unit: TimeUnit | None, window: str) -> int:
    amount = _whole(key, value)
    if amount and unit is None:
        raise RuleViolation(_("「{rule}」没有写单位，例如小时或天。").format(rule=key))
    if (unit is TimeUnit.WINDOW_HOURS) != bool(window):
        raise RuleViolation(
            _("「{rule}」按限定时段计时才要写时段，例如 09:00-18:00。").format(rule=key)
        )
    if window and (not _WINDOW.fullmatch(window) or window[:5] >= window[6:]):
        raise RuleViolation(
            _("「{rule}」的时段「{window}」不对，请写成 09:00-18:00。").format(
                rule=key, window=window
            )
        )
    return amount


def _word(key: RuleKey, value: object) -> str:
    word = " ".join(value.split()) if isinstance(value, str) else ""
    if not word or len(word) > _LONGEST_WORD:
        raise RuleViolation(
            _("「{rule}」每一条要写 1 到 {n} 个字。").format(rule=key, n=_LONGEST_WORD)
        )
    return word


def _words(key: RuleKey, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or len(value) > _MOST_WORDS:
        raise RuleViolation(
            _("「{rule}」要填一个列表，最多 {n} 条。").format(rule=key, n=_MOST_WORDS)
        )
    words = tuple(_word(key, one) for one in value)
    if len(set(words)) != len(words):
        raise RuleViolation(_("「{rule}」里有重复的条目。").format(rule=key))
    if key.group is RuleGroup.EVIDENCE:
        _among(key, words, _EVIDENCE)
    elif key.key == "goods.wear_marks":
        _among(key, words, _WEAR)
    elif key.key == "goods.bad_share_steps":
        _steps(key, words)
    elif key.key == "ours.reminders":
        _falling(key, words)
    return words


def _among(key: RuleKey, words: tuple[str, ...], known: frozenset[str]) -> None:
    for word in words:
        if word not in known:
            raise RuleViolation(_("「{rule}」里不认识「{word}」。").format(rule=key, word=word))


def _steps(key: RuleKey, words: tuple[str, ...]) -> None:
    found = [_STEP.fullmatch(word) for word in words]
    pairs = [(int(one[1]), int(one[2])) for one in found if one]
    rising = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(pairs))
    if len(pairs) != len(words) or not rising or any(max(pair) > 100 for pair in pairs):
        raise RuleViolation(
            _("「{rule}」要从小到大写成 坏损%:退款%，例如 10:10，都不超过 100。").format(rule=key)
        )


def _falling(key: RuleKey, words: tuple[str, ...]) -> None:
    minutes = [int(word) for word in words if word.isascii() and word.isdigit() and word != "0"]
    if len(minutes) != len(words) or minutes != sorted(set(minutes), reverse=True):
        raise RuleViolation(
            _("「{rule}」要写到期前的分钟数，从大到小，例如 120、30、10。").format(rule=key)
        )
