"""满减: kept or clawed back, and given back when all of it goes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.order import Order
from app.domain.payment import MoneyState, Payout
from app.domain.remedy import Liability, PromotionRule, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Deduction, LineChoice, Promotion
from tests.domain.settlement.making import (
    SITUATION,
    cents_of,
    codes,
    line,
    order,
    recorded,
    row,
    text_of,
    units,
)

# Two shirts of 100.00 at 50.00 off from 200.00 on: 150.00 paid, 75.00 each.
SHIRTS = order(line(1, 15000, 2, price=10000))
OFF_50 = Promotion(20000, 5000, PromotionRule.CLAW_BACK)
KEPT = replace(OFF_50, rule=PromotionRule.KEEP)


def give_back(
    *chosen: LineChoice,
    promotion: Promotion | None = OFF_50,
    made: Order = SHIRTS,
    money: tuple[Payout, ...] = (),
    before: int = 0,
    deductions: tuple[Deduction, ...] = (),
) -> Breakdown:
    choices = Choices(
        Remedy.RETURN_REFUND,
        chosen,
        liability=Liability.BUYER,
        promotion=promotion,
        deductions=deductions,
    )
    return settle(made, money, choices, replace(SITUATION, clawed_back_cents=before))


def test_below_the_threshold_the_reduction_of_what_stays_is_kept_back() -> None:
    quote = give_back(units(1, 1))
    assert (quote.refund_cents, cents_of(quote, "claw_back")) == (5000, -2500)
    assert (quote.kept_cents, quote.clawed_cents) == (7500, 5000)
    assert text_of(quote, "promotion") == (
        "满减两种算法：不扣回退 ¥ 75.00；扣回留下部分的优惠退 ¥ 50.00。"
    )
    assert [part.cents for part in quote.payouts[0].units] == [5000]


def test_kept_it_changes_nothing_and_both_are_still_shown() -> None:
    quote = give_back(units(1, 1), promotion=KEPT)
    assert (quote.refund_cents, cents_of(quote, "claw_back")) == (7500, 0)
    assert (quote.kept_cents, quote.clawed_cents) == (7500, 5000)


def test_above_the_threshold_nothing_is_kept_back() -> None:
    three = order(line(1, 25000, 3, price=10000))
    quote = give_back(units(1, 1), made=three)
    assert cents_of(quote, "claw_back") == 0
    assert "promotion" not in codes(quote)
    assert give_back(units(1, 1, 2), made=three).refund_cents == 8333 + 8334 - 1667


def test_what_was_kept_back_returns_with_the_last_piece() -> None:
    first = row(5000, line_id=1, ordinals={1: 5000})
    quote = give_back(units(1, 2), money=(first,), before=2500)
    assert cents_of(quote, "claw_back") == 2500
    assert quote.refund_cents == 10000
    assert [(item.cents, item.line_id, bool(item.units)) for item in quote.payouts] == [
        (7500, 1, True),
        (2500, 1, False),
    ]


def test_no_more_returns_than_is_really_there() -> None:
    first = row(5000, line_id=1, ordinals={1: 5000})
    last = give_back(units(1, 2), money=(first,), before=9999)
    assert (cents_of(last, "claw_back"), last.refund_cents) == (2500, 10000)
    three = order(line(1, 25000, 3, price=10000))
    middle = give_back(units(1, 2), made=three, money=(first,), before=9999, promotion=KEPT)
    assert cents_of(middle, "claw_back") == 8333 - 5000


def test_it_returns_even_when_nobody_names_the_promotion_again() -> None:
    first = row(5000, line_id=1, ordinals={1: 5000})
    last = give_back(units(1, 2), money=(first,), before=2500, promotion=None)
    assert last.refund_cents == 10000
    three = order(line(1, 25000, 3, price=10000))
    middle = give_back(units(1, 2), made=three, money=(first,), before=2500, promotion=None)
    assert cents_of(middle, "claw_back") == 0


def test_everything_at_once_is_everything() -> None:
    assert give_back(units(1, 1, 2)).refund_cents == 15000


def test_a_refund_never_falls_below_nothing() -> None:
    made = order(line(1, 100, price=200), line(2, 9900, price=19800))
    quote = give_back(units(1, 1), made=made, promotion=Promotion(20000, 10000, OFF_50.rule))
    assert codes(quote)["claw_floored"] == "warn"
    assert "不会自动向买家收取" in text_of(quote, "claw_floored")
    assert cents_of(quote, "claw_back") == -100
    assert quote.clawed_cents == 0
    assert codes(quote)["zero"] == "refuse"


def test_a_threshold_the_order_never_met_is_pointed_out() -> None:
    quote = give_back(units(1, 1), promotion=Promotion(20001, 5000, OFF_50.rule))
    assert codes(quote)["promotion_not_met"] == "warn"
    assert quote.refund_cents == 7500


def test_unknown_prices_leave_it_alone() -> None:
    quote = give_back(units(1, 1), made=order(line(1, 15000, 2)))
    assert codes(quote)["promotion_unknown"] == "warn"
    assert (quote.refund_cents, quote.kept_cents, quote.clawed_cents) == (7500, None, None)


@pytest.mark.parametrize("promotion", [Promotion(0, 100), Promotion(100, 0)])
def test_a_promotion_without_figures_is_refused(promotion: Promotion) -> None:
    assert codes(give_back(units(1, 1), promotion=promotion))["promotion_incomplete"] == "refuse"


def test_a_gift_keeps_nothing_of_the_reduction() -> None:
    made = order(line(1, 15000, 2, price=10000), line(2, 0, price=9900, gift=True))
    assert give_back(units(1, 1), made=made).refund_cents == 5000


def test_deductions_come_first() -> None:
    quote = give_back(units(1, 1), deductions=(Deduction(1, 6000, "洗过", (1,), (1,)),))
    assert cents_of(quote, "claw_back") == -1500
    assert (quote.clawed_cents, quote.kept_cents) == (0, 1500)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 3)), min_size=1, max_size=3),
    st.integers(1, 100),
    st.integers(1, 90),
    st.data(),
)
def test_returning_all_of_it_in_any_order_is_exactly_what_was_paid(
    goods: list[tuple[int, int]], percent: int, off_percent: int, data: st.DataObject
) -> None:
    whole = sum(price * n for price, n in goods)
    off = max(1, whole * off_percent // 100)
    made = order(
        *(line(k, price=price, quantity=n) for k, (price, n) in enumerate(goods, start=1)),
        paid=max(1, whole - off),
    )
    promotion = Promotion(max(1, whole * percent // 100), off, PromotionRule.CLAW_BACK)
    pieces = [(k, n) for k, (_p, q) in enumerate(goods, start=1) for n in range(1, q + 1)]
    money: list[Payout] = []
    clawed = 0
    waiting: dict[int, tuple[int, ...]] = {}

    def take(*chosen: LineChoice) -> Breakdown:
        nonlocal clawed, money
        quote = give_back(
            *chosen, promotion=promotion, made=made, money=tuple(money), before=clawed
        )
        if not quote.refused:
            clawed -= cents_of(quote, "claw_back")
            key = len(money) + 2
            money += recorded(quote.payouts, 100 * key, ticket=key, state=MoneyState.ARRIVED)
        assert clawed >= 0
        return quote

    for key, ordinal in data.draw(st.permutations(pieces)):
        if take(units(key, ordinal)).refused:  # all it is worth would be kept back
            waiting[key] = (*waiting.get(key, ()), ordinal)
    if waiting:
        take(*(LineChoice(key, ordinals) for key, ordinals in waiting.items()))
    assert sum(item.cents for item in money) == made.paid_cents
