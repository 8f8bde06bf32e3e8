"""A call about a lamp: where cases about faults and about goods begin."""

from __future__ import annotations

from typing import Any

from app.domain.case import CaseDetails
from app.domain.drafts import ClaimedLine
from app.domain.drafts_case import CaseDraft
from app.domain.liability import Finding, LiabilityBasis
from app.domain.remedy import (
    Liability,
    ProblemClass,
)
from app.domain.ticket import Ticket
from tests.scenarios.stage import Story, at
from tests.services.bench import LAMP, order

ORDER = "3300008641975232001"
MERCHANT_BY = Finding(
    Liability.MERCHANT,
    (LiabilityBasis.BUYER_EVIDENCE, LiabilityBasis.OUTBOUND_RECORD),
    text="近照与出库记录",
)


def called(
    story: Story, problem: ProblemClass, details: CaseDetails, words: str, **more: Any
) -> Ticket:
    """Somebody calls about a lamp that was signed for on 6/3."""
    story.now_is(at(6, 6, 10))
    story.take(
        order(
            ORDER,
            LAMP,
            placed_at=at(6, 1),
            paid_at=at(6, 1),
            shipped_at=at(6, 2),
            delivered_at=at(6, 3, 15),
        )
    )
    known = story.services.intake.find_orders(ORDER)[0]
    case = CaseDraft(problem, details, words={"buyer_words": words, "conditions": words})
    ticket = story.phoned(
        order_id=known.id,
        lines=(ClaimedLine(known.lines[0].id, (1,)),),
        problem=problem,
        buyer_words=words,
        case=case,
        **more,
    )
    story.did(f"6/6 10:00 买家来电：「{words}」；客服边听边建单")
    return ticket
