"""The shape of a desk file: made once, changed step by step, never touched when it is not ours."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from app.errors import StorageProblem
from app.model import driver, schema, tables
from app.model.db import Database
from app.model.driver import PlainSqlcipherDatabase
from tests.model.making import AUTHOR, staff

MADE_BY_TRIGGERS_OR_ENGINE = {"ticket_search", "schema_migration", "sqlite_sequence"}


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder of steps that a test may add to."""
    folder = tmp_path / "steps"
    shutil.copytree(schema.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "FOLDER", folder)
    return folder


def _add_step(folder: Path, body: str, name: str = "0004_colour") -> None:
    (folder / f"{name}.py").write_text(f"def up(_migrator, db):\n    {body}\n", encoding="utf-8")


def test_every_setting_is_in_force_on_every_connection(db: Database) -> None:
    for _command, question, wanted in driver._SETTINGS:
        assert db.read().scalar(question) in (wanted, None)
    assert db.read().scalar("PRAGMA journal_mode") == "wal"
    assert db.read().scalar("PRAGMA synchronous") == 2
    assert db.read().scalar("PRAGMA foreign_keys") == 1


def test_durability_is_raised_before_the_log_is_switched() -> None:
    commands = [command for command, _question, _wanted in driver._SETTINGS]
    durable = commands.index("PRAGMA synchronous = FULL")
    assert durable < commands.index("PRAGMA journal_mode = WAL")


def test_a_setting_that_does_not_take_is_told_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = (("PRAGMA synchronous = NORMAL", "PRAGMA synchronous", 2),)
    monkeypatch.setattr(driver, "_SETTINGS", wrong)
    with pytest.raises(StorageProblem, match="PRAGMA synchronous"):
        Database.open(tmp_path / "desk.db")


def test_an_engine_that_may_damage_the_log_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(StorageProblem, match="太旧"):
        Database.open(tmp_path / "desk.db")


def _columns(connection: Any, table: str) -> list[tuple[str, str, int, int]]:
    rows = connection.execute("SELECT * FROM pragma_table_info(?)", (table,)).fetchall()
    return sorted(
        # A primary key is never empty, whether or not it says so.
        (name, _kind(kind), notnull or pk, pk)
        for _n, name, kind, notnull, _d, pk in rows
    )


def _kind(declared: str) -> str:
    # peewee calls a yes or no BOOLEAN; SQLite knows whole numbers and texts.
    return "INTEGER" if declared.upper() in ("INTEGER", "BIGINT", "BOOLEAN") else declared.upper()


def _indices(connection: Any, table: str) -> set[tuple[bool, tuple[str, ...]]]:
    found = set()
    rows = connection.execute('SELECT name, "unique" FROM pragma_index_list(?)', (table,))
    for name, unique in rows.fetchall():
        columns = connection.execute("SELECT name FROM pragma_index_info(?)", (name,)).fetchall()
        found.add((bool(unique), tuple(column for (column,) in columns)))
    return found


def _links(connection: Any, table: str) -> set[tuple[str, str, str]]:
    rows = connection.execute(
        'SELECT "table", "from", "to" FROM pragma_foreign_key_list(?)', (table,)
    )
    return {(other, column, to) for other, column, to in rows.fetchall()}


