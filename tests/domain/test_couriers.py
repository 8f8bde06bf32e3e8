"""Which courier a tracking number may belong to."""

from __future__ import annotations

import pytest

from app.domain.couriers import certain, normalised, possible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("圆通速递 YT8812345678901", "YT8812345678901"),
        ("yt 8812 3456 78901", "YT8812345678901"),
        ("No: 7312345678901", "7312345678901"),
        ("单号：７３１２３４５６７８９０１", "7312345678901"),
        ("sf1234567890123", "SF1234567890123"),
        ("", ""),
    ],
)
def test_a_number_is_kept_without_what_stuck_to_it(typed: str, kept: str) -> None:
    assert normalised(typed) == kept


@pytest.mark.parametrize(
    ("number", "courier"),
    [
        ("SF1234567890123", "顺丰"),
        ("YT8812345678901", "圆通"),
        ("JT5123456789012", "极兔"),
        ("JDX012345678901", "京东"),
        ("EA123456789CN", "邮政"),
        ("DPK210123456789", "德邦"),
        ("268123456789", "申通"),
    ],
)
def test_a_number_only_one_courier_writes_comes_first(number: str, courier: str) -> None:
    assert possible(number)[0] == courier


def test_thirteen_digits_are_nobodys_own_and_the_shops_couriers_come_first() -> None:
    assert set(possible("4312345678901")) == {"中通", "韵达", "邮政"}
    assert possible("4312345678901", ("韵达",))[0] == "韵达"
    assert certain("4312345678901") == ""


def test_a_name_before_the_number_settles_it() -> None:
    assert possible("韵达快递 4312345678901") == ("韵达",)


def test_what_looks_like_no_number_proposes_nobody() -> None:
    assert possible("买家说明天寄") == ()
    assert possible("12") == ()
