"""The files of evidence: each kept once, named by its SHA-256, never altered.

A file is copied to a temporary one in the store, hashed on the way, brought to the disk, read
back, and only then given its name. Whatever goes wrong before that leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from app.domain.file_names import display_name
from app.domain.media_types import HEAD
from app.errors import RuleViolation, StorageProblem
from app.i18n import _

LARGEST = 4 * 1024**3
_CHUNK = 1024 * 1024
_SPARE = 16 * 1024**2  # what the database needs to go on after the file is in
_TRIES = 3
_PAUSE_S = 0.3
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = 0o444

Progress = Callable[[int, int, str], None]


class FileState(StrEnum):
    """What became of a stored file."""

    INTACT = "intact"
    ALTERED = "altered"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is now in the store; `head` and `tail` are its ends, to tell its type."""

    sha256: str
    size: int
    head: bytes
    tail: bytes


class _Moved(Exception):
    """The source changed while it was read."""


class EvidenceStore:
    """The folder `evidence/ab/cd/<sha256>`. Every method may run on any thread."""

    def __init__(self, root: Path, pause: Callable[[float], None] = time.sleep) -> None:
        """`pause` waits between two tries at a file that is still being written."""
        self._root = root
        self._pause = pause

    def path(self, sha256: str) -> Path:
        """Where the file with this fingerprint is or would be."""
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def take_file(self, source: Path, progress: Progress | None = None) -> StoredFile:
        """Copy a file into the store.

        Raises `RuleViolation` for what cannot be evidence (a folder, nothing in it, too large) and
        `StorageProblem` when it cannot be read or written, or changes all the time.
        """
        name = display_name(source.name)
        for attempt in range(_TRIES):
            if attempt:
                self._pause(_PAUSE_S)
            try:
                with _opened(source, name) as (file, size):
                    return self._take(file, size, name, progress)
            except _Moved:
                continue
        raise StorageProblem(
            _("「{name}」在复制时一直在变化，没有添加。").format(name=name),
            _("它可能还在下载或录制；请等它写完再添加。"),
        )

    def take_bytes(self, data: bytes, name: str) -> StoredFile:
        """Keep bytes, such as a pasted picture; `name` is for sentences only."""
        _check_size(len(data), name)
        return self._take(BytesIO(data), len(data), name, None)

    def _take(self, file: BinaryIO, size: int, name: str, progress: Progress | None) -> StoredFile:
        part = self._root / "incoming" / f"{uuid.uuid4().hex}.part"
        try:
            with _written(name, self._root):
                part.parent.mkdir(parents=True, exist_ok=True)
                self._check_room(size, name)
                with part.open("xb") as out:
                    stored = _copy(file, out, size, progress)
                self._settle(part, stored.sha256, name)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return stored

    def _check_room(self, size: int, name: str) -> None:
        if shutil.disk_usage(self._root).free < size + _SPARE:
            raise _full(name, self._root)

    def _settle(self, part: Path, sha256: str, name: str) -> None:
        """Read the copy back and give it its name, unless the same content is there already."""
        if _hash_file(part) != sha256:
            raise StorageProblem(
                _("「{name}」写入后读回的内容不一致，没有添加。").format(name=name),
                _("磁盘可能有问题，请先检查磁盘并备份数据。"),
            )
        final = self.path(sha256)
        if self.state(sha256) is FileState.INTACT:
            return
        final.parent.mkdir(parents=True, exist_ok=True)
        part.chmod(_READ_ONLY)
        if final.exists():
            final.chmod(stat.S_IWUSR | stat.S_IRUSR)  # a damaged one gives way to this good copy
        try:
            part.replace(final)
        except PermissionError:
            # Windows: another thread has just put the same content there, read-only.
            if self.state(sha256) is not FileState.INTACT:
                raise
        for folder in (final.parent, final.parent.parent, self._root):
            _sync_folder(folder)

    def state(self, sha256: str) -> FileState:
        """Whether the stored file still is what its name says; reads all of it."""
        try:
            return (
                FileState.INTACT if _hash_file(self.path(sha256)) == sha256 else FileState.ALTERED
            )
        except FileNotFoundError:
            return FileState.MISSING
        except OSError:
            return FileState.ALTERED

    def same(self, sha256: str, file: Path) -> bool:
        """Whether a file elsewhere holds exactly this content."""
        try:
            return _hash_file(file) == sha256
        except OSError:
            return False

    def read(self, sha256: str, most: int) -> bytes:
        """All bytes of a stored file of at most `most` bytes, proved to be the original ones.

        Raises `StorageProblem` when it is missing, altered or larger.
        """
        path = self.path(sha256)
        try:
            with path.open("rb") as file:
                data = file.read(most + 1)
        except FileNotFoundError as error:
            raise _missing(sha256) from error
        except OSError as error:
            raise _unreadable(sha256, error) from error
        if len(data) > most:
            raise StorageProblem(_("文件太大，不能在这里显示。"))
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _altered(sha256)
        return data

    def copy_out(self, sha256: str, target: Path) -> None:
        """A read-only copy at `target`, a new file, proved equal to the original.

        Raises `FileExistsError` when the name is taken, else `StorageProblem`; nothing of ours is
        left at `target` then.
        """
        try:
            source = self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise _missing(sha256) from error
        except OSError as error:
            raise _unreadable(sha256, error) from error
        with source:
            with _written(target.name, target.parent):
                out = target.open("xb")
            try:
                with _written(target.name, target.parent):
                    with out:
                        copied = _copy(source, out, os.fstat(source.fileno()).st_size, None)
                    if copied.sha256 != sha256 or _hash_file(target) != sha256:
                        raise _altered(sha256)
                    target.chmod(_READ_ONLY)
            except BaseException:
                with contextlib.suppress(OSError):
                    target.unlink(missing_ok=True)
                raise

    def sweep(self, before: float) -> int:
        """Remove left-over temporary files older than `before` (seconds since 1970); how many."""
        gone = 0
        for part in (self._root / "incoming").glob("*.part"):
            with contextlib.suppress(OSError):
                if part.stat().st_mtime < before:
                    part.unlink()
                    gone += 1
        return gone


