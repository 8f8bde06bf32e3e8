"""Times of exports: Chinese local time that does not say so, and days that do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.importing.times import instant
from app.services.importing.values import BadValue, Cell

SHANGHAI = ZoneInfo("Asia/Shanghai")
TEN = datetime(2024, 6, 1, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai


@pytest.mark.parametrize(
    "cell",
    [
        "2024-06-01 10:00:00", "2024/6/1 10:00", "2024-6-1 10:00", "2024.06.01 10:00:00", "2024年6月1日 10:00",
        "2024-06-01T10:00:00", "2024-06-01 10:00:00\t", '="2024-06-01 10:00:00"', "2024-06-01 10:00:00.0",
        "2024-06-01T02:00:00Z", "2024-06-01T02:00:00+00:00", "2024-06-01 04:00:00 +0200", "20240601100000",
        datetime(2024, 6, 1, 10, 0),  # noqa: DTZ001 - as a workbook gives it
        datetime(2024, 6, 1, 9, 59, 59, 999_999),  # noqa: DTZ001 - as a workbook gives it
        45444.416666666664, "45444.41667",
    ], ids=repr)  # fmt: skip
def test_an_instant_is_read_in_the_zone_of_the_platform(cell: Cell) -> None:
    assert instant(cell, SHANGHAI) == TEN


@pytest.mark.parametrize(
    "cell", ["2024-06-01", "20240601", date(2024, 6, 1), 45444, "45444"], ids=repr
)
def test_a_bare_day_begins_at_midnight_of_the_zone(cell: Cell) -> None:
    assert instant(cell, SHANGHAI) == datetime(2024, 5, 31, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("cell", ["", "-", "'null", "\t", None, "0000-00-00 00:00:00"], ids=repr)
def test_no_time_is_none(cell: Cell) -> None:
    assert instant(cell, SHANGHAI) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2024-02-30", "2023-02-29 10:00:00", "2024-13-01", "2024-00-10", "1899-12-31", "20245-06-01 10:00:00",
        "0001-01-01", "2024-06-01 24:00:00", "2024-06-01 10:60", "2024-06-31 10:00:00", "明天", "06/01/2024",
        "2024-06", "２０２４-06-01", "2024-06-01 10:00 +9999", "2024-06-01 上午10:00", "1e5", "2100-01-01", "9" * 30,
        datetime(1899, 12, 31),  # noqa: DTZ001 - as a workbook gives it
        time(10, 0), timedelta(hours=30), True, -1.0, 0.0, 1e9, float("nan"),
    ], ids=repr)  # fmt: skip
def test_a_time_that_cannot_be_is_refused(cell: Cell) -> None:
    with pytest.raises(BadValue) as refusal:
        instant(cell, SHANGHAI)
    assert str(refusal.value)


def test_a_platform_may_have_a_way_of_its_own() -> None:
    assert instant("01-Jun-2024", UTC, ("%d-%b-%Y",)) == datetime(2024, 6, 1, tzinfo=UTC)
    assert instant("01 Jun 2024 10:00 +0800", UTC, ("%d %b %Y %H:%M %z",)) == TEN


@given(st.datetimes(datetime(1995, 1, 2), datetime(2099, 12, 30)))  # noqa: DTZ001 - wall time
def test_every_instant_survives_being_written(moment: datetime) -> None:
    wall = moment.replace(microsecond=0)
    expected = wall.replace(tzinfo=SHANGHAI).astimezone(UTC)
    assert instant(wall.strftime("%Y-%m-%d %H:%M:%S"), SHANGHAI) == expected
    assert instant(f"{wall:%Y}/{wall.month}/{wall.day} {wall:%H:%M:%S}", SHANGHAI) == expected
    assert instant(wall, SHANGHAI) == expected


@given(st.text(max_size=20) | st.text("0123456789-/: .TZ年月日", max_size=22))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    try:
        moment = instant(text, SHANGHAI)
    except BadValue:
        return
    assert moment is None or (moment.tzinfo is UTC and 1994 <= moment.year <= 2099)
