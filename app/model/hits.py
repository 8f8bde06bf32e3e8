"""The SQL of a search: which tickets of a list hold what was typed, and never more than is read.

The index knows which tickets hold all pairs of neighbouring characters; whether the words
themselves stand in the text is asked of the text, where more than one pair was looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.model.queries import QueueQuery
from app.model.reading import Reader

_FROM_INDEX = "SELECT s.rowid FROM ticket_search s"
_THEIR_TICKETS = " CROSS JOIN ticket ON ticket.id = s.rowid"
_THEIR_TEXTS = " CROSS JOIN ticket_text x ON x.ticket_id = s.rowid"
_WHERE = " WHERE "
_NEWEST = " ORDER BY s.rowid DESC LIMIT ?"
_FROM_LIST = (
    "SELECT ticket.id FROM ticket CROSS JOIN ticket_text x ON x.ticket_id = ticket.id WHERE "
)
_BY_DEADLINE = " ORDER BY due_sort, ticket.id LIMIT ?"
_HOLDS = "instr(x.text, ?) > 0"
_BEGINS = (
    "SELECT ticket_id FROM ticket_number WHERE number >= ? AND number < ?"
    " ORDER BY number DESC LIMIT ?"
)
_ENDS = (
    "SELECT ticket_id FROM ticket_number WHERE reversed >= ? AND reversed < ?"
    " ORDER BY reversed DESC LIMIT ?"
)


def newest(
    read: Reader, query: QueueQuery, match: str, words: Sequence[str], limit: int
) -> list[int]:
    """Ids from the index, newest first, that fit the list; `words` are folded, empty: the index
    alone is right. Stops at `limit`."""
    conditions, params = query.conditions()
    joins = (_THEIR_TICKETS if conditions else "") + (_THEIR_TEXTS if words else "")
    where = " AND ".join(("ticket_search MATCH ?", *conditions, *(_HOLDS for _ in words)))
    sql = _FROM_INDEX + joins + _WHERE + where + _NEWEST
    return _ids(read, sql, (match, *params, *words, limit))


def walked(read: Reader, query: QueueQuery, words: Sequence[str], limit: int) -> list[int]:
    """Ids from the list, by deadline, whose text holds the words: where nearly everything fits the
    words, few rows of a short list are sooner read than thousands of hits."""
    conditions, params = query.conditions()
    where = " AND ".join((*conditions, *(_HOLDS for _ in words)))
    sql = _FROM_LIST + where + _BY_DEADLINE
    return _ids(read, sql, (*params, *words, limit))


def numbered(read: Reader, key: str, limit: int) -> list[int]:
    """Ids of tickets with a number that begins or ends so, higher numbers first."""
    found: list[int] = []
    for sql, part in ((_BEGINS, key), (_ENDS, key[::-1])):
        found += _ids(read, sql, (part, part + "\U0010ffff", limit))
    return found


def phoned(read: Reader, tail: str, limit: int) -> list[int]:
    """Ids of tickets whose buyer's phone ends so, newest first."""
    sql = "SELECT id FROM ticket WHERE phone_tail = ? ORDER BY id DESC LIMIT ?"
    return _ids(read, sql, (tail, limit))


def _ids(read: Reader, sql: str, params: Sequence[Any]) -> list[int]:
    return [int(row[0]) for row in read.query(sql, params)]
