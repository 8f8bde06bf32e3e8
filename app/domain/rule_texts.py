"""Finding the built-in text behind a citation: by its id, else by the source as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.checks import Cited
from app.domain.rulepack import RuleNote

_BOOK = re.compile(r"《(.+?)》")
_ARTICLE = re.compile(r"第\s*([\d、，,和至\-–]+)\s*条")
_STATE = "中华人民共和国"


def note_behind(cited: Cited, notes: Iterable[RuleNote]) -> RuleNote | None:
    """The text a citation rests on; None when the program does not carry it.

    `《消费者权益保护法》第 24 条` finds the note of Article 24 of that law.
    """
    known = tuple(notes)
    by_id = next((one for one in known if cited.note and one.id == cited.note), None)
    if by_id is not None:
        return by_id
    wanted = articles(cited.source)
    book = _book(cited.source)
    if not book or not wanted:
        return None
    return next(
        (one for one in known if _book(one.source) == book and wanted & articles(one.article)),
        None,
    )


def _book(text: str) -> str:
    found = _BOOK.search(text)
    return found.group(1).removeprefix(_STATE) if found else ""


def articles(text: str) -> frozenset[int]:
    """`第 19、30 条` → {19, 30}; `第52至54条` → {52, 53, 54}; empty when no article is named."""
    found: set[int] = set()
    for numbers in _ARTICLE.findall(text):
        for part in re.split(r"[、，,和]", numbers):
            ends = [int(one) for one in re.split(r"[至\-–]", part) if one.isdecimal()]
            if ends:
                found.update(range(ends[0], ends[-1] + 1))
    return frozenset(found)
