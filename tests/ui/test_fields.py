"""The fields: what they take, what they refuse, what the keyboard does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain import money
from tests.ui.hands import click, press, type_in
from ui.widgets.counter import Counter
from ui.widgets.fields import Choice, DayField, TextArea, TextField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.search import SearchField
from ui.widgets.segments import Segments
from ui.widgets.text import PlainLabel


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12", 1200), ("12.5", 1250), ("1,299.00", 129900), ("¥ 0.01", 1), (" 3.10 ", 310)],
)
def test_amounts_are_read_to_the_cent(home: QWidget, qtbot: QtBot, text: str, cents: int) -> None:
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    edit.line.setText(text)
    assert (edit.value(), edit.problem()) == (cents, "")


@pytest.mark.parametrize(
    "text",
    ["1e5", "12,5", "１２.５", "-3", "3.001", "nan", "0x10", "1_000", "三元", "99999999999999"],
)
def test_anything_else_is_refused_beside_the_field(home: QWidget, qtbot: QtBot, text: str) -> None:
    edit = MoneyEdit()
    show(qtbot, edit)
    edit.line.setText(text)
    assert edit.value() is None
    shown = [label for label in edit.findChildren(PlainLabel) if label.text() == edit.problem()]
    assert shown[0].isVisible()
    assert edit.line.property("wrong") is True


@given(cents=st.integers(0, money.LARGEST))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_an_amount_survives_being_shown_and_read(qtbot: QtBot, cents: int) -> None:
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    edit.set_value(cents)
    assert edit.value() == cents


def test_limits_of_an_amount_speak_in_amounts(home: QWidget, qtbot: QtBot) -> None:
    edit = MoneyEdit(most=3900)
    qtbot.addWidget(edit)
    edit.set_value(3901)
    assert "39.00" in edit.problem()
    edit.set_limits(0, 3900, "最多可退 ¥ 39.00：还有一件已退。")
    assert edit.problem() == "最多可退 ¥ 39.00：还有一件已退。"
    edit.set_value(3900)
    assert edit.value() == 3900


def test_an_empty_amount_is_scolded_only_after_it_was_left(home: QWidget, qtbot: QtBot) -> None:
    edit = MoneyEdit()
    show(qtbot, edit)
    assert edit.line.property("wrong") is not True
    edit.line.left.emit()
    assert edit.line.property("wrong") is True


def test_an_optional_amount_may_be_empty(qtbot: QtBot) -> None:
    edit = MoneyEdit(optional=True)
    qtbot.addWidget(edit)
    assert (edit.value(), edit.problem()) == (None, "")


def test_yen_have_no_decimals(qtbot: QtBot) -> None:
    edit = MoneyEdit("JPY")
    qtbot.addWidget(edit)
    edit.line.setText("1200")
    assert edit.value() == 1200
    edit.line.setText("1200.5")
    assert edit.value() is None


def test_segments_choose_with_mouse_and_arrows(home: QWidget, qtbot: QtBot) -> None:
    choice = Segments([("shop", "商家"), ("courier", "物流"), ("buyer", "买家")])
    QVBoxLayout(home).addWidget(choice)
    choice.show()
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    assert choice.value() is None
    first = choice.focusProxy()
    click(first)
    press(first, Qt.Key.Key_Right)
    assert chosen == ["shop", "courier"]
    assert choice.value() == "courier"


def test_an_impossible_segment_says_why(home: QWidget, qtbot: QtBot) -> None:
    choice = Segments([("yes", "运费险"), ("no", "买家承担")])
    QVBoxLayout(home).addWidget(choice)
    choice.set_available("yes", "这笔订单没有运费险。")
    part = choice.focusProxy()
    assert part is not None
    click(part)
    assert choice.value() is None
    assert "没有运费险" in part.toolTip()


def test_segments_can_be_given_other_options(qtbot: QtBot) -> None:
    choice = Segments([(1, "一"), (2, "二")], 2)
    qtbot.addWidget(choice)
    choice.set_options([(2, "二"), (3, "三")], 2)
    assert choice.value() == 2
    choice.set_value(9)
    assert choice.value() is None


def test_a_counter_stays_between_its_limits(home: QWidget, qtbot: QtBot) -> None:
    counter = Counter(1, 0, 2)
    show(qtbot, counter)
    for _press in range(3):
        press(counter, Qt.Key.Key_Up)
    assert counter.value() == 2
    for _press in range(5):
        press(counter, Qt.Key.Key_Down)
    assert counter.value() == 0
    press(counter, Qt.Key.Key_9)
    assert counter.value() == 2
    counter.set_limits(0, 1)
    assert counter.value() == 1


def test_a_counter_takes_numbers_of_two_digits(home: QWidget, qtbot: QtBot) -> None:
    counter = Counter(0, 0, 40)
    show(qtbot, counter)
    press(counter, Qt.Key.Key_1)
    press(counter, Qt.Key.Key_2)
    assert counter.value() == 12


def test_the_arrows_of_a_counter_can_be_clicked(home: QWidget, qtbot: QtBot) -> None:
    counter = Counter(0, 0, 5)
    show(qtbot, counter)
    right = counter.width() - 10
    click(counter, QPoint(right, 4))
    click(counter, QPoint(right, 4))
    click(counter, QPoint(right, counter.height() - 4))
    assert counter.value() == 1


def test_the_wheel_over_a_choice_does_not_change_it(home: QWidget, qtbot: QtBot) -> None:
    choice = Choice([("a", "质量问题"), ("b", "七天无理由")], "a")
    show(qtbot, choice)
    assert choice.value() == "a"
    choice.set_value("b")
    assert choice.value() == "b"
    choice.set_value("nothing")
    assert choice.value() is None


def test_a_placeholder_does_not_look_like_a_choice(home: QWidget, qtbot: QtBot) -> None:
    choice = Choice([("a", "质量问题")], placeholder="请选择")
    show(qtbot, choice)
    faint = choice.palette().buttonText().color()
    choice.set_value("a")
    chosen = choice.palette().buttonText().color()
    assert faint != chosen
    choice.set_value(None)
    assert choice.palette().buttonText().color() == faint


def test_a_day_can_be_missing_only_where_that_is_meant(qtbot: QtBot) -> None:
    field = DayField(None, optional=True)
    qtbot.addWidget(field)
    assert field.value() is None
    with pytest.raises(ValueError, match="always"):
        DayField(None)


def test_a_text_that_is_too_long_says_by_how_much(qtbot: QtBot) -> None:
    area = TextArea("退" * 12, longest=10)
    qtbot.addWidget(area)
    assert "2" in area.problem()
    area.set_value("退款")
    assert area.problem() == ""


def test_outer_blanks_are_not_part_of_a_text(qtbot: QtBot) -> None:
    field = TextField("  SF1420 ")
    qtbot.addWidget(field)
    assert field.value() == "SF1420"


def test_the_search_waits_a_moment_but_not_for_enter(home: QWidget, qtbot: QtBot) -> None:
    field = SearchField("搜索单号")
    show(qtbot, field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    with qtbot.waitSignal(field.searched):
        type_in(field, "2749")
    assert heard == ["2749"]
    type_in(field, "0")
    press(field, Qt.Key.Key_Return)
    assert heard == ["2749", "27490"]
    press(field, Qt.Key.Key_Escape)
    assert heard[-1] == ""


def test_the_cross_empties_the_search(home: QWidget, qtbot: QtBot) -> None:
    field = SearchField("搜索单号")
    field.resize(300, 30)
    show(qtbot, field)
    field.setText("杯")
    click(field, QPoint(field.width() - 14, 15))
    assert field.text() == ""


def test_the_down_key_leaves_the_search_for_the_list(home: QWidget, qtbot: QtBot) -> None:
    field = SearchField("搜索单号")
    show(qtbot, field)
    with qtbot.waitSignal(field.left_down):
        press(field, Qt.Key.Key_Down)
