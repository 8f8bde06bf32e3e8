"""Windows under test: a screen without a screen, and guards around every test.

Blocking calls raise, left-over windows fail, closed dialogs must be gone, and whatever Qt, Python
or our own log warns about is a failure unless the test expected it.
"""

from __future__ import annotations

import gc
import logging
import os
import tempfile
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

# Before Qt is imported. The offscreen platform's own screen is smaller than any real one.
_SCREEN = (
    '{"screens": [{"name": "test", "x": 0, "y": 0, "width": 1440, "height": 900,'
    ' "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}'
)
_screen_file = Path(tempfile.gettempdir()) / f"desk-test-screen-{os.getpid()}.json"
_screen_file.write_text(_SCREEN, "utf-8")
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen_file}"

from PySide6.QtCore import QCoreApplication, QEvent, QObject  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot  # noqa: E402
from shiboken6 import isValid  # noqa: E402

from tests.ui.recording import RecordingAsk  # noqa: E402
from ui.changes import ChangeRelay  # noqa: E402
from ui.desk import Desk  # noqa: E402
from ui.jobs import JobsOnTheSpot  # noqa: E402
from ui.memory import Memory  # noqa: E402
from ui.theme import Theme  # noqa: E402

BLOCKING: Final[dict[type, tuple[str, ...]]] = {
    QApplication: ("exec", "exec_"),
    QDialog: ("exec", "exec_"),
    QMenu: ("exec", "exec_"),
    QMessageBox: ("about", "aboutQt", "critical", "information", "question", "warning"),
    QFileDialog: (
        "getExistingDirectory",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getSaveFileName",
        "getSaveFileUrl",
    ),
    QInputDialog: ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("getColor",),
    QFontDialog: ("getFont",),
}

_failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test itself failed: its leftovers are then no second finding."""
    report = yield
    if report.when == "call":
        item.stash[_failed] = report.failed
    return report


def pytest_unconfigure() -> None:
    """Take the screen's file away again."""
    _screen_file.unlink(missing_ok=True)


def _refuse(name: str) -> Callable[..., None]:
    def refused(*_args: object, **_more: object) -> None:
        raise AssertionError(f"{name} blocks; open() it and connect a bound method")

    return refused


@pytest.fixture(autouse=True)
def nothing_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call that waits for a person raises."""
    for kind, names in BLOCKING.items():
        for name in names:
            if hasattr(kind, name):
                monkeypatch.setattr(kind, name, _refuse(f"{kind.__name__}.{name}"))


class ExpectedLog:
    """Texts of warnings a test expects in the log."""

    def __init__(self) -> None:
        # Said by the offscreen platform about every window; nothing of ours causes it.
        self.texts = ["This plugin does not support propagateSizeHints"]

    def __call__(self, text: str) -> None:
        """Allow warnings and errors that contain this text."""
        self.texts.append(text)


@pytest.fixture
def expect_log() -> ExpectedLog:
    """Call it with a part of each warning the test provokes."""
    return ExpectedLog()


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture, expect_log: ExpectedLog) -> Iterator[None]:
    """A logged warning nobody expected fails the test."""
    caplog.set_level(logging.INFO)
    yield
    loud = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
        and not any(text in record.getMessage() for text in expect_log.texts)
    ]
    assert not loud, f"unexpected warnings in the log: {loud}"


def bury() -> None:
    """Let Qt delete what waits for it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def tidy_windows(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """No window may stay open, and every dialog that was opened must be gone."""
    opened: list[weakref.ref[QDialog]] = []
    before = {id(one) for one in qapp.topLevelWidgets()}
    really_open = QDialog.open

    def open_and_note(dialog: QDialog, *args: Any) -> None:
        opened.append(weakref.ref(dialog))
        really_open(dialog, *args)

    monkeypatch.setattr(QDialog, "open", open_and_note)
    yield
    bury()
    left = [one for one in qapp.topLevelWidgets() if id(one) not in before and one.isVisible()]
    names = [f"{type(one).__name__} “{one.windowTitle()}”" for one in left]
    for one in left:
        one.close()
        one.deleteLater()
    bury()
    if request.node.stash.get(_failed, False):
        return
    assert not names, f"windows left open: {names}"
    if opened:
        gc.collect()
    alive = [dialog for note in opened if (dialog := note()) is not None]
    kept = [f"{type(one).__name__} ({'open' if isValid(one) else 'closed'})" for one in alive]
    assert not kept, f"dialogs outlived their test; something holds them: {kept}"


@pytest.fixture(scope="session")
def _look(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    assert theme.has_font, "the bundled font is missing: Chinese text would be boxes"
    return theme


@pytest.fixture
def theme(_look: Theme) -> Theme:
    """The look of the desk, light."""
    if _look.mode != "light":
        _look.apply("light")
    return _look


@pytest.fixture
def ask() -> RecordingAsk:
    """Hears everything, shows nothing."""
    return RecordingAsk()


@pytest.fixture
def memory() -> Memory:
    """Remembers nothing beyond the test."""
    return Memory(None)


@pytest.fixture
def services() -> Any:
    """No verbs; a test that needs some overrides this fixture or builds its own desk."""
    return object()


@pytest.fixture
def desk(services: Any, ask: RecordingAsk, theme: Theme, memory: Memory) -> Desk:
    """A desk whose jobs run on the spot and whose `ask` records."""
    return Desk(services, ChangeRelay(), ask, JobsOnTheSpot(), theme, memory)


@pytest.fixture
def home(qtbot: QtBot, theme: Theme) -> QWidget:
    """A plain window to put things in; it is the active one."""
    window = QWidget()
    window.resize(1280, 720)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def gone(thing: QObject) -> bool:
    """Whether Qt deleted it."""
    bury()
    return not isValid(thing)
