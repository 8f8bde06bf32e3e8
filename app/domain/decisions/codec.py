"""Frozen domain data to canonical JSON and back: sorted keys, integers and text, never floats.

A field that a later version added is absent in older text and takes its default; anything the
program does not know is refused, because a decision that is read wrongly pays wrongly.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from app.errors import RuleViolation
from app.i18n import _


def dumps(value: Mapping[str, object]) -> str:
    """Canonical JSON: the same data is always the same text."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def loads(text: str) -> dict[str, object]:
    """The object in a JSON text. Raises `RuleViolation` when it is not one or holds a float."""
    try:
        value = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    except ValueError as error:
        raise RuleViolation(
            _("方案记录无法读取：不是有效的 JSON。"), _("请用最近一次备份核对。")
        ) from error
    if not isinstance(value, dict):
        raise unreadable("{}")
    return value


def pack(value: object) -> object:
    """A frozen dataclass (or what its fields hold) as plain JSON values."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (tuple, list)):
        return [pack(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): pack(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: pack(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be stored with a decision")


def unpack(kind: Any, value: object) -> Any:
    """JSON values back into `kind`, a dataclass or the type of one of its fields.

    Raises `RuleViolation` naming the first part that does not fit.
    """
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _unpack_union(typing.get_args(kind), value)
    if origin is tuple and isinstance(value, list):
        item = typing.get_args(kind)[0]
        return tuple(unpack(item, part) for part in value)
    if origin is dict and isinstance(value, dict):
        item = typing.get_args(kind)[1]
        return {key: unpack(item, part) for key, part in value.items()}
    if isinstance(kind, type):
        return _unpack_plain(kind, value)
    raise unreadable(str(value))


def _unpack_union(members: tuple[Any, ...], value: object) -> Any:
    if value is None and type(None) in members:
        return None
    for member in members:
        if type(value) is member or member not in (int, str, bool, type(None)):
            return unpack(member, value)
    raise unreadable(str(value))


def _unpack_plain(kind: type, value: object) -> Any:
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise unreadable(kind.__name__)
        known = _field_types(kind)
        strange = value.keys() - known.keys()
        if strange:
            raise unreadable(min(strange))
        try:
            return kind(**{name: unpack(known[name], part) for name, part in value.items()})
        except TypeError as error:
            raise unreadable(kind.__name__) from error
    if issubclass(kind, StrEnum):
        try:
            return kind(str(value))
        except ValueError as error:
            raise unreadable(str(value)) from error
    if type(value) is not kind:
        raise unreadable(str(value))
    return value


@cache
def _field_types(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def unreadable(what: str) -> RuleViolation:
    """The refusal for a record this version cannot read."""
    return RuleViolation(
        _("方案记录里的「{what}」这个版本读不懂，没有作任何改动。").format(what=what),
        _("如果它来自更新的版本，请先升级程序。"),
    )


def _no_float(text: str) -> object:
    raise ValueError(text)
