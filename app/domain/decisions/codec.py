"""Frozen domain data to canonical JSON and back: sorted keys, integers and text, never floats.

A field that a later version added is absent in older text and takes its default; anything the
program does not know is refused, because a decision that is read wrongly pays wrongly.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from app.errors import RuleViolation
from app.i18n import _

Reader = Callable[[object], Any]


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
        return {name: pack(getattr(value, name)) for name in _field_names(type(value))}
    raise TypeError(f"{type(value).__name__} cannot be stored with a decision")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; asked for every part of every decision that is stored."""
    return tuple(field.name for field in fields(kind))


def unpack(kind: Any, value: object) -> Any:
    """JSON values back into `kind`, a dataclass or the type of one of its fields.

    Raises `RuleViolation` naming the first part that does not fit.
    """
    return _reader(kind)(value)


@cache
def _reader(kind: Any) -> Reader:
    """How to read one type; worked out once, as every opened ticket reads its decisions."""
    origin, members = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _union_reader(members)
    if origin is tuple:
        return _tuple_reader(_reader(members[0]))
    if origin is dict:
        return _dict_reader(_reader(members[1]))
    if is_dataclass(kind):
        return _record_reader(kind)
    if issubclass(kind, StrEnum):
        return _enum_reader(kind)
    return _plain_reader(kind)


def _union_reader(members: tuple[Any, ...]) -> Reader:
    plain = tuple(member for member in members if member in (int, str, bool))
    others = [_reader(m) for m in members if m not in plain and m is not type(None)]
    optional = type(None) in members

    def read(value: object) -> Any:
        if (value is None and optional) or type(value) in plain:
            return value
        if not others:
            raise unreadable(str(value))
        return others[0](value)

    return read


def _tuple_reader(item: Reader) -> Reader:
    def read(value: object) -> Any:
        if not isinstance(value, list):
            raise unreadable(str(value))
        return tuple(item(part) for part in value)

    return read


def _dict_reader(item: Reader) -> Reader:
    def read(value: object) -> Any:
        if not isinstance(value, dict):
            raise unreadable(str(value))
        return {key: item(part) for key, part in value.items()}

    return read


def _record_reader(kind: Any) -> Reader:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(value: object) -> Any:
        if not isinstance(value, dict):
            raise unreadable(str(value))
        strange = value.keys() - readers.keys()
        if strange:
            raise unreadable(min(strange))
        try:
            return kind(**{name: readers[name](part) for name, part in value.items()})
        except TypeError as error:  # a field without a default is missing
            raise unreadable(kind.__name__) from error

    return read


def _enum_reader(kind: type[StrEnum]) -> Reader:
    members = {member.value: member for member in kind}

    def read(value: object) -> Any:
        if not isinstance(value, str) or value not in members:
            raise unreadable(str(value))
        return members[value]

    return read


def _plain_reader(kind: type) -> Reader:
    def read(value: object) -> Any:
        if type(value) is not kind:
            raise unreadable(str(value))
        return value

    return read


def unreadable(what: str) -> RuleViolation:
    """The refusal for a record this version cannot read."""
    return RuleViolation(
        _("方案记录里的「{what}」这个版本读不懂，没有作任何改动。").format(what=what),
        _("如果它来自更新的版本，请先升级程序。"),
    )


def _no_float(text: str) -> object:
    raise ValueError(text)
