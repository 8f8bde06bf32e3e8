"""People and limits on screen: who works here, as what, and up to how much alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.access import Role
from app.domain.approval import DEFAULT_LIMITS, Limit, LimitScope
from app.domain.money import Money
from app.domain.remedy import Remedy
from app.domain.shop import Platform
from app.domain.staff import IDLE_MINUTES, Person
from app.errors import RuleViolation
from tests.ui.conftest import ExpectedLog
from tests.ui.hands import click, front, type_in
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk
from ui.settings.limits import LimitsDialog
from ui.settings.people import PeopleDialog
from ui.settings.person_form import PersonForm
from ui.settings.pin import PinDialog

OWNER = 1


@pytest.fixture
def people(desk: Desk, floor: ShopFloor, home: QWidget) -> list[PeopleDialog]:
    """The dialog, in a list: a fixture must not hold on to a dialog that shall die."""
    floor.services.staff.add("小周", (Role.AGENT,))
    dialog = PeopleDialog(desk, home)
    dialog.open()
    return [dialog]


@pytest.fixture
def limits(desk: Desk, floor: ShopFloor, home: QWidget) -> list[LimitsDialog]:
    dialog = LimitsDialog(desk, home)
    dialog.open()
    return [dialog]


def _named(floor: ShopFloor, name: str) -> Person:
    return next(p for p in floor.services.staff.people(active_only=False) if p.name == name)


def test_somebody_is_added_with_several_roles(
    people: list[PeopleDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = people.pop()
    click(dialog.add)
    form = front(PersonForm)
    assert "名字" in form.problem()
    form.name.setText("阿强")
    form.roles[Role.AGENT].setChecked(False)
    assert "至少选一个角色" in form.problem()
    form.roles[Role.WAREHOUSE].setChecked(True)
    form.roles[Role.FINANCE].setChecked(True)
    click(form.primary)
    made = _named(floor, "阿强")
    assert made.roles == (Role.WAREHOUSE, Role.FINANCE)
    assert made.id in dialog.rows, "the table shows the newcomer at once"
    assert ask.the_only().text == "阿强 已保存"
    dialog.reject()


def test_a_taken_name_is_said_and_what_was_typed_stays(
    people: list[PeopleDialog], floor: ShopFloor
) -> None:
    dialog = people.pop()
    click(dialog.add)
    form = front(PersonForm)
    form.name.setText("小周")
    form.roles[Role.LEAD].setChecked(True)
    click(form.primary)
    assert form.isVisible()
    assert "已经有叫「小周」的同事" in form._complaint.text
    assert form.chosen() == (Role.AGENT, Role.LEAD)
    form.reject()
    dialog.reject()


def test_name_and_roles_change_together(people: list[PeopleDialog], floor: ShopFloor) -> None:
    dialog = people.pop()
    zhou = _named(floor, "小周")
    click(dialog.rows[zhou.id].edit)
    form = front(PersonForm)
    form.name.setText("周敏")
    form.roles[Role.LEAD].setChecked(True)
    click(form.primary)
    changed = floor.services.staff.get(zhou.id)
    assert (changed.name, changed.roles) == ("周敏", (Role.AGENT, Role.LEAD))
    dialog.reject()


def test_the_last_owner_keeps_the_role_and_stays_and_is_told_why(
    people: list[PeopleDialog], floor: ShopFloor
) -> None:
    dialog = people.pop()
    assert not dialog.rows[OWNER].leave.isEnabled()
    assert "至少要有一位店主" in dialog.rows[OWNER].leave.reason
    click(dialog.rows[OWNER].edit)
    form = front(PersonForm)
    assert not form.roles[Role.OWNER].isEnabled()
    assert "唯一的店主" in form.kept.text()
    form.reject()
    floor.services.staff.add("老陈", (Role.OWNER,))
    assert "不能让自己离职" in dialog.rows[OWNER].leave.reason
    click(dialog.rows[OWNER].edit)
    form = front(PersonForm)
    assert form.roles[Role.OWNER].isEnabled(), "there is another owner now"
    form.reject()
    dialog.reject()


def test_somebody_leaves_and_comes_back(
    people: list[PeopleDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = people.pop()
    zhou = _named(floor, "小周")
    click(dialog.rows[zhou.id].leave)
    assert ask.question is not None
    assert "不能再切换成他" in ask.question.text
    assert floor.services.staff.get(zhou.id).active, "nothing happens before the answer"
    ask.answer_yes()
    assert not floor.services.staff.get(zhou.id).active
    assert dialog.rows[zhou.id].back.isVisible()
    click(dialog.rows[zhou.id].back)
    assert floor.services.staff.get(zhou.id).active
    dialog.reject()


def test_the_owner_gives_others_a_pin(
    people: list[PeopleDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = people.pop()
    zhou = _named(floor, "小周")
    click(dialog.rows[zhou.id].pin)
    pin = front(PinDialog)
    assert not pin.old.isVisible()
    assert not pin.remove.isVisible()
    type_in(pin.new, "4826")
    assert pin.problem() == "请再输一次。"
    type_in(pin.again, "4827")
    assert pin.problem() == "两次输入的新 PIN 不一样。"
    pin.again.clear()
    type_in(pin.again, "4826")
    click(pin.primary)
    assert not pin.isVisible()
    assert ask.the_only().text == "PIN 已设好"
    assert floor.services.staff.get(zhou.id).has_pin
    assert dialog.rows[zhou.id].pin.text() == "重设 PIN…"
    dialog.reject()


def test_an_easy_pin_is_taken_with_a_remark(
    people: list[PeopleDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = people.pop()
    click(dialog.rows[_named(floor, "小周").id].pin)
    pin = front(PinDialog)
    type_in(pin.new, "1234")
    type_in(pin.again, "1234")
    click(pin.primary)
    assert "容易被猜到" in ask.the_only().text
    dialog.reject()


def test_ones_own_pin_wants_the_old_one(
    people: list[PeopleDialog], floor: ShopFloor, expect_log: ExpectedLog
) -> None:
    expect_log("wrong PIN")
    floor.services.pins.set_pin(OWNER, "7315")
    dialog = people.pop()
    click(dialog.rows[OWNER].pin)
    pin = front(PinDialog)
    type_in(pin.old, "0000")
    type_in(pin.new, "4826")
    type_in(pin.again, "4826")
    click(pin.primary)
    assert pin.isVisible()
    assert "PIN 不对" in pin._complaint.text
    pin.old.clear()
    assert not pin.remove.isEnabled()
    type_in(pin.old, "7315")
    click(pin.remove)
    assert not pin.isVisible()
    assert not floor.services.staff.get(OWNER).has_pin
    dialog.reject()


def test_the_minutes_of_the_lock_are_saved_with_the_button(
    people: list[PeopleDialog], floor: ShopFloor
) -> None:
    dialog = people.pop()
    assert dialog.minutes.value() == IDLE_MINUTES
    dialog.minutes.set_value(3)
    assert floor.services.pins.idle_minutes() == IDLE_MINUTES
    click(dialog.primary)
    assert floor.services.pins.idle_minutes() == 3


# ------------------------------------------------------------------ limits


def test_proposed_limits_are_shown_as_proposals_and_kept_as_they_are(
    limits: list[LimitsDialog], floor: ShopFloor
) -> None:
    dialog = limits.pop()
    assert set(dialog.limits()) == set(DEFAULT_LIMITS)
    assert not floor.services.limits.saved()
    click(dialog.primary)
    assert set(floor.services.limits.all()) == set(DEFAULT_LIMITS)
    assert floor.services.limits.saved()


def test_a_limit_is_changed_to_the_cent_and_an_empty_one_is_none(
    limits: list[LimitsDialog], floor: ShopFloor
) -> None:
    dialog = limits.pop()
    row = dialog.cards[Role.AGENT].rows[0]
    row.edits[LimitScope.DECISION].line.setText("88.88")
    row.edits[LimitScope.DAY].line.setText("")
    click(dialog.primary)
    saved = {
        one.scope: one.cents
        for one in floor.services.limits.all()
        if one.role is Role.AGENT and one.remedy is None
    }
    assert saved == {
        LimitScope.DECISION: 8_888,
        LimitScope.ORDER: 50_000,
        LimitScope.BUYER: 100_000,
    }


def test_what_is_no_amount_is_named_by_its_place_and_stops_the_saving(
    limits: list[LimitsDialog],
) -> None:
    dialog = limits.pop()
    dialog.cards[Role.LEAD].rows[0].edits[LimitScope.ORDER].line.setText("1e5")
    assert dialog.problem().startswith("主管「任何方式」每笔订单累计：")
    assert not dialog.primary.isEnabled()
    dialog.reject()


def test_one_remedy_gets_a_limit_of_its_own_and_loses_it(
    limits: list[LimitsDialog], floor: ShopFloor
) -> None:
    dialog = limits.pop()
    card = dialog.cards[Role.AGENT]
    card.more.set_value(Remedy.REPAIR)
    repair = card.rows[-1]
    repair.edits[LimitScope.DECISION].line.setText("120")
    compensation = next(row for row in card.rows if row.remedy is Remedy.COMPENSATION)
    click(compensation.parts[-1])
    click(dialog.primary)
    special = [one for one in floor.services.limits.all() if one.remedy is not None]
    assert special == [Limit(Role.AGENT, LimitScope.DECISION, 12_000, Remedy.REPAIR)]


def test_an_empty_limit_of_one_remedy_shows_what_any_remedy_is_held_to(
    limits: list[LimitsDialog],
) -> None:
    dialog = limits.pop()
    general, compensation = dialog.cards[Role.AGENT].rows
    order = compensation.edits[LimitScope.ORDER].line
    assert order.placeholderText() == f"同上 {Money(50_000, 'CNY')}"
    general.edits[LimitScope.ORDER].line.setText("620")
    assert order.placeholderText() == f"同上 {Money(62_000, 'CNY')}"
    general.edits[LimitScope.ORDER].line.setText("")
    assert order.placeholderText() == "不限"
    assert general.edits[LimitScope.ORDER].line.placeholderText() == "不限"
    dialog.cards[Role.AGENT].more.set_value(Remedy.REPAIR)
    repair = dialog.cards[Role.AGENT].rows[-1].edits[LimitScope.DECISION].line
    assert repair.placeholderText() == f"同上 {Money(50_000, 'CNY')}"
    dialog.reject()


def test_an_empty_limit_of_a_currency_nobody_spoke_of_is_told_for_what_it_does(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    abroad = floor.services.shops.create(Platform.SHOPIFY, "海外店")
    floor.services.shops.save(replace(abroad, currency="USD"))
    dialog = LimitsDialog(desk, home)
    dialog.open()
    assert dialog.cards[Role.AGENT].rows[0].edits[LimitScope.DAY].value() == 200_000
    dialog.currency.set_value("USD")
    (general,) = dialog.cards[Role.AGENT].rows
    assert general.edits[LimitScope.DAY].line.placeholderText() == "都要审批"
    (lead,) = dialog.cards[Role.LEAD].rows
    assert lead.edits[LimitScope.DAY].line.placeholderText() == "不限"
    dialog.reject()


def test_refused_limits_stay_as_they_were_typed(
    limits: list[LimitsDialog], floor: ShopFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_limits: object) -> None:
        raise RuleViolation("这次没有保存。")

    monkeypatch.setattr(floor.services.limits, "save", refuse)
    dialog = limits.pop()
    edit = dialog.cards[Role.LEAD].rows[0].edits[LimitScope.DECISION]
    edit.line.setText("1500")
    click(dialog.primary)
    assert dialog.isVisible()
    assert "这次没有保存" in dialog._complaint.text
    assert edit.value() == 150_000
    dialog.reject()


def test_each_currency_has_its_own_table(desk: Desk, floor: ShopFloor, home: QWidget) -> None:
    from app.domain.shop import Platform

    floor.services.shops.create(Platform.SHOPIFY, "Beiyu Home", currency="USD")
    dialog = LimitsDialog(desk, home)
    dialog.open()
    dialog.currency.set_value("USD")
    first = dialog.cards[Role.AGENT].rows[0].edits[LimitScope.DECISION]
    assert first.value() is None
    first.line.setText("40")
    dialog.currency.set_value("CNY")
    click(dialog.primary)
    agent = Limit(Role.AGENT, LimitScope.DECISION, 4_000, currency="USD")
    assert set(floor.services.limits.all()) == {*DEFAULT_LIMITS, agent}
