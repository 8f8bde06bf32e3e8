"""What the buyer must know of money and words, and the one line that names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.decisions import (
    APOLOGY,
    COMPENSATION,
    DECISIONS,
    FREIGHT,
    PRICE_PROTECTION,
    REAPPLY,
    REFUND_ONLY,
    REJECT,
    RETURN_REFUND,
)
from app.domain.payment import (
    POINTS,
    ChargeReason,
    Leg,
    MoneyClass,
    PayMethod,
    PlannedCharge,
    PlannedPayout,
    Tender,
)
from app.domain.remedy import (
    ApologyKind,
    CompensationForm,
    DamageGround,
    Liability,
    ReapplyCause,
    RejectReason,
    Remedy,
)
from app.domain.settlement import settle
from app.domain.settlement.types import (
    BreakdownLine,
    Choices,
    Damages,
    Deduction,
    PriceNow,
    Promise,
    Row,
)
from tests.domain.decisions.letters import ORDER, letter, shown
from tests.domain.settlement.making import SITUATION, line, order, units

CARPET = (units(1, 1),)


# ------------------------------------------------------------------------------- refund only


def test_what_has_not_left_is_stopped_and_a_parcel_that_comes_anyway_refused() -> None:
    unsent = order(line(1, 25800, title="北欧羊毛地毯"), shipped=False)
    choices = Choices(Remedy.REFUND_ONLY, CARPET, liability=Liability.MERCHANT)
    # Nothing is to be sent here, so whoever writes says that nothing is outstanding.
    text = REFUND_ONLY.message(
        letter(choices, shown(refund_cents=25800), order=unsent, goods_back=True)
    )
    assert "我们会停止发货" in text
    assert "请拒收" in text
    assert "不用寄回" not in text
    assert "商品的问题" not in text  # nobody has seen the goods yet


def test_goods_that_have_not_come_are_to_be_refused_at_the_door() -> None:
    choices = Choices(Remedy.REFUND_ONLY, CARPET)
    text = REFUND_ONLY.message(letter(choices, shown(refund_cents=25800), with_buyer=False))
    assert "您还没有收到商品" in text
    assert "请拒收" in text
    assert "停止发货" not in text


@pytest.mark.parametrize("where", [True, None])
def test_goods_the_buyer_keeps_need_not_be_sent(*, where: bool | None) -> None:
    choices = Choices(Remedy.REFUND_ONLY, CARPET)
    text = REFUND_ONLY.message(letter(choices, shown(refund_cents=25800), with_buyer=where))
    assert "商品不用寄回" in text
    assert "拒收" not in text


def test_how_a_refund_was_made_is_told_when_there_is_more_than_one_term() -> None:
    goods = BreakdownLine("商品实付", 26600, "", {}, Row.GOODS)
    given = BreakdownLine("此前已补偿", -800, "", {}, Row.COMPENSATED_BEFORE)
    total = BreakdownLine("退款", 25800, "", {}, Row.REFUND)
    choices = Choices(Remedy.REFUND_ONLY, CARPET)
    two = shown(refund_cents=25800, lines=(goods, given, total))
    assert "退款 ¥ 258.00 = 商品实付 266.00 − 此前已补偿 8.00" in REFUND_ONLY.message(
        letter(choices, two)
    )
    one = shown(refund_cents=26600, lines=(goods, replace(total, cents=26600)))
    assert "=" not in REFUND_ONLY.message(letter(choices, one))


def test_rows_that_do_not_add_up_to_the_refund_are_not_told_as_if_they_did() -> None:
    goods = BreakdownLine("商品实付", 26600, "", {}, Row.GOODS)
    given = BreakdownLine("此前已补偿", -800, "", {}, Row.COMPENSATED_BEFORE)
    wrong = shown(refund_cents=100, lines=(goods, given))
    assert "=" not in REFUND_ONLY.message(letter(Choices(Remedy.REFUND_ONLY, CARPET), wrong))


def test_what_is_kept_back_comes_with_its_reason_and_the_way_to_appeal() -> None:
    choices = Choices(
        Remedy.RETURN_REFUND, CARPET, deductions=(Deduction(1, 2000, "吊牌已剪", (1,)),)
    )
    text = RETURN_REFUND.message(letter(choices, shown(refund_cents=23800), goods_back=True))
    assert "吊牌已剪 ¥ 20.00" in text
    assert "申请平台介入" in text


# ------------------------------------------------------------------------------ compensation

GIVEN = Choices(Remedy.COMPENSATION, CARPET, compensation_cents=1000)
WITH_NEXT = replace(
    GIVEN,
    compensation_cents=0,
    form=CompensationForm.NEXT_ORDER,
    promise=Promise("牛角扣 1 颗", 500, "2026-12-31"),
)


@pytest.mark.parametrize(
    ("form", "told", "line_text"),
    [
        (CompensationForm.MONEY, "补偿您 ¥ 10.00。", "补偿 ¥ 10.00"),
        (CompensationForm.BALANCE, "¥ 10.00，给到您的账户余额", "补偿余额 ¥ 10.00"),
        (CompensationForm.COUPON, "面额 ¥ 10.00 的优惠券，有效期以券面为准", "补偿优惠券 ¥ 10.00"),
        (CompensationForm.VOUCHER, "面额 ¥ 10.00 的代金券，有效期以券面为准", "补偿代金券 ¥ 10.00"),
    ],
)
def test_what_it_is_given_in_is_told(form: CompensationForm, told: str, line_text: str) -> None:
    choices = replace(GIVEN, form=form)
    figures = shown(compensation_cents=1000)
    assert told in COMPENSATION.message(letter(choices, figures))
    assert COMPENSATION.sentence(choices, figures) == (
        f"部分补偿 1 件，{line_text}（商品留用），责任：待定"
    )


def test_a_promise_tells_the_discount_the_part_and_its_last_day_and_leaves_a_way_out() -> None:
    figures = shown(compensation_cents=500)
    text = COMPENSATION.message(letter(WITH_NEXT, figures))
    for part in (
        "下次下单时优惠 ¥ 5.00",
        "「牛角扣 1 颗」随您的下一笔订单一起寄出",
        "有效期至 2026-12-31",
        "近期不打算下单，请告诉我们",
    ):
        assert part in text
    assert "我们补偿您" not in text
    assert COMPENSATION.sentence(WITH_NEXT, figures) == (
        "部分补偿 1 件，下单优惠 ¥ 5.00，随下单补寄「牛角扣 1 颗」，有效至 2026-12-31（商品留用），"
        "责任：待定"
    )


def test_money_now_and_a_promise_beside_it_are_two_amounts() -> None:
    both = replace(WITH_NEXT, form=CompensationForm.MONEY, compensation_cents=1000)
    text = COMPENSATION.message(letter(both, shown(compensation_cents=1500)))
    assert "补偿您 ¥ 10.00" in text
    assert "优惠 ¥ 5.00" in text
    assert "15.00" not in text


# ------------------------------------------------------------- price protection, freight, words


def test_price_protection_names_todays_price_and_what_a_later_return_means() -> None:
    choices = Choices(Remedy.PRICE_PROTECTION, CARPET, prices_now=(PriceNow(1, 23800),))
    figures = settle(ORDER, (), choices, SITUATION)
    text = PRICE_PROTECTION.message(letter(choices, figures))
    for part in ("补您差价 ¥ 20.00 = 实付 258.00 − 现价 238.00。", "扣除这次已补的差价"):
        assert part in text
    assert PRICE_PROTECTION.sentence(choices, figures) == ("价保 1 件，补差价 ¥ 20.00（商品留用）")


@pytest.mark.parametrize(
    ("leg", "told", "line_text"),
    [
        (Leg.RETURN, "您垫付的退货运费 ¥ 12.00", "退运费 ¥ 12.00（退货运费），责任：商家责任"),
        (Leg.OUTBOUND, "您下单时付的运费 ¥ 12.00", "退运费 ¥ 12.00（订单运费），责任：商家责任"),
    ],
)
def test_which_freight_is_paid_is_told(leg: Leg, told: str, line_text: str) -> None:
    choices = Choices(Remedy.FREIGHT, freight_leg=leg, liability=Liability.MERCHANT)
    assert told in FREIGHT.message(letter(choices, shown(freight_cents=1200)))
    assert FREIGHT.sentence(choices, shown(freight_cents=1200)) == line_text


def test_an_apology_takes_the_fault_and_an_explanation_does_not() -> None:
    sorry = Choices(Remedy.APOLOGY, liability=Liability.MERCHANT)
    assert "诚恳道歉" in APOLOGY.message(letter(sorry))
    assert APOLOGY.sentence(sorry, shown()) == "致歉（不涉及金额），责任：商家责任"
    how = Choices(Remedy.APOLOGY, apology=ApologyKind.EXPLANATION)
    assert "道歉" not in APOLOGY.message(letter(how))
    assert APOLOGY.sentence(how, shown()) == "解释说明（不涉及金额），责任：待定"
    for choices in (sorry, how):
        assert "不影响您的任何售后权益" in APOLOGY.message(letter(choices))


def test_whoever_is_asked_to_apply_again_is_told_what_for_and_what_to_mind() -> None:
    wrong = Choices(
        Remedy.REAPPLY,
        reapply_cause=ReapplyCause.WRONG_TYPE,
        reapply_remedy=Remedy.RETURN_REFUND,
    )
    text = REAPPLY.message(letter(wrong))
    for part in ("改为「退货退款」", "按实际情况选择", "留意平台显示的申请期限", "申请平台介入"):
        assert part in text
    assert REAPPLY.sentence(wrong, shown()) == "引导重新申请（申请类型选错），应为：退货退款"
    reason = Choices(
        Remedy.REAPPLY, reapply_cause=ReapplyCause.WRONG_REASON, reapply_reason="质量问题"
    )
    assert "我们核实的是「质量问题」" in REAPPLY.message(letter(reason))
    assert REAPPLY.sentence(reason, shown()) == "引导重新申请（申请原因选错），应为：质量问题"
    nothing = Choices(Remedy.REAPPLY)
    assert "应为" not in REAPPLY.sentence(nothing, shown())


# -------------------------------------------------------------------- what goes with any of them


def test_damages_points_and_what_is_owed_are_told_with_every_kind() -> None:
    more = shown(
        damages_cents=50000,
        charges=(PlannedCharge(ChargeReason.GIVE_BACK, 700),),
        payouts=(
            PlannedPayout(MoneyClass.PRICE_REFUND, 230, tender=Tender.POINTS),
            PlannedPayout(MoneyClass.PRICE_REFUND, 1234, tender=Tender.STORED),
        ),
    )
    for kind in DECISIONS:
        choices = Choices(kind.remedy, CARPET, damages=Damages(DamageGround.FRAUD, 50000, "判决书"))
        text, line_text = kind.message(letter(choices, more)), kind.sentence(choices, more)
        for part in ("¥ 500.00", "欺诈三倍赔偿", "积分 230 分", "储值卡／购物金 ¥ 12.34", "¥ 7.00"):
            assert part in text, kind.remedy
        if kind.remedy is not Remedy.REAPPLY:
            for part in ("欺诈三倍赔偿 ¥ 500.00", "积分 230 分", "退还补偿 ¥ 7.00"):
                assert part in line_text, kind.remedy
        assert POINTS not in text + line_text


@pytest.mark.parametrize("method", list(PayMethod))
def test_the_way_money_comes_is_told_and_no_day_is_promised(method: PayMethod) -> None:
    choices = Choices(Remedy.REFUND_ONLY, CARPET, pay_method=method)
    text = REFUND_ONLY.message(letter(choices, shown(refund_cents=100)))
    assert ("原路退回" in text) is (method is PayMethod.ORIGINAL)
    assert "天内到账" not in text
    told = method is PayMethod.ORIGINAL or REFUND_ONLY.sentence(choices, shown()).count("，") > 1
    assert told


@pytest.mark.parametrize("kind", DECISIONS, ids=str)
def test_nobody_is_asked_again_for_what_was_agreed(kind: object) -> None:
    choices = Choices(kind.remedy, CARPET)  # type: ignore[attr-defined]  # any kind
    agreed = kind.message(letter(choices, agreed=True))  # type: ignore[attr-defined]
    assert "您看可以吗" not in agreed
    assert "为您保留到" not in agreed


def test_a_rejection_always_shows_a_way_on() -> None:
    for reason in RejectReason:
        text = REJECT.message(letter(Choices(Remedy.REJECT, reject_reason=reason)))
        assert "申请平台介入" in text
