"""The other dialogs on the way of a ticket, worked with the keyboard on a real desk."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.facts import GoodsIn, Offer, Review, Stage
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import Liability, ProblemClass, RejectReason, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import CUP, Hands, ShopFloor, dialog_of
from ui.decide import open_action
from ui.decide.action_dialog import ActionDialog
from ui.decide.closing import CancelDialog, CloseDialog, ConfirmDialog
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.finding import FindingDialog
from ui.decide.inspection import InspectDialog
from ui.decide.parcels import ReceivedDialog, SentDialog
from ui.decide.payments import ArrivedDialog, FailedDialog, PayDialog, ReverseDialog
from ui.decide.reasons import DeclinesDialog, NoteDialog, ReopenDialog, WithdrawDialog
from ui.decide.request_info import RequestInfoDialog
from ui.decide.review import RejectDialog, SettlePaidDialog
from ui.desk import Desk

ORDER = "2749018355271180993"
DOWN, LEFT, RIGHT, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space
D = TypeVar("D", bound=ActionDialog)


class Case:
    """One ticket and its dialogs; always the ticket as it is now."""

    def __init__(self, desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget) -> None:
        self._desk, self._floor, self._home = desk, floor, home
        self._id = ticket.id

    def now(self) -> Ticket:
        """The ticket."""
        return self._floor.ticket(self._id)

    def do(self, verb: Verb) -> None:
        """A verb that asks nothing."""
        open_action(self._desk, self.now(), verb, self._home)

    def open(self, verb: Verb, kind: type[D]) -> tuple[D, Hands]:
        open_action(self._desk, self.now(), verb, self._home)
        dialog = dialog_of(kind)
        return dialog, Hands(dialog)


@pytest.fixture
def case(desk: Desk, floor: ShopFloor, home: QWidget) -> Case:
    floor.order(ORDER)
    return Case(desk, floor, floor.claim("188273644000001", ORDER), home)


@pytest.fixture
def agreed(case: Case) -> Case:
    """A return the shop pays for, agreed with the buyer."""
    dialog, hands = case.open(Verb.DECIDE_RETURN_REFUND, DecisionDialog)
    dialog.fields.liability.set_value(Liability.MERCHANT)
    hands.confirm()
    return case


@pytest.fixture
def back(agreed: Case) -> Case:
    """The parcel is here."""
    _dialog, hands = agreed.open(Verb.RETURN_SENT, SentDialog)
    hands.write("7312345678901").confirm()
    agreed.open(Verb.RETURN_RECEIVED, ReceivedDialog)[1].confirm()
    return agreed


@pytest.fixture
def granted(back: Case) -> Case:
    """Inspected, nothing wrong: the money is due."""
    back.open(Verb.INSPECT, InspectDialog)[1].press(SPACE).confirm()
    return back


@pytest.fixture
def paid(granted: Case) -> Case:
    """The money is on its way."""
    granted.open(Verb.PAY, PayDialog)[1].confirm()
    return granted


def test_the_whole_way_of_a_return_by_keyboard_alone(case: Case, ask: RecordingAsk) -> None:
    case.do(Verb.ACCEPT)
    assert case.now().stage is Stage.REVIEWING
    case.open(Verb.DECIDE_RETURN_REFUND, DecisionDialog)[1].confirm()
    assert case.now().stage is Stage.AWAITING_RETURN
    case.open(Verb.RETURN_SENT, SentDialog)[1].write("YT8812345678901").confirm()
    assert (case.now().return_courier, case.now().return_tracking) == ("圆通", "YT8812345678901")
    case.open(Verb.RETURN_RECEIVED, ReceivedDialog)[1].confirm()
    case.open(Verb.INSPECT, InspectDialog)[1].press(SPACE).confirm()
    assert case.now().stage is Stage.FULFILLING
    case.open(Verb.PAY, PayDialog)[1].confirm()
    case.open(Verb.PAYMENT_ARRIVED, ArrivedDialog)[1].confirm()
    assert case.now().stage is Stage.AWAITING_CONFIRMATION
    dialog, hands = case.open(Verb.CONFIRM, ConfirmDialog)
    assert dialog.primary.text() == "确认并结案"
    hands.write("OK").confirm()
    assert case.now().stage is Stage.COMPLETED
    assert "已到账 ¥ 258.00" in case.now().closing_summary
    assert [said.kind for said in ask.heard] == ["tell"] * 8


def test_an_impossible_verb_is_explained_and_opens_nothing(
    case: Case, ask: RecordingAsk, desk: Desk
) -> None:
    case.do(Verb.PAY)
    assert ask.the_only().kind == "warn"
    assert "没有待打的款" in ask.the_only().text


def test_what_is_missing_is_asked_for_in_one_text_that_is_copied(case: Case) -> None:
    dialog, hands = case.open(Verb.REQUEST_INFO, RequestInfoDialog)
    chips = {chip.text(): chip for chip in dialog.items.chips}
    assert dialog.items.items == ("整体照",), "what the review misses stands there already"
    assert chips["整体照"].isChecked()
    hands.tab_to(chips["整体照"]).press(SPACE)
    assert dialog.problem() == "请填写「需要补充的资料」。"
    hands.press(SPACE)
    hands.tab_to(chips["开箱视频"]).press(SPACE)
    hands.confirm()
    assert case.now().stage is Stage.NEED_INFO
    text = QGuiApplication.clipboard().text()
    assert "1. 整体照\n2. 开箱视频" in text
    case.do(Verb.INFO_RECEIVED)
    assert case.now().stage is Stage.REVIEWING


def test_a_refusal_needs_a_reason_and_keeps_the_words_that_were_changed(case: Case) -> None:
    dialog, hands = case.open(Verb.REJECT, RejectDialog)
    assert dialog.problem() == "请选择「拒绝原因」。"
    hands.press(DOWN, DOWN)
    assert dialog.reason.value() is RejectReason.INCOMPLETE
    assert "请补充整体照" in dialog.words.value()
    hands.tab_to(dialog.words.area).write("谢谢理解")
    hands.tab_to(dialog.reason).press(DOWN)
    assert "谢谢理解" in dialog.words.value(), "an edited text is not written over"
    hands.confirm()
    assert case.now().reject_reason is RejectReason.NOT_RESALEABLE
    assert case.now().stage is Stage.REJECTED
    assert "谢谢理解" in QGuiApplication.clipboard().text()


def test_calling_off_for_another_reason_asks_which(case: Case) -> None:
    dialog, hands = case.open(Verb.CANCEL, CancelDialog)
    hands.press(Qt.Key.Key_End)
    assert dialog.problem() == "选「其他」时请写明原因。"
    hands.tab().write("买家留下了商品").confirm()
    assert case.now().stage is Stage.CANCELLED


def test_our_own_view_of_the_case_is_kept_beside_the_platforms(case: Case) -> None:
    dialog, hands = case.open(Verb.SET_FACTS, FindingDialog)
    hands.tab_to(dialog.true_reason).write("批次色差")
    hands.tab_to(dialog.liability).press(*[LEFT] * 7).tab_to(dialog.basis).write("E2").confirm()
    now = case.now()
    assert (now.true_reason, now.liability, now.liability_basis) == (
        "批次色差",
        Liability.MERCHANT,
        "E2",
    )
    assert now.platform_reason == "双方协商一致退款"


def test_a_note_goes_into_the_history_word_for_word(case: Case) -> None:
    dialog, hands = case.open(Verb.NOTE, NoteDialog)
    assert not dialog.primary.isEnabled()
    hands.write("第一行").press(Qt.Key.Key_Return).write("第二行").confirm()
    assert case.now().notes == ("第一行\n第二行",)


def test_the_buyers_no_is_kept_in_their_words(case: Case) -> None:
    case.open(Verb.DECIDE_COMPENSATION, DecisionDialog)[1].confirm()
    case.open(Verb.BUYER_DECLINES, DeclinesDialog)[1].write("希望补偿 15 元").confirm()
    assert case.now().facts.offer is Offer.DECLINED


def test_an_offer_is_accepted_without_a_question_and_withdrawn_with_a_reason(case: Case) -> None:
    case.open(Verb.DECIDE_COMPENSATION, DecisionDialog)[1].confirm()
    case.do(Verb.BUYER_ACCEPTS)
    assert case.now().stage is Stage.FULFILLING
    dialog, hands = case.open(Verb.WITHDRAW_OFFER, WithdrawDialog)
    assert not dialog.primary.isEnabled()
    hands.write("重复了").confirm()
    assert case.now().facts.offer is Offer.WITHDRAWN
    assert [p.state for p in case.now().payouts] == [MoneyState.WITHDRAWN]


def test_a_courier_is_proposed_and_never_forced(agreed: Case) -> None:
    dialog, hands = agreed.open(Verb.RETURN_SENT, SentDialog)
    hands.write("SF1234567890123")
    assert dialog.courier.value() == "顺丰"
    assert "不在本店指定的快递" in dialog.strange.text
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("4312345678901")
    assert dialog.courier.value() == "", "three couriers use this shape: a person chooses"
    hands.tab_to(dialog.courier.line).tab().press(SPACE)
    assert dialog.courier.value() == "中通"
    assert not dialog.strange.isVisible()
    hands.tab_to(dialog.courier.line)
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("德邦")
    hands.tab_to(dialog.tracking).press(Qt.Key.Key_End).write("2")
    assert dialog.courier.value() == "德邦"
    hands.confirm()
    assert agreed.now().return_courier == "德邦"


def test_goods_cannot_have_been_sent_tomorrow(agreed: Case) -> None:
    dialog, hands = agreed.open(Verb.RETURN_SENT, SentDialog)
    hands.write("7312345678901")
    hands.tab_to(dialog.day).press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up)
    assert dialog.day.value() is not None
    assert "不能晚于今天（2026-11-22）" in dialog.problem()
    dialog.reject()


def test_another_parcel_than_announced_is_told(agreed: Case) -> None:
    agreed.open(Verb.RETURN_SENT, SentDialog)[1].write("7312345678901").confirm()
    dialog, hands = agreed.open(Verb.RETURN_RECEIVED, ReceivedDialog)
    assert dialog.tracking.value() == "7312345678901"
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("YT88123456789")
    assert "7312345678901 不同" in dialog.hint.text()
    hands.confirm()
    assert agreed.now().return_tracking == "YT88123456789"


def test_every_piece_needs_a_result_and_a_flaw_asks_for_a_new_decision(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (CUP,), paid_cents=7800)
    claim = floor.claim("1", ORDER, sku=CUP.sku, title=CUP.title, cents=None)
    cups = Case(desk, floor, claim, home)
    dialog, hands = cups.open(Verb.DECIDE_RETURN_REFUND, DecisionDialog)
    dialog.fields.goods.rows[0].counter.set_value(2)  # type: ignore[union-attr]
    hands.tab_to(dialog.fields.answer).press(LEFT).confirm()
    cups.open(Verb.RETURN_SENT, SentDialog)[1].write("7312345678901").confirm()
    cups.open(Verb.RETURN_RECEIVED, ReceivedDialog)[1].confirm()
    inspect, hands = cups.open(Verb.INSPECT, InspectDialog)
    hands.press(RIGHT, SPACE).tab().write("杯底有划痕")
    assert inspect.problem() == "还没有选「手工陶瓷马克杯 蓝釉 350ml 第 2 件」的验货结果。"
    hands.tab().press(SPACE)
    assert inspect.hint.text() == "确认后需要重新定方案（1 件不完好）"
    hands.confirm()
    assert set(cups.now().goods_in.values()) == {GoodsIn.WORN, GoodsIn.SELLABLE}
    assert cups.now().facts.flawed


def test_a_transfer_needs_its_number_and_the_original_path_none(granted: Case) -> None:
    dialog, hands = granted.open(Verb.PAY, PayDialog)
    assert dialog.primary.text() == "记录打款 ¥ 270.00"
    assert dialog.freight_note.isVisible()
    hands.tab_to(dialog.rows).press(SPACE)
    assert dialog.primary.text() == "记录打款 ¥ 12.00"
    hands.tab_to(dialog.method).press(RIGHT)
    assert "请填写打款凭证号" in dialog.problem()
    assert not dialog.freight_note.isVisible()
    hands.tab_to(dialog.reference).write("20261122A").confirm()
    row = next(p for p in granted.now().payouts if p.state is MoneyState.SUBMITTED)
    assert (row.cents, row.method, row.reference) == (1200, PayMethod.ALIPAY, "20261122A")
    granted.open(Verb.PAY, PayDialog)[1].confirm()
    assert {p.state for p in granted.now().payouts} == {MoneyState.SUBMITTED}


def test_a_refund_in_money_is_offered_no_coupon_and_another_way_asks_for_a_reason(
    granted: Case,
) -> None:
    dialog, hands = granted.open(Verb.PAY, PayDialog)
    offered = [one.text() for one in dialog.method.findChildren(QAbstractButton)]
    assert offered == ["原路退回", "支付宝转账", "微信转账", "银行转账", "现金"]
    assert not dialog.early.isVisible()
    hands.tab_to(dialog.method).press(*[RIGHT] * 4)
    assert dialog.method.value() is PayMethod.CASH
    assert "定的是「原路退回」，现在记的是「现金」" in dialog.early.asked[0]
    assert dialog.problem() == "请在红框里写明理由。", "cash has no number"
    dialog.reject()


def test_nothing_ticked_is_nothing_paid(granted: Case) -> None:
    dialog, hands = granted.open(Verb.PAY, PayDialog)
    hands.tab_to(dialog.rows).press(SPACE).tab().press(SPACE)
    assert dialog.problem() == "请至少勾选一笔款。"
    dialog.reject()


def test_a_payment_that_failed_is_due_again(paid: Case) -> None:
    dialog, hands = paid.open(Verb.PAYMENT_FAILED, FailedDialog)
    hands.tab_to(dialog.reason).write("账户已注销").confirm()
    states = [p.state for p in paid.now().payouts]
    assert states.count(MoneyState.FAILED) == states.count(MoneyState.PLANNED) == 2


def test_money_that_came_back_frees_its_goods(paid: Case) -> None:
    paid.open(Verb.PAYMENT_ARRIVED, ArrivedDialog)[1].confirm()
    dialog, hands = paid.open(Verb.REVERSE, ReverseDialog)
    assert not dialog.primary.isEnabled()
    hands.tab_to(dialog.reason).write("买家退回").confirm()
    assert {p.state for p in paid.now().payouts} == {MoneyState.REVERSED}


def test_arrival_on_another_day_is_that_day_and_never_a_later_one(paid: Case) -> None:
    dialog, hands = paid.open(Verb.PAYMENT_ARRIVED, ArrivedDialog)
    hands.tab_to(dialog.day)
    assert dialog.day.value() is not None
    dialog.day.set_value(dialog.day.value().replace(day=23))  # type: ignore[union-attr]
    assert "不能晚于今天" in dialog.problem()
    dialog.day.set_value(dialog.day.value().replace(day=20))  # type: ignore[union-attr]
    hands.confirm()
    days = {p.arrived_at.date().isoformat() for p in paid.now().payouts if p.arrived_at}
    assert days == {"2026-11-20"}


def test_confirming_may_leave_the_ticket_open_and_closing_ends_it(paid: Case) -> None:
    paid.open(Verb.PAYMENT_ARRIVED, ArrivedDialog)[1].confirm()
    dialog, hands = paid.open(Verb.CONFIRM, ConfirmDialog)
    hands.tab_to(dialog.also_close).press(SPACE)
    assert not dialog.summary.isVisible()
    hands.confirm()
    assert paid.now().facts.confirmed
    assert paid.now().facts.open
    close, hands = paid.open(Verb.CLOSE, CloseDialog)
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Delete)
    assert not close.primary.isEnabled(), "a closing summary is asked for"
    hands.write("已全额退款").confirm()
    assert paid.now().closing_summary == "已全额退款"
    paid.open(Verb.REOPEN, ReopenDialog)[1].write("买家又来电").confirm()
    assert paid.now().facts.review is Review.REVIEWING


def test_files_that_disagree_are_settled_by_what_a_person_typed(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (CUP,), paid_cents=7800)
    claim = floor.claim(
        "1", ORDER, remedy=Remedy.REFUND_ONLY, sku=CUP.sku, title=CUP.title, order_paid_cents=6800
    )
    cups = Case(desk, floor, claim, home)
    dialog, hands = cups.open(Verb.SETTLE_PAID, SettlePaidDialog)
    assert dialog.paid.value() is None, "nothing is proposed from the files"
    hands.write("70")
    assert dialog.differs.isVisible()
    hands.press(*[Qt.Key.Key_Backspace] * 2).write("78")
    assert not dialog.differs.isVisible()
    hands.tab_to(dialog.reason).write("后台订单详情").confirm()
    assert cups.now().order.paid_cents == 7800
    assert cups.now().order.conflict is None


def test_an_unclassified_problem_can_be_named(case: Case) -> None:
    _dialog, hands = case.open(Verb.SET_FACTS, FindingDialog)
    hands.press(Qt.Key.Key_Home).confirm()
    assert case.now().problem is ProblemClass.QUALITY
