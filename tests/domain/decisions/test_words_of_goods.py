"""What the buyer must know where goods travel, and the one line that names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.decisions import EXCHANGE, REPAIR, RESHIP, comes_back
from app.domain.payment import ChargeReason, PlannedCharge
from app.domain.remedy import FreightBearer, GoodsWay, Liability, RejectReason, Remedy, RepairPlace
from app.domain.settlement.types import BreakdownLine, Choices, RepairTerms, Replacement, Row
from tests.domain.decisions.letters import ORDER, SHOP, letter, shown
from tests.domain.settlement.making import units

CARPET = (units(1, 1),)
SAME = Choices(
    Remedy.EXCHANGE,
    CARPET,
    liability=Liability.MERCHANT,
    freight_bearer=FreightBearer.MERCHANT,
    replacements=(Replacement(1, (1,)),),
    ship_hours=48,
)
OTHER = replace(
    SAME, replacements=(Replacement(1, (1,), variant="米白 160×230", price_cents=27800),)
)
OWED = (PlannedCharge(ChargeReason.PRICE_DIFFERENCE, 2000),)
DIFFERENCE = (
    BreakdownLine("新商品价格", 27800, "", {}, Row.PRICE_NEW),
    BreakdownLine("原商品抵扣", -25800, "", {}, Row.PRICE_OLD),
    BreakdownLine("换货差价", 2000, "", {}, Row.DIFFERENCE),
)


# ---------------------------------------------------------------------------------- exchange


def test_an_exchange_says_what_goes_where_by_when_who_pays_and_when_the_new_goods_leave() -> None:
    text = EXCHANGE.message(letter(SAME, shown(freight_cents=1200)))
    for part in (
        "把「北欧羊毛地毯 ×1」换成同款新品",
        "请于 2026-11-29 23:59 前",
        "浙江省杭州市余杭区示例路 8 号 311100，王师傅 13700000021",
        "我们另补 ¥ 12.00",
        "验货无误后，新商品 48 小时内寄出",
        "寄给您的运费由我们承担",
        "这个方案为您保留到 2026-11-24 12:00",
    ):
        assert part in text
    assert "补付" not in text


def test_other_goods_are_named_and_the_difference_is_reckoned_before_the_buyers_eyes() -> None:
    owed = shown(charges=OWED, charge_cents=2000, lines=DIFFERENCE)
    text = EXCHANGE.message(letter(OTHER, owed))
    assert "换成「北欧羊毛地毯 米白 160×230 ×1」" in text
    assert "贵 ¥ 20.00（新商品价格 278.00 − 原商品抵扣 258.00），差价请您补付" in text
    assert text.count("20.00") == 1


def test_a_difference_that_is_waived_and_one_that_is_paid_back_are_told_apart() -> None:
    assert "差价不用您补" in EXCHANGE.message(letter(OTHER, shown(waived_cents=300)))
    cheaper = EXCHANGE.message(letter(OTHER, shown(compensation_cents=1500)))
    assert "差价 ¥ 15.00，我们退给您" in cheaper
    assert "原路退回" in cheaper
    assert "补付" not in cheaper


def test_a_credit_is_written_out_from_the_dearer_goods_to_the_cheaper() -> None:
    lines = (
        BreakdownLine("新商品价格", 12000, "", {}, Row.PRICE_NEW),
        BreakdownLine("原商品抵扣", -15900, "", {}, Row.PRICE_OLD),
    )
    text = EXCHANGE.message(letter(OTHER, shown(lines=lines, compensation_cents=3900)))
    assert "差价 ¥ 39.00（原商品抵扣 159.00 − 新商品价格 120.00），我们退给您" in text


@pytest.mark.parametrize(
    ("way", "told", "untold"),
    [
        (GoodsWay.RETURN_FIRST, "收到寄回的商品并验货无误后，新商品 48 小时内寄出", "不用寄回"),
        (GoodsWay.SHIP_FIRST, "新商品 48 小时内寄出，单号随后告诉您", "验货无误后"),
        (GoodsWay.NOTHING_BACK, "原商品不用寄回", "退货地址"),
    ],
)
def test_the_order_in_which_goods_travel_is_told(way: GoodsWay, told: str, untold: str) -> None:
    text = EXCHANGE.message(letter(replace(SAME, way=way)))
    assert told in text
    assert untold not in text


def test_goods_that_are_back_are_not_asked_for_a_second_time() -> None:
    text = EXCHANGE.message(letter(SAME, shown(freight_cents=1200), goods_back=True))
    assert "退回的商品已收到，新商品 48 小时内寄出" in text
    assert "退货地址" not in text
    assert "另补 ¥ 12.00" in text


def test_a_refund_clicked_on_the_platform_would_pay_so_the_type_is_to_be_changed_first() -> None:
    for kind, choices in ((EXCHANGE, SAME), (REPAIR, Choices(Remedy.REPAIR, CARPET))):
        text = kind.message(letter(choices, platform_remedy=Remedy.RETURN_REFUND))
        assert f"请先在平台把申请类型改为「{kind}」" in text
        assert "改为" not in kind.message(letter(choices, platform_remedy=kind.remedy))


@pytest.mark.parametrize(
    ("choices", "figures", "text"),
    [
        (
            SAME,
            shown(freight_cents=1200),
            (
                "换货 1 件，换同款 1 件，先退后发，新商品 48 小时内寄出，退货运费商家承担 ¥ 12.00，"
                "寄出运费商家承担，责任：商家责任"
            ),
        ),
        (
            replace(OTHER, way=GoodsWay.SHIP_FIRST),
            shown(charges=OWED),
            (
                "换货 1 件，换「米白 160×230」×1，先发后退，新商品 48 小时内寄出，买家补差价 ¥ 20.00，"
                "退货运费商家承担，寄出运费商家承担，责任：商家责任"
            ),
        ),
        (
            replace(OTHER, way=GoodsWay.NOTHING_BACK, outbound_bearer=FreightBearer.BUYER),
            shown(waived_cents=300),
            (
                "换货 1 件，换「米白 160×230」×1，无需退回，新商品 48 小时内寄出，差价 ¥ 3.00 免收，"
                "寄出运费买家承担，责任：商家责任"
            ),
        ),
        (
            OTHER,
            shown(compensation_cents=1500),
            (
                "换货 1 件，换「米白 160×230」×1，先退后发，新商品 48 小时内寄出，退差价 ¥ 15.00，"
                "退货运费商家承担，寄出运费商家承担，责任：商家责任"
            ),
        ),
    ],
)
def test_the_line_of_an_exchange(choices: Choices, figures: object, text: str) -> None:
    assert EXCHANGE.sentence(choices, figures) == text  # type: ignore[arg-type]  # a table


# ------------------------------------------------------------------------------------ reship

BASKET_AND_SCREW = Choices(
    Remedy.RESHIP,
    (units(2, 2),),
    liability=Liability.COURIER,
    way=GoodsWay.NOTHING_BACK,
    replacements=(Replacement(2, (2,)), Replacement(None, title="螺丝", quantity=4)),
    ship_hours=24,
)


def test_a_reshipment_names_every_thing_and_when_it_leaves() -> None:
    text = RESHIP.message(letter(BASKET_AND_SCREW))
    for part in ("补发「收纳篮 ×1、螺丝 ×4」", "24 小时内寄出", "运费由我们承担", "不用寄回"):
        assert part in text
    assert "退货地址" not in text
    line_text = RESHIP.sentence(BASKET_AND_SCREW, shown())
    assert line_text == (
        "补发同款 1 件、「螺丝」×4，24 小时内寄出，寄出运费商家承担，责任：物流责任"
    )


def test_chosen_pieces_without_a_line_of_their_own_are_named_beside_the_loose_parts() -> None:
    both = replace(BASKET_AND_SCREW, replacements=(Replacement(None, title="螺丝", quantity=4),))
    assert "补发「收纳篮 ×1、螺丝 ×4」" in RESHIP.message(letter(both))
    assert RESHIP.sentence(both, shown()).startswith("补发同款 1 件、「螺丝」×4，")


def test_no_time_is_promised_that_nobody_chose() -> None:
    text = RESHIP.message(letter(replace(BASKET_AND_SCREW, ship_hours=0)))
    assert "尽快寄出" in text
    assert "小时" not in text


# ------------------------------------------------------------------------------------ repair

REPAIRED = Choices(
    Remedy.REPAIR,
    CARPET,
    liability=Liability.MERCHANT,
    freight_bearer=FreightBearer.MERCHANT,
    ship_hours=48,
    repair=RepairTerms(
        RepairPlace.SEND_IN, in_warranty=True, days=5, part_warranty_months=6, work="更换锁边"
    ),
)


def at(place: RepairPlace, **terms: object) -> Choices:
    return replace(
        REPAIRED,
        repair=replace(REPAIRED.repair, place=place, **terms),  # type: ignore[type-var]
    )


def test_a_repair_tells_party_work_time_fee_freight_and_both_warranties() -> None:
    text = REPAIR.message(letter(REPAIRED))
    for part in (
        "「北欧羊毛地毯 ×1」由我们维修",
        "请于 2026-11-29 23:59 前",
        "王师傅 13700000021",
        "维修内容：更换锁边",
        "收到商品后预计 5 天修好",
        "在保修范围内，不收维修费",
        "修好后 48 小时内寄回给您",
        "寄给您的运费由我们承担",
        "更换的部件从修好之日起另保修 6 个月，商品原来的保修期不受影响",
        "修不好，我们会马上告诉您并另行商量，不收维修费",
    ):
        assert part in text


def test_a_fee_is_named_with_the_consent_it_needs() -> None:
    asked = at(RepairPlace.SEND_IN, in_warranty=False, quote_cents=8000)
    owed = shown(charges=(PlannedCharge(ChargeReason.REPAIR, 8000),), charge_cents=8000)
    text = REPAIR.message(letter(asked, owed))
    assert "不在保修范围内，维修费 ¥ 80.00，您同意并支付后我们再修" in text
    assert text.count("80.00") == 1
    agreed = REPAIR.message(letter(asked, owed, agreed=True))
    assert "维修费 ¥ 80.00 由您支付" in agreed
    assert "您同意后" not in agreed


@pytest.mark.parametrize(
    ("place", "told", "sends"),
    [
        (RepairPlace.ON_SITE, "安排上门维修，上门时间先和您约好", False),
        (RepairPlace.IN_STORE, "请于 2026-11-29 23:59 前把「北欧羊毛地毯 ×1」带到门店", False),
        (RepairPlace.SUPPLIER, "由我们转交厂家维修", True),
        (RepairPlace.SEND_IN, "由我们维修", True),
    ],
)
def test_where_it_is_repaired_decides_what_travels(
    place: RepairPlace, told: str, *, sends: bool
) -> None:
    text = REPAIR.message(letter(at(place)))
    assert told in text
    assert ("收件地址" in text) is sends
    assert ("修好后" in text) is sends


def test_the_store_is_named_where_the_goods_are_to_be_brought() -> None:
    assert "示例路 8 号" in REPAIR.message(letter(at(RepairPlace.IN_STORE)))
    nowhere = replace(SHOP, addresses=())
    assert "：" not in REPAIR.message(letter(at(RepairPlace.IN_STORE, work=""), shop=nowhere))


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        (
            REPAIRED,
            (
                "维修 1 件，寄修，保修内，不收维修费，更换锁边，预计 5 天，部件另保修 6 个月，"
                "寄来运费商家承担，寄出运费商家承担，责任：商家责任"
            ),
        ),
        (
            at(
                RepairPlace.ON_SITE,
                in_warranty=False,
                quote_cents=8000,
                work="",
                days=0,
                part_warranty_months=0,
            ),
            "维修 1 件，上门维修，保修外，维修费 ¥ 80.00 由买家付，责任：商家责任",
        ),
    ],
)
def test_the_line_of_a_repair(choices: Choices, text: str) -> None:
    assert REPAIR.sentence(choices, shown()) == text


# ------------------------------------------------------------------------------- what comes back


@pytest.mark.parametrize(
    ("choices", "back"),
    [
        (Choices(Remedy.RETURN_REFUND), True),
        (Choices(Remedy.REFUND_ONLY), False),
        (SAME, True),
        (replace(SAME, way=GoodsWay.SHIP_FIRST), True),
        (replace(SAME, way=GoodsWay.NOTHING_BACK), False),
        (BASKET_AND_SCREW, False),
        (REPAIRED, True),
        (at(RepairPlace.IN_STORE), True),
        (at(RepairPlace.SUPPLIER), True),
        (at(RepairPlace.ON_SITE), False),
        (Choices(Remedy.COMPENSATION, compensation_cents=1000), False),
        (Choices(Remedy.PRICE_PROTECTION), False),
        (Choices(Remedy.FREIGHT), False),
        (Choices(Remedy.REJECT, reject_reason=RejectReason.OTHER), False),
        (Choices(Remedy.APOLOGY), False),
        (Choices(Remedy.REAPPLY), False),
    ],
)
def test_goods_come_back_where_the_choices_say_so(choices: Choices, *, back: bool) -> None:
    assert comes_back(choices) is back


def test_the_order_is_named_by_its_goods_and_never_by_its_buyer() -> None:
    assert ORDER.number not in EXCHANGE.message(letter(SAME))
