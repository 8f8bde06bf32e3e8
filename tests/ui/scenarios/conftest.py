"""The main window over a real desk, and a clerk who sits at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmapCache
from pytestqt.qtbot import QtBot

from tests.ui.frame.conftest import shown
from tests.ui.recording import RecordingAsk
from tests.ui.scenarios.clerk import Clerk
from tests.ui.shop_floor import ShopFloor
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.jobs import JobsOnTheSpot
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.theme import Theme


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    """One shop without tickets; its owner 阿青 acts."""
    folder = tmp_path / "desk"
    folder.mkdir()
    made = ShopFloor(folder)
    yield made
    made.close()


@pytest.fixture
def clerk(
    floor: ShopFloor, ask: RecordingAsk, theme: Theme, memory: Memory, qtbot: QtBot
) -> Iterator[Clerk]:
    """Whoever acts, at the open window. Orders may come to the desk before and after."""
    QPixmapCache.clear()
    relay = ChangeRelay(floor.db.listen)
    desk = Desk(floor.services, relay, ask, JobsOnTheSpot(), theme, memory)
    yield Clerk(shown(MainWindow(desk), qtbot), floor, ask, qtbot)
    relay.stop()
