"""Somebody else takes over: from the menu, by key, with and without a PIN."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.staff import TRIES, Person
from tests.ui.conftest import ExpectedLog
from tests.ui.hands import CTRL, click, front, press, type_in
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.frame.person import PersonDialog
from ui.frame.person_list import PersonRow
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.settings.people import PeopleDialog
from ui.theme import Theme

PIN = "4826"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def agent(floor: ShopFloor) -> Person:
    """小周, an agent without a PIN."""
    return floor.services.staff.add("小周", ("agent",))


@pytest.fixture
def storekeeper(floor: ShopFloor) -> Person:
    """阿强 of the warehouse, with a PIN."""
    made = floor.services.staff.add("阿强", ("warehouse",))
    floor.services.pins.set_pin(made.id, PIN)
    return floor.services.staff.get(made.id)


def _asked(window: MainWindow) -> PersonDialog:
    press(window.queue.view, Qt.Key.Key_P, CTRL | SHIFT)
    return front(PersonDialog)


def _row(dialog: PersonDialog, person: Person) -> PersonRow:
    return next(row for row in dialog.list.rows if row.person.id == person.id)


def test_everybody_is_listed_with_roles_and_whether_a_pin_is_wanted(
    window: MainWindow, agent: Person, storekeeper: Person
) -> None:
    gone = window.page._desk.services.staff.add("小林", ("agent",))
    window.page._desk.services.staff.deactivate(gone.id)
    dialog = _asked(window)
    said = [(row.text(), row.accessibleDescription()) for row in dialog.list.rows]
    assert said == [("阿青", "店主 正在操作"), ("小周", "客服"), ("阿强", "仓库 需要 PIN")]
    assert not dialog.primary.isVisible(), "nothing is to be confirmed before somebody is chosen"
    dialog.reject()


def test_one_without_a_pin_acts_at_once(
    window: MainWindow, floor: ShopFloor, agent: Person, ask: RecordingAsk, memory: Memory
) -> None:
    dialog = _asked(window)
    click(_row(dialog, agent))
    assert not dialog.isVisible()
    assert floor.services.staff.current == agent
    assert window.bar.person.text() == "小周 · 客服"
    assert memory.number("person") == agent.id
    assert ask.the_only().text == "现在由小周操作"


def test_the_arrow_keys_pass_over_people_without_choosing_them(
    window: MainWindow, floor: ShopFloor, agent: Person, storekeeper: Person
) -> None:
    dialog = _asked(window)
    for _step in range(2):
        press(dialog.focusWidget(), Qt.Key.Key_Down)
        assert window.bar.person.text() == "阿青 · 店主"
    assert dialog.focusWidget() is _row(dialog, storekeeper)
    press(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.entry.field
    dialog.reject()


def test_enter_after_the_pin_is_all_it_takes(
    window: MainWindow, floor: ShopFloor, storekeeper: Person
) -> None:
    dialog = _asked(window)
    click(_row(dialog, storekeeper))
    assert dialog.entry.label.text() == "阿强 的 PIN"
    type_in(dialog.entry.field, PIN)
    press(dialog.entry.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.bar.person.text() == "阿强 · 仓库"


def test_only_digits_can_be_typed_and_too_few_cost_no_try(
    window: MainWindow, storekeeper: Person
) -> None:
    dialog = _asked(window)
    click(_row(dialog, storekeeper))
    type_in(dialog.entry.field, "4a8")
    assert dialog.entry.field.text() == "48"
    click(dialog.primary)
    assert dialog.entry.said.text() == "PIN 是 4 到 8 位数字。"
    assert dialog.isVisible()
    dialog.reject()


def test_a_wrong_pin_says_how_many_tries_are_left_and_then_counts_the_wait_down(
    window: MainWindow, floor: ShopFloor, storekeeper: Person, expect_log: ExpectedLog
) -> None:
    expect_log("wrong PIN")
    dialog = _asked(window)
    click(_row(dialog, storekeeper))
    field, said = dialog.entry.field, dialog.entry.said
    for used in range(1, TRIES):
        type_in(field, "0000")
        press(field, Qt.Key.Key_Return)
        assert f"还可以试 {TRIES - used} 次" in said.text()
        assert field.text() == ""
    type_in(field, "0000")
    press(field, Qt.Key.Key_Return)
    assert "1:00" in said.text()
    assert not field.isEnabled()
    assert not dialog.primary.isEnabled()
    floor.clock.advance(timedelta(seconds=18))
    dialog.entry.count_down()
    assert "0:42" in said.text()
    floor.clock.advance(timedelta(seconds=42))
    dialog.entry.count_down()
    assert said.text() == ""
    type_in(field, PIN)
    press(field, Qt.Key.Key_Return)
    assert floor.services.staff.current == storekeeper


def test_the_only_owner_is_not_sent_to_the_owner_while_waiting(
    window: MainWindow, floor: ShopFloor, agent: Person, expect_log: ExpectedLog
) -> None:
    expect_log("wrong PIN")
    owner = floor.services.staff.current
    assert owner is not None
    floor.services.pins.set_pin(owner.id, PIN)
    floor.services.pins.switch_to(agent.id)
    for _try in range(TRIES):
        window.page._desk.attempt(floor.services.pins.switch_to, owner.id, "0000")
    dialog = _asked(window)
    click(_row(dialog, owner))
    said = dialog.entry.said.text()
    assert "还要等 1:00" in said
    assert "staff pin 阿青 --forgotten" in said
    assert "请店主" not in said
    dialog.reject()


def test_the_wait_is_still_on_when_the_dialog_is_opened_again(
    window: MainWindow, floor: ShopFloor, storekeeper: Person, expect_log: ExpectedLog
) -> None:
    expect_log("wrong PIN")
    for _try in range(TRIES):
        window.page._desk.attempt(floor.services.pins.switch_to, storekeeper.id, "0000")
    dialog = _asked(window)
    click(_row(dialog, storekeeper))
    assert "1:00" in dialog.entry.said.text()
    assert not dialog.entry.field.isEnabled()
    dialog.reject()


def test_the_menu_asks_those_for_their_pin_who_have_one(
    window: MainWindow, floor: ShopFloor, agent: Person, storekeeper: Person
) -> None:
    names = {one.data().name: one for one in window.bar._people.actions()}
    assert "PIN" in names["阿强"].text()
    names["小周"].trigger()
    assert window.bar.person.text() == "小周 · 客服"
    names = {one.data().name: one for one in window.bar._people.actions()}
    names["阿强"].trigger()
    dialog = front(PersonDialog)
    assert dialog.entry.label.text() == "阿强 的 PIN"
    dialog.reject()
    assert window.bar.person.text() == "小周 · 客服"
    marked = [one.data().name for one in window.bar._people.actions() if one.isChecked()]
    assert marked == ["小周"], "whoever was only asked for the PIN does not act"


def test_a_shop_of_one_is_told_so_and_led_to_the_people(window: MainWindow) -> None:
    assert window.bar._people.actions() == [], "there is nobody to choose"
    dialog = _asked(window)
    assert "只有你一个人" in dialog.alone.text()
    click(dialog.more)
    people = front(PeopleDialog)
    assert people.isVisible()
    people.reject()


def test_who_may_not_add_people_is_not_offered_it(
    window: MainWindow, floor: ShopFloor, agent: Person, ask: RecordingAsk
) -> None:
    floor.services.pins.switch_to(agent.id)
    dialog = _asked(window)
    assert not dialog.more.isVisible()
    dialog.reject()
    click(window.rail.people)
    assert ask.the_only().text == "「管理人员」需要店主来做，你的角色是客服。"


class _Patient:
    """A desk whose jobs really run beside the window."""

    def __init__(self, floor: ShopFloor, ask: RecordingAsk, theme: Theme) -> None:
        self.relay = ChangeRelay(floor.db.listen)
        self.desk = Desk(floor.services, self.relay, ask, Jobs(), theme, Memory(None))


@pytest.fixture
def patient(floor: ShopFloor, ask: RecordingAsk, theme: Theme) -> Iterator[_Patient]:
    made = _Patient(floor, ask, theme)
    yield made
    made.desk.jobs.stop()
    made.relay.stop()


def test_the_window_stays_alive_while_the_pin_is_checked(
    patient: _Patient, floor: ShopFloor, storekeeper: Person, qtbot: QtBot
) -> None:
    window = MainWindow(patient.desk)
    qtbot.addWidget(window)
    with qtbot.waitActive(window), qtbot.waitSignal(window.painted):
        window.show()
        window.activateWindow()
    window.errands.become(storekeeper)
    dialog = front(PersonDialog)
    type_in(dialog.entry.field, PIN)
    with qtbot.waitSignal(window.page.switching.let_in, timeout=2_000):
        click(dialog.primary)
        assert dialog.entry.busy.isVisible(), "the proof runs beside the window"
        assert not dialog.entry.field.isEnabled()
        assert not dialog.primary.isEnabled(), "a second click asks nothing twice"
    assert floor.services.staff.current == storekeeper
    assert not dialog.isVisible()


def test_a_dialog_closed_meanwhile_costs_nothing(
    patient: _Patient, storekeeper: Person, qtbot: QtBot
) -> None:
    window = MainWindow(patient.desk)
    qtbot.addWidget(window)
    with qtbot.waitActive(window), qtbot.waitSignal(window.painted):
        window.show()
        window.activateWindow()
    window.errands.become(storekeeper)
    dialog = front(PersonDialog)
    type_in(dialog.entry.field, PIN)
    with qtbot.waitSignal(window.page.switching.let_in, timeout=2_000):
        click(dialog.primary)
        dialog.reject()
    assert window.bar.person.text() == "阿强 · 仓库"
