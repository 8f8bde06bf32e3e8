"""Everything the review page reads of the services for one ticket, frozen. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.checks import CheckFinding, completeness, missing, review
from app.domain.ticket import Ticket

if TYPE_CHECKING:
    from app.domain.evidence_slots import Slot
    from app.domain.goods_rules import GoodsRules
    from app.domain.suggesting import Suggestion
    from app.services import Services


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`missing`: everything the buyer still has to give, in words to ask for it.

    `complete`: how many of the things the buyer has to give are there, and how many it takes.
    """

    findings: tuple[CheckFinding, ...] = ()
    missing: tuple[str, ...] = ()
    complete: tuple[int, int] = (0, 0)
    slots: tuple[Slot, ...] = ()
    goods: tuple[GoodsRules, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


def read_review(services: Services, ticket: Ticket) -> Reviewed:
    """Read the case once and judge it. Raises what the services raise."""
    # Loaded with the first case: a desk starts without the rules of two dozen checks.
    from app.domain.evidence_slots import slots_of
    from app.domain.goods_rules import rules_of_goods
    from app.domain.suggesting import suggestions

    case = services.checking.case(ticket)
    findings = review(case)
    return Reviewed(
        findings=findings,
        missing=missing(findings),
        complete=completeness(findings),
        slots=slots_of(case),
        goods=rules_of_goods(case),
        suggestions=suggestions(ticket),
    )
