"""What goes into a settlement and what comes out: frozen, storable, shown as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.facts import Facts, GoodsIn
from app.domain.order import Unit
from app.domain.payment import Cap, PlannedPayout
from app.domain.remedy import FreightBearer, Liability, RejectReason, Remedy


class GuardLevel(StrEnum):
    """How a guard speaks: `CONFIRM` needs a second confirmation with a reason, `REFUSE` stops."""

    PASS = "pass"
    INFO = "info"
    WARN = "warn"
    CONFIRM = "confirm"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Guard:
    """One check of the money: a translated sentence, and a code that never changes."""

    level: GuardLevel
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class LineChoice:
    """What is chosen of one line: named units, or an amount only (cents) bound to the line.

    Units and an amount together: that amount, spread over those units. `line_id` None: an amount
    bound to the order as a whole, for orders whose lines nobody has supplied.
    """

    line_id: int | None
    ordinals: tuple[int, ...] = ()
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Deduction:
    """What is kept back after inspection: an amount (cents) on a line or some units, and why."""

    line_id: int
    cents: int
    reason: str
    ordinals: tuple[int, ...] = ()
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything the person chose in a decision dialog. Cents are minor units of the order."""

    remedy: Remedy
    lines: tuple[LineChoice, ...] = ()
    compensation_cents: int = 0
    liability: Liability = Liability.UNDETERMINED
    freight_bearer: FreightBearer = FreightBearer.NONE
    return_freight_cents: int = 0
    deductions: tuple[Deduction, ...] = ()
    goods_damaged: bool = False  # damaged or missing goods lift the compensation cap to the share
    reject_reason: RejectReason | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What the settlement must know beside the order: the ticket's facts and its surroundings.

    `ticket_id` tells this ticket's rows from those of other tickets; `goods_in` maps units of
    this ticket to where they are; `platform_remedy` is what the buyer asked for on the platform.
    `avoided_freight_cents` is the one-way freight a compensation saves; None when unknown.
    `zone` (IANA) is the shop's: times in sentences are shown in it.
    """

    ticket_id: int
    facts: Facts
    now: datetime
    goods_in: dict[Unit, GoodsIn] = field(default_factory=dict)
    requested_cents: int | None = None
    platform_remedy: Remedy | None = None
    platform_reason: str = ""
    return_freight_cap_cents: int | None = None
    avoided_freight_cents: int | None = None
    units_claimed_elsewhere: frozenset[Unit] = frozenset()
    promised_at: datetime | None = None
    zone: str = "Asia/Shanghai"


class Row(StrEnum):
    """What a row of the calculation is, for those who draw or add it up.

    The rows down to `DEDUCTION` add up to `REFUND`; `REFUND`, `COMPENSATION` and `RETURN_FREIGHT`
    add up to `COST`.
    """

    GOODS = "goods"
    SHIPPING = "shipping"
    REFUNDED_BEFORE = "refunded_before"
    COMPENSATED_BEFORE = "compensated_before"
    DEDUCTION = "deduction"
    REFUND = "refund"
    COMPENSATION = "compensation"
    RETURN_FREIGHT = "return_freight"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class BreakdownLine:
    """One row of the calculation: a signed amount, the rule it comes from, what it was made of."""

    label: str
    cents: int
    rule: str
    inputs: dict[str, int | str] = field(default_factory=dict)
    row: Row = Row.GOODS


@dataclass(frozen=True, slots=True)
class LineQuote:
    """What the dialog shows beside one order line, whatever was chosen of it."""

    line_id: int
    paid_share_cents: int | None
    unit_cents: int | None  # what one piece is worth; the first piece where they differ by a cent
    refunded_cents: int  # 此前已退: live rows of all tickets
    left_cents: int | None  # what may still be refunded on this line
    free_ordinals: tuple[int, ...]  # units no live row has taken
    chosen_cents: int  # refund proposed by the present choices


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The whole calculation. Stored with the decision as shown and never recomputed.

    `refund_cents` is class (a) with outbound shipping, the figure staff type into the platform;
    `freight_cents` is paid beside it; `cost_cents` is what the shop pays in all. `payouts` is
    empty while a guard refuses. `replaces` holds the ids of this ticket's own rows that were
    granted by an earlier round and not handed over: they were left out of the caps here, so
    whoever carries the decision out withdraws exactly these in the same transaction.
    """

    currency: str
    lines: tuple[BreakdownLine, ...]
    quotes: tuple[LineQuote, ...]
    refund_cents: int
    compensation_cents: int
    freight_cents: int
    cost_cents: int
    caps: tuple[Cap, ...]
    guards: tuple[Guard, ...]
    payouts: tuple[PlannedPayout, ...]
    units: tuple[Unit, ...]
    suggested_compensation_cents: int | None = None
    replaces: tuple[int, ...] = ()

    @property
    def refused(self) -> tuple[Guard, ...]:
        """The guards that stop this decision."""
        return tuple(g for g in self.guards if g.level is GuardLevel.REFUSE)

    @property
    def to_confirm(self) -> tuple[Guard, ...]:
        """The guards that ask for a second confirmation with a reason."""
        return tuple(g for g in self.guards if g.level is GuardLevel.CONFIRM)
