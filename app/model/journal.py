"""Appending to the history: one event, its two chains, the fingerprints of the rows it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from app.domain.history import DESK_CHAIN, GENESIS, Event, Json, canonical, row_digest
from app.model import statements, tables
from app.model.fields import to_instant, to_text
from app.model.reading import Reader

GLOBAL_CHAIN = -1
_JUMP = timedelta(minutes=5)
_BY_NAME = {str(table._meta.table_name): table for table in tables.SEALED}


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, in which role, when (UTC) and by which clock; `zone` is the shop's."""

    staff_id: int
    role: str
    at: datetime
    monotonic_ms: int
    zone: str = "Asia/Shanghai"


def row_name(table: type[tables.Table], key: int) -> str:
    """How an event names a row: `payout:12`."""
    return f"{table._meta.table_name}:{key}"


def table_named(name: str) -> type[tables.Table] | None:
    """The sealed table of this name."""
    return _BY_NAME.get(name)


def fingerprint(table: type[tables.Table], row: Mapping[str, Any]) -> str:
    """The fingerprint of a row as read from the database."""
    later = table.later_columns
    kept = {
        k: _plain(v)
        for k, v in row.items()
        if k not in table.unsealed_columns and not (k in later and v == later[k])
    }
    return row_digest(str(table._meta.table_name), kept)


def _plain(value: Any) -> Json:
    # Booleans come back from SQLite as 0 and 1; a value of a kind no column holds (an outside
    # tool can put a real number anywhere) must still get a fingerprint, and a wrong one.
    if value is None or isinstance(value, str):
        return value
    return int(value) if isinstance(value, bool | int) else f"‹{type(value).__name__}›{value!r}"


def append(
    connection: Any,
    author: Author,
    chain: int,
    kind: str,
    data: Mapping[str, Json],
    touched: Iterable[tuple[type[tables.Table], int]],
) -> int:
    """Write one event with the fingerprints of the touched rows; returns its global number.

    Runs inside the caller's transaction. Money, decision and evidence rows learn the number of
    the event that changed them.
    """
    read = Reader(connection)
    count, head, _ = _head(read, chain)
    seq, global_head, last_at = _head(read, GLOBAL_CHAIN)
    seq += 1
    rows = dict(_fingerprints(read, touched))
    before = to_instant(last_at)
    event = Event(
        seq=seq,
        chain=chain,
        chain_seq=count + 1,
        kind=kind,
        actor=author.staff_id,
        role=author.role,
        at=to_text(author.at) or "",
        zone=author.zone,
        monotonic_ms=author.monotonic_ms,
        clock_suspect=before is not None and author.at < before - _JUMP,
        data=canonical(dict(data)),
        rows=canonical(dict(rows)),
        prev_hash=head,
    )
    own = event.computed_hash()
    sealed = _with_hash(event, own)
    link = sealed.computed_global_hash(global_head)
    values = {**_columns(sealed), "global_hash": link}
    connection.execute(*statements.insert(tables.Event, values))
    _set_head(connection, chain, count + 1, own)
    _set_head(connection, GLOBAL_CHAIN, seq, link)
    return seq


def _with_hash(event: Event, own: str) -> Event:
    return replace(event, hash=own)


def _columns(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in statements.columns(tables.Event)}


def _head(read: Reader, chain: int) -> tuple[int, str, str | None]:
    row = read.get(tables.ChainHead, chain)
    last_at = None
    if chain == GLOBAL_CHAIN and row:
        last_at = read.scalar("SELECT at FROM event WHERE seq = ?", (row["count"],))
    return (int(row["count"]), str(row["hash"]), last_at) if row else (0, GENESIS, last_at)


def next_seq(read: Reader) -> int:
    """The number the next event will get."""
    return int(read.scalar("SELECT coalesce(max(seq), 0) + 1 FROM event"))


def _set_head(connection: Any, chain: int, count: int, head: str) -> None:
    connection.execute(
        "INSERT INTO chain_head (chain, count, hash) VALUES (?, ?, ?)"
        " ON CONFLICT (chain) DO UPDATE SET count = excluded.count, hash = excluded.hash",
        (chain, count, head),
    )


def _fingerprints(
    read: Reader, touched: Iterable[tuple[type[tables.Table], int]]
) -> Iterable[tuple[str, str]]:
    for table, key in touched:
        row = read.get(table, key)
        yield row_name(table, key), fingerprint(table, row) if row else ""


def load_events(read: Reader, chain: int | None = None) -> Iterable[Event]:
    """The events of one chain, or all of them, in order."""
    names = statements.columns(tables.Event)
    if chain is None:
        cursor = read.connection.execute(
            "SELECT seq, chain, chain_seq, kind, actor, role, at, zone, monotonic_ms,"
            " clock_suspect, data, rows, prev_hash, hash_version, hash, global_hash"
            " FROM event ORDER BY seq"
        )
    else:
        cursor = read.connection.execute(
            "SELECT seq, chain, chain_seq, kind, actor, role, at, zone, monotonic_ms,"
            " clock_suspect, data, rows, prev_hash, hash_version, hash, global_hash"
            " FROM event WHERE chain = ? ORDER BY seq",
            (chain,),
        )
    for row in cursor:
        values = dict(zip(names, row, strict=True))
        if values["clock_suspect"] in (0, 1):  # any other value was put there from outside
            values["clock_suspect"] = bool(values["clock_suspect"])
        yield Event(**values)


__all__ = [
    "DESK_CHAIN",
    "GLOBAL_CHAIN",
    "Author",
    "append",
    "fingerprint",
    "load_events",
    "row_name",
    "table_named",
]
