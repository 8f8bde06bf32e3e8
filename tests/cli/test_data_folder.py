"""Folders and files that are not what they should be: each a sentence, none made by looking."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.model import driver
from tests.cli.samples import CLAIMS, Cli
from tests.cli.test_export_and_verify import damage

READERS = (
    ("tickets",),
    ("tickets", "--json"),
    ("show", "AS-261122-0001"),
    ("review", "AS-261122-0001"),
    ("rules", "--json"),
    ("quote", "AS-261122-0001", "--remedy", "compensation"),
    ("staff",),
    ("staff", "add", "阿青", "--roles", "agent"),
    ("limits", "--json"),
    ("approvals",),
    ("approve", "AS-261122-0001"),
    ("export", "monthly", "2026-11"),
    ("export", "slip", "AS-261122-0001"),
    ("verify",),
)


@pytest.mark.parametrize("words", READERS)
def test_a_folder_without_a_desk_is_told_and_left_alone(
    cli: Cli, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "打错了"
    answer = cli(*words, "--data-dir", folder)
    assert (answer.code, answer.out) == (3, "")
    assert f"{folder} 里还没有售后台的数据" in answer.err
    assert not folder.exists()


def test_a_data_folder_that_is_a_file_is_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x")
    answer = cli("import", CLAIMS, "--data-dir", file)
    assert (answer.code, answer.out) == (5, "")
    assert str(file) in answer.err
    assert "File exists" not in answer.err


def test_a_data_folder_below_a_file_is_told(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    answer = cli("import", CLAIMS, "--data-dir", tmp_path / "a" / "b")
    assert (answer.code, answer.out) == (5, "")
    assert "不是文件夹" in answer.err


@pytest.mark.parametrize("words", [("tickets",), ("verify",), ("import", str(CLAIMS))])
def test_a_newer_desk_is_refused_and_not_touched(
    cli: Cli, desk: Path, words: tuple[str, ...]
) -> None:
    damage(
        desk,
        "INSERT INTO schema_migration (name, applied) VALUES ('0099_tomorrow', '2030-01-01')",
    )
    before = (desk / "desk.db").read_bytes()
    answer = cli(*words, "--data-dir", desk)
    assert (answer.code, answer.out) == (5, "")
    assert "0099_tomorrow" in answer.err
    assert "新版本" in answer.err
    assert (desk / "desk.db").read_bytes() == before


@pytest.mark.parametrize("words", [("tickets", "--json"), ("show", "x"), ("import", str(CLAIMS))])
def test_a_damaged_desk_is_told(cli: Cli, desk: Path, words: tuple[str, ...]) -> None:
    file = desk / "desk.db"
    file.write_bytes(b"x" * 400 + file.read_bytes()[400:])
    answer = cli(*words, "--data-dir", desk)
    assert answer.code == 5
    assert str(file) in answer.err
    assert "Traceback" not in answer.err


def test_somebody_elses_database_is_refused_and_not_touched(cli: Cli, tmp_path: Path) -> None:
    damage(tmp_path, "CREATE TABLE theirs (x)")
    before = (tmp_path / "desk.db").read_bytes()
    answer = cli("tickets", "--data-dir", tmp_path)
    assert answer.code == 5
    assert "不是售后台的数据文件" in answer.err
    assert (tmp_path / "desk.db").read_bytes() == before


def test_a_write_that_waits_too_long_says_what_is_in_the_way(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = ("PRAGMA busy_timeout = 200", "PRAGMA busy_timeout", 200)
    monkeypatch.setattr(driver, "_SETTINGS", (patient, *driver._SETTINGS[1:]))
    other = dbapi2.connect(str(desk / "desk.db"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = cli("import", CLAIMS, "--as", "小周", "--data-dir", desk)
    other.close()
    assert (answer.code, answer.out) == (5, "")
    assert "正被另一个程序占用" in answer.err


def test_a_bug_is_a_sentence_and_a_log(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_parsed: object) -> int:
        raise ZeroDivisionError("13812342209")

    monkeypatch.setattr("ui.cli.listing.run", broken)
    answer = cli("tickets", "--data-dir", desk)
    assert (answer.code, answer.out) == (70, "")
    assert "Traceback" not in answer.err
    monkeypatch.undo()
    cli("tickets", "--data-dir", desk)  # a log is open now
    monkeypatch.setattr("ui.cli.listing.run", broken)
    answer = cli("tickets", "--data-dir", desk)
    log = desk / "logs" / "desk.log"
    assert str(log) in answer.err
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert "13812342209" not in log.read_text("utf-8")
