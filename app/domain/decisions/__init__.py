"""The kinds of decision the desk can take. A new kind is one file here and one place below."""

from __future__ import annotations

from app.domain.decisions.base import Asked, DecisionDraft, DecisionKind, Letter
from app.domain.decisions.codec import loads, unreadable
from app.domain.decisions.compensation import COMPENSATION
from app.domain.decisions.refund_only import REFUND_ONLY
from app.domain.decisions.reject import REJECT, reject_text
from app.domain.decisions.return_refund import RETURN_REFUND
from app.domain.remedy import Remedy
from app.domain.settlement.types import Breakdown, Choices
from app.errors import NotFound
from app.i18n import _

DECISIONS = (REFUND_ONLY, RETURN_REFUND, COMPENSATION, REJECT)

__all__ = [
    "COMPENSATION",
    "DECISIONS",
    "REFUND_ONLY",
    "REJECT",
    "RETURN_REFUND",
    "Asked",
    "DecisionDraft",
    "DecisionKind",
    "Letter",
    "by_remedy",
    "from_json",
    "reject_text",
    "to_json",
]


def by_remedy(remedy: Remedy) -> DecisionKind:
    """The kind that carries out this remedy. Raises `NotFound` while there is none."""
    for kind in DECISIONS:
        if kind.remedy is remedy:
            return kind
    raise NotFound(_("这种处理方式还不能在这里作出。"))


def to_json(choices: Choices, breakdown: Breakdown) -> str:
    """The stored form of a decision of any kind. Raises `NotFound` for a kind there is not."""
    return by_remedy(choices.remedy).to_json(choices, breakdown)


def from_json(text: str) -> tuple[Choices, Breakdown]:
    """Choices and breakdown of a stored decision of any kind. Raises `RuleViolation`."""
    remedy = str(loads(text).get("remedy"))
    for kind in DECISIONS:
        if kind.remedy.value == remedy:
            return kind.from_json(text)
    raise unreadable(remedy)
