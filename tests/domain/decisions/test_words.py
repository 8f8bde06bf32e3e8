"""The texts to the buyer and the one-line form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.decisions import (
    COMPENSATION,
    DECISIONS,
    REFUND_ONLY,
    REJECT,
    RETURN_REFUND,
    DecisionKind,
    Letter,
    reject_text,
)
from app.domain.order import Address, Platform, Shop
from app.domain.remedy import FreightBearer, Liability, RejectReason, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Choices, Deduction
from tests.domain.settlement.making import SITUATION, line, order, units

SHOP = Shop(
    id=1,
    platform=Platform.TAOBAO,
    name="云岚家居旗舰店",
    couriers=("中通", "圆通"),
    addresses=(Address("王师傅", "13700000021", "浙江省杭州市余杭区示例路 8 号", "311100"),),
)
CARPET = order(line(1, 25800, title="北欧羊毛地毯"), line(2, 0, gift=True, title="防滑垫"))
RETURN = Choices(
    Remedy.RETURN_REFUND,
    (units(1, 1), units(2, 1)),
    liability=Liability.MERCHANT,
    freight_bearer=FreightBearer.MERCHANT,
    return_freight_cents=1000,
)
BY = datetime(2026, 11, 29, 15, 59, tzinfo=UTC)


def letter(choices: Choices, shop: Shop = SHOP, **more: object) -> Letter:
    made = Letter(shop, CARPET, choices, settle(CARPET, (), choices, SITUATION))
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


def test_a_return_says_what_where_by_when_with_whom_and_who_pays() -> None:
    text = RETURN_REFUND.message(letter(RETURN, return_by=BY))
    for part in (
        "非常抱歉",
        "「北欧羊毛地毯 ×1、防滑垫 ×1（赠品）」",
        "请于 2026-11-29 23:59 前",  # the shop's own clock
        "浙江省杭州市余杭区示例路 8 号 311100，王师傅 13700000021",
        "仅限中通/圆通寄回",
        "到付件无法签收",
        "退货运费由我们承担",
        "¥ 10.00",
        "验货无误后，为您办理退款 ¥ 258.00",
    ):
        assert part in text


def test_a_buyer_who_pays_the_parcel_may_choose_the_courier() -> None:
    theirs = replace(RETURN, liability=Liability.BUYER, freight_bearer=FreightBearer.BUYER)
    text = RETURN_REFUND.message(letter(theirs))
    assert "可使用中通/圆通等快递" in text
    assert "仅限" not in text
    assert "由您承担" in text
    assert "抱歉" not in text


def test_goods_that_are_back_are_not_asked_for_again() -> None:
    kept = replace(RETURN, deductions=(Deduction(1, 2000, "吊牌已剪", (1,)),))
    text = RETURN_REFUND.message(letter(kept, goods_back=True))
    assert "寄回" not in text
    assert "吊牌已剪 ¥ 20.00" in text
    assert "退款 ¥ 238.00 = 商品实付 258.00 − 扣减 20.00。" in text
    assert "您看可以吗？" in text
    assert "另补 ¥ 10.00" in text
    whole = RETURN_REFUND.message(letter(RETURN, goods_back=True))
    assert "扣减" not in whole
    assert "为您办理退款 ¥ 258.00。" in whole


def test_an_outlay_not_known_yet_is_promised_up_to_the_limit_only() -> None:
    text = RETURN_REFUND.message(letter(replace(RETURN, return_freight_cents=0)))
    assert "上限 ¥ 25.00" in text


def test_an_insured_parcel_promises_nothing_for_the_insurer() -> None:
    text = RETURN_REFUND.message(letter(replace(RETURN, freight_bearer=FreightBearer.INSURER)))
    assert "以保险公司核定为准" in text


def test_without_an_address_the_platforms_page_is_named() -> None:
    text = RETURN_REFUND.message(letter(RETURN, replace(SHOP, addresses=(), couriers=())))
    assert "以平台售后页面显示的为准" in text
    assert "仅限" not in text


def test_the_wrong_type_on_the_platform_is_to_be_changed_first() -> None:
    text = RETURN_REFUND.message(letter(RETURN, platform_remedy=Remedy.REFUND_ONLY))
    assert "请先在平台把申请类型改为「退货退款」" in text
    assert "改为" not in RETURN_REFUND.message(letter(RETURN))


REFUND = Choices(Remedy.REFUND_ONLY, (units(1, 1),), liability=Liability.COURIER)
KEEP = Choices(Remedy.COMPENSATION, (units(1, 1),), compensation_cents=1000)


@pytest.mark.parametrize(("kind", "choices"), [(REFUND_ONLY, REFUND), (COMPENSATION, KEEP)])
def test_what_was_agreed_is_not_asked_again(kind: DecisionKind, choices: Choices) -> None:
    assert "您看可以吗？" in kind.message(letter(choices))
    assert "您看可以吗？" not in kind.message(letter(choices, agreed=True))


def test_nothing_is_promised_about_when_money_arrives() -> None:
    assert "以支付渠道为准" in REFUND_ONLY.message(letter(REFUND))


def test_a_compensation_says_what_a_later_return_means() -> None:
    assert "扣除已补偿" in COMPENSATION.message(letter(KEEP))


@pytest.mark.parametrize("reason", list(RejectReason))
def test_a_rejection_is_polite_cites_its_rule_and_shows_the_way_on(reason: RejectReason) -> None:
    text = reject_text(reason)
    assert text.startswith("您好，很抱歉")
    assert "依据：" in text
    assert "重新提交申请，或申请平台介入" in text
    choices = Choices(Remedy.REJECT, reject_reason=reason)
    assert REJECT.message(letter(choices)) == text


def test_each_reason_has_its_own_words() -> None:
    assert len({reject_text(reason) for reason in RejectReason}) == len(RejectReason)


@pytest.mark.parametrize(
    ("kind", "choices", "sentence"),
    [
        (REFUND_ONLY, REFUND, "仅退款 1 件，退款 ¥ 258.00，责任：物流责任"),
        (
            RETURN_REFUND,
            RETURN,
            "退货退款 2 件，收货验货后退款 ¥ 258.00，退货运费商家承担 ¥ 10.00，责任：商家责任",
        ),
        (COMPENSATION, KEEP, "部分补偿 1 件，补偿 ¥ 10.00（商品留用），责任：待定"),
        (
            REJECT,
            Choices(Remedy.REJECT, reject_reason=RejectReason.INCOMPLETE),
            "拒绝申请，原因：凭证不足",
        ),
    ],
)
def test_one_line_tells_the_decision(kind: DecisionKind, choices: Choices, sentence: str) -> None:
    assert kind.sentence(choices, settle(CARPET, (), choices, SITUATION)) == sentence


def test_goods_may_come_back_with_a_return_an_exchange_or_a_repair() -> None:
    may_come_back = {kind.remedy for kind in DECISIONS if kind.goods_come_back}
    assert may_come_back == {Remedy.RETURN_REFUND, Remedy.EXCHANGE, Remedy.REPAIR}
