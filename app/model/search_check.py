"""Whether the search index holds what it should: the engine itself makes both sides comparable."""

from __future__ import annotations

from collections.abc import Iterable

from app.model.reading import Reader

_MASK = (1 << 64) - 1


def differing(read: Reader, wanted: Iterable[tuple[int, str]]) -> set[int]:
    """Ids whose terms in the index are not those of the wanted tokens (id, tokens of it).

    The index keeps no text, only terms; a second index of the same making is filled beside it, so
    that whatever the engine does to terms it does to both. Both are told by a sum per id.
    """
    connection = read.connection
    made = read.scalar("SELECT sql FROM sqlite_master WHERE name = 'ticket_search'")
    if made is None:
        return set()
    head = "CREATE VIRTUAL TABLE "
    beside = str(made).replace(head + "ticket_search", head + "temp.wanted_search", 1)
    connection.execute(beside)
    connection.execute(
        "CREATE VIRTUAL TABLE temp.wanted_terms USING fts5vocab('temp', 'wanted_search', 'instance')"
    )
    connection.execute(
        "CREATE VIRTUAL TABLE temp.found_terms USING fts5vocab('main', 'ticket_search', 'instance')"
    )
    try:
        connection.executemany("INSERT INTO temp.wanted_search (rowid, text) VALUES (?, ?)", wanted)
        found = _sums(connection.execute("SELECT term, doc FROM temp.found_terms"))
        expected = _sums(connection.execute("SELECT term, doc FROM temp.wanted_terms"))
    finally:
        connection.execute("DROP TABLE temp.found_terms")
        connection.execute("DROP TABLE temp.wanted_terms")
        connection.execute("DROP TABLE temp.wanted_search")
    return {key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)}


def _sums(terms: Iterable[tuple[str, int]]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for term, key in terms:
        sums[key] = (sums.get(key, 1) + hash(term)) & _MASK
    return sums
