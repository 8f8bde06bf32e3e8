"""What stands on the pages of a ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.money import Money
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import CUP, RUG, ShopFloor
from tests.ui.ticket.conftest import CLAIM, ORDER, settle, words
from tests.ui.ticket.walking import decided, open_tab, tab
from ui.ticket.facts import RowTable
from ui.ticket.pane import TicketPane
from ui.ticket.timeline_page import TimelinePage
from ui.widgets.button import Button
from ui.widgets.pill import Pill

HOSTILE = '<img src="file:///etc/passwd"><b>粗</b>\u202e反'


def test_a_ticket_shows_who_what_and_which_order(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    seen = words(pane)
    for expected in (
        ticket.number,
        "墨染青山 · *******2209",
        "2749 0183 5527 1180 993",
        "退货退款 ¥ 258.00",
        "北欧羊毛地毯 160×230 灰",
        "1882 7364 4000 001",
        "没有其他售后单",
    ):
        assert expected in seen
    pills = [one.text() for one in pane.head.findChildren(Pill)]
    assert pills[:3] == ["待受理", "本店 · 剩 23 小时 00 分", "退货退款"]
    assert "责任待定" in pills


def test_no_phone_number_stands_anywhere_on_the_pane(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    for name in ("概览", "物流", "时间线"):
        open_tab(pane, name)
        everything = " ".join(words(pane)) + " ".join(
            one.toolTip() for one in pane.findChildren(QWidget)
        )
        assert "13812342209" not in everything.replace("林青，13812342209", ""), (
            "the buyer's phone shows"
        )


def test_numbers_are_copied_without_their_blanks(
    pane: TicketPane, ticket: Ticket, ask: RecordingAsk
) -> None:
    pane.show_ticket(ticket.id)
    click(pane.overview.wish.whole.button("订单"))
    assert QGuiApplication.clipboard().text() == ORDER
    assert ask.the_only().text == f"已复制 {ORDER}"


def test_a_bare_claim_says_unknown_and_never_leaves_a_blank(
    pane: TicketPane, floor: ShopFloor
) -> None:
    bare = floor.claim("188273644000009", "2749018355271180999", sku=None, title=None, cents=None)
    pane.show_ticket(bare.id)
    seen = words(pane.overview)
    assert "" not in [text.strip() for text in words(pane.overview.wish)]
    assert seen.count("未知") >= 3
    for table in pane.overview.findChildren(RowTable):
        assert "" not in words(table)


def test_what_buyers_write_is_never_taken_for_markup(pane: TicketPane, floor: ShopFloor) -> None:
    floor.order(ORDER, (replace(RUG, title=HOSTILE),), nickname=HOSTILE)
    hostile = floor.claim(CLAIM, ORDER, reason=HOSTILE)
    pane.show_ticket(hostile.id)
    for label in pane.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    for widget in pane.findChildren(QWidget):
        assert "<img" not in widget.toolTip()


def test_the_goods_say_what_is_paid_refunded_and_left(pane: TicketPane, floor: ShopFloor) -> None:
    floor.order(ORDER, (CUP, replace(RUG, unit_price_cents=8000)), paid_cents=15800)
    shown = floor.claim(CLAIM, ORDER, sku=CUP.sku, title=CUP.title, cents=3900)
    pane.show_ticket(shown.id)
    table = pane.overview.goods.table
    assert words(table) == [
        "商品", "数量", "实付", "已退", "可退",
        "手工陶瓷马克杯 蓝釉 350ml", "未知 / 2", "约 ¥ 78.00", "¥ 0.00", "¥ 78.00",
        "北欧羊毛地毯 160×230 灰", "1", "约 ¥ 80.00", "¥ 0.00", "¥ 80.00",
    ]  # fmt: skip


def test_granted_money_lessens_what_is_left_and_is_not_called_refunded(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    granted = sum(row.cents for row in decided(floor, ticket, Remedy.RETURN_REFUND).payouts)
    pane.show_ticket(ticket.id)
    table = pane.overview.goods.table
    assert words(table)[-2:] == ["¥ 0.00", "¥ 0.00"]
    assert f"已同意未打款 {Money(granted)}" in pane.overview.goods.whole.text()


def test_only_tabs_with_something_in_them_are_there(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    assert not pane.tabs.isTabVisible(tab(pane, "方案与金额"))
    decided(floor, ticket, Remedy.RETURN_REFUND)
    assert pane.tabs.isTabVisible(tab(pane, "方案与金额"))


def test_the_decision_stands_as_it_was_shown_with_its_money(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk
) -> None:
    decided(floor, ticket, Remedy.RETURN_REFUND)
    pane.show_ticket(ticket.id)
    open_tab(pane, "方案与金额")
    seen = words(pane.money)
    assert "第 1 轮 · 退货退款" in seen
    assert "买家已接受" in seen
    assert "商品实付" in seen
    assert "待打款" in seen
    assert "11-29 12:00" in seen
    copy = next(
        one for one in pane.money.findChildren(Button) if one.accessibleName() == "复制给买家的话"
    )
    click(copy)
    assert QGuiApplication.clipboard().text() == "您好，已为您办理。"
    assert ask.the_only().text == "给买家的话已复制"


def test_the_timeline_stands_newest_first_with_who_and_when(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    floor.services.review.accept(ticket.id, ticket.version)
    pane.show_ticket(ticket.id)
    open_tab(pane, "时间线")
    first = words(pane.timeline.rows[0])
    assert first[:2] == ["今天 12:00", "阿青"]
    assert first[-1].startswith("受理")
    seqs = [entry.seq for entry in pane.timeline.shown]
    assert seqs == sorted(seqs, reverse=True)


def test_a_clock_that_went_back_is_marked(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    floor.clock.set(floor.clock.now() - timedelta(days=1))
    floor.services.review.accept(ticket.id, ticket.version)
    pane.show_ticket(ticket.id)
    open_tab(pane, "时间线")
    marked = [row.text.text() for row in pane.timeline.rows if "时钟存疑" in words(row)]
    assert len(marked) == 1
    assert marked[0].startswith("受理")


def test_a_very_long_history_shows_its_newest_part_and_the_rest_on_demand(
    floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    entry = floor.services.tickets.timeline(ticket.id)[0]
    page = TimelinePage(home)
    page.set_entries([replace(entry, seq=n) for n in range(250)])
    page.show_ticket(ticket, floor.clock.now())
    page.show()
    assert [entry.seq for entry in page.shown] == list(range(249, 149, -1))
    assert page.more.text() == "显示更早的 150 条"
    click(page.more)
    settle()
    assert sum(row.isVisibleTo(page) for row in page.rows) == 250
    assert not page.more.isVisibleTo(page)
