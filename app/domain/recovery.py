"""What the shop claims back from a courier, a supplier or an insurer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RecoveryFrom(StrEnum):
    """Who is to pay."""

    COURIER = "courier"
    SUPPLIER = "supplier"
    INSURER = "insurer"
    PLATFORM = "platform"


class RecoveryState(StrEnum):
    """`OPENED`: to be filed."""

    OPENED = "opened"
    FILED = "filed"
    RECOVERED = "recovered"
    PARTLY = "partly"
    REFUSED = "refused"
    DROPPED = "dropped"


RECOVERY_OPEN = frozenset({RecoveryState.OPENED, RecoveryState.FILED})


@dataclass(frozen=True, slots=True)
class Recovery:
    """One recovery claim. Cents are minor units of `currency`; `due_at` (UTC) to file it by."""

    id: int
    against: RecoveryFrom
    state: RecoveryState
    currency: str
    filed_cents: int | None = None
    recovered_cents: int | None = None
    due_at: datetime | None = None
    opened_at: datetime | None = None
    filed_at: datetime | None = None
    ended_at: datetime | None = None
    reference: str = ""
    note: str = ""
