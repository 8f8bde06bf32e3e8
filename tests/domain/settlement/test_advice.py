"""Hints beside the figures: they fit the trouble, they are one, and they decide nothing."""

from __future__ import annotations

import pytest

from app.domain.facts import Facts
from app.domain.remedy import ProblemClass, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, GuardLevel, LineChoice, Situation
from tests.domain.settlement.making import NOW, line, order


def _quote(remedy: Remedy, reason: str, problem: ProblemClass = ProblemClass.UNKNOWN) -> Breakdown:
    choices = Choices(remedy, (LineChoice(1, (1,)),), compensation_cents=100)
    now = Situation(1, Facts(), NOW, platform_reason=reason, problem=problem)
    return settle(order(line(1, 5000)), (), choices, now)


@pytest.mark.parametrize(
    ("remedy", "reason", "words"),
    [
        (Remedy.EXCHANGE, "颜色/图案/款式不符", "换其他颜色或款式"),
        (Remedy.RETURN_REFUND, "色差", "退货运费由商家承担"),
        (Remedy.RETURN_REFUND, "大小/尺寸与描述不符", "不超过 3 厘米"),
        (Remedy.EXCHANGE, "尺码不合适", "建议其他款式"),
        (Remedy.RETURN_REFUND, "缩水掉色", "正常洗涤"),
        (Remedy.EXCHANGE, "有线头", "愿意留下并接受补偿"),
        (Remedy.REFUND_ONLY, "未收到商品", "向快递核实"),
    ],
)
def test_a_hint_fits_what_is_said_to_be_wrong(remedy: Remedy, reason: str, words: str) -> None:
    (hint,) = [g for g in _quote(remedy, reason).guards if g.code == "advice"]
    assert words in hint.text
    assert hint.level is GuardLevel.INFO


def test_what_cannot_be_used_is_not_talked_down_to_a_small_flaw() -> None:
    serious = _quote(Remedy.COMPENSATION, "功能故障", ProblemClass.QUALITY)
    assert any("应当照办" in guard.text for guard in serious.guards)


def test_a_hint_changes_no_figure_and_stops_nothing() -> None:
    plain, hinted = _quote(Remedy.RETURN_REFUND, "其他"), _quote(Remedy.RETURN_REFUND, "色差")
    assert not any(guard.code == "advice" for guard in plain.guards)
    assert hinted.payouts == plain.payouts
    assert not hinted.refused
