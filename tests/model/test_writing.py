"""One writer at a time: all of it or nothing, announced once, and never past the history."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.history import DESK_CHAIN, chain_faults, personal_digest
from app.errors import Busy, RuleViolation
from app.model import tables
from app.model.db import Database
from app.model.journal import load_events
from app.model.writing import Changes
from tests.model.making import AUTHOR, NOON, NOW, author, order, shop, staff, ticket


def _heard(db: Database) -> list[Changes]:
    heard: list[Changes] = []
    db.listen(heard.append)
    return heard


def test_a_write_is_there_afterwards_and_was_announced_once(db: Database) -> None:
    heard = _heard(db)
    with db.write(AUTHOR) as write:
        key = staff(write)
        write.touch("staff", key)
        assert heard == [], "nobody is told before the commit"
    assert [change.kinds for change in heard] == [{"staff": frozenset({key})}]
    assert db.read().get(tables.Staff, key) is not None


def test_what_fails_leaves_nothing_and_announces_nothing(db: Database) -> None:
    heard = _heard(db)

    def verb() -> None:
        with db.write(AUTHOR) as write:
            write.touch("staff", staff(write))
            raise RuleViolation("不行")

    with pytest.raises(RuleViolation):
        verb()
    assert heard == []
    assert db.read().find(tables.Staff) == []
    assert list(load_events(db.read())) == []
    with db.write(AUTHOR) as write:
        staff(write)
    assert [event.seq for event in load_events(db.read())] == [1]


def test_a_write_inside_a_write_joins_it_and_is_announced_with_it(db: Database) -> None:
    heard = _heard(db)
    with db.write(AUTHOR) as outer:
        outer.touch("staff", staff(outer, "甲"))
        with db.write(AUTHOR) as inner:
            assert inner is outer
            inner.touch("staff", staff(inner, "乙"))
        assert heard == []
    assert [change.kinds["staff"] for change in heard] == [frozenset({1, 2})]


def test_when_the_outer_write_fails_the_inner_one_is_undone_too(db: Database) -> None:
    def verb() -> None:
        with db.write(AUTHOR):
            with db.write(AUTHOR) as inner:
                staff(inner)
            raise RuleViolation("不行")

    with pytest.raises(RuleViolation):
        verb()
    assert db.read().find(tables.Staff) == []


def test_a_failed_inner_write_cannot_be_swallowed_and_half_kept(db: Database) -> None:
    def inner_verb() -> None:
        with db.write(AUTHOR) as inner:
            staff(inner, "乙")
            raise RuleViolation("不行")

    def outer_verb() -> None:
        with db.write(AUTHOR) as outer:
            staff(outer, "甲")
            with contextlib.suppress(RuleViolation):
                inner_verb()

    with pytest.raises(RuntimeError, match="inside this one failed"):
        outer_verb()
    assert db.read().find(tables.Staff) == []


def test_a_sealed_row_without_an_event_cannot_be_committed(db: Database) -> None:
    with pytest.raises(RuntimeError, match="shop:1"), db.write(AUTHOR) as write:
        shop(write)
    assert db.read().find(tables.Shop) == []


def test_an_event_takes_the_fingerprints_of_all_rows_changed_since_the_last_one(
    db: Database,
) -> None:
    with db.write(AUTHOR) as write:
        key = shop(write)
        write.update(tables.Shop, key, name="一")
        write.event(DESK_CHAIN, "shop_created", {"shop": key})
        write.update(tables.Shop, key, name="二")
        write.reseal(tables.Shop, key)
        write.event(DESK_CHAIN, "shop_changed", {"shop": key})
        write.event(DESK_CHAIN, "shop_changed", {"shop": key})
    rows = [event.rows for event in load_events(db.read())]
    assert [row[:8] for row in rows] == ['{"shop:1', '{"shop:1', "{}"]
    assert rows[0] != rows[1]


def test_a_removed_row_is_told_as_removed(db: Database) -> None:
    with db.write(AUTHOR) as write:
        key = shop(write)
        write.event(DESK_CHAIN, "shop_created")
        write.delete(tables.Shop, key)
        write.event(DESK_CHAIN, "shop_changed")
    assert list(load_events(db.read()))[-1].rows == '{"shop:1":""}'


def test_unknown_columns_and_missing_rows_are_told_apart(db: Database) -> None:
    with db.write(AUTHOR) as write:
        with pytest.raises(KeyError, match="colour"):
            write.insert(tables.Shop, platform="taobao", name="x", created_at=NOW, colour="red")
        with pytest.raises(LookupError, match="Shop 9"):
            write.update(tables.Shop, 9, name="x")


def test_a_second_thread_waits_and_then_writes(db: Database) -> None:
    inside, done = threading.Event(), []

    def second() -> None:
        inside.wait()
        with db.write(AUTHOR) as write:
            staff(write, "乙")
        done.append(True)

    thread = threading.Thread(target=second)
    thread.start()
    with db.write(AUTHOR) as write:
        inside.set()
        staff(write, "甲")
        assert not db.try_write_lock() or done == []
    thread.join()
    names = [row["name"] for row in db.read().find(tables.Staff)]
    assert names == ["甲", "乙"]


def test_whoever_does_not_want_to_wait_is_told_that_somebody_writes(db: Database) -> None:
    holding, release = threading.Event(), threading.Event()

    def first() -> None:
        with db.write(AUTHOR) as write:
            holding.set()
            release.wait()
            staff(write)

    thread = threading.Thread(target=first)
    thread.start()
    holding.wait()
    try:
        assert not db.try_write_lock()
        with pytest.raises(Busy), db.write(AUTHOR, wait=False):
            pass
    finally:
        release.set()
        thread.join()
    with db.write(AUTHOR, wait=False) as write:
        staff(write, "乙")


def test_a_write_elsewhere_stands_in_the_way_of_whoever_does_not_wait(
    db: Database, tmp_path: Path
) -> None:
    other = Database.open(tmp_path / "desk.db")
    with other.write(AUTHOR) as write:
        with pytest.raises(Busy), db.write(AUTHOR, wait=False):
            pass
        staff(write)
    other.close()
    with db.write(AUTHOR, wait=False) as write:
        assert write.scalar("PRAGMA busy_timeout") == 5000
        staff(write, "乙")


def test_changes_of_another_process_are_noticed_once_and_own_ones_never(
    db: Database, tmp_path: Path
) -> None:
    assert db.poll() is None
    with db.write(AUTHOR) as write:
        staff(write)
    assert db.poll() is None
    other = (
        "import sys; from pathlib import Path\n"
        "from app.model.db import Database\n"
        "from tests.model.making import AUTHOR, staff\n"
        "db = Database.open(Path(sys.argv[1]))\n"
        "with db.write(AUTHOR) as write: staff(write, '别处的人')\n"
        "db.close()\n"
    )
    root = Path(__file__).resolve().parents[2]
    path = str(tmp_path / "desk.db")
    subprocess.run([sys.executable, "-c", other, path], check=True, cwd=root)
    changes = db.poll()
    assert changes is not None
    assert changes.touches("ticket", 7)
    assert db.poll() is None
    assert len(db.read().find(tables.Staff)) == 2


def test_a_snapshot_shows_one_moment_however_long_it_takes(db: Database, tmp_path: Path) -> None:
    other = Database.open(tmp_path / "desk.db")
    with db.snapshot():
        assert db.read().find(tables.Staff) == []
        with other.write(AUTHOR) as write:
            staff(write)
        assert db.read().find(tables.Staff) == []
    assert len(db.read().find(tables.Staff)) == 1
    other.close()


def test_changes_know_what_they_touch() -> None:
    some = Changes({"ticket": frozenset({3})})
    assert some.touches("ticket")
    assert some.touches("ticket", 3)
    assert not some.touches("ticket", 4)
    assert not some.touches("shop")
    assert Changes(everything=True).touches("shop", 1)


def test_events_form_one_chain_per_ticket_and_one_over_all(db: Database) -> None:
    with db.write(AUTHOR) as write:
        staff(write)
        order_id = order(write, shop(write))
        for number in ("AS-1", "AS-2"):
            key = ticket(write, 1, order_id, number)
            write.event(key, "opened", {"number": number})
        write.event(1, "accept")
    events = list(load_events(db.read()))
    assert [(e.chain, e.chain_seq) for e in events] == [(0, 1), (1, 1), (2, 1), (1, 2)]
    assert list(chain_faults(events)) == []
    assert [e.seq for e in load_events(db.read(), 1)] == [2, 4]


def test_a_clock_that_went_back_is_marked_and_changes_no_order(db: Database) -> None:
    steps = [0, -3, -600, 10, 36_500 * 1440]  # minutes; a correction of minutes is normal
    for number, minutes in enumerate(steps):
        with db.write(author(NOON + timedelta(minutes=minutes))) as write:
            staff(write, str(number))
    events = list(load_events(db.read()))
    assert [e.seq for e in events] == [1, 2, 3, 4, 5]
    assert [e.clock_suspect for e in events] == [False, False, True, False, False]
    assert list(chain_faults(events)) == []


def test_a_personal_value_is_kept_beside_the_history_under_a_salted_digest(db: Database) -> None:
    with db.write(AUTHOR) as write:
        first = write.set_personal("order", 1, "phone", "13812342209")
        assert write.set_personal("order", 1, "phone", "13812342209") == first
        other = write.set_personal("order", 2, "phone", "13812342209")
        assert other != first, "the same phone twice must not look the same"
        assert write.set_personal("order", 3, "phone", "") == ""
        write.event(DESK_CHAIN, "orders_written", {"digest": first})
    read = db.read()
    assert len(read.find(tables.Personal)) == 2
    row = read.find(tables.Personal)[0]
    assert row["digest"] == personal_digest(row["salt"], row["value"]) == first
    assert read.personal("order", 1, "phone") == "13812342209"
    assert read.personal("order", 9, "phone") == ""
    assert all("13812342209" not in e.data + e.rows for e in load_events(read))


def test_what_no_database_can_hold_is_a_sentence_and_nothing_is_kept(db: Database) -> None:
    def verb(name: str, cents: int) -> None:
        with db.write(AUTHOR) as write:
            key = shop(write, name)
            write.update(tables.Shop, key, return_freight_cap_cents=cents)
            write.event(DESK_CHAIN, "shop_created")

    for name, cents in (("\ud83d", 1), ("x", 2**63), ("x", -(2**64))):
        with pytest.raises(RuleViolation, match="不能保存"):
            verb(name, cents)
    assert db.read().find(tables.Shop) == []
    verb("a\x00b\U0001f600\u202e", 2**63 - 1)
    row = db.read().find(tables.Shop)[0]
    assert (row["name"], row["return_freight_cap_cents"]) == (
        "a\x00b\U0001f600\u202e",
        2**63 - 1,
    )
