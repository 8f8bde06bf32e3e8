"""The database of one desk: opening and closing, one writer at a time, announcements.

What it never does: rules, labels, questions to the user.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from peewee import DatabaseError as PeeweeDatabaseError
from sqlcipher3 import dbapi2

from app.errors import Busy
from app.i18n import _
from app.model.driver import PlainSqlcipherDatabase
from app.model.journal import Author
from app.model.reading import Reader
from app.model.schema import shape_faults, upgrade
from app.model.storage import storage_problems
from app.model.writing import Changes, Write

log = logging.getLogger(__name__)

Listener = Callable[[Changes], None]


class Database:
    """One open desk file. Reads may happen on any thread; writes one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database: Any = PlainSqlcipherDatabase(str(path))
        self._lock = threading.RLock()
        self._current: Write | None = None
        self._listeners: list[Listener] = []
        self._data_version: int | None = None

    @classmethod
    def open(cls, path: Path, copies: Path | None = None) -> Database:
        """Open the file, making it or bringing it to today's shape.

        Before a change of shape a verified copy goes to `copies`. Raises `StorageProblem` for a
        damaged file, a file newer than this program, a full disk or missing permission.
        """
        database = cls(path)
        try:
            with storage_problems(path):
                upgrade(database._database, path, copies or path.parent / "copies")
                database._data_version = database._read_data_version()
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Close this thread's connection; the last one leaves no write-ahead log behind."""
        if not self._database.is_closed():
            with contextlib.suppress(dbapi2.Error, PeeweeDatabaseError):
                self._database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._database.close()

    @property
    def connection(self) -> Any:
        """This thread's connection."""
        if self._database.is_closed():
            with storage_problems(self.path):
                self._database.connect()
        return self._database.connection()

    def read(self) -> Reader:
        """Questions on this thread's connection; inside a write they see what it wrote."""
        return Reader(self.connection)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment, however many questions it takes.

        Only for reading; inside a write it adds nothing.
        """
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        with storage_problems(self.path):
            connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def try_write_lock(self) -> bool:
        """Whether no other thread is writing now; never waits."""
        if self._lock.acquire(blocking=False):
            self._lock.release()
            return True
        return False

    @contextlib.contextmanager
    def write(self, author: Author, *, wait: bool = True) -> Iterator[Write]:
        """One transaction: all of it or nothing, announced after the outermost commit.

        A write inside a write joins it. With `wait` False the write does not stand in line behind
        another thread or program: `Busy` is raised at once. Raises `StorageProblem` for a full
        disk, a locked or damaged file; whatever was raised inside is raised again after the
        rollback.
        """
        if not self._lock.acquire(blocking=wait):
            raise _busy()
        with contextlib.ExitStack() as held:
            held.callback(self._lock.release)
            if self._current is not None:
                with self._current.joined():
                    yield self._current
                return
            connection = self.connection
            with storage_problems(self.path):
                _begin(connection, wait=wait)
            write = Write(connection, author)
            self._current = write
            try:
                with storage_problems(self.path):
                    yield write
                    changes = write.finish()
                    connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._current = None
        self._announce(changes)

    def listen(self, listener: Listener) -> None:
        """Be told what each committed write changed, on the thread that wrote."""
        self._listeners.append(listener)

    def _announce(self, changes: Changes) -> None:
        if not changes.everything and not changes.kinds:
            return
        for listener in tuple(self._listeners):
            listener(changes)

    def poll(self) -> Changes | None:
        """Whether another process wrote since the last question: everything may differ then."""
        version = self._read_data_version()
        if version == self._data_version:
            return None
        self._data_version = version
        return Changes(everything=True)

    def _read_data_version(self) -> int:
        return int(self.read().scalar("PRAGMA data_version"))

    def integrity_faults(self) -> list[str]:
        """What the database engine itself finds wrong; empty when nothing."""
        with storage_problems(self.path):
            found = [str(row[0]) for row in self.read().query("PRAGMA integrity_check")]
            links = self.read().query("PRAGMA foreign_key_check")
        faults = [line for line in found if line != "ok"]
        return faults + [f"{row[0]}:{row[1]} → {row[2]}" for row in links]

    def shape_faults(self) -> list[str]:
        """Tables, indices and triggers that differ from those of a fresh desk."""
        with storage_problems(self.path):
            return shape_faults(self.connection)


def _begin(connection: Any, *, wait: bool) -> None:
    """Start a write; without waiting, another program that writes is told as `Busy`."""
    if wait:
        connection.execute("BEGIN IMMEDIATE")
        return
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except dbapi2.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise _busy() from error
        raise
    finally:
        connection.execute("PRAGMA busy_timeout = 5000")


def _busy() -> Busy:
    return Busy(
        _("正在写入别的内容（例如导入），这一步还没有执行。"),
        _("你填的内容都在；等几秒再试一次。"),
    )
