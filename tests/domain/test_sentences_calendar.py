"""The history of the work calendar in words."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.sentences import sentence


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"days": ["2026-10-08"], "kind": "holiday"}, "工作日历：2026-10-08 放假"),
        (
            {"days": ["2026-10-08", "2026-10-09"], "kind": "workday"},
            "工作日历：2026-10-08 至 2026-10-09 上班（调休）",
        ),
        (
            {"days": ["2026-10-08", "2026-10-12"], "kind": "ordinary"},
            "工作日历：2026-10-08 等 2 天 平常日子",
        ),
        ({"days": ["2026-10-08"]}, "工作日历：2026-10-08 恢复为公布的安排"),
        ({"days": ["2026-10-08"], "taken_back": True}, "工作日历：2026-10-08 撤销修改"),
        ({"days": [], "year": 2027, "confirmed": True}, "确认 2027 年放假安排"),
        ({"days": [], "year": 2027, "confirmed": False}, "撤回 2027 年的确认"),
        (
            {"days": ["2027-02-11", "2027-02-13"], "year": 2027, "confirmed": True},
            "按通知录入 2027 年放假安排，改了 2 天",
        ),
        ({}, "修改工作日历"),  # of a version that said no more
        ({"days": ["nonsense"], "kind": "holiday"}, "修改工作日历"),
    ],
)
def test_an_event_says_which_days_and_what_they_became(data: dict[str, Any], text: str) -> None:
    assert sentence("calendar_changed", data) == text
