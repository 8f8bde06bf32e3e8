"""Around a decision: the buyer's answer, who must agree, what is said, decisions of words only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.facts import Offer, Stage
from app.domain.negotiation import TalkChannel
from app.domain.remedy import (
    ApologyKind,
    ReapplyCause,
    Remedy,
)
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose, decide, handed_out, said
from tests.ui.hands import click
from tests.ui.shop_floor import NOON, RUG, Hands, ShopFloor
from ui.decide.answer import AGREED, OFFERED
from ui.decide.case_reasons import CaseReasons
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.only_words import ApologyChoice, ReapplyChoice
from ui.decide.replacements import Replacements
from ui.decide.sending import Sending
from ui.desk import Desk

ORDER = "2749018355271180993"
SELECT_ALL = Qt.KeyboardModifier.ControlModifier


# --------------------------------------------------------------------------- the buyer's answer


def test_an_offer_says_where_it_was_made_and_how_long_it_stands(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    buyer = dialog.fields.buyer
    assert buyer.hours.unit.text() == "小时，至 11-24 12:00"
    buyer.channel.set_value(TalkChannel.PHONE)
    Hands(dialog).tab_to(buyer.hours.counter).write("24")
    assert buyer.hours.unit.text() == "小时，至 11-23 12:00"
    assert "2026-11-23 12:00" in dialog.words.value()
    draft = handed_out(dialog)
    assert (draft.channel, draft.valid_until) == (TalkChannel.PHONE, NOON + timedelta(hours=24))
    record = floor.ticket(ticket.id).decision
    assert record is not None
    assert (record.channel, record.valid_until) == (draft.channel, draft.valid_until)


def test_what_is_agreed_does_not_run_out(desk: Desk, ticket: Ticket, home: QWidget) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    assert dialog.fields.buyer.hours.isVisible()
    choose(dialog.fields.answer, "买家已同意")
    assert not dialog.fields.buyer.hours.isVisible()
    assert handed_out(dialog).valid_until is None


def test_an_exchange_that_was_asked_for_is_agreed_until_the_buyer_would_have_to_pay(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG,))
    ticket = floor.claim("188273644000053", ORDER, remedy=Remedy.EXCHANGE)
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    assert dialog.fields.answer.value() == AGREED
    block = dialog.fields.part(Replacements).blocks[0]
    choose(block.kind, "同款换规格")
    Hands(dialog).tab_to(block.variant).write("200×290 灰").tab_to(block.price.line).write("358")
    assert dialog.fields.answer.value() == OFFERED
    dialog.reject()


def test_a_coupon_is_not_the_money_that_was_asked_for(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG,))
    ticket = floor.claim("188273644000054", ORDER, remedy=Remedy.COMPENSATION, cents=1000)
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    assert dialog.fields.answer.value() == AGREED
    choose(dialog.fields.part(CompensationChoice).form, "优惠券")
    assert dialog.fields.answer.value() == OFFERED
    dialog.reject()


def test_the_answer_of_a_person_survives_a_closed_dialog(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    choose(dialog.fields.answer, "买家已同意")
    dialog.reject()
    again = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    assert again.fields.buyer.agreed
    again.reject()


# --------------------------------------------------------------------------------- who must agree


@pytest.fixture
def by_agent(floor: ShopFloor, ticket: Ticket) -> Ticket:
    """小周, an agent, at the desk of a shop of two."""
    floor.services.staff.add("小周", ("agent",))
    floor.services.staff.act_as("小周")
    return ticket


def test_nobody_in_a_shop_of_one_ever_reads_of_an_approval(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    assert "审批" not in said(dialog)
    assert "主管" not in said(dialog)
    dialog.reject()


def test_below_the_limit_the_line_says_so(desk: Desk, by_agent: Ticket, home: QWidget) -> None:
    dialog = decide(desk, by_agent, Verb.DECIDE_RETURN_REFUND, home)
    assert "低于审批线 ¥ 500.00，无需主管" in said(dialog)
    assert dialog.primary.text() == "确认方案 ¥ 258.00"
    dialog.reject()


def test_above_the_limit_the_button_submits_and_the_ticket_waits(
    desk: Desk, floor: ShopFloor, by_agent: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, by_agent, Verb.DECIDE_COMPENSATION, home)
    given = dialog.fields.part(CompensationChoice)
    click(given.damaged)
    hands = Hands(dialog).tab_to(given.amount.line)
    hands.press(Qt.Key.Key_A, with_=SELECT_ALL).write("49")
    assert "无需主管" in said(dialog)
    hands.press(Qt.Key.Key_A, with_=SELECT_ALL).write("60")
    assert "提交后等主管审批：" in said(dialog), "it is reckoned at every key"
    assert dialog.primary.text() == "提交审批 ¥ 60.00"
    assert dialog.hint.text() == "确认后状态 → 待主管审批"
    handed_out(dialog)
    done = floor.ticket(by_agent.id)
    assert done.stage is Stage.AWAITING_APPROVAL
    assert done.facts.offer is Offer.AWAITING_APPROVAL
    assert done.payouts == ()


def test_shipping_first_waits_for_somebody_who_may_approve(
    desk: Desk, by_agent: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, by_agent, Verb.DECIDE_EXCHANGE, home)
    choose(dialog.fields.part(Sending).way, "先发后退")
    assert dialog.primary.text().startswith("提交审批")
    choose(dialog.fields.part(Sending).way, "先退后发")
    assert dialog.primary.text().startswith("确认方案")
    dialog.reject()


# -------------------------------------------------------------------------------------- the words


def test_no_text_promises_an_amount_that_is_refused(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    given = dialog.fields.part(CompensationChoice)
    assert "¥ 10.00" in dialog.words.value()
    hands = Hands(dialog).tab_to(given.amount.line)
    hands.press(Qt.Key.Key_A, with_=SELECT_ALL).write("300")
    assert "超过所选商品的可退上限" in dialog.hint.text()
    assert dialog.words.value() == ""
    assert "方案成立后" in dialog.words.area.placeholderText()
    hands.press(Qt.Key.Key_A, with_=SELECT_ALL).write("8")
    assert "¥ 8.00" in dialog.words.value()
    dialog.reject()


def test_a_text_that_a_person_wrote_stays_while_the_amount_is_refused(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    Hands(dialog).tab_to(dialog.words.area).write("辛苦您了。")
    mine = dialog.words.value()
    given = dialog.fields.part(CompensationChoice)
    hands = Hands(dialog).tab_to(given.amount.line)
    hands.press(Qt.Key.Key_A, with_=SELECT_ALL).write("300")
    assert dialog.words.value() == mine
    dialog.reject()


def test_two_reasons_of_different_kinds_ask_for_a_second_look_while_they_are_typed(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG,))
    ticket = floor.claim("188273644000051", ORDER, reason="7天无理由退换货")
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    assert not dialog.second_look.isVisible()
    Hands(dialog).tab_to(dialog.fields.part(CaseReasons).true).write("质量问题")
    assert "两者不是一类" in dialog.second_look.asked[0]
    dialog.reject()


def test_an_apology_is_words_and_asks_for_no_answer(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_APOLOGY, home)
    assert not dialog.fields.buyer.isVisible()
    before = dialog.words.value()
    choose(dialog.fields.part(ApologyChoice).what, "致歉")
    assert dialog.words.value() != before
    assert dialog.primary.text() == "确认方案"
    draft = handed_out(dialog)
    assert draft.choices.apology is ApologyKind.APOLOGY
    assert draft.channel is None
    assert floor.ticket(ticket.id).payouts == ()


def test_a_fault_is_never_relabelled_as_a_change_of_mind(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG,))
    ticket = floor.claim("188273644000052", ORDER, reason="质量问题")
    dialog = decide(desk, ticket, Verb.DECIDE_REAPPLY, home)
    again = dialog.fields.part(ReapplyChoice)
    choose(again.cause, "申请原因选错")
    assert not again.remedy.isVisible()
    again.reason.set_value("7天无理由")
    assert "请按真实原因处理" in dialog.hint.text()
    assert not dialog.primary.isEnabled()
    assert dialog.words.value() == ""
    dialog.reject()


def test_a_wrong_type_leads_to_the_right_one(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_REAPPLY, home)
    assert dialog.hint.text() == "请选择哪里选错了：申请类型，还是申请原因。"
    again = dialog.fields.part(ReapplyChoice)
    choose(again.cause, "申请类型选错")
    assert dialog.hint.text() == "请选择正确的申请类型。"
    again.remedy.set_value(Remedy.EXCHANGE)
    assert "请改为「换货」" in dialog.words.value()
    choices = handed_out(dialog).choices
    assert (choices.reapply_cause, choices.reapply_remedy) == (
        ReapplyCause.WRONG_TYPE,
        Remedy.EXCHANGE,
    )


def test_the_reasons_to_choose_from_are_those_the_rules_list(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG,))
    ticket = floor.claim("188273644000053", ORDER, reason="色差太大")
    # The order is older than today: it is judged by the rules of its day.
    since = floor.services.rules.today(floor.shop.id) - timedelta(days=60)
    floor.services.rules.change(
        floor.shop.id, "reasons", "", ["拍错/多拍", "店里自定"], None, since, "后台改了"
    )
    dialog = decide(desk, ticket, Verb.DECIDE_REAPPLY, home)
    again = dialog.fields.part(ReapplyChoice)
    shown = [again.reason.itemText(at) for at in range(again.reason.count())]
    assert shown == ["色差太大", "拍错/多拍", "店里自定"]
    dialog.reject()
