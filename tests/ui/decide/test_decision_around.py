"""Around a decision: the buyer's answer, who must agree, words only, the keyboard, kept drafts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.facts import Offer, Stage
from app.domain.negotiation import TalkChannel
from app.domain.remedy import (
    ApologyKind,
    CompensationForm,
    DamageGround,
    GoodsWay,
    ReapplyCause,
    Remedy,
)
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY, Verb
from tests.ui.decide.deciding import choose, decide, handed_out, said
from tests.ui.hands import click
from tests.ui.shop_floor import NOON, RUG, Hands, ShopFloor
from ui.decide.answer import AGREED, OFFERED
from ui.decide.case_reasons import CaseReasons
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.damages_choice import DamagesChoice
from ui.decide.loose_parts import LooseParts
from ui.decide.only_words import ApologyChoice, ReapplyChoice
from ui.decide.refund_extras import PromotionChoice
from ui.decide.repair_terms import RepairChoice
from ui.decide.replacements import Instead, Replacements
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
    again.reason.set_value("7天无理由退换货")
    assert "不能让买家改成无理由" in dialog.hint.text()
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


# ------------------------------------------------------------------------ keyboard, kept drafts


@pytest.mark.parametrize("verb", VERB_OF_REMEDY.values())
def test_the_tab_key_goes_round_and_reaches_words_and_buttons(
    desk: Desk, ticket: Ticket, home: QWidget, verb: Verb
) -> None:
    dialog = decide(desk, ticket, verb, home)
    ring = Hands(dialog).ring()
    assert dialog.words.area in ring
    assert dialog.cancel in ring
    for part in dialog.fields.parts:
        if part.isVisible():
            assert any(part.isAncestorOf(one) for one in ring), type(part).__name__
    dialog.reject()


@pytest.mark.parametrize("verb", VERB_OF_REMEDY.values())
def test_every_dialog_stays_on_a_small_screen_with_its_buttons_in_sight(
    desk: Desk, ticket: Ticket, home: QWidget, verb: Verb
) -> None:
    dialog = decide(desk, ticket, verb, home)
    dialog.resize(dialog.width(), 640)
    assert dialog.height() == 640
    for button in (dialog.cancel, dialog.primary):
        corner = button.mapTo(dialog, button.rect().bottomRight())
        assert dialog.rect().contains(corner)
    assert dialog.width() <= 1280 - 48
    dialog.reject()


@pytest.mark.parametrize("verb", VERB_OF_REMEDY.values())
def test_a_newer_ticket_is_reckoned_again_in_every_dialog(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget, verb: Verb
) -> None:
    dialog = decide(desk, ticket, verb, home)
    before = dialog.draft().choices
    floor.services.review.note(ticket.id, "仓库说没有现货")
    floor.services.review.accept(ticket.id, floor.ticket(ticket.id).version)
    assert dialog.ticket.version > ticket.version
    assert dialog.draft().choices == before
    dialog.reject()


def test_an_exchange_comes_back_as_it_was_chosen(desk: Desk, ticket: Ticket, home: QWidget) -> None:
    first = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = first.fields.part(Replacements).blocks[0]
    choose(block.kind, "换其他商品")
    Hands(first).tab_to(block.title).write("长绒地毯").tab_to(block.price.line).write("2e9")
    choose(first.fields.part(Sending).way, "先发后退")
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = again.fields.part(Replacements).blocks[0]
    assert (block.kind.value(), block.title.value()) == (Instead.OTHER, "长绒地毯")
    assert block.price.line.text() == "2e9", "wrong amounts survive as well"
    assert again.draft().choices.way is GoodsWay.SHIP_FIRST
    again.reject()


def test_what_waits_behind_a_button_comes_back_open(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    first = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    click(first.fields.part(PromotionChoice).more)
    Hands(first).write("300")
    damages = first.fields.part(DamagesChoice)
    click(damages.more)
    damages.ground.set_value(DamageGround.FRAUD)
    Hands(first).tab_to(damages.amount.line).write("500")
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    promotion, damages = again.fields.part(PromotionChoice), again.fields.part(DamagesChoice)
    assert promotion.isVisible()
    assert promotion.threshold.value() == 30000
    assert (damages.ground.value(), damages.amount.value()) == (DamageGround.FRAUD, 50000)
    again.reject()


def test_a_compensation_and_a_repair_come_back_as_they_were_chosen(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    first = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    given = first.fields.part(CompensationChoice)
    choose(given.form, "下单优惠")
    Hands(first).tab_to(given.part).write("备用灯罩")
    click(given.goodwill)
    chosen = first.draft().choices
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    assert again.draft().choices == chosen
    assert again.draft().choices.form is CompensationForm.NEXT_ORDER
    again.reject()
    first = decide(desk, ticket, Verb.DECIDE_REPAIR, home)
    terms = first.fields.part(RepairChoice)
    click(terms.in_warranty)
    Hands(first).tab_to(terms.work).write("换包边").tab_to(terms.quote.line).write("50")
    chosen = first.draft().choices
    first.reject()
    again = decide(desk, ticket, Verb.DECIDE_REPAIR, home)
    assert again.draft().choices == chosen
    again.reject()


def test_fields_that_appear_later_stand_where_they_are_seen(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    promotion, damages = dialog.fields.part(PromotionChoice), dialog.fields.part(DamagesChoice)
    click(promotion.more)
    click(damages.more)
    seen = (
        dialog.fields.part(CaseReasons).true,
        promotion.threshold.line,
        promotion.off.line,
        promotion.less,
        damages.ground,
        damages.amount.line,
        damages.less,
        damages.document,
        dialog.fields.buyer.channel,
        dialog.words.area,
    )
    in_order(Hands(dialog).ring(), dialog.fields.goods.rows[0].counter, *seen)
    dialog.reject()
    dialog = decide(desk, ticket, Verb.DECIDE_EXCHANGE, home)
    block = dialog.fields.part(Replacements).blocks[0]
    choose(block.kind, "换其他商品")
    first = dialog.fields.goods.rows[0].counter
    typed = (block.title, block.variant, block.sku, block.price.line)
    in_order(Hands(dialog).ring(), first, *typed, dialog.fields.buyer.channel, dialog.words.area)
    dialog.reject()
    dialog = decide(desk, ticket, Verb.DECIDE_RESHIP, home)
    parts = dialog.fields.part(LooseParts)
    click(parts.add)
    click(parts.add)
    rows = (parts.rows[0].title, parts.rows[0].count, parts.rows[1].title, parts.add)
    in_order(Hands(dialog).ring(), dialog.fields.goods.rows[0].counter, *rows, dialog.words.area)
    dialog.reject()


def in_order(ring: list[QWidget], first: QWidget | None, *widgets: QWidget) -> None:
    """Whether the Tab key comes to these one after the other."""
    assert first is not None
    start = ring.index(first)
    turned = [*ring[start:], *ring[:start]]
    places = [turned.index(one) for one in widgets]
    assert places == sorted(places), places
