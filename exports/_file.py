"""The only door to the disk: a file appears complete under its name, or not at all.

Bytes go to a `.part` file beside the target, are forced to the disk, and take the target's name in
one step. Whatever happens before that step leaves the old file as it was.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from app.errors import StorageProblem
from app.i18n import _

_BUSY = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_TRIES = 99


def write_file(target: Path, fill: Callable[[BinaryIO], None]) -> Path:
    """Let `fill` write the bytes of `target`; return the path really written.

    When the target is open in another program, which Windows refuses to replace, the bytes are
    kept as `name (2).ext` beside it. Raises `StorageProblem` when the disk, the folder or its
    permissions are in the way. An error of `fill` is passed on; nothing of the file remains then.
    """
    part: Path | None = None
    try:
        if target.exists() and not target.is_file():
            raise StorageProblem(
                _("没有导出：「{path}」不是普通文件。").format(path=target), _("请换一个文件名。")
            )
        part, stream = _open_part(target)
        with stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        written = _take_name(part, target)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return written


def _open_part(target: Path) -> tuple[Path, BinaryIO]:
    """A new file nobody else writes to. A `.part` left by a killed export is passed by."""
    for number in count(1):
        mark = ".part" if number == 1 else f".{number}.part"
        part = target.with_name(target.name + mark)
        with suppress(FileExistsError):
            return part, part.open("xb")
    raise AssertionError


def _take_name(part: Path, target: Path) -> Path:
    """Give the finished file its name, or the next free one when the target is held open."""
    try:
        part.replace(target)
    except OSError as error:
        if error.errno not in _BUSY:
            raise
        refusal = error
    else:
        return target
    for number in range(2, _TRIES + 1):
        other = target.with_name(f"{target.stem} ({number}){target.suffix}")
        if other.exists():
            continue
        try:
            part.replace(other)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
        else:
            return other
    raise refusal


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut where folders can be synced (not on Windows)."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(error: OSError, target: Path) -> StorageProblem:
    """One sentence for the user: what is in the way, what was kept, what to do."""
    elsewhere = _("请换一个文件夹再导出。")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason, advice = _("磁盘已满"), _("请腾出空间，或换一个磁盘再导出。")
    elif error.errno == errno.EFBIG:
        reason, advice = _("文件超过这个磁盘允许的大小"), _("请换一个磁盘再导出。")
    elif error.errno == errno.EROFS:
        reason, advice = _("这个磁盘是只读的"), elsewhere
    elif error.errno in _BUSY:
        reason, advice = _("没有写入权限，或文件正被其他程序占用"), elsewhere
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        reason, advice = _("文件夹不存在"), elsewhere
    elif error.errno == errno.ENAMETOOLONG:
        reason, advice = _("文件名太长"), _("请换一个短一些的文件名。")
    else:
        reason, advice = error.strerror or type(error).__name__, elsewhere
    return StorageProblem(
        _("没有写成「{path}」：{reason}。原来的文件没有改动。").format(path=target, reason=reason),
        advice,
    )
