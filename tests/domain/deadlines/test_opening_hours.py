"""Opening hours as people type them."""

from __future__ import annotations

from datetime import time

import pytest

from app.domain.deadlines import Period
from app.domain.deadlines.calendar import USUAL_WEEK, Week
from app.domain.deadlines.opening_hours import (
    check_week,
    periods_text,
    stored,
    typed_periods,
    week_of,
)
from app.errors import RuleViolation

LUNCH = (Period(time(9), time(12)), Period(time(13, 30), time(18)))
NIGHT = (Period(time(20), time()),)


@pytest.mark.parametrize(
    ("typed", "periods"),
    [
        ("9:00-12:00 13:30-18:00", LUNCH),
        ("09:00-12:00、13:30-18:00", LUNCH),
        ("9：00—12：00，13：30—18：00", LUNCH),
        ("9:00 至 12:00；13:30 到 18:00", LUNCH),
        ("9-12 13:30~18", LUNCH),
        ("20:00-24:00", NIGHT),
        ("20:00–24", NIGHT),
        ("０:００-２４:００", (Period(time(), time()),)),
        ("9:00-12:00 12:00-18:00", (Period(time(9), time(12)), Period(time(12), time(18)))),
        ("", ()),
        ("  休息 ", ()),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, periods: tuple[Period, ...]) -> None:
    assert typed_periods(typed, "周六") == periods
    assert typed_periods(periods_text(periods), "周六") == periods


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("早九晚六", "看不懂「早九晚六」"),
        ("9:00", "看不懂「9:00」"),
        ("9:60-12:00", "看不懂「9:60-12:00」"),
        ("9:00-25:00", "没有这样的钟点"),
        ("24:00-24:00", "没有这样的钟点"),
        ("18:00-9:00", "结束不晚于开始"),
        ("9:00-9:00", "结束不晚于开始"),
        ("20:00-0:00", "结束不晚于开始"),
        ("9:00-12:00 11:00-18:00", "「9:00-12:00」和「11:00-18:00」重叠或次序颠倒"),
        ("13:30-18:00 9:00-12:00", "「13:30-18:00」和「9:00-12:00」重叠或次序颠倒"),
        ("20:00-24:00 21:00-22:00", "「20:00-24:00」和「21:00-22:00」重叠或次序颠倒"),
    ],
)
def test_a_wrong_line_is_refused_by_its_field_with_a_way_out(typed: str, said: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        typed_periods(typed, "周六")
    assert str(refused.value).startswith("周六：")
    assert said in str(refused.value)
    assert refused.value.advice


WEEK: Week = (LUNCH,) * 5 + (NIGHT, ())


def test_a_week_comes_back_as_it_was_stored() -> None:
    assert week_of(stored(WEEK)) == WEEK


def test_the_usual_week_is_not_stored_so_that_a_better_default_reaches_everybody() -> None:
    assert stored(USUAL_WEEK) == stored(()) == "[]"
    assert week_of("[]") == week_of("") == ()


@pytest.mark.parametrize(
    "text",
    ['[["09:00-18:00"]]', '[["9"],[],[],[],[],[],[]]', "{}x", '"9"', "7", "[1,2,3,4,5,6,7]"],
)
def test_a_text_that_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are for us
        week_of(text)


def test_a_shop_that_never_opens_is_refused() -> None:
    with pytest.raises(RuleViolation, match="一周七天都休息"):
        check_week(((),) * 7)
    with pytest.raises(RuleViolation, match="重叠"):
        check_week(((LUNCH[1], LUNCH[0]),) * 7)
    check_week(WEEK)
    check_week(())
