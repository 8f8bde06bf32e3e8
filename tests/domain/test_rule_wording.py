"""A rule's value in words."""

from __future__ import annotations

import pytest

from app.domain.deadlines.span import TimeUnit
from app.domain.rulepack import KEYS, Scalar
from app.domain.rulepack.wording import told, value_text, versions_text


@pytest.mark.parametrize(
    ("key", "value", "unit", "window", "words"),
    [
        ("window.quality", 15, TimeUnit.NATURAL_DAYS, "", "15 天"),
        ("window.enquiry", 0, None, "", "不设期限"),
        ("ours.review", 8, TimeUnit.WORKING_HOURS, "", "8 个工作小时"),
        ("platform.evidence_more", 4, TimeUnit.WINDOW_HOURS, "09:00-18:00",
         "4 小时（每天 9:00–18:00）"),
        ("no_reason.allowed", True, None, "", "是"),
        ("no_reason.allowed", False, None, "", "否"),
        ("freight.undetermined.again", "agreement", None, "", "双方商定"),
        ("size.tolerance_mm", 30, None, "", "3 厘米"),
        ("size.shrink_mm", 26, None, "", "2.6 厘米"),
        ("page_error.percent", 10, None, "", "10%"),
        ("ours.season_percent", 150, None, "", "150%"),
        ("page_error.cap_cents", 20000, None, "", "¥ 200.00"),
        ("late.penalty_cap_cents", 0, None, "", "无"),
        ("warranty.repairs", 2, None, "", "2"),
        ("evidence.quality", ("whole_item", "parcel"), None, "", "整体照、包裹与面单"),
        ("evidence.enquiry", (), None, "", "不需要"),
        ("goods.wear_marks", ("tag_cut", "washed"), None, "", "剪标、洗过"),
        ("ours.reminders", ("60", "15"), None, "", "到期前 60、15 分钟"),
        ("goods.bad_share_steps", ("9:10", "100:100"), None, "",
         "坏损 9% 以内退 10%；坏损 100% 以内退 100%"),
        ("reasons", ("质量问题", "其他"), None, "", "质量问题、其他"),
    ],
)  # fmt: skip
def test_a_value_is_told_as_people_say_it(
    key: str, value: Scalar, unit: TimeUnit | None, window: str, words: str
) -> None:
    assert told(KEYS[key], value, unit, window) == words


def test_where_nothing_is_said_that_is_said() -> None:
    assert value_text(None) == "没有规定"


def test_versions_name_the_packs_as_shops_know_them_and_the_shops_own_last() -> None:
    kept = (("generic", "2026.11"), ("own", "3,7"), ("taobao", "2026.11"), ("later", "9"))
    assert versions_text(kept) == "通用规则 2026.11，淘宝 2026.11，later 9，本店修改 3、7"
    assert versions_text(()) == ""
