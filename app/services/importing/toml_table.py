"""A TOML table that is read with its types checked and complains about keys nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, TypeVar, overload

E = TypeVar("E", bound=StrEnum)


class FormatError(ValueError):
    """A format file is not valid: a mistake of its author, not of the user's file."""


class Table:
    """One table of a TOML file. Every reader raises `FormatError` with file and key."""

    def __init__(self, data: dict[str, object], where: str) -> None:
        self.where = where
        self._data = data
        self._asked: set[str] = set()

    def names(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(self._data)

    def is_list(self, key: str) -> bool:
        return isinstance(self._data.get(key), list)

    def finished(self) -> None:
        """Refuse the keys that were never asked for."""
        if unknown := [key for key in self._data if key not in self._asked]:
            raise FormatError(f"{self.where}: unknown keys {', '.join(unknown)}")

    @overload
    def text(self, key: str) -> str: ...
    @overload
    def text(self, key: str, *, optional: Literal[True]) -> str | None: ...
    def text(self, key: str, *, optional: bool = False) -> str | None:
        value = self._get(key)
        if value is None and optional:
            return None
        if not isinstance(value, str) or not value:
            raise FormatError(f"{self.where}: {key} is not a text")
        return value

    def words(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts, not empty unless `optional`."""
        value = self._get(key)
        if value is None and optional:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise FormatError(f"{self.where}: {key} is not a list of texts")
        if not value and not optional:
            raise FormatError(f"{self.where}: {key} is empty")
        return tuple(value)

    def whole(self, key: str) -> int:
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise FormatError(f"{self.where}: {key} is not a whole number")
        return value

    def truth(self, key: str) -> bool:
        """True or false; false when it is not there."""
        value = self._get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise FormatError(f"{self.where}: {key} is neither true nor false")
        return value

    def day(self, key: str) -> date:
        value = self._get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise FormatError(f"{self.where}: {key} is not a day")
        return value

    @overload
    def choice(self, key: str, allowed: Sequence[str]) -> str: ...
    @overload
    def choice(
        self, key: str, allowed: Sequence[str], *, optional: Literal[True]
    ) -> str | None: ...
    def choice(self, key: str, allowed: Sequence[str], *, optional: bool = False) -> str | None:
        value = self.text(key, optional=True) if optional else self.text(key)
        if value is not None and value not in allowed:
            raise FormatError(f"{self.where}: {key} is not one of {', '.join(allowed)}")
        return value

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """A regular expression with one group, or None when it is not there."""
        source = self.text(key, optional=True)
        if source is None:
            return None
        try:
            pattern = re.compile(source)
        except re.error as error:
            raise FormatError(f"{self.where}: {key}: {error}") from error
        if pattern.groups != 1:
            raise FormatError(f"{self.where}: {key} needs exactly one group")
        return pattern

    @overload
    def enum(self, key: str, kind: type[E]) -> E: ...
    @overload
    def enum(self, key: str, kind: type[E], *, optional: Literal[True]) -> E | None: ...
    def enum(self, key: str, kind: type[E], *, optional: bool = False) -> E | None:
        value = self.text(key, optional=True) if optional else self.text(key)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError:
            raise FormatError(f"{self.where}: {key} {value!r} is no {kind.__name__}") from None

    def among(self, key: str, values: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
        """The values, each of which must be known."""
        chosen = tuple(values)
        if missing := [value for value in chosen if value not in known]:
            raise FormatError(f"{self.where}: {key}: no column for {', '.join(missing)}")
        return chosen

    def table(self, key: str, *, optional: bool = False) -> Table:
        value = self._get(key)
        if value is None and optional:
            value = {}
        if not isinstance(value, dict):
            raise FormatError(f"{self.where}: {key} is not a table")
        return Table(value, f"{self.where} [{key}]")

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a `[[key]]` array, possibly none."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise FormatError(f"{self.where}: {key} is not an array of tables")
        return tuple(Table(v, f"{self.where} [[{key}]] {n}") for n, v in enumerate(value, 1))

    def _get(self, key: str) -> object:
        self._asked.add(key)
        return self._data.get(key)
