"""Who is suggested for a ticket: whoever may and has least to do; hard cases go to a lead."""

from __future__ import annotations

import pytest

from app.domain.access import Role
from app.domain.assigning import Hand, is_hard, suggested
from app.domain.case import CaseDetails, Mood, Severity, Urgency

AGENT = Hand(1, "小林", (Role.AGENT,), 5)
SPARE = Hand(2, "小王", (Role.AGENT,), 2)
LEAD = Hand(3, "老陈", (Role.LEAD,), 0)
STORE = Hand(4, "仓库", (Role.WAREHOUSE,), 0)
EVERYBODY = (AGENT, SPARE, LEAD, STORE)


def test_the_agent_with_the_fewest_open_tickets_is_suggested() -> None:
    assert suggested(EVERYBODY, hard=False) == SPARE


def test_a_hard_case_goes_to_whoever_leads() -> None:
    assert suggested(EVERYBODY, hard=True) == LEAD
    assert suggested((AGENT, SPARE), hard=True) == SPARE, "nobody leads here"


def test_a_lead_takes_what_nobody_else_can() -> None:
    assert suggested((LEAD, STORE), hard=False) == LEAD


def test_nobody_who_may_not_handle_is_suggested() -> None:
    assert suggested((STORE,), hard=False) is None
    assert suggested((), hard=True) is None


@pytest.mark.parametrize(
    ("details", "urgency", "hard"),
    [
        (CaseDetails(), Urgency.NORMAL, False),
        (CaseDetails(), Urgency.URGENT, False),
        (CaseDetails(), Urgency.TOP, True),
        (CaseDetails(mood=Mood.THREATENING), Urgency.NORMAL, True),
        (CaseDetails(mood=Mood.ANGRY), Urgency.NORMAL, False),
        (CaseDetails(severity=Severity.UNUSABLE), Urgency.NORMAL, False),
        (CaseDetails(severity=Severity.UNUSABLE), Urgency.URGENT, True),
    ],
)
def test_what_makes_a_case_hard(details: CaseDetails, urgency: Urgency, hard: bool) -> None:
    assert is_hard(details, urgency) is hard
