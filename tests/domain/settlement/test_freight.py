"""Class (c): shipping falls due once, the parcel back has a limit of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.facts import GoodsIn
from app.domain.order import Order, Surcharge, Unit
from app.domain.payment import CapName, Leg, MoneyClass, MoneyState, Payout
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Deduction, Situation
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
)

TWO = order(line(1, 6000, 2), line(2, 0, gift=True), shipping=1000)
FIRST_PIECE = row(3000, line_id=1, ordinals={1: 3000})


@pytest.mark.parametrize(
    ("liability", "shipping"),
    [
        (Liability.MERCHANT, 1000),
        (Liability.COURIER, 1000),
        (Liability.SUPPLIER, 1000),
        (Liability.FORCE_MAJEURE, 1000),
        (
            Liability.UNDETERMINED,
            1000,
        ),  # 《淘宝平台争议处理规则》 Art. 7: the first parcel is the shop's
        (Liability.BUYER, 0),
        (Liability.SHARED, 0),
    ],
)
def test_shipping_goes_back_with_the_last_piece_where_the_table_says_it_is_the_shops(
    liability: Liability, shipping: int
) -> None:
    quote = refund(TWO, units(1, 2), money=[FIRST_PIECE], liability=liability)
    assert cents_of(quote, "shipping") == shipping
    assert quote.refund_cents == 3000 + shipping


def test_shipping_stays_while_a_piece_is_left() -> None:
    quote = refund(TWO, units(1, 1), liability=Liability.MERCHANT)
    assert cents_of(quote, "shipping") == 0
    assert "订单运费（退到最后一件时再退）" in [item.label for item in quote.lines]


def test_before_shipment_it_goes_back_whoever_is_liable() -> None:
    made = order(line(1, 6000), shipping=1000, shipped=False)
    quote = refund(made, units(1, 1), liability=Liability.BUYER)
    assert quote.refund_cents == 7000
    outbound = quote.payouts[1]
    assert (outbound.money_class, outbound.leg, outbound.cents) == (
        MoneyClass.FREIGHT,
        Leg.OUTBOUND,
        1000,
    )


def test_shipping_is_due_once_over_all_tickets() -> None:
    paid = row(1000, key=5, money_class=MoneyClass.FREIGHT, leg=Leg.OUTBOUND, ticket=9)
    quote = refund(TWO, units(1, 2), money=[FIRST_PIECE, paid], liability=Liability.MERCHANT)
    assert cents_of(quote, "shipping") == 0
    failed = replace(paid, state=MoneyState.FAILED)
    quote = refund(TWO, units(1, 2), money=[FIRST_PIECE, failed], liability=Liability.MERCHANT)
    assert cents_of(quote, "shipping") == 1000


def test_a_deduction_leaves_no_room_for_shipping_twice() -> None:
    paid = row(1000, key=5, money_class=MoneyClass.FREIGHT, leg=Leg.OUTBOUND, ticket=9)
    choices = Choices(
        Remedy.RETURN_REFUND,
        (units(1, 1, 2),),
        liability=Liability.MERCHANT,
        deductions=(Deduction(1, 100, "洗过", (1,), (1,)),),
    )
    assert settle(TWO, [paid], choices, SITUATION).refund_cents == 5900


def test_a_piece_refunded_with_a_deduction_counts_as_gone() -> None:
    deducted = row(2900, line_id=1, ordinals={1: 2900})
    quote = refund(TWO, units(1, 2), money=[deducted], liability=Liability.MERCHANT)
    assert cents_of(quote, "shipping") == 1000


def test_shipping_never_lifts_the_whole_above_what_was_paid() -> None:
    platform = row(6700)  # the platform paid part of the shipping in one sum
    made = replace(TWO, lines=(replace(TWO.lines[0], quantity=None),))
    quote = refund(made, amount(1, 0), money=[platform], liability=Liability.MERCHANT)
    assert quote.refund_cents == 300


def test_shipping_alone_can_follow_once_liability_is_found() -> None:
    made = order(line(1, 6000, None), shipping=1000)
    quote = refund(made, amount(1, 0), money=[row(6000, line_id=1)], liability=Liability.MERCHANT)
    assert quote.refund_cents == 1000
    assert not quote.refused


def test_open_liability_says_what_becomes_of_the_shipping() -> None:
    every = refund(TWO, units(1, 1, 2), liability=Liability.UNDETERMINED)
    assert "随本次退" in text_of(every, "liability_open")
    some = refund(TWO, units(1, 1), liability=Liability.UNDETERMINED)
    assert "暂不退" in text_of(some, "liability_open")
    shared = refund(TWO, units(1, 1, 2), liability=Liability.SHARED)
    assert "另有商定" in text_of(shared, "liability_open")


def test_an_amount_that_leaves_some_of_the_goods_is_not_the_last() -> None:
    made = order(line(1, 6000, None), shipping=1000)
    assert refund(made, amount(1, 5999), liability=Liability.MERCHANT).refund_cents == 5999
    assert refund(made, amount(1, 6000), liability=Liability.MERCHANT).refund_cents == 7000


def test_a_deduction_from_the_last_piece_does_not_keep_the_shipping() -> None:
    choices = Choices(
        Remedy.RETURN_REFUND,
        (units(1, 1, 2),),
        liability=Liability.MERCHANT,
        deductions=(Deduction(1, 100, "吊牌剪掉", (1,), (1,)),),
    )
    assert settle(TWO, (), choices, SITUATION).refund_cents == 6000 - 100 + 1000


# ------------------------------------------------------------------------- the parcel back


def give_back(
    cents: int,
    *,
    bearer: FreightBearer = FreightBearer.MERCHANT,
    money: tuple[Payout, ...] = (),
    situation: Situation = SITUATION,
    made: Order = TWO,
    remedy: Remedy = Remedy.RETURN_REFUND,
) -> Breakdown:
    choices = Choices(
        remedy,
        (units(1, 1),),
        liability=Liability.MERCHANT,
        freight_bearer=bearer,
        return_freight_cents=cents,
    )
    return settle(made, money, choices, situation)


def freight_row(ticket: int, state: MoneyState = MoneyState.ARRIVED) -> Payout:
    return row(
        800, key=50, ticket=ticket, state=state, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN
    )


def test_the_buyers_outlay_is_paid_beside_the_refund() -> None:
    quote = give_back(1000)
    assert (quote.refund_cents, quote.freight_cents, quote.cost_cents) == (3000, 1000, 4000)
    assert (quote.payouts[-1].leg, quote.payouts[-1].cents) == (Leg.RETURN, 1000)


@pytest.mark.parametrize("bearer", [FreightBearer.BUYER, FreightBearer.INSURER, FreightBearer.NONE])
def test_only_freight_the_shop_bears_is_paid(bearer: FreightBearer) -> None:
    quote = give_back(1000, bearer=bearer)
    assert quote.freight_cents == 0
    assert not any(item.leg is Leg.RETURN for item in quote.payouts)


def test_nothing_sent_back_costs_no_parcel() -> None:
    assert give_back(1000, remedy=Remedy.REFUND_ONLY).freight_cents == 0


def test_an_outlay_above_the_shops_limit_is_refused() -> None:
    assert not give_back(2500).refused
    quote = give_back(2501)
    assert codes(quote)["over_freight"] == "refuse"
    assert quote.payouts == ()


def test_an_unknown_limit_warns() -> None:
    quote = give_back(9900, situation=replace(SITUATION, return_freight_cap_cents=None))
    assert codes(quote)["freight_cap_unknown"] == "warn"


def test_the_same_parcel_is_not_paid_twice() -> None:
    assert codes(give_back(1000, money=(freight_row(1),)))["freight_twice"] == "refuse"


def test_a_second_parcel_of_the_ticket_may_be_paid_with_a_reason() -> None:
    paid = (freight_row(1),)
    two = replace(SITUATION, return_parcels=2)
    quote = give_back(2500, money=paid, situation=two)
    assert codes(quote)["freight_second"] == "confirm"
    assert not quote.refused
    cap = next(cap for cap in quote.caps if cap.name is CapName.RETURN_FREIGHT)
    assert (cap.limit_cents, cap.used_cents) == (3300, 800), "each parcel up to the shop's limit"
    assert codes(give_back(2501, money=paid, situation=two))["over_freight"] == "refuse"
    one = replace(SITUATION, return_parcels=1)
    assert codes(give_back(1000, money=paid, situation=one))["freight_twice"] == "refuse"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (GoodsIn.GIVEN_BACK, "freight_second"),
        (GoodsIn.TO_BE_SENT, "freight_twice"),
        (GoodsIn.RECEIVED, "freight_twice"),
    ],
)
def test_goods_that_are_with_the_buyer_again_need_another_parcel(state: GoodsIn, code: str) -> None:
    again = replace(SITUATION, return_parcels=1, goods_in={Unit(1, 1): state})
    assert code in codes(give_back(1000, money=(freight_row(1),), situation=again))


@pytest.mark.parametrize(
    ("used", "wanted", "warned"),
    [
        ("德邦快递", ("中通", "圆通"), True),
        ("中通快递", ("中通", "圆通"), False),
        ("中通", ("中通快递",), False),
        ("", ("中通",), False),
        ("德邦", (), False),
    ],
)
def test_a_courier_the_shop_did_not_name_is_spoken_of_where_its_freight_is_paid(
    used: str, wanted: tuple[str, ...], *, warned: bool
) -> None:
    sent = replace(SITUATION, return_courier=used, couriers=wanted)
    assert (codes(reimburse(900, situation=sent)).get("other_courier") == "warn") is warned
    assert (codes(give_back(900, situation=sent)).get("other_courier") == "warn") is warned
    assert "other_courier" not in codes(reimburse(900, Leg.OUTBOUND, situation=sent))
    assert "other_courier" not in codes(give_back(0, situation=sent))


def test_another_tickets_parcel_asks_whether_it_is_another() -> None:
    quote = give_back(1000, money=(freight_row(2),))
    assert codes(quote)["freight_elsewhere"] == "confirm"
    assert not quote.refused


def test_freight_of_an_earlier_round_gives_way() -> None:
    quote = give_back(1000, money=(freight_row(1, MoneyState.PLANNED),))
    assert quote.replaces == (50,)
    assert quote.freight_cents == 1000
    assert not quote.refused


def test_an_outlay_not_known_yet_is_said_to_be_open() -> None:
    assert codes(give_back(0))["freight_open"] == "info"
    assert codes(give_back(-1))["negative"] == "refuse"


# --------------------------------------------------------------------- freight and nothing else


def reimburse(
    cents: int,
    leg: Leg = Leg.RETURN,
    *,
    money: tuple[Payout, ...] = (),
    made: Order = TWO,
    situation: Situation = SITUATION,
) -> Breakdown:
    choices = Choices(Remedy.FREIGHT, return_freight_cents=cents, freight_leg=leg)
    return settle(made, money, choices, situation)


def test_freight_alone_is_a_decision_and_needs_no_goods() -> None:
    quote = reimburse(900)
    assert (quote.freight_cents, quote.cost_cents, quote.refund_cents) == (900, 900, 0)
    assert [(item.money_class, item.leg, item.cents) for item in quote.payouts] == [
        (MoneyClass.FREIGHT, Leg.RETURN, 900)
    ]


@pytest.mark.parametrize(
    ("cents", "code", "level"),
    [(2501, "over_freight", "refuse"), (0, "zero", "refuse"), (-1, "negative", "refuse")],
)
def test_it_stays_within_its_cap(cents: int, code: str, level: str) -> None:
    quote = reimburse(cents)
    assert codes(quote)[code] == level
    assert quote.payouts == ()


def test_the_same_parcel_is_not_paid_twice_whichever_remedy_pays_it() -> None:
    assert codes(reimburse(900, money=(freight_row(1),)))["freight_twice"] == "refuse"
    assert codes(reimburse(900, money=(freight_row(2),)))["freight_elsewhere"] == "confirm"


def test_shipping_paid_with_the_order_goes_back_once() -> None:
    assert reimburse(1000, Leg.OUTBOUND).payouts[0].leg is Leg.OUTBOUND
    paid = row(400, key=5, money_class=MoneyClass.FREIGHT, leg=Leg.OUTBOUND, ticket=9)
    assert not reimburse(600, Leg.OUTBOUND, money=(paid,)).refused
    assert codes(reimburse(601, Leg.OUTBOUND, money=(paid,)))["over_outbound"] == "refuse"


def test_shipping_never_goes_back_out_of_money_that_was_given_already() -> None:
    generous = row(6600)
    assert codes(reimburse(401, Leg.OUTBOUND, money=(generous,)))["over_outbound"] == "refuse"
    assert not reimburse(400, Leg.OUTBOUND, money=(generous,)).refused


def test_goods_paid_up_for_leave_the_shipping_what_it_was() -> None:
    made = replace(TWO, surcharges=(Surcharge(Unit(1, 1), 900),))
    every = row(6900, line_id=1, ordinals={1: 3900, 2: 3000})
    assert not reimburse(1000, Leg.OUTBOUND, made=made, money=(every,)).refused


def test_shipping_nobody_knows_cannot_go_back() -> None:
    made = replace(TWO, shipping_cents=None)
    assert codes(reimburse(1, Leg.OUTBOUND, made=made))["outbound_unknown"] == "refuse"