def test_the_frozen_steps_lead_to_the_tables_of_today(db: Database, tmp_path: Path) -> None:
    """What peewee would make of the tables now is what the steps have made of the file."""
    names = {str(table._meta.table_name) for table in tables.TABLES}
    there = {
        name
        for (name,) in db.read().query("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("ticket_search")
    }
    assert there - MADE_BY_TRIGGERS_OR_ENGINE == names
    kept = db.connection
    for table in tables.TABLES:
        # Each by itself: what peewee calls an index may be the name of another table.
        today: Any = PlainSqlcipherDatabase(str(tmp_path / f"{table.__name__}.db"))
        with today.bind_ctx([table], bind_refs=False, bind_backrefs=False):
            today.create_tables([table])
        fresh, name = today.connection(), str(table._meta.table_name)
        assert _columns(kept, name) == _columns(fresh, name), name
        assert _indices(kept, name) == _indices(fresh, name), name
        assert _links(kept, name) == _links(fresh, name), name
        today.close()


def test_a_desk_is_marked_as_a_desk(db: Database) -> None:
    assert db.read().scalar("PRAGMA application_id") == schema.APPLICATION_ID


def test_opening_again_changes_nothing(db: Database, tmp_path: Path) -> None:
    db.close()
    before = (tmp_path / "desk.db").read_bytes()
    Database.open(tmp_path / "desk.db").close()
    assert (tmp_path / "desk.db").read_bytes() == before
    assert not (tmp_path / "copies").exists()


def test_no_log_is_left_behind_after_closing(db: Database, tmp_path: Path) -> None:
    with db.write(AUTHOR) as write:
        staff(write)
    db.close()
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


def test_a_new_step_is_taken_with_a_verified_copy_beside(tmp_path: Path, steps: Path) -> None:
    path = tmp_path / "desk.db"
    db = Database.open(path)
    with db.write(AUTHOR) as write:
        staff(write, "小周")
    db.close()
    _add_step(steps, "db.execute_sql('ALTER TABLE shop ADD COLUMN colour TEXT')")
    db = Database.open(path, tmp_path / "copies")
    assert "colour" in [
        row[0] for row in db.read().query("SELECT name FROM pragma_table_info('shop')")
    ]
    assert [row["name"] for row in db.read().find(tables.Staff)] == ["小周"]
    db.close()
    (copy,) = (tmp_path / "copies").iterdir()
    assert copy.name == "desk-before-step-0004-1.db"
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT name FROM staff").fetchall() == [("小周",)]
    assert "colour" not in [row[1] for row in kept.execute("PRAGMA table_info(shop)")]
    assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, steps: Path) -> None:
    path = tmp_path / "desk.db"
    Database.open(path).close()
    _add_step(
        steps,
        "db.execute_sql('ALTER TABLE shop ADD COLUMN colour TEXT'); db.execute_sql('NO SUCH WORD')",
    )
    for number in (1, 2):
        with pytest.raises(Exception, match="NO"):
            Database.open(path, tmp_path / "copies")
        assert len(list((tmp_path / "copies").iterdir())) == number
    (steps / "0004_colour.py").unlink()
    db = Database.open(path)
    assert "colour" not in [
        row[0] for row in db.read().query("SELECT name FROM pragma_table_info('shop')")
    ]
    db.close()


def test_without_a_good_copy_no_step_is_taken(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    Database.open(path).close()
    _add_step(steps, "db.execute_sql('ALTER TABLE shop ADD COLUMN colour TEXT')")

    def no(copy: Path, path: Path) -> None:
        raise StorageProblem("升级前的副本没有通过检查")

    monkeypatch.setattr(schema, "_check", no)
    before = path.read_bytes()
    with pytest.raises(StorageProblem, match="副本"):
        Database.open(path, tmp_path / "copies")
    assert path.read_bytes() == before
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_file_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path, steps: Path) -> None:
    path = tmp_path / "desk.db"
    _add_step(steps, "db.execute_sql('ALTER TABLE shop ADD COLUMN colour TEXT')")
    Database.open(path).close()
    (steps / "0004_colour.py").unlink()
    before = path.read_bytes()
    with pytest.raises(StorageProblem, match="0004_colour") as refusal:
        Database.open(path)
    assert "更新版本" in refusal.value.sentence
    assert refusal.value.advice
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StorageProblem, match="不是售后台的数据文件"):
        Database.open(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["desk.db"]


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"PK\x03\x04" + b"x" * 5000])
def test_a_file_that_is_no_database_is_refused_and_not_touched(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    with pytest.raises(StorageProblem, match=r"desk\.db"):
        Database.open(path)
    assert path.read_bytes() == content


def test_a_file_cut_short_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Database.open(path).close()
    path.write_bytes(path.read_bytes()[:50_000])
    with pytest.raises(StorageProblem, match="损坏"):
        Database.open(path).integrity_faults()


def test_an_empty_file_becomes_a_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.touch()
    db = Database.open(path)
    assert db.integrity_faults() == []
    db.close()


def test_a_first_start_that_was_killed_half_way_is_finished_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    half = dbapi2.connect(str(path))
    half.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    half.execute(
        "CREATE TABLE schema_migration (id INTEGER NOT NULL PRIMARY KEY,"
        " name VARCHAR(255) NOT NULL, applied DATETIME NOT NULL)"
    )
    half.commit()
    half.close()
    db = Database.open(path)
    with db.write(AUTHOR) as write:
        staff(write)
    db.close()
