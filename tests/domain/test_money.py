"""Amounts: every division adds up, nothing but plain digits is an amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money, allocate, digits, parse, share_upto, total, unit_share
from app.errors import RuleViolation


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("12", "CNY", 1200),
        ("12.5", "CNY", 1250),
        ("1,299.00", "CNY", 129900),
        ("¥ 1,299.00", "CNY", 129900),
        ("￥8", "CNY", 800),
        ("8元", "CNY", 800),
        ("0", "CNY", 0),
        ("1,299", "JPY", 1299),
        ("1.234", "KWD", 1234),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, currency: str, minor: int) -> None:
    assert parse(typed, currency) == minor


@pytest.mark.parametrize(
    "typed",
    ["", "¥", "-1", "−1", "1e5", "1_000", "１２.５", "١٢", "nan", "inf", "1.234", "1,29", "1 2", "+5",
     "0x10", "12..5", ".5", "99999999999999999"],
)  # fmt: skip
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolation):
        parse(typed)


def test_a_currency_without_cents_takes_no_decimals() -> None:
    with pytest.raises(RuleViolation):
        parse("12.5", "JPY")


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (Money(129900), "¥ 1,299.00"),
        (Money(-300), "−¥ 3.00"),
        (Money(5), "¥ 0.05"),
        (Money(1299, "JPY"), "JP¥ 1,299"),
        (Money(1234, "KWD"), "KWD 1.234"),
    ],
)
def test_an_amount_is_shown_in_its_own_currency(money: Money, shown: str) -> None:
    assert str(money) == shown


@given(st.integers(0, 10**12), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_what_is_shown_is_read_back_as_the_same_amount(minor: int, currency: str) -> None:
    assert parse(digits(minor, currency), currency) == minor


def test_amounts_of_two_currencies_are_never_added() -> None:
    with pytest.raises(RuleViolation):
        total([Money(1), Money(1, "USD")], "CNY")


def test_a_float_is_no_amount() -> None:
    with pytest.raises(TypeError):
        Money(1.5)  # type: ignore[arg-type]  # the very mistake the check is for


@pytest.mark.parametrize(
    ("paid", "n", "worths"),
    [(1000, 3, [333, 334, 333]), (100, 8, [13, 12, 13, 12, 13, 12, 13, 12]), (1, 2, [1, 0])],
)
def test_pieces_round_half_up_along_the_running_sum(paid: int, n: int, worths: list[int]) -> None:
    assert [unit_share(paid, k, n) for k in range(1, n + 1)] == worths


@given(st.integers(0, 10**9), st.integers(1, 500))
def test_all_pieces_together_are_what_was_paid(paid: int, n: int) -> None:
    worths = [unit_share(paid, k, n) for k in range(1, n + 1)]
    assert sum(worths) == paid
    assert max(worths) - min(worths) <= 1
    assert share_upto(paid, n, n) == paid


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=60))
def test_an_allocation_is_exact_and_fair(amount: int, weights: list[int]) -> None:
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    whole = sum(weights)
    if whole:
        for part, weight in zip(parts, weights, strict=True):
            assert amount * weight // whole <= part <= -(-amount * weight // whole)


def test_nothing_is_allocated_to_a_gift() -> None:
    assert allocate(1001, [300, 0, 300]) == (501, 0, 500)
