"""What a settlement must know beside the order: the ticket's facts and its surroundings."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median_low
from typing import NamedTuple

from app.domain.checks import Case, failing, review
from app.domain.checks.seen import goods_of
from app.domain.decisions import from_json
from app.domain.facts import INSPECTED, GoodsIn, Offer
from app.domain.negotiation import PromiseState
from app.domain.order import Unit
from app.domain.payment import MoneyClass, Tender
from app.domain.remedy import ProblemClass, Remedy
from app.domain.rulepack.freight_table import FreightTable, freight_table, stated_for_goods
from app.domain.rulepack.values import Mark, RuleValue
from app.domain.settlement import replaceable
from app.domain.settlement.types import Row, Situation
from app.domain.ticket import Ticket
from app.i18n import _
from app.model import tables
from app.model.fields import to_text
from app.model.reading import Reader
from app.services.case_reading import case_of
from app.services.goods_rows import with_buyer_again

_SIMILAR_DAYS = 180
_INSURED = ("运费险", "退货包运费")


class _Promised(NamedTuple):
    """Discounts on a next order, in cents, and how many open promises a new round replaces."""

    elsewhere: int = 0  # open or kept, on other tickets of the order
    kept_here: int = 0
    open_here: int = 0


def situation_of(read: Reader, ticket: Ticket, now: datetime) -> Situation:
    """Everything `settle` looks at beside order, money and choices, as it is now (UTC)."""
    case = case_of(read, ticket, now)
    platform = next((c for c in ticket.claims if c.remedy is not None), None)
    gone = with_buyer_again(ticket)
    goods_in = {
        unit: GoodsIn.GIVEN_BACK if unit in gone else state
        for unit, state in ticket.goods_in.items()
    }
    count, median = _similar(read, ticket, now)
    promised = _promised(read, ticket)
    return Situation(
        ticket_id=ticket.id,
        facts=ticket.facts,
        now=now,
        goods_in=goods_in,
        requested_cents=ticket.requested_cents,
        requested=ticket.requested,
        platform_remedy=platform.remedy if platform else None,
        platform_reason=ticket.platform_reason,
        return_freight_cap_cents=ticket.shop.return_freight_cap_cents,
        avoided_freight_cents=ticket.shop.one_way_freight_cents,
        units_claimed_elsewhere=case.claimed_elsewhere,
        zone=ticket.shop.zone,
        problem=ticket.problem,
        true_reason=ticket.true_reason,
        clawed_back_cents=_clawed_back(read, ticket),
        waive_up_to_cents=ticket.shop.waived_difference_cents,
        remote_region=case.remote,
        last_offer_cents=_last_offer(ticket),
        counter_cents=next(
            (o.cents for o in reversed(ticket.counter_offers) if o.cents is not None), None
        ),
        similar_count=count,
        similar_median_cents=median,
        inspected=not ticket.facts.goods_expected
        and any(s in INSPECTED for s in goods_in.values()),
        promised_at=ticket.order.promised_at,
        promised_cents=promised.elsewhere + promised.kept_here,
        promised_here_cents=promised.kept_here,
        promises_open=promised.open_here,
        units_replaced=_replaced(read, ticket),
        return_parcels=len(read.find(tables.ReturnParcel, ticket_id=ticket.id)),
        return_courier=ticket.return_courier,
        couriers=ticket.shop.couriers,
        failing=failing(review(case)),
        late_penalty_percent=case.rules.number("late.penalty_percent", 0),
        late_penalty_cap_cents=case.rules.number("late.penalty_cap_cents", 0),
        reasons=case.rules.words("reasons"),
        freight=_freight(case),
        shares=ticket.finding.shares,
    )


def _freight(case: Case) -> FreightTable:
    """Who pays which parcel by the rules of the case, and by what the shop says of its goods."""
    table = freight_table(case.rules, insured=is_insured(case.ticket))
    said = {one.policy.buyer_pays_return if one.policy else None for one in goods_of(case)}
    stated = said.pop() if len(said) == 1 else None
    source = _("本店商品说明")
    by = RuleValue("goods.buyer_pays_return", "", Mark.OWN, source, case.rules.on)
    return stated_for_goods(table, stated, by)


def is_insured(ticket: Ticket) -> bool:
    """Whether the platform's own words speak of return-freight insurance."""
    said = [ticket.order.status]
    for claim in ticket.claims:
        said += (claim.remedy_text, claim.reason, claim.status, claim.goods_state)
    return any(word in text for text in said for word in _INSURED)


