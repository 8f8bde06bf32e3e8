"""Questions on the phone: one answered and kept for the next time, one that becomes a claim."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt

from app.domain.case import AdviceResult
from app.domain.labels import label
from app.domain.remedy import Channel, FreightBearer, ProblemClass, Remedy
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose
from tests.ui.hands import CTRL, click
from tests.ui.scenarios.clerk import Clerk, begins_call, says_class, walk_to
from tests.ui.shop_floor import NOON, Hands, ShopFloor, dialog_of
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.solved import SolvedDialog
from ui.frame.solution_notes import SolutionNotesDialog
from ui.intake.case_dialog import ConvertDialog

ORDER = "2749018355271180993"


def asks(clerk: Clerk, floor: ShopFloor, words: str) -> None:
    """Somebody calls with a question about the rug."""
    floor.order(ORDER, delivered_at=NOON - timedelta(days=2))
    dialog, hands = begins_call(clerk, ORDER)
    says_class(dialog, hands, ProblemClass.ENQUIRY)
    hands.tab_to(dialog.complaint.words).write(words).confirm()
    ticket = clerk.waits_for_ticket()
    assert clerk.toast == f"已建单 {ticket.number}。"
    assert (ticket.channel, ticket.facts.enquiry) == (Channel.PHONE, True)
    assert clerk.stage == "待受理"


def test_a_question_is_answered_and_what_helped_is_found_by_the_next(
    clerk: Clerk, floor: ShopFloor
) -> None:
    asks(clerk, floor, "毛掉得厉害，怎么打理？")
    assert clerk.pane.actions_bar.button(Verb.DECIDE_RETURN_REFUND) is None
    assert not clerk.pane.actions_bar.decide.isVisible(), "a question is not decided on"

    clerk.bar(Verb.SOLVED)
    dialog = dialog_of(SolvedDialog)
    assert not dialog.primary.isEnabled()
    choose(dialog.outcome, label(AdviceResult.GUIDED))
    dialog.summary.set_value("教买家先用低档吸两遍，浮毛两周后就少了")
    click(dialog.keep, QPoint(8, dialog.keep.height() // 2))
    Hands(dialog).tab_to(dialog.title_text).press(Qt.Key.Key_End).write("浮毛打理")
    Hands(dialog).tab_to(dialog.symptom).write("掉毛多")
    clerk.click(dialog.primary)

    assert clerk.toast == f"{clerk.ticket.number} 已解答完毕。"
    assert clerk.stage == "已完成"
    ticket = clerk.ticket
    assert ticket.advice is AdviceResult.GUIDED
    assert ticket.decision is None
    clerk.key(Qt.Key.Key_J, CTRL)
    notes = dialog_of(SolutionNotesDialog)
    Hands(notes).tab_to(notes.search).write("掉毛").press(Qt.Key.Key_Return)
    assert notes.isVisible(), "Enter searches"
    (card,) = notes.cards
    read = clerk.seen(card)
    assert "北欧羊毛地毯：浮毛打理" in read
    assert "用低档吸两遍" in read
    notes.reject()


def test_a_question_becomes_a_claim_and_is_decided(clerk: Clerk, floor: ShopFloor) -> None:
    asks(clerk, floor, "边上开线了，是这样的吗？")
    clerk.bar(Verb.CONVERT)
    dialog = dialog_of(ConvertDialog)
    walk_to(dialog.row.choice, ProblemClass.QUALITY)
    walk_to(dialog.wish.choice, Remedy.RETURN_REFUND)
    Hands(dialog).tab_to(dialog.wish.amount.line).write("258")
    assert dialog.both.words.value() == "边上开线了，是这样的吗？", "the words stay"
    clerk.click(dialog.primary)

    assert clerk.toast == f"{clerk.ticket.number} 已转为售后申请。"
    assert (clerk.ticket.problem, clerk.ticket.requested_cents) == (ProblemClass.QUALITY, 258_00)
    clerk.open("核实")
    assert clerk.verdict("in_time") == "申请是否在时限内：通过"
    clerk.click(clerk.pane.review.checks.replies.propose)
    decision = dialog_of(DecisionDialog)
    assert decision.primary.text() == "确认方案 ¥ 258.00 ＋ 12.00", decision.problem()
    clerk.click(decision.primary)

    assert clerk.stage == "待买家退货"
    ticket = clerk.ticket
    assert ticket.buyer_words == "边上开线了，是这样的吗？"
    assert ticket.decision is not None
    assert ticket.decision.remedy is Remedy.RETURN_REFUND
    assert ticket.decision.choices.freight_bearer is FreightBearer.MERCHANT
