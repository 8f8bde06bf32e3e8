"""Reasons: the true one beside the platform's, asking to apply again, what lateness may cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.remedy import DamageGround, ProblemClass, ReapplyCause, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Damages
from tests.domain.settlement.making import (
    NOW,
    SITUATION,
    codes,
    line,
    order,
    refund,
    text_of,
    units,
    unknown_paid,
)

BOOTS = order(line(1, 20000))
PROMISED = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


# ------------------------------------------------------------------ true reason, platform reason


@pytest.mark.parametrize(
    ("platform", "true", "problem", "asks"),
    [
        ("七天无理由退换货", "鞋底开线", ProblemClass.UNKNOWN, True),
        ("七天无理由退换货", "", ProblemClass.QUALITY, True),
        ("质量问题", "鞋底开线", ProblemClass.QUALITY, False),
        ("质量问题", "", ProblemClass.UNKNOWN, False),
        ("其他", "鞋底开线", ProblemClass.QUALITY, False),
        ("", "鞋底开线", ProblemClass.QUALITY, False),
        ("质量问题", "说不清", ProblemClass.UNKNOWN, False),
    ],
)
def test_a_second_look_where_the_platform_will_count_another_reason(
    platform: str, true: str, problem: ProblemClass, *, asks: bool
) -> None:
    found = replace(SITUATION, platform_reason=platform, true_reason=true, problem=problem)
    quote = refund(BOOTS, units(1, 1), situation=found)
    assert ("reason_differs" in codes(quote)) is asks
    if asks:
        assert codes(quote)["reason_differs"] == "confirm"


def test_words_alone_need_no_second_look() -> None:
    found = replace(SITUATION, platform_reason="七天无理由退换货", true_reason="鞋底开线")
    quote = settle(BOOTS, (), Choices(Remedy.APOLOGY), found)
    assert "reason_differs" not in codes(quote)


# ------------------------------------------------------------------------------ apply again

AS_QUALITY = replace(SITUATION, platform_remedy=Remedy.REFUND_ONLY, platform_reason="质量问题")


def reapply(
    cause: ReapplyCause | None,
    remedy: Remedy | None = None,
    reason: str = "",
    *,
    problem: ProblemClass = ProblemClass.UNKNOWN,
    true: str = "",
    platform: str = "质量问题",
    promised: datetime | None = None,
    shipped: datetime | None = None,
) -> Breakdown:
    found = replace(
        AS_QUALITY,
        problem=problem,
        true_reason=true,
        platform_reason=platform,
        promised_at=promised,
    )
    choices = Choices(
        Remedy.REAPPLY, reapply_cause=cause, reapply_remedy=remedy, reapply_reason=reason
    )
    return settle(replace(unknown_paid(BOOTS), shipped_at=shipped), (), choices, found)


def test_a_wrong_type_is_put_right() -> None:
    quote = reapply(ReapplyCause.WRONG_TYPE, Remedy.RETURN_REFUND)
    assert not quote.refused
    assert (quote.lines, quote.payouts) == ((), ())


@pytest.mark.parametrize(
    ("cause", "remedy", "reason", "code"),
    [
        (None, Remedy.RETURN_REFUND, "", "reapply_cause"),
        (ReapplyCause.WRONG_TYPE, Remedy.REFUND_ONLY, "", "nothing_differs"),
        (ReapplyCause.WRONG_TYPE, None, "", "nothing_differs"),
        (ReapplyCause.WRONG_REASON, Remedy.RETURN_REFUND, "质量问题 ", "nothing_differs"),
        (ReapplyCause.WRONG_REASON, Remedy.RETURN_REFUND, " ", "nothing_differs"),
    ],
)
def test_something_has_to_be_wrong(
    cause: ReapplyCause | None, remedy: Remedy | None, reason: str, code: str
) -> None:
    assert codes(reapply(cause, remedy, reason))[code] == "refuse"


@pytest.mark.parametrize(
    "problem",
    [ProblemClass.QUALITY, ProblemClass.NOT_AS_DESCRIBED, ProblemClass.WRONG_OR_MISSING],
)
def test_a_fault_is_never_relabelled_as_a_change_of_mind(problem: ProblemClass) -> None:
    quote = reapply(ReapplyCause.WRONG_REASON, None, "七天无理由退换货", problem=problem)
    assert codes(quote)["relabel"] == "refuse"


def test_nor_by_way_of_a_wrong_type() -> None:
    quote = reapply(
        ReapplyCause.WRONG_TYPE,
        Remedy.RETURN_REFUND,
        "不喜欢",
        problem=ProblemClass.QUALITY,
    )
    assert codes(quote)["relabel"] == "refuse"


def test_what_we_found_ourselves_decides_and_without_a_finding_the_buyers_reason_stands() -> None:
    again = (ReapplyCause.WRONG_REASON, None, "七天无理由退换货")
    assert codes(reapply(*again))["relabel"] == "refuse"
    assert codes(reapply(*again, true="鞋底开线", problem=ProblemClass.CHANGE_OF_MIND))["relabel"]
    mistaken = reapply(*again, true="拍错尺码", problem=ProblemClass.CHANGE_OF_MIND)
    assert "relabel" not in codes(mistaken)
    assert codes(mistaken)["reason_differs"] == "confirm", "it stands against the buyer's word"


@pytest.mark.parametrize("reason", ["与商家协商一致", "个人原因", "其他", "尺码不合适", "服务态度"])
@pytest.mark.parametrize(
    ("platform", "problem"),
    [
        ("质量问题", ProblemClass.UNKNOWN),
        ("", ProblemClass.QUALITY),
        ("包裹破损", ProblemClass.UNKNOWN),
    ],
)
def test_nor_as_anything_else_that_is_nobodys_fault(
    reason: str, platform: str, problem: ProblemClass
) -> None:
    quote = reapply(ReapplyCause.WRONG_REASON, None, reason, problem=problem, platform=platform)
    assert codes(quote)["relabel"] == "refuse"


def test_the_class_set_with_one_click_is_no_finding_against_what_the_buyer_says() -> None:
    quote = reapply(
        ReapplyCause.WRONG_REASON, None, "7天无理由", problem=ProblemClass.CHANGE_OF_MIND
    )
    assert codes(quote)["relabel"] == "refuse"


def test_a_reason_neither_the_buyer_nor_we_have_named_is_asked_about() -> None:
    named = (ReapplyCause.WRONG_REASON, None, "少件漏发")
    assert codes(reapply(*named))["reason_unfounded"] == "confirm"
    ours = reapply(*named, true="少件", problem=ProblemClass.WRONG_OR_MISSING)
    assert "reason_unfounded" not in codes(ours)
    assert codes(ours)["reason_differs"] == "confirm", "what we found is not what the buyer says"


def test_another_fault_may_be_named() -> None:
    assert not reapply(ReapplyCause.WRONG_REASON, None, "少件漏发").refused


@pytest.mark.parametrize(
    ("promised", "shipped", "refused"),
    [
        (PROMISED, PROMISED + timedelta(minutes=1), True),
        (PROMISED, None, True),
        (None, PROMISED, True),
        (PROMISED, PROMISED, False),
    ],
)
def test_nobody_is_steered_from_late_shipment_unless_records_show_it_was_on_time(
    promised: datetime | None, shipped: datetime | None, *, refused: bool
) -> None:
    quote = reapply(
        ReapplyCause.WRONG_REASON,
        None,
        "不想要了",
        problem=ProblemClass.CHANGE_OF_MIND,
        platform="未按约定时间发货",
        promised=promised,
        shipped=shipped,
    )
    assert ("steers_late" in codes(quote)) is refused


# ------------------------------------------------------------------------------ lateness

LATE = replace(SITUATION, platform_reason="未按约定时间发货", promised_at=PROMISED)


@pytest.mark.parametrize(
    ("shipped_at", "shipped", "level"),
    [
        (PROMISED + timedelta(hours=1), True, "warn"),
        (None, False, "warn"),
        (None, True, "info"),
        (PROMISED, True, None),
    ],
)
def test_what_lateness_may_cost_stands_beside_it_unless_it_was_on_time(
    shipped_at: datetime | None, level: str | None, *, shipped: bool
) -> None:
    made = replace(order(line(1, 999), shipped=shipped), shipped_at=shipped_at)
    quote = refund(made, units(1, 1), situation=LATE)
    assert codes(quote).get("late_exposure") == level
    if level:
        said = text_of(quote, "late_exposure")
        assert "¥ 9.99 × 30% ＝ ¥ 3.00" in said
        assert "未核实" in said


def test_goods_still_within_their_time_are_not_late() -> None:
    early = replace(LATE, promised_at=NOW + timedelta(hours=1))
    made = order(line(1, 1000), shipped=False)
    assert codes(refund(made, units(1, 1), situation=early))["late_exposure"] == "info"


def test_a_true_reason_of_ours_is_treated_the_same() -> None:
    ours = replace(LATE, platform_reason="其他", true_reason="未按约定时间发货")
    assert text_of(refund(BOOTS, units(1, 1), situation=ours), "late_shipment").startswith(
        "真实原因是"
    )


def test_damages_for_lateness_show_the_times_they_rest_on() -> None:
    choices = Choices(
        Remedy.REFUND_ONLY,
        (units(1, 1),),
        damages=Damages(DamageGround.LATE_SHIPMENT, 6000, "平台判定"),
    )
    made = replace(BOOTS, shipped_at=PROMISED + timedelta(days=1))
    quote = settle(made, (), choices, replace(SITUATION, promised_at=PROMISED))
    assert "晚于约定" in text_of(quote, "late_shipment")
    assert "¥ 200.00 × 30% ＝ ¥ 60.00" in text_of(quote, "late_exposure")
    assert "封顶" not in text_of(quote, "late_exposure")
    capped = replace(SITUATION, promised_at=PROMISED, late_penalty_cap_cents=3000)
    assert "封顶 ¥ 30.00" in text_of(settle(made, (), choices, capped), "late_exposure")


# ------------------------------------------------------------------------------ red warnings


def test_before_shipment_the_parcel_is_stopped_first() -> None:
    made = order(line(1, 1000), shipped=False)
    assert codes(refund(made, units(1, 1)))["stop_shipment"] == "warn"
    assert "stop_shipment" not in codes(refund(BOOTS, units(1, 1)))


@pytest.mark.parametrize(("saved", "said"), [(1000, True), (999, False), (None, False)])
def test_goods_worth_no_more_than_their_parcel_need_not_come_back(
    saved: int | None, *, said: bool
) -> None:
    known = replace(SITUATION, avoided_freight_cents=saved)
    quote = refund(order(line(1, 1000)), units(1, 1), remedy=Remedy.RETURN_REFUND, situation=known)
    assert ("returnless" in codes(quote)) is said
