"""The window around the panes: keys, rail, search, shops, what is dropped, and how it closes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.order import Platform
from app.domain.remedy import CancelReason
from app.domain.ticket import View
from tests.ui.frame.conftest import drop, sell, shown
from tests.ui.hands import CTRL, click, press, type_in
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import CUP, Hands, ShopFloor
from ui.desk import Desk
from ui.frame.faults import FaultsDialog
from ui.frame.month import MonthDialog
from ui.jobs import Progress, Steps
from ui.main_window import MainWindow
from ui.memory import Memory

T = TypeVar("T")


def shows(window: MainWindow, ticket_id: int, qtbot: QtBot) -> None:
    """Wait until the ticket pane was given this ticket."""

    def asked() -> None:
        assert window.queue.current == ticket_id
        assert not window.page._show_later.isActive()
        assert window.page._pending == ticket_id

    qtbot.waitUntil(asked)


def count_of(window: MainWindow, view: View) -> str:
    """The number beside a view."""
    return window.rail.items[view].accessibleDescription()


def front(kind: type[T]) -> T:
    """The dialog in front, which must be of this kind."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def test_the_first_ticket_is_there_when_the_window_opens(
    window: MainWindow, tickets: list[int], qtbot: QtBot
) -> None:
    shows(window, tickets[0], qtbot)
    assert window.windowTitle() == "北屿家居旗舰店 — 售后台"
    assert count_of(window, View.OPEN) == "4"
    assert window.status.total.text() == "4 单"
    assert "阿青" in window.bar.person.text()


def test_keys_move_through_the_list(window: MainWindow, tickets: list[int], qtbot: QtBot) -> None:
    press(window.queue.view, Qt.Key.Key_J)
    press(window.queue.view, Qt.Key.Key_J)
    press(window.queue.view, Qt.Key.Key_K)
    shows(window, tickets[1], qtbot)


