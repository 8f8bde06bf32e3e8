"""A decision while others work: changes of the ticket, words kept, keys that reach every field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.remedy import Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import CUP, RUG, Hands, ShopFloor, dialog_of
from ui.changes import ChangeRelay
from ui.decide import open_action
from ui.decide.case_reasons import CaseReasons
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.decision_dialog import DecisionDialog
from ui.desk import Desk
from ui.jobs import JobsOnTheSpot
from ui.memory import Memory
from ui.theme import Theme

ORDER = "2749018355271180993"
CLAIM = "188273644000001"


def decide(desk: Desk, ticket: Ticket, verb: Verb, home: QWidget) -> DecisionDialog:
    open_action(desk, ticket, verb, home)
    return dialog_of(DecisionDialog)


def test_the_words_to_the_buyer_follow_until_a_person_changes_them(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    words, given = dialog.words, dialog.fields.part(CompensationChoice)
    given.amount.set_value(800)
    assert "¥ 8.00" in words.value()
    hands = Hands(dialog).tab_to(words.area)
    hands.press(Qt.Key.Key_End, with_=Qt.KeyboardModifier.ControlModifier).write("谢谢")
    given.amount.set_value(900)
    assert "¥ 8.00" in words.value(), "what a person wrote is not overwritten"
    assert words.value().endswith("谢谢")
    offer = next(b for b in words.findChildren(type(dialog.primary)) if b.isVisible())
    hands.tab_to(offer).press(Qt.Key.Key_Space)
    assert "¥ 9.00" in words.value()
    assert not words.edited
    dialog.reject()


def test_confirming_copies_the_words_and_says_so(
    desk: Desk, ask: RecordingAsk, ticket: Ticket, home: QWidget
) -> None:
    QGuiApplication.clipboard().setText("before")
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    text = dialog.words.value()
    Hands(dialog).confirm()
    assert QGuiApplication.clipboard().text() == text
    assert ask.the_only().text == f"{ticket.number} 方案已记录。给买家的话已复制。"


def test_pressing_twice_decides_once(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    draft = dialog.draft()
    dialog.submitted.emit(draft)
    dialog.submitted.emit(draft)
    dialog.reject()
    assert len(floor.ticket(ticket.id).decisions) == 1


def test_somebody_elses_change_keeps_what_was_typed_and_says_who_did_what(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    Hands(dialog).tab_to(dialog.fields.part(CaseReasons).true).write("批次色差")
    floor.services.staff.add("老王", ("agent",))
    floor.services.staff.act_as("老王")
    floor.services.review.accept(ticket.id, ticket.version)
    floor.services.staff.act_as("阿青")
    assert dialog.ticket.version > ticket.version
    said = dialog._complaint.text
    assert "老王：受理" in said
    assert dialog.fields.part(CaseReasons).true.value() == "批次色差"
    Hands(dialog).confirm()
    assert floor.ticket(ticket.id).true_reason == "批次色差"


def test_a_change_nobody_announced_is_refused_shown_and_can_be_confirmed_again(
    floor: ShopFloor, ask: RecordingAsk, theme: Theme, memory: Memory, home: QWidget
) -> None:
    deaf = Desk(floor.services, ChangeRelay(), ask, JobsOnTheSpot(), theme, memory)
    floor.order(ORDER)
    ticket = floor.claim(CLAIM, ORDER)
    dialog = decide(deaf, ticket, Verb.DECIDE_RETURN_REFUND, home)
    Hands(dialog).tab_to(dialog.fields.part(CaseReasons).true).write("批次色差")
    floor.services.review.note(ticket.id, "买家来电催促")
    Hands(dialog).confirm()
    assert dialog.isVisible()
    assert "买家来电催促" in dialog._complaint.text
    assert floor.ticket(ticket.id).decision is None
    Hands(dialog).confirm()
    assert floor.ticket(ticket.id).true_reason == "批次色差"


def test_a_verb_that_became_impossible_blocks_the_button_with_the_reason(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    situation = floor.services.decide.situation(ticket)
    choices = by_remedy(Remedy.COMPENSATION).draft_defaults(
        ticket.order, ticket.order_money, situation, Asked.of(ticket)
    )
    floor.services.decide.decide(DecisionDraft(ticket.id, ticket.version, "other", choices))
    assert not dialog.primary.isEnabled()
    assert "已有方案在等买家答复" in dialog.hint.text()
    dialog.reject()


@pytest.mark.parametrize(
    ("digit", "name"), [(Qt.Key.Key_2, "true_reason"), (Qt.Key.Key_3, "liability")]
)
def test_alt_and_a_digit_goes_to_the_field_with_that_place(
    desk: Desk, ticket: Ticket, home: QWidget, digit: Qt.Key, name: str
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    field = dialog.kept[name]
    assert isinstance(field, QWidget)
    hands = Hands(dialog)
    hands.press(digit, with_=Qt.KeyboardModifier.AltModifier)
    assert hands.at(field)
    dialog.reject()


@pytest.mark.parametrize(
    "verb", [Verb.DECIDE_REFUND_ONLY, Verb.DECIDE_RETURN_REFUND, Verb.DECIDE_COMPENSATION]
)
def test_the_tab_key_reaches_every_field_and_both_buttons(
    desk: Desk, ticket: Ticket, home: QWidget, verb: Verb
) -> None:
    dialog = decide(desk, ticket, verb, home)
    fields = dialog.fields
    hands = Hands(dialog)
    for step in ("as it opens", "on a newer ticket"):
        ring = hands.ring()
        for part in (fields.goods, fields.part(CaseReasons).true, fields.liability, fields.answer):
            assert any(part is one or part.isAncestorOf(one) for one in ring), step
        for one in (dialog.words.area, dialog.quote.calculation.how, dialog.cancel):
            assert one in ring, step
        assert dialog.primary in ring or not dialog.primary.isEnabled()
        places = [ring.index(one) for one in (fields.part(CaseReasons).true, dialog.words.area)]
        assert places == sorted(places)
        dialog.show_ticket(ticket)
    dialog.reject()


def test_a_file_that_arrives_meanwhile_is_reckoned_with_at_once(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    floor.order(ORDER, (RUG,), paid_cents=20000, importer="taobao_orders_other")
    assert not dialog.primary.isEnabled()
    assert "实付金额不一致" in dialog.hint.text()
    dialog.reject()


def test_pieces_and_half_typed_amounts_outlive_a_newer_ticket(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (CUP, RUG), paid_cents=33600)
    ticket = floor.claim(CLAIM, ORDER, sku=CUP.sku, title=CUP.title, cents=None)
    dialog = decide(desk, ticket, Verb.DECIDE_REFUND_ONLY, home)
    goods = dialog.fields.goods
    line = goods.rows[0].line_id
    goods.set_choices((LineChoice(line, (2,)),))
    assert goods.rows[1].amount is not None
    goods.rows[1].amount.set_text("12x")
    floor.services.review.accept(ticket.id, ticket.version)
    assert dialog.ticket.version > ticket.version
    assert goods.choices() == (LineChoice(line, (2,)),)
    assert goods.rows[1].amount is not None
    assert goods.rows[1].amount.text() == "12x"
    dialog.reject()
