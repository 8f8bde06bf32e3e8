"""Bringing a desk file to today's shape, never without a verified copy of what it was."""

from __future__ import annotations

import logging
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.errors import StorageProblem
from app.i18n import _
from app.model.driver import PlainSqlcipherDatabase

log = logging.getLogger(__name__)

APPLICATION_ID = 0x41534431  # "ASD1": tells a desk file from any other SQLite file
FOLDER = Path(__file__).resolve().parent / "migrations"


def upgrade(database: Any, path: Path, copies: Path) -> None:
    """Apply what is missing, each step in its own transaction.

    Raises `StorageProblem` when the file is not a desk's, is newer than this program, or when
    the copy made before a change cannot be verified.
    """
    _refuse_foreign(path)
    database.connect(reuse_if_open=True)
    connection = database.connection()
    fresh = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    known = {step.stem for step in FOLDER.glob("[0-9]*.py")}
    applied = _applied(connection)
    newer = sorted(applied - known)
    if newer:
        raise StorageProblem(
            _("{path} 是用更新版本的售后台写的（{names}），这个版本不能打开。").format(
                path=path, names="、".join(newer)
            ),
            _("请安装新版本再打开；文件没有被改动。"),
        )
    if applied == known:
        return
    if not fresh:
        _verified_copy(connection, path, copies, len(applied))
    if fresh:
        connection.execute("PRAGMA application_id = 1095975985")
    _runner(database).up()
    log.info("schema brought from %s to %s steps", len(applied), len(known))


def _runner(database: Any) -> Any:
    # Loaded only when there is something to do: a start that changes nothing is spared it.
    from playhouse.migrations import Runner

    return Runner(database, str(FOLDER))


def _applied(connection: Any) -> set[str]:
    """The names of the steps this file has been through."""
    there = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migration'"
    ).fetchone()[0]
    if not there:
        return set()
    return {str(row[0]) for row in connection.execute("SELECT name FROM schema_migration")}


def _refuse_foreign(path: Path) -> None:
    """Look before touching: opening a file with our settings would already change it.

    Reads only. Raises `StorageProblem` for a database that is not a desk's.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    look = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        empty = look.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        mark = look.execute("PRAGMA application_id").fetchone()[0]
    finally:
        look.close()
    if mark != APPLICATION_ID and not empty:
        raise StorageProblem(
            _("{path} 不是售后台的数据文件。").format(path=path),
            _("请用 --data-dir 换一个文件夹。"),
        )


def _verified_copy(connection: Any, path: Path, copies: Path, steps: int) -> Path:
    copies.mkdir(parents=True, exist_ok=True)
    target = _free_name(copies, path.stem, steps)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
        _check(part, path)
        with part.open("rb") as copied:
            os.fsync(copied.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.rename(target)
    return target


def _check(copy: Path, path: Path) -> None:
    check = dbapi2.connect(str(copy))
    try:
        answer = check.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        check.close()
    if answer != "ok":
        raise StorageProblem(
            _("升级前的副本没有通过检查，{path} 没有改动。").format(path=path),
            _("请先检查磁盘。"),
        )


def _free_name(folder: Path, stem: str, steps: int) -> Path:
    number = 1
    while True:
        target = folder / f"{stem}-before-step-{steps + 1:04d}-{number}.db"
        if not target.exists():
            return target
        number += 1


def shape_faults(connection: Any) -> list[str]:
    """Tables, indices and triggers that are missing, added or altered against a fresh desk.

    Whoever wants to change history with an outside tool must first take the triggers away that
    refuse it.
    """
    wanted, found = _fresh_shape(FOLDER), _shape(connection)
    names = sorted(wanted.keys() | found.keys())
    return [name for name in names if wanted.get(name) != found.get(name)]


@cache
def _fresh_shape(_folder: Path) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.db"
        fresh: Any = PlainSqlcipherDatabase(str(path))
        try:
            upgrade(fresh, path, Path(folder))
            return _shape(fresh.connection())
        finally:
            fresh.close()


def _shape(connection: Any) -> dict[str, str]:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    shape = {
        f"{kind} {name}": str(sql)
        for kind, name, sql in rows
        if not str(name).startswith(("sqlite_", "ticket_search_"))
    }
    shape["application_id"] = str(connection.execute("PRAGMA application_id").fetchone()[0])
    shape["schema_migration"] = "、".join(sorted(_applied(connection)))
    return shape
