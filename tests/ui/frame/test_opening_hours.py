"""The opening hours of a shop by real typing, and its time limits as a text for buyers."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.deadlines import Period
from tests.ui.hands import click, type_in
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk
from ui.settings.shops import ShopsDialog

LUNCH = (Period(time(9), time(12)), Period(time(13, 30), time(18)))
SATURDAY = (Period(time(10), time(16)),)


@pytest.fixture
def opened(desk: Desk, floor: ShopFloor, home: QWidget) -> list[ShopsDialog]:
    """The dialog, in a list: a fixture must not hold on to a dialog that shall die."""
    dialog = ShopsDialog(desk, floor.shop.id, home)
    dialog.open()
    return [dialog]


def test_the_usual_week_is_shown_and_is_no_change(opened: list[ShopsDialog]) -> None:
    form = opened[0].current
    assert [line.text() for line in form.hours.lines] == ["9:00-18:00", "", ""]
    assert not form.is_changed()
    opened.pop().reject()


def test_several_periods_a_day_are_typed_and_counted_by(
    opened: list[ShopsDialog], floor: ShopFloor
) -> None:
    dialog = opened.pop()
    weekdays, saturday, _sunday = dialog.current.hours.lines
    weekdays.clear()
    type_in(weekdays, "9:00-12:00 13:30-18:00")
    type_in(saturday, "10-16")
    click(dialog.primary)
    assert floor.services.shops.get(floor.shop.id).opening_hours == (
        *((LUNCH,) * 5),
        SATURDAY,
        (),
    )
    assert floor.services.calendars.for_shop(floor.shop.id).week[5] == SATURDAY


def test_each_day_can_have_hours_of_its_own(opened: list[ShopsDialog], floor: ShopFloor) -> None:
    dialog = opened.pop()
    hours = dialog.current.hours
    click(hours.apart)
    assert [line.text() for line in hours.lines] == ["9:00-18:00"] * 5 + [""] * 2
    assert not dialog.current.is_changed()
    hours.lines[2].clear()
    click(dialog.primary)
    week = floor.services.shops.get(floor.shop.id).opening_hours
    assert [bool(periods) for periods in week] == [True, True, False, True, True, False, False]


def test_hours_that_differ_open_day_by_day(desk: Desk, floor: ShopFloor, home: QWidget) -> None:
    from dataclasses import replace

    week = (LUNCH, (), *((SATURDAY,) * 5))
    floor.services.shops.save(replace(floor.shop, opening_hours=week))
    dialog = ShopsDialog(desk, floor.shop.id, home)
    dialog.open()
    texts = [line.text() for line in dialog.current.hours.lines]
    assert texts == ["9:00-12:00 13:30-18:00", "", *["10:00-16:00"] * 5]
    assert not dialog.current.hours.apart.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("line", "typed", "said"),
    [
        (0, "9:00-25:00", "周一至周五营业时间：「9:00-25:00」里没有这样的钟点"),
        (1, "9:00-12:00 11:00-18:00", "周六营业时间：「9:00-12:00」和「11:00-18:00」重叠"),
        (2, "all day", "周日营业时间：看不懂「all」"),
        (0, "", "营业时间：一周七天都休息"),
    ],
)
def test_what_is_wrong_names_its_line_and_saves_nothing(
    opened: list[ShopsDialog], floor: ShopFloor, line: int, typed: str, said: str
) -> None:
    dialog = opened.pop()
    field = dialog.current.hours.lines[line]
    field.clear()
    type_in(field, typed)
    assert said in dialog.problem()
    click(dialog.primary)
    assert dialog.isVisible()
    assert floor.services.shops.get(floor.shop.id).opening_hours == ()
    dialog.reject()


def test_the_limits_of_the_shop_are_copied_for_buyers(
    opened: list[ShopsDialog], ask: RecordingAsk
) -> None:
    dialog = opened.pop()
    type_in(dialog.current.hours.lines[1], "10:00-16:00")
    click(dialog.current.copy_times)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "【北屿家居旗舰店】售后时限"
    assert lines[1].startswith("客服时间：周一至周五 9:00–18:00，周六 10:00–16:00，周日休息")
    assert "· 收到售后申请后 2 个工作小时内联系您" in lines
    assert "· 收到退货后 2 个工作日内验货" in lines
    assert "· 换货、补发的货 48 小时内寄出" in lines
    assert ask.the_only().text == "本店时限说明已复制，可以贴给买家"
    dialog.reject()


def test_a_shop_not_saved_yet_has_no_limits_to_copy(opened: list[ShopsDialog]) -> None:
    dialog = opened.pop()
    click(dialog.more)
    assert dialog.current.copy_times.reason == "请先保存这家店铺。"
    dialog.reject()
