"""今日待跟进 and 处理经验: lists of the whole desk, opened by their keys, worked with the mouse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.contact import FollowUpKind, SolutionNote
from app.domain.drafts_case import FollowUpDraft
from tests.ui.decide.deciding import choose
from tests.ui.hands import CTRL, click, front, press, type_in
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import NOON, ShopFloor
from ui.desk import Desk
from ui.frame.note_form import NoteForm
from ui.frame.solution_notes import SolutionNotesDialog
from ui.frame.today import TodayDialog
from ui.main_window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


def plan(
    floor: ShopFloor, ticket: int, what: str, hours: int = 2, staff: int | None = None
) -> None:
    draft = FollowUpDraft(FollowUpKind.CALL_BACK, NOON + timedelta(hours=hours), what, staff)
    floor.services.contacts.plan_follow_up(ticket, None, draft)


def texts(widget: QWidget) -> list[str]:
    for _round in range(3):
        QCoreApplication.sendPostedEvents()
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


# ------------------------------------------------------------------------------------ today


def test_the_key_opens_todays_list_and_a_click_leads_to_the_ticket(
    window: MainWindow, floor: ShopFloor, tickets: list[int]
) -> None:
    plan(floor, tickets[2], "问尺码")
    press(window, Qt.Key.Key_D, CTRL | SHIFT)
    dialog = front(TodayDialog)
    (button,) = dialog.buttons
    assert button.text() == floor.ticket(tickets[2]).number
    click(button)
    assert window.queue.current == tickets[2]


def test_it_is_in_the_menu_of_the_person(window: MainWindow) -> None:
    window.bar.show_house(window.page.commands)
    names = [action.text() for action in window.bar._house]
    assert {"今日待跟进", "处理经验"} <= set(names)


def test_ones_own_come_first_and_everybodys_are_one_click_away(
    desk: Desk, floor: ShopFloor, tickets: list[int], home: QWidget
) -> None:
    ming = floor.services.staff.add("阿明", ("agent",))
    plan(floor, tickets[0], "我的事")
    plan(floor, tickets[1], "阿明的事", staff=ming.id)
    dialog = TodayDialog(desk, home)
    dialog.open()
    assert [one.what for one in dialog.buttons.values()] == ["我的事"]
    choose(dialog.whose, "全部 2")
    assert [one.what for one in dialog.buttons.values()] == ["我的事", "阿明的事"]
    dialog.reject()


def test_with_nothing_of_ones_own_the_others_stand_there_at_once(
    desk: Desk, floor: ShopFloor, tickets: list[int], home: QWidget
) -> None:
    ming = floor.services.staff.add("阿明", ("agent",))
    plan(floor, tickets[1], "阿明的事", staff=ming.id)
    dialog = TodayDialog(desk, home)
    dialog.open()
    assert len(dialog.buttons) == 1
    dialog.reject()


def test_what_is_late_is_red_and_counted_and_the_list_follows_the_desk(
    desk: Desk, floor: ShopFloor, tickets: list[int], home: QWidget
) -> None:
    plan(floor, tickets[0], "早", 1)
    plan(floor, tickets[1], "晚", 3)
    floor.clock.advance(timedelta(hours=2))
    dialog = TodayDialog(desk, home)
    dialog.open()
    assert dialog.count.text() == "1 件已经过了时间"
    key = floor.ticket(tickets[0]).follow_ups[0].id
    floor.services.contacts.follow_up_done(tickets[0], None, key, "好了")
    assert [one.what for one in dialog.buttons.values()] == ["晚"]
    assert dialog.count.text() == ""
    dialog.reject()


def test_an_empty_day_says_so(desk: Desk, tickets: list[int], home: QWidget) -> None:
    dialog = TodayDialog(desk, home)
    dialog.open()
    assert "都跟进完了" in texts(dialog)
    dialog.reject()


# ------------------------------------------------------------------------------------ notes


@pytest.fixture
def notes(floor: ShopFloor) -> None:
    save = floor.services.solution_notes.save
    save(SolutionNote(0, "马克杯掉釉", "杯口缺口", "换新并提醒手洗", "MK-350-B", "E-07"))
    save(SolutionNote(0, "地毯色差", "图片偏亮", "发自然光照片", "DT-160-H"))


def test_the_key_opens_the_notes_and_typing_finds_one(
    window: MainWindow, floor: ShopFloor, notes: None
) -> None:
    press(window, Qt.Key.Key_J, CTRL)
    dialog = front(SolutionNotesDialog)
    assert len(dialog.cards) == 2
    type_in(dialog.search, "e07")
    press(dialog.search, Qt.Key.Key_Down)
    assert [card.note_shown.title for card in dialog.cards] == ["马克杯掉釉"]
    dialog.reject()


def test_copying_takes_the_advice_along_and_counts(
    desk: Desk, floor: ShopFloor, notes: None, home: QWidget
) -> None:
    dialog = SolutionNotesDialog(desk, parent=home)
    dialog.open()
    card = next(one for one in dialog.cards if one.note_shown.title == "地毯色差")
    click(card.copy)
    assert QGuiApplication.clipboard().text() == "发自然光照片"
    assert "用过 1 次" in " ".join(texts(dialog))
    dialog.reject()


def test_a_note_is_written_worded_anew_and_taken_away(
    desk: Desk, floor: ShopFloor, home: QWidget, ask: RecordingAsk
) -> None:
    dialog = SolutionNotesDialog(desk, parent=home)
    dialog.open()
    assert "还没有处理经验" in texts(dialog)
    click(dialog.add)
    form = front(NoteForm)
    assert form.problem() == "请填写「标题」。"
    form.name.set_value("台灯不亮")
    form.advice.set_value("打 13812342209 问电工")
    click(form.primary)
    assert "像电话" in " ".join(texts(form)), "refused, and what was typed stays"
    form.advice.set_value("换保险丝")
    click(form.primary)
    click(dialog.cards[0].edit)
    form = front(NoteForm)
    assert form.name.value() == "台灯不亮"
    form.fault_code.set_value("L1")
    click(form.primary)
    assert dialog.cards[0].note_shown.fault_code == "L1"
    click(dialog.cards[0].remove)
    assert ask.question is not None
    ask.answer_yes()
    assert dialog.cards == []
    assert floor.services.solution_notes.find("") == ()
    dialog.reject()


def test_what_is_not_found_is_said_with_what_was_looked_for(
    desk: Desk, notes: None, home: QWidget
) -> None:
    dialog = SolutionNotesDialog(desk, parent=home)
    dialog.open()
    dialog.show_notes("冰箱")
    assert "没有找到「冰箱」" in texts(dialog)
    dialog.reject()


def test_the_warehouse_reads_and_copies_only(
    desk: Desk, floor: ShopFloor, notes: None, home: QWidget
) -> None:
    floor.services.staff.add("阿明", ("warehouse",))
    floor.services.staff.act_as("阿明")
    dialog = SolutionNotesDialog(desk, parent=home)
    dialog.open()
    assert not dialog.add.isEnabled()
    assert "你的角色是仓库" in dialog.add.reason
    card = dialog.cards[0]
    assert (card.copy.isEnabled(), card.edit.isEnabled(), card.remove.isEnabled()) == (
        True, False, False,
    )  # fmt: skip
    dialog.reject()
