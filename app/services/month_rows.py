"""Rows of a month beside tickets and payouts: decisions, charges, costs. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.access import mask_nickname
from app.domain.case import AdviceResult, SubReason
from app.domain.cost_sheet import KIND_OF, cost_sheet, sum_up
from app.domain.costs import CostKind
from app.domain.deadlines.clock import ClockKind, OverdueCause
from app.domain.decisions import by_remedy, from_json
from app.domain.facts import Offer, Stage
from app.domain.history import parsed
from app.domain.labels import label
from app.domain.order_number import shown_number
from app.domain.payment import ChargeReason, MoneyClass, Tender
from app.domain.remedy import Channel, Liability, Remedy
from app.domain.reports import (
    Departure,
    MonthCharge,
    MonthCost,
    MonthDecision,
    MonthDeparture,
    MonthEnquiry,
    MonthOverdue,
)
from app.domain.sentences import sentence
from app.domain.settlement.types import Breakdown
from app.model import tables
from app.model.fields import needed_instant, to_instant
from app.model.reading import Reader
from app.services.loading import load_ticket

DECISIONS = (
    "SELECT t.number, s.name, d.round, d.remedy, d.body, d.state, d.currency, d.refund_cents,"
    " d.compensation_cents, d.freight_cents, d.damages_cents, d.cost_cents, d.charge_cents,"
    " d.goodwill, f.name, d.decided_at, a.name, d.approved_at"
    " FROM decision d JOIN ticket t ON t.id = d.ticket_id JOIN shop s ON s.id = t.shop_id"
    " LEFT JOIN staff f ON f.id = d.staff_id LEFT JOIN staff a ON a.id = d.approved_by_id"
    " WHERE d.decided_at >= ? AND d.decided_at < ?"
    " AND t.shop_id IN (SELECT value FROM json_each(?)) ORDER BY d.decided_at, d.id"
)
CHARGES = (
    "SELECT t.number, s.name, c.reason, c.currency, c.amount_cents, c.reference, c.arrived_at"
    " FROM charge c JOIN ticket t ON t.id = c.ticket_id JOIN shop s ON s.id = t.shop_id"
    " WHERE c.state = 'arrived' AND c.arrived_at >= ? AND c.arrived_at < ?"
    " AND t.shop_id IN (SELECT value FROM json_each(?)) ORDER BY c.arrived_at, c.id"
)
ENQUIRIES = (
    "SELECT t.number, s.name, o.number, n.value, t.goods, t.channel, t.sub_reason, t.stage,"
    " t.advice, t.applied_at, t.closed_at,"
    " (SELECT f.name FROM event e JOIN staff f ON f.id = e.actor WHERE e.chain = t.id"
    "  ORDER BY e.seq DESC LIMIT 1)"
    " FROM ticket t JOIN shop s ON s.id = t.shop_id JOIN orders o ON o.id = t.order_id"
    " LEFT JOIN personal n ON n.subject = 'buyer' AND n.subject_id = t.buyer_id"
    " AND n.field = 'nickname'"
    " WHERE t.applied_at >= ? AND t.applied_at < ? AND t.shop_id IN (SELECT value FROM json_each(?))"
    " AND t.problem = 'enquiry' ORDER BY t.applied_at, t.id"
)
OVERDUE = (
    "SELECT t.number, s.name, b.kind, b.due_at, b.found_at, b.stage, f.name, b.cause"
    " FROM breach b JOIN ticket t ON t.id = b.ticket_id JOIN shop s ON s.id = t.shop_id"
    " LEFT JOIN staff f ON f.id = b.assignee_id WHERE b.due_at >= ? AND b.due_at < ?"
    " AND t.shop_id IN (SELECT value FROM json_each(?)) ORDER BY b.due_at, b.id"
)
# A ticket's row is younger than all of its verbs: the others need not be looked into.
DEPARTURES = (
    "SELECT t.number, s.name, e.kind, e.data, e.at, f.name"
    " FROM ticket t JOIN shop s ON s.id = t.shop_id JOIN event e ON e.chain = t.id"
    " LEFT JOIN staff f ON f.id = e.actor"
    " WHERE t.updated_at >= ?1 AND e.at >= ?1 AND e.at < ?2"
    " AND e.kind IN ('override_check', 'pay', 'late_claim', 'reopen')"
    """ AND (e.kind <> 'pay' OR instr(e.data, '"early":true') > 0)"""
    " AND t.shop_id IN (SELECT value FROM json_each(?3)) ORDER BY e.seq"
)
DEPARTED = (
    "SELECT e.kind, count(*) FROM ticket t JOIN event e ON e.chain = t.id"
    " WHERE t.updated_at >= ?1 AND e.at >= ?1 AND e.at < ?2"
    " AND e.kind IN ('override_check', 'pay', 'late_claim', 'reopen')"
    """ AND (e.kind <> 'pay' OR instr(e.data, '"early":true') > 0)"""
    " AND t.shop_id IN (SELECT value FROM json_each(?3)) GROUP BY e.kind"
)
COSTS = (
    "SELECT t.id, t.number, s.name, t.liability, t.currency,"
    " (SELECT json_group_array(json_array(p.money_class, p.tender, p.currency, p.amount_cents))"
    "  FROM payout p WHERE p.ticket_id = t.id AND p.state IN ('submitted', 'arrived')),"
    " (SELECT json_group_array(json_array(c.currency, c.amount_cents)) FROM charge c"
    "  WHERE c.ticket_id = t.id AND c.state = 'arrived'),"
    " (SELECT json_group_array(json_array(c.currency, c.amount_cents)) FROM cost c"
    "  WHERE c.ticket_id = t.id),"
    " (SELECT json_group_array(json_array(r.currency, coalesce(r.recovered_cents, 0)))"
    "  FROM recovery r WHERE r.ticket_id = t.id),"
    " EXISTS (SELECT 1 FROM ticket_unit u WHERE u.ticket_id = t.id"
    "  AND u.goods_in IN ('sellable', 'damaged', 'worn', 'missing_parts'))"
    " OR EXISTS (SELECT 1 FROM dispatch d WHERE d.ticket_id = t.id)"
    " OR EXISTS (SELECT 1 FROM repair_order w WHERE w.ticket_id = t.id)"
    " OR EXISTS (SELECT 1 FROM inspection i WHERE i.ticket_id = t.id)"
    " OR EXISTS (SELECT 1 FROM obligation b WHERE b.ticket_id = t.id AND b.state = 'kept')"
    " FROM ticket t JOIN shop s ON s.id = t.shop_id"
    " WHERE t.applied_at >= ? AND t.applied_at < ?"
    " AND t.shop_id IN (SELECT value FROM json_each(?)) ORDER BY t.applied_at, t.id"
)


def decision_row(row: tuple[Any, ...]) -> MonthDecision:
    """A row of `DECISIONS`; the sentence and the tenders stand in the stored round itself."""
    choices, breakdown = from_json(str(row[4]))
    return MonthDecision(
        ticket=row[0],
        shop=row[1],
        round=row[2],
        remedy=Remedy(row[3]),
        sentence=by_remedy(choices.remedy).sentence(choices, breakdown),
        state=label(Offer(row[5])),
        currency=row[6],
        refund_cents=row[7],
        compensation_cents=row[8],
        freight_cents=row[9],
        damages_cents=row[10],
        cost_cents=row[11],
        charge_cents=row[12],
        waived_cents=breakdown.waived_cents,
        points=_given_back(breakdown, Tender.POINTS),
        coupon_cents=_given_back(breakdown, Tender.COUPON),
        stored_cents=_given_back(breakdown, Tender.STORED),
        goodwill=bool(row[13]),
        decided_by=row[14] or "",
        decided_at=needed_instant(row[15]),
        approved_by=row[16] or "",
        approved_at=to_instant(row[17]),
    )


def _given_back(breakdown: Breakdown, tender: Tender) -> int:
    return sum(row.cents for row in breakdown.payouts if row.tender is tender)


def charge_row(row: tuple[Any, ...]) -> MonthCharge:
    """A row of `CHARGES`."""
    return MonthCharge(
        ticket=row[0],
        shop=row[1],
        reason=label(ChargeReason(row[2])),
        currency=row[3],
        cents=row[4],
        reference=row[5],
        arrived_at=needed_instant(row[6]),
    )


def cost_rows(read: Reader, rows: Iterable[tuple[Any, ...]]) -> Iterator[MonthCost]:
    """Rows of `COSTS` that cost anything. Where goods moved the whole ticket is valued."""
    for key, number, shop, liability, currency, paid, charged, others, recovered, moved in rows:
        extra = [(int(cents), str(where)) for where, cents in parsed(others)]
        back = [(int(cents), str(where)) for where, cents in parsed(recovered)]
        if moved:
            ticket = load_ticket(read, read.get(tables.Ticket, int(key)) or {})
            costs = cost_sheet(ticket)
        else:
            costs = sum_up(
                str(currency),
                Liability(liability),
                (
                    *_cash(parsed(paid)),
                    *((CostKind.CHARGED, -int(cents), str(w)) for w, cents in parsed(charged)),
                    *((CostKind.OTHER, cents, where) for cents, where in extra),
                    *((CostKind.RECOVERED, -cents, where) for cents, where in back),
                ),
                tenders=tuple(_tenders(parsed(paid))),
            )
        if costs.rows or costs.foreign or costs.tenders:
            yield MonthCost(str(number), str(shop), costs)


def _cash(paid: Any) -> Iterator[tuple[CostKind, int, str]]:
    for money_class, tender, where, cents in paid:
        if tender == Tender.CASH.value:
            yield KIND_OF[MoneyClass(money_class)], int(cents), str(where)


def _tenders(paid: Any) -> Iterator[tuple[Tender, int]]:
    for tender in Tender:
        given = sum(int(cents) for _class, kind, _where, cents in paid if kind == tender.value)
        if given and tender is not Tender.CASH:
            yield tender, given


def enquiry_row(row: tuple[Any, ...]) -> MonthEnquiry:
    """A question of the month; the buyer's name is masked here."""
    (
        number, shop, order_no, nickname, goods, channel, topic, stage, advice, applied, closed, who,
    ) = row  # fmt: skip
    return MonthEnquiry(
        number=number,
        shop=shop,
        order_no=shown_number(order_no),
        buyer=mask_nickname(nickname) if nickname else "",
        goods=goods,
        channel=Channel(channel),
        topic=SubReason(topic) if topic else None,
        stage=Stage(stage),
        advice=AdviceResult(advice) if advice else None,
        applied_at=needed_instant(applied),
        closed_at=to_instant(closed),
        handler=who or "",
    )


def departure_row(row: tuple[Any, ...]) -> MonthDeparture:
    """A step out of the usual way; an event holds no personal words, so its sentence has none."""
    number, shop, kind, data, at, who = row
    return MonthDeparture(
        ticket=number,
        shop=shop,
        what=Departure(kind),
        text=sentence(kind, parsed(data)),
        at=needed_instant(at),
        who=who or "",
    )


def overdue_row(row: tuple[Any, ...]) -> MonthOverdue:
    """What ran out, with the cause when somebody has said it."""
    number, shop, kind, due, found, stage, handler, cause = row
    return MonthOverdue(
        ticket=number,
        shop=shop,
        what=ClockKind(kind),
        due_at=needed_instant(due),
        found_at=needed_instant(found),
        stage=Stage(stage),
        handler=handler or "",
        cause=OverdueCause(cause) if cause else None,
    )
