"""What is kept back after inspection: a row, a reason, a photo, and never more than is due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.facts import GoodsIn
from app.domain.order import Unit
from app.domain.remedy import Liability, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Choices, Deduction
from tests.domain.settlement.making import (
    SITUATION,
    amount,
    codes,
    line,
    order,
    refund,
    row,
    units,
)


def _deduct(*deductions: Deduction) -> Choices:
    return Choices(
        Remedy.RETURN_REFUND,
        (units(1, 1, 2), units(2, 1)),
        liability=Liability.BUYER,
        deductions=deductions,
    )


CARPETS = order(line(1, 10000, 2), line(2, 0, gift=True), line(3, 500))


def test_a_deduction_is_a_row_of_its_own_and_comes_off_the_piece_it_names() -> None:
    choices = _deduct(Deduction(1, 700, "剪标", (2,), (5,)))
    seen = replace(SITUATION, goods_in={Unit(1, 1): GoodsIn.SELLABLE, Unit(1, 2): GoodsIn.WORN})
    quote = settle(CARPETS, (), choices, seen)
    assert [(item.label, item.cents) for item in quote.lines if item.row == "deduction"] == [
        ("扣减：剪标", -700)
    ]
    assert [part.cents for part in quote.payouts[0].units] == [5000, 4300]
    assert quote.refund_cents == 9300
    assert not {"deduction_uninspected", "deduction_unproved", "flawed_undeducted"} & {
        *codes(quote)
    }


def test_a_missing_gift_comes_off_what_was_paid_for_the_rest() -> None:
    quote = settle(CARPETS, (), _deduct(Deduction(2, 300, "赠品缺失")), SITUATION)
    assert quote.refund_cents == 9700


@pytest.mark.parametrize(
    ("deduction", "code"),
    [
        (Deduction(1, 10001, "洗过"), "deduction_too_large"),
        (Deduction(1, 5001, "洗过", (1,)), "deduction_too_large"),
        (Deduction(3, 100, "洗过"), "deduction_elsewhere"),
        (Deduction(1, 100, "洗过", (1, 9)), "deduction_elsewhere"),
        (Deduction(1, 100, " "), "deduction_incomplete"),
        (Deduction(1, 0, "洗过"), "deduction_incomplete"),
        (Deduction(1, -5, "洗过"), "deduction_incomplete"),
    ],
)
def test_a_deduction_that_cannot_be_is_refused(deduction: Deduction, code: str) -> None:
    quote = settle(CARPETS, (), _deduct(deduction), SITUATION)
    assert codes(quote)[code] == "refuse"
    assert quote.payouts == ()


def test_a_deduction_from_a_piece_nobody_can_price_is_refused() -> None:
    made = order(line(1, quantity=2), line(2), paid=5000)
    choices = Choices(
        Remedy.RETURN_REFUND, (units(1, 1),), deductions=(Deduction(1, 100, "洗过", (1,)),)
    )
    assert {"share_unknown", "deduction_too_large"} <= set(
        codes(settle(made, (), choices, SITUATION))
    )


def test_deductions_together_never_exceed_the_piece() -> None:
    twice = (Deduction(1, 3000, "洗过", (1,)), Deduction(1, 3000, "剪标", (1,)))
    assert codes(settle(CARPETS, (), _deduct(*twice), SITUATION))["deduction_too_large"]


def test_a_deduction_without_inspection_or_photo_warns() -> None:
    found = codes(settle(CARPETS, (), _deduct(Deduction(1, 100, "洗过")), SITUATION))
    assert (found["deduction_uninspected"], found["deduction_unproved"]) == ("warn", "warn")


def test_what_was_deducted_stays_within_the_line_for_a_later_change_of_mind() -> None:
    made = order(line(1, 10000))
    paid = row(9000, line_id=1, ordinals={1: 9000}, ticket=1)
    assert refund(made, amount(1, 1000), money=[paid]).refund_cents == 1000
    assert codes(refund(made, amount(1, 1001), money=[paid]))["over_line"] == "refuse"
