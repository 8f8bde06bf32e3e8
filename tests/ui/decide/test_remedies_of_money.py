"""Refunds with all that belongs to them, compensations in every form, price protection, freight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.decisions import Asked, DecisionDraft, by_remedy
from app.domain.negotiation import TalkChannel
from app.domain.payment import Leg, MoneyClass, PayMethod
from app.domain.remedy import CompensationForm, DamageGround, PromotionRule, Remedy
from app.domain.settlement.types import Damages, PriceNow, Promise, Promotion
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.ui.decide.deciding import choose, decide, handed_out, said, sums
from tests.ui.hands import click
from tests.ui.shop_floor import CUP, RUG, Hands, ShopFloor
from ui.decide.compensation_choice import CompensationChoice
from ui.decide.damages_choice import DamagesChoice
from ui.decide.freight_paid import FreightPaid
from ui.decide.refund_extras import PromotionChoice, StopShipment, TendersBack
from ui.desk import Desk

ORDER = "2749018355271180993"


@pytest.fixture
def unsent(floor: ShopFloor) -> Ticket:
    """Two kinds of goods, paid partly with points, not shipped."""
    floor.order(
        ORDER,
        (RUG, CUP),
        paid_cents=29800,
        status="买家已付款，等待卖家发货",
        tracking=None,
        points=3000,
    )
    return floor.claim("188273644000041", ORDER, remedy=Remedy.REFUND_ONLY, cents=None)


def test_nothing_is_paid_back_before_the_shipment_is_stopped(
    desk: Desk, floor: ShopFloor, unsent: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, unsent, Verb.DECIDE_REFUND_ONLY, home)
    assert not dialog.primary.isEnabled()
    assert dialog.hint.text().startswith("请先停止发货并打勾")
    assert "先停止发货" in said(dialog)
    assert dialog.words.value() == "", "no text promises what may not be done yet"
    click(dialog.fields.part(StopShipment).stopped)
    assert "先停止发货" not in said(dialog), "it is done"
    draft = handed_out(dialog)
    assert draft.guard_reason.startswith("已停止发货")
    record = floor.ticket(unsent.id).decision
    assert record is not None
    assert record.guard_reason == draft.guard_reason, "it is kept who confirmed it"


def test_goods_that_were_sent_ask_nothing_of_a_stopped_shipment(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_REFUND_ONLY, home)
    assert not dialog.fields.part(StopShipment).isVisible()
    dialog.reject()


def test_points_go_back_in_kind_unless_somebody_says_otherwise(
    desk: Desk, unsent: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, unsent, Verb.DECIDE_REFUND_ONLY, home)
    back = dialog.fields.part(TendersBack).back
    assert back.text() == "按件退回订单用过的积分"
    cups = dialog.fields.goods.rows[1].counter
    assert cups is not None
    Hands(dialog).tab_to(cups).write("2")
    assert sums(dialog)["退回积分"] == "3000 分"
    assert sums(dialog)["退款"] == "¥ 298.00", "points are added to no sum of money"
    Hands(dialog).tab_to(back).press(Qt.Key.Key_Space)
    assert "退回积分" not in sums(dialog)
    assert "本次不退" in said(dialog)
    click(dialog.fields.part(StopShipment).stopped)
    assert handed_out(dialog).choices.return_tenders is False


def test_a_promotion_shows_both_refunds_and_a_person_chooses(
    desk: Desk, unsent: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, unsent, Verb.DECIDE_REFUND_ONLY, home)
    click(dialog.fields.part(StopShipment).stopped)
    cups = dialog.fields.goods.rows[1].counter
    assert cups is not None
    Hands(dialog).tab_to(cups).write("1")
    promotion = dialog.fields.part(PromotionChoice)
    assert not promotion.isVisible()
    click(promotion.more)
    assert dialog.hint.text() == "请填写满减的门槛和优惠，或去掉满减。"
    Hands(dialog).write("300").tab_to(promotion.off.line).write("38")
    kept = sums(dialog)["退款"]
    assert "保留优惠退" in promotion.both.text()
    assert kept in promotion.both.text()
    choose(promotion.rule, "收回优惠")
    clawed = sums(dialog)["退款"]
    assert clawed != kept
    assert clawed in promotion.both.text()
    choices = handed_out(dialog).choices
    assert choices.promotion == Promotion(30000, 3800, PromotionRule.CLAW_BACK)


def test_a_promotion_that_was_closed_again_counts_for_nothing(
    desk: Desk, unsent: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, unsent, Verb.DECIDE_REFUND_ONLY, home)
    promotion = dialog.fields.part(PromotionChoice)
    click(promotion.more)
    Hands(dialog).write("300").tab_to(promotion.off.line).write("38")
    click(promotion.less)
    assert not promotion.isVisible()
    click(dialog.fields.part(StopShipment).stopped)
    assert handed_out(dialog).choices.promotion is None


def test_damages_need_a_ground_and_a_paper_and_stand_outside_what_was_paid(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_RETURN_REFUND, home)
    damages = dialog.fields.part(DamagesChoice)
    click(damages.more)
    assert dialog.hint.text() == "请选择赔付的依据，或去掉赔付。"
    damages.ground.set_value(DamageGround.RULING)
    hands = Hands(dialog).tab_to(damages.amount.line).write("300")
    assert dialog.hint.text() == "请写明赔付依据的文书，或附上凭证。"
    hands.tab_to(damages.document).write("裁决 0931")
    assert sums(dialog)["赔付（裁决）"] == "¥ 300.00"
    assert dialog.primary.text() == "确认方案 ¥ 258.00 ＋ 300.00"
    draft = handed_out(dialog)
    assert draft.choices.damages == Damages(DamageGround.RULING, 30000, "裁决 0931")


@pytest.mark.parametrize(
    ("words", "form", "method"),
    [
        ("现金", CompensationForm.MONEY, PayMethod.ORIGINAL),
        ("余额", CompensationForm.BALANCE, PayMethod.BALANCE),
        ("优惠券", CompensationForm.COUPON, PayMethod.COUPON),
        ("代金券", CompensationForm.VOUCHER, PayMethod.VOUCHER),
    ],
)
def test_a_compensation_is_given_in_the_form_that_was_chosen(
    desk: Desk,
    floor: ShopFloor,
    ticket: Ticket,
    home: QWidget,
    words: str,
    form: CompensationForm,
    method: PayMethod,
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    choose(dialog.fields.part(CompensationChoice).form, words)
    choose(dialog.fields.answer, "买家已同意")
    draft = handed_out(dialog)
    assert draft.choices.form is form
    rows = floor.ticket(ticket.id).payouts
    assert [(row.cents, row.method) for row in rows] == [(1000, method)]


def test_a_promise_for_the_next_order_costs_nothing_now_and_runs_out(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    given = dialog.fields.part(CompensationChoice)
    assert not given.part.isVisible()
    choose(given.form, "下单优惠")
    Hands(dialog).tab_to(given.part).write("备用防滑垫")
    assert "「备用防滑垫」" in dialog.words.value()
    choose(dialog.fields.answer, "买家已同意")
    draft = handed_out(dialog)
    assert draft.choices.promise == Promise("备用防滑垫", 1000, "2027-02-20")
    done = floor.ticket(ticket.id)
    assert done.payouts == ()
    assert [(one.part, one.discount_cents) for one in done.obligations] == [("备用防滑垫", 1000)]


def test_a_part_alone_can_be_promised_without_a_discount(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    given = dialog.fields.part(CompensationChoice)
    choose(given.form, "下单优惠")
    hands = Hands(dialog).tab_to(given.amount.line)
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).press(Qt.Key.Key_Delete)
    assert not dialog.primary.isEnabled()
    hands.tab_to(given.part).write("备用防滑垫")
    assert dialog.hint.text() != "请填写金额。"
    dialog.reject()


def haggled(floor: ShopFloor, ticket: Ticket, cents: int) -> Ticket:
    """We offered what is suggested; the buyer asks for more."""
    services = floor.services
    choices = by_remedy(Remedy.COMPENSATION).draft_defaults(
        ticket.order, ticket.order_money, services.decide.situation(ticket), Asked.of(ticket)
    )
    choices = replace(choices, compensation_cents=500)
    ticket = services.decide.decide(DecisionDraft(ticket.id, ticket.version, "first", choices))
    return services.negotiation.counter_offer(
        ticket.id, ticket.version, TalkChannel.WECHAT, "太少了", cents, Remedy.COMPENSATION
    )


def test_every_suggested_amount_is_one_press_away(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    ticket = haggled(floor, ticket, 1500)
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    assert "最近还价 ¥ 15.00" in dialog.wish.text
    given = dialog.fields.part(CompensationChoice)
    shown = [chip.text() for chip in given.offers if chip.isVisible()]
    assert shown == ["建议 ¥ 10.00", "再加到 ¥ 10.00", "买家要 ¥ 15.00"]
    click(given.wished)
    assert given.value() == 1500
    assert given.wished.isChecked()
    assert dialog.second_look.isVisible(), "it is more than is saved"
    click(given.take)
    assert given.value() == 1000
    assert dialog.fields.buyer.talked is TalkChannel.PLATFORM_CHAT
    dialog.reject()


def test_goodwill_is_marked_as_such(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_COMPENSATION, home)
    click(dialog.fields.part(CompensationChoice).goodwill)
    assert handed_out(dialog).choices.goodwill is True
    record = floor.ticket(ticket.id).decision
    assert record is not None
    assert record.choices.goodwill is True


def test_todays_price_is_asked_for_and_its_difference_paid(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (CUP,), paid_cents=7800)
    ticket = floor.claim(
        "188273644000042",
        ORDER,
        remedy=Remedy.PRICE_PROTECTION,
        cents=None,
        sku=CUP.sku,
        title=CUP.title,
    )
    dialog = decide(desk, ticket, Verb.DECIDE_PRICE_PROTECTION, home)
    assert dialog.hint.text() == "请填写「手工陶瓷马克杯 蓝釉 350ml」今天的单价。"
    assert dialog.words.value() == ""
    row = dialog.fields.goods.rows[0]
    assert row.amount is not None
    hands = Hands(dialog).tab_to(row.amount.line).write("45")
    assert not dialog.primary.isEnabled(), "it is dearer today"
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("34")
    assert sums(dialog)["价保退差"] == "¥ 10.00"
    assert dialog.primary.text() == "确认方案 ¥ 10.00"
    draft = handed_out(dialog)
    assert draft.choices.prices_now == (PriceNow(row.line_id or 0, 3400),)
    payouts = floor.ticket(ticket.id).payouts
    assert [(p.money_class, p.cents) for p in payouts] == [(MoneyClass.COMPENSATION, 1000)]


def test_a_price_typed_for_goods_that_are_not_chosen_is_left_out(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG, CUP), paid_cents=33600)
    ticket = floor.claim("188273644000043", ORDER, remedy=Remedy.PRICE_PROTECTION, cents=None)
    dialog = decide(desk, ticket, Verb.DECIDE_PRICE_PROTECTION, home)
    rug, cup = dialog.fields.goods.rows
    assert rug.amount is not None
    assert cup.amount is not None
    hands = Hands(dialog).tab_to(rug.amount.line).write("248")
    hands.tab_to(cup.amount.line).write("30")
    assert [price.line_id for price in dialog.draft().choices.prices_now] == [rug.line_id]
    dialog.reject()


def test_freight_is_paid_to_the_account_that_was_named_and_shown_masked(
    desk: Desk, floor: ShopFloor, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_FREIGHT, home)
    paid = dialog.fields.part(FreightPaid)
    assert not paid.payee.isVisible(), "the original way needs no account"
    hands = Hands(dialog).tab_to(paid.amount.line)
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("15")
    choose(paid.method, "支付宝")
    assert dialog.hint.text() == "请填写收款账户。"
    hands.tab_to(paid.payee).write("13812342209")
    assert dialog.hint.text() == "请填写收款人的真实姓名，用来核对账户。"
    hands.tab_to(paid.payee_name).write("林小满")
    assert dict(dialog.quote.destination.rows)["退至"] == "支付宝转账 ***2209 林**"
    choose(dialog.fields.answer, "买家已同意")
    draft = handed_out(dialog)
    assert (draft.payee, draft.payee_name) == ("13812342209", "林小满")
    assert draft.choices.pay_method is PayMethod.ALIPAY
    rows = floor.ticket(ticket.id).payouts
    assert [(r.money_class, r.leg, r.cents, r.method) for r in rows] == [
        (MoneyClass.FREIGHT, Leg.RETURN, 1500, PayMethod.ALIPAY)
    ]


def test_an_account_typed_before_the_original_way_was_chosen_is_not_handed_out(
    desk: Desk, ticket: Ticket, home: QWidget
) -> None:
    dialog = decide(desk, ticket, Verb.DECIDE_FREIGHT, home)
    paid = dialog.fields.part(FreightPaid)
    choose(paid.method, "微信")
    Hands(dialog).tab_to(paid.payee).write("wx-1").tab_to(paid.payee_name).write("林小满")
    choose(paid.method, "原路退回")
    draft = handed_out(dialog)
    assert (draft.payee, draft.payee_name) == ("", "")


def test_each_leg_of_freight_is_held_against_its_own_limit(
    desk: Desk, floor: ShopFloor, home: QWidget
) -> None:
    floor.order(ORDER, (RUG,), paid_cents=26600, shipping_cents=800)
    ticket = floor.claim("188273644000044", ORDER, cents=26600)
    dialog = decide(desk, ticket, Verb.DECIDE_FREIGHT, home)
    paid = dialog.fields.part(FreightPaid)
    assert dialog.quote.caps.rows == (("退货运费上限", "¥ 25.00"),)
    choose(paid.leg, "订单运费")
    assert dialog.quote.caps.rows == (("订单运费", "¥ 8.00"),)
    assert "最多还可退 ¥ 8.00" in dialog.hint.text()
    hands = Hands(dialog).tab_to(paid.amount.line)
    hands.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier).write("8")
    assert dialog.primary.text() == "确认方案 ¥ 8.00"
    assert handed_out(dialog).choices.freight_leg is Leg.OUTBOUND
