"""A real desk in a temporary folder, with a window around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.services import Services
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.jobs import JobsOnTheSpot
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.queue.pane import QueuePane
from ui.theme import Theme


class _StrayWindows(QObject):
    """Notes every window that is shown without being one: a part without a place."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            meant = isinstance(watched, QDialog | QMenu | MainWindow | QueuePane)
            if not meant and type(watched) is not QWidget:
                self.found.append(type(watched).__name__)
        return False


@pytest.fixture(autouse=True)
def no_stray_windows(qapp: QApplication) -> Iterator[None]:
    """A part shown before it has a place flickers and takes the focus away."""
    stray = _StrayWindows()
    qapp.installEventFilter(stray)
    yield
    qapp.removeEventFilter(stray)
    assert not stray.found


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    """One shop without tickets."""
    made = ShopFloor(tmp_path)
    yield made
    made.close()


@pytest.fixture
def services(floor: ShopFloor) -> Services:
    """The real verbs."""
    return floor.services


@pytest.fixture
def desk(floor: ShopFloor, ask: RecordingAsk, theme: Theme, memory: Memory) -> Iterator[Desk]:
    """As the program wires it, with jobs on the spot and an `ask` that records."""
    relay = ChangeRelay(floor.db.listen)
    yield Desk(floor.services, relay, ask, JobsOnTheSpot(), theme, memory)
    relay.stop()


def sell(floor: ShopFloor, count: int) -> list[int]:
    """So many tickets of as many orders; their ids, oldest first."""
    made = []
    for number in range(1, count + 1):
        order = f"27490183552711800{number:02}"
        floor.order(order, nickname=f"买家{number}")
        made.append(floor.claim(f"17110000000000{number:02}", order).id)
    return made


@pytest.fixture
def tickets(floor: ShopFloor) -> list[int]:
    """Four open tickets, in the order of the list."""
    return sell(floor, 4)


@pytest.fixture
def window(desk: Desk, tickets: list[int], qtbot: QtBot) -> MainWindow:
    """The window, painted, with the first ticket chosen."""
    return shown(MainWindow(desk), qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Show a window and wait for its first picture."""
    qtbot.addWidget(window)
    with qtbot.waitActive(window), qtbot.waitSignal(window.painted):
        window.show()
        window.activateWindow()
    return window


def drop(window: MainWindow, files: list[Path]) -> None:
    """Let files go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
