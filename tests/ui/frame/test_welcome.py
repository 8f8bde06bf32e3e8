"""The first start inside the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.domain.order import Platform
from app.model.db import Database
from app.paths import Paths
from app.services import Services, build
from tests.ui.frame.conftest import shown
from tests.ui.hands import CTRL, click, press
from tests.ui.recording import RecordingAsk
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.jobs import JobsOnTheSpot, Progress
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.theme import Theme
from ui.welcome.screen import WelcomeScreen


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Services]:
    """A desk nobody has worked at."""
    db = Database.open(tmp_path / "desk.db")
    clock = FixedClock(datetime(2026, 11, 22, 4, 0, tzinfo=UTC))
    yield build(db, Paths(tmp_path), clock)
    db.close()


@pytest.fixture
def fresh(
    bare: Services, ask: RecordingAsk, theme: Theme, memory: Memory, qtbot: QtBot
) -> MainWindow:
    """The window of a first start."""
    relay = ChangeRelay(bare.context.db.listen)
    return shown(MainWindow(Desk(bare, relay, ask, JobsOnTheSpot(), theme, memory)), qtbot)


def screen_of(window: MainWindow) -> WelcomeScreen:
    screen = window._welcome
    assert isinstance(screen, WelcomeScreen)
    return screen


def test_a_name_and_a_shop_open_the_desk(fresh: MainWindow, bare: Services) -> None:
    screen = screen_of(fresh)
    assert screen.name.hasFocus()
    assert not screen.start.isEnabled()
    screen.name.setText(" 阿青 ")
    assert "店铺名称" in screen.start.reason
    screen.shop.setText("北屿家居旗舰店")
    screen.platform.set_value(Platform.TMALL)
    press(screen.shop, Qt.Key.Key_Return)
    assert [(s.platform, s.name) for s in bare.shops.all()] == [(Platform.TMALL, "北屿家居旗舰店")]
    assert bare.staff.current is not None
    assert bare.staff.current.name == "阿青"
    assert fresh.queue.empty.isVisible()
    assert fresh.queue.empty._title.text() == "还没有售后单"
    assert fresh.queue.empty.hasFocus(), "no button of the bar looks chosen"
    assert fresh.windowTitle() == "北屿家居旗舰店 — 售后台"


def test_a_window_closed_over_the_welcome_remembers_no_widths(
    fresh: MainWindow, memory: Memory
) -> None:
    fresh.close()
    assert not memory.place_splitter("panes", fresh.page.panes)


def test_nothing_of_the_desk_can_be_reached_before(fresh: MainWindow) -> None:
    press(screen_of(fresh).name, Qt.Key.Key_I, CTRL)
    press(screen_of(fresh).name, Qt.Key.Key_N, CTRL)
    assert screen_of(fresh).isVisible()
    assert QApplication.activeModalWidget() is None


def test_a_refusal_keeps_what_was_typed(fresh: MainWindow, bare: Services) -> None:
    screen = screen_of(fresh)
    bare.staff.act_as("阿青")
    bare.shops.create(Platform.TAOBAO, "北屿家居")
    screen.name.setText("阿青")
    screen.shop.setText("北屿家居")
    click(screen.start)
    assert "已有" in screen.complaint.text
    assert screen.shop.text() == "北屿家居"
    screen.shop.setText("北屿家居二店")
    assert not screen.complaint.isVisible()
    click(screen.start)
    assert len(bare.shops.all()) == 2


def test_the_demo_shop_is_asked_for(fresh: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(fresh.demo_wanted):
        click(screen_of(fresh).demo)


def test_while_the_demo_is_filled_the_screen_says_how_far_it_is(fresh: MainWindow) -> None:
    screen = screen_of(fresh)
    screen._on_running(Progress("正在布置演示店铺", 12, 80))
    assert screen.veil.isVisible()
    screen._on_running(None)
    assert not screen.veil.isVisible()
