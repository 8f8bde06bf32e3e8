"""What was learned later, and an enquiry that becomes a claim, by real keys on a real desk."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.case import CaseDetails, Receipt, Severity, SubReason, Urgency
from app.domain.case_fields import CaseField
from app.domain.drafts import IntakeDraft, TypedLine
from app.domain.drafts_case import CaseDraft
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import Hands, ShopFloor, dialog_of
from ui.decide.opening import open_action
from ui.desk import Desk
from ui.intake.case_dialog import CaseDialog, ConvertDialog

DOWN = Qt.Key.Key_Down
F, P = CaseField, ProblemClass


def phoned(floor: ShopFloor, problem: ProblemClass, **more: Any) -> Ticket:
    lines = (TypedLine("胡桃木落地灯", quantity=2, unit_price_cents=9900),)
    draft = IntakeDraft(
        floor.shop.id, "k", typed_lines=lines, problem=problem, buyer_words="灯不亮", **more
    )
    return floor.services.intake.new_ticket(draft)


def amend(desk: Desk, ticket: Ticket, home: QWidget) -> tuple[CaseDialog, Hands]:
    open_action(desk, ticket, Verb.SET_CASE, home)
    dialog = dialog_of(CaseDialog)
    return dialog, Hands(dialog)


@pytest.fixture
def known(floor: ShopFloor) -> Ticket:
    """A broken lamp of which a little is known."""
    details = CaseDetails(receipt=Receipt.RECEIVED, sub_reason=SubReason.MALFUNCTION, serial="SN1")
    case = CaseDraft(P.QUALITY, details, Urgency.URGENT, {"conditions": "按开关没反应"})
    return phoned(floor, P.QUALITY, case=case)


def test_what_is_known_is_there_and_only_a_change_can_be_saved(
    desk: Desk, home: QWidget, known: Ticket
) -> None:
    dialog, _hands = amend(desk, known, home)
    assert dialog.problem() == "还没有改动。"
    assert dialog.case.sub_reason.value() == SubReason.MALFUNCTION
    assert dialog.case.fields[F.SERIAL].value() == "SN1"
    assert dialog.case.fields[F.CONDITIONS].value() == "按开关没反应"
    assert dialog.urgency.value() == Urgency.URGENT
    assert dialog.both.words.value() == "灯不亮"
    dialog.reject()


def test_what_was_learned_is_written_and_the_rest_stays(
    desk: Desk, floor: ShopFloor, home: QWidget, known: Ticket, ask: RecordingAsk
) -> None:
    dialog, hands = amend(desk, known, home)
    hands.tab_to(dialog.case.fields[F.SEVERITY]).press(DOWN, DOWN, DOWN)
    hands.tab_to(dialog.both.summary).write("no light")
    hands.confirm()
    now = floor.ticket(known.id)
    assert now.details == CaseDetails(
        receipt=Receipt.RECEIVED,
        sub_reason=SubReason.MALFUNCTION,
        severity=Severity.UNUSABLE,
        serial="SN1",
    )
    assert (now.summary, now.words["conditions"]) == ("no light", "按开关没反应")
    assert ask.the_only().text == f"{known.number} 的情况已更新。"


def test_the_buyers_words_are_not_emptied(desk: Desk, home: QWidget, known: Ticket) -> None:
    dialog, hands = amend(desk, known, home)
    dialog.both.words.set_value("")
    assert "不能删空" in dialog.problem()
    hands.tab_to(dialog.both.words).write("the lamp stays dark")
    assert dialog.problem() == ""
    dialog.reject()


def test_a_claim_offers_no_enquiry_and_an_enquiry_no_claim(
    desk: Desk, floor: ShopFloor, home: QWidget, known: Ticket
) -> None:
    dialog, _hands = amend(desk, known, home)
    texts = [dialog.row.choice.itemText(n) for n in range(dialog.row.choice.count())]
    assert "咨询" not in texts
    dialog.reject()


def test_an_enquiry_keeps_its_class_until_it_is_converted(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    asked = phoned(floor, P.ENQUIRY)
    dialog, _hands = amend(desk, asked, home)
    assert dialog.row.value() is P.ENQUIRY
    assert not dialog.row.choice.isEnabled()
    dialog.reject()


def test_what_was_typed_survives_a_closed_dialog(desk: Desk, home: QWidget, known: Ticket) -> None:
    dialog, hands = amend(desk, known, home)
    hands.tab_to(dialog.case.fields[F.LOT]).write("b7731")
    hands.press(Qt.Key.Key_Escape)
    again, _hands = amend(desk, known, home)
    assert again.case.fields[F.LOT].value() == "b7731"
    again.reject()


def test_an_enquiry_becomes_a_claim_with_the_keyboard_alone(
    desk: Desk, floor: ShopFloor, home: QWidget, ask: RecordingAsk
) -> None:
    asked = phoned(floor, P.ENQUIRY)
    open_action(desk, asked, Verb.CONVERT, home)
    dialog = dialog_of(ConvertDialog)
    hands = Hands(dialog)
    assert dialog.problem().startswith("请选择问题类别")
    hands.tab_to(dialog.row.choice).press(Qt.Key.Key_Home)
    hands.tab_to(dialog.case.sub_reason).press(DOWN)
    hands.tab_to(dialog.wish.choice).press(*[DOWN] * 6)
    hands.tab_to(dialog.wish.amount.line).write("15")
    hands.tab_to(dialog.case.fields[F.RECEIPT]).press(*[DOWN] * 3)
    hands.confirm()
    now = floor.ticket(asked.id)
    assert (now.problem, now.requested, now.requested_cents) == (P.QUALITY, Remedy.REPAIR, 1500)
    assert now.details.receipt is Receipt.RECEIVED
    assert not now.facts.enquiry
    assert ask.the_only().text == f"{asked.number} 已转为售后申请。"
