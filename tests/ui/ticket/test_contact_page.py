"""联系: the log, what to come back to, colleagues, texts one key copies and another logs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.contact import (
    ContactPurpose,
    Direction,
    FollowUpKind,
    Reached,
)
from app.domain.drafts_case import ContactDraft, FollowUpDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.negotiation import TalkChannel
from app.domain.payment import PayMethod
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose
from tests.ui.hands import click, press
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import NOON, Hands, ShopFloor, dialog_of
from tests.ui.ticket.conftest import settle, words
from tests.ui.ticket.walking import decided, open_tab
from ui.decide.contact_follow_up import FollowUpDoneDialog
from ui.decide.contact_log import ContactDialog
from ui.decide.contact_question import AnswerDialog, AskDialog
from ui.decide.payments import PayDialog
from ui.frame.note_form import NoteForm
from ui.frame.solution_notes import SolutionNotesDialog
from ui.ticket.buyer_texts import (
    COPY_FIRST,
    COPY_PROGRESS,
    COPY_TRACKING,
    COPY_UNTIL,
    LOG_COPIED,
    SHORT_TEXTS,
)
from ui.ticket.contact_page import ContactPage
from ui.ticket.pane import TicketPane
from ui.ticket.papers import KEEP_NOTE
from ui.widgets.button import Button
from ui.widgets.pill import Chip


def talk(summary: str = "说明了进度", **more: Any) -> ContactDraft:
    values: dict[str, Any] = {
        "direction": Direction.OUTGOING,
        "channel": TalkChannel.PHONE,
        "reached": Reached.YES,
        "purpose": ContactPurpose.PROGRESS,
        "summary": summary,
    }
    return ContactDraft(**(values | more))


def paid(floor: ShopFloor, ticket: Ticket) -> None:
    """What was granted is handed over and under way."""
    rows = tuple(one.id for one in floor.ticket(ticket.id).payouts)
    floor.services.payouts.pay(ticket.id, None, rows, PayMethod.ORIGINAL, "", "key")


@pytest.fixture
def page(pane: TicketPane, ticket: Ticket) -> ContactPage:
    """The page of a ticket nobody has talked about."""
    pane.show_ticket(ticket.id)
    open_tab(pane, "联系")
    return pane.contact


def named(widget: QWidget, text: str) -> Button:
    """The button with these words."""
    settle()
    found = [b for b in widget.findChildren(Button) if b.text() == text and b.isVisibleTo(widget)]
    assert found, f"no button {text}"
    return found[0]


# ---------------------------------------------------------------------------------- the page


def test_a_ticket_nobody_talked_about_says_what_to_do(page: ContactPage) -> None:
    shown = words(page)
    assert "还没有联系记录" in shown
    assert "还没有联系过买家" in shown
    assert "没有记录" in shown


def test_the_log_stands_in_order_with_how_long_ago_and_how_often(
    page: ContactPage, floor: ShopFloor, ticket: Ticket
) -> None:
    log = floor.services.contacts.log_contact
    piece = floor.services.evidence.add_bytes(
        ticket.id, b"x", "聊天.txt", EvidenceKind.CHAT, Party.MERCHANT
    )
    log(ticket.id, None, talk("先", at=NOON - timedelta(days=3), evidence_ids=(piece.id,)))
    log(ticket.id, None, talk("", reached=Reached.NO_ANSWER))
    shown = words(page)
    assert "3 天没有联系买家" in shown
    assert "联系上 1 次，没联系上 1 次" in shown
    titles = [text for text in shown if text.startswith("我们联系买家")]
    assert len(titles) == 2
    assert shown.index("联系上了") < shown.index("没有联系上")
    assert page.log is not None
    chips = page.log.findChildren(Chip)
    assert [chip.text() for chip in chips] == ["E1"]
    told: list[str] = []
    page.evidence_wanted.connect(told.append)
    click(chips[0])
    assert told == ["E1"]


def test_follow_ups_tell_what_is_late_and_each_has_its_own_button(
    page: ContactPage, floor: ShopFloor, ticket: Ticket
) -> None:
    plan = floor.services.contacts.plan_follow_up
    first, second = NOON + timedelta(hours=1), NOON + timedelta(hours=3)
    plan(ticket.id, None, FollowUpDraft(FollowUpKind.CALL_BACK, first, "问尺码"))
    plan(ticket.id, None, FollowUpDraft(FollowUpKind.PROMISE, second, "给答复"))
    floor.clock.advance(timedelta(hours=2))
    page.show_ticket(floor.ticket(ticket.id), floor.clock.now())
    shown = words(page)
    assert any(text.startswith("已超") for text in shown)
    assert any(text.startswith("还剩") for text in shown)
    assert page.follow_ups is not None
    keys = [one.id for one in floor.ticket(ticket.id).follow_ups]
    click(page.follow_ups.rows[keys[1]].buttons[Verb.FOLLOW_UP_DONE])
    dialog = dialog_of(FollowUpDoneDialog)
    assert dialog.which.value() == keys[1]
    choose(dialog.kept_now, "做到了")
    click(dialog.primary)
    done = {one.id: one.kept for one in floor.ticket(ticket.id).follow_ups}
    assert done == {keys[0]: None, keys[1]: True}
    assert "已完成" in words(page)


def test_questions_are_asked_and_answered_from_the_page(
    page: ContactPage, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk
) -> None:
    floor.services.staff.add("阿明", ("warehouse",))
    click(named(page, "请同事协助…"))
    dialog = dialog_of(AskDialog)
    dialog.text.set_value("还有灰色的吗")
    click(dialog.primary)
    assert "阿青 问 阿明" in words(page)
    floor.services.staff.act_as("阿明")
    page.show_ticket(floor.ticket(ticket.id), floor.clock.now())
    click(named(page, "答复同事…"))
    answering = dialog_of(AnswerDialog)
    assert "还有灰色的吗" in answering.asked.text()
    answering.text.set_value("还有两张")
    click(answering.primary)
    assert "阿明：还有两张" in words(page)
    assert [one.kind for one in ask.heard] == ["tell", "tell"]


def test_the_third_nudge_leads_to_a_colleague(
    page: ContactPage, floor: ShopFloor, ticket: Ticket
) -> None:
    nudge = talk("", direction=Direction.INCOMING, reached=Reached.NUDGE)
    for _time in range(3):
        assert page.nudged is None
        floor.services.contacts.log_contact(ticket.id, None, nudge)
    settle()
    assert page.nudged is not None
    assert "催了 3 次" in page.nudged.text
    click(named(page.nudged, "请同事协助…"))
    dialog_of(AskDialog).reject()


# ----------------------------------------------------------------------------------- texts


def test_progress_is_copied_and_one_more_click_logs_it(
    page: ContactPage, pane: TicketPane, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk
) -> None:
    click(named(page, "复制进度"))
    text = QGuiApplication.clipboard().text()
    assert text.startswith("您好，您的订单")
    assert floor.ticket(ticket.id).contacts == (), "copied is not sent"
    assert ask.action is not None
    ask.action.act()
    (one,) = floor.ticket(ticket.id).contacts
    assert (one.summary, one.purpose, one.reached) == (text, ContactPurpose.PROGRESS, Reached.YES)
    assert "已记下：通报进度" in ask.heard[-1].text
    assert "一天内联系过买家" in words(page)
    pane.do(LOG_COPIED.id)
    assert len(floor.ticket(ticket.id).contacts) == 1, "once is once"
    assert ask.heard[-1].kind == "warn"


def test_keys_alone_copy_and_log(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    pane.show_ticket(ticket.id)
    home.activateWindow()
    pane.setFocus()
    press(pane, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert "进度如下" in QGuiApplication.clipboard().text()
    press(pane, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    assert "七天无理由退货" in QGuiApplication.clipboard().text()
    press(pane, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    (one,) = floor.ticket(ticket.id).contacts
    assert one.purpose is ContactPurpose.EXPLANATION
    assert "七天无理由退货" in one.summary


def test_what_was_copied_for_one_buyer_is_never_logged_on_another(
    page: ContactPage, pane: TicketPane, floor: ShopFloor, ask: RecordingAsk
) -> None:
    pane.do(COPY_PROGRESS.id)
    floor.order("2749018355271180994")
    other = floor.claim("188273644000002", "2749018355271180994")
    pane.show_ticket(other.id)
    pane.do(LOG_COPIED.id)
    assert ask.heard[-1].kind == "warn"
    assert floor.ticket(other.id).contacts == ()


def test_every_short_text_is_copied_from_the_menu_or_says_why_not(
    page: ContactPage, ask: RecordingAsk
) -> None:
    page.fill_menu()
    entries = {one.objectName(): one for one in page.menu.actions() if one.objectName()}
    assert set(entries) == {command.id for command in SHORT_TEXTS}
    entries[COPY_FIRST.id].trigger()
    assert "北屿家居旗舰店的售后客服" in QGuiApplication.clipboard().text()
    before = QGuiApplication.clipboard().text()
    entries[COPY_TRACKING.id].trigger()
    assert (ask.heard[-1].kind, QGuiApplication.clipboard().text()) == ("warn", before)


def test_the_day_until_which_to_apply_is_copied_from_the_page(page: ContactPage) -> None:
    click(named(page, "复制申请期限"))
    assert "签收" in QGuiApplication.clipboard().text()
    assert COPY_UNTIL.keys == ("Shift+Q",)


# ------------------------------------------------------------------------------- proposals


def test_a_refund_under_way_is_proposed_and_taken_over_with_one_click(
    page: ContactPage, floor: ShopFloor, ticket: Ticket
) -> None:
    decided(floor, ticket, Remedy.REFUND_ONLY)
    paid(floor, ticket)
    settle()
    assert floor.ticket(ticket.id).follow_ups == (), "nothing is planned in silence"
    assert [one.kind for _button, one in page.proposed] == [FollowUpKind.CHECK_REFUND]
    click(page.proposed[0][0])
    (planned,) = floor.ticket(ticket.id).follow_ups
    assert planned.kind is FollowUpKind.CHECK_REFUND
    settle()
    assert page.proposed == []


def test_the_word_after_paying_offers_the_same(
    page: ContactPage, pane: TicketPane, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk
) -> None:
    decided(floor, ticket, Remedy.REFUND_ONLY)
    pane.do(Verb.PAY.value)
    Hands(dialog_of(PayDialog)).confirm()
    assert ask.action is not None
    assert ask.action.text == "安排跟进：确认退款到账"
    ask.action.act()
    (planned,) = floor.ticket(ticket.id).follow_ups
    assert planned.what == "确认 ¥ 258.00 已到账、金额正确"


# ----------------------------------------------------------------------- what helped before


def test_notes_open_with_those_of_these_goods_first(page: ContactPage, floor: ShopFloor) -> None:
    from app.domain.contact import SolutionNote

    save = floor.services.solution_notes.save
    save(SolutionNote(0, "地毯色差", "", "发自然光照片", "DT-160-H"))
    save(SolutionNote(0, "掉釉", "", "换新", "MK"))
    page.fill_menu()
    page.notes.trigger()
    dialog = dialog_of(SolutionNotesDialog)
    assert [card.note_shown.title for card in dialog.cards] == ["地毯色差", "掉釉"]
    dialog.reject()


def test_an_ended_ticket_is_kept_as_a_note_without_its_buyer(
    page: ContactPage, pane: TicketPane, floor: ShopFloor, ticket: Ticket, ask: RecordingAsk
) -> None:
    assert not pane.commands[KEEP_NOTE.id].isEnabled()
    decided(floor, ticket, Remedy.APOLOGY)
    floor.services.closing.confirm(ticket.id, None, "聊天")
    floor.services.closing.close(ticket.id, None, "说明清楚了")
    settle()
    assert pane.commands[KEEP_NOTE.id].isEnabled()
    pane.do(KEEP_NOTE.id)
    form = dialog_of(NoteForm)
    assert form.sku.value() == "DT-160-H"
    form.advice.set_value("给墨染青山换新")
    click(form.primary)
    assert form.isVisible()
    assert "提到了这位买家的昵称" in " ".join(words(form))
    form.advice.set_value("给买家换新")
    click(form.primary)
    (kept,) = floor.services.solution_notes.find("换新")
    assert kept.sku == "DT-160-H"


def test_logging_from_the_page_writes_what_was_typed(
    page: ContactPage, floor: ShopFloor, ticket: Ticket
) -> None:
    click(named(page, "记录联系…"))
    dialog = dialog_of(ContactDialog)
    dialog.summary.set_value("买家同意等到周三")
    click(dialog.primary)
    assert [one.summary for one in floor.ticket(ticket.id).contacts] == ["买家同意等到周三"]
    assert "买家同意等到周三" in words(page)


def test_somebody_from_the_warehouse_reads_but_does_not_log(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    floor.services.staff.add("阿明", ("warehouse",))
    floor.services.staff.act_as("阿明")
    pane.show_ticket(ticket.id)
    open_tab(pane, "联系")
    assert not named(pane.contact, "记录联系…").isEnabled()
    assert any("你的角色是仓库" in text for text in words(pane.contact))


def test_how_to_talk_is_read_when_it_is_wanted(page: ContactPage) -> None:
    assert page.hint_text.isHidden()
    page.fill_menu()
    page.hints.trigger()
    assert "先听完" in " ".join(words(page))
    page.hints.trigger()
    assert page.hint_text.isHidden()


def test_the_overview_tells_who_is_waited_for(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    ming = floor.services.staff.add("阿明", ("warehouse",))
    contacts = floor.services.contacts
    contacts.ask_colleague(ticket.id, None, ming.id, "还有灰色的吗")
    due = NOON + timedelta(hours=1)
    contacts.plan_follow_up(ticket.id, None, FollowUpDraft(FollowUpKind.CALL_BACK, due, "问尺码"))
    pane.show_ticket(ticket.id)
    shown = " ".join(words(pane.overview))
    assert "等同事答复" in shown
    assert "阿明：还有灰色的吗（11/23 13:00 前）" in shown
    assert "该跟进了" not in shown
    floor.clock.advance(timedelta(hours=2))
    pane.refresh()
    assert "问尺码（阿青，11/22 13:00 前）" in " ".join(words(pane.overview))