@contextlib.contextmanager
def _opened(source: Path, name: str) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file to read; raises `_Moved` at the end when it changed meanwhile."""
    try:
        before = source.stat()
        if stat.S_ISDIR(before.st_mode):
            raise RuleViolation(
                _("「{name}」是文件夹，不能作为证据。").format(name=name),
                _("请打开它，把里面的文件拖进来。"),
            )
        # Opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(before.st_mode):
            raise RuleViolation(_("「{name}」不是普通文件，没有添加。").format(name=name))
        file = source.open("rb")
    except FileNotFoundError as error:
        raise StorageProblem(
            _("找不到「{name}」，没有添加。").format(name=name),
            _("它可能已被移动或删除；请重新选择。"),
        ) from error
    except OSError as error:
        raise StorageProblem(
            _("读不了「{name}」：{reason}。没有添加。").format(
                name=name, reason=error.strerror or error
            ),
            _("它可能正被另一个程序占用，或没有读取权限。"),
        ) from error
    with file:
        _check_size(before.st_size, name)
        yield file, before.st_size
    try:
        after = source.stat()
    except OSError as error:
        raise _Moved from error
    if (after.st_size, after.st_mtime_ns, after.st_ino) != (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    ):
        raise _Moved


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise RuleViolation(
            _("「{name}」里什么都没有（0 字节），没有添加。").format(name=name),
            _("请向对方重新要一份，或重新保存后再添加。"),
        )
    if size > LARGEST:
        raise RuleViolation(
            _("「{name}」超过 4 GB，没有添加。").format(name=name),
            _("请先剪成较短的视频再添加。"),
        )


def _copy(file: BinaryIO, out: BinaryIO, size: int, progress: Progress | None) -> StoredFile:
    """Copy and hash at once, down to the disk. Raises `_Moved` when it is not `size` bytes."""
    digest = hashlib.sha256()
    head, tail, done = b"", b"", 0
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        out.write(chunk)
        if len(head) < HEAD:
            head = (head + chunk)[:HEAD]
        tail = (tail + chunk)[-HEAD:]
        done += len(chunk)
        if done > size:
            raise _Moved
        if progress is not None:
            progress(done, size, "")
    if done != size:
        raise _Moved
    out.flush()
    os.fsync(out.fileno())
    return StoredFile(digest.hexdigest(), done, head, tail)


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    # Windows has no such thing as a folder that can be brought to the disk.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _written(name: str, folder: Path) -> Iterator[None]:
    """Turn what the disk says while writing into one sentence."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise _full(name, folder) from error
        raise StorageProblem(
            _("「{name}」没有写入 {folder}：{reason}").format(
                name=name, folder=folder, reason=error.strerror or error
            ),
            _("请检查这个文件夹的权限和磁盘；已有的证据没有受影响。"),
        ) from error


def _full(name: str, folder: Path) -> StorageProblem:
    return StorageProblem(
        _("磁盘空间不够，「{name}」没有写入 {folder}。").format(name=name, folder=folder),
        _("请清理磁盘后再添加；已有的证据都在。"),
    )


def _missing(sha256: str) -> StorageProblem:
    return StorageProblem(
        _("证据文件不见了（指纹 {sha}…）。").format(sha=sha256[:12]),
        _("请从备份的 evidence 文件夹里找回同名文件。"),
    )


def _altered(sha256: str) -> StorageProblem:
    return StorageProblem(
        _("证据文件已被改动，与添加时的指纹 {sha}… 不符，不再使用它。").format(sha=sha256[:12]),
        _("请从备份的 evidence 文件夹里找回同名文件；如有原件，重新添加同一文件即可修复。"),
    )


def _unreadable(sha256: str, error: OSError) -> StorageProblem:
    return StorageProblem(
        _("读不了证据文件（指纹 {sha}…）：{reason}").format(
            sha=sha256[:12], reason=error.strerror or error
        ),
        _("请检查数据文件夹的权限和磁盘。"),
    )
