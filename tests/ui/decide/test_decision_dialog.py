"""The decision dialogs on a real desk: what is shown, what is asked, what is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.drafts import InspectionResult
from app.domain.facts import GoodsIn, Offer, Stage
from app.domain.labels import label
from app.domain.payment import MoneyClass, PayMethod
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.shop_floor import CUP, Hands, ShopFloor, dialog_of
from ui.decide import open_action
from ui.decide.answer import AGREED, OFFERED
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.decision_dialog import DecisionDialog
from ui.decide.deductions import Deductions
from ui.decide.freight_choice import FreightChoice
from ui.desk import Desk
from ui.widgets.text import PlainLabel

ORDER = "2749018355271180993"
CLAIM = "188273644000001"


def decide(desk: Desk, ticket: Ticket, verb: Verb, home: QWidget) -> DecisionDialog:
    open_action(desk, ticket, verb, home)
    return dialog_of(DecisionDialog)


def sums(dialog: DecisionDialog) -> dict[str, str]:
    return dict(dialog.quote.calculation.rows)


def test_a_plain_return_is_confirmed_with_one_key(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    assert dialog.primary.text() == "确认方案 ¥ 258.00"
    assert dialog.hint.text() == "确认后状态 → 待买家退货（截止 11-29 23:59）"
    Hands(dialog).confirm()
    done = floor.ticket(ticket.id)
    assert done.stage is Stage.AWAITING_RETURN
    assert done.decision is not None
    assert done.decision.breakdown.refund_cents == 25800
    assert [p.cents for p in done.payouts] == [25800]
    assert done.decision.return_by is not None
    assert done.decision.return_by.isoformat() == "2026-11-29T15:59:00+00:00"


def test_a_finding_moves_the_freight_and_the_sum_with_it(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    fields = dialog.fields
    assert fields.part(FreightChoice).value() is FreightBearer.BUYER
    assert not fields.part(FreightChoice).amount.isVisible()
    Hands(dialog).tab_to(fields.liability).press(Qt.Key.Key_Left)  # 待定 → 混合
    assert fields.part(FreightChoice).value() is FreightBearer.BUYER
    fields.liability.set_value(Liability.MERCHANT)
    assert fields.part(FreightChoice).value() is FreightBearer.MERCHANT
    assert dialog.primary.text() == "确认方案 ¥ 258.00 ＋ 12.00"
    assert sums(dialog)["本方案付给买家"] == "270.00"
    fields.part(FreightChoice).amount.set_value(1000)
    assert sums(dialog)["另付：退货运费补偿"] == "10.00"
    assert dialog.primary.text() == "确认方案 ¥ 258.00 ＋ 10.00"
    dialog.reject()


def test_a_bearer_that_a_person_chose_stands_whatever_the_finding(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    hands = Hands(dialog).tab_to(dialog.fields.part(FreightChoice))
    hands.press(Qt.Key.Key_Right)
    assert dialog.fields.part(FreightChoice).value() is FreightBearer.INSURER
    dialog.fields.liability.set_value(Liability.MERCHANT)
    assert dialog.fields.part(FreightChoice).value() is FreightBearer.INSURER
    dialog.reject()


def test_freight_above_the_cap_stops_with_the_sentence_beside_the_button(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    dialog.fields.liability.set_value(Liability.MERCHANT)
    dialog.fields.part(FreightChoice).amount.set_value(2501)
    assert not dialog.primary.isEnabled()
    assert "超过店铺设置的上限 ¥ 25.00" in dialog.hint.text()
    Hands(dialog).confirm()
    assert dialog.isVisible()
    dialog.reject()


def test_the_first_free_pieces_are_taken_and_a_refunded_one_never(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (replace(CUP, quantity=3),), paid_cents=10000)
    first = floor.claim("1", ORDER, sku=CUP.sku, title=CUP.title, cents=None)
    refunded = decide_and_pay(floor, first, LineChoice(first.order.lines[0].id, (2,)))
    second = floor.services.closing.confirm(refunded.id, refunded.version, "")
    floor.services.closing.close(second.id, second.version, "完")
    ticket = floor.claim("2", ORDER, sku=CUP.sku, title=CUP.title, cents=None)
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    row = dialog.fields.goods.rows[0]
    assert row.counter is not None
    hands = Hands(dialog)
    hands.press(*[Qt.Key.Key_Down] * 3)
    assert row.choice() is None
    hands.press(Qt.Key.Key_Up)
    assert row.ordinals() == (1,)
    hands.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert row.ordinals() == (1, 3)
    # 10000 / 3: pieces 1 and 3 are worth 3333 + 3333, the second one had the odd cent.
    assert sums(dialog)["退款"] == "¥ 66.66"
    dialog.reject()


def decide_and_pay(floor: ShopFloor, ticket: Ticket, choice: LineChoice) -> Ticket:
    """Refund these pieces and have the money arrive."""
    services = floor.services
    situation = services.decide.situation(ticket)
    choices = by_remedy(Remedy.REFUND_ONLY).draft_defaults(
        ticket.order, ticket.order_money, situation, Asked.of(ticket)
    )
    draft = DecisionDraft(
        ticket.id,
        ticket.version,
        f"intent-{ticket.id}",
        replace(choices, lines=(choice,)),
        agreed=True,
        guard_reason="店主同意",
    )
    ticket = services.decide.decide(draft)
    ids = tuple(p.id for p in ticket.payouts)
    ticket = services.payouts.pay(
        ticket.id, ticket.version, ids, PayMethod.ORIGINAL, "", f"pay-{ticket.id}"
    )
    return services.payouts.payment_arrived(ticket.id, ticket.version, ids)


def test_part_of_the_price_is_an_amount_that_uses_up_no_piece(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (CUP,), paid_cents=7800)
    ticket = floor.claim(
        CLAIM, ORDER, remedy=Remedy.REFUND_ONLY, cents=1500, sku=CUP.sku, title=CUP.title
    )
    dialog = decide(desk, ticket, Verb.DECIDE_REFUND_ONLY, home)
    row = dialog.fields.goods.rows[0]
    assert row.amount is not None
    assert row.amount.text() == "15.00"
    assert row.choice() == LineChoice(row.line_id, (), 1500)
    assert dialog.fields.answer.value() == AGREED
    row.amount.set_text("16")
    assert dialog.fields.answer.value() == OFFERED, "it is not what was asked for any more"
    row.amount.set_text("")
    assert row.counter is not None
    row.counter.set_value(1)
    assert sums(dialog)["退款"] == "¥ 39.00"
    dialog.reject()


def test_an_amount_is_typed_over_with_space_and_judged_in_place(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_REFUND_ONLY, home)
    row = dialog.fields.goods.rows[0]
    assert row.amount is not None
    hands = Hands(dialog).tab_to(row.amount.link)
    hands.press(Qt.Key.Key_Space).write("1e5")
    assert "不是金额" in dialog.hint.text()
    assert not dialog.primary.isEnabled()
    hands.press(*[Qt.Key.Key_Backspace] * 3).write("300")
    assert "超过可退上限 ¥ 258.00" in dialog.hint.text()
    hands.press(*[Qt.Key.Key_Backspace] * 3).write("200")
    assert sums(dialog)["退款"] == "¥ 200.00"
    dialog.reject()


def test_a_line_of_unknown_quantity_takes_an_amount(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    ticket = floor.claim(CLAIM, ORDER, remedy=Remedy.REFUND_ONLY, cents=1500, order_paid_cents=7800)
    dialog = decide(desk, ticket, Verb.DECIDE_REFUND_ONLY, home)
    row = dialog.fields.goods.rows[0]
    assert row.counter is None
    assert row.choice() == LineChoice(row.line_id, (), 1500)
    dialog.reject()


def test_danger_asks_for_a_reason_before_it_can_be_confirmed(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER)
    ticket = floor.claim(CLAIM, ORDER, remedy=Remedy.REFUND_ONLY)
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    assert dialog.second_look.isVisible()
    assert "「仅退款」" in dialog.second_look.asked[0]
    assert not dialog.primary.isEnabled()
    hands = Hands(dialog)
    hands.confirm()
    assert floor.ticket(ticket.id).decision is None
    hands.tab_to(dialog.second_look.reason).write("买家已改为退货退款")
    assert dialog.problem() == "请在红框里勾选「我已核对」。"
    assert dialog.primary.text().startswith("仍然确认")
    hands.tab().press(Qt.Key.Key_Space)
    assert dialog.primary.isEnabled()
    hands.confirm()
    record = floor.ticket(ticket.id).decision
    assert record is not None
    assert record.guard_reason == "买家已改为退货退款"


def test_a_draft_taken_up_again_keeps_the_reason_and_never_the_tick(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER)
    ticket = floor.claim(CLAIM, ORDER, remedy=Remedy.REFUND_ONLY)
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    hands = Hands(dialog).tab_to(dialog.second_look.reason).write("买家已改为退货退款")
    hands.tab().press(Qt.Key.Key_Space)
    dialog.reject()
    again = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    assert again.second_look.value() == "买家已改为退货退款"
    assert not again.second_look.seen.value()
    assert not again.primary.isEnabled()
    again.reject()


def test_what_the_buyer_asked_for_is_agreed_at_once_and_anything_else_is_offered(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    assert dialog.fields.answer.value() == OFFERED
    assert dialog.hint.text() == "确认后状态 → 协商中（等买家答复）"
    assert dialog.fields.part(CompensationChoice).value() == 1000, (
        "five sixths of the freight saved"
    )
    Hands(dialog).confirm()
    offered = floor.ticket(ticket.id)
    assert offered.facts.offer is Offer.OFFERED
    assert offered.payouts == ()


def test_a_compensation_above_what_is_saved_wants_a_reason(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    given = dialog.fields.part(CompensationChoice)
    hands = Hands(dialog).tab_to(given.amount.line)
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("15")
    assert "超过省下的运费 ¥ 12.00" in dialog.second_look.asked[0]
    hands.tab_to(given.take).press(Qt.Key.Key_Space)
    assert given.value() == 1000
    assert not dialog.second_look.isVisible()
    dialog.reject()


def test_flawed_goods_are_paid_less_what_is_deducted_and_proved(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    ticket = returned(floor, ticket, GoodsIn.WORN)
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    kept = dialog.fields.part(Deductions)
    hands = Hands(dialog).tab_to(kept.add)
    hands.press(Qt.Key.Key_Space)
    assert dialog.hint.text() == "请填写扣减金额，或去掉这项扣减。"
    hands.write("20").tab().write("边角压痕")
    assert sums(dialog)["扣减：边角压痕"] == "− 20.00"
    assert sums(dialog)["退款"] == "¥ 238.00"
    assert "寄回" not in dialog.words.value()
    assert dialog.hint.text() == "确认后状态 → 协商中（等买家答复）"
    hands.tab_to(dialog.fields.answer).press(Qt.Key.Key_Left)
    assert dialog.hint.text() == "确认后状态 → 待退款/发货"
    hands.confirm()
    done = floor.ticket(ticket.id)
    live = [p.cents for p in done.payouts if p.live and p.money_class is MoneyClass.PRICE_REFUND]
    assert live == [23800]


def returned(floor: ShopFloor, ticket: Ticket, condition: GoodsIn) -> Ticket:
    """Agreed, sent, received and inspected."""
    services = floor.services
    situation = services.decide.situation(ticket)
    choices = by_remedy(Remedy.RETURN_REFUND).draft_defaults(
        ticket.order, ticket.order_money, situation, Asked.of(ticket)
    )
    draft = DecisionDraft(ticket.id, ticket.version, "first", choices, agreed=True)
    ticket = services.decide.decide(draft)
    ticket = services.returns.return_sent(ticket.id, ticket.version, "中通", "7312345678901")
    ticket = services.returns.return_received(ticket.id, ticket.version)
    found = tuple(InspectionResult(u.line_id, u.ordinal, condition) for u in ticket.goods_in)
    return services.returns.inspect(ticket.id, ticket.version, found)


def test_every_row_can_say_how_it_was_worked_out(
    desk: Desk, ticket: Ticket, home: QWidget, qtbot: QtBot
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    assert dialog.quote.caps.rows == (("可退上限", "¥ 258.00"), ("退货运费上限", "¥ 25.00"))
    assert not worked_out(dialog)
    Hands(dialog).tab_to(dialog.quote.calculation.how).press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: worked_out(dialog))
    dialog.reject()


def worked_out(dialog: DecisionDialog) -> bool:
    """Whether the arithmetic of the goods is written out."""
    shown = texts(dialog.quote.calculation)
    return any("实付 ¥ 258.00，共 1 件，第 1 件" in text for text in shown)


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(PlainLabel) if one.isVisible()]


def test_a_long_order_shows_what_the_claim_is_about_and_the_rest_on_demand(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    lines = tuple(replace(CUP, sku=f"S{n}", title=f"杯子 {n}") for n in range(8))
    floor.order(ORDER, lines, paid_cents=62400)
    ticket = floor.claim(CLAIM, ORDER, sku="S5", title="杯子 5", cents=None)
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    goods = dialog.fields.goods
    assert [row.line.title for row in goods.rows if row.line] == ["杯子 5"]
    hands = Hands(dialog).press(Qt.Key.Key_0, Qt.Key.Key_1)
    assert goods.more.text() == "显示其余 7 种商品"
    hands.tab_to(goods.more).press(Qt.Key.Key_Space)
    assert len(goods.rows) == 8
    assert not goods.more.isVisible()
    assert sums(dialog)["退款"] == "¥ 39.00", "what was chosen stays chosen"
    dialog.reject()


@pytest.mark.parametrize("answer", [AGREED, OFFERED])
@pytest.mark.parametrize(
    "verb", [Verb.DECIDE_REFUND_ONLY, Verb.DECIDE_RETURN_REFUND, Verb.DECIDE_COMPENSATION]
)
def test_the_stage_that_was_announced_is_the_stage_it_comes_to(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget, verb: Verb, answer: str
) -> None:
    dialog = decide(desk, ticket, verb, home)
    dialog.fields.answer.set_value(answer)
    dialog.fields.answer.chosen.emit(answer)
    dialog.second_look.reason.set_value("店主同意")
    dialog.second_look.seen.set_value(True)
    announced = dialog.hint.text()
    Hands(dialog).confirm()
    assert f"→ {label(floor.ticket(ticket.id).stage)}" in announced


def test_the_platforms_reason_preselects_the_finding(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER)
    ticket = floor.claim("188273644000099", ORDER, reason="商品与描述不符 — 颜色差异")
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    assert dialog.fields.liability.value() is Liability.MERCHANT
    assert dialog.fields.part(FreightChoice).value() is FreightBearer.MERCHANT
    dialog.reject()
