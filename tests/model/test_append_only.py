"""What was decided, paid and handed in is never altered, removed or replaced through the program."""

from __future__ import annotations

from typing import Any

import pytest
from sqlcipher3 import dbapi2

from app.model import tables
from app.model.db import Database
from app.model.writing import Write
from tests.model import making
from tests.model.making import AUTHOR, NOW

PROTECTED: tuple[type[tables.Table], ...] = (
    tables.Event,
    tables.Decision,
    tables.Evidence,
    tables.Payout,
    tables.PayoutUnit,
    tables.Charge,
)
# Columns that tell where a row stands; everything else is what was agreed, and final.
MOVABLE = {
    tables.Decision: {
        "state", "answered_at", "approved_by_id", "approved_at", "valid_until_at", "event_seq",
    },
    tables.Evidence: {"kind", "party", "pinned", "withdrawn", "judgement", "event_seq"},
    tables.Payout: {
        "state", "method", "reference", "confirmed_by_file", "file_cents", "submitted_at",
        "arrived_at", "ended_at", "intent_key", "event_seq",
    },
    tables.PayoutUnit: set(),
    tables.Charge: {"state", "reference", "arrived_at", "ended_at", "intent_key", "event_seq"},
    tables.Event: set(),
}  # fmt: skip


@pytest.fixture
def full(db: Database) -> Database:
    """A desk with one row in every protected table."""
    with db.write(AUTHOR) as write:
        person = making.staff(write)
        shop = making.shop(write)
        order = making.order(write, shop)
        line = write.insert(tables.OrderLine, order_id=order, position=1)
        ticket = making.ticket(write, shop, order)
        decision = making.decision(write, ticket, person)
        making.evidence(write, ticket, person)
        payout = making.payout(write, ticket, order, decision_id=decision)
        write.insert(tables.PayoutUnit, payout_id=payout, line_id=line, ordinal=1, amount_cents=100)
        write.insert(
            tables.Charge,
            ticket_id=ticket,
            reason="difference",
            amount_cents=5,
            currency="CNY",
            state="planned",
            planned_at=NOW,
        )
        write.event(ticket, "opened")
    return db


def _key(table: type[tables.Table]) -> str:
    return "seq" if table is tables.Event else "id"


def _refused(db: Database, sql: str, params: tuple[Any, ...] = ()) -> str:
    connection = db.connection
    with pytest.raises((dbapi2.IntegrityError, dbapi2.OperationalError)) as refusal:
        connection.execute(sql, params)
    return str(refusal.value)


def _name(table: type[tables.Table]) -> str:
    return str(table._meta.table_name)


def _next(db: Database) -> int:
    return int(db.read().scalar("SELECT max(seq) + 1 FROM event"))


def _rows(db: Database) -> list[Any]:
    return [db.read().find(table) for table in PROTECTED]


@pytest.mark.parametrize("table", PROTECTED)
def test_a_row_is_never_removed(full: Database, table: type[tables.Table]) -> None:
    before = _rows(full)
    assert "append-only" in _refused(full, f"DELETE FROM {_name(table)}")
    assert _rows(full) == before


@pytest.mark.parametrize("table", PROTECTED)
@pytest.mark.parametrize("way", ["REPLACE", "INSERT OR REPLACE"])
def test_a_row_is_never_replaced(full: Database, table: type[tables.Table], way: str) -> None:
    before = _rows(full)
    copy = f"{way} INTO {_name(table)} SELECT * FROM {_name(table)}"
    assert "append-only" in _refused(full, copy)
    assert _rows(full) == before


@pytest.mark.parametrize("table", PROTECTED)
def test_no_column_of_what_was_agreed_can_be_altered(
    full: Database, table: type[tables.Table]
) -> None:
    before = _rows(full)
    names = {field.column_name for field in table._meta.sorted_fields}
    assert MOVABLE[table] <= names
    # Even beside the right event: the guard of the facts must not lean on that of the states.
    beside = "" if table in (tables.Event, tables.PayoutUnit) else f", event_seq = {_next(full)}"
    for name in sorted(names - MOVABLE[table]):
        said = _refused(full, f"UPDATE {_name(table)} SET {name} = {name}{beside}")
        assert "append-only" in said, name
        _refused(full, f"UPDATE {_name(table)} SET {name} = {name}")
    for name in sorted(MOVABLE[table] - {"event_seq"}):
        full.connection.execute(f"UPDATE {_name(table)} SET {name} = {name}{beside}")
        full.connection.execute(f"UPDATE {_name(table)} SET event_seq = {_next(full)}")
    unchanged = [[{**row, "event_seq": 0} for row in rows] for rows in before]
    assert [[{**row, "event_seq": 0} for row in rows] for rows in _rows(full)] == unchanged


@pytest.mark.parametrize("table", [t for t in PROTECTED if MOVABLE[t]])
def test_where_a_row_stands_never_changes_without_its_event(
    full: Database, table: type[tables.Table]
) -> None:
    before = _rows(full)
    for name in sorted(MOVABLE[table] - {"event_seq"}):
        said = _refused(full, f"UPDATE {_name(table)} SET {name} = {name}")
        assert "moves with its event" in said, name
    latest = full.read().scalar("SELECT max(seq) FROM event")
    for wrong in (0, latest, latest + 2):
        said = _refused(full, f"UPDATE {_name(table)} SET event_seq = ?", (wrong,))
        assert "moves with its event" in said, wrong
    assert _rows(full) == before


def test_with_its_event_a_row_moves_on(full: Database) -> None:
    def move(write: Write) -> None:
        write.update(tables.Payout, 1, state="submitted", submitted_at=NOW)
        write.update(tables.Decision, 1, state="accepted")
        write.update(tables.Evidence, 1, kind="chat")
        write.update(tables.Charge, 1, state="arrived")

    with full.write(AUTHOR) as write:
        move(write)
        seq = write.event(1, "pay")
    for table in (tables.Payout, tables.Decision, tables.Evidence, tables.Charge):
        row = full.read().get(table, 1)
        assert row is not None
        assert row["event_seq"] == seq


def test_two_moves_of_one_row_in_one_event_are_one_step(full: Database) -> None:
    with full.write(AUTHOR) as write:
        write.update(tables.Payout, 1, state="submitted")
        write.update(tables.Payout, 1, reference="20261122")
        write.event(1, "pay")
    row = full.read().get(tables.Payout, 1)
    assert row is not None
    assert (row["state"], row["reference"]) == ("submitted", "20261122")


def test_one_intent_decides_once_even_past_the_program(full: Database) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="UNIQUE"), full.write(AUTHOR) as write:
        making.decision(write, 1, 1, round=2, intent_key="k")
