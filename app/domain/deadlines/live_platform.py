"""The platform's clock of each open claim: what its file says, else a preset, shown as estimated.

It never pauses. Which preset holds is told from what the platform itself says of the claim, never
from what was only decided here: what nobody has done on the platform still runs out there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.domain.deadlines.case_times import CaseTimes, ClaimTimes
from app.domain.deadlines.clock import Clock, ClockKind
from app.domain.deadlines.limit import runs_out
from app.domain.deadlines.span import Span, TimeUnit
from app.domain.due import DueOwner
from app.domain.facts import GoodsIn, Review
from app.domain.remedy import Remedy

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.deadlines.calendar import WorkCalendar
    from app.domain.rulepack.pack import Rules

_UNANSWERED = frozenset({Review.NEW, Review.REVIEWING})
_REQUESTS = {
    Remedy.RETURN_REFUND: "platform.return_request",
    Remedy.EXCHANGE: "platform.exchange_request",
    Remedy.RESHIP: "platform.exchange_request",
    Remedy.REPAIR: "platform.exchange_request",
}


def platform_clocks(case: CaseTimes, rules: Rules, calendar: WorkCalendar) -> Iterator[Clock]:
    """One clock for each open claim whose end is known or can be estimated."""
    for claim in case.claims:
        if claim.due_at is not None:
            owner = claim.owner or DueOwner.US
            yield Clock(ClockKind.PLATFORM, owner, claim.due_at, claim.applied_at, ref=claim.id)
            continue
        found = _preset(case, claim)
        span = rules.span(found[0]) if found else None
        if found is None or span is None:
            continue
        rule, owner, start = found
        due = runs_out(_countdown(span), ((start, None),), calendar)
        yield Clock(ClockKind.PLATFORM, owner, due, start, rule, claim.id, estimated=True)


def _countdown(span: Span) -> Span:
    """A platform's days are a countdown from the instant; to their last midnight would be late."""
    if span.unit is not TimeUnit.NATURAL_DAYS:
        return span
    return Span(span.amount * 24, TimeUnit.NATURAL_HOURS)


def _preset(case: CaseTimes, claim: ClaimTimes) -> tuple[str, DueOwner, datetime] | None:
    """Rule, owner and start of what the platform waits for; None when nobody can tell."""
    if claim.goods_in is GoodsIn.IN_TRANSIT:
        return "platform.shop_receives", DueOwner.US, claim.sent_back_at or case.since
    if claim.goods_in is GoodsIn.TO_BE_SENT:
        return "platform.buyer_ships", DueOwner.BUYER, case.since
    if claim.review is Review.REJECTED:
        return "platform.after_refusal", DueOwner.BUYER, case.since
    if claim.review not in _UNANSWERED:
        return None
    if claim.remedy is Remedy.REFUND_ONLY:
        rule = "platform.refund_shipped" if case.shipped else "platform.refund_unshipped"
    else:
        rule = _REQUESTS.get(claim.remedy, "") if claim.remedy else ""
    return (rule, DueOwner.US, claim.applied_at) if rule else None
