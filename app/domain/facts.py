"""The facts of a ticket: each a small machine; together they are its state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.money_state import MoneyState


class Review(StrEnum):
    NEW = "new"
    NEED_INFO = "need_info"
    REVIEWING = "reviewing"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    REJECTED = "rejected"
    APPEALED = "appealed"
    UPHELD = "upheld"
    OVERTURNED = "overturned"


class Offer(StrEnum):
    """The state of the latest round of decision."""

    NONE = "none"
    DRAFTED = "drafted"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    DENIED = "denied"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class GoodsIn(StrEnum):
    """Per unit."""

    NOT_NEEDED = "not_needed"
    TO_BE_SENT = "to_be_sent"
    IN_TRANSIT = "in_transit"
    RECEIVED = "received"
    SELLABLE = "sellable"
    WORN = "worn"
    DAMAGED = "damaged"
    WRONG = "wrong"
    MISSING_PARTS = "missing_parts"
    NOT_ARRIVED = "not_arrived"
    NEVER_SENT = "never_sent"
    REFUSED_BACK = "refused_back"
    GIVEN_BACK = "given_back"


INSPECTED = frozenset(
    {GoodsIn.SELLABLE, GoodsIn.WORN, GoodsIn.DAMAGED, GoodsIn.WRONG, GoodsIn.MISSING_PARTS}
)
FLAWED = INSPECTED - {GoodsIn.SELLABLE} | {GoodsIn.NOT_ARRIVED}
_COMPLAINED_OF = frozenset({GoodsIn.DAMAGED, GoodsIn.WRONG, GoodsIn.MISSING_PARTS})


class Work(StrEnum):
    NONE = "none"
    QUOTED = "quoted"
    CONSENTED = "consented"
    UNDER_REPAIR = "under_repair"
    DONE = "done"
    CANNOT_BE_REPAIRED = "cannot_be_repaired"


class GoodsOut(StrEnum):
    """Per dispatch."""

    TO_SHIP = "to_ship"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    LOST = "lost"
    CALLED_OFF = "called_off"  # planned, then replaced by another decision; never sent


class DisputeState(StrEnum):
    NONE = "none"
    INTERNAL = "internal"
    PLATFORM = "platform"
    ASSOCIATION = "association"
    ARBITRATION = "arbitration"
    COURT = "court"
    CLOSED = "closed"


OPEN_DISPUTES = frozenset(DisputeState) - {DisputeState.NONE, DisputeState.CLOSED}


class Closing(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    MERGED = "merged"


class Stage(StrEnum):
    """What the queue shows: a function of the facts, never set by hand."""

    NEW = "new"
    NEED_INFO = "need_info"
    REVIEWING = "reviewing"
    AWAITING_APPROVAL = "awaiting_approval"
    NEGOTIATING = "negotiating"
    AWAITING_RETURN = "awaiting_return"
    INSPECTING = "inspecting"
    REPAIRING = "repairing"
    FULFILLING = "fulfilling"
    DISPUTED = "disputed"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    MERGED = "merged"


class StageGroup(StrEnum):
    """The five groups a merchant counts in."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    AWAITING_BUYER = "awaiting_buyer"
    COMPLETED = "completed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything `stage()` and `actions()` look at.

    `money` holds the state of every money row of the ticket that still counts: none withdrawn,
    failed or reversed. `flaws_settled` is True once the flawed goods of a return were decided on
    again. `paid_unknown`: nobody has said, or only as zero, what was paid for the order.

    `fault_expected`: the goods are exchanged for a fault, so that finding it surprises nobody.
    `goods_kept`: something of the buyer's was looked at, lies with us, and was neither refunded,
    replaced nor given back. `goods_lost`: it was lost on its way home, with nothing agreed since.
    `home_waiting`: parcels with the buyer's own goods that are to leave. `charge_due_back`: the
    buyer paid on top for what came to nothing. `refund_undone`: the latest round ended because its
    refund was reversed.
    """

    review: Review = Review.NEW
    offer: Offer = Offer.NONE
    remedy: str = ""
    goods_in: tuple[GoodsIn, ...] = ()
    work: Work = Work.NONE
    goods_out: tuple[GoodsOut, ...] = ()
    money: tuple[MoneyState, ...] = ()
    dispute: DisputeState = DisputeState.NONE
    closing: Closing = Closing.OPEN
    flaws_settled: bool = False
    confirmed: bool = False
    has_conflict: bool = False
    paid_unknown: bool = False
    claims_open: bool = False
    charges: tuple[MoneyState, ...] = ()
    promises_open: bool = False  # something promised can still be kept, even late
    fault_expected: bool = False
    goods_kept: bool = False
    goods_lost: bool = False
    home_waiting: int = 0
    charge_due_back: bool = False
    refund_undone: bool = False
    enquiry: bool = False  # a question only; it can become a claim
    late: bool = False  # taken although its window had passed
    follow_ups_open: bool = False
    questions_open: bool = False
    recoveries_open: bool = False
    breaches_open: bool = False  # something of ours ran out and nobody has said why

    @property
    def open(self) -> bool:
        return self.closing is Closing.OPEN

    @property
    def flawed(self) -> bool:
        """Goods came back other than expected and nobody has decided on them yet."""
        return not self.flaws_settled and any(self.surprises(state) for state in self.goods_in)

    def surprises(self, found: GoodsIn) -> bool:
        """Whether finding a piece like this asks for a new decision."""
        if self.remedy == "repair":
            return found is GoodsIn.NOT_ARRIVED  # what comes to be repaired has a fault
        if self.fault_expected and found in _COMPLAINED_OF:
            return False
        return found in FLAWED

    @property
    def goods_expected(self) -> bool:
        """Something must still come back or be looked at."""
        waiting = {GoodsIn.TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED}
        return any(state in waiting for state in self.goods_in)

    @property
    def money_unpaid(self) -> bool:
        """A granted amount that was not handed over yet."""
        return any(state in (MoneyState.PLANNED, MoneyState.APPROVED) for state in self.money)

    @property
    def to_ship(self) -> bool:
        """Something was promised and has not left yet."""
        return GoodsOut.TO_SHIP in self.goods_out

    @property
    def others_to_ship(self) -> bool:
        """Something of ours was promised and has not left yet."""
        return self.goods_out.count(GoodsOut.TO_SHIP) > self.home_waiting

    @property
    def charge_open(self) -> bool:
        """The buyer owes us money."""
        return MoneyState.PLANNED in self.charges

    @property
    def repairing(self) -> bool:
        """A repair was agreed and is not finished."""
        return self.work in (Work.CONSENTED, Work.UNDER_REPAIR)

    @property
    def money_on_its_way(self) -> bool:
        return any(state is MoneyState.SUBMITTED for state in self.money)

    @property
    def anything_paid(self) -> bool:
        return any(s in (MoneyState.SUBMITTED, MoneyState.ARRIVED) for s in self.money)
