"""The first shape of a desk. Frozen: later changes come as later steps.

The tables are portable SQL; what only one engine knows (the search index, the triggers) stands
apart, so that another engine can bring its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


def up(_migrator: Any, db: Any) -> None:
    """Make every table, index and trigger."""
    tables = (_HERE / "0001_tables.sql").read_text(encoding="utf-8")
    for statement in _statements(tables.replace("SERIAL_KEY", "INTEGER PRIMARY KEY"), ";\n"):
        db.execute_sql(statement)
    for statement in _statements(
        (_HERE / "0001_sqlite.sql").read_text(encoding="utf-8"), "\n--;\n"
    ):
        db.execute_sql(statement)


def _statements(text: str, end: str) -> list[str]:
    return [part.strip() for part in text.split(end) if part.strip()]
