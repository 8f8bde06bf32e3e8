"""`demo`: beside the real thing until it is whole, and open in a window when asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.services.demo import DemoShop
from tests.cli.samples import Cli


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo shop of one file."""

    def fill(folder: Path, **_options: object) -> DemoShop:
        (folder / "desk.db").write_text("x")
        return DemoShop(folder, "云岚", 80)

    monkeypatch.setattr("ui.cli.demo.fill", fill)


def test_open_starts_the_window_on_the_new_folder(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    started: list[list[str]] = []

    def call(command: list[str]) -> int:
        started.append(command)
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    answer = cli("demo", "--open", "--lang", "zh_CN", "--data-dir", tmp_path)
    assert (answer.code, answer.out) == (0, f"{tmp_path}\n")
    assert started == [[sys.executable, "-m", "ui", "--lang", "zh_CN", "--data-dir", str(tmp_path)]]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_shop_that_was_not_finished_is_not_left_behind(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fill(folder: Path, **_options: object) -> DemoShop:
        (folder / "desk.db").write_text("half")
        raise error

    monkeypatch.setattr("ui.cli.demo.fill", fill)
    folder = tmp_path / "demo"
    answer = cli("demo", "--data-dir", folder)
    assert answer.code in (5, 130)
    assert answer.out == ""
    assert list(tmp_path.rglob("desk.db")) == []


def test_what_lies_in_the_folder_already_is_not_overwritten(
    cli: Cli, tmp_path: Path, quick: None
) -> None:
    (tmp_path / "desk.db").mkdir()
    answer = cli("demo", "--data-dir", tmp_path)
    assert answer.code == 5
    assert str(tmp_path) in answer.err
