"""Asking the search index: which tickets of a list fit what somebody typed, in the list's order."""

from __future__ import annotations

from dataclasses import replace

from app.model import hits, search
from app.model.queries import QueueQuery
from app.model.reading import Reader

MOST_HITS = 2000  # more than anybody reads; whoever counts them must then say "and more"


def found(read: Reader, text: str, query: QueueQuery) -> tuple[int, ...]:
    """Ids of the list's tickets that fit, in its order, at most `MOST_HITS`.

    What looks like a number is looked for among the numbers too, by how they begin and end; four
    digits are a phone's tail as well.
    """
    numbers = _by_number(read, text)
    if query.newest_first or query.ended:
        ids = _newest(read, text, query, MOST_HITS)
        if numbers:
            ids = sorted({*ids, *_among(read, numbers, query)}, reverse=True)[:MOST_HITS]
        return tuple(ids)
    ids = _newest(read, text, QueueQuery(newest_first=True), MOST_HITS + 1)
    if len(ids) > MOST_HITS:
        ids = hits.walked(read, query, _words(text), MOST_HITS)
        if not numbers:
            return tuple(ids)
    return tuple(_among(read, {*ids, *numbers}, query))


def _newest(read: Reader, text: str, query: QueueQuery, limit: int) -> list[int]:
    match = search.match(text)
    if match is None:
        return []
    words = () if search.is_exact(text) else _words(text)
    return hits.newest(read, query, match, words, limit)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(search.fold(part) for part in text.split()))


def _by_number(read: Reader, text: str) -> set[int]:
    if not search.looks_like_number(text):
        return set()
    key = search.number_key(text)
    ids = set(hits.numbered(read, key, MOST_HITS))
    if len(key) == 4 and key.isdigit():
        ids |= set(hits.phoned(read, key, MOST_HITS))
    return ids


def _among(read: Reader, ids: set[int], query: QueueQuery) -> list[int]:
    """Those of the ids that are in the list, in its order; a list of everything has them all."""
    if not ids or not query.conditions()[0]:
        return list(ids)
    return replace(query, ids=tuple(ids)).page(read, 0, MOST_HITS)
