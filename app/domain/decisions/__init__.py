"""The kinds of decision the desk can take. A new kind is one file here and one place below."""

from __future__ import annotations

from app.domain.decisions.apology import APOLOGY
from app.domain.decisions.base import (
    Asked,
    DecisionDraft,
    DecisionKind,
    Letter,
    with_buyer_of,
)
from app.domain.decisions.codec import loads, unreadable
from app.domain.decisions.compensation import COMPENSATION
from app.domain.decisions.exchange import EXCHANGE, proposes_waiver
from app.domain.decisions.freight import FREIGHT
from app.domain.decisions.grace import by_grace
from app.domain.decisions.price_protection import PRICE_PROTECTION
from app.domain.decisions.reapply import APPLIED_FOR, REAPPLY
from app.domain.decisions.refund_only import REFUND_ONLY
from app.domain.decisions.reject import REJECT, reject_text
from app.domain.decisions.repair import REPAIR
from app.domain.decisions.reship import RESHIP
from app.domain.decisions.return_refund import RETURN_REFUND
from app.domain.remedy import GoodsWay, Remedy, RepairPlace
from app.domain.settlement.types import Breakdown, Choices
from app.errors import NotFound
from app.i18n import _

DECISIONS = (
    REFUND_ONLY,
    RETURN_REFUND,
    EXCHANGE,
    RESHIP,
    REPAIR,
    COMPENSATION,
    PRICE_PROTECTION,
    FREIGHT,
    APOLOGY,
    REAPPLY,
    REJECT,
)

__all__ = [
    "APOLOGY",
    "APPLIED_FOR",
    "COMPENSATION",
    "DECISIONS",
    "EXCHANGE",
    "FREIGHT",
    "PRICE_PROTECTION",
    "REAPPLY",
    "REFUND_ONLY",
    "REJECT",
    "REPAIR",
    "RESHIP",
    "RETURN_REFUND",
    "Asked",
    "DecisionDraft",
    "DecisionKind",
    "Letter",
    "by_grace",
    "by_remedy",
    "comes_back",
    "from_json",
    "proposes_waiver",
    "reject_text",
    "to_json",
    "with_buyer_of",
]


def by_remedy(remedy: Remedy) -> DecisionKind:
    """The kind that carries out this remedy. Raises `NotFound` while there is none."""
    for kind in DECISIONS:
        if kind.remedy is remedy:
            return kind
    raise NotFound(_("这种处理方式还不能在这里作出。"))


def comes_back(choices: Choices) -> bool:
    """Whether the buyer has to send the goods to the shop, or bring them, for this decision."""
    if choices.remedy is Remedy.EXCHANGE:
        return choices.way is not GoodsWay.NOTHING_BACK
    if choices.remedy is Remedy.REPAIR:
        return choices.repair is None or choices.repair.place is not RepairPlace.ON_SITE
    return choices.remedy is Remedy.RETURN_REFUND


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
