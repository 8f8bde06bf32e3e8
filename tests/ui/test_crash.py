"""The crash door: shown, counted, masked, and the program stays."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ExpectedLog
from tests.ui.hands import click
from ui.crash import NATIVE_LOG, CrashDialog, CrashDoor


@pytest.fixture
def door(home: QWidget, tmp_path: Path, expect_log: ExpectedLog) -> Iterator[CrashDoor]:
    expect_log("uncaught")
    made = CrashDoor(tmp_path / "logs", "1.2.3")
    made.settle(home)
    made.install()
    yield made
    made.remove()


def crash(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def shown(home: QWidget) -> list[CrashDialog]:
    return [one for one in home.findChildren(CrashDialog) if one.isVisible()]


def test_a_bug_is_shown_and_the_window_stays(door: CrashDoor, home: QWidget, qtbot: QtBot) -> None:
    crash("整数太大")
    qtbot.waitUntil(lambda: bool(shown(home)))
    (dialog,) = shown(home)
    assert "ValueError: 整数太大" in dialog.details.toPlainText()
    assert "1.2.3" in dialog.details.toPlainText()
    assert home.isVisible()
    click(dialog.copy)
    assert "整数太大" in QGuiApplication.clipboard().text()
    dialog.submit()


def test_personal_data_is_masked_in_the_details(
    door: CrashDoor, home: QWidget, qtbot: QtBot
) -> None:
    crash("bad phone 13812342209")
    qtbot.waitUntil(lambda: bool(shown(home)))
    (dialog,) = shown(home)
    assert "1381234" not in dialog.details.toPlainText()
    assert "2209" in dialog.details.toPlainText()
    dialog.reject()


def test_bugs_that_repeat_are_counted_and_not_stacked(
    door: CrashDoor, home: QWidget, qtbot: QtBot
) -> None:
    for _n in range(5):
        crash("又来了")
    qtbot.waitUntil(lambda: sum(door.counts.values()) == 5)
    (dialog,) = shown(home)
    assert "5" in dialog.hint.text()
    dialog.reject()


def test_a_bug_of_a_worker_is_shown_as_well(door: CrashDoor, home: QWidget, qtbot: QtBot) -> None:
    worker = threading.Thread(target=crash_here, name="导入")
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(shown(home)))
    (dialog,) = shown(home)
    assert "在线程里" in dialog.details.toPlainText()
    dialog.reject()


def crash_here() -> None:
    raise RuntimeError("在线程里")


def test_messages_of_qt_go_to_the_log(
    door: CrashDoor, expect_log: ExpectedLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("Qt 说")
    qWarning("Qt 说了一句")
    assert any("Qt 说了一句" in record.getMessage() for record in caplog.records)


def test_crashes_of_native_code_have_their_file(door: CrashDoor, tmp_path: Path) -> None:
    assert (tmp_path / "logs" / NATIVE_LOG).is_file()


def test_the_hooks_are_given_back(qapp: QApplication, tmp_path: Path) -> None:
    door = CrashDoor(tmp_path / "logs")
    door.install()
    assert sys.excepthook == door.caught
    door.remove()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
