"""Class (d): outside what was paid, on paper, with what the law sets as the least."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.payment import MoneyClass, MoneyState, PayMethod
from app.domain.remedy import DamageGround, RejectReason, Remedy
from app.domain.settlement import overdrawn, settle
from app.domain.settlement.types import Breakdown, Choices, Damages, LineChoice
from tests.domain.settlement.making import (
    SITUATION,
    cents_of,
    codes,
    line,
    order,
    recorded,
    text_of,
    units,
)

CREAM = order(line(1, 15000, 2), line(2, 40000))


def pay(
    damages: Damages,
    *chosen: LineChoice,
    remedy: Remedy = Remedy.REFUND_ONLY,
    currency: str = "CNY",
) -> Breakdown:
    choices = Choices(
        remedy,
        chosen,
        damages=damages,
        reject_reason=RejectReason.OTHER,
        pay_method=PayMethod.BANK,
    )
    return settle(replace(CREAM, currency=currency), (), choices, SITUATION)


def test_they_come_on_top_of_the_whole_refund_and_overdraw_nothing() -> None:
    every = (units(1, 1, 2), units(2, 1))
    quote = pay(Damages(DamageGround.FRAUD, 165000, "和解书 3 号"), *every)
    assert (quote.refund_cents, quote.damages_cents, quote.cost_cents) == (55000, 165000, 220000)
    paid = quote.payouts[-1]
    assert (paid.money_class, paid.method, paid.line_id) == (
        MoneyClass.DAMAGES,
        PayMethod.BANK,
        None,
    )
    rows = recorded(quote.payouts, 1, ticket=1, state=MoneyState.ARRIVED)
    assert overdrawn(CREAM, rows) == ()


def test_without_paper_they_are_refused() -> None:
    quote = pay(Damages(DamageGround.RULING, 1000, " "), units(1, 1))
    assert codes(quote)["damages_undocumented"] == "refuse"
    assert quote.payouts == ()
    assert not pay(Damages(DamageGround.RULING, 1000, "", (4,)), units(1, 1)).refused
    assert codes(pay(Damages(DamageGround.RULING, 0, "裁决"), units(1, 1)))["damages_zero"]


@pytest.mark.parametrize(
    ("ground", "chosen", "words"),
    [
        (
            DamageGround.FRAUD,
            units(2, 1),
            "¥ 400.00 × 3 ＝ ¥ 1,200.00，不足 ¥ 500.00 的按 ¥ 500.00，即 ¥ 1,200.00",
        ),
        (
            DamageGround.FRAUD,
            units(1, 1),
            "¥ 75.00 × 3 ＝ ¥ 225.00，不足 ¥ 500.00 的按 ¥ 500.00，即 ¥ 500.00",
        ),
        (DamageGround.UNSAFE_FOOD, units(1, 1), "即 ¥ 1,000.00"),
        (DamageGround.UNSAFE_FOOD, units(2, 1), "¥ 400.00 × 10 ＝ ¥ 4,000.00"),
    ],
)
def test_the_floor_of_the_law_is_reckoned_out(
    ground: DamageGround, chosen: LineChoice, words: str
) -> None:
    quote = pay(Damages(ground, 100, "文件"), chosen)
    assert codes(quote)["law_floor"] == "info"
    assert words in text_of(quote, "law_floor")


def test_the_floor_is_in_yuan_and_stands_for_nothing_else() -> None:
    quote = pay(Damages(DamageGround.FRAUD, 100, "文件"), units(1, 1), currency="USD")
    assert "law_floor" not in codes(quote)
    ruling = pay(Damages(DamageGround.RULING, 100, "文件"), units(1, 1))
    assert "law_floor" not in codes(ruling)


@pytest.mark.parametrize("remedy", [Remedy.APOLOGY, Remedy.REJECT])
def test_words_may_come_with_damages_alone(remedy: Remedy) -> None:
    quote = pay(Damages(DamageGround.FRAUD, 70000, "判决书"), remedy=remedy)
    assert [(item.row.value, item.cents) for item in quote.lines] == [
        ("damages", 70000),
        ("cost", 70000),
    ]
    assert cents_of(quote, "damages") == quote.cost_cents == 70000
    assert "¥ 550.00 × 3" in text_of(quote, "law_floor")
