"""The shared parts: what they show, and what a hand can do with them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import click, press
from ui.jobs import Progress
from ui.tokens import LIGHT
from ui.widgets.banner import Banner, EmptyState
from ui.widgets.busy import BusyVeil, JobStrip
from ui.widgets.button import Button, IconButton
from ui.widgets.check_row import CheckList, CheckRow
from ui.widgets.copyable import Copyable
from ui.widgets.counter import Counter
from ui.widgets.flow import Flow
from ui.widgets.grid import Breakdown, Column, KeyValues, LineTable, Sum
from ui.widgets.pill import Chip, Pill
from ui.widgets.rail_item import RailItem
from ui.widgets.stage_bar import StageBar
from ui.widgets.tabs import Tabs
from ui.widgets.text import PlainLabel, tip

HOSTILE = "<b>粗</b><img src='file:///etc/passwd'>&amp;\n第二行"
LONG = "手工陶瓷马克杯 蓝釉 350ml 赠品需一并退回 " * 4


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()


def count_of(widget: QWidget, color: str) -> int:
    picture = widget.grab().toImage()
    wanted = QColor(color).rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_a_label_never_reads_markup(home: QWidget, qtbot: QtBot) -> None:
    for label in (PlainLabel(HOSTILE), PlainLabel(HOSTILE, elide=True), Pill(HOSTILE)):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == HOSTILE
        show(qtbot, label)


def test_a_tool_tip_shows_markup_as_text() -> None:
    assert "<img" not in tip(HOSTILE)
    assert "&lt;b&gt;" in tip(HOSTILE)
    assert tip("") == ""


def test_a_cut_label_tells_the_rest(home: QWidget, qtbot: QtBot) -> None:
    label = PlainLabel(LONG, elide=True)
    label.resize(120, 20)
    show(qtbot, label)
    assert "赠品" in label.toolTip()
    label.resize(2000, 20)
    assert label.toolTip() == ""


def test_a_button_that_cannot_be_pressed_says_why(home: QWidget, qtbot: QtBot) -> None:
    button = Button("收货")
    show(qtbot, button)
    button.set_tip("登记收到的商品")
    button.set_reason("买家还没有寄回商品。")
    assert not button.isEnabled()
    assert "买家还没有寄回商品。" in button.toolTip()
    button.set_reason("")
    assert button.isEnabled()
    assert "登记收到的商品" in button.toolTip()


def test_buttons_are_as_wide_as_their_words(home: QWidget, qtbot: QtBot) -> None:
    for text in ("取消", "确认方案 ¥ 258.00 ＋ 10.00"):
        button = Button(text, "primary", icon="check")
        show(qtbot, button)
        room = button.width() - 2 * 12 - 16 - 6
        assert room >= button.fontMetrics().horizontalAdvance(text)


def test_the_ring_shows_for_the_keyboard_only(home: QWidget, qtbot: QtBot) -> None:
    column = QVBoxLayout(home)
    button = Button("退款")
    column.addWidget(button)
    button.show()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert count_of(button, LIGHT.accent) == 0
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert count_of(button, LIGHT.accent) > 40


def test_an_icon_button_has_a_name_to_be_read_aloud(qtbot: QtBot) -> None:
    button = IconButton("printer", "打印退货单")
    qtbot.addWidget(button)
    assert button.accessibleName() == "打印退货单"


def test_a_copied_number_is_the_one_meant(home: QWidget, qtbot: QtBot) -> None:
    number = Copyable("2749 0183", "27490183")
    show(qtbot, number)
    with qtbot.waitSignal(number.copied) as told:
        click(number.button)
    assert told.args == ["27490183"]


def test_the_stage_bar_colours_what_is_done(home: QWidget, qtbot: QtBot) -> None:
    bar = StageBar()
    bar.resize(700, 24)
    show(qtbot, bar)
    steps = ("受理", "核实", "协商方案", "执行")
    bar.show_steps(steps, 0)
    none_done = count_of(bar, LIGHT.ok)
    bar.show_steps(steps, 2)
    two_done = count_of(bar, LIGHT.ok)
    bar.show_steps(steps, 4)
    all_done = count_of(bar, LIGHT.ok)
    assert none_done == 0 < two_done < all_done
    assert bar.accessibleDescription() == ""


def test_a_narrow_stage_bar_cuts_nothing_off(home: QWidget, qtbot: QtBot) -> None:
    bar = StageBar()
    bar.show_steps(("受理", "核实", "协商方案", "执行", "买家确认", "全部完成"), 5)
    show(qtbot, bar)
    bar.resize(900, 24)
    whole = count_of(bar, LIGHT.accent)
    bar.resize(bar.minimumSizeHint().width(), 24)
    assert count_of(bar, LIGHT.accent) > 0.9 * whole


def test_a_filter_is_on_because_the_screen_says_so(home: QWidget, qtbot: QtBot) -> None:
    chip = Chip("责任方", menu=True)
    show(qtbot, chip)
    click(chip)
    assert not chip.isChecked()
    chip.setChecked(True)
    assert count_of(chip, LIGHT.accent_soft) > 100


def test_the_rail_shows_urgent_counts_red(home: QWidget, qtbot: QtBot) -> None:
    entry = RailItem("已超时", "overdue")
    entry.resize(180, 30)
    show(qtbot, entry)
    entry.show_count(0, urgent=True)
    assert count_of(entry, LIGHT.bad) == 0
    entry.show_count(12, urgent=True)
    assert count_of(entry, LIGHT.bad) > 0
    assert entry.accessibleDescription() == "12"


def test_tabs_show_their_counts_and_move_with_arrows(home: QWidget, qtbot: QtBot) -> None:
    tabs = Tabs()
    QVBoxLayout(home).addWidget(tabs)
    tabs.add("概览")
    tabs.add("时间线")
    before = tabs.tabRect(1).width()
    tabs.set_count(1, 128, "warn")
    assert tabs.tabRect(1).width() > before
    press(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1


def test_a_banner_with_nothing_to_say_is_not_there(home: QWidget, qtbot: QtBot) -> None:
    banner = Banner()
    show(qtbot, banner)
    banner.say("")
    assert not banner.isVisible()
    banner.say("金额不同，请核对。", "bad", strong="冲突", button="查看")
    assert banner.text == "冲突 金额不同，请核对。"
    with qtbot.waitSignal(banner.pressed):
        click(banner.findChild(Button))


def test_an_empty_state_can_change_its_reason(home: QWidget, qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "没有售后单", button="新建")
    show(qtbot, empty)
    empty.say("search", "没有找到", "换一个词试试。")
    texts = [label.text() for label in empty.findChildren(PlainLabel) if label.isVisible()]
    assert texts == ["没有找到", "换一个词试试。"]
    assert not empty.findChildren(Button)[0].isVisible()


def test_the_lines_of_a_calculation_are_replaced_as_a_whole(home: QWidget, qtbot: QtBot) -> None:
    breakdown = Breakdown()
    show(qtbot, breakdown)
    breakdown.show_sums([Sum("商品实付", "258.00"), Sum("退款", "¥ 258.00", total=True)])
    breakdown.show_sums([Sum("退款", "¥ 10.00", total=True)])
    visible = [label.text() for label in breakdown.findChildren(PlainLabel) if label.isVisible()]
    assert visible == ["退款", "¥ 10.00"]


def test_check_rows_wrap_beside_their_mark(home: QWidget, qtbot: QtBot) -> None:
    rows = CheckList()
    rows.resize(200, 10)
    show(qtbot, rows)
    rows.show_rows(((LONG, "warn"), ("通过", "ok")))
    rows.resize(200, rows.heightForWidth(200))
    high, low = (row.height() for row in rows.findChildren(CheckRow))
    assert high > low


def test_a_table_takes_a_widget_in_a_cell(home: QWidget, qtbot: QtBot) -> None:
    table = LineTable([Column("商品", stretch=True), Column("本次退", right=True)])
    show(qtbot, table)
    counter = Counter(1, 0, 1)
    table.add_row(["马克杯", counter])
    assert table.isAncestorOf(counter)
    with pytest.raises(ValueError, match="zip"):
        table.add_row(["少一格"])
    table.clear_rows()
    table.add_row(["毛毯", "1"])
    texts = [label.text() for label in table.findChildren(PlainLabel) if label.isVisible()]
    assert texts == ["商品", "本次退", "毛毯", "1"]


def test_facts_fill_their_columns_in_order(home: QWidget, qtbot: QtBot) -> None:
    facts = KeyValues()
    show(qtbot, facts)
    facts.show_pairs([("买家", HOSTILE), ("订单", "2749"), ("问题", "破损")])
    texts = [label.text() for label in facts.findChildren(PlainLabel) if label.isVisible()]
    assert texts == ["买家", HOSTILE, "订单", "2749", "问题", "破损"]


def test_a_flow_breaks_the_line_when_it_is_full(home: QWidget, qtbot: QtBot) -> None:
    box = QWidget()
    flow = Flow(6)
    box.setLayout(flow)
    for _n in range(10):
        flow.addWidget(Chip("标签"))
    show(qtbot, box)
    one_line = flow.heightForWidth(5000)
    assert one_line == 24
    assert flow.heightForWidth(150) > 2 * one_line


def test_progress_is_shown_and_can_be_stopped(home: QWidget, qtbot: QtBot) -> None:
    strip, veil = JobStrip(home), BusyVeil(home)
    for part in (strip, veil):
        part.show_progress(Progress("导入", 40, 100, "第 40 行"))
        assert part.isVisible()
        assert part.bar.value() == 40
    assert veil.geometry() == home.rect()
    with qtbot.waitSignal(veil.cancelled):
        click(veil.cancel)
    for part in (strip, veil):
        part.show_progress(None)
        assert not part.isVisible()
