"""Reading rows as plain dictionaries: the same few questions inside and outside a write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2

from app.model import statements
from app.model.storage import told_as
from app.model.tables import Personal, Table

Values: TypeAlias = dict[str, Any]


class Reader:
    """Asks one connection. Rows come back as dictionaries by column name."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a fixed SQL text."""
        try:
            return list(self.connection.execute(sql, tuple(params)).fetchall())
        except dbapi2.Error as error:
            self._tell(error)
            raise

    def scalar(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        try:
            row = self.connection.execute(sql, tuple(params)).fetchone()
        except dbapi2.Error as error:
            self._tell(error)
            raise
        return row[0] if row else None

    def find(self, table: type[Table], **equal: Any) -> list[Values]:
        """The rows whose columns equal the given values, by primary key."""
        names = tuple(sorted(equal))
        keys = statements.columns(table)
        found = self.query(statements.select_by(table, names), tuple(equal[name] for name in names))
        return [dict(zip(keys, row, strict=True)) for row in found]

    def _tell(self, error: Exception) -> None:
        """Raises `StorageProblem` when disk or file are at fault, and not the question."""
        try:
            path = str(self.connection.execute("PRAGMA database_list").fetchone()[2])
        except dbapi2.Error:
            path = "desk.db"
        told = told_as(error, path)
        if told is not None:
            raise told from error

    def one(self, table: type[Table], **equal: Any) -> Values | None:
        """The first such row, or None."""
        rows = self.find(table, **equal)
        return rows[0] if rows else None

    def get(self, table: type[Table], key: int | str) -> Values | None:
        """The row with this primary key, or None."""
        return self.one(table, **{statements.key_column(table): key})

    def personal(self, subject: str, subject_id: int, field: str) -> str:
        """A personal value; empty when it is unknown or erased."""
        row = self.one(Personal, subject=subject, subject_id=subject_id, field=field)
        return str(row["value"] or "") if row else ""

    def personal_fields(self, subject: str, subject_id: int) -> dict[str, str]:
        """All personal values of one subject by field."""
        rows = self.find(Personal, subject=subject, subject_id=subject_id)
        return {str(row["field"]): str(row["value"] or "") for row in rows}
