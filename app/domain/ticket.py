"""Tickets as screens, papers and the command line see them: frozen, complete, without rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.case import CaseDetails, Urgency
from app.domain.due import DueOwner
from app.domain.liability import Finding
from app.domain.ticket_list import TicketFilter, TicketSummary, View

if TYPE_CHECKING:
    from app.domain.case import AdviceResult, LateGround
    from app.domain.contact import Contact, FollowUp, Question
    from app.domain.deadlines.clock import Breach, Clock
    from app.domain.evidence import Evidence
    from app.domain.facts import Facts, GoodsIn, Stage
    from app.domain.goods_out import Dispatch, Repair
    from app.domain.negotiation import CounterOffer, Obligation, TalkChannel
    from app.domain.order import Buyer, Order, Shop, Unit
    from app.domain.payment import Charge, Payout
    from app.domain.recovery import Recovery
    from app.domain.remedy import (
        CancelReason,
        Channel,
        FreightBearer,
        Liability,
        ProblemClass,
        RejectReason,
        Remedy,
    )
    from app.domain.settlement.types import Breakdown, Choices

__all__ = [
    "DecisionRecord",
    "DueOwner",
    "Inspection",
    "Mismatch",
    "PlatformClaim",
    "Ticket",
    "TicketFilter",
    "TicketLine",
    "TicketSummary",
    "TimelineEntry",
    "View",
]


@dataclass(frozen=True, slots=True)
class PlatformClaim:
    """What the platform says of one claim. Imports write it; nothing here is our own decision."""

    id: int
    claim_no: str
    order_no: str
    status: str
    remedy: Remedy | None = None
    remedy_text: str = ""
    reason: str = ""
    amount_cents: int | None = None
    currency: str = "CNY"
    due_at: datetime | None = None
    due_owner: DueOwner | None = None
    applied_at: datetime | None = None
    finished_at: datetime | None = None
    goods_state: str = ""
    return_courier: str = ""
    return_tracking: str = ""
    intervention: str = ""
    status_known: bool = True
    paid: bool = False  # the platform says this claim's money has arrived


@dataclass(frozen=True, slots=True)
class TicketLine:
    """What a ticket claims of one order line. No ordinals: an amount only."""

    line_id: int
    ordinals: tuple[int, ...] = ()
    quantity_known: bool = True


@dataclass(frozen=True, slots=True)
class Inspection:
    """How one piece that came back was found, and when (UTC)."""

    unit: Unit
    found: GoodsIn
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One round of decision as it was shown and stored."""

    id: int
    round: int
    remedy: Remedy
    state: str  # a value of `facts.Offer`
    choices: Choices
    breakdown: Breakdown
    message: str
    decided_at: datetime
    decided_by: str
    liability: Liability
    freight_bearer: FreightBearer
    return_by: datetime | None = None
    valid_until: datetime | None = None
    guard_reason: str = ""
    channel: TalkChannel | None = None  # where the offer was made
    answered_at: datetime | None = None
    agreed_before: bool = False  # the buyer had said yes when it was decided
    approved_by: str = ""  # who approved or denied, and when; the state tells which
    approved_at: datetime | None = None
    denial: str = ""
    needs: tuple[str, ...] = ()  # why it had to be approved, in words
    payee: str = ""  # account of the buyer for a transfer, and whose it is: personal, masked
    payee_name: str = ""
    rules: tuple[tuple[str, str], ...] = ()  # packs and changes it was judged by, with versions


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of history in words. `personal` True when the text holds a buyer's words."""

    seq: int
    at: datetime
    actor: str
    kind: str
    text: str
    evidence: tuple[str, ...] = ()
    clock_suspect: bool = False
    said: str = ""  # what somebody wrote, alone: a part of `text`


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something the platform says that differs from what the desk holds."""

    text: str
    claim_no: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket with everything its pane shows."""

    id: int
    number: str
    version: int
    shop: Shop
    order: Order
    channel: Channel
    facts: Facts
    stage: Stage
    requested: Remedy | None
    requested_cents: int | None
    problem: ProblemClass
    platform_reason: str
    true_reason: str
    buyer_words: str
    summary: str
    liability: Liability
    liability_basis: str
    buyer: Buyer
    lines: tuple[TicketLine, ...]
    goods_in: dict[Unit, GoodsIn]
    claims: tuple[PlatformClaim, ...]
    decisions: tuple[DecisionRecord, ...]
    payouts: tuple[Payout, ...]  # of this ticket
    order_money: tuple[Payout, ...]  # of the order, over all tickets
    evidence: tuple[Evidence, ...]
    mismatches: tuple[Mismatch, ...]
    due_at: datetime | None
    buyer_due_at: datetime | None
    applied_at: datetime
    created_at: datetime
    closed_at: datetime | None
    follows_platform: bool  # no person has moved it yet: imports keep its facts in step
    assignee: str = ""
    return_courier: str = ""
    return_tracking: str = ""
    closing_summary: str = ""
    reject_reason: RejectReason | None = None
    other_tickets: tuple[str, ...] = ()  # numbers of tickets on the same order
    notes: tuple[str, ...] = ()
    counter_offers: tuple[CounterOffer, ...] = ()
    dispatches: tuple[Dispatch, ...] = ()
    repairs: tuple[Repair, ...] = ()
    charges: tuple[Charge, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    inspections: tuple[Inspection, ...] = ()  # oldest first
    other_costs: tuple[tuple[int, str], ...] = ()  # no cash: minor units, currency
    recovered: tuple[tuple[int, str], ...] = ()  # from courier, supplier, insurance
    cancel_reason: CancelReason | None = None
    cancel_note: str = ""
    asked_for: str = ""  # what the buyer was asked to supply the last time
    asked_times: int = 0
    details: CaseDetails = field(default_factory=CaseDetails)
    urgency: Urgency = Urgency.NORMAL
    finding: Finding = field(default_factory=Finding)  # liability with its basis and shares
    late_ground: LateGround | None = None
    advice: AdviceResult | None = None
    words: Mapping[str, str] = field(default_factory=dict)  # by `CaseWords`, personal
    contacts: tuple[Contact, ...] = ()  # oldest first
    follow_ups: tuple[FollowUp, ...] = ()
    questions: tuple[Question, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    clocks: tuple[Clock, ...] = ()  # live ones, the earliest first
    breaches: tuple[Breach, ...] = ()
    info_due_at: datetime | None = None  # until when the buyer may supply what was asked for

    @property
    def decision(self) -> DecisionRecord | None:
        """The latest round, if any."""
        return self.decisions[-1] if self.decisions else None

    @property
    def in_force(self) -> DecisionRecord | None:
        """The round that holds: the latest the buyer took, else the latest that still stands."""
        ended = ("declined", "lapsed", "withdrawn", "denied")
        taken = [one for one in self.decisions if one.state == "accepted"]
        standing = [one for one in self.decisions if one.state not in ended]
        return next(reversed(taken or standing or self.decisions), None)
