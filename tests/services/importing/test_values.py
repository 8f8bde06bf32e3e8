"""The grammars of single cells: amounts, numbers of orders, quantities, texts."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.importing import values
from app.services.importing.values import BadValue, Cell

AMOUNTS = [
    ("129.00", 12900),
    ("0.00", 0),
    ("0", 0),
    ("1,199.00", 119900),
    ("1,199", 119900),
    ("¥12.50", 1250),
    ("￥12.5", 1250),
    ("¥ 12.50", 1250),
    ("12.50元", 1250),
    ("\t129.00\t", 12900),
    ('="129.00"', 12900),
    ("'129.00", 12900),
    ("+5.00", 500),
    (129.0, 12900),
    (64.5, 6450),
    (0.1 + 0.2, 30),
    (7, 700),
    ("", None),
    ("-", None),
    ("--", None),
    ("'null", None),
    ("　", None),
    (None, None),
]


@pytest.mark.parametrize(("cell", "cents"), AMOUNTS, ids=repr)
def test_an_amount_is_read_to_the_cent(cell: Cell, cents: int | None) -> None:
    assert values.amount(cell, "CNY") == cents


@pytest.mark.parametrize(
    "cell",
    [
        "1e5", "1E5", "１２.５", "１２", "1_000", "NaN", "nan", "Infinity", "-inf", "٣", "۱۲", "१२",
        "12.500", "0.001", "1,19.00", "1199,00", "1,1,9", ",100", "12.", ".5", "--5", "-5", "－5", "−5", "-0",
        "0x10", "1 000", "12.5.0", "12,5", "½", "²", "十二", "12元5角", "12.5%", "(5.00)", "$5", "5 CNY x",
        "=1+1", "#N/A", "1'000", "1\u00a0000", "99999999999999", "1e400", "12.50 12.50", "0b1", "1.2e-5",
        True, False, 1e20, 33.333333, -0.5, float("nan"), float("inf"), datetime(2024, 6, 1),  # noqa: DTZ001 - as a workbook gives it
    ], ids=repr)  # fmt: skip
def test_what_is_no_certain_amount_is_refused(cell: Cell) -> None:
    with pytest.raises(BadValue) as refusal:
        values.amount(cell, "CNY")
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("cell", "cents"),
    [("-79.00", -7900), ("－79.00", -7900), ("−79", -7900), ("¥-79.00", -7900), (-79.0, -7900)],
    ids=repr,
)
def test_a_column_that_may_be_negative_takes_a_minus(cell: Cell, cents: int) -> None:
    assert values.amount(cell, "CNY", negative=True) == cents


def test_an_amount_keeps_the_digits_of_its_currency() -> None:
    assert values.amount("1200", "JPY") == 1200
    with pytest.raises(BadValue, match="小数"):
        values.amount("1200.50", "JPY")


@given(cents=st.integers(0, 10**11), grouped=st.booleans(), sign=st.sampled_from(["", "¥", "￥"]))
def test_every_amount_survives_being_written(cents: int, grouped: bool, sign: str) -> None:
    yuan = f"{cents // 100:,}" if grouped else str(cents // 100)
    assert values.amount(f"{sign}{yuan}.{cents % 100:02d}", "CNY") == cents


@given(cents=st.integers(0, 10**11))
def test_every_amount_survives_a_spreadsheet_cell(cents: int) -> None:
    assert values.amount(cents / 100, "CNY") == cents


@given(st.text(max_size=12) | st.text("0123456789.,eE+-_¥ １２٣", max_size=10))
def test_no_text_becomes_an_amount_by_accident(text: str) -> None:
    try:
        cents = values.amount(text, "CNY", negative=True)
    except BadValue:
        return
    if cents is not None:
        digits = re.sub(r"[^0-9.]", "", text)
        whole, _, part = digits.partition(".")
        assert abs(cents) == int(whole) * 100 + int(part.ljust(2, "0"))


NUMBERS = [
    "3300008641975230861", "240601-100000000000000", "AS_1", "111-1234567-1234567", "#1001", "7136000000000000000",
]  # fmt: skip
WRAPS = [
    "{}",
    '="{}"',
    "'{}",
    "`{}",
    "\t{}",
    "{}\t",
    "　{}　",
    "\ufeff{}",
    " {} ",
    "'={}",
    '\t="{}"\t',
]


@pytest.mark.parametrize("number", NUMBERS, ids=repr)
@pytest.mark.parametrize("wrap", WRAPS[:-2], ids=repr)
def test_a_number_is_taken_out_of_what_exports_wrap_around_it(wrap: str, number: str) -> None:
    assert values.number(wrap.format(number)) == number


@given(st.text("0123456789", min_size=1, max_size=40), st.sampled_from(WRAPS[:9]))
def test_every_digit_of_a_number_survives(digits: str, wrap: str) -> None:
    assert values.number(wrap.format(digits)) == digits


@pytest.mark.parametrize(
    "cell",
    [
        "3.30001E+18", "3.30000864197523E+18", "1.23457e+18", "3E+18", "3300008641975230861.0", "1.2E+4",
        3.300008641975231e18, 1e15, 1234567890123456.0, 3300008641975230861,
    ], ids=repr)  # fmt: skip
def test_a_number_that_a_spreadsheet_rounded_is_refused(cell: Cell) -> None:
    with pytest.raises(BadValue, match="四舍五入"):
        values.number(cell)


@given(st.floats(min_value=1e15, allow_infinity=False))
def test_no_float_beyond_fifteen_digits_becomes_a_number(cell: float) -> None:
    with pytest.raises(BadValue):
        values.number(cell)


@given(st.integers(0, 10**15 - 1))
def test_a_short_number_stored_as_a_float_is_exact(number: int) -> None:
    assert values.number(float(number)) == str(number)


@pytest.mark.parametrize(
    "cell",
    [
        "3300 0086", "３３００", "订单1", "33*****61", "1,2", "-5", -5.0, 12.5, True, "a" * 65, "总计", "1\x002", "12.5",
        "x;DROP", "٣٣", float("nan"), float("inf"), datetime(2024, 6, 1),  # noqa: DTZ001 - as a workbook gives it
    ], ids=repr)  # fmt: skip
def test_what_is_no_number_of_an_order_is_refused(cell: Cell) -> None:
    with pytest.raises(BadValue):
        values.number(cell)


@given(st.text(max_size=30))
def test_no_text_becomes_a_number_by_accident(text: str) -> None:
    try:
        number = values.number(text)
    except BadValue:
        return
    assert number is None or (number in text and re.fullmatch(r"[#A-Za-z0-9_/:-]+", number))


def test_numbers_that_all_end_in_zeros_where_a_spreadsheet_stops_are_rounded() -> None:
    assert values.rounded(["3300008641975230000", "3300008641976230000"])
    assert values.rounded(["330000864197523000", "330000864197623000"])
    assert not values.rounded(["3300008641975230000", "3300008641976230864"])
    assert not values.rounded(["170000000000000000"])  # three zeros may be chance
    assert not values.rounded(["130", "1300000000"])
    assert not values.rounded([])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("13800000000", "13800000000"), (13800000000.0, "13800000000"), ("13800000000.0", "13800000000"),
        ("'", None), ("\t", None), ("138****0000", None), ("1***********", None), ("*先生", None),
        ("##ZW5jcg==##", None), ("$$abc$$", None), ("测试00", "测试00"),
    ], ids=repr)  # fmt: skip
def test_masked_personal_data_says_nothing(cell: Cell, expected: str | None) -> None:
    assert values.personal(cell) == expected


def test_text_keeps_inner_line_breaks_and_loses_control_characters() -> None:
    assert values.text("尺码偏小就换\r\nL码\x07 \t") == "尺码偏小就换\nL码"
    assert values.text("##ZW5jcg==##") is None
    assert values.text(2024.0) == "2024"
    assert values.text("'null") is None


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [("2", 2), (2.0, 2), ("1,000", 1000), ("3件", 3), ("", None), ("0", 0)],
    ids=repr,
)
def test_a_quantity_is_whole(cell: Cell, pieces: int | None) -> None:
    assert values.quantity(cell) == pieces


@pytest.mark.parametrize(
    "cell", ["1.5", 1.5, "-1", "１", "1e3", "二", True, "99999999", float("nan")], ids=repr
)
def test_what_is_no_quantity_is_refused(cell: Cell) -> None:
    with pytest.raises(BadValue):
        values.quantity(cell)


def test_a_quoted_cell_is_short_and_on_one_line() -> None:
    quoted = values.shown("a\nb\x00" + "长" * 100 + "尾")
    assert len(quoted) <= 40
    assert quoted.startswith("a␣b␣")
    assert quoted.endswith("尾")
    assert values.shown(3.300008641975231e18) == "3.30000864197523e+18"
