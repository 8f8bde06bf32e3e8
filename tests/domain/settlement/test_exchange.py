"""换货: what is sent, the difference either way, who pays which freight."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.facts import GoodsIn
from app.domain.order import Order, PaidTender, Surcharge, Unit
from app.domain.payment import (
    CapName,
    ChargeReason,
    Leg,
    MoneyClass,
    PayMethod,
    Payout,
    PlannedCharge,
    UnitAmount,
)
from app.domain.remedy import FreightBearer, GoodsWay, Liability, ProblemClass, Remedy
from app.domain.settlement import caps, overdrawn, settle
from app.domain.settlement.types import Breakdown, Choices, LineChoice, Replacement, Situation
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
    unknown_paid,
)

COATS = order(
    replace(line(1, 20000, 2, title="大衣"), variant="黑色 M", sku="C-1"),
    line(2, 5000, title="围巾"),
)
SITUATION_WAIVE = replace(SITUATION, waive_up_to_cents=500, avoided_freight_cents=1200)


def exchange(
    *replacements: Replacement,
    chosen: tuple[LineChoice, ...] = (units(1, 1),),
    made: Order = COATS,
    money: tuple[Payout, ...] = (),
    waive: bool = False,
    way: GoodsWay = GoodsWay.RETURN_FIRST,
    liability: Liability = Liability.MERCHANT,
    freight: int = 0,
    bearer: FreightBearer = FreightBearer.MERCHANT,
    situation: Situation = SITUATION_WAIVE,
) -> Breakdown:
    choices = Choices(
        Remedy.EXCHANGE,
        chosen,
        liability=liability,
        freight_bearer=bearer,
        return_freight_cents=freight,
        way=way,
        replacements=replacements,
        waive_difference=waive,
        pay_method=PayMethod.ALIPAY,
    )
    return settle(made, money, choices, situation)


def other(price: int, *ordinals: int, line_id: int = 1) -> Replacement:
    return Replacement(line_id, ordinals or (1,), "羽绒服", "白色 L", "D-9", price)


@pytest.mark.parametrize(
    ("new", "code", "level"),
    [
        (Replacement(1, (1,), "羽绒服"), "price_needed", "refuse"),
        (Replacement(1, (1,), "羽绒服", "白色 L", "D-9"), "price_needed", "refuse"),
        (Replacement(1, (1,), sku="D-9"), "price_needed", "refuse"),
        (Replacement(1, (1,), variant="黑色 L"), "variant_unpriced", "warn"),
        (Replacement(1, (1,), variant="黑色 L", sku="C-2"), "variant_unpriced", "warn"),
    ],
)
def test_other_goods_without_a_price_are_not_taken_for_the_same(
    new: Replacement, code: str, level: str
) -> None:
    quote = exchange(new)
    assert codes(quote)[code] == level
    assert bool(quote.dispatches) is (level == "warn")
    priced = codes(exchange(replace(new, price_cents=9900)))
    assert code not in priced


@pytest.mark.parametrize(
    "same",
    [
        Replacement(1, (1,)),
        Replacement(1, (1,), "大衣", "黑色 M", "C-1"),
        Replacement(1, (1,), variant="黑色 M"),
    ],
)
def test_the_same_goods_need_no_price_however_they_are_written(same: Replacement) -> None:
    assert not {"price_needed", "variant_unpriced"} & codes(exchange(same)).keys()


def test_the_same_goods_cost_nothing_and_are_named_from_the_line() -> None:
    quote = exchange(chosen=(units(1, 1, 2),))
    assert not quote.refused
    assert quote.dispatches == (Replacement(1, (1, 2), "大衣", "黑色 M", "C-1", None, 2),)
    assert (quote.cost_cents, quote.payouts, quote.charges) == (0, (), ())
    assert quote.units == (Unit(1, 1), Unit(1, 2))


def test_another_variant_keeps_the_name_but_not_the_number_of_the_goods() -> None:
    quote = exchange(Replacement(1, (1,), variant="黑色 L"))
    assert quote.dispatches == (Replacement(1, (1,), "大衣", "黑色 L", "", None, 1),)


def test_units_that_only_a_replacement_names_are_the_units_chosen() -> None:
    quote = exchange(other(10000, 2), chosen=())
    assert quote.units == (Unit(1, 2),)
    assert not quote.refused


def test_a_unit_without_a_replacement_of_its_own_gets_the_same_goods() -> None:
    quote = exchange(other(10000, 1), chosen=(units(1, 1, 2),))
    assert [(item.title, item.ordinals) for item in quote.dispatches] == [
        ("羽绒服", (1,)),
        ("大衣", (2,)),
    ]


@pytest.mark.parametrize(
    ("replacement", "code"),
    [
        (Replacement(1, (2,), "羽绒服"), "replacement_elsewhere"),
        (Replacement(2, (1,), "羽绒服"), "replacement_elsewhere"),
        (Replacement(7, (1,), "羽绒服"), "unknown_line"),
        (Replacement(None, (), " "), "part_unnamed"),
        (Replacement(None, (), "纽扣", quantity=0), "no_quantity"),
        (other(-1), "negative"),
        (Replacement(None, (), "纽扣", price_cents=100), "price_without_unit"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_is_sent(
    replacement: Replacement, code: str
) -> None:
    quote = exchange(replacement)
    assert codes(quote)[code] == "refuse"
    assert (quote.dispatches, quote.charges, quote.payouts) == ((), (), ())


def test_one_unit_is_not_replaced_twice() -> None:
    quote = exchange(other(10000), other(12000))
    assert codes(quote)["replacement_elsewhere"] == "refuse"


def test_a_refunded_unit_cannot_be_exchanged() -> None:
    gone = row(10000, line_id=1, ordinals={1: 10000})
    assert codes(exchange(money=(gone,)))["unit_refunded"] == "refuse"


def test_an_exchange_names_the_pieces() -> None:
    assert codes(exchange(chosen=(LineChoice(1),)))["units_needed"] == "refuse"
    assert codes(exchange(chosen=()))["nothing_chosen"] == "refuse"


# ---------------------------------------------------------------------------- the difference


def test_dearer_goods_are_charged_to_the_units_they_replace() -> None:
    quote = exchange(other(13000))
    assert quote.charge_cents == 3000
    assert quote.charges == (
        PlannedCharge(ChargeReason.PRICE_DIFFERENCE, 3000, (UnitAmount(Unit(1, 1), 3000),)),
    )
    assert [(item.row.value, item.cents) for item in quote.lines] == [
        ("price_new", 13000),
        ("price_old", -10000),
        ("difference", 3000),
        ("charge", 3000),
        ("return_freight", 0),
        ("cost", 0),
    ]
    assert (quote.payouts, quote.cost_cents) == ((), 0)


def test_a_small_difference_is_waived_and_shown() -> None:
    quote = exchange(other(10500), waive=True)
    assert (quote.charge_cents, quote.waived_cents, quote.charges) == (0, 500, ())
    assert codes(quote)["waived"] == "pass"
    assert cents_of(quote, "waived") == -500


def test_a_larger_one_is_waived_with_a_reason_only() -> None:
    assert codes(exchange(other(10501), waive=True))["waived_above"] == "confirm"


def test_a_small_difference_that_is_charged_may_be_waived() -> None:
    assert codes(exchange(other(10500)))["may_waive"] == "info"
    assert "may_waive" not in codes(exchange(other(10501)))


def test_cheaper_goods_are_always_paid_back_on_the_units() -> None:
    quote = exchange(other(7000), waive=True)
    assert (quote.compensation_cents, quote.cost_cents) == (3000, 3000)
    paid = quote.payouts[0]
    assert (paid.money_class, paid.method, paid.units) == (
        MoneyClass.COMPENSATION,
        PayMethod.ALIPAY,
        (UnitAmount(Unit(1, 1), 3000),),
    )


def test_differences_of_several_units_are_netted() -> None:
    quote = exchange(other(13000, 1), other(8000, 2), chosen=(units(1, 1, 2),))
    assert quote.charge_cents == 1000
    assert quote.charges[0].units == (UnitAmount(Unit(1, 1), 1000),)
    quote = exchange(other(11000, 1), other(7000, 2), chosen=(units(1, 1, 2),))
    assert quote.compensation_cents == 2000
    assert [part for item in quote.payouts for part in item.units if part.cents] == [
        UnitAmount(Unit(1, 2), 2000)
    ]


def test_compensation_given_before_comes_off_the_credit() -> None:
    given = row(2000, line_id=1, ordinals={1: 2000}, money_class=MoneyClass.COMPENSATION)
    quote = exchange(other(7000), money=(given,))
    assert quote.compensation_cents == 1000
    old = next(item for item in quote.lines if item.row == "price_old")
    assert (old.cents, old.inputs["compensated_before_cents"]) == (-8000, 2000)


def test_a_credit_never_exceeds_what_is_left_of_the_goods() -> None:
    loose = row(15000, line_id=1)
    quote = exchange(other(1000, 1, 2), chosen=(units(1, 1, 2),), money=(loose,))
    assert quote.compensation_cents == 5000
    assert codes(quote)["credit_limited"] == "warn"
    assert cents_of(quote, "difference") == -18000
    whole = row(24500)
    assert exchange(other(7000), money=(whole,)).compensation_cents == 500


def test_the_replacement_inherits_share_and_what_was_paid_on_top() -> None:
    made = replace(COATS, surcharges=(Surcharge(Unit(1, 1), 3000),))
    assert refund(made, units(1, 1)).refund_cents == 13000
    assert refund(made, units(1, 2)).refund_cents == 10000
    assert refund(made, units(1, 1, 2), units(2, 1)).refund_cents == 28000
    assert [cap.limit_cents for cap in caps(made, ()) if cap.name is CapName.PAID] == [28000]


def test_what_was_paid_on_top_lifts_the_cap_and_not_a_cent_further() -> None:
    made = replace(COATS, surcharges=(Surcharge(Unit(1, 1), 3000),))
    rows = [row(13000, line_id=1, ordinals={1: 13000}), row(15000, key=101)]
    assert overdrawn(made, rows) == ()
    assert overdrawn(made, [*rows, row(1, key=102)]) != ()


def test_after_a_credit_the_unit_is_worth_what_the_new_goods_cost() -> None:
    credit = row(3000, line_id=1, ordinals={1: 3000}, money_class=MoneyClass.COMPENSATION)
    assert refund(COATS, units(1, 1), money=[credit]).refund_cents == 7000


def test_a_second_exchange_starts_from_what_the_first_one_made_of_it() -> None:
    made = replace(COATS, surcharges=(Surcharge(Unit(1, 1), 3000),))
    assert exchange(other(13500), made=made).charge_cents == 500


def test_a_gift_exchanged_for_something_dearer_is_worth_what_was_paid_for_it() -> None:
    made = order(line(1, 10000), line(2, 0, gift=True))
    quote = exchange(other(900, line_id=2), made=made, chosen=(units(2, 1),))
    assert quote.charge_cents == 900
    paid = replace(made, surcharges=(Surcharge(Unit(2, 1), 900),))
    assert refund(paid, units(2, 1)).refund_cents == 900


def test_a_gift_that_was_paid_up_is_goods_that_shipping_waits_for() -> None:
    made = order(line(1, 10000), line(2, 0, gift=True), shipping=700)
    made = replace(made, surcharges=(Surcharge(Unit(2, 1), 900),))
    some = refund(made, units(1, 1), liability=Liability.MERCHANT)
    assert some.refund_cents == 10000
    every = refund(made, units(1, 1), units(2, 1), liability=Liability.MERCHANT)
    assert every.refund_cents == 10000 + 900 + 700


def test_a_difference_needs_what_was_paid_and_the_same_goods_do_not() -> None:
    made = unknown_paid(order(line(1), line(2)))
    assert codes(exchange(other(100), made=made))["paid_unknown"] == "refuse"
    assert codes(exchange(other(100), made=order(line(1), line(2), paid=500)))["share_unknown"]
    assert not exchange(made=made).refused


def test_points_stand_apart_from_the_difference() -> None:
    made = replace(COATS, tenders=(PaidTender("points", 100),))
    assert codes(exchange(other(10000), made=made))["tenders_apart"] == "info"
    assert "tenders_apart" not in codes(exchange(made=made))


# ---------------------------------------------------------------------------- freight and way


def test_the_parcel_back_is_paid_beside_it_under_its_cap() -> None:
    quote = exchange(other(7000), freight=1000)
    assert (quote.freight_cents, quote.cost_cents) == (1000, 4000)
    assert quote.payouts[-1].leg is Leg.RETURN
    assert codes(exchange(freight=2501))["over_freight"] == "refuse"


def test_what_stays_with_the_buyer_needs_no_parcel_back() -> None:
    quote = exchange(freight=1000, way=GoodsWay.NOTHING_BACK)
    assert quote.freight_cents == 0
    assert codes(quote)["nothing_back"] == "confirm"
    assert quote.dispatches


@pytest.mark.parametrize(
    ("liability", "bearer", "level", "words"),
    [
        (Liability.MERCHANT, FreightBearer.MERCHANT, "info", "往返运费都由商家承担"),
        (Liability.MERCHANT, FreightBearer.BUYER, "warn", "应由商家承担"),
        (Liability.BUYER, FreightBearer.BUYER, "info", "往返运费都由买家承担"),
        (Liability.UNDETERMINED, FreightBearer.BUYER, "info", "双方商定"),
    ],
)
def test_freight_of_an_exchange_follows_the_table(
    liability: Liability, bearer: FreightBearer, level: str, words: str
) -> None:
    quote = exchange(liability=liability, bearer=bearer)
    assert codes(quote)["exchange_freight"] == level
    assert words in text_of(quote, "exchange_freight")


def test_a_change_of_mind_pays_all_freight_even_before_liability_is_found() -> None:
    found = replace(SITUATION_WAIVE, problem=ProblemClass.CHANGE_OF_MIND)
    quote = exchange(liability=Liability.UNDETERMINED, situation=found)
    assert "买家承担" in text_of(quote, "exchange_freight")


def test_far_away_or_cheap_goods_are_rather_refunded() -> None:
    far = replace(SITUATION_WAIVE, remote_region=True)
    assert codes(exchange(situation=far))["suggest_refund"] == "info"
    cheap = order(line(1, 2399))
    assert "照买家的意思办" in text_of(exchange(made=cheap), "suggest_refund")
    assert "suggest_refund" not in codes(exchange(made=order(line(1, 2400))))


def test_sending_first_warns_until_the_goods_are_back() -> None:
    assert codes(exchange(way=GoodsWay.SHIP_FIRST))["ship_first"] == "warn"
    back = replace(SITUATION_WAIVE, goods_in={Unit(1, 1): GoodsIn.SELLABLE})
    assert "ship_first" not in codes(exchange(way=GoodsWay.SHIP_FIRST, situation=back))
