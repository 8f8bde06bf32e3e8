"""The calendar of a shop: public holidays as they ship, and what a person says instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from holidays.countries.china import China

import resources
from app.domain.access import Role
from app.domain.deadlines import DayKind, Period, Span, TimeUnit, after
from app.domain.deadlines.calendar import USUAL_WEEK
from app.domain.deadlines.notice import read_notice
from app.domain.deadlines.year import PlannedDay
from app.errors import NotAllowed, NotFound, RuleViolation, Stale
from app.model import tables
from app.services import calendars as service
from app.services.calendar_reading import calendar_of
from app.services.public_holidays import public_holidays
from release import make_calendar
from tests.domain.deadlines.test_notice import OF_2024, OF_2026
from tests.services.bench import Bench

DAY = timedelta(days=1)
LONG = date(2026, 10, 8)  # a Thursday, the first working day after the long holiday


def events(bench: Bench) -> list[dict[str, Any]]:
    """The data of every change of the calendar, in order."""
    rows = bench.db.read().query(
        "SELECT data FROM event WHERE kind = 'calendar_changed' ORDER BY seq"
    )
    return [json.loads(row[0]) for row in rows]


def test_the_file_of_holidays_is_what_the_library_says() -> None:
    assert make_calendar.FILE.read_text(encoding="utf-8") == make_calendar.text()
    assert resources.path("calendars", "china.json") == make_calendar.FILE


def test_every_day_of_every_year_equals_the_library() -> None:
    """Asked day by day, as the library itself answers whether people work."""
    known = public_holidays()
    library = China(years=range(2018, known.known_until.year + 2))
    day = date(2019, 1, 1)
    saturday = 5
    while day <= known.known_until:
        usual = day.weekday() < saturday
        kind = known.days.get(day)
        works = usual if kind is None else kind is DayKind.WORKDAY
        assert works == library.is_working_day(day), day
        day += DAY


@pytest.mark.parametrize("text", [OF_2024, OF_2026], ids=["2024", "2026"])
def test_the_announcement_itself_says_the_same_as_the_file(bench: Bench, text: str) -> None:
    notice = read_notice(text, 0)
    known = public_holidays()
    years = {day for day in known.days if day.year == notice.year}
    assert years <= set(notice.holidays) | set(notice.workdays)
    bench.services.calendars.adopt(notice)
    assert bench.services.calendars.year(notice.year).own_days == ()


def test_years_nobody_announced_are_estimates_until_somebody_compared_them(bench: Bench) -> None:
    calendars = bench.services.calendars
    assert {2025, 2026} <= calendars.for_shop(bench.shop_id).announced
    assert 2027 not in calendars.for_shop(bench.shop_id).announced
    assert not calendars.year(2027).announced
    assert date(2027, 2, 6) in calendars.year(2027).days  # its first day of spring is known
    calendars.confirm_year(2027)
    plan = calendars.year(2027)
    assert (plan.announced, plan.checked_by, plan.checked_at) == (True, "小周", bench.clock.now())
    assert 2027 in calendars.for_shop(bench.shop_id).announced
    calendars.confirm_year(2027)
    calendars.withdraw_year(2027)
    assert 2027 not in calendars.for_shop(bench.shop_id).announced
    assert events(bench) == [
        {"days": [], "year": 2027, "confirmed": True},
        {"days": [], "year": 2027, "confirmed": False},
    ]


def test_a_day_a_person_set_wins_over_what_was_announced(bench: Bench) -> None:
    calendars = bench.services.calendars
    calendars.set_days([LONG, LONG + DAY], DayKind.HOLIDAY, " 店庆  休息 ")
    calendars.set_days([date(2026, 10, 10)], DayKind.ORDINARY)
    calendar = calendars.for_shop(bench.shop_id)
    assert not calendar.is_working(LONG)
    assert calendar.names[LONG] == "店庆 休息"
    assert not calendar.is_working(date(2026, 10, 10))  # made up no more
    start = datetime(2026, 9, 30, 4, tzinfo=UTC)
    due = after(start, Span(1, TimeUnit.WORKING_DAYS), calendar)
    assert due == datetime(2026, 10, 12, 16, tzinfo=UTC)
    plan = calendars.year(2026)
    assert plan.own_days == (LONG, LONG + DAY, date(2026, 10, 10))
    assert plan.on(date(2026, 10, 10)) == PlannedDay(
        date(2026, 10, 10), DayKind.ORDINARY, "", own=True, published=DayKind.WORKDAY
    )
    calendars.undo([LONG, LONG + DAY, date(2026, 10, 10)])
    assert calendars.year(2026).own_days == ()
    assert calendars.for_shop(bench.shop_id).is_working(date(2026, 10, 10))
    assert bench.faults() == []


def test_a_change_is_taken_back_to_what_was_there_before(bench: Bench) -> None:
    calendars = bench.services.calendars
    calendars.set_days([LONG], DayKind.HOLIDAY, "店庆")
    before = [calendars.year(2026).on(day) for day in (LONG, LONG + DAY)]
    calendars.set_days([LONG, LONG + DAY], DayKind.WORKDAY)
    calendars.put_back(before)
    assert [calendars.year(2026).on(day) for day in (LONG, LONG + DAY)] == before
    assert events(bench)[-1] == {"days": ["2026-10-08", "2026-10-09"], "taken_back": True}
    assert bench.faults() == []


def test_an_event_says_which_days_and_never_what_they_are_called(bench: Bench) -> None:
    bench.services.calendars.set_days([LONG], DayKind.HOLIDAY, "王小明婚礼")
    assert events(bench) == [{"days": ["2026-10-08"], "kind": "holiday"}]
    assert bench.heard[-1].kinds == {"calendar": {2026}}
    assert bench.faults() == []


def test_saying_what_was_announced_anyway_changes_nothing(bench: Bench) -> None:
    calendars = bench.services.calendars
    calendars.set_days([date(2026, 10, 1)], DayKind.HOLIDAY)
    calendars.set_days([LONG], DayKind.ORDINARY)
    calendars.undo([LONG])
    assert events(bench) == []
    calendars.set_days([LONG], DayKind.HOLIDAY)
    calendars.set_days([LONG], DayKind.HOLIDAY)
    calendars.set_days([LONG], DayKind.ORDINARY)  # back to what it was
    assert [event["kind"] for event in events(bench)] == ["holiday", "ordinary"]
    assert calendars.year(2026).own_days == ()


def test_what_is_published_later_the_same_way_is_nobodys_own(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year taken from its announcement by hand, before a program that knows it is installed."""
    calendars, known = bench.services.calendars, public_holidays()
    calendars.set_days([date(2027, 2, 11)], DayKind.HOLIDAY, "春节")
    calendars.set_days([date(2027, 2, 12)], DayKind.HOLIDAY)
    assert calendars.year(2027).own_days == (date(2027, 2, 11), date(2027, 2, 12))
    newer = replace(
        known,
        days={**known.days, date(2027, 2, 11): DayKind.HOLIDAY},
        names={**known.names, date(2027, 2, 11): "春节"},
    )
    monkeypatch.setattr(service, "public_holidays", lambda: newer)
    assert calendars.year(2027).own_days == (date(2027, 2, 12),)


