"""What the desk or a shop changes of the rules: kept as dated rows, never rewritten.

Taking a change back ends it that day; orders placed while it held are still judged by it.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.deadlines.span import TimeUnit
from app.domain.history import DESK_CHAIN, Json
from app.domain.rulepack.accepting import accepted, known_key
from app.domain.rulepack.pack import Rules
from app.domain.rulepack.sheet import OwnRule
from app.domain.rulepack.values import ALWAYS, RuleValue, Scalar
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.fields import needed_instant, to_text
from app.model.reading import Reader, Values
from app.model.tables import RuleOverride, Shop, Staff
from app.model.writing import Write
from app.services.context import HOME_ZONE
from app.services.rule_reading import changes_of, own_value, rules_of, rules_of_all

_FARTHEST = timedelta(days=2 * 366)
_LONGEST_REASON = 200


def own_rules(read: Reader, shop_id: int | None) -> tuple[OwnRule, ...]:
    """Every change nobody took back, of the whole desk and (when one is named) of the shop."""
    people = {int(row["id"]): str(row["name"]) for row in read.find(Staff)}
    return tuple(
        OwnRule(
            id=int(row["id"]),
            shop_id=row["shop_id"],
            value=own_value(row, zone_of(read, row["shop_id"])),
            by=people.get(int(row["staff_id"]), ""),
            made_at=needed_instant(str(row["made_at"])),
        )
        for row in changes_of(read, shop_id)
    )


def keep_change(
    write: Write,
    shop_id: int | None,
    key: str,
    category: str,
    value: object,
    unit: TimeUnit | None,
    window: str,
    valid_from: date,
    reason: str,
) -> int:
    """A new value of a rule from a day on, with its event; returns its id.

    Raises `RuleViolation` for a value that does not fit its key, a day out of all measure, no
    reason, and for what is so already.
    """
    rule = known_key(key, category)
    taken = accepted(rule, value, unit, window)
    today = write.author.at.astimezone(ZoneInfo(zone_of(write, shop_id))).date()
    if not ALWAYS <= valid_from <= today + _FARTHEST:
        raise RuleViolation(
            _("生效日期 {day} 不对，没有写入。").format(day=valid_from),
            _("请填 {first} 到 {last} 之间的日期。").format(first=ALWAYS, last=today + _FARTHEST),
        )
    reason = " ".join(reason.split())
    if not reason or len(reason) > _LONGEST_REASON:
        raise RuleViolation(
            _("请写明修改「{rule}」的原因，最多 {n} 个字。").format(rule=rule, n=_LONGEST_REASON)
        )
    before = _rules(write, shop_id, valid_from).get(key, category)
    place = (shop_id, key, category, valid_from.isoformat())
    same = next((row for row in changes_of(write, shop_id) if _place(row) == place), None)
    stored = stored_text(taken, window)
    if same is not None and same["value"] == stored and same["unit"] == (unit or ""):
        raise RuleViolation(_("「{rule}」已经是这样，没有再写一次。").format(rule=rule))
    now = to_text(write.author.at)
    if same is not None:
        write.update(RuleOverride, int(same["id"]), removed_at=now)
    made = write.insert(
        RuleOverride,
        shop_id=shop_id,
        key=key,
        category=category,
        value=stored,
        unit=unit.value if unit else "",
        valid_from=valid_from.isoformat(),
        reason=reason,
        staff_id=write.author.staff_id,
        made_at=now,
    )
    said = _said(write, shop_id, key, category)
    said |= {
        "before": _plain(before) if before is not None else None,
        "after": {"value": _json(taken), "unit": unit.value if unit else "", "window": window},
        "valid_from": valid_from.isoformat(),
        "own": made,
    }
    write.event(DESK_CHAIN, "rules_changed", said)
    return made


def take_back(write: Write, own_id: int) -> int | None:
    """End a change today, with its event; returns whose it was.

    Raises `NotFound` when it is not there (any more).
    """
    row = write.get(RuleOverride, own_id)
    if row is None or row["removed_at"] is not None:
        raise NotFound(_("这条修改已经不在了，没有改动。"))
    shop_id = row["shop_id"]
    zone = zone_of(write, shop_id)
    was = own_value(row, zone)
    write.update(RuleOverride, own_id, removed_at=to_text(write.author.at))
    today = write.author.at.astimezone(ZoneInfo(zone)).date()
    left = _rules(write, shop_id, today).get(was.key, was.category)
    said = _said(write, shop_id, was.key, was.category)
    said |= {
        "before": _plain(was),
        "after": _plain(left) if left is not None else None,
        "valid_from": today.isoformat(),
        "own": own_id,
        "taken_back": True,
    }
    write.event(DESK_CHAIN, "rules_changed", said)
    return None if shop_id is None else int(shop_id)


def zone_of(read: Reader, shop_id: int | None) -> str:
    """The zone days are counted in. Raises `NotFound`."""
    return HOME_ZONE if shop_id is None else str(shop_row(read, shop_id)["zone"])


def shop_row(read: Reader, shop_id: int) -> Values:
    """The shop's row. Raises `NotFound`."""
    row = read.get(Shop, shop_id)
    if row is None:
        raise NotFound(_("找不到这家店铺。"))
    return row


def stored_text(value: Scalar, window: str) -> str:
    """A value as `rule_override` keeps it."""
    plain = {"amount": value, "window": window} if window else _json(value)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _place(row: Values) -> tuple[int | None, str, str, str]:
    """What no two changes share."""
    return row["shop_id"], str(row["key"]), str(row["category"]), str(row["valid_from"])


def _rules(read: Reader, shop_id: int | None, on: date) -> Rules:
    if shop_id is None:
        return rules_of_all(read, on)
    return rules_of(read, shop_row(read, shop_id), on)


def _said(read: Reader, shop_id: int | None, key: str, category: str) -> dict[str, Json]:
    said: dict[str, Json] = {"key": key, "category": category}
    if shop_id is not None:
        said |= {"shop": shop_id, "shop_name": str(shop_row(read, shop_id)["name"])}
    return said


def _plain(value: RuleValue) -> dict[str, Json]:
    return {
        "value": _json(value.value),
        "unit": value.unit.value if value.unit else "",
        "window": value.window,
    }


def _json(value: Scalar) -> Json:
    return list(value) if isinstance(value, tuple) else value
