"""Column names as platforms write them, brought to one form, and columns found by name.

A platform moves, adds and renames columns between two exports; nothing is found by position.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.services.importing.values import Cell, text

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """One form for a name: half-width, without blanks, required-mark stars and 帐/账 variants."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name))
    return plain.strip("*'`").replace("帐", "账").casefold()


def keys(row: Sequence[Cell]) -> tuple[str, ...]:
    """The normal form of every cell of a header row; the second of two equal names gets `#2`."""
    seen: dict[str, int] = {}
    result = []
    for cell in row:
        name = normal(text(cell) or "")
        seen[name] = count = seen.get(name, 0) + 1
        result.append(name if count == 1 or not name else f"{name}#{count}")
    return tuple(result)


def places(row_keys: Sequence[str], names: Iterable[str]) -> tuple[int, ...]:
    """The positions of those `names` (normal form, in order of preference) that the row has."""
    return tuple(row_keys.index(name) for name in names if name in row_keys)