def test_a_notice_replaces_the_estimate_and_keeps_what_is_the_shops_own(bench: Bench) -> None:
    """The year's spring holiday as it might be announced, other than estimated."""
    calendars = bench.services.calendars
    own, wrong = date(2027, 8, 12), date(2027, 5, 3)
    calendars.set_days([own], DayKind.HOLIDAY, "店庆")
    calendars.set_days([wrong], DayKind.ORDINARY)
    text = (
        "一、元旦：1月1日至3日放假。二、春节：2月5日至11日放假调休。2月13日（周六）上班。"
        "三、清明节：4月3日至5日放假。四、劳动节：5月1日至5日放假调休。五、端午节：6月9日放假。"
        "六、中秋节：9月15日放假。七、国庆节：10月1日至6日放假调休。10月9日（周六）上班。"
    )
    calendars.adopt(read_notice(text, 2027))
    calendar = calendars.for_shop(bench.shop_id)
    assert 2027 in calendar.announced
    assert [calendar.is_working(date(2027, 2, day)) for day in (11, 12, 13)] == [False, True, True]
    assert not calendar.is_working(own)
    assert not calendar.is_working(wrong)
    assert calendars.year(2027).checked_by == "小周"
    last = events(bench)[-1]
    assert (last["year"], last["confirmed"]) == (2027, True)
    assert "2027-02-11" in last["days"]
    assert str(own) not in last["days"]


