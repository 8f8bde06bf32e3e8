"""The desk locks when nobody sits at it: nothing to read, nothing to do, everything kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.access import Role
from app.domain.shop import Platform
from app.domain.staff import IDLE_MINUTES, Person
from app.errors import NotAllowed
from tests.ui.conftest import ExpectedLog
from tests.ui.frame.conftest import drop, shown
from tests.ui.hands import CTRL, click, front, press, type_in
from tests.ui.long_write import LongWrite
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk
from ui.frame.faults import FaultsDialog
from ui.frame.lock_page import LockPage
from ui.intake.dialog import IntakeDialog
from ui.main_window import MainWindow
from ui.widgets.text import PlainLabel

PIN = "4826"


@pytest.fixture
def owner(floor: ShopFloor) -> Person:
    """阿青, the owner who acts, now with a PIN."""
    acting = floor.services.staff.current
    assert acting is not None
    floor.services.pins.set_pin(acting.id, PIN)
    return floor.services.staff.get(acting.id)


@pytest.fixture
def agent(floor: ShopFloor) -> Person:
    """小周, an agent without a PIN."""
    return floor.services.staff.add("小周", (Role.AGENT,))


def _leave_alone(window: MainWindow, floor: ShopFloor, minutes: int) -> None:
    """So many minutes pass, then the window looks whether anybody is there."""
    floor.clock.advance(timedelta(minutes=minutes))
    window.lock.watch.timer.timeout.emit()


def _locked(window: MainWindow) -> bool:
    return window.lock.on


def _page(window: MainWindow) -> LockPage:
    assert window.lock.page is not None, "the desk is not locked"
    return window.lock.page


def _come_back(window: MainWindow, pin: str = PIN) -> None:
    page = _page(window)
    type_in(page.entry.field, pin)
    press(page.entry.field, Qt.Key.Key_Return)


def _to_be_read(window: MainWindow) -> str:
    """Every word that is visible on screen."""
    words = [
        label.text()
        for top in QApplication.topLevelWidgets()
        for label in top.findChildren(PlainLabel)
        if label.isVisible()
    ]
    return "\n".join(words)


def test_an_untouched_desk_locks_after_its_minutes_and_shows_nothing_of_buyers(
    owner: Person, window: MainWindow, floor: ShopFloor
) -> None:
    _leave_alone(window, floor, IDLE_MINUTES - 1)
    assert not _locked(window)
    _leave_alone(window, floor, 1)
    assert _locked(window)
    assert not window.page.isVisible()
    assert _page(window).isVisible()
    assert _page(window).entry.label.text() == "阿青 的 PIN"
    assert "买家1" not in _to_be_read(window)
    assert "地毯" not in _to_be_read(window)


def test_a_hand_on_the_mouse_starts_the_minutes_again(
    owner: Person, window: MainWindow, floor: ShopFloor
) -> None:
    _leave_alone(window, floor, IDLE_MINUTES - 1)
    click(window.queue.view.viewport())
    _leave_alone(window, floor, IDLE_MINUTES - 1)
    assert not _locked(window)
    press(window.queue.view, Qt.Key.Key_Down)
    _leave_alone(window, floor, IDLE_MINUTES - 1)
    assert not _locked(window)
    _leave_alone(window, floor, 1)
    assert _locked(window)


def test_without_a_pin_nothing_is_ever_locked(
    window: MainWindow, floor: ShopFloor, ask: RecordingAsk
) -> None:
    _leave_alone(window, floor, 24 * 60)
    assert not _locked(window)
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    assert not _locked(window)
    assert "还没有设 PIN" in ask.the_only().text


def test_the_owner_chooses_the_minutes_and_zero_never_locks(
    owner: Person, window: MainWindow, floor: ShopFloor
) -> None:
    floor.services.pins.set_idle_minutes(2)
    _leave_alone(window, floor, 2)
    assert _locked(window)
    _come_back(window)
    floor.services.pins.set_idle_minutes(0)
    _leave_alone(window, floor, 24 * 60)
    assert not _locked(window)


def test_the_right_pin_brings_everything_back_as_it_was(
    owner: Person, window: MainWindow, tickets: list[int]
) -> None:
    window.queue.next()
    chosen = window.queue.current
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    assert _locked(window)
    _come_back(window)
    assert not _locked(window)
    assert window.page.isVisible()
    assert window.queue.current == chosen
    assert window.queue.view.hasFocus()


def test_a_wrong_pin_opens_nothing(
    owner: Person, window: MainWindow, floor: ShopFloor, expect_log: ExpectedLog
) -> None:
    expect_log("wrong PIN")
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    _come_back(window, "1111")
    assert _locked(window)
    assert "还可以试" in _page(window).entry.said.text()
    assert floor.services.staff.locked


def test_nothing_can_be_written_while_locked(
    owner: Person, window: MainWindow, floor: ShopFloor, tickets: list[int]
) -> None:
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    with pytest.raises(NotAllowed, match="已锁定"):
        floor.services.review.accept(tickets[0], None)
    opened = QApplication.activeModalWidget()
    for key in (Qt.Key.Key_N, Qt.Key.Key_I, Qt.Key.Key_K):
        press(_page(window).entry.field, key, CTRL)
        press(window, key, CTRL)
        press(window.queue.view, key, CTRL)
    click(window.bar.new)
    click(window.rail.shop)
    assert QApplication.activeModalWidget() is opened is None


def test_an_open_dialog_and_its_draft_survive_under_the_lock(
    owner: Person, window: MainWindow, floor: ShopFloor
) -> None:
    press(window.queue.view, Qt.Key.Key_N, CTRL)
    dialog = front(IntakeDialog)
    dialog.complaint.words.setPlainText("杯口有一道裂纹")
    dialog.resize(dialog.width() + 40, dialog.height())
    size = dialog.size()
    _leave_alone(window, floor, IDLE_MINUTES)
    assert _locked(window)
    assert not dialog.isVisible()
    assert QApplication.activeModalWidget() is None, "the PIN can be typed"
    _come_back(window)
    assert front(IntakeDialog) is dialog
    assert dialog.complaint.words.toPlainText() == "杯口有一道裂纹"
    assert dialog.size() == size
    dialog.reject()


def test_ctrl_l_locks_over_an_open_dialog_too(owner: Person, window: MainWindow) -> None:
    press(window.queue.view, Qt.Key.Key_N, CTRL)
    dialog = front(QDialog)
    press(dialog, Qt.Key.Key_L, CTRL)
    assert _locked(window)
    _come_back(window)
    dialog.reject()


def test_what_comes_up_meanwhile_waits_behind_the_lock(
    owner: Person, window: MainWindow, qtbot: QtBot
) -> None:
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    late = FaultsDialog((), window)
    late.open()

    def put_away() -> None:
        assert not late.isVisible()

    qtbot.waitUntil(put_away)
    _come_back(window)
    assert late.isVisible()
    late.reject()


def test_a_colleague_can_take_over_at_the_lock(
    owner: Person, agent: Person, window: MainWindow, floor: ShopFloor
) -> None:
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    page = _page(window)
    click(page.others)
    click(next(row for row in page.list.rows if row.person.id == agent.id))
    assert not _locked(window)
    assert floor.services.staff.current == agent
    assert window.bar.person.text() == "小周 · 客服"
    _leave_alone(window, floor, 24 * 60)
    assert not _locked(window), "小周 has no PIN"


def test_the_start_asks_first_and_reads_nothing_before(
    owner: Person, desk: Desk, floor: ShopFloor, tickets: list[int], qtbot: QtBot
) -> None:
    floor.services.staff.resume(owner.name)
    window = shown(MainWindow(desk), qtbot)
    assert _locked(window)
    assert not window.page.loaded
    assert window.queue.model.rowCount() == 0
    _come_back(window)
    assert window.queue.model.rowCount() == 4
    assert window.queue.current is not None
    window.close()


def test_files_dropped_on_the_lock_are_not_taken(
    owner: Person, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[object] = []
    monkeypatch.setattr(window.errands, "bring_files", brought.append)
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    drop(window, [tmp_path / "退款.xlsx"])
    assert brought == []
    _come_back(window)
    drop(window, [tmp_path / "退款.xlsx"])
    assert brought == [[tmp_path / "退款.xlsx"]]


def test_the_window_can_be_closed_while_locked(
    owner: Person, window: MainWindow, floor: ShopFloor
) -> None:
    press(window.queue.view, Qt.Key.Key_L, CTRL)
    assert window.close()


def test_a_verb_that_was_put_off_waits_behind_the_lock_until_somebody_is_back(
    owner: Person, window: MainWindow, floor: ShopFloor, desk: Desk
) -> None:
    with LongWrite(floor) as write:
        assert not desk.perform(floor.services.shops.create, Platform.JD, "北屿京东店")
        _leave_alone(window, floor, IDLE_MINUTES)
        assert _locked(window)
        write.end()
        desk.pending.try_now()
    assert len(floor.services.shops.all()) == 1
    _come_back(window)
    desk.pending.try_now()
    assert {shop.name for shop in floor.services.shops.all()} >= {"北屿京东店"}
