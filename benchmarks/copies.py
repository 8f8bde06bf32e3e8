"""A million tickets in minutes: the rows of the first ones written again by the engine itself.

Each copy has ids, numbers and days of its own; goods, words and names return. The events of copies
carry the hashes of the first ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from app.model import journal, statements, tables

Texts = Sequence[tuple[int, str]]

_TABLES: Final[tuple[tuple[type[tables.Table], str], ...]] = (
    (tables.Buyer, "id"),
    (tables.Personal, "subject_id"),
    (tables.Order, "id"),
    (tables.OrderStatement, "order_id"),
    (tables.OrderLine, "order_id"),
    (tables.Ticket, "id"),
    (tables.PlatformClaim, "ticket_id"),
    (tables.TicketLine, "ticket_id"),
    (tables.TicketUnit, "ticket_id"),
    (tables.Event, "chain"),
    (tables.ChainHead, "chain"),
    (tables.TicketNumber, "ticket_id"),
    (tables.TicketText, "ticket_id"),
)
"""Every table with a row for each ticket, and the column that counts with the tickets."""
_KEYS: Final = frozenset(
    ("buyer_id", "order_id", "line_id", "ticket_id", "subject_id", "chain", "seq")
)
_NUMBERS: Final = {
    "number": "number",
    "order_no": "order_no",
    "claim_no": "claim_no",
    "tracking": "tracking",
    "number_reversed": "number",
    "reversed": "number",
}
_OWN = re.compile(r"(AS-\d{6}-)(\d+)")


def copy(connection: Any, texts: Texts, first: int, tickets: int, step: float) -> None:
    """Go on from the first tickets until there are so many; within a transaction.

    `texts` are the entries of the search index; `step` is the seconds between two tickets.
    """
    made: list[str] = []
    for table, _counted in _TABLES:
        made += _without_indexes(connection, _name(table))
    connection.create_function("another", 3, _another)
    connection.create_function("backwards", 1, _backwards)
    for number, offset in enumerate(range(first, tickets, first), start=1):
        count = min(first, tickets - offset)
        for table, counted in _TABLES:
            sql = _again(table, counted)
            connection.execute(sql, (offset, number, f"+{round(offset * step)} seconds", count))
        connection.executemany(
            "INSERT INTO ticket_search (rowid, text) VALUES (?, ?)", _moved(texts, offset, count)
        )
    for sql in made:
        connection.execute(sql)


def _name(table: type[tables.Table]) -> str:
    return journal.row_name(table, 0).partition(":")[0]


def _without_indexes(connection: Any, name: str) -> list[str]:
    """Take what slows a flood of rows off a table; the SQL that puts it back."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
        " AND (type = 'index' OR type = 'trigger' AND name LIKE '%never_replaced')",
        (name,),
    ).fetchall()
    for kind, named, _sql in found:
        connection.execute(f'DROP {kind} "{named}"')  # names of the desk's own tables
    return [sql for _kind, _name, sql in found]


def _again(table: type[tables.Table], counted: str) -> str:
    """One statement: the first rows once more. ?1 how far on, ?2 which copy, ?3 later by, ?4 how
    many tickets."""
    names = [name for name in statements.columns(table) if name != "id" or counted == "id"]
    values = ", ".join(_value(name, counted) for name in names)
    whole = _name(table)
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        f'INSERT INTO "{whole}" ({columns}) SELECT {values} FROM "{whole}"'
        f' WHERE "{counted}" BETWEEN 1 AND ?4'
    )


def _value(name: str, counted: str) -> str:
    if name == counted or name in _KEYS:
        return f'"{name}" + ?1'
    if name in _NUMBERS:
        other = f'another("{_NUMBERS[name]}", ?1, ?2)'
        return f"backwards({other})" if name.endswith("reversed") else other
    if name == "at" or (name.endswith("_at") and name != "due_at"):
        return f"strftime('%Y-%m-%dT%H:%M:%SZ', \"{name}\", ?3)"
    return f'"{name}"'


def _another(text: str, offset: int, number: int) -> str:
    """A number of the same kind that no other copy has."""
    own = _OWN.fullmatch(text)
    if own:
        return f"{own[1]}{int(own[2]) + offset:07d}"
    return f"{text[:2]}{(int(text[2:5]) + number) % 1000:03d}{text[5:]}" if text else text


def _backwards(text: str) -> str:
    return text[::-1]


def _moved(texts: Texts, offset: int, count: int) -> Iterator[tuple[int, str]]:
    return ((key + offset, text) for key, text in texts[:count])