def test_the_tab_key_goes_round_through_views_list_and_ticket(
    window: MainWindow, tickets: list[int], qtbot: QtBot
) -> None:
    shows(window, tickets[0], qtbot)
    pane = window.ticket
    assert pane is not None
    window.queue.take_focus()
    ring = Hands(window).ring(most=200)
    for stop in (window.queue.view, pane.tabs, window.bar.search, window.rail.check):
        assert stop in ring
    assert any(pane.actions_bar.isAncestorOf(one) for one in ring)
    window.queue.take_focus()
    press(window.queue.view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.queue.kind.hasFocus()


def test_a_held_key_reads_only_the_last_ticket(
    window: MainWindow, tickets: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows(window, tickets[0], qtbot)
    read: list[int | None] = []
    monkeypatch.setattr(window.page.ticket, "show_ticket", read.append)
    for _step in range(3):
        press(window.queue.view, Qt.Key.Key_J)

    def rests() -> None:
        assert read

    qtbot.waitUntil(rests)
    assert read == [tickets[3]]


def test_letters_typed_into_the_search_are_letters(window: MainWindow, tickets: list[int]) -> None:
    press(window.queue.view, Qt.Key.Key_K, CTRL)
    assert window.bar.search.hasFocus()
    type_in(window.bar.search, "jk/")
    assert window.bar.search.text() == "jk/"
    assert window.queue.current == tickets[0]


def test_a_search_finds_ended_tickets_and_escape_brings_the_view_back(
    window: MainWindow, floor: ShopFloor, tickets: list[int], qtbot: QtBot
) -> None:
    floor.order("5550001", (CUP,), nickname="小鹿不迷路")
    mug = floor.claim("5551", "5550001", sku="MK-350-B", title="手工陶瓷马克杯")
    floor.services.closing.cancel(mug.id, mug.version, CancelReason.AGREED, "")
    window.bar.search.setText("马克杯")
    press(window.bar.search, Qt.Key.Key_Return)
    assert window.queue.title.text() == "搜索结果"
    assert window.queue.note.text() == "1 单 · 最新在前"
    assert not window.rail.items[View.OPEN].isChecked()
    shows(window, mug.id, qtbot)
    assert window.queue.view.hasFocus(), "Enter goes on into the list"
    press(window.queue.view, Qt.Key.Key_Escape)
    assert window.bar.search.text() == ""
    assert window.queue.title.text() == "全部未结"
    assert window.rail.items[View.OPEN].isChecked()


def test_a_view_narrows_a_search(window: MainWindow, tickets: list[int]) -> None:
    window.bar.search.setText("地毯")
    press(window.bar.search, Qt.Key.Key_Return)
    click(window.rail.items[View.COMPLETED])
    assert window.queue.title.text() == "已完成"
    click(window.queue.empty._button)
    assert window.queue.title.text() == "搜索结果"
    assert window.queue.model.rowCount() == 4


def test_counts_are_alive(window: MainWindow, floor: ShopFloor, tickets: list[int]) -> None:
    assert (count_of(window, View.NEW), count_of(window, View.REVIEWING)) == ("4", "0")
    floor.services.review.accept(tickets[0], floor.ticket(tickets[0]).version)
    assert (count_of(window, View.NEW), count_of(window, View.REVIEWING)) == ("3", "1")
    floor.claim("424242", "274901835527118001")
    assert count_of(window, View.OPEN) == "5"
    assert window.queue.note.text().startswith("5 单")


def test_an_empty_view_shows_no_ticket(
    window: MainWindow, tickets: list[int], qtbot: QtBot
) -> None:
    shows(window, tickets[0], qtbot)
    click(window.rail.items[View.COMPLETED])
    assert window.queue.empty.isVisible()
    assert window.queue.current is None
    click(window.rail.items[View.OPEN])
    shows(window, tickets[0], qtbot)


def test_the_first_tickets_of_an_empty_desk_are_shown_by_themselves(
    desk: Desk, floor: ShopFloor, qtbot: QtBot
) -> None:
    window = shown(MainWindow(desk), qtbot)
    assert window.queue.empty.isVisible()
    first = sell(floor, 2)[0]
    shows(window, first, qtbot)
    assert not window.queue.empty.isVisible()


def test_one_shop_at_a_time(
    window: MainWindow, floor: ShopFloor, tickets: list[int], memory: Memory
) -> None:
    assert [one.text() for one in window.bar._shops.actions()] == ["北屿家居旗舰店 · 淘宝"]
    other = floor.services.shops.create(Platform.JD, "北屿京东店")
    names = [one.text() for one in window.bar._shops.actions()]
    assert names == ["全部店铺", "北屿家居旗舰店 · 淘宝", "北屿京东店 · 京东"]
    window.bar._shops.actions()[2].trigger()
    assert window.queue.model.rowCount() == 0
    assert count_of(window, View.OPEN) == "0"
    assert window.bar.shop.text() == "北屿京东店"
    assert memory.number("shop") == other.id
    window.bar._shops.actions()[0].trigger()
    assert window.queue.model.rowCount() == 4


def test_the_look_changes_and_is_marked(window: MainWindow, desk: Desk) -> None:
    dark = next(one for one in window.bar._modes.actions() if one.text() == "深色")
    dark.trigger()
    assert desk.theme.mode == "dark"
    marked = [one.text() for one in window.bar._modes.actions() if one.isChecked()]
    assert marked == ["深色"]
    desk.theme.apply("light")


def test_a_new_ticket_is_shown_at_once(
    window: MainWindow, floor: ShopFloor, tickets: list[int], qtbot: QtBot
) -> None:
    click(window.rail.items[View.OVERDUE])
    floor.order("7770001")
    made = floor.claim("7771", "7770001")
    window.errands.ticket_made.emit(made.id)
    shows(window, made.id, qtbot)
    assert window.queue.view.current_row() >= 0
    assert window.rail.items[View.ALL].isChecked()


def test_the_form_for_a_new_ticket_opens_by_key(window: MainWindow) -> None:
    press(window.queue.view, Qt.Key.Key_N, CTRL)
    dialog = front(QDialog)
    assert dialog.windowTitle() == "新建售后单"
    dialog.reject()


def test_platform_files_can_be_dropped_anywhere(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[object] = []
    monkeypatch.setattr(window.errands, "bring_files", brought.append)
    file = tmp_path / "退款.xlsx"
    drop(window, [file, tmp_path / "订单.CSV"])
    drop(window, [tmp_path / "杯子.jpg"])
    drop(window, [file, tmp_path / "杯子.jpg"])
    assert brought == [[file, tmp_path / "订单.CSV"]]


def test_the_month_is_written_where_it_was_asked_for(
    window: MainWindow, ask: RecordingAsk, tmp_path: Path
) -> None:
    click(window.rail.report)
    dialog = front(MonthDialog)
    assert dialog.draft() == (2026, 11, None)
    click(dialog.primary)
    assert ask.last is not None
    assert ask.last.details == "售后月报 2026-11.xlsx"
    target = tmp_path / "月报.xlsx"
    ask.pick(target)
    assert target.read_bytes()[:2] == b"PK"
    assert ask.last.text == "已写好 月报.xlsx"
    assert ask.action is not None
    assert ask.action.text == "打开所在文件夹"


def test_checking_sound_data_says_so(
    window: MainWindow, ask: RecordingAsk, tickets: list[int]
) -> None:
    click(window.rail.check)
    assert ask.last is not None
    assert ask.last.text.startswith("数据完好")


def test_checking_names_what_was_altered(
    window: MainWindow, floor: ShopFloor, tickets: list[int]
) -> None:
    floor.db.connection.execute("UPDATE ticket SET requested_cents = 1 WHERE id = 1")
    click(window.rail.check)
    dialog = front(FaultsDialog)
    assert "不符" in dialog.windowTitle()
    assert "ticket" in dialog.details.toPlainText()
    dialog.reject()


def test_the_list_of_keys_names_those_of_the_window(window: MainWindow) -> None:
    press(window.queue.view, Qt.Key.Key_F1)
    dialog = front(QDialog)
    assert dialog.windowTitle() == "快捷键"
    dialog.reject()


def test_a_running_job_shows_its_progress_and_can_be_stopped(
    window: MainWindow, desk: Desk
) -> None:
    desk.jobs.running.emit(Progress("正在写月度报表", 3, 10))
    assert window.status.job.isVisible()
    assert not window.status.saved.isVisible()
    desk.jobs.running.emit(None)
    assert not window.status.job.isVisible()
    assert window.status.saved.isVisible()


def test_a_window_does_not_close_over_a_running_job(
    window: MainWindow, desk: Desk, ask: RecordingAsk, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    told = _Told(closed)
    window.closing.connect(told.now)

    def run(_steps: Steps) -> None:
        event = QCloseEvent()
        window.closeEvent(event)
        assert not event.isAccepted()

    desk.jobs.run("正在导入", run)
    assert ask.question is not None
    assert "正在导入" in ask.question.text
    assert closed == []
    ask.answer_yes()
    assert closed == [True]


class _Told:
    def __init__(self, into: list[bool]) -> None:
        self._into = into

    def now(self) -> None:
        self._into.append(True)


def test_sizes_are_remembered(desk: Desk, memory: Memory, tickets: list[int], qtbot: QtBot) -> None:
    first = shown(MainWindow(desk), qtbot)
    first.resize(1300, 760)
    first.page.panes.setSizes([170, 400, 730])
    widths = first.page.panes.sizes()
    first.close()
    second = shown(MainWindow(desk), qtbot)
    assert second.size().width() == 1300
    assert second.page.panes.sizes() == widths


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_everything_fits(desk: Desk, floor: ShopFloor, size: tuple[int, int], qtbot: QtBot) -> None:
    sell(floor, 2)
    window = shown(MainWindow(desk), qtbot)
    window.resize(*size)
    bar = window.bar
    right = bar.person.mapTo(window, bar.person.rect().topRight()).x()
    assert right < size[0]
    assert bar.search.geometry().right() < bar.bring.geometry().left()
    lowest = window.rail.check
    assert lowest.mapTo(window, lowest.rect().bottomLeft()).y() < size[1] - window.status.height()