def _last_offer(ticket: Ticket) -> int | None:
    """The compensation the buyer last refused."""
    refused = [
        d.breakdown.compensation_cents
        for d in ticket.decisions
        if d.state == Offer.DECLINED and d.remedy is Remedy.COMPENSATION
    ]
    return refused[-1] if refused else None


def _clawed_back(read: Reader, ticket: Ticket) -> int:
    """What earlier decisions of this order kept for its promotion, as far as their refund lives.

    Freight or points of the same decision may be with the buyer while the refund came back.
    """
    replaced = set(replaceable(ticket.order_money, ticket.id))
    live = {
        row.decision_id
        for row in ticket.order_money
        if row.live
        and row.money_class is MoneyClass.PRICE_REFUND
        and row.tender is Tender.CASH
        and row.id not in replaced
        and row.decision_id is not None
    }
    rows = read.query(
        "SELECT d.id, d.body FROM ticket t JOIN decision d ON d.ticket_id = t.id"
        " WHERE t.order_id = ? AND d.state = 'accepted' AND instr(d.body, '\"row\":\"claw_back\"')",
        (ticket.order.id,),
    )
    return -sum(
        line.cents
        for key, body in rows
        if key in live
        for line in from_json(str(body))[1].lines
        if line.row is Row.CLAW_BACK
    )


def _similar(read: Reader, ticket: Ticket, now: datetime) -> tuple[int, int | None]:
    """How many compensations for the same problem buyers of this shop took lately, and the median."""
    if ticket.problem is ProblemClass.UNKNOWN:
        return 0, None
    # CROSS JOIN: by the time of the decisions, never through all tickets of the shop.
    rows = read.query(
        "SELECT d.compensation_cents FROM decision d CROSS JOIN ticket t ON t.id = d.ticket_id"
        " WHERE d.remedy = 'compensation' AND d.decided_at >= ? AND d.state = 'accepted'"
        " AND d.currency = ? AND d.compensation_cents > 0"
        " AND t.shop_id = ? AND t.problem = ? AND t.id <> ?"
        " ORDER BY d.decided_at DESC LIMIT 500",
        (
            to_text(now - timedelta(days=_SIMILAR_DAYS)),
            ticket.order.currency,
            ticket.shop.id,
            ticket.problem.value,
            ticket.id,
        ),
    )
    found = [int(cents) for (cents,) in rows]
    return len(found), median_low(found) if found else None


def _promised(read: Reader, ticket: Ticket) -> _Promised:
    """What tickets of this order promised for later. What ran out is owed no more."""
    # CROSS JOIN: from the few tickets of the order, never through every promise of the desk.
    rows = read.query(
        "SELECT b.ticket_id, b.state, b.discount_cents FROM ticket t CROSS JOIN obligation b"
        " WHERE b.ticket_id = t.id AND t.order_id = ? AND b.state IN ('open', 'kept')"
        " AND b.currency = ?",
        (ticket.order.id, ticket.order.currency),
    )
    here = [(state, int(cents)) for key, state, cents in rows if key == ticket.id]
    return _Promised(
        elsewhere=sum(int(cents) for key, _state, cents in rows if key != ticket.id),
        kept_here=sum(cents for state, cents in here if state == PromiseState.KEPT),
        open_here=sum(1 for state, _cents in here if state == PromiseState.OPEN),
    )


def _replaced(read: Reader, ticket: Ticket) -> frozenset[Unit]:
    """Pieces of the order for which others left, or wait to leave for another ticket."""
    rows = read.query(
        "SELECT l.line_id, l.ordinal FROM ticket t JOIN dispatch d ON d.ticket_id = t.id"
        " JOIN dispatch_line l ON l.dispatch_id = d.id"
        " WHERE t.order_id = ? AND d.purpose IN ('exchange', 'reship') AND l.ordinal > 0"
        " AND (d.state IN ('shipped', 'delivered') OR (d.state = 'to_ship' AND t.id <> ?))",
        (ticket.order.id, ticket.id),
    )
    return frozenset(Unit(int(line), int(ordinal)) for line, ordinal in rows)
