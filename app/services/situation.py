"""What a settlement must know beside the order: the ticket's facts and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median_low

from app.domain.decisions import from_json
from app.domain.facts import INSPECTED, GoodsIn, Offer
from app.domain.order import Unit
from app.domain.remedy import ProblemClass, Remedy
from app.domain.settlement import replaceable
from app.domain.settlement.types import Row, Situation
from app.domain.ticket import Ticket
from app.model.fields import to_text
from app.model.reading import Reader
from app.services.goods_rows import with_buyer_again

_SIMILAR_DAYS = 180
# A street may be called after a far region; a region is followed by its kind or begins the line.
_KINDS = "(?:省|市|特别行政区|[^省市县区]{0,4}自治[区州县]|地区|州|盟|县)"


def situation_of(read: Reader, ticket: Ticket, now: datetime) -> Situation:
    """Everything `settle` looks at beside order, money and choices, as it is now (UTC)."""
    platform = next((c for c in ticket.claims if c.remedy is not None), None)
    gone = with_buyer_again(ticket)
    goods_in = {
        unit: GoodsIn.GIVEN_BACK if unit in gone else state
        for unit, state in ticket.goods_in.items()
    }
    count, median = _similar(read, ticket, now)
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
        units_claimed_elsewhere=_claimed_elsewhere(read, ticket),
        zone=ticket.shop.zone,
        problem=ticket.problem,
        true_reason=ticket.true_reason,
        clawed_back_cents=_clawed_back(read, ticket),
        waive_up_to_cents=ticket.shop.waived_difference_cents,
        remote_region=is_remote(ticket.order.buyer.address, ticket.shop.remote_regions),
        last_offer_cents=_last_offer(ticket),
        counter_cents=next(
            (o.cents for o in reversed(ticket.counter_offers) if o.cents is not None), None
        ),
        similar_count=count,
        similar_median_cents=median,
        inspected=not ticket.facts.goods_expected
        and any(s in INSPECTED for s in goods_in.values()),
    )


def is_remote(address: str, regions: Iterable[str]) -> bool:
    """Whether an address lies in one of these regions: by its beginning, or by a region's kind.

    `上海市西藏中路` is no address in Tibet.
    """
    text = "".join(address.split()).removeprefix("中国")
    return any(
        text.startswith(region) or re.search(re.escape(region) + _KINDS, text) is not None
        for region in regions
        if region and text
    )


def _last_offer(ticket: Ticket) -> int | None:
    """The compensation the buyer last refused."""
    refused = [
        d.breakdown.compensation_cents
        for d in ticket.decisions
        if d.state == Offer.DECLINED and d.remedy is Remedy.COMPENSATION
    ]
    return refused[-1] if refused else None


def _clawed_back(read: Reader, ticket: Ticket) -> int:
    """What earlier decisions of this order kept for its promotion, as far as their money lives."""
    replaced = set(replaceable(ticket.order_money, ticket.id))
    live = {
        row.decision_id
        for row in ticket.order_money
        if row.live and row.id not in replaced and row.decision_id is not None
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


def _claimed_elsewhere(read: Reader, ticket: Ticket) -> frozenset[Unit]:
    """Units that other open tickets of the same order claim and have not been paid for."""
    rows = read.query(
        "SELECT u.line_id, u.ordinal FROM ticket_unit u JOIN ticket t ON t.id = u.ticket_id"
        " WHERE t.order_id = ? AND t.id <> ? AND t.is_open = 1",
        (ticket.order.id, ticket.id),
    )
    return frozenset(Unit(int(line), int(ordinal)) for line, ordinal in rows)
