"""The list with its keys: what is chosen stays chosen, whatever is written meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.remedy import CancelReason, Remedy
from app.domain.ticket import View
from tests.ui.hands import click, press
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk
from ui.queue.pane import QueuePane
from ui.queue.scope import Scope


@pytest.fixture
def pane(desk: Desk, floor: ShopFloor, tickets: list[int], qtbot: QtBot) -> QueuePane:
    """The list of all open tickets, on screen."""
    made = QueuePane(desk, floor.clock)
    made.set_shops(floor.services.shops.all())
    made.set_total(len(tickets))
    made.show_scope(Scope())
    made.resize(430, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def chosen(pane: QueuePane) -> list[int]:
    """Everything that is told from now on."""
    told: list[int] = []
    pane.ticket_chosen.connect(told.append)
    return told


def test_the_head_counts_and_says_the_order(pane: QueuePane) -> None:
    assert pane.title.text() == "全部未结"
    assert pane.note.text() == "4 单 · 按截止时间"


def test_a_click_chooses_a_ticket_once(pane: QueuePane, tickets: list[int]) -> None:
    told = chosen(pane)
    second = pane.view.visualRect(pane.model.index(1, 0)).center()
    click(pane.view.viewport(), second)
    click(pane.view.viewport(), second)
    assert told == [tickets[1]]


def test_arrows_end_and_enter_work_in_the_list(
    pane: QueuePane, tickets: list[int], qtbot: QtBot
) -> None:
    told = chosen(pane)
    pane.choose_first()
    press(pane.view, Qt.Key.Key_Down)
    press(pane.view, Qt.Key.Key_End)
    press(pane.view, Qt.Key.Key_Up)
    assert told == [tickets[0], tickets[1], tickets[3], tickets[2]]
    with qtbot.waitSignal(pane.opened):
        press(pane.view, Qt.Key.Key_Return)


def test_next_and_previous_stop_at_the_ends(pane: QueuePane, tickets: list[int]) -> None:
    told = chosen(pane)
    pane.previous()
    pane.previous()
    for _step in range(6):
        pane.next()
    assert told == tickets


def test_the_choice_stays_with_its_ticket_when_others_come_and_go(
    pane: QueuePane, floor: ShopFloor, tickets: list[int]
) -> None:
    pane.choose(tickets[2])
    told = chosen(pane)
    floor.services.closing.cancel(
        tickets[0], floor.ticket(tickets[0]).version, CancelReason.AGREED, ""
    )
    pane.reload()
    assert pane.view.current_row() == 1
    assert pane.current == tickets[2]
    assert told == [], "nothing was chosen by a person"
    assert pane.note.text().startswith("3 单")


def test_a_ticket_that_leaves_the_list_makes_room_for_the_next(
    pane: QueuePane, floor: ShopFloor, tickets: list[int]
) -> None:
    pane.choose(tickets[1])
    told = chosen(pane)
    floor.services.closing.cancel(
        tickets[1], floor.ticket(tickets[1]).version, CancelReason.AGREED, ""
    )
    pane.reload()
    assert pane.view.current_row() == -1
    assert pane.current == tickets[1], "the person still reads it"
    pane.next()
    assert told == [tickets[2]], "not the one after the next"


def test_a_long_list_keeps_its_place_while_it_is_read(
    pane: QueuePane, floor: ShopFloor, tickets: list[int]
) -> None:
    floor.order("9990001")
    for number in range(30):
        floor.claim(f"88{number:03}", "9990001")
    pane.reload()
    bar = pane.view.verticalScrollBar()
    bar.setValue(700)
    floor.claim("88999", "9990001")
    pane.reload()
    assert bar.value() == 700


@pytest.mark.qt_log_ignore("This plugin does not support")  # an open menu, offscreen
def test_one_kind_only(pane: QueuePane, floor: ShopFloor, qtbot: QtBot) -> None:
    floor.order("9990002")
    floor.claim("99001", "9990002", remedy=Remedy.REFUND_ONLY)
    with qtbot.waitSignal(pane.kind_chosen) as told:
        click(pane.kind)
        action = next(one for one in pane._kinds.actions() if one.text() == "仅退款")
        action.trigger()
    pane._kind_menu.close()
    assert told.args == [Remedy.REFUND_ONLY]
    pane.show_scope(Scope(kind=Remedy.REFUND_ONLY))
    assert pane.model.rowCount() == 1
    assert (pane.kind.text(), pane.kind.isChecked()) == ("类型：仅退款", True)


def test_time_goes_on_without_a_write(
    pane: QueuePane, floor: ShopFloor, tickets: list[int]
) -> None:
    first = pane.model.row(0)
    assert first is not None
    assert first.due == "本店 · 明天 11:00"
    floor.clock.advance(timedelta(hours=22))
    pane._on_tick()
    later = pane.model.row(0)
    assert later is not None
    assert (later.due, later.due_tone) == ("本店 · 剩 1 小时 00 分", "warn")


def test_what_runs_out_enters_the_view_of_late_ones_by_itself(
    pane: QueuePane, floor: ShopFloor, tickets: list[int]
) -> None:
    pane.show_scope(Scope(view=View.OVERDUE))
    assert pane.model.rowCount() == 0
    floor.clock.advance(timedelta(hours=31))
    pane._on_tick()
    assert pane.model.rowCount() == len(tickets)


@pytest.mark.parametrize(
    ("scope", "title", "button"),
    [
        (Scope(view=View.OVERDUE), "没有超时的售后单", ""),
        (Scope(view=View.COMPLETED), "这里没有售后单", ""),
        (Scope(search="不存在的东西"), "没有找到「不存在的东西」", ""),
        (
            Scope(search="地毯", narrowed=True, view=View.COMPLETED),
            "没有找到「地毯」",
            "在全部售后单里找",
        ),
        (Scope(kind=Remedy.REPAIR), "没有「维修」的售后单", ""),
    ],
)
def test_an_empty_list_says_why(pane: QueuePane, scope: Scope, title: str, button: str) -> None:
    pane.show_scope(scope)
    assert pane.empty.isVisible()
    assert pane.empty._title.text() == title
    assert pane.empty._button.isVisible() == bool(button)
    assert pane.empty._button.text() == button


def test_an_empty_desk_offers_the_import(pane: QueuePane, qtbot: QtBot) -> None:
    pane.set_total(0)
    pane.show_scope(Scope(view=View.OVERDUE))
    assert pane.empty._title.text() == "还没有售后单"
    with qtbot.waitSignal(pane.helped) as told:
        click(pane.empty._button)
    assert told.args == ["import"]


def test_marks_are_walked_for_long_lists_and_dropped_after_a_write(
    pane: QueuePane,
    floor: ShopFloor,
    tickets: list[int],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.queue.fences.WORTH_IT", 3)
    used: list[object] = []
    monkeypatch.setattr(type(floor.services.queue), "use_fences", _Noting(used))
    with qtbot.waitSignal(pane._fences.built):
        pane.show_scope(Scope())
    assert used[0] is None
    assert getattr(used[-1], "filter", None) == Scope().filter()
    pane.reload()
    assert used[-1] is None
    pane.stop()


class _Noting:
    """Stands in for a method and keeps what it was given."""

    def __init__(self, into: list[object]) -> None:
        self._into = into

    def __call__(self, fences: object) -> None:
        self._into.append(fences)
