"""How deadlines read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ui.queue.due import Due, due_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 5, 6, tzinfo=UTC)  # 13:06 in Shanghai, a Sunday
APPLIED = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def ours(at: datetime | None, now: datetime = NOW) -> Due:
    return due_of(at, None, APPLIED, now, SHANGHAI)


@pytest.mark.parametrize(
    ("after", "text", "tone"),
    [
        (timedelta(minutes=-130), "−2 小时 10 分", "bad"),
        (timedelta(seconds=-1), "−1 分", "bad"),
        (timedelta(days=-3, hours=-5), "−3 天", "bad"),
        (timedelta(minutes=84), "1 小时 24 分", "warn"),
        (timedelta(minutes=185), "3 小时 05 分", "warn"),
        (timedelta(minutes=25), "25 分", "warn"),
        (timedelta(hours=4, minutes=54), "今天 18:00", "muted"),
        (timedelta(hours=20, minutes=54), "明天 10:00", "muted"),
        (timedelta(hours=46, minutes=54), "后天 12:00", "muted"),
        (timedelta(days=6), "11-28 13:06", "muted"),
        (timedelta(days=60), "2027-01-21", "muted"),
    ],
)
def test_our_deadline_says_what_is_left(after: timedelta, text: str, tone: str) -> None:
    due = ours(NOW + after)
    assert (due.text, due.tone) == (text, tone)
    assert due.late == (tone == "bad")


def test_a_buyers_deadline_never_looks_like_ours() -> None:
    coming = due_of(None, NOW + timedelta(hours=1), APPLIED, NOW, SHANGHAI)
    gone = due_of(None, NOW - timedelta(days=2), APPLIED, NOW, SHANGHAI)
    assert coming == Due("买家 今天 14:06", "muted")
    assert gone == Due("买家 −2 天", "muted")


def test_ours_comes_before_the_buyers() -> None:
    both = due_of(NOW - timedelta(minutes=5), NOW + timedelta(days=1), APPLIED, NOW, SHANGHAI)
    assert both == Due("−5 分", "bad", late=True)


def test_without_a_deadline_the_day_of_the_claim_stands_there() -> None:
    assert ours(None) == Due("11-20 申请", "faint")


def test_days_are_counted_in_the_zone_of_the_shop() -> None:
    # 23:30 in Los Angeles is the next afternoon in Shanghai.
    at = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    there = due_of(at, None, APPLIED, NOW, ZoneInfo("America/Los_Angeles"))
    assert there.text == "明天 23:30"
    assert ours(at).text == "明天 15:30"
