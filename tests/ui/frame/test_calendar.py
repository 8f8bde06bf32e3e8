"""The work calendar by real clicks and keys: a year, its days, and its announcement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.access import Role
from app.domain.deadlines import DayKind
from tests.domain.deadlines.test_notice import OF_2026
from tests.ui.hands import CTRL, click, front, press
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import Hands, ShopFloor
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.settings.calendar import CalendarDialog
from ui.settings.calendar_notice import NoticeDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier
OCTOBER_8 = date(2026, 10, 8)


@pytest.fixture
def opened(desk: Desk, floor: ShopFloor, home: QWidget) -> list[CalendarDialog]:
    """The dialog, in a list: a fixture must not hold on to a dialog that shall die."""
    dialog = CalendarDialog(desk, home)
    dialog.open()
    assert QTest.qWaitForWindowExposed(dialog)
    return [dialog]


def own(floor: ShopFloor, year: int = 2026) -> dict[date, DayKind]:
    """What a person said of a year, by day."""
    plan = floor.services.calendars.year(year)
    return {day: plan.on(day).kind for day in plan.own_days}


def pick(dialog: CalendarDialog, day: date) -> None:
    """Click a day."""
    click(dialog.grid, dialog.grid.cell(day).center())


def kind(dialog: CalendarDialog, wanted: DayKind) -> None:
    """Click the part of the choice that says so."""
    parts = {
        part.text(): part
        for part in dialog.day.kind.findChildren(QAbstractButton)
        if part.isVisible()
    }
    words = {DayKind.HOLIDAY: "放假", DayKind.WORKDAY: "上班", DayKind.ORDINARY: "平常"}
    click(parts[words[wanted]])


def test_it_opens_on_today_with_what_was_announced(opened: list[CalendarDialog]) -> None:
    dialog = opened.pop()
    assert dialog.grid.days == (date(2026, 11, 22),)
    assert dialog.day.title.text() == "11 月 22 日 周日"
    assert dialog.day.published.text() == "公布：周末"
    assert not dialog.badge.isVisible()
    assert dialog.rests_on.text() == "2026 年按国务院办公厅的放假通知"
    pick(dialog, date(2026, 10, 10))
    assert dialog.day.published.text() == "公布：上班（调休）"
    assert dialog.day.apply.reason == "已经是这样。"
    pick(dialog, date(2026, 10, 1))
    dialog.day.name.clear()
    assert dialog.day.apply.reason == "已经是这样。"
    dialog.reject()


def test_its_key_opens_it_from_the_list(window: MainWindow) -> None:
    press(window.queue.view, Qt.Key.Key_C, CTRL | SHIFT)
    dialog = front(CalendarDialog)
    assert dialog.plan.year == 2026
    press(dialog.grid, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_day_of_the_year_is_found_where_it_is_drawn(opened: list[CalendarDialog]) -> None:
    dialog = opened.pop()
    grid = dialog.grid
    days = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    assert [grid.day_at(grid.cell(day).center()) for day in days] == days
    assert grid.day_at(grid.cell(date(2026, 2, 1)).center() - grid.cell(days[0]).topLeft()) is None
    dialog.reject()


def test_a_day_is_closed_by_hand_and_given_back(
    opened: list[CalendarDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = opened.pop()
    pick(dialog, OCTOBER_8)
    kind(dialog, DayKind.HOLIDAY)
    dialog.day.name.setText("店庆")
    click(dialog.day.apply)
    assert own(floor) == {OCTOBER_8: DayKind.HOLIDAY}
    assert floor.services.calendars.for_shop(floor.shop.id).names[OCTOBER_8] == "店庆"
    assert ask.the_only().text == "已修改 10 月 8 日 周四"
    assert dialog.own.text() == "本年自行修改了 1 天"
    assert dialog.day.published.text() == "公布：工作日"
    click(dialog.day.undo)
    assert own(floor) == {}
    assert not dialog.own.isVisible()
    assert dialog.day.undo.reason == "没有自行修改过。"
    dialog.reject()


def test_days_in_a_row_change_at_once_with_the_keyboard_alone(
    opened: list[CalendarDialog], floor: ShopFloor
) -> None:
    dialog = opened.pop()
    hands = Hands(dialog)
    assert hands.at(dialog.grid)
    press(dialog.grid, Qt.Key.Key_PageUp)
    press(dialog.grid, Qt.Key.Key_Home)
    for _step in range(7):
        press(dialog.grid, Qt.Key.Key_Right)
    press(dialog.grid, Qt.Key.Key_Right, SHIFT)
    assert dialog.grid.days == (OCTOBER_8, date(2026, 10, 9))
    assert dialog.day.title.text() == "10/8–10/9，共 2 天"
    press(dialog.grid, Qt.Key.Key_Return)
    assert hands.at(dialog.day.kind)
    hands.press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    hands.tab_to(dialog.day.apply).press(Qt.Key.Key_Space)
    assert own(floor) == dict.fromkeys((OCTOBER_8, date(2026, 10, 9)), DayKind.HOLIDAY)
    assert hands.at(dialog.grid)
    press(dialog.grid, Qt.Key.Key_Delete)
    assert own(floor) == {}
    dialog.reject()


def test_taking_a_change_back_gives_what_was_there_before(
    opened: list[CalendarDialog], floor: ShopFloor
) -> None:
    dialog = opened.pop()
    floor.services.calendars.set_days([OCTOBER_8], DayKind.HOLIDAY, "店庆")
    pick(dialog, date(2026, 10, 7))
    QTest.mouseClick(
        dialog.grid, Qt.MouseButton.LeftButton, SHIFT, dialog.grid.cell(OCTOBER_8).center()
    )
    kind(dialog, DayKind.WORKDAY)
    click(dialog.day.apply)
    assert own(floor) == dict.fromkeys((date(2026, 10, 7), OCTOBER_8), DayKind.WORKDAY)
    assert dialog.hint.text() == "已修改 10/7–10/8，共 2 天"
    press(dialog.grid, Qt.Key.Key_Z, CTRL)
    plan = floor.services.calendars.year(2026)
    assert plan.own_days == (OCTOBER_8,)
    assert (plan.on(OCTOBER_8).kind, plan.on(OCTOBER_8).name) == (DayKind.HOLIDAY, "店庆")
    assert not dialog.back.isVisible()
    dialog.reject()


def test_a_year_nobody_announced_says_so_until_somebody_compared_it(
    opened: list[CalendarDialog], floor: ShopFloor
) -> None:
    dialog = opened.pop()
    click(dialog.after)
    assert dialog.badge.isVisible()
    assert dialog.badge.text() == "2027 年放假安排尚未公布，按估算"
    assert dialog.grid.days == (date(2027, 11, 22),)
    click(dialog.confirm)
    assert floor.services.calendars.year(2027).checked_by == "阿青"
    assert not dialog.badge.isVisible()
    assert dialog.rests_on.text() == "2027 年放假安排由 阿青 核对"
    click(dialog.withdraw)
    assert dialog.badge.isVisible()
    click(dialog.now)
    assert dialog.grid.days == (date(2026, 11, 22),)
    dialog.reject()


def test_the_arrow_keys_go_over_the_turn_of_the_year(opened: list[CalendarDialog]) -> None:
    dialog = opened.pop()
    pick(dialog, date(2026, 12, 31))
    press(dialog.grid, Qt.Key.Key_Right)
    assert dialog.plan.year == 2027
    assert dialog.grid.days == (date(2027, 1, 1),)
    assert dialog.day.published.text() == "估算：放假（元旦）"
    press(dialog.grid, Qt.Key.Key_Left)
    assert dialog.grid.days == (date(2026, 12, 31),)
    dialog.reject()


def test_the_announcement_is_pasted_and_the_year_counts_as_announced(
    opened: list[CalendarDialog], floor: ShopFloor, ask: RecordingAsk
) -> None:
    dialog = opened.pop()
    click(dialog.after)
    click(dialog.paste)
    notice = front(NoticeDialog)
    assert notice.problem() == "请粘贴通知原文。"
    notice.text.set_value(OF_2026.replace("2026", "2027"))
    assert "2027 年 1/1 是周五" in notice.problem()
    assert notice.read.text() == notice.problem()
    notice.text.set_value(
        "一、元旦：1月1日至3日放假。二、春节：2月5日至11日放假调休。2月13日（周六）上班。"
        "三、清明节：4月3日至5日放假。四、劳动节：5月1日至5日放假调休。五、端午节：6月9日放假。"
        "六、中秋节：9月15日放假。七、国庆节：10月1日至6日放假调休。10月9日（周六）上班。"
    )
    assert notice.problem() == ""
    assert "春节 2/5–2/11" in notice.read.text()
    assert "调休上班 2/13、10/9" in notice.read.text()
    assert notice.primary.text() == "录入 2027 年"
    click(notice.primary)
    assert own(floor, 2027)[date(2027, 2, 11)] is DayKind.HOLIDAY
    assert own(floor, 2027)[date(2027, 2, 13)] is DayKind.WORKDAY
    assert not dialog.badge.isVisible()
    assert ask.the_only().text == "2027 年放假安排已录入"
    dialog.reject()


def test_who_may_not_change_it_sees_everything_and_is_told_why(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.services.staff.add("小李", [Role.AGENT])
    floor.services.staff.act_as("小李")
    dialog = CalendarDialog(desk, home)
    dialog.open()
    pick(dialog, OCTOBER_8)
    kind(dialog, DayKind.HOLIDAY)
    click(dialog.after)
    for button in (dialog.day.apply, dialog.day.undo, dialog.paste, dialog.confirm):
        assert "需要店主来做" in button.reason
        click(button)
    press(dialog.grid, Qt.Key.Key_Delete)
    assert dialog.hint.text().startswith("只能查看：需要店主来做")
    assert own(floor) == {}
    assert own(floor, 2027) == {}
    dialog.reject()
