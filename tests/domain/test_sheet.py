"""The sheet behind the amounts: complete, in words, and never reckoned again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.order import Order
from app.domain.payment import CapName, Tender
from app.domain.remedy import PromotionRule
from app.domain.settlement.types import Promotion
from app.domain.sheet import explained, sheet, sheet_text
from tests.domain.examples.book import EXAMPLES
from tests.domain.examples.making import (
    before,
    goods,
    order,
    pieces,
    refund_only,
    send_back,
)
from tests.domain.examples.shape import SITUATION, Example

SETTLED = [pytest.param(e, id=n) for n, e in EXAMPLES if isinstance(e, Example)]
MUGS = order(goods(1, "马克杯", 100_00, 3), tenders=((Tender.POINTS, 100),))


def _example(made: Order, choices: object, *money: object) -> Example:
    return Example("", made, choices, "", money=money, situation=SITUATION)  # type: ignore[arg-type]  # of the tests' own making


@pytest.mark.parametrize("example", SETTLED)
def test_every_input_of_every_row_has_words(example: Example) -> None:
    names = {key.rpartition(" ")[2] for line in example.settle().lines for key in line.inputs} | {
        name
        for cap in example.settle().caps
        for name in cap.inputs
        if cap.name is not CapName.TENDER
    }
    assert [name for name in sorted(names) if not explained(name)] == []


@pytest.mark.parametrize("example", SETTLED)
def test_the_text_holds_every_amount_and_every_check(example: Example) -> None:
    made = sheet(example.order, example.choices, example.settle())
    text = sheet_text(made)
    for row in made.rows:
        assert f"{row.what} {row.amount}" in text
    for _level, said in made.checks:
        assert said in text


def test_the_sheet_tells_what_was_stored_whatever_has_become_of_the_order() -> None:
    example = _example(MUGS, refund_only(pieces(1, 1)))
    stored = example.settle()
    later = order(goods(1, "马克杯", 1, 9))
    shown = sheet(MUGS, example.choices, stored)
    assert sheet(later, example.choices, stored) == shown
    renamed = sheet(order(), example.choices, stored)
    assert [one.amount for one in renamed.pieces] == [one.amount for one in shown.pieces]
    assert renamed.pieces[0].goods == "已不在订单里的商品"


def test_a_sheet_names_rule_inputs_share_and_what_is_left() -> None:
    example = _example(MUGS, refund_only(pieces(1, 2)), before(33_33, 1, {1: 33_33}))
    made = sheet(MUGS, example.choices, example.settle())
    goods_row = next(row for row in made.rows if row.what == "商品实付")
    assert goods_row.amount == "¥ 33.34"
    assert "S(k)" in goods_row.rule
    assert goods_row.inputs == "实付 ¥ 100.00，共 3 件，第 2 件"
    assert [(one.goods, one.piece, one.kind, one.amount, one.share) for one in made.pieces] == [
        ("马克杯", "第 2 件", "退款", "¥ 33.34", "¥ 100.00"),
        ("马克杯", "第 2 件", "积分", "34 分", "¥ 100.00"),
    ]
    paid = next(cap for cap in made.caps if cap.name == "可退上限")
    assert (paid.limit, paid.used, paid.left) == ("¥ 100.00", "¥ 33.33", "¥ 66.67")
    points = next(cap for cap in made.caps if cap.name == "积分")
    assert (points.limit, points.left, points.inputs) == ("100 分", "100 分", "")


def test_a_promotion_shows_both_ways_and_which_was_taken() -> None:
    suit = order(goods(1, "外套", 160_00, price=200_00), goods(2, "裤子", 80_00, price=100_00))
    rule = Promotion(300_00, 60_00, PromotionRule.CLAW_BACK)
    example = _example(suit, send_back(pieces(2, 1), promotion=rule))
    made = sheet(suit, example.choices, example.settle())
    assert made.promotion == (
        ("保留满减优惠", "¥ 80.00", False),
        ("收回满减优惠", "¥ 40.00", True),
    )


def test_a_written_reason_answers_the_checks_that_asked_for_one() -> None:
    example = _example(MUGS, refund_only(pieces(1, 1)))
    asked = dict(sheet(MUGS, example.choices, example.settle()).checks)
    assert "要写理由确认" in asked
    answered = sheet(MUGS, example.choices, example.settle(), " 买家急用 ")
    assert "已写理由确认" in dict(answered.checks)
    assert "确认理由：买家急用" in sheet_text(answered)


def test_an_unknown_limit_stays_unknown() -> None:
    unknown = replace(MUGS, paid_cents=None)
    example = _example(unknown, refund_only(pieces(1, 1)))
    made = sheet(unknown, example.choices, example.settle())
    assert ("未知", "未知") in [(cap.limit, cap.left) for cap in made.caps]
