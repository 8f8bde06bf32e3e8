"""Bank card numbers are told from numbers of orders, parcels and phones."""

from __future__ import annotations

import pytest

from app.domain.card_numbers import card_like, without_cards

VISA = "4111111111111111"  # the numbers networks publish for tests
UNIONPAY = "6222021234567890128"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (VISA, VISA),
        ("卡号4111 1111 1111 1111，谢谢", VISA),
        ("４１１１１１１１１１１１１１１１", VISA),
        ("卡 6222-0212-3456-7890-128 工行", UNIONPAY),
        ("378282246310005", "378282246310005"),
        ("3782 822463 10005", "378282246310005"),
        ("5555555555554444", "5555555555554444"),
        ("2223003122003222", "2223003122003222"),
        ("电话 13812342209 4111111111111111", VISA),
    ],
)
def test_a_card_is_found(text: str, number: str) -> None:
    assert card_like(text) == (number,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "13812342209",
        "0086 13812342209",
        "13812342209 13912345678",
        "4111111111111112",  # the last digit does not fit
        "411111111111",  # twelve digits
        "41111111111111111111",  # twenty
        "YT4111111111111111",  # a parcel
        "X4111111111111111B",
        "240101-411111111111111",  # an order with its day in front
        "1111111111111117",  # no network begins with 1
        "0000000000000000",
        "2749018355271180993",
        "¥ 4,111,111.00",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert card_like(text) == ()


def test_each_is_named_once() -> None:
    assert card_like(f"{VISA}、{VISA}，另一张 {UNIONPAY}") == (VISA, UNIONPAY)


@pytest.mark.parametrize("place", range(16))
def test_any_one_digit_mistyped_makes_it_another_number(place: int) -> None:
    wrong = str((int(VISA[place]) + 1) % 10)
    assert card_like(VISA[:place] + wrong + VISA[place + 1 :]) == ()


def test_a_card_is_cut_to_its_last_four_digits_and_nothing_else_is_touched() -> None:
    order = "3300008641975230861"
    text = f"卡号 4111 1111 1111 1111，订单 {order}，电话 13812342209"
    assert without_cards(text) == f"卡号 ****1111，订单 {order}，电话 13812342209"
    assert without_cards("没有卡号，ＡＢＣ") == "没有卡号，ＡＢＣ"
