"""What was paid for each line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.order import Order, PaidClaim, PaidConflict, ShareState
from app.domain.settlement import paid_shares
from tests.domain.settlement.making import line, order, unknown_paid


def shares(made: Order) -> list[int | None]:
    return [item.paid_share_cents for item in paid_shares(made)]


def test_the_discount_is_spread_by_price_times_quantity() -> None:
    made = order(line(1, price=10000), line(2, price=5000, quantity=2), paid=18000, shipping=0)
    assert shares(made) == [9000, 9000]


def test_shipping_is_not_paid_for_goods() -> None:
    made = order(line(1, price=9000), paid=10000, shipping=1000)
    assert shares(made) == [9000]


def test_a_gift_weighs_nothing() -> None:
    made = order(line(1, price=9000), line(2, price=9000, gift=True), paid=8000)
    assert shares(made) == [8000, 0]


def test_the_only_line_has_all_of_it_whatever_its_price_says() -> None:
    assert shares(order(line(1, quantity=None), paid=8000)) == [8000]


def test_a_share_from_a_file_stays_and_the_others_split_the_rest() -> None:
    made = order(line(1, 3000), line(2, price=100), line(3, price=300), paid=5000)
    assert shares(made) == [3000, 500, 1500]
    states = [item.share_state for item in paid_shares(made)]
    assert states == [ShareState.FROM_FILE, ShareState.ESTIMATED, ShareState.ESTIMATED]


def test_a_frozen_share_is_never_recomputed() -> None:
    frozen = replace(line(1, 4000, price=100, frozen=True), share_state=ShareState.ESTIMATED)
    made = order(frozen, line(2, price=100), paid=10000)
    assert shares(made) == [4000, 6000]


@pytest.mark.parametrize(
    "made",
    [
        unknown_paid(order(line(1, price=100))),
        order(line(1, price=100), paid=10000, shipping=None),
        order(line(1, price=100), line(2, price=None), paid=10000),
        order(line(1, price=0), line(2, price=0), paid=10000),
        order(line(1, 9000), line(2, price=100), paid=8000),
        order(line(1, price=100), paid=500, shipping=900),
    ],
    ids=["paid", "shipping", "a price", "no weights", "files above the sum", "shipping above paid"],
)
def test_what_cannot_be_known_stays_unknown(made: Order) -> None:
    assert shares(made)[-1] is None


def test_files_that_disagree_give_no_share() -> None:
    said = PaidConflict((PaidClaim("a", 1), PaidClaim("b", 2)), "differ")
    made = replace(order(line(1, price=100), paid=100), conflict=said)
    assert shares(made) == [None]


@given(
    st.integers(0, 10**7),
    st.lists(st.tuples(st.integers(1, 10**5), st.integers(1, 50)), min_size=1, max_size=50),
)
def test_estimated_shares_add_up_to_the_goods_paid(paid: int, goods: list[tuple[int, int]]) -> None:
    lines = [line(k, price=price, quantity=n) for k, (price, n) in enumerate(goods, start=1)]
    assert sum(share or 0 for share in shares(order(*lines, paid=paid))) == paid
