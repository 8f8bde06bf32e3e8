"""Two hundred random edits with an outside tool: `verify` names every one."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from app.clock import FixedClock
from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.evidence import EvidenceKind, Party
from app.domain.history import Fault
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import Remedy
from app.domain.ticket import TicketFilter, View
from app.model import statements, tables
from app.model.db import Database
from app.model.fields import FlagField
from app.paths import Paths
from app.services import build
from tests.services.test_shop_addresses import REFUNDS

EDITS = 200
# A draft is nobody's decision; what clocks were last counted by is found out anew every minute.
NOT_CHECKED = {"draft", "reckoning"}
NOW = datetime(2024, 6, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a bit of everything, closed."""
    folder = tmp_path_factory.mktemp("desk")
    db = Database.open(folder / "desk.db")
    services = build(db, Paths(folder), FixedClock(NOW))
    services.staff.act_as("小周")
    data = REFUNDS.parent
    for name in ("taobao_ExportOrderList_gbk.csv", "taobao_ExportOrderDetailList_gbk.csv"):
        services.importing.apply(services.importing.read([data / name]))
    services.importing.apply(services.importing.read([REFUNDS]))
    for summary in services.queue.page(TicketFilter(view=View.NEW), 0, 2):
        services.evidence.add_bytes(
            summary.id, b"chat", "c.txt", EvidenceKind.CHAT, Party.BUYER, "聊天"
        )
        ticket = services.tickets.get(summary.id)
        situation = services.decide.situation(ticket)
        kind = by_remedy(Remedy.REFUND_ONLY)
        choices = kind.draft_defaults(ticket.order, ticket.order_money, situation, Asked.of(ticket))
        ticket = services.decide.decide(
            DecisionDraft(
                ticket.id, ticket.version, f"k{ticket.id}", choices,
                message="好的", guard_reason="照片清楚", agreed=True,
            )
        )  # fmt: skip
        due = tuple(p.id for p in ticket.payouts if p.state is MoneyState.PLANNED)
        services.payouts.pay(
            ticket.id, ticket.version, due, PayMethod.ORIGINAL, "T1", f"p{ticket.id}"
        )
    services.sweep.run()  # clocks are held to their limits once somebody has looked at the time
    assert services.verify.run().clean
    db.close()
    return folder


# What was said of a clock already: no statement about the ticket, and nothing it can be held to.
SAID = frozenset({("clock", "remind_at"), ("clock", "breached")})


def _other(value: Any, rng: random.Random) -> Any:
    """Another value of the same kind."""
    if isinstance(value, int):
        return value + rng.choice((-1, 1, 100))
    if value is None:
        return "被改过"
    return f"{value}{rng.choice('0x改')}"


def _edit(file: Path, rng: random.Random) -> tuple[str, Any]:
    """One edit as a person with a database tool makes it; returns the table and the row's key."""
    tool = dbapi2.connect(str(file), isolation_level=None)
    guards = tool.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in guards:
        tool.execute(f'DROP TRIGGER "{name}"')
    while True:
        table = rng.choice([t for t in tables.TABLES if t._meta.table_name not in NOT_CHECKED])
        name, columns = (
            str(table._meta.table_name),
            [f.column_name for f in table._meta.sorted_fields],
        )
        rows = tool.execute(f'SELECT * FROM "{name}"').fetchall()
        if not rows:
            continue
        row = dict(zip(columns, rng.choice(rows), strict=True))
        key = statements.key_column(table)
        way = rng.choice(("change", "change", "change", "delete", "copy"))
        try:
            if way == "delete":
                tool.execute(f'DELETE FROM "{name}" WHERE "{key}" = ?', (row[key],))
            elif way == "copy":
                fresh = tool.execute(f'SELECT max("{key}") + 1 FROM "{name}"').fetchone()[0]
                values = [fresh if column == key else row[column] for column in columns]
                marks = ", ".join("?" for _c in columns)
                tool.execute(f'INSERT INTO "{name}" VALUES ({marks})', values)
            else:
                column = rng.choice([c for c in columns if c != key and (name, c) not in SAID])
                flag = isinstance(table._meta.columns[column], FlagField)
                value = not row[column] if flag else _other(row[column], rng)
                tool.execute(
                    f'UPDATE "{name}" SET "{column}" = ? WHERE "{key}" = ?', (value, row[key])
                )
        except dbapi2.IntegrityError:
            continue  # the tool itself refused: try another edit
        break
    for _name, sql in guards:
        tool.execute(sql)
    tool.close()
    return name, row[key]


def _names(faults: tuple[Fault, ...], table: str, key: Any) -> bool:
    sealed = {str(t._meta.table_name) for t in tables.SEALED}
    if table == "event":
        return any(fault.seq is not None and abs(fault.seq - key) <= 1 for fault in faults)
    if table in sealed:
        return any(fault.place == f"{table}:{key}" or table in fault.place for fault in faults)
    return bool(faults)


@pytest.mark.parametrize("part", range(8))
def test_every_outside_edit_is_named(kept: Path, tmp_path: Path, part: int) -> None:
    rng = random.Random(20261122 + part)
    missed = []
    for number in range(EDITS // 8):
        folder = tmp_path / str(number)
        shutil.copytree(kept, folder)
        table, key = _edit(folder / "desk.db", rng)
        db = Database.open(folder / "desk.db")
        try:
            report = build(db, Paths(folder), FixedClock(NOW)).verify.run()
        finally:
            db.close()
        if not _names(report.faults, table, key):
            missed.append((number, table, key, report.faults[:3]))
        shutil.rmtree(folder)
    assert not missed
