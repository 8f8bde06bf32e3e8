"""What an outside tool must do before it can rewrite history is noticed too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.model.db import Database
from app.paths import Paths
from app.services import Services, build

REFUNDS = Path(__file__).parents[1] / "data" / "importing" / "qianniu_refund_export.xlsx"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    db = Database.open(tmp_path / "desk.db")
    built = build(db, Paths(tmp_path), FixedClock(datetime(2026, 11, 22, tzinfo=UTC)))
    built.staff.act_as("小周")
    built.importing.apply(built.importing.read([REFUNDS]))
    assert built.verify.run().clean
    yield built
    db.close()


def test_a_dropped_trigger_is_named(services: Services) -> None:
    services.context.db.connection.execute("DROP TRIGGER event_is_never_changed")
    (fault,) = services.verify.run().faults
    assert "trigger event_is_never_changed" in fault.sentence


def test_an_added_table_is_named(services: Services) -> None:
    services.context.db.connection.execute("CREATE TABLE shadow (x)")
    (fault,) = services.verify.run().faults
    assert "table shadow" in fault.sentence


def test_a_turned_back_series_is_named_and_no_number_is_given_twice(services: Services) -> None:
    services.context.db.connection.execute("UPDATE number_series SET last = 0")
    (fault,) = services.verify.run().faults
    assert fault.place == "number_series 261122"
    with services.context.write() as write:
        from app.services.opening import next_number

        assert next_number(write, services.context.now(), "Asia/Shanghai") == "AS-261122-0019"
