"""The review: independent checks of a case, all of them told at once.

The checks themselves stand in `reviewing` and its neighbours.
"""

from __future__ import annotations

from app.domain.checks.types import (
    BuyerHistory,
    Case,
    Check,
    CheckFinding,
    Cited,
    Override,
    Verdict,
)

__all__ = [
    "BuyerHistory",
    "Case",
    "Check",
    "CheckFinding",
    "Cited",
    "Override",
    "Verdict",
    "completeness",
    "failing",
    "missing",
    "review",
]


def review(case: Case) -> tuple[CheckFinding, ...]:
    """Every check that applies, in its fixed order, with the overrides laid over."""
    # Loaded with the first case: whoever only speaks of verdicts does without two dozen checks.
    from app.domain.checks.reviewing import reviewed

    return reviewed(case)


def failing(findings: tuple[CheckFinding, ...]) -> tuple[str, ...]:
    """The titles of what stands against it and nobody has overridden."""
    return tuple(one.title for one in findings if one.verdict is Verdict.REFUSE)


def missing(findings: tuple[CheckFinding, ...]) -> tuple[str, ...]:
    """Everything the buyer has to supply, in one list, each thing once.

    What a person has settled by an override is not asked for any more.
    """
    return tuple(
        dict.fromkeys(
            what
            for one in findings
            if one.override is None or one.verdict is Verdict.PERSON
            for what in one.missing
        )
    )


def completeness(findings: tuple[CheckFinding, ...]) -> tuple[int, int]:
    """How many of the things the buyer has to supply are there, and how many it takes."""
    needed = missing(findings)
    there = {what for one in findings for what in one.supplied} - set(needed)
    return len(there), len(there) + len(needed)
