"""What became of money that was granted. Apart from the money itself, because facts need no more."""

from __future__ import annotations

from enum import StrEnum


class MoneyState(StrEnum):
    """Granted and paid are two facts."""

    PLANNED = "planned"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    ARRIVED = "arrived"
    FAILED = "failed"
    REVERSED = "reversed"
    WITHDRAWN = "withdrawn"  # planned, then replaced or called off before anything was paid


LIVE = frozenset(
    {MoneyState.PLANNED, MoneyState.APPROVED, MoneyState.SUBMITTED, MoneyState.ARRIVED}
)
