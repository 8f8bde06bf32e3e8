"""The connection: SQLCipher's SQLite on a plain file, with the settings that keep money safe."""

from __future__ import annotations

import sys
from typing import Any

from peewee import SqliteDatabase
from sqlcipher3 import dbapi2

from app.errors import StorageProblem
from app.i18n import _

OLDEST_SQLITE = (3, 51, 3)  # earlier ones can damage a write-ahead log under two connections
BUSY_MS = 5000

# `synchronous` comes before `journal_mode`: raised later, a crash between the two can bring back a
# stale rollback journal.
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("PRAGMA busy_timeout = 5000", "PRAGMA busy_timeout", BUSY_MS),
    ("PRAGMA synchronous = FULL", "PRAGMA synchronous", 2),
    ("PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal"),
    ("PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1),
    ("PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", 1),
    ("PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", 0),
    ("PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1),
    ("PRAGMA mmap_size = 0", "PRAGMA mmap_size", 0),
    ("PRAGMA secure_delete = FAST", "PRAGMA secure_delete", 2),
)
_MAC_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("PRAGMA fullfsync = ON", "PRAGMA fullfsync", 1),
    ("PRAGMA checkpoint_fullfsync = ON", "PRAGMA checkpoint_fullfsync", 1),
)


class PlainSqlcipherDatabase(SqliteDatabase):
    """peewee's SQLite on the driver we ship; every setting is read back when a file is opened."""

    def _connect(self) -> Any:
        connection = dbapi2.connect(
            self.database,
            timeout=BUSY_MS // 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=1000,
        )
        try:
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def prepare(connection: Any) -> None:
    """Apply the settings and read each back. Raises `StorageProblem` when one did not take."""
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise StorageProblem(
            _("数据库引擎版本 {version} 太旧，不能保证数据安全。").format(
                version=dbapi2.sqlite_version
            ),
            _("请重新运行 python3 run.py 安装需要的组件。"),
        )
    settings = _SETTINGS + (_MAC_SETTINGS if sys.platform == "darwin" else ())
    for command, question, wanted in settings:
        connection.execute(command)
        row = connection.execute(question).fetchone()
        # mmap_size answers nothing on builds that have no memory mapping at all.
        got = row[0] if row else wanted
        if got != wanted:
            raise StorageProblem(
                _("数据库设置没有生效：{question}（得到 {got}，需要 {wanted}）。").format(
                    question=question, got=got, wanted=wanted
                ),
                _("数据文件夹可能在网络盘或同步盘上；请换到本机硬盘。"),
            )
