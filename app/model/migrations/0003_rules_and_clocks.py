"""Cases, rules, calendars, clocks and talk. Frozen: see the first step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


def up(_migrator: Any, db: Any) -> None:
    """Add what the third shape has more than the second."""
    tables = (_HERE / "0003_tables.sql").read_text(encoding="utf-8")
    for statement in _statements(tables.replace("SERIAL_KEY", "INTEGER PRIMARY KEY"), ";\n"):
        db.execute_sql(statement)
    for statement in _statements(
        (_HERE / "0003_sqlite.sql").read_text(encoding="utf-8"), "\n--;\n"
    ):
        db.execute_sql(statement)


def _statements(text: str, end: str) -> list[str]:
    return [part.strip() for part in text.split(end) if part.strip()]
