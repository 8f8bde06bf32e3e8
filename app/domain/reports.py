"""Frozen data sets that exports and screens read; nothing here asks a database.

Amounts are minor units of the currency beside them; instants are UTC and shown in `zone`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import BinaryIO

from app.domain.case import AdviceResult, SubReason
from app.domain.costs import CostSheet
from app.domain.deadlines.clock import ClockKind, OverdueCause
from app.domain.facts import Stage
from app.domain.order import Address
from app.domain.payment import Tender
from app.domain.remedy import Channel, Liability, Remedy
from app.domain.sheet import Sheet
from app.domain.ticket import TimelineEntry

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class MonthTicket:
    """One ticket of the month of its application. `buyer` and numbers are masked already."""

    number: str
    shop: str
    platform: str
    order_no: str
    claims: str
    buyer: str
    goods: str
    reason: str
    requested: Remedy | None
    decided: Remedy | None
    stage: Stage
    liability: Liability
    currency: str
    requested_cents: int | None
    decided_cents: int | None
    arrived_cents: int
    applied_at: datetime
    closed_at: datetime | None
    evidence_count: int
    handler: str


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """One money row of the month in which it arrived."""

    ticket: str
    shop: str
    order_no: str
    money_class: str
    method: str
    source: str
    currency: str
    cents: int
    reference: str
    arrived_at: datetime
    tender: Tender = Tender.CASH


@dataclass(frozen=True, slots=True)
class MonthCharge:
    """Money the buyer paid us in the month in which it arrived."""

    ticket: str
    shop: str
    reason: str
    currency: str
    cents: int
    reference: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class MonthDecision:
    """One round of decision of the month in which it was made, in one sentence and its sums.

    `points`, `coupon_cents`, `stored_cents` go back beside the money and are never part of it.
    """

    ticket: str
    shop: str
    round: int
    remedy: Remedy
    sentence: str
    state: str
    currency: str
    refund_cents: int
    compensation_cents: int
    freight_cents: int
    damages_cents: int
    cost_cents: int
    charge_cents: int
    waived_cents: int
    points: int
    coupon_cents: int
    stored_cents: int
    goodwill: bool
    decided_by: str
    decided_at: datetime
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What a ticket of the month has cost so far."""

    ticket: str
    shop: str
    costs: CostSheet


@dataclass(frozen=True, slots=True)
class MonthEnquiry:
    """A question of the month in which it was asked: no claim, and in no share of claims."""

    number: str
    shop: str
    order_no: str
    buyer: str
    goods: str
    channel: Channel
    topic: SubReason | None
    stage: Stage
    advice: AdviceResult | None
    applied_at: datetime
    closed_at: datetime | None
    handler: str


@dataclass(frozen=True, slots=True)
class MonthOverdue:
    """Something that ran out in the month in which it was due."""

    ticket: str
    shop: str
    what: ClockKind
    due_at: datetime
    found_at: datetime
    stage: Stage
    handler: str
    cause: OverdueCause | None


class Departure(StrEnum):
    """A step out of the usual way; the value is the kind of its event."""

    OVERRIDDEN = "override_check"
    PAID_EARLY = "pay"
    TAKEN_LATE = "late_claim"
    REOPENED = "reopen"


@dataclass(frozen=True, slots=True)
class MonthDeparture:
    """Who left the usual way, where and when. Why is for the ticket's own history alone."""

    ticket: str
    shop: str
    what: Departure
    text: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """What arrived in one currency, by class of money (minor units) and in all."""

    currency: str
    refund_cents: int
    compensation_cents: int
    freight_cents: int
    damages_cents: int

    @property
    def total_cents(self) -> int:
        return self.refund_cents + self.compensation_cents + self.freight_cents + self.damages_cents


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of the month: tickets applied for and ended."""

    day: date
    applied: int
    closed: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month in the zone of its shops.

    Rows are read once, in order, so that a month of any size can be written in little memory; the
    counts beside them say how many there are. `sums` are money alone: what was given back in
    points, coupons or stored value stands in `given_back`, what buyers paid us in `charged`.
    Enquiries are no tickets here: they stand apart in `enquiries`, counted in `by_advice`.
    """

    year: int
    month: int
    zone: str
    shops: tuple[str, ...]
    made_at: datetime
    made_by: str
    ticket_count: int
    money_count: int
    by_stage: tuple[tuple[Stage, int], ...]
    by_remedy: tuple[tuple[Remedy | None, int], ...]
    by_liability: tuple[tuple[Liability, int], ...]
    sums: tuple[CurrencySum, ...]
    days: tuple[DayCount, ...]
    tickets: Iterable[MonthTicket]
    money: Iterable[MonthMoney]
    decisions: Iterable[MonthDecision] = ()
    charges: Iterable[MonthCharge] = ()
    costs: Iterable[MonthCost] = ()
    charged: tuple[tuple[str, int], ...] = ()  # currency, minor units that arrived from buyers
    given_back: tuple[tuple[Tender, str, int], ...] = ()  # tender, currency, amount
    by_advice: tuple[tuple[AdviceResult | None, int], ...] = ()  # None: not yet answered
    enquiries: Iterable[MonthEnquiry] = ()
    by_cause: tuple[tuple[OverdueCause | None, int], ...] = ()  # None: nobody has said why
    overdue: Iterable[MonthOverdue] = ()
    by_departure: tuple[tuple[Departure, int], ...] = ()
    departures: Iterable[MonthDeparture] = ()

    @property
    def enquiry_count(self) -> int:
        """How many questions came in."""
        return sum(count for _result, count in self.by_advice)

    @property
    def overdue_count(self) -> int:
        """How much was not done in time."""
        return sum(count for _cause, count in self.by_cause)

    @property
    def departure_count(self) -> int:
        """How often somebody left the usual way."""
        return sum(count for _what, count in self.by_departure)


@dataclass(frozen=True, slots=True)
class DossierEvidence:
    """One piece of evidence for a paper: `opener` gives the bytes of a metadata-free picture.

    `opener` is None when no picture can be made of it; the fingerprint is that of the original.
    """

    code: str
    kind: str
    party: str
    at: datetime
    original_name: str
    sha256: str
    size: int
    media_type: str
    note: str
    opener: Opener | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a dispute report prints. Phones show the last four digits only."""

    ticket_number: str
    version: int
    shop: str
    platform: str
    order_no: str
    zone: str
    made_at: datetime
    made_by: str
    claims: tuple[str, ...]
    buyer: str
    placed_at: datetime | None
    paid_at: datetime | None
    delivered_at: datetime | None
    outbound: str
    goods: tuple[str, ...]
    currency: str
    paid_cents: int | None
    buyer_claim: str
    our_claim: str
    conclusion: str
    liability: str
    timeline: tuple[TimelineEntry, ...]
    sheet: Sheet | None  # the calculation of the decision in force, as it was shown then
    sheet_of: str  # which round that is, in words
    decisions: tuple[str, ...]
    evidence: tuple[DossierEvidence, ...]
    basis: tuple[str, ...]
    chain_ok: bool
    chain_count: int
    chain_head: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Goods to be put into the parcel. `quantity` None: a blank to fill in."""

    title: str
    variant: str
    sku: str
    quantity: int | None
    gift: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """What a return slip prints. `address` None prints blank lines and says so."""

    ticket_number: str
    shop: str
    kind: str
    address: Address | None
    lines: tuple[SlipLine, ...]
    couriers: tuple[str, ...]
    send_by: date | None
    freight: str
    order_no: str
    claims: tuple[str, ...]
    buyer: str
    phone_tail: str
    reason: str
