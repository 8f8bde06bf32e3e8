"""What a check looks at and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.deadlines.calendar import WorkCalendar
from app.domain.order import Unit
from app.domain.rulepack import GoodsPolicy, Rules
from app.domain.settlement.types import Breakdown
from app.domain.ticket import Ticket

__all__ = ["BuyerHistory", "Case", "Check", "CheckFinding", "Cited", "Override", "Verdict"]


class Verdict(StrEnum):
    """`PERSON`: the program cannot tell; somebody must look. `NOT_APPLICABLE` is not listed."""

    PASS = "pass"
    REFUSE = "refuse"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Cited:
    """The rule a verdict rests on: its value's key, the source as written, and how sure it is."""

    key: str = ""
    source: str = ""
    mark: str = ""
    note: str = ""  # id of the built-in note with the text


@dataclass(frozen=True, slots=True)
class Override:
    """A verdict a person changed, with the reason (side table)."""

    check: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One line of the review: the fact that was seen, the rule, and the arithmetic written out.

    `verdict` is what holds, after any override; `found` what the program said itself. `missing`
    names what would settle it, ready to be asked of the buyer, `supplied` what of it is there
    already. `title` and texts are translated.
    """

    check: str
    title: str
    verdict: Verdict
    fact: str
    rule: Cited = Cited()
    arithmetic: str = ""
    missing: tuple[str, ...] = ()
    found: Verdict | None = None
    override: Override | None = None
    supplied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuyerHistory:
    """Neutral facts of a buyer's last twelve months in this shop; never a reason to refuse."""

    orders: int = 0
    tickets: int = 0
    on_this_order: int = 0
    returns: int = 0
    paid_cents: int = 0
    refunded_cents: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with everything around it that the checks may look at; frozen at `now` (UTC).

    `policies` maps order line ids to what the shop says of the goods; `categories` to the
    effective category. `claimed_elsewhere` are pieces other open tickets claim. `serial_elsewhere`
    are ticket numbers on which the same serial number stands. `applications` counts what the buyer
    applied for on the platform for this order; `repairs` the repairs of its goods that ended before,
    and `repair_days` the days they took. `back_at`: when the buyer's goods came back to the shop.
    """

    ticket: Ticket
    rules: Rules
    calendar: WorkCalendar
    now: datetime
    policies: Mapping[int, GoodsPolicy] = field(default_factory=dict)
    categories: Mapping[int, str] = field(default_factory=dict)
    claimed_elsewhere: frozenset[Unit] = frozenset()
    serial_elsewhere: tuple[str, ...] = ()
    history: BuyerHistory = BuyerHistory()
    remote: bool = False
    agreed: Breakdown | None = None
    today: date | None = None  # in the shop's zone
    overrides: tuple[Override, ...] = ()
    applications: int = 0
    repairs: int = 0
    repair_days: int = 0
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check: an id that never changes, its title, and the pure function behind it.

    The function returns None where the check does not apply to the case.
    """

    id: str
    title: str
    look: Callable[[Case], CheckFinding | None]
