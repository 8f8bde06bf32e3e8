"""Class (b): limited by what it saves, bound to what it was given for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.payment import MoneyClass, PayMethod
from app.domain.remedy import CompensationForm, Remedy
from app.domain.settlement import settle, suggest_compensation
from app.domain.settlement.types import Breakdown, Choices, Promise, Situation
from tests.domain.settlement.making import (
    SITUATION,
    amount,
    cents_of,
    codes,
    compensate,
    line,
    order,
    row,
    text_of,
    units,
)

MUGS = order(line(1, 7800, 2))


@pytest.mark.parametrize(
    ("saved", "currency", "suggested"),
    [
        (1200, "CNY", 1000),
        (2400, "CNY", 2000),
        (1300, "CNY", 1000),
        (119, "CNY", 0),
        (0, "CNY", 0),
        (12, "JPY", 10),
        (12000, "KWD", 10000),
    ],
)
def test_five_sixths_of_the_freight_saved_are_suggested(
    saved: int, currency: str, suggested: int
) -> None:
    assert suggest_compensation(saved, currency) == suggested


def test_within_what_is_saved_it_passes() -> None:
    quote = compensate(MUGS, 1000, units(1, 1))
    assert codes(quote)["within_saved"] == "pass"
    assert codes(quote)["within_paid"] == "pass"
    assert (quote.compensation_cents, quote.cost_cents) == (1000, 1000)
    assert quote.suggested_compensation_cents == 1000
    assert quote.refund_cents == 0


def test_above_what_is_saved_the_owner_decides() -> None:
    quote = compensate(MUGS, 1500, units(1, 1))
    assert codes(quote)["over_saved"] == "confirm"
    assert "超过省下的运费 ¥ 12.00" in text_of(quote, "over_saved")
    assert quote.payouts[0].cents == 1500


def test_above_what_was_paid_nobody_does() -> None:
    quote = compensate(MUGS, 3901, units(1, 1))
    assert codes(quote)["over_paid"] == "refuse"
    assert quote.payouts == ()
    assert not compensate(MUGS, 3900, units(1, 1)).refused


def test_damaged_goods_lift_the_limit_to_their_share() -> None:
    quote = compensate(MUGS, 3900, units(1, 1), damaged=True)
    assert not quote.refused
    assert not quote.to_confirm
    assert codes(compensate(MUGS, 3901, units(1, 1), damaged=True))["over_paid"] == "refuse"


def test_unknown_savings_warn_and_suggest_nothing() -> None:
    quote = compensate(MUGS, 500, units(1, 1), saved=None)
    assert codes(quote)["saved_freight_unknown"] == "warn"
    assert quote.suggested_compensation_cents is None
    assert not quote.refused


def test_what_was_given_before_counts() -> None:
    before = row(3000, line_id=1, ordinals={1: 3000}, money_class=MoneyClass.COMPENSATION, ticket=1)
    assert codes(compensate(MUGS, 901, units(1, 1), money=[before]))["over_paid"] == "refuse"
    assert codes(compensate(MUGS, 100, units(1, 2), money=[before]))["over_saved"] == "confirm"


def test_an_amount_refunded_on_the_line_leaves_less_to_compensate() -> None:
    made = order(line(1, 6000, 2), line(2, 5000))
    money = [row(5900, line_id=1)]
    quote = compensate(made, 101, units(1, 1, 2), money=money, damaged=True)
    assert codes(quote)["over_paid"] == "refuse"
    assert not compensate(made, 100, units(1, 1, 2), money=money, damaged=True).refused


def test_it_is_bound_to_the_pieces_by_what_they_were_worth() -> None:
    made = order(line(1, 6000, 2), line(2, 2000))
    quote = compensate(made, 1001, units(1, 1), units(2, 1))
    bound = [
        (part.unit.line_id, part.unit.ordinal, part.cents)
        for item in quote.payouts
        for part in item.units
    ]
    assert bound == [(1, 1, 601), (2, 1, 400)]


def test_without_pieces_it_is_bound_to_the_line() -> None:
    quote = compensate(order(line(1, 6000, None)), 500, amount(1, 0))
    assert [(item.line_id, item.cents, item.units) for item in quote.payouts] == [(1, 500, ())]


def test_on_lines_of_unknown_share_it_is_bound_to_the_order() -> None:
    made = order(line(1), line(2), paid=5000)
    quote = compensate(made, 500, units(1, 1), units(2, 1))
    assert [(item.line_id, item.cents) for item in quote.payouts] == [(None, 500)]


def test_one_line_of_unknown_share_still_binds() -> None:
    made = order(line(1, quantity=2), line(2), paid=5000)
    quote = compensate(made, 501, units(1, 1, 2))
    assert [part.cents for part in quote.payouts[0].units] == [251, 250]


def test_a_refunded_piece_cannot_be_compensated() -> None:
    money = [row(3900, line_id=1, ordinals={1: 3900})]
    assert codes(compensate(MUGS, 100, units(1, 1), money=money))["unit_refunded"] == "refuse"


@pytest.mark.parametrize(("cents", "code"), [(0, "zero"), (-1, "negative")])
def test_no_amount_is_refused(cents: int, code: str) -> None:
    assert codes(compensate(MUGS, cents, units(1, 1)))[code] == "refuse"


def test_nothing_chosen_is_refused() -> None:
    assert codes(compensate(MUGS, 500))["nothing_chosen"] == "refuse"


@given(st.integers(1, 7800), st.integers(0, 7800))
def test_compensation_and_a_later_return_never_exceed_the_share(cents: int, before: int) -> None:
    money = [row(before, line_id=1)]
    quote = compensate(MUGS, cents, units(1, 1, 2), money=money, damaged=True)
    assert cents_of(quote, "compensation") == cents
    assert bool(quote.payouts) == (cents + before <= 7800)
    assert sum(item.cents for item in quote.payouts) in (0, cents)


# ----------------------------------------------------------------------------------- forms


def in_form(
    form: CompensationForm, cents: int = 0, promise: Promise | None = None, saved: int = 1200
) -> Breakdown:
    choices = Choices(
        Remedy.COMPENSATION,
        (units(1, 1),),
        compensation_cents=cents,
        form=form,
        promise=promise,
        pay_method=PayMethod.WECHAT,
    )
    return settle(MUGS, (), choices, replace(SITUATION, avoided_freight_cents=saved))


@pytest.mark.parametrize(
    ("form", "method"),
    [
        (CompensationForm.MONEY, PayMethod.WECHAT),
        (CompensationForm.BALANCE, PayMethod.BALANCE),
        (CompensationForm.COUPON, PayMethod.COUPON),
        (CompensationForm.VOUCHER, PayMethod.VOUCHER),
    ],
)
def test_every_form_counts_at_face_value(form: CompensationForm, method: PayMethod) -> None:
    quote = in_form(form, 1000)
    assert [(item.method, item.cents) for item in quote.payouts] == [(method, 1000)]
    assert (quote.compensation_cents, quote.cost_cents) == (1000, 1000)
    assert codes(in_form(form, 1300))["over_saved"] == "confirm"
    assert codes(in_form(form, 3901))["over_paid"] == "refuse"


BUTTON = Promise("纽扣", 500, "2027-01-31")


def test_a_promise_for_the_next_order_pays_nothing_now() -> None:
    quote = in_form(CompensationForm.NEXT_ORDER, promise=BUTTON)
    assert not quote.refused
    assert (quote.payouts, quote.cost_cents, quote.compensation_cents) == ((), 0, 500)
    row_of_it = next(item for item in quote.lines if item.row == "compensation")
    assert (row_of_it.inputs["part"], row_of_it.inputs["expires_on"]) == ("纽扣", "2027-01-31")


def test_its_discount_counts_against_both_caps() -> None:
    over_saved = replace(BUTTON, discount_cents=1300)
    assert codes(in_form(CompensationForm.NEXT_ORDER, promise=over_saved))["over_saved"]
    over_paid = replace(BUTTON, discount_cents=3901)
    assert codes(in_form(CompensationForm.NEXT_ORDER, promise=over_paid))["over_paid"]


def test_a_part_alone_is_a_promise() -> None:
    part = replace(BUTTON, discount_cents=0)
    assert not in_form(CompensationForm.NEXT_ORDER, promise=part).refused


def test_money_now_and_a_promise_count_together() -> None:
    quote = in_form(CompensationForm.MONEY, 800, BUTTON)
    assert (quote.compensation_cents, quote.cost_cents) == (1300, 800)
    assert codes(quote)["over_saved"] == "confirm"


@pytest.mark.parametrize(
    ("promise", "code"),
    [
        (None, "promise_needed"),
        (Promise(" ", 0, "2027-01-31"), "promise_empty"),
        (Promise("纽扣", 0, ""), "promise_expiry"),
        (Promise("纽扣", -1, "2027-01-31"), "negative"),
    ],
)
def test_a_promise_says_what_and_until_when(promise: Promise | None, code: str) -> None:
    quote = in_form(CompensationForm.NEXT_ORDER, promise=promise)
    assert codes(quote)[code] == "refuse"


# --------------------------------------------------------------------- suggestions, next offers


def offered(situation: Situation) -> Breakdown:
    choices = Choices(Remedy.COMPENSATION, (units(1, 1),), compensation_cents=500)
    return settle(MUGS, (), choices, replace(situation, avoided_freight_cents=1200))


@pytest.mark.parametrize(
    "asked",
    [
        replace(SITUATION, platform_remedy=Remedy.EXCHANGE),
        replace(SITUATION, requested=Remedy.EXCHANGE),
    ],
    ids=["on the platform", "from us"],
)
def test_an_avoided_exchange_saves_both_ways(asked: Situation) -> None:
    quote = offered(asked)
    assert quote.suggested_compensation_cents == 2000
    assert quote.caps[-1].limit_cents == 2400
    assert quote.caps[-1].inputs == {
        "avoided_freight_cents": 2400,
        "one_way_cents": 1200,
        "ways": 2,
    }


@pytest.mark.parametrize(
    ("last", "asked", "raised"),
    [
        (None, None, None),
        (500, None, 800),
        (500, 2000, 1000),
        (500, 900, 900),
        (500, 600, 600),
        (800, None, 1100),
        (900, None, 1200),
        (800, 5000, 1200),
        (901, None, None),
        (1200, 1500, None),
    ],
)
def test_a_refused_offer_is_raised_by_three_to_five_within_the_cap_and_what_was_asked(
    last: int | None, asked: int | None, raised: int | None
) -> None:
    quote = offered(replace(SITUATION, last_offer_cents=last, counter_cents=asked))
    assert quote.raised_compensation_cents == raised
    assert ("no_raise_left" in codes(quote)) is (last is not None and raised is None)


def test_nothing_is_raised_above_what_the_buyer_asked_for() -> None:
    quote = offered(replace(SITUATION, last_offer_cents=800, counter_cents=800))
    assert quote.raised_compensation_cents is None
    assert "no_raise_left" not in codes(quote)


def test_what_similar_cases_took_is_shown() -> None:
    quote = offered(replace(SITUATION, similar_count=4, similar_median_cents=850))
    assert text_of(quote, "similar") == "同类问题此前 4 次接受的补偿，中位数 ¥ 8.50。"
    assert "similar" not in codes(offered(SITUATION))
