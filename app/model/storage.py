"""What disk and engine say, in sentences for the person at the screen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from peewee import DatabaseError as PeeweeDatabaseError
from sqlcipher3 import dbapi2

from app.errors import DamagedFile, StorageProblem
from app.i18n import _, system_reason


@contextlib.contextmanager
def storage_problems(path: Path) -> Iterator[None]:
    """Turn what the disk and the engine say into one sentence each; everything else passes."""
    try:
        yield
    except (dbapi2.Error, PeeweeDatabaseError) as error:
        told = told_as(error, path)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        raise StorageProblem(
            _("写入 {path} 失败：{reason}").format(path=path, reason=system_reason(error)),
            _("请检查磁盘空间和文件夹权限；已保存的内容没有受影响。"),
        ) from error


_DAMAGE = ("not a database", "malformed", "could not decode")


def told_as(error: Exception, path: Path | str) -> StorageProblem | None:
    """What a person is told of a fault of disk or file; None for anything else: our own bug."""
    text = str(error).lower()
    sentences = (
        (
            "disk is full",
            _("磁盘已满，没有写入 {path}。"),
            _("请清理磁盘后再试；已保存的内容都在。"),
        ),
        (
            "disk i/o",
            _("读写 {path} 时磁盘出错。"),
            _("请检查磁盘；先把整个数据文件夹复制到别处。"),
        ),
        ("locked", _("{path} 正被另一个程序占用。"), _("请关掉占用它的程序后再试。")),
        ("busy", _("{path} 正被另一个程序占用。"), _("请关掉占用它的程序后再试。")),
        ("readonly", _("没有权限写入 {path}。"), _("请检查文件夹权限，或用 --data-dir 换一个。")),
        ("read-only", _("没有权限写入 {path}。"), _("请检查文件夹权限，或用 --data-dir 换一个。")),
        ("unable to open", _("打不开 {path}。"), _("请检查文件夹是否存在、是否有权限。")),
        ("not a database", _("{path} 不是售后台的数据文件，或已损坏。"), _("请换回完好的副本。")),
        ("malformed", _("{path} 已损坏。"), _("请不要再写入，先复制整个数据文件夹，再换回副本。")),
        (
            "could not decode",
            _("{path} 里有读不出来的文字：文件已损坏，或被别的程序改过。"),
            _("请用「校验数据」查看是哪一处，再换回副本。"),
        ),
    )
    for mark, sentence, advice in sentences:
        if mark in text:
            kind = DamagedFile if mark in _DAMAGE else StorageProblem
            return kind(sentence.format(path=path), advice)
    return None
