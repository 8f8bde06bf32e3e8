"""What goes into a settlement and what comes out: frozen, storable, shown as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.facts import Facts, GoodsIn
from app.domain.liability import Share
from app.domain.order import Unit
from app.domain.payment import Cap, Leg, PayMethod, PlannedCharge, PlannedPayout
from app.domain.remedy import (
    ApologyKind,
    CompensationForm,
    DamageGround,
    FreightBearer,
    GoodsWay,
    Liability,
    ProblemClass,
    PromotionRule,
    ReapplyCause,
    RejectReason,
    Remedy,
    RepairPlace,
)
from app.domain.rulepack.freight_table import FreightTable


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
class Replacement:
    """What is sent to the buyer: for named units of a line, or (no line) something loose.

    `title`, `variant`, `sku` empty: the same goods as the line. `price_cents` is the price of one
    piece today, for other goods; None: the same goods, no difference. `quantity` counts only where
    no ordinals are named, e.g. a screw that was missing.
    """

    line_id: int | None
    ordinals: tuple[int, ...] = ()
    title: str = ""
    variant: str = ""
    sku: str = ""
    price_cents: int | None = None
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Promotion:
    """A threshold promotion (满减) of the order: from `threshold_cents` on, `off_cents` less."""

    threshold_cents: int
    off_cents: int
    rule: PromotionRule = PromotionRule.KEEP


@dataclass(frozen=True, slots=True)
class Promise:
    """An obligation that stays open: a part, a discount, or both, until a day (ISO, shop's zone).

    `next_order`: kept with the buyer's next order. A promise that runs out is shown as such.
    """

    part: str = ""
    discount_cents: int = 0
    expires_on: str = ""
    next_order: bool = True


@dataclass(frozen=True, slots=True)
class RepairTerms:
    """How a repair is done. `quote_cents` is what the buyer pays, `cost_cents` what it costs us."""

    place: RepairPlace = RepairPlace.SEND_IN
    in_warranty: bool = True
    quote_cents: int = 0
    cost_cents: int = 0
    days: int = 0
    part_warranty_months: int = 0
    work: str = ""


@dataclass(frozen=True, slots=True)
class Damages:
    """Money outside the paid cap, with what it rests on; `document` names the ruling or paper."""

    ground: DamageGround
    cents: int
    document: str = ""
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceNow:
    """Today's lower price of one piece of a line, for price protection (cents)."""

    line_id: int
    cents: int


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
    way: GoodsWay = GoodsWay.RETURN_FIRST
    replacements: tuple[Replacement, ...] = ()
    outbound_bearer: FreightBearer = FreightBearer.MERCHANT  # who pays what is sent now
    waive_difference: bool = False
    ship_hours: int = 0  # within how many hours it leaves; 0: nothing is sent
    form: CompensationForm = CompensationForm.MONEY
    promise: Promise | None = None
    repair: RepairTerms | None = None
    prices_now: tuple[PriceNow, ...] = ()
    freight_leg: Leg = Leg.RETURN  # which freight a freight reimbursement pays
    pay_method: PayMethod = PayMethod.ORIGINAL
    damages: Damages | None = None
    promotion: Promotion | None = None
    return_tenders: bool = True  # points, coupons, stored value go back with the units
    goodwill: bool = False  # more than rule and law ask for: counts against the monthly budget
    apology: ApologyKind = ApologyKind.APOLOGY
    reapply_cause: ReapplyCause | None = None
    reapply_remedy: Remedy | None = None
    reapply_reason: str = ""


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
    problem: ProblemClass = ProblemClass.UNKNOWN
    true_reason: str = ""  # what we found to be the reason, as typed now
    clawed_back_cents: int = 0  # what earlier decisions of this order kept for the promotion
    waive_up_to_cents: int = 0  # the shop's threshold for price differences in an exchange
    remote_region: bool = False
    last_offer_cents: int | None = None  # the compensation the buyer last refused
    counter_cents: int | None = None  # what the buyer asked for instead
    similar_count: int = 0  # accepted compensations for the same problem
    similar_median_cents: int | None = None
    inspected: bool = False  # every unit that came back was looked at
    late_penalty_percent: int = 30  # exposure of a late shipment, as the rules of the case say
    late_penalty_cap_cents: int = 0  # up to how much; 0: without limit
    reasons: tuple[str, ...] = ()  # among which buyers choose on the platform, as the rules say
    requested: Remedy | None = None  # what the buyer asked us for, on whichever channel
    promised_cents: int = 0  # discounts promised or kept on this order, the next field left out
    promised_here_cents: int = 0  # of these, what this ticket promised and kept
    promises_open: int = 0  # how many promises of this ticket a new agreement takes the place of
    units_replaced: frozenset[Unit] = frozenset()  # pieces for which others left, or are to leave
    return_parcels: int = 0  # parcels from the buyer registered on this ticket
    return_courier: str = ""  # with whom the buyer sent the goods back, as registered
    couriers: tuple[str, ...] = ()  # with whom the shop wants goods sent back; none: any
    freight: FreightTable = field(default_factory=FreightTable)
    shares: tuple[Share, ...] = ()  # of a shared liability, as it was found
    failing: tuple[str, ...] = ()  # titles of the checks that stand against it, not overridden


class Row(StrEnum):
    """What a row of the calculation is, for those who draw or add it up.

    Of a refund the rows down to `DEDUCTION` and `CLAW_BACK` add up to `REFUND`. `REFUND`,
    `COMPENSATION`, `RETURN_FREIGHT` and `DAMAGES` add up to `COST`, less what is only promised
    for the next order.
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
    CLAW_BACK = "claw_back"  # taken off (or given back) for a threshold promotion
    PRICE_NEW = "price_new"  # price of the replacement
    PRICE_OLD = "price_old"  # what the replaced units were paid with, as a credit
    DIFFERENCE = "difference"  # what the buyer owes or gets for the replacement
    WAIVED = "waived"
    CHARGE = "charge"
    DAMAGES = "damages"
    TENDER = "tender"  # points, coupons, stored value given back; not part of any sum of money


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
    `compensation_cents` is class (b) at face value; `freight_cents` is paid beside them;
    `cost_cents` is the money the shop pays in all, without what is only promised for the next
    order and without points or coupons given back. `payouts`, `charges` and `dispatches` are
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
    damages_cents: int = 0
    charge_cents: int = 0  # what the buyer owes
    waived_cents: int = 0
    charges: tuple[PlannedCharge, ...] = ()
    dispatches: tuple[Replacement, ...] = ()  # what is to be sent, as far as it may go at once
    raised_compensation_cents: int | None = None  # after a refusal: what may be offered next
    kept_cents: int | None = None  # refund when the promotion is kept
    clawed_cents: int | None = None  # refund when it is clawed back

    @property
    def refused(self) -> tuple[Guard, ...]:
        """The guards that stop this decision."""
        return tuple(g for g in self.guards if g.level is GuardLevel.REFUSE)

    @property
    def to_confirm(self) -> tuple[Guard, ...]:
        """The guards that ask for a second confirmation with a reason."""
        return tuple(g for g in self.guards if g.level is GuardLevel.CONFIRM)
