"""Disks that are full, locked, read-only or broken: a sentence each, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.history import DESK_CHAIN
from app.errors import DamagedFile, StorageProblem
from app.model import driver, tables
from app.model.db import Database
from app.model.storage import storage_problems
from tests.model.making import AUTHOR, shop, staff

ROOT = Path(__file__).resolve().parents[2]


def _fill(db: Database) -> int:
    """Write until the disk is full; returns how many writes were acknowledged."""
    done = 0
    while done < 10_000:
        with db.write(AUTHOR) as write:
            key = shop(write, f"店{done}")
            write.update(tables.Shop, key, opening_hours="长" * 2000)
            write.event(DESK_CHAIN, "shop_created", {"shop": key})
        done += 1
    raise AssertionError("the disk never filled up")


def _acknowledged(db: Database) -> int:
    read = db.read()
    events = read.scalar("SELECT count(*) FROM event")
    assert read.scalar("SELECT count(*) FROM shop") == events
    assert read.scalar("SELECT coalesce(max(seq), 0) FROM event") == events
    assert db.integrity_faults() == []
    return int(events)


def test_a_full_disk_keeps_everything_acknowledged_and_nothing_else(db: Database) -> None:
    db.connection.execute("PRAGMA max_page_count = 240")
    heard: list[object] = []
    db.listen(heard.append)
    with pytest.raises(StorageProblem, match="磁盘已满") as told:
        _fill(db)
    assert "清理磁盘" in told.value.advice
    assert not db.connection.in_transaction
    assert _acknowledged(db) > 2
    db.connection.execute("PRAGMA max_page_count = 100000")
    with db.write(AUTHOR) as write:
        staff(write)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small file system of its own")
def test_a_really_full_disk_keeps_everything_acknowledged_and_nothing_else(tmp_path: Path) -> None:
    """The same on a file system of two megabytes, where the log shares the room."""
    here = tmp_path / "small"
    here.mkdir()
    code = (
        "import sys; from pathlib import Path\n"
        "from app.errors import StorageProblem\n"
        "from app.model.db import Database\n"
        "from tests.model.test_storage import _acknowledged, _fill\n"
        "path = Path(sys.argv[1]) / 'desk.db'\n"
        "db = Database.open(path)\n"
        "try: _fill(db)\n"
        "except StorageProblem as full: print(full.sentence)\n"
        "print(_acknowledged(db)); db.close()\n"
        "db = Database.open(path); print(_acknowledged(db)); db.close()\n"
    )
    mount = f'mount -t tmpfs -o size=2m none "{here}" && exec "$0" -c "$1" "{here}"'
    command = ["unshare", "-rm", "sh", "-c", mount, sys.executable, code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    try:
        ran = subprocess.run(
            command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False
        )
    except FileNotFoundError:
        pytest.skip("no unshare on this machine")
    if "unshare" in ran.stderr or "mount:" in ran.stderr:
        pytest.skip("no file system may be mounted here")
    assert ran.returncode == 0, ran.stderr
    sentence, before, after = ran.stdout.splitlines()
    assert "磁盘已满" in sentence
    assert before == after
    assert int(before) > 2


def test_a_file_another_program_holds_is_told_after_a_wait(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = dbapi2.connect(str(tmp_path / "desk.db"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    db.connection.execute("PRAGMA busy_timeout = 20")
    with pytest.raises(StorageProblem, match="正被另一个程序占用"), db.write(AUTHOR) as write:
        staff(write)
    holder.execute("ROLLBACK")
    holder.close()
    with db.write(AUTHOR) as write:
        staff(write)


def test_a_file_without_permission_is_told(db: Database) -> None:
    db.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageProblem, match="没有权限写入"), db.write(AUTHOR) as write:
        staff(write)
    db.connection.execute("PRAGMA query_only = OFF")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="打不开"):
        Database.open(tmp_path / "nowhere" / "desk.db")


def test_a_damaged_page_is_told_as_damage(db: Database, tmp_path: Path) -> None:
    with db.write(AUTHOR) as write:
        for number in range(40):
            key = shop(write, f"店{number}")
            write.update(tables.Shop, key, opening_hours="长" * 2000)
        write.event(DESK_CHAIN, "shop_created")
    db.close()
    path = tmp_path / "desk.db"
    content = bytearray(path.read_bytes())
    middle = len(content) - 40 * 4096
    content[middle : middle + 8 * 4096] = b"\xff" * (8 * 4096)
    path.write_bytes(content)
    broken = Database.open(path)
    with pytest.raises(DamagedFile, match="损坏"):
        broken.read().find(tables.Shop)
    broken.close()


def test_what_the_engine_says_that_nobody_foresaw_passes_as_it_is(tmp_path: Path) -> None:
    error = dbapi2.ProgrammingError("something quite new")
    with pytest.raises(dbapi2.ProgrammingError), storage_problems(tmp_path):
        raise error


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database or disk is full", "磁盘已满"),
        ("disk I/O error", "磁盘出错"),
        ("database is locked", "正被另一个程序占用"),
        ("attempt to write a readonly database", "没有权限写入"),
        ("unable to open database file", "打不开"),
        ("file is not a database", "不是售后台的数据文件"),
        ("database disk image is malformed", "已损坏"),
    ],
)
def test_every_trouble_of_the_disk_has_its_sentence(
    tmp_path: Path, said: str, sentence: str
) -> None:
    path = tmp_path / "desk.db"
    with pytest.raises(StorageProblem, match=sentence) as told, storage_problems(path):
        raise dbapi2.OperationalError(said)
    assert "desk.db" in told.value.sentence
    assert told.value.advice


def test_the_wait_for_another_program_is_seconds_not_for_ever() -> None:
    assert 1000 <= driver.BUSY_MS <= 10_000
