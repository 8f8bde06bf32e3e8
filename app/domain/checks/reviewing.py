"""All checks in their order, and the findings they make together."""

from __future__ import annotations

from dataclasses import replace

from app.domain.checks.condition import CONDITION
from app.domain.checks.fresh import FRESH
from app.domain.checks.in_time import CHECK as IN_TIME
from app.domain.checks.measures import MEASURES
from app.domain.checks.ordering import ORDERING
from app.domain.checks.our_part import OUR_PART
from app.domain.checks.parcels import PARCELS
from app.domain.checks.platform import PLATFORM
from app.domain.checks.proof import PROOF
from app.domain.checks.record import RECORD
from app.domain.checks.special_goods import CHECK as SPECIAL_GOODS
from app.domain.checks.types import Case, Check, CheckFinding
from app.domain.checks.warranty import WARRANTY
from app.i18n import _

CHECKS: tuple[Check, ...] = (
    *ORDERING,
    IN_TIME,
    SPECIAL_GOODS,
    *CONDITION,
    *WARRANTY,
    *MEASURES,
    *FRESH,
    *PROOF,
    *PLATFORM,
    *PARCELS,
    *OUR_PART,
    *RECORD,
)
"""In the order in which they are read. An id never changes: overrides are kept by it."""


def reviewed(case: Case) -> tuple[CheckFinding, ...]:
    """Every check that applies, in its fixed order, with the overrides laid over."""
    changed = {override.check: override for override in case.overrides}
    found = [finding for check in CHECKS if (finding := check.look(case)) is not None]
    return tuple(
        replace(one, verdict=override.verdict, found=one.verdict, override=override)
        if (override := changed.get(one.check)) is not None
        else one
        for one in found
    )


def title_of(check_id: str) -> str:
    """What a check is called; its id where this version has no such check."""
    return next((_(check.title) for check in CHECKS if check.id == check_id), check_id)
