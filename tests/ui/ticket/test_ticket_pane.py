"""The pane as a whole: what it shows, when it reads again, what its clicks begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.facts import Stage
from app.domain.remedy import CancelReason, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click, press
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import CUP, RUG, ShopFloor, dialog_of
from tests.ui.ticket.conftest import CLAIM, ORDER, settle, words
from ui.decide.decision_dialog import DecisionDialog
from ui.desk import Desk
from ui.ticket.facts import RowTable
from ui.ticket.notices import NoticeBanner
from ui.ticket.page import Page
from ui.ticket.pane import TicketPane
from ui.ticket.timeline_page import TimelinePage
from ui.widgets.button import Button
from ui.widgets.pill import Pill

HOSTILE = '<img src="file:///etc/passwd"><b>粗</b>\u202e反'


def tab(pane: TicketPane, name: str) -> int:
    return next(i for i in range(pane.tabs.count()) if pane.tabs.tabText(i) == name)


def open_tab(pane: TicketPane, name: str) -> None:
    index = tab(pane, name)
    assert pane.tabs.isTabVisible(index), f"the tab {name} is hidden"
    click(pane.tabs, pane.tabs.tabRect(index).center())
    settle()


def decided(floor: ShopFloor, ticket: Ticket, remedy: Remedy, *, agreed: bool = True) -> Ticket:
    """The ticket after the plainest decision of this kind."""
    services = floor.services
    choices = by_remedy(remedy).draft_defaults(
        ticket.order, ticket.order_money, services.decide.situation(ticket), Asked.of(ticket)
    )
    return services.decide.decide(
        DecisionDraft(
            ticket_id=ticket.id,
            ticket_version=ticket.version,
            choices=choices,
            intent_key=f"k{ticket.version}",
            agreed=agreed,
            message="您好，已为您办理。",
            guard_reason="照片清楚",
            return_by=floor.clock.now() + timedelta(days=7),
        )
    )


def test_without_a_ticket_it_says_so_and_no_key_does_anything(pane: TicketPane) -> None:
    assert "没有选中的售后单" in words(pane)
    assert not any(pane.commands[name].isEnabled() for name in pane.commands.ids())


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
    assert pills[:2] == ["待受理", "退货退款"]
    assert "责任待定" in pills


def test_no_phone_number_stands_anywhere_on_the_pane(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    for name in ("概览", "退货物流", "时间线"):
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
    decided(floor, ticket, Remedy.RETURN_REFUND)
    pane.show_ticket(ticket.id)
    table = pane.overview.goods.table
    assert words(table)[-2:] == ["¥ 0.00", "¥ 0.00"]
    assert any("已同意未打款 ¥ 258.00" in text for text in words(pane.overview))


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


def test_another_desks_write_is_seen_at_once(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    floor.services.review.accept(ticket.id, ticket.version)
    assert pane.ticket is not None
    assert pane.ticket.stage is Stage.REVIEWING
    assert "核实中" in words(pane.head)


def test_a_write_to_another_ticket_reads_nothing(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    floor.order("2749018355271180111")
    other = floor.claim("188273644000002", "2749018355271180111")
    pane.show_ticket(ticket.id)
    before = pane.ticket
    floor.services.review.accept(other.id, other.version)
    assert pane.ticket is before


def test_a_hidden_pane_reads_only_once_it_is_shown(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    pane.hide()
    before = pane.ticket
    floor.services.review.accept(ticket.id, ticket.version)
    assert pane.ticket is before
    pane.show()
    assert pane.ticket is not None
    assert pane.ticket.stage is Stage.REVIEWING


def test_a_ticket_that_is_not_there_is_explained(pane: TicketPane) -> None:
    pane.show_ticket(987)
    assert any("找不到这张售后单" in text for text in words(pane))


def test_time_goes_on_in_the_banner_without_reading_the_ticket(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    before = pane.ticket
    assert [n.strong for n in pane.overview.notices.shown] == ["还剩 1 天 6 小时"]
    floor.clock.advance(timedelta(hours=29))
    pane._clock.timeout.emit()
    assert [n.strong for n in pane.overview.notices.shown] == ["还剩 1 小时 00 分"]
    assert pane.overview.notices.shown[0].tone == "warn"
    assert pane.ticket is before


def test_the_conflict_banner_opens_its_dialog(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    shown = floor.claim("188273644000003", ORDER, order_paid_cents=24800)
    pane.show_ticket(shown.id)
    banner = next(
        one
        for one in pane.overview.findChildren(NoticeBanner)
        if one.notice is not None and one.notice.verb is Verb.SETTLE_PAID
    )
    click(banner.findChildren(Button)[0])
    from ui.decide.review import SettlePaidDialog

    dialog_of(SettlePaidDialog).reject()


def test_an_ended_ticket_says_so_and_offers_to_open_it_again(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    floor.services.closing.cancel(ticket.id, ticket.version, CancelReason.AGREED, "")
    pane.show_ticket(ticket.id)
    assert pane.head.steps.current == 5
    assert "已取消" in words(pane.head)
    assert pane.actions_bar.button(Verb.REOPEN) is not None


def test_a_key_opens_the_dialog_of_its_verb(
    pane: TicketPane, ticket: Ticket, home: QWidget
) -> None:
    pane.show_ticket(ticket.id)
    home.activateWindow()
    press(pane, Qt.Key.Key_T)
    dialog_of(DecisionDialog).reject()


def test_a_key_whose_verb_is_impossible_does_nothing(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    assert not pane.commands["pay"].isEnabled()
    assert "没有待打的款" in pane.commands["pay"].toolTip()


def test_typing_into_a_field_never_begins_a_verb(
    pane: TicketPane, ticket: Ticket, home: QWidget
) -> None:
    from ui.widgets.fields import TextField

    pane.show_ticket(ticket.id)
    field = TextField(parent=home)
    field.show()
    field.setFocus()
    press(field, Qt.Key.Key_R)
    assert field.value() == "r"


@pytest.mark.parametrize("width", [420, 480, 599, 600, 728, 836, 1100])
def test_nothing_is_cut_off_at_any_width(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket, width: int
) -> None:
    decided(floor, ticket, Remedy.RETURN_REFUND)
    pane.resize(QSize(width, 700))
    pane.show_ticket(ticket.id)
    for name in ("概览", "方案与金额", "退货物流", "时间线"):
        open_tab(pane, name)
        page = pane._pages.currentWidget()
        assert isinstance(page, Page)
        inside = page.widget()
        assert inside is not None
        assert inside.width() <= page.viewport().width(), f"{name} is wider than its room"


def test_a_narrow_pane_has_the_evidence_as_a_tab_and_gets_it_back(
    pane: TicketPane, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    evidence = tab(pane, "证据")
    assert not pane.tabs.isTabVisible(evidence)
    assert pane.evidence.isVisibleTo(pane)
    pane.resize(500, 700)
    assert pane.tabs.isTabVisible(evidence)
    assert not pane.evidence.isVisibleTo(pane)
    open_tab(pane, "证据")
    assert pane.evidence.isVisibleTo(pane)
    pane.resize(836, 700)
    assert not pane.tabs.isTabVisible(evidence)
    assert pane.tabs.currentIndex() == 0
    assert pane.evidence.isVisibleTo(pane)


def test_the_width_a_person_gave_the_evidence_is_kept(
    pane: TicketPane, ticket: Ticket, desk: Desk
) -> None:
    pane.show_ticket(ticket.id)
    pane._split.moveSplitter(560, 1)
    width = desk.memory.number("ticket")
    assert abs(width - 275) < 20
    pane.resize(900, 700)
    assert abs(pane.evidence.width() - width) <= 1


def test_scrolling_stays_where_it_was_when_the_ticket_is_read_again(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    pane.resize(836, 420)
    pane.show_ticket(ticket.id)
    settle()
    bar = pane.overview.verticalScrollBar()
    bar.setValue(120)
    assert bar.value() == 120
    floor.services.review.note(ticket.id, "等仓库回话")
    assert "等仓库回话" in words(pane.overview)
    assert bar.value() == 120


def test_the_head_menu_copies_every_number(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    pane.head._fill_menu()
    for action in pane.head.menu.actions():
        if CLAIM in action.text():
            action.trigger()
    assert QGuiApplication.clipboard().text() == CLAIM


def test_the_head_menu_begins_verbs(pane: TicketPane, ticket: Ticket) -> None:
    from ui.decide.review import DescribeDialog

    pane.show_ticket(ticket.id)
    pane.head._fill_menu()
    next(a for a in pane.head.menu.actions() if a.text().startswith("修改原因")).trigger()
    dialog_of(DescribeDialog).reject()
