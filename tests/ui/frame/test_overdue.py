"""The list of what ran out: causes given by clicks, one for several, and the way to a ticket."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.contact import FollowUpKind
from app.domain.deadlines.clock import ClockKind, OverdueCause, Reminder
from app.domain.drafts_case import FollowUpDraft
from app.domain.ticket import Ticket
from app.domain.ticket_list import View
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import CUP, RUG, ShopFloor
from ui.desk import Desk
from ui.frame.overdue import OverdueDialog
from ui.frame.reminding import wording_of
from ui.main_window import MainWindow

LATE = datetime(2026, 11, 23, 4, tzinfo=UTC)  # Monday noon: the first word was due at 11:00
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def late(floor: ShopFloor) -> tuple[Ticket, ...]:
    """Two tickets nobody has spoken to the buyer about."""
    made = []
    for number, line in (("1001", RUG), ("1002", CUP)):
        floor.order(number, (line,))
        made.append(floor.claim(f"C{number}", number))
    floor.services.sweep.run()
    floor.clock.set(LATE)
    floor.services.sweep.run()
    return tuple(made)


def opened(desk: Desk, qtbot: QtBot) -> OverdueDialog:
    dialog = OverdueDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def causes(floor: ShopFloor, tickets: tuple[Ticket, ...]) -> set[OverdueCause | None]:
    return {b.cause for t in tickets for b in floor.ticket(t.id).breaches}


def test_one_cause_is_given_to_everything_that_is_ticked(
    desk: Desk, qtbot: QtBot, floor: ShopFloor, late: tuple[Ticket, ...], ask: RecordingAsk
) -> None:
    dialog = opened(desk, qtbot)
    assert len(dialog.ticks) == 2
    assert not dialog.go.isEnabled()
    assert "勾选" in dialog.go.toolTip()
    QTest.mouseClick(dialog.every, LEFT)
    assert "原因" in dialog.go.toolTip()
    dialog.cause.set_value(OverdueCause.SHORT_OF_HANDS.value)
    QTest.keyClicks(dialog.note, "two on leave")
    QTest.mouseClick(dialog.go, LEFT)
    assert causes(floor, late) == {OverdueCause.SHORT_OF_HANDS}
    assert ask.heard[-1].text == "已登记 2 张售后单的超时原因。"
    assert dialog.ticks == {}
    dialog.which.set_value("told")
    dialog.which.chosen.emit("told")
    assert len(dialog.buttons) == 2
    assert not dialog.causes.isVisible()


def test_only_the_ticked_ones_get_it(
    desk: Desk, qtbot: QtBot, floor: ShopFloor, late: tuple[Ticket, ...]
) -> None:
    dialog = opened(desk, qtbot)
    tick, line = next(iter(dialog.ticks.items()))
    QTest.mouseClick(tick, LEFT)
    dialog.cause.set_value(OverdueCause.SYSTEM.value)
    QTest.mouseClick(dialog.go, LEFT)
    for ticket in late:
        wanted = OverdueCause.SYSTEM if ticket.id == line.breach.ticket_id else None
        assert {b.cause for b in floor.ticket(ticket.id).breaches} == {wanted}
    assert len(dialog.ticks) == 1


def test_a_number_leads_to_its_ticket(desk: Desk, qtbot: QtBot, late: tuple[Ticket, ...]) -> None:
    dialog = opened(desk, qtbot)
    button, line = next(iter(dialog.buttons.items()))
    with qtbot.waitSignal(dialog.ticket_wanted) as heard:
        QTest.mouseClick(button, LEFT)
    assert heard.args == [line.breach.ticket_id]


def test_patterns_are_told_from_every_side(
    desk: Desk, qtbot: QtBot, late: tuple[Ticket, ...]
) -> None:
    dialog = opened(desk, qtbot)
    said = [label.text() for label in dialog.patterns.findChildren(type(dialog.count))]
    assert "待受理 2" in said
    assert "星期一 2" in said
    assert "未登记 2" in said


def test_nothing_late_says_so(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert not dialog.causes.isVisible()
    assert not dialog.patterns.isVisible()


def test_the_view_of_what_is_late_leads_there(
    window: MainWindow, floor: ShopFloor, late: tuple[Ticket, ...]
) -> None:
    page = window.page
    page.begin()
    page.rail.view_chosen.emit(View.OVERDUE)
    count = floor.services.clocks.overdue_count()
    assert count > len(late), "the desk had tickets before"
    assert page.queue.late.text == f"{count} 次超时还没有登记原因"
    page.rail.view_chosen.emit(View.OPEN)
    assert page.queue.late.text == ""
    page.rail.view_chosen.emit(View.OVERDUE)
    page.queue.late.pressed.emit()
    (dialog,) = window.findChildren(OverdueDialog)
    dialog.reject()
    everything = {line.breach.ticket_id for line in floor.services.clocks.overdue()}
    floor.services.clocks.acknowledge_all(sorted(everything), OverdueCause.TRAINING)
    assert page.queue.late.text == ""
    page.stop()


# ------------------------------------------------------------------------------------------- reminders


def test_one_reminder_opens_its_ticket(
    window: MainWindow, floor: ShopFloor, ask: RecordingAsk
) -> None:
    floor.order("1001", (RUG,))
    ticket = floor.claim("C1", "1001")
    soon = floor.clock.now() + timedelta(hours=1)
    floor.services.contacts.plan_follow_up(
        ticket.id, None, FollowUpDraft(FollowUpKind.CALL_BACK, soon, "问问尺码")
    )
    floor.clock.advance(timedelta(minutes=46))
    page = window.page
    page.reminding.remind()
    assert ask.heard[-1].text == f"{ticket.number} 的「跟进」将在 14 分钟内到期"
    assert ask.action is not None
    ask.action.act()
    assert page.queue.current == ticket.id
    heard = len(ask.heard)
    page.reminding.remind()
    assert len(ask.heard) == heard, "each is said once"


def test_several_become_one_line_that_leads_to_the_list(
    window: MainWindow, floor: ShopFloor, late: tuple[Ticket, ...], ask: RecordingAsk
) -> None:
    page = window.page
    page.reminding.remind()
    assert re.match(r"\d+ 张售后单已到期", ask.heard[-1].text)
    assert ask.action is not None
    ask.action.act()
    assert page.rail.items[View.OVERDUE].isChecked()


def test_reminding_begins_with_the_desk_and_ends_with_it(window: MainWindow) -> None:
    page = window.page
    page.begin()
    assert page.reminding.timer.isActive()
    page.stop()
    assert not page.reminding.timer.isActive()


def test_each_clock_of_a_reminder_is_named(floor: ShopFloor) -> None:
    def one(key: int, minutes: int, *, estimated: bool = False) -> Reminder:
        number = f"AS-{key}"
        return Reminder(key, number, ClockKind.PLATFORM, LATE, minutes, estimated)

    assert wording_of([one(1, 15)]) == "AS-1 的「平台时限」将在 15 分钟内到期"
    assert wording_of([one(1, 61, estimated=True)]) == (
        "AS-1 的「平台时限（估计）」将在 2 小时内到期"
    )
    assert wording_of([one(1, 60), one(2, 15), one(2, 20)]) == "2 张售后单将在 1 小时内到期"
    mixed = [one(1, 0), one(2, -5), one(3, 240)]
    assert wording_of(mixed) == "2 张售后单已到期，1 张售后单将在 4 小时内到期"
