"""Class (a): units, amounts, what was given before, deductions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.order import PaidClaim, PaidConflict, ShareState, Unit
from app.domain.payment import CapName, Leg, MoneyClass, MoneyState, PayoutSource
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Choices, LineChoice, PriceNow, Replacement
from tests.domain.settlement.making import (
    SITUATION,
    amount,
    cents_of,
    codes,
    line,
    order,
    refund,
    row,
    text_of,
    units,
    unknown_paid,
)

THREE_FOR_TEN = order(line(1, 1000, 3))


@pytest.mark.parametrize(
    ("ordinals", "cents"), [((1,), 333), ((2,), 334), ((3,), 333), ((1, 3), 666), ((1, 2, 3), 1000)]
)
def test_each_piece_has_its_own_worth(ordinals: tuple[int, ...], cents: int) -> None:
    quote = refund(THREE_FOR_TEN, units(1, *ordinals))
    assert quote.refund_cents == cents
    assert [part.unit.ordinal for part in quote.payouts[0].units] == list(ordinals)


def test_the_rows_of_the_dialog_add_up_as_in_the_sketch() -> None:
    made = order(line(1, 25800), line(2, 0, gift=True))
    choices = Choices(
        Remedy.RETURN_REFUND,
        (units(1, 1), units(2, 1)),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=1000,
    )
    quote = settle(made, (), choices, replace(SITUATION, platform_remedy=Remedy.REFUND_ONLY))
    assert [(item.label, item.cents) for item in quote.lines] == [
        ("商品实付", 25800),
        ("订单运费（商家责任，退）", 0),
        ("此前已退", 0),
        ("退款", 25800),
        ("另付：退货运费补偿", 1000),
        ("本方案付给买家", 26800),
    ]
    assert text_of(quote, "within_paid") == "不超过可退上限 ¥ 258.00"
    assert codes(quote)["platform_refund_only"] == "confirm"
    assert quote.units == (Unit(1, 1), Unit(2, 1))


def test_a_piece_refunded_on_any_ticket_cannot_be_chosen_again() -> None:
    quote = refund(
        THREE_FOR_TEN, units(1, 1, 2), money=[row(333, line_id=1, ordinals={1: 333}, ticket=9)]
    )
    assert codes(quote)["unit_refunded"] == "refuse"
    assert "第 1 件" in text_of(quote, "unit_refunded")
    assert quote.payouts == ()


@pytest.mark.parametrize("state", [MoneyState.FAILED, MoneyState.REVERSED, MoneyState.WITHDRAWN])
def test_what_failed_or_was_taken_back_frees_exactly_its_pieces(state: MoneyState) -> None:
    gone = row(667, line_id=1, ordinals={1: 333, 2: 334}, state=state)
    live = row(333, key=101, line_id=1, ordinals={3: 333})
    quote = refund(THREE_FOR_TEN, units(1, 1, 2), money=[gone, live])
    assert quote.refund_cents == 667
    assert quote.quotes[0].free_ordinals == (1, 2)


def test_an_amount_given_before_shows_and_is_never_paid_twice() -> None:
    made = order(line(1, 10000, 2))
    quote = refund(made, units(1, 1, 2), money=[row(3000, line_id=1)])
    assert cents_of(quote, "goods") == 10000
    assert cents_of(quote, "refunded_before") == -3000
    assert quote.refund_cents == 7000
    assert sum(part.cents for part in quote.payouts[0].units) == 7000
    assert codes(quote)["loose_refund"] == "warn"


def test_what_is_left_of_another_line_does_not_pay_for_this_one() -> None:
    made = order(line(1, 10000, 2), line(2, 9000))
    assert refund(made, units(1, 1, 2), money=[row(3000, line_id=1)]).refund_cents == 7000
    given = row(1000, line_id=1, money_class=MoneyClass.COMPENSATION)
    assert codes(refund(made, amount(1, 9001), money=[given]))["over_line"] == "refuse"
    assert refund(made, amount(1, 9000), money=[given]).refund_cents == 9000


def test_shipping_paid_back_too_generously_comes_off_the_goods() -> None:
    made = order(line(1, 9000), shipping=1000)
    generous = row(1500, money_class=MoneyClass.FREIGHT, leg=Leg.OUTBOUND)
    assert refund(made, units(1, 1), money=[generous]).refund_cents == 8500


def test_the_mark_for_a_line_of_unknown_quantity_is_no_piece() -> None:
    quote = refund(order(line(1, 6000, None)), LineChoice(1, (0,), 500))
    assert not quote.refused
    assert quote.payouts[0].units == ()


def test_an_amount_given_before_leaves_another_piece_its_full_worth() -> None:
    made = order(line(1, 10000, 2))
    assert refund(made, units(1, 2), money=[row(5000, line_id=1)]).refund_cents == 5000


def test_an_amount_on_the_whole_order_limits_what_every_line_may_still_get() -> None:
    made = order(line(1, 6000), line(2, 4000))
    quote = refund(made, units(1, 1), units(2, 1), money=[row(7000)])
    assert quote.refund_cents == 3000
    assert cents_of(quote, "refunded_before") == -7000


def test_what_the_platform_paid_above_everything_leaves_nothing_and_nothing_negative() -> None:
    made = order(line(1, 6000), shipping=500)
    over = replace(row(9000, line_id=1), source=PayoutSource.PLATFORM)
    quote = refund(made, units(1, 1), money=[over], liability=Liability.MERCHANT)
    assert quote.refund_cents == 0
    assert codes(quote)["zero"] == "refuse"
    assert all((cap.left_cents or 0) >= 0 for cap in quote.caps)
    assert quote.quotes[0].left_cents == 0


def test_a_typed_amount_above_what_is_left_is_refused() -> None:
    made = order(line(1, 6000, None))
    quote = refund(made, amount(1, 5001), money=[row(1000, line_id=1)])
    assert text_of(quote, "over_line") == "「商品1」填写的 ¥ 50.01 超过可退上限 ¥ 50.00。"
    assert quote.payouts == ()


def test_a_typed_amount_within_it_binds_to_the_line() -> None:
    made = order(line(1, 6000, None))
    quote = refund(made, amount(1, 5000), money=[row(1000, line_id=1)])
    assert [(item.line_id, item.cents, item.units) for item in quote.payouts] == [(1, 5000, ())]
    assert quote.units == (Unit(1, 0),)


def test_an_order_without_lines_takes_an_amount_as_a_whole() -> None:
    made = order(paid=6000)
    quote = refund(made, amount(None, 6000))
    assert [(item.line_id, item.cents) for item in quote.payouts] == [(None, 6000)]
    assert codes(refund(made, amount(None, 6001)))["over_paid"] == "refuse"


def test_an_amount_for_named_pieces_is_spread_over_them() -> None:
    made = order(line(1, 10000, 2))
    quote = refund(made, LineChoice(1, (1, 2), 7001))
    assert [part.cents for part in quote.payouts[0].units] == [3501, 3500]


def test_amounts_on_lines_of_unknown_share_stay_below_the_whole() -> None:
    made = order(line(1), line(2), paid=5000)
    assert refund(made, amount(1, 3000), amount(2, 2000)).refund_cents == 5000
    assert codes(refund(made, amount(1, 3000), amount(2, 2001)))["over_paid"] == "refuse"


def test_unknown_shipping_limits_by_the_whole_sum_and_says_so() -> None:
    made = order(line(1), paid=5000, shipping=None)
    quote = refund(made, amount(1, 5000), liability=Liability.MERCHANT)
    assert codes(quote)["shipping_unknown"] == "warn"
    assert (quote.refund_cents, quote.payouts[0].cents) == (5000, 5000)


def test_pieces_of_a_line_whose_share_is_unknown_cannot_be_priced() -> None:
    made = order(line(1, quantity=2), line(2), paid=5000)
    assert codes(refund(made, units(1, 1)))["share_unknown"] == "refuse"


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (units(7, 1), "unknown_line"),
        (units(1, 4), "no_such_unit"),
        (units(1, -1), "no_such_unit"),
        (amount(1, -1), "negative"),
        (amount(1, 0), "zero"),
    ],
)
def test_choices_that_make_no_sense_are_refused_by_name(choice: LineChoice, code: str) -> None:
    assert codes(refund(THREE_FOR_TEN, choice))[code] == "refuse"


def test_pieces_of_a_line_of_unknown_quantity_cannot_be_named() -> None:
    assert codes(refund(order(line(1, 100, None)), units(1, 1)))["quantity_unknown"] == "refuse"


def test_a_line_chosen_twice_is_refused() -> None:
    quote = refund(THREE_FOR_TEN, units(1, 1), amount(1, 100))
    assert codes(quote)["line_twice"] == "refuse"


def test_nothing_chosen_is_refused() -> None:
    assert codes(refund(THREE_FOR_TEN))["nothing_chosen"] == "refuse"


def test_a_piece_claimed_on_another_open_ticket_warns() -> None:
    elsewhere = replace(SITUATION, units_claimed_elsewhere=frozenset({Unit(1, 2)}))
    claimed = refund(THREE_FOR_TEN, units(1, 2), situation=elsewhere)
    assert codes(claimed)["claimed_elsewhere"] == "warn"
    assert not claimed.refused
    other = refund(THREE_FOR_TEN, units(1, 1), situation=elsewhere)
    assert "claimed_elsewhere" not in codes(other)


def test_an_amount_on_a_line_claimed_elsewhere_warns_too() -> None:
    elsewhere = replace(SITUATION, units_claimed_elsewhere=frozenset({Unit(1, 0)}))
    quote = refund(order(line(1, 500, None)), amount(1, 100), situation=elsewhere)
    assert codes(quote)["claimed_elsewhere"] == "warn"


def test_files_that_disagree_stop_every_amount_and_are_named() -> None:
    said = PaidConflict(
        (PaidClaim("order_file", 10000, "订单文件"), PaidClaim("claim_file", 0, "退款文件")), ""
    )
    made = replace(order(line(1, 10000)), conflict=said)
    quote = refund(made, units(1, 1))
    assert text_of(quote, "paid_conflict") == (
        "不同文件的实付金额不一致：订单文件 ¥ 100.00、退款文件 ¥ 0.00，请先核对实付金额。"
    )
    assert quote.payouts == ()
    assert quote.caps[0].limit_cents is None


def test_an_unknown_sum_is_refused_with_what_to_do() -> None:
    quote = refund(unknown_paid(order(line(1, 10000))), amount(1, 100))
    assert codes(quote)["paid_unknown"] == "refuse"
    assert "导入订单文件" in text_of(quote, "paid_unknown")


def test_a_sum_of_nothing_is_refused() -> None:
    assert codes(refund(order(line(1, 0), paid=0), amount(1, 0)))["paid_zero"] == "refuse"


def test_money_of_another_currency_stops_the_reckoning() -> None:
    quote = refund(THREE_FOR_TEN, units(1, 1), money=[row(100, currency="USD")])
    assert codes(quote)["currency"] == "refuse"


@pytest.mark.parametrize(
    "remedy",
    [
        Remedy.REFUND_ONLY,
        Remedy.RETURN_REFUND,
        Remedy.COMPENSATION,
        Remedy.PRICE_PROTECTION,
        Remedy.EXCHANGE,
        Remedy.FREIGHT,
    ],
)
def test_no_remedy_adds_money_of_another_currency(remedy: Remedy) -> None:
    choices = Choices(
        remedy,
        (units(1, 1),),
        compensation_cents=100,
        prices_now=(PriceNow(1, 300),),
        replacements=(Replacement(1, (1,), "新款", price_cents=100),)
        if remedy is Remedy.EXCHANGE
        else (),
        return_freight_cents=100,
    )
    abroad = row(900, line_id=1, currency="USD")
    mixed, alone = (settle(THREE_FOR_TEN, rows, choices, SITUATION) for rows in ([abroad], []))
    assert codes(mixed)["currency"] == "refuse"
    assert mixed.payouts == ()
    assert alone.payouts
    assert [cap.used_cents for cap in mixed.caps] == [cap.used_cents for cap in alone.caps]
    assert (mixed.cost_cents, mixed.lines) == (alone.cost_cents, alone.lines)


def test_a_currency_without_cents_is_shared_in_whole_units() -> None:
    made = order(line(1, 1000, 3), currency="JPY")
    quote = refund(made, units(1, 2))
    assert quote.refund_cents == 334
    assert text_of(quote, "within_paid") == "不超过可退上限 JP¥ 1,000"


def test_the_limit_shown_covers_the_shipping_that_goes_back_with_it() -> None:
    made = order(line(1, 9000), shipping=1000)
    quote = refund(made, units(1, 1), liability=Liability.MERCHANT)
    assert text_of(quote, "within_paid") == "不超过可退上限 ¥ 100.00"


# ------------------------------------------------------------ what this decision takes the place of


def test_a_new_round_takes_the_place_of_what_this_ticket_granted_and_did_not_pay() -> None:
    planned = row(333, key=7, line_id=1, ordinals={1: 333}, ticket=1, state=MoneyState.PLANNED)
    quote = refund(THREE_FOR_TEN, units(1, 1, 2), money=[planned])
    assert quote.refund_cents == 667
    assert quote.replaces == (7,)
    assert codes(quote)["replaces"] == "info"


@pytest.mark.parametrize(
    ("ticket", "state"),
    [(2, MoneyState.PLANNED), (1, MoneyState.SUBMITTED), (1, MoneyState.ARRIVED)],
)
def test_other_tickets_and_money_on_its_way_are_not_replaced(
    ticket: int, state: MoneyState
) -> None:
    live = row(333, key=7, line_id=1, ordinals={1: 333}, ticket=ticket, state=state)
    quote = refund(THREE_FOR_TEN, units(1, 1), money=[live])
    assert quote.replaces == ()
    assert codes(quote)["unit_refunded"] == "refuse"


def test_what_the_platform_says_is_never_replaced() -> None:
    told = row(333, key=7, line_id=1, ordinals={1: 333}, ticket=1, state=MoneyState.PLANNED)
    quote = refund(THREE_FOR_TEN, units(1, 1), money=[replace(told, source=PayoutSource.PLATFORM)])
    assert codes(quote)["unit_refunded"] == "refuse"


# ------------------------------------------------------------------ compensation given earlier


def test_compensation_of_a_piece_comes_off_when_that_piece_is_returned() -> None:
    made = order(line(1, 10000, 2))
    given = row(1000, line_id=1, ordinals={1: 1000}, money_class=MoneyClass.COMPENSATION)
    first = refund(made, units(1, 1), money=[given])
    assert (cents_of(first, "compensated_before"), first.refund_cents) == (-1000, 4000)
    assert refund(made, units(1, 2), money=[given]).refund_cents == 5000


def test_compensation_of_a_line_comes_off_piece_by_piece() -> None:
    made = order(line(1, 9000, 3))
    given = row(1000, line_id=1, money_class=MoneyClass.COMPENSATION)
    each = [refund(made, units(1, k), money=[given]).refund_cents for k in (1, 2, 3)]
    assert each == [2667, 2666, 2667]
    assert sum(each) == 8000


def test_compensation_above_a_piece_leaves_it_worth_nothing_and_never_negative() -> None:
    made = order(line(1, 1000, 2))
    given = row(800, line_id=1, ordinals={1: 800}, money_class=MoneyClass.COMPENSATION)
    quote = refund(made, units(1, 1, 2), money=[given])
    assert quote.refund_cents == 200
    assert all(part.cents >= 0 for item in quote.payouts for part in item.units)


def test_damages_lie_outside_what_was_paid() -> None:
    penalty = row(50000, money_class=MoneyClass.DAMAGES)
    assert refund(THREE_FOR_TEN, units(1, 1, 2, 3), money=[penalty]).refund_cents == 1000


def test_shares_from_an_estimate_are_said_to_be_one() -> None:
    made = order(line(1, price=100), line(2, price=100), paid=150)
    assert codes(refund(made, units(1, 1)))["share_estimated"] == "info"
    alone = order(line(1, price=100), line(2, price=5, gift=True), paid=150)
    assert "share_estimated" not in codes(refund(alone, units(1, 1)))
    assert refund(alone, units(1, 1)).quotes[0].paid_share_cents == 150


def test_every_line_is_quoted_whatever_was_chosen() -> None:
    made = order(line(1, 10000, 2), line(2, 500))
    first, second = refund(made, units(1, 2), money=[row(200, line_id=2)]).quotes
    assert (first.unit_cents, first.left_cents, first.chosen_cents) == (5000, 10000, 5000)
    assert (second.refunded_cents, second.left_cents, second.chosen_cents) == (200, 300, 0)


def test_the_caps_name_what_they_limit() -> None:
    quote = refund(order(line(1, 900), shipping=100), units(1, 1), money=[row(300, line_id=1)])
    assert [(cap.name, cap.limit_cents, cap.used_cents) for cap in quote.caps] == [
        (CapName.PAID, 900, 300),
        (CapName.OUTBOUND, 100, 0),
        (CapName.TOTAL, 1000, 300),
    ]


def test_a_frozen_estimate_still_limits_the_line() -> None:
    frozen = replace(line(1, 400, frozen=True), share_state=ShareState.ESTIMATED)
    made = order(frozen, line(2, 600))
    assert codes(refund(made, amount(1, 401)))["over_line"] == "refuse"
