"""The guards of this folder bite: each is shown a planted fault once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox

ROOT = Path(__file__).resolve().parents[2]

PLANTED = """
import logging

from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QDialog, QWidget

from ui.widgets.message import MessageDialog

kept = []


def test_leaves_a_window_open(qapp):
    window = QWidget()
    window.setWindowTitle("forgotten")
    window.show()
    kept.append(window)


def test_holds_a_closed_dialog(home):
    dialog = MessageDialog("磁盘已满。", parent=home)
    kept.append(dialog)
    dialog.open()
    dialog.reject()


def test_holds_a_dialog_by_a_closure(home):
    dialog = MessageDialog("磁盘已满。", parent=home)
    dialog.finished.connect(lambda: dialog.title)
    kept.append(lambda: dialog)
    dialog.open()
    dialog.reject()


def test_logs_a_warning():
    logging.getLogger("ui").warning("planted in the log")


def test_makes_qt_warn():
    qWarning("planted in Qt")


def test_is_clean(home):
    dialog = MessageDialog("磁盘已满。", parent=home)
    dialog.open()
    dialog.reject()
"""

EXPECTED = {
    "test_leaves_a_window_open": "windows left open",
    "test_holds_a_closed_dialog": "dialogs outlived their test",
    "test_holds_a_dialog_by_a_closure": "dialogs outlived their test",
    "test_logs_a_warning": "planted in the log",
    "test_makes_qt_warn": "planted in Qt",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says about the planted faults."""
    file = tmp_path_factory.mktemp("planted") / "test_planted.py"
    file.write_text(PLANTED, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.ui.conftest", "-p", "no:cacheprovider"]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), "-rfE", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.mark.parametrize(("test", "reason"), EXPECTED.items())
def test_a_planted_fault_is_found(report: str, test: str, reason: str) -> None:
    lines = [line for line in report.splitlines() if line.startswith(("FAILED", "ERROR"))]
    assert any(test in line for line in lines), report
    assert reason in report


def test_a_clean_test_is_left_alone(report: str) -> None:
    lines = [line for line in report.splitlines() if line.startswith(("FAILED", "ERROR"))]
    assert not any("test_is_clean" in line for line in lines), report


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (QDialog, "exec"),
        (QMenu, "exec"),
        (QMessageBox, "warning"),
        (QFileDialog, "getOpenFileName"),
    ],
)
def test_a_call_that_waits_for_a_person_raises(owner: type, name: str) -> None:
    with pytest.raises(AssertionError, match="blocks"):
        getattr(owner, name)()
