"""The pane as a whole: when it reads again, what its clicks begin, how it fits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.facts import Stage
from app.domain.remedy import CancelReason, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.hands import click, press
from tests.ui.shop_floor import ShopFloor, dialog_of
from tests.ui.ticket.conftest import CLAIM, ORDER, settle, words
from tests.ui.ticket.walking import decided, open_tab, tab
from ui.decide.decision_dialog import DecisionDialog
from ui.desk import Desk
from ui.ticket.notices import NoticeBanner
from ui.ticket.page import Page
from ui.ticket.pane import TicketPane
from ui.widgets.button import Button


def test_without_a_ticket_it_says_so_and_no_key_does_anything(pane: TicketPane) -> None:
    assert "没有选中的售后单" in words(pane)
    assert not any(pane.commands[name].isEnabled() for name in pane.commands.ids())


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
    assert [n.strong for n in pane.overview.notices.shown] == ["还剩 23 小时 00 分"]
    floor.clock.advance(timedelta(hours=22))
    pane._clock.timeout.emit()
    assert [n.strong for n in pane.overview.notices.shown] == ["还剩 1 小时 00 分"]
    assert pane.overview.notices.shown[0].tone == "warn"
    assert "首次联系（本店）：今天\N{NO-BREAK SPACE}11:00" in pane.overview.notices.shown[0].text
    assert "本店 · 剩 1 小时 00 分" in [pill.text() for pill in pane.head.pills]
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
    assert pane.head.steps.accessibleDescription() == "已取消"
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
    for name in ("概览", "方案与金额", "物流", "时间线"):
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
    from ui.decide.finding import FindingDialog

    pane.show_ticket(ticket.id)
    pane.head._fill_menu()
    next(a for a in pane.head.menu.actions() if a.text().startswith("修改原因")).trigger()
    dialog_of(FindingDialog).reject()
