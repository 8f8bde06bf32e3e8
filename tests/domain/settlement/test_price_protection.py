"""价保: what was paid less today's price, bound to the pieces, and never twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.order import Order, Surcharge, Unit
from app.domain.payment import MoneyClass, Payout, UnitAmount
from app.domain.remedy import Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, LineChoice, PriceNow
from tests.domain.settlement.making import (
    SITUATION,
    cents_of,
    codes,
    line,
    order,
    refund,
    row,
    text_of,
    units,
)

POTS = order(line(1, 1000, 3), line(2, 5000))


def protect(
    *prices: PriceNow,
    chosen: tuple[LineChoice, ...] = (units(1, 1, 2, 3),),
    made: Order = POTS,
    money: tuple[Payout, ...] = (),
) -> Breakdown:
    choices = Choices(Remedy.PRICE_PROTECTION, chosen, prices_now=prices)
    return settle(made, money, choices, SITUATION)


def test_each_piece_gets_its_own_difference() -> None:
    quote = protect(PriceNow(1, 300))
    assert quote.compensation_cents == 100
    assert quote.payouts[0].money_class is MoneyClass.COMPENSATION
    assert quote.payouts[0].units == (
        UnitAmount(Unit(1, 1), 33),
        UnitAmount(Unit(1, 2), 34),
        UnitAmount(Unit(1, 3), 33),
    )
    assert (cents_of(quote, "goods"), cents_of(quote, "price_new")) == (1000, -900)


def test_it_comes_off_when_the_piece_is_returned_later() -> None:
    paid = row(34, line_id=1, ordinals={2: 34}, money_class=MoneyClass.COMPENSATION)
    assert refund(POTS, units(1, 2), money=[paid]).refund_cents == 300


def test_a_second_fall_pays_only_what_the_first_did_not() -> None:
    first = protect(PriceNow(2, 4000), chosen=(units(2, 1),))
    assert first.compensation_cents == 1000
    paid = row(1000, line_id=2, ordinals={1: 1000}, money_class=MoneyClass.COMPENSATION)
    second = protect(PriceNow(2, 3500), chosen=(units(2, 1),), money=(paid,))
    assert second.compensation_cents == 500
    assert cents_of(second, "compensated_before") == -1000
    again = protect(PriceNow(2, 4000), chosen=(units(2, 1),), money=(paid,))
    assert codes(again)["zero"] == "refuse"


def test_a_price_above_what_was_paid_is_refused() -> None:
    quote = protect(PriceNow(1, 335))
    assert (
        text_of(quote, "price_above") == "「商品1」现价 ¥ 3.35 高于每件实付 ¥ 3.34，没有差价可退。"
    )
    assert quote.payouts == ()


def test_what_was_paid_on_top_counts() -> None:
    made = replace(POTS, surcharges=(Surcharge(Unit(2, 1), 700),))
    assert protect(PriceNow(2, 5000), chosen=(units(2, 1),), made=made).compensation_cents == 700


def test_it_never_exceeds_what_is_left_of_the_line_or_the_order() -> None:
    loose = row(4800, line_id=2)
    quote = protect(PriceNow(2, 4000), chosen=(units(2, 1),), money=(loose,))
    assert quote.compensation_cents == 200
    whole = row(5900)
    assert protect(PriceNow(2, 1000), chosen=(units(2, 1),), money=(whole,)).cost_cents == 100


@pytest.mark.parametrize(
    ("prices", "chosen", "code"),
    [
        ((), units(1, 1), "price_needed"),
        ((PriceNow(1, 100), PriceNow(2, 100)), units(1, 1), "price_elsewhere"),
        ((PriceNow(1, -1),), units(1, 1), "negative"),
        ((PriceNow(1, 100),), LineChoice(1), "units_needed"),
        ((PriceNow(2, 5000),), units(2, 1), "zero"),
    ],
)
def test_prices_belong_to_the_chosen_pieces(
    prices: tuple[PriceNow, ...], chosen: LineChoice, code: str
) -> None:
    quote = protect(*prices, chosen=(chosen,))
    assert codes(quote)[code] == "refuse"
    assert quote.payouts == ()


def test_a_share_nobody_knows_cannot_be_protected() -> None:
    made = order(line(1), line(2), paid=500)
    quote = protect(PriceNow(1, 100), chosen=(units(1, 1),), made=made)
    assert codes(quote)["share_unknown"] == "refuse"
