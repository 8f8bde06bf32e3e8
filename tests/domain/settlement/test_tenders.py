"""Points, coupons, stored value: ledgers of their own, given back piece by piece, to the last one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.facts import GoodsIn
from app.domain.order import Order, PaidTender, Unit
from app.domain.payment import (
    POINTS,
    CapName,
    MoneyState,
    PayMethod,
    Payout,
    PlannedPayout,
    Tender,
)
from app.domain.remedy import Liability, Remedy
from app.domain.settlement import caps, overdrawn, settle
from app.domain.settlement.types import Choices, LineChoice
from tests.domain.settlement.making import (
    SITUATION,
    amount,
    cents_of,
    codes,
    line,
    order,
    recorded,
    refund,
    row,
    text_of,
    units,
)

LAMPS = replace(
    order(line(1, 6000, 3), line(2, 4000), line(3, 0, gift=True)),
    tenders=(PaidTender("points", 1000), PaidTender("stored", 501)),
)


def given_back(planned: tuple[PlannedPayout, ...], kind: Tender) -> list[tuple[int | None, int]]:
    return [(item.line_id, item.cents) for item in planned if item.tender is kind]


def points(cents: int, ordinals: dict[int, int], *, key: int = 300, line_id: int = 1) -> Payout:
    held = row(cents, key=key, line_id=line_id, ordinals=ordinals, currency=POINTS)
    return replace(held, tender=Tender.POINTS)


def test_they_are_spread_like_the_money_and_never_added_to_it() -> None:
    quote = refund(LAMPS, units(1, 1), units(2, 1))
    assert given_back(quote.payouts, Tender.POINTS) == [(1, 200), (2, 400)]
    assert given_back(quote.payouts, Tender.STORED) == [(1, 100), (2, 200)]
    assert (quote.refund_cents, quote.cost_cents) == (6000, 6000)
    assert cents_of(quote, "tender") == 600 + 300


def test_each_goes_back_its_own_way() -> None:
    made = replace(LAMPS, tenders=(*LAMPS.tenders, PaidTender("coupon", 300)))
    methods = {item.tender: item.method for item in refund(made, units(2, 1)).payouts}
    assert methods == {
        Tender.CASH: PayMethod.ORIGINAL,
        Tender.POINTS: PayMethod.ORIGINAL,
        Tender.STORED: PayMethod.BALANCE,
        Tender.COUPON: PayMethod.COUPON,
    }


def test_a_piece_whose_points_went_back_gets_none_again() -> None:
    quote = refund(LAMPS, units(1, 1, 2), money=[points(200, {1: 200})])
    assert given_back(quote.payouts, Tender.POINTS) == [(1, 200)]
    failed = replace(points(200, {1: 200}), state=MoneyState.FAILED)
    quote = refund(LAMPS, units(1, 1, 2), money=[failed])
    assert given_back(quote.payouts, Tender.POINTS) == [(1, 400)]


def test_points_are_no_money_of_another_currency() -> None:
    quote = refund(LAMPS, units(2, 1), money=[points(200, {1: 200})])
    assert "currency" not in codes(quote)
    assert quote.caps[0].used_cents == 0


def test_points_of_an_earlier_round_give_way_without_being_counted_as_money() -> None:
    mine = replace(points(200, {1: 200}), ticket_id=1, state=MoneyState.PLANNED)
    cash = row(2000, key=301, line_id=1, ordinals={1: 2000}, ticket=1, state=MoneyState.PLANNED)
    quote = refund(LAMPS, units(1, 1), money=[mine, cash])
    assert quote.replaces == (300, 301)
    assert "¥ 20.00" in text_of(quote, "replaces")
    assert given_back(quote.payouts, Tender.POINTS) == [(1, 200)]


def test_money_in_points_is_no_tender() -> None:
    stray = row(200, line_id=1, currency=POINTS)
    assert codes(refund(LAMPS, units(2, 1), money=[stray]))["currency"] == "refuse"


def test_every_tender_has_a_cap_of_its_own() -> None:
    found = {
        next(iter(cap.inputs)): (cap.limit_cents, cap.used_cents)
        for cap in caps(LAMPS, [points(200, {1: 200})])
        if cap.name is CapName.TENDER
    }
    assert found == {"points": (1000, 200), "stored": (501, 0)}
    over = [points(1001, {1: 1001})]
    assert [cap.name for cap in overdrawn(LAMPS, over)] == [CapName.TENDER]


def test_what_is_agreed_to_stay_is_said() -> None:
    choices = Choices(Remedy.REFUND_ONLY, (units(2, 1),), return_tenders=False)
    quote = settle(LAMPS, (), choices, SITUATION)
    assert all(item.tender is Tender.CASH for item in quote.payouts)
    assert codes(quote)["tender_kept"] == "warn"
    assert "退回" in text_of(quote, "tender_kept")


def test_points_follow_the_pieces_that_are_back() -> None:
    some = replace(SITUATION, goods_in={Unit(1, 2): GoodsIn.SELLABLE})
    quote = refund(LAMPS, units(1, 1, 2), remedy=Remedy.RETURN_REFUND, situation=some)
    rows = [item for item in quote.payouts if item.tender is Tender.POINTS]
    assert [[part.unit.ordinal for part in item.units] for item in rows] == [[2], [1]]


def test_an_amount_that_takes_the_rest_of_a_line_takes_its_points() -> None:
    made = replace(order(line(1, 6000, None)), tenders=(PaidTender("points", 70),))
    assert given_back(refund(made, amount(1, 5999)).payouts, Tender.POINTS) == []
    assert given_back(refund(made, amount(1, 6000)).payouts, Tender.POINTS) == [(1, 70)]


def test_points_of_a_line_that_went_back_whole_do_not_go_back_by_the_piece() -> None:
    whole = replace(points(600, {}), units=())
    quote = refund(LAMPS, units(1, 1, 2), units(2, 1), money=[whole])
    assert given_back(quote.payouts, Tender.POINTS) == [(2, 400)]


def test_an_order_paid_in_points_alone_gives_them_back() -> None:
    made = replace(order(line(1, 0, 2, price=500)), tenders=(PaidTender("points", 999),))
    quote = refund(made, units(1, 1))
    assert not quote.refused
    assert (quote.refund_cents, given_back(quote.payouts, Tender.POINTS)) == (0, [(1, 500)])


def test_shares_nobody_knows_leave_points_to_a_person() -> None:
    made = replace(order(line(1), line(2), paid=900), tenders=(PaidTender("points", 999),))
    assert codes(refund(made, amount(1, 100)))["tender_unknown"] == "warn"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 4)), min_size=1, max_size=3),
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.data(),
)
def test_all_pieces_in_any_parts_give_back_all_of_every_tender(
    goods: list[tuple[int, int]], in_points: int, stored: int, data: st.DataObject
) -> None:
    made: Order = replace(
        order(*(line(k, s, n, price=s + 1) for k, (s, n) in enumerate(goods, 1)), shipping=1),
        tenders=(PaidTender("points", in_points), PaidTender("stored", stored)),
    )
    pieces = data.draw(
        st.permutations([(k, n) for k, (_s, q) in enumerate(goods, 1) for n in range(1, q + 1)])
    )
    money: list[Payout] = []
    while pieces:
        size = data.draw(st.integers(1, len(pieces)))
        now, pieces = pieces[:size], pieces[size:]
        by_line: dict[int, tuple[int, ...]] = {}
        for key, ordinal in now:
            by_line[key] = (*by_line.get(key, ()), ordinal)
        chosen = tuple(LineChoice(key, ordinals) for key, ordinals in by_line.items())
        ticket = len(pieces) + 1
        quote = settle(
            made,
            money,
            Choices(Remedy.REFUND_ONLY, chosen, liability=Liability.BUYER),
            replace(SITUATION, ticket_id=ticket),
        )
        money += recorded(quote.payouts, 100 * ticket, ticket=ticket, state=MoneyState.ARRIVED)
    for kind, paid in ((Tender.POINTS, in_points), (Tender.STORED, stored)):
        assert sum(item.cents for item in money if item.tender is kind) == paid
