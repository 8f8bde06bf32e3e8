"""Reading rows as plain dictionaries: the same few questions inside and outside a write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from app.model import statements
from app.model.tables import Personal, Table

Values: TypeAlias = dict[str, Any]


class Reader:
    """Asks one connection. Rows come back as dictionaries by column name."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a fixed SQL text."""
        return list(self.connection.execute(sql, tuple(params)).fetchall())

    def scalar(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.connection.execute(sql, tuple(params)).fetchone()
        return row[0] if row else None

    def find(self, table: type[Table], **equal: Any) -> list[Values]:
        """The rows whose columns equal the given values, by primary key."""
        names = tuple(sorted(equal))
        sql = statements.select_by(table, names)
        keys = statements.columns(table)
        found = self.connection.execute(sql, tuple(equal[name] for name in names)).fetchall()
        return [dict(zip(keys, row, strict=True)) for row in found]

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
