"""The forms about the case itself: what is missing, late claims, questions answered, whose it is."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.case import AdviceResult, LateGround
from app.domain.contact import FollowUpKind
from app.domain.drafts import IntakeDraft, TypedLine
from app.domain.facts import Stage
from app.domain.remedy import ProblemClass
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import NOON, Hands, ShopFloor, dialog_of
from ui.decide import open_action
from ui.decide.assigning import AssignDialog
from ui.decide.late import LateClaimDialog
from ui.decide.overriding import OverrideDialog
from ui.decide.request_info import RequestInfoDialog
from ui.decide.solved import SolvedDialog
from ui.desk import Desk
from ui.widgets.fields import Tick

DOWN, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Space


def tick(field: Tick) -> None:
    """Click the box of a tick."""
    click(field, QPoint(8, field.height() // 2))


@pytest.fixture
def question(floor: ShopFloor) -> Ticket:
    """Somebody asks on the phone how a lamp is put together."""
    return floor.services.intake.new_ticket(
        IntakeDraft(
            shop_id=floor.shop.id,
            intent_key="question",
            typed_lines=(TypedLine("落地灯", sku="LD-1"),),
            problem=ProblemClass.ENQUIRY,
            buyer_words="灯杆拧不进去，怎么装？",
            nickname="小鹿不迷路",
        )
    )


# --------------------------------------------------------------------------- what is missing


def test_the_limit_is_the_shops_rule_and_ends_with_its_day(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.REQUEST_INFO, home)
    dialog = dialog_of(RequestInfoDialog)
    assert dialog.until.value() == date(2026, 11, 25)
    assert "请在 11/25 24:00 前发给我们" in dialog.words.value()
    dialog.until.set_value(date(2026, 11, 30))
    assert "请在 11/30 24:00 前发给我们" in dialog.words.value()
    click(dialog.primary)
    # 24:00 of the 30th in Shanghai.
    until = floor.ticket(ticket.id).info_due_at
    assert until is not None
    assert until.isoformat() == "2026-11-30T16:00:00+00:00"


def test_a_limit_that_has_passed_is_refused_and_none_is_possible(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.REQUEST_INFO, home)
    dialog = dialog_of(RequestInfoDialog)
    dialog.until.set_value(date(2026, 11, 21))
    assert dialog.problem() == "期限已经过了，请改成今天或以后。"
    Hands(dialog).tab_to(dialog.until).press(Qt.Key.Key_Delete)
    assert "收到后我们会马上继续处理" in dialog.words.value()
    click(dialog.primary)
    assert floor.ticket(ticket.id).info_due_at is None


def test_asking_a_second_time_warns_with_what_was_asked(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    review = floor.services.review
    asked = review.request_info(ticket.id, ticket.version, "近照\n面单")
    back = review.info_received(asked.id, asked.version)
    open_action(desk, back, Verb.REQUEST_INFO, home)
    dialog = dialog_of(RequestInfoDialog)
    warned = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "已经向买家要过 1 次资料，上一次：近照、面单" in warned
    click(dialog.primary)
    assert floor.ticket(ticket.id).asked_times == 2
    assert "第 2 次" in floor.services.tickets.timeline(ticket.id)[-1].text


def test_what_is_typed_is_kept_when_the_form_is_closed(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.REQUEST_INFO, home)
    dialog = dialog_of(RequestInfoDialog)
    dialog.items.area.set_value("发票照片")
    dialog.reject()
    open_action(desk, ticket, Verb.REQUEST_INFO, home)
    dialog = dialog_of(RequestInfoDialog)
    assert dialog.items.items == ("发票照片",)
    dialog.reject()


# ------------------------------------------------------------------------------- late claims


def test_the_grounds_of_the_rules_stand_apart_from_the_shops_grace(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.LATE_CLAIM, home)
    dialog = dialog_of(LateClaimDialog)
    assert dialog.problem() == "请选择理由。"
    hands = Hands(dialog)
    hands.press(SPACE)
    assert dialog.ground.value() == LateGround.AUTHORITY
    assert not dialog.budget.isVisibleTo(dialog)
    hands.press(DOWN, DOWN, DOWN, DOWN)
    assert dialog.ground.value() == LateGround.BUYER_HINDERED
    assert "计入本月善意支出" in dialog.budget.text
    assert dialog.problem() == "请填写「依据（写入时间线）」。"
    hands.tab_to(dialog.words).write("住院两周，有出院小结").confirm()
    now = floor.ticket(ticket.id)
    assert now.late_ground is LateGround.BUYER_HINDERED
    assert now.facts.late


def test_a_claim_is_taken_late_once(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget, ask: RecordingAsk
) -> None:
    late = floor.services.cases.late_claim(ticket.id, ticket.version, LateGround.GOODWILL, "老顾客")
    open_action(desk, late, Verb.LATE_CLAIM, home)
    assert ask.the_only().text == "已经按逾期特殊处理。"


# ------------------------------------------------------------------------- questions answered


def test_a_question_ends_with_its_answer_and_leaves_a_note_for_the_next(
    desk: Desk, floor: ShopFloor, question: Ticket, home: QWidget
) -> None:
    open_action(desk, question, Verb.SOLVED, home)
    dialog = dialog_of(SolvedDialog)
    assert dialog.outcome.value() == AdviceResult.ANSWERED
    dialog.summary.set_value("灯杆要先对准卡口再旋转，买家装好了")
    tick(dialog.keep)
    assert dialog.title_text.value() == "落地灯："
    assert "标题和症状" in dialog.problem()
    dialog.title_text.set_value("落地灯：灯杆拧不进去")
    dialog.symptom.set_value("灯杆拧不进去，装不上")
    click(dialog.primary)
    now = floor.ticket(question.id)
    assert (now.stage, now.advice) == (Stage.COMPLETED, AdviceResult.ANSWERED)
    found = floor.services.solution_notes.find("拧不进去")
    assert [note.title for note in found] == ["落地灯：灯杆拧不进去"]
    assert found[0].sku == "LD-1"


def test_a_note_with_the_buyers_name_is_refused_and_the_ticket_stays_open(
    desk: Desk, floor: ShopFloor, question: Ticket, home: QWidget
) -> None:
    open_action(desk, question, Verb.SOLVED, home)
    dialog = dialog_of(SolvedDialog)
    dialog.summary.set_value("对准卡口再旋转")
    tick(dialog.keep)
    dialog.title_text.set_value("小鹿不迷路问灯杆")
    dialog.symptom.set_value("装不上")
    click(dialog.primary)
    assert floor.ticket(question.id).facts.open
    dialog.title_text.set_value("灯杆装不上")
    click(dialog.primary)
    assert not floor.ticket(question.id).facts.open
    assert len(floor.services.solution_notes.find("")) == 1


def test_a_buyer_who_waits_for_the_parcel_is_looked_at_again(
    desk: Desk, floor: ShopFloor, question: Ticket, home: QWidget
) -> None:
    open_action(desk, question, Verb.SOLVED, home)
    dialog = dialog_of(SolvedDialog)
    assert not dialog.until_field.isVisibleTo(dialog)
    choose(dialog.outcome, "买家同意等待收货")
    assert dialog.until_field.isVisibleTo(dialog)
    dialog.until.set_value(NOON.date())
    assert dialog.problem() == "「买家同意等到」要在今天以后。"
    dialog.until.set_value(date(2026, 11, 26))
    dialog.summary.set_value("快递 26 日派送，买家愿意等")
    click(dialog.primary)
    planned = floor.ticket(question.id).follow_ups
    assert [(one.kind, one.due_at.isoformat()) for one in planned] == [
        (FollowUpKind.BUYER_WAITS, "2026-11-26T02:00:00+00:00")
    ]


# ------------------------------------------------------------------------------- whose it is


def test_whoever_has_least_to_do_is_suggested_and_takes_it(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    floor.services.staff.add("小白", ["agent"])
    floor.services.staff.add("仓库老李", ["warehouse"])
    open_action(desk, ticket, Verb.ASSIGN, home)
    dialog = dialog_of(AssignDialog)
    names = {mark.text(): mark for mark in dialog.who.marks}
    assert names["小白"].isChecked()
    assert not names["仓库老李"].isEnabled()
    click(dialog.primary)
    assert floor.ticket(ticket.id).assignee == "小白"
    open_action(desk, floor.ticket(ticket.id), Verb.ASSIGN, home)
    dialog = dialog_of(AssignDialog)
    dialog.who.set_value(0)
    click(dialog.primary)
    assert floor.ticket(ticket.id).assignee == ""


# -------------------------------------------------------------------------- verdicts changed


def test_a_check_is_chosen_in_the_form_and_the_same_verdict_is_no_change(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    open_action(desk, ticket, Verb.OVERRIDE_CHECK, home)
    dialog = dialog_of(OverrideDialog)
    assert dialog.problem() == "请选择要改判的一项。"
    dialog.which.set_value("order_known")
    assert "平台订单" in dialog.seen.text()
    choose(dialog.verdict, "通过")
    assert dialog.problem() == "现在就是「通过」。"
    choose(dialog.verdict, "需要人看")
    dialog.reason.set_value("订单号抄错过一位，再核对一次")
    Hands(dialog).confirm()
    found = {one.check: one for one in floor.services.checking.review(floor.ticket(ticket.id))}
    override = found["order_known"].override
    assert override is not None
    assert override.reason == "订单号抄错过一位，再核对一次"