def test_days_around_the_turn_of_a_year_are_right_on_both_sides(bench: Bench) -> None:
    calendar = bench.services.calendars.for_shop(bench.shop_id)
    worked = [day for day in range(28, 32) if calendar.is_working(date(2023, 12, day))]
    assert worked == [28, 29]
    assert not calendar.is_working(date(2024, 1, 1))
    start = datetime(2023, 12, 29, 4, tzinfo=UTC)
    assert after(start, Span(1, TimeUnit.WORKING_DAYS), calendar) == (
        datetime(2024, 1, 2, 16, tzinfo=UTC)
    )
    assert calendar.is_estimated(date(2026, 12, 31), date(2027, 1, 1))


@pytest.mark.parametrize("role", [Role.AGENT, Role.LEAD, Role.WAREHOUSE, Role.FINANCE])
def test_only_who_configures_may_change_the_calendar(bench: Bench, role: Role) -> None:
    staff, calendars = bench.services.staff, bench.services.calendars
    staff.add("小李", [role])
    staff.act_as("小李")
    attempts: tuple[Callable[[], None], ...] = (
        lambda: calendars.set_days([LONG], DayKind.HOLIDAY),
        lambda: calendars.undo([LONG]),
        lambda: calendars.confirm_year(2027),
        lambda: calendars.withdraw_year(2027),
        lambda: calendars.adopt(read_notice(OF_2026, 2026)),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="店主"):
            attempt()
    assert calendars.year(2026).own_days == ()
    assert events(bench) == []


@pytest.mark.parametrize("year", [1999, 2018, 2100])
def test_a_year_nobody_counts_in_is_refused(bench: Bench, year: int) -> None:
    with pytest.raises(RuleViolation, match="没有写入"):
        bench.services.calendars.set_days([date(year, 5, 5)], DayKind.HOLIDAY)
    with pytest.raises(RuleViolation, match="没有写入"):
        bench.services.calendars.confirm_year(year)


def test_a_name_too_long_is_refused(bench: Bench) -> None:
    with pytest.raises(RuleViolation, match="20 个字"):
        bench.services.calendars.set_days([LONG], DayKind.HOLIDAY, "长" * 21)


def test_a_shop_nobody_knows_has_no_calendar(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.services.calendars.for_shop(77)


LUNCH = (Period(time(9), time(12)), Period(time(13, 30), time(18)))
NIGHT = (Period(time(20), time()),)


def test_a_shop_keeps_its_own_opening_hours(bench: Bench) -> None:
    shops = bench.services.shops
    shop = shops.get(bench.shop_id)
    assert shop.opening_hours == ()
    week = ((), *((LUNCH,) * 5), NIGHT)
    saved = shops.save(replace(shop, opening_hours=week))
    assert saved.opening_hours == week
    calendar = bench.services.calendars.for_shop(shop.id)
    assert calendar.week == week
    assert calendar.made_up == LUNCH  # a made-up Monday has the hours of the first day it opens
    assert shops.save(replace(saved, opening_hours=USUAL_WEEK)).opening_hours == ()
    with pytest.raises(Stale):
        shops.save(replace(shop, opening_hours=week))


def test_hours_nothing_can_be_counted_by_are_refused(bench: Bench) -> None:
    shop = bench.services.shops.get(bench.shop_id)
    with pytest.raises(RuleViolation, match="七天都休息"):
        bench.services.shops.save(replace(shop, opening_hours=((),) * 7))
    assert bench.services.shops.get(shop.id) == shop


def test_a_row_nobody_can_read_does_not_keep_the_shop_closed(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    row = bench.db.read().get(tables.Shop, bench.shop_id) or {}
    row["opening_hours"] = '[["25:00-26:00"],[],[],[],[],[],[]]'
    assert calendar_of(bench.db.read(), row).week == USUAL_WEEK
    assert "cannot be read" in caplog.text


def test_a_shop_elsewhere_counts_in_its_own_zone(bench: Bench) -> None:
    shop = bench.services.shops.get(bench.shop_id)
    bench.services.shops.save(replace(shop, zone="Europe/Berlin"))
    calendar = bench.services.calendars.for_shop(shop.id)
    due = after(datetime(2026, 6, 3, 21, 59, tzinfo=UTC), Span(1, TimeUnit.NATURAL_DAYS), calendar)
    assert due == datetime(2026, 6, 4, 22, tzinfo=UTC)
