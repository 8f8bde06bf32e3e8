"""The review: independent checks of a case, all of them told at once."""

from __future__ import annotations

from dataclasses import replace

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
    "CHECKS",
    "BuyerHistory",
    "Case",
    "Check",
    "CheckFinding",
    "Cited",
    "Override",
    "Verdict",
    "review",
]

CHECKS: tuple[Check, ...] = ()


def review(case: Case) -> tuple[CheckFinding, ...]:
    """Every check that applies, in its fixed order, with the overrides laid over."""
    changed = {override.check: override for override in case.overrides}
    found = [finding for check in CHECKS if (finding := check.look(case)) is not None]
    return tuple(
        replace(one, verdict=override.verdict, found=one.verdict, override=override)
        if (override := changed.get(one.check)) is not None
        else one
        for one in found
    )
