"""One enquiry and one late claim through every verb about the case itself, with planted words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.domain.case import (
    AdviceResult,
    CaseDetails,
    CaseWords,
    IdentityCheck,
    LateGround,
    Mood,
    Receipt,
    Severity,
    SizeReading,
    SubReason,
    Urgency,
)
from app.domain.drafts_case import CaseDraft
from app.domain.remedy import ProblemClass, Remedy
from tests.services.bench import NOON, Bench

PLANTED_IN_CASES = {
    "conditions": "暗号情形甲",
    "best_time": "暗号方便乙",
    "received_note": "暗号补录丙",
    "special": "暗号特殊丁",
    "email": "anhao@example.com",
    "suggestion": "暗号建议戊",
    "late": "暗号逾期己",
    "solved": "暗号解答庚",
    "case_words": "暗号原话辛",
    "case_summary": "暗号说明壬",
}


def live_through_cases(bench: Bench) -> None:
    """Asked, converted, amended, assigned, taken although late; another one answered."""
    p, cases = PLANTED_IN_CASES, bench.services.cases
    names = ("conditions", "best_time", "received_note", "special", "email", "suggestion")
    words = {CaseWords(name).value: p[name] for name in names}
    asked = CaseDraft(
        problem=ProblemClass.ENQUIRY,
        words=words,
        received_at=NOON - timedelta(hours=20),
    )
    said: dict[str, Any] = {"buyer_words": p["case_words"], "summary": p["case_summary"]}
    first = bench.phoned(problem=ProblemClass.ENQUIRY, case=asked, **said)
    details = CaseDetails(
        receipt=Receipt.RECEIVED,
        severity=Severity.SERIOUS,
        sub_reason=SubReason.SHRUNK,
        sizes=(SizeReading("胸围", 1040, 1000),),
        washed_normally=True,
        serial="sn-7",
        identity=IdentityCheck.ORDER_AND_PHONE,
        mood=Mood.CALM,
    )
    learned = CaseDraft(ProblemClass.QUALITY, details, Urgency.URGENT, words)
    cases.convert(first.id, None, ProblemClass.QUALITY, Remedy.REPAIR, 500, learned)
    again = {**words, CaseWords.SUMMARY.value: p["case_summary"] + "二"}
    cases.set_case(
        first.id, None, CaseDraft(ProblemClass.NOT_AS_DESCRIBED, details, Urgency.TOP, again)
    )
    cases.assign(first.id, None, bench.services.staff.people()[0].id)
    cases.late_claim(first.id, None, LateGround.GOODWILL, p["late"])
    second = bench.phoned(problem=ProblemClass.ENQUIRY, case=asked, **said)
    cases.solved(second.id, None, AdviceResult.ANSWERED, p["solved"])
