from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from app.errors import StorageProblem
from exports._file import write_file


def _new(stream: BinaryIO) -> None:
    stream.write(b"new")


def _names(folder: Path) -> set[str]:
    return {place.name for place in folder.iterdir()}


def _refuse_replacing(patch: pytest.MonkeyPatch, held: set[str], code: int = errno.EACCES) -> None:
    """As Windows does while a program has one of these files open."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name in held:
            raise OSError(code, os.strerror(code), str(target))
        return real(self, target)

    patch.setattr(Path, "replace", replace)


def test_the_file_appears_under_its_name_and_nothing_else_remains(tmp_path: Path) -> None:
    target = tmp_path / "月报.xlsx"
    assert write_file(target, _new) == target
    assert target.read_bytes() == b"new"
    assert _names(tmp_path) == {"月报.xlsx"}


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"a much longer old file")
    write_file(target, _new)
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EBUSY, errno.EPERM])
def test_a_target_open_elsewhere_is_left_alone_and_a_second_name_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    target = tmp_path / "月报.xlsx"
    target.write_bytes(b"old")
    _refuse_replacing(monkeypatch, {"月报.xlsx"}, code)
    assert write_file(target, _new) == tmp_path / "月报 (2).xlsx"
    assert target.read_bytes() == b"old"
    assert (tmp_path / "月报 (2).xlsx").read_bytes() == b"new"
    assert _names(tmp_path) == {"月报.xlsx", "月报 (2).xlsx"}


def test_second_names_that_exist_or_are_open_are_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    (tmp_path / "a (2).pdf").write_bytes(b"second")
    _refuse_replacing(monkeypatch, {"a.pdf", "a (3).pdf"})
    assert write_file(target, _new) == tmp_path / "a (4).pdf"
    assert (tmp_path / "a (2).pdf").read_bytes() == b"second"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "磁盘已满"),
        (errno.EROFS, "只读"),
        (errno.EBUSY, "占用"),
        (errno.EFBIG, "大小"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("when", ["while writing", "while forcing it to the disk"])
def test_a_failing_disk_leaves_the_old_file_and_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str, when: str
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def fail(_anything: object) -> None:
        raise OSError(code, os.strerror(code))

    def half(stream: BinaryIO) -> None:
        stream.write(b"half")
        fail(stream)

    if when == "while writing":
        fill = half
    else:
        fill = _new
        monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageProblem) as caught:
        write_file(target, fill)
    assert said in caught.value.sentence
    assert str(target) in caught.value.sentence
    assert caught.value.advice
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == {"a.pdf"}


def test_our_own_error_while_writing_passes_on_and_leaves_nothing(tmp_path: Path) -> None:
    def broken(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_file(tmp_path / "a.pdf", broken)
    assert not _names(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="文件夹不存在"):
        write_file(tmp_path / "nowhere" / "a.pdf", _new)


def test_a_name_longer_than_the_disk_takes_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="文件名太长"):
        write_file(tmp_path / ("长" * 90 + ".pdf"), _new)


def test_a_folder_or_a_device_is_never_replaced(tmp_path: Path) -> None:
    place = tmp_path / "a.pdf"
    place.mkdir()
    for target in (place, Path(os.devnull)):
        with pytest.raises(StorageProblem, match="不是普通文件"):
            write_file(target, _new)
    assert place.is_dir()


_KILLED = """
import os, signal, sys
from pathlib import Path
from exports._file import write_file

moment, target = int(sys.argv[1]), Path(sys.argv[2])

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def fill(stream):
    for step in range(4):
        if step == moment:
            die()
        stream.write(b"new!" * 5000)
        stream.flush()

real = os.fsync
os.fsync = lambda handle: die() if moment == 4 else real(handle)
if moment == 5:
    Path.replace = lambda *_: die()
write_file(target, fill)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("moment", range(7))
def test_a_killed_export_leaves_the_old_file_or_the_whole_new_one(
    tmp_path: Path, moment: int
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(moment), str(target)], check=False, capture_output=True
    )
    assert (done.returncode == 0) == (moment == 6), done.stderr.decode()
    assert target.read_bytes() == (b"new!" * 20000 if moment == 6 else b"old")
    # What a killed export left behind does not stop the next one.
    write_file(target, _new)
    assert target.read_bytes() == b"new"
