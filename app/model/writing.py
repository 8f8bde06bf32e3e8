"""One write: rows in, an event with their fingerprints, what changed for those who watch."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.history import Json, personal_digest
from app.errors import RuleViolation
from app.i18n import _
from app.model import journal, statements, tables
from app.model.reading import Reader, Values


@dataclass(frozen=True, slots=True)
class Changes:
    """What one write changed: ids by kind of thing, or everything."""

    kinds: Mapping[str, frozenset[int]] = field(default_factory=dict)
    everything: bool = False

    def touches(self, kind: str, key: int | None = None) -> bool:
        """Whether this kind (and this one of it) may look different now."""
        if self.everything:
            return True
        keys = self.kinds.get(kind, frozenset())
        return bool(keys) if key is None else key in keys


class Write(Reader):
    """An open write transaction. Every sealed row it changes must end in an event."""

    def __init__(self, connection: Any, author: journal.Author) -> None:
        super().__init__(connection)
        self.author = author
        self._unsealed: dict[tuple[type[tables.Table], int], None] = {}
        self._touched: dict[str, set[int]] = {}
        self.everything = False
        self._broken = False

    @contextlib.contextmanager
    def joined(self) -> Iterator[None]:
        """A write inside this one: when it fails, this one must not be committed without it."""
        try:
            yield
        except BaseException:
            self._broken = True
            raise

    def insert(self, table: type[tables.Table], **values: Any) -> int:
        """Add a row; returns its id. Raises `KeyError` for an unknown column."""
        self._promise_event(table, values)
        cursor = self._run(*statements.insert(table, values))
        key = int(cursor.lastrowid)
        self._changed(table, key)
        return key

    def update(self, table: type[tables.Table], key: int, **values: Any) -> None:
        """Change columns of a row that exists. Raises `LookupError` when it does not."""
        self._promise_event(table, values)
        cursor = self._run(*statements.update(table, key, values))
        if cursor.rowcount != 1:
            raise LookupError(f"{table.__name__} {key}")
        self._changed(table, key)

    def _run(self, sql: str, params: tuple[Any, ...]) -> Any:
        """Raises `RuleViolation` for a text or number the database cannot hold."""
        try:
            return self.connection.execute(sql, params)
        except (UnicodeEncodeError, OverflowError) as error:
            raise RuleViolation(
                _("填写的内容里有不能保存的字符或过大的数字，没有写入。"),
                _("请删掉最近粘贴的特殊符号，核对金额和件数后再试。"),
            ) from error

    def delete(self, table: type[tables.Table], key: int) -> None:
        """Remove a row of a table that allows it."""
        self.connection.execute(statements.delete_by_key(table), (key,))
        self._changed(table, key)

    def execute(self, sql: str, params: tuple[Any, ...] = ()) -> int:
        """Run a fixed SQL text on tables without fingerprints; returns the rows it changed."""
        return int(self.connection.execute(sql, params).rowcount)

    def reseal(self, table: type[tables.Table], key: int) -> None:
        """Have the next event take the fingerprint of this row too."""
        self._changed(table, key)

    def _promise_event(self, table: type[tables.Table], values: dict[str, Any]) -> None:
        # Money, decisions and evidence name the event that changes them before it is written;
        # a trigger refuses any change that does not.
        if "event_seq" in table.unsealed_columns:
            values["event_seq"] = journal.next_seq(self)

    def _changed(self, table: type[tables.Table], key: int) -> None:
        if table.sealed:
            self._unsealed[table, key] = None

    def set_personal(self, subject: str, subject_id: int, name: str, value: str) -> str:
        """Keep a personal value in the side table; returns the digest an event may hold.

        An unchanged value touches nothing; an empty value for something unknown is not stored.
        """
        row = self.one(tables.Personal, subject=subject, subject_id=subject_id, field=name)
        if row is not None and row["value"] == value:
            return str(row["digest"])
        if row is None and not value:
            return ""
        salt = secrets.token_hex(16)
        values: Values = {
            "value": value,
            "salt": salt,
            "digest": personal_digest(salt, value),
            "erased_at": None,
        }
        if row is None:
            self.insert(
                tables.Personal, subject=subject, subject_id=subject_id, field=name, **values
            )
        else:
            self.update(tables.Personal, int(row["id"]), **values)
        return str(values["digest"])

    def event(self, chain: int, kind: str, data: Mapping[str, Json] | None = None) -> int:
        """Append to the history of a ticket (its id) or of the desk (0) what was just done.

        Takes the fingerprints of every row changed since the last event of this write.
        """
        touched = tuple(self._unsealed)
        seq = journal.append(self.connection, self.author, chain, kind, data or {}, touched)
        self._unsealed.clear()
        if chain:
            self.touch("ticket", chain)
        return seq

    def touch(self, kind: str, key: int) -> None:
        """Tell watchers, after the commit, that this thing looks different now."""
        self._touched.setdefault(kind, set()).add(key)

    def finish(self) -> Changes:
        """What to announce. Raises `RuntimeError` when half a verb or an unsealed row would stay."""
        if self._broken:
            raise RuntimeError("a write inside this one failed and nobody undid it")
        if self._unsealed:
            names = ", ".join(journal.row_name(table, key) for table, key in self._unsealed)
            raise RuntimeError(f"changed without an event: {names}")
        if self.everything:
            return Changes(everything=True)
        return Changes({kind: frozenset(keys) for kind, keys in self._touched.items()})
