"""One window per data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import single
from ui.single import Single

CRASH = """
import os, sys
from pathlib import Path
from ui.single import Single
claim = Single(Path(sys.argv[1]))
assert claim.take()
os._exit(9)
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits three seconds in a test."""
    monkeypatch.setattr(single, "_TRIES", 2)
    monkeypatch.setattr(single, "_TRY_MS", 10)


def test_the_second_start_brings_the_first_window_forward(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = Single(tmp_path / "desk.lock"), Single(tmp_path / "desk.lock")
    assert first.take()
    first.listen()
    with qtbot.waitSignal(first.knocked):
        assert not second.take()
    assert second.answered
    assert not second.held
    first.release()


def test_a_holder_that_does_not_answer_is_named(tmp_path: Path) -> None:
    first, second = Single(tmp_path / "desk.lock"), Single(tmp_path / "desk.lock")
    assert first.take()
    assert not second.take()
    assert not second.answered
    assert "@" in second.holder()
    first.release()
    assert second.take()
    second.release()


def test_other_folders_are_other_desks(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    first, second = Single(tmp_path / "desk.lock"), Single(tmp_path / "b" / "desk.lock")
    assert first.take()
    assert second.take()
    first.release()
    second.release()


@pytest.mark.smoke
def test_a_crashed_desk_is_taken_over(tmp_path: Path) -> None:
    lock = tmp_path / "desk.lock"
    done = subprocess.run([sys.executable, "-c", CRASH, str(lock)], check=False)
    assert done.returncode == 9
    assert lock.exists()
    claim = Single(lock)
    assert claim.take()
    claim.release()
