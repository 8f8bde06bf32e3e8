"""Rows of talk, parcels, repairs, charges and promises: an outside edit of each is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.clock import FixedClock
from app.model import tables
from app.model.db import Database
from app.paths import Paths
from app.services import build
from tests.services.bench import NOON, Bench
from tests.services.everything import live_through_everything

OUTWARD = (
    tables.Charge,
    tables.ChargeUnit,
    tables.CounterOffer,
    tables.Dispatch,
    tables.DispatchLine,
    tables.Obligation,
    tables.RepairOrder,
)
CHANGED = {
    "charge": "amount_cents = amount_cents + 1",
    "charge_unit": "ordinal = ordinal + 1",
    "counter_offer": "amount_cents = 1",
    "decision": "valid_until_at = '2099-01-01T00:00:00Z'",
    "dispatch": "tracking = tracking || '0'",
    "dispatch_line": "quantity = quantity + 1",
    "obligation": "discount_cents = 0",
    "repair_order": "quote_cents = quote_cents - 1",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has met every kind of event, closed."""
    folder = tmp_path_factory.mktemp("lived") / "desk"
    bench = Bench(folder)
    live_through_everything(bench)
    assert bench.faults() == []
    bench.close()
    return folder


def _named_after(kept: Path, folder: Path, sql: str) -> list[str]:
    """Where `verify` finds a fault after an outside tool has run this on a copy of the desk."""
    shutil.copytree(kept, folder)
    tool = dbapi2.connect(str(folder / "desk.db"), isolation_level=None)
    guards = tool.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in guards:
        tool.execute(f'DROP TRIGGER "{name}"')
    assert tool.execute(sql).rowcount > 0
    for _name, text in guards:
        tool.execute(text)
    tool.close()
    db = Database.open(folder / "desk.db")
    try:
        return [f.place for f in build(db, Paths(folder), FixedClock(NOON)).verify.run().faults]
    finally:
        db.close()


@pytest.mark.parametrize("table", sorted(CHANGED))
def test_a_changed_row_is_named(kept: Path, tmp_path: Path, table: str) -> None:
    sql = f"UPDATE {table} SET {CHANGED[table]} WHERE id = 1"
    assert f"{table}:1" in _named_after(kept, tmp_path / "desk", sql)


@pytest.mark.parametrize("table", [str(table._meta.table_name) for table in OUTWARD])
def test_a_row_that_is_gone_is_named(kept: Path, tmp_path: Path, table: str) -> None:
    sql = f"DELETE FROM {table} WHERE id = 1"
    assert f"{table}:1" in _named_after(kept, tmp_path / "desk", sql)


@pytest.mark.parametrize("table", OUTWARD)
def test_a_row_from_outside_is_named(kept: Path, tmp_path: Path, table: type[tables.Table]) -> None:
    name = str(table._meta.table_name)
    columns = [field.column_name for field in table._meta.sorted_fields]
    # The piece of a charge is named once: the copy names another.
    copied = [
        {"id": "999", "ordinal": "ordinal + 7"}.get(column, f'"{column}"')
        if name == "charge_unit" or column == "id"
        else f'"{column}"'
        for column in columns
    ]
    sql = f"INSERT INTO {name} SELECT {', '.join(copied)} FROM {name} WHERE id = 1"
    assert f"{name}:999" in _named_after(kept, tmp_path / "desk", sql)
