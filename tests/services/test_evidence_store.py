"""The store of originals: once, unaltered, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError, RuleViolation, StorageProblem
from app.services import evidence_store
from app.services.evidence_store import EvidenceStore, FileState


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def store(tmp_path: Path, pauses: list[float]) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", pauses.append)


def everything_in(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file())


def test_a_file_is_kept_under_its_own_fingerprint_and_cannot_be_written(
    store: EvidenceStore, tmp_path: Path
) -> None:
    source = tmp_path / "杯口.jpg"
    source.write_bytes(b"picture" * 1000)
    kept = store.take_file(source)
    assert kept.sha256 == hashlib.sha256(b"picture" * 1000).hexdigest()
    path = store.path(kept.sha256)
    assert path == tmp_path / "evidence" / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256
    assert path.read_bytes() == source.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert store.state(kept.sha256) is FileState.INTACT


def test_the_same_content_is_stored_once(store: EvidenceStore, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.png"):
        (tmp_path / name).write_bytes(b"same")
        store.take_file(tmp_path / name)
    store.take_bytes(b"same", "c")
    assert len(everything_in(tmp_path / "evidence")) == 1


def test_adding_the_original_again_mends_a_damaged_file(store: EvidenceStore) -> None:
    kept = store.take_bytes(b"good content", "a")
    path = store.path(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"bad! content")
    assert store.state(kept.sha256) is FileState.ALTERED
    store.take_bytes(b"good content", "a")
    assert store.state(kept.sha256) is FileState.INTACT


def test_the_ends_of_a_large_file_come_back(store: EvidenceStore) -> None:
    data = b"A" * 100_000 + b"B" * 2_500_000 + b"C" * 100_000
    kept = store.take_bytes(data, "film")
    assert (kept.head, kept.tail) == (b"A" * 65_536, b"C" * 65_536)


def test_a_folder_is_refused_with_its_name(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "照片").mkdir()
    with pytest.raises(RuleViolation, match="「照片」是文件夹"):
        store.take_file(tmp_path / "照片")


def test_an_empty_file_is_refused(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    with pytest.raises(RuleViolation, match="0 字节"):
        store.take_file(tmp_path / "a.jpg")
    with pytest.raises(RuleViolation, match="0 字节"):
        store.take_bytes(b"", "b.jpg")


def test_more_than_four_gigabytes_are_refused_before_a_byte_is_read(
    store: EvidenceStore, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(4 * 1024**3 + 1)
    with pytest.raises(RuleViolation, match="4 GB"):
        store.take_file(film)
    assert not everything_in(tmp_path / "evidence")


def test_a_missing_file_is_named(store: EvidenceStore, tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match=r"找不到「gone\.jpg」"):
        store.take_file(tmp_path / "gone.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(store: EvidenceStore, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(RuleViolation, match="不是普通文件"):
        store.take_file(tmp_path / "pipe.jpg")


class Growing:
    """Appends to a file each time a chunk of it was copied, a few times."""

    def __init__(self, path: Path, times: int) -> None:
        self.path, self.times = path, times

    def __call__(self, _done: int, _total: int, _text: str) -> None:
        if self.times:
            self.times -= 1
            with self.path.open("ab") as file:
                file.write(b"more")


def test_a_file_still_being_written_is_tried_again(
    store: EvidenceStore, tmp_path: Path, pauses: list[float]
) -> None:
    source = tmp_path / "a.mp4"
    source.write_bytes(b"start")
    kept = store.take_file(source, Growing(source, 2))
    assert kept.sha256 == hashlib.sha256(b"startmoremore").hexdigest()
    assert len(pauses) == 2
    assert len(everything_in(tmp_path / "evidence")) == 1


def test_a_file_that_never_rests_is_refused_and_nothing_is_left(
    store: EvidenceStore, tmp_path: Path
) -> None:
    source = tmp_path / "a.mp4"
    source.write_bytes(b"start")
    with pytest.raises(StorageProblem, match="一直在变化"):
        store.take_file(source, Growing(source, 99))
    assert not everything_in(tmp_path / "evidence")


def test_a_file_replaced_while_it_is_read_is_noticed(store: EvidenceStore, tmp_path: Path) -> None:
    source, other = tmp_path / "a.jpg", tmp_path / "b.jpg"
    source.write_bytes(b"first")
    other.write_bytes(b"other")
    swapped: list[bool] = []

    def swap(_done: int, _total: int, _text: str) -> None:
        if not swapped:
            swapped.append(True)
            other.replace(source)

    assert store.take_file(source, swap).sha256 == hashlib.sha256(b"other").hexdigest()


class Stop(Exception):
    pass


def test_stopping_in_the_middle_leaves_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    source = tmp_path / "a.mp4"
    source.write_bytes(b"x" * 3_000_000)

    def stop(done: int, _total: int, _text: str) -> None:
        if done > 1_500_000:
            raise Stop

    with pytest.raises(Stop):
        store.take_file(source, stop)
    assert not everything_in(tmp_path / "evidence")


def test_a_full_disk_is_said_before_anything_is_written(
    store: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 1000

    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage)
    with pytest.raises(StorageProblem, match=r"磁盘空间不够，「a\.jpg」"):
        store.take_bytes(b"x" * 2000, "a.jpg")
    assert not everything_in(tmp_path / "evidence")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_disk_that_fills_at_any_step_leaves_nothing(
    store: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, at: str
) -> None:
    store.take_bytes(b"was there before", "old.jpg")

    def full(*_args: object) -> None:
        raise OSError(code, "No space left on device")

    if at == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StorageProblem, match="磁盘空间不够") as raised:
        store.take_bytes(b"x" * 2000, "a.jpg")
    assert "已有的证据都在" in raised.value.advice
    assert len(everything_in(tmp_path / "evidence")) == 1


def test_a_copy_that_reads_back_differently_is_refused(
    store: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = evidence_store._hash_file

    def lying(path: Path) -> str:
        return "0" * 64 if path.suffix == ".part" else really(path)

    monkeypatch.setattr(evidence_store, "_hash_file", lying)
    with pytest.raises(StorageProblem, match="读回的内容不一致"):
        store.take_bytes(b"x", "a.jpg")
    assert not everything_in(tmp_path / "evidence")


def test_altered_and_missing_files_are_told_apart_and_never_read(store: EvidenceStore) -> None:
    kept = store.take_bytes(b"content", "a")
    path = store.path(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"Content")
    assert store.state(kept.sha256) is FileState.ALTERED
    with pytest.raises(StorageProblem, match="已被改动"):
        store.read(kept.sha256, 1000)
    path.unlink()
    assert store.state(kept.sha256) is FileState.MISSING
    with pytest.raises(StorageProblem, match="不见了"):
        store.read(kept.sha256, 1000)


def test_a_copy_taken_out_is_equal_and_read_only(store: EvidenceStore, tmp_path: Path) -> None:
    kept = store.take_bytes(b"content", "a")
    store.copy_out(kept.sha256, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == b"content"
    assert stat.S_IMODE((tmp_path / "copy.jpg").stat().st_mode) == 0o444


def test_a_copy_never_replaces_a_file(store: EvidenceStore, tmp_path: Path) -> None:
    kept = store.take_bytes(b"content", "a")
    (tmp_path / "copy.jpg").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        store.copy_out(kept.sha256, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == b"mine"


@pytest.mark.parametrize("damage", ["altered", "missing"])
def test_nothing_wrong_is_ever_taken_out(store: EvidenceStore, tmp_path: Path, damage: str) -> None:
    kept = store.take_bytes(b"content", "a")
    path = store.path(kept.sha256)
    path.chmod(0o600)
    if damage == "altered":
        path.write_bytes(b"Content")
    else:
        path.unlink()
    with pytest.raises(AppError):
        store.copy_out(kept.sha256, tmp_path / "copy.jpg")
    assert not (tmp_path / "copy.jpg").exists()


def test_the_sweep_takes_old_leftovers_only(store: EvidenceStore, tmp_path: Path) -> None:
    kept = store.take_bytes(b"content", "a")
    incoming = tmp_path / "evidence" / "incoming"
    for name, age in (("old.part", 1000), ("new.part", 3000)):
        (incoming / name).write_bytes(b"x")
        os.utime(incoming / name, (age, age))
    assert store.sweep(2000) == 1
    assert [one.name for one in incoming.iterdir()] == ["new.part"]
    assert store.state(kept.sha256) is FileState.INTACT


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: Any) -> None:
    def denied(*_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    store = EvidenceStore(tmp_path / "evidence")
    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(StorageProblem, match="没有写入") as raised:
        store.take_bytes(b"x", "a.jpg")
    assert str(tmp_path / "evidence") in raised.value.sentence
