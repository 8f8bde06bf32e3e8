"""What a buyer reads of a review: kind sentences, cited only where somebody has read the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.case import WearMark
from app.domain.checks import CheckFinding, Cited, Override, Verdict, review
from app.domain.checks.reviewing import CHECKS
from app.domain.explaining import POINTS, explanation, may_be_told, point, worth_telling
from app.domain.remedy import ProblemClass, Remedy
from tests.domain.checks.making import case

_MIND = ProblemClass.CHANGE_OF_MIND


def finding(findings: tuple[CheckFinding, ...], check: str) -> CheckFinding:
    return next(one for one in findings if one.check == check)


def test_every_sentence_belongs_to_a_check_there_is() -> None:
    assert {check for check, _verdict in POINTS} <= {check.id for check in CHECKS}


def test_too_late_is_told_with_the_sum_the_rule_and_a_way_on() -> None:
    late = finding(review(case(problem=_MIND, signed="6/3", applied="6/20")), "in_time")
    text = point(late)
    assert "签收 6/3 → 第 1 天 6/4 → 截止 6/10 24:00" in text
    assert "特殊情况" in text
    assert "依据：《" in text


def test_what_stands_against_it_is_told_first_and_alone() -> None:
    found = review(
        case(
            problem=_MIND, signed="6/3", applied="6/20", intact_asked=True,
            wear=(WearMark.USED,), requested=Remedy.RETURN_REFUND,
        )
    )  # fmt: skip
    chosen = worth_telling(found)
    assert "in_time" in chosen
    assert all(finding(found, one).verdict is not Verdict.PASS for one in chosen)


def test_in_time_the_sums_are_told() -> None:
    found = review(case(problem=_MIND, signed="6/3", applied="6/4", intact_asked=True))
    assert "in_time" in worth_telling(found)


@pytest.mark.parametrize(
    ("mark", "cited"), [("V", True), ("P", True), ("U", False), ("own", False)]
)
def test_only_a_rule_somebody_has_read_is_cited(mark: str, cited: bool) -> None:
    one = CheckFinding(
        "in_time", "", Verdict.PASS, "在时限内。", Cited("k", "《某规则》第 3 条", mark), "7 天"
    )
    assert ("《某规则》" in point(one)) is cited


def test_what_is_nobodys_business_but_the_shops_is_never_told() -> None:
    found = review(case(problem=_MIND, signed="6/3", applied="6/4"))
    told = explanation(found)
    assert not may_be_told(finding(found, "history"))
    assert finding(found, "history").fact not in told
    for check in ("serial", "our_answer", "evidence_shop", "platform_reason", "identity"):
        assert not any(known == check for known, _verdict in POINTS)


def test_a_verdict_somebody_changed_is_explained_by_that_person_alone() -> None:
    late = finding(review(case(problem=_MIND, signed="6/3", applied="6/20")), "in_time")
    changed = replace(
        late,
        verdict=Verdict.PASS,
        found=Verdict.REFUSE,
        override=Override("in_time", Verdict.PASS, "老王", datetime(2026, 6, 20, tzinfo=UTC)),
    )
    assert not may_be_told(changed)
    assert explanation((changed,)) == ""


def test_the_text_is_numbered_polite_and_names_the_goods() -> None:
    found = review(case(problem=_MIND, signed="6/3", applied="6/20"))
    late = finding(found, "in_time")
    text = explanation((late,), "北欧羊毛地毯")
    assert text.startswith("您好，您反映的「北欧羊毛地毯」的问题我们认真核对过了")
    assert "\n1. 申请时限" in text
    assert "平台客服介入" in text
    assert "。。" not in text
    assert "None" not in text
