"""A month: tickets by the day they were applied for, money by the day it arrived, in shop time."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from app.clock import day_bounds, local_day
from app.domain.access import mask_nickname
from app.domain.case import AdviceResult
from app.domain.deadlines.clock import OverdueCause
from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.order import Platform
from app.domain.order_number import shown_number
from app.domain.payment import MoneyClass, PayMethod, PayoutSource, Tender
from app.domain.remedy import Liability, Remedy
from app.domain.reports import (
    CurrencySum,
    DayCount,
    Departure,
    Month,
    MonthCost,
    MonthMoney,
    MonthTicket,
)
from app.errors import RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_instant, to_text
from app.model.reading import Reader
from app.services import month_rows
from app.services.context import HOME_ZONE, Context

_TICKETS = (
    "SELECT t.number, s.name, s.platform, o.number,"
    " (SELECT group_concat(c.claim_no, '、') FROM platform_claim c WHERE c.ticket_id = t.id),"
    " n.value, t.goods, t.issue, t.requested, t.remedy, t.stage, t.liability, t.currency,"
    " t.requested_cents,"
    " (SELECT sum(p.amount_cents) FROM payout p WHERE p.ticket_id = t.id AND p.tender = 'cash'"
    "  AND p.state IN ('planned', 'approved', 'submitted', 'arrived')),"
    " (SELECT coalesce(sum(p.amount_cents), 0) FROM payout p WHERE p.ticket_id = t.id"
    "  AND p.tender = 'cash' AND p.state = 'arrived'),"
    " t.applied_at, t.closed_at, t.evidence_count,"
    " (SELECT f.name FROM event e JOIN staff f ON f.id = e.actor WHERE e.chain = t.id"
    "  ORDER BY e.seq DESC LIMIT 1)"
    " FROM ticket t JOIN shop s ON s.id = t.shop_id JOIN orders o ON o.id = t.order_id"
    " LEFT JOIN personal n ON n.subject = 'buyer' AND n.subject_id = t.buyer_id"
    " AND n.field = 'nickname'"
    " WHERE t.applied_at >= ? AND t.applied_at < ? AND t.shop_id IN (SELECT value FROM json_each(?))"
    " AND t.problem <> 'enquiry' ORDER BY t.applied_at, t.id"
)
_MONEY = (
    "SELECT t.number, s.name, o.number, p.money_class, p.method, p.source, p.currency,"
    " p.amount_cents, p.reference, p.arrived_at, p.tender"
    " FROM payout p JOIN ticket t ON t.id = p.ticket_id JOIN shop s ON s.id = t.shop_id"
    " JOIN orders o ON o.id = p.order_id"
    " WHERE p.state = 'arrived' AND p.arrived_at >= ? AND p.arrived_at < ?"
    " AND t.shop_id IN (SELECT value FROM json_each(?)) ORDER BY p.arrived_at, p.id"
)


_APPLIED = (
    "SELECT applied_at FROM ticket WHERE applied_at >= ? AND applied_at < ?"
    " AND shop_id IN (SELECT value FROM json_each(?)) AND problem <> 'enquiry'"
)
_CLOSED = (
    "SELECT closed_at FROM ticket WHERE closed_at >= ? AND closed_at < ?"
    " AND shop_id IN (SELECT value FROM json_each(?)) AND problem <> 'enquiry'"
)


class _Span:
    """The months of the chosen shops: one stretch of UTC per zone."""

    def __init__(self, read: Reader, year: int, month: int, shop_id: int | None) -> None:
        last = date(year, month, calendar.monthrange(year, month)[1])
        shops = read.find(tables.Shop) if shop_id is None else read.find(tables.Shop, id=shop_id)
        self.names = tuple(str(shop["name"]) for shop in shops)
        zones: dict[str, list[int]] = {}
        for shop in shops:
            zones.setdefault(str(shop["zone"]), []).append(int(shop["id"]))
        self.first_zone = next(iter(zones), HOME_ZONE)
        self.parts = []
        for zone, ids in zones.items():
            start, end = day_bounds(date(year, month, 1), last, zone)
            self.parts.append((to_text(start), to_text(end), str(ids), zone))
        self.last = last


def month_of(context: Context, year: int, month: int, shop_id: int | None) -> Month:
    """The month's figures; its rows are read when they are walked."""
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise RuleViolation(
            _("「{year}-{month}」不是一个月份，请写成 2026-11 这样。").format(
                year=year, month=month
            )
        )
    read = context.read()
    span = _Span(read, year, month, shop_id)
    sums = _money_sums(read, span)
    return Month(
        year=year,
        month=month,
        zone=span.first_zone,
        shops=span.names,
        made_at=context.now(),
        made_by=context.person.name if context.person else "",
        ticket_count=sum(n for _k, n in _grouped(read, span, "stage")),
        money_count=sum(n for _t, _c, _m, n, _s in sums),
        by_stage=tuple((Stage(k), n) for k, n in _grouped(read, span, "stage")),
        by_remedy=tuple((Remedy(k) if k else None, n) for k, n in _grouped(read, span, "remedy")),
        by_liability=tuple((Liability(k), n) for k, n in _grouped(read, span, "liability")),
        sums=_currency_sums((c, m, n, s) for t, c, m, n, s in sums if t == Tender.CASH.value),
        days=_days(read, span, year, month),
        tickets=_Walk(context, span, _TICKETS, _ticket),
        money=_Walk(context, span, _MONEY, _money_row),
        decisions=_Walk(context, span, month_rows.DECISIONS, month_rows.decision_row),
        charges=_Walk(context, span, month_rows.CHARGES, month_rows.charge_row),
        costs=_Costs(context, span),
        charged=_charged(read, span),
        given_back=_given_back(sums),
        by_advice=tuple(
            (AdviceResult(k) if k else None, n) for k, n in _grouped(read, span, "advice")
        ),
        enquiries=_Walk(context, span, month_rows.ENQUIRIES, month_rows.enquiry_row),
        by_cause=tuple(
            (OverdueCause(k) if k else None, n) for k, n in _grouped(read, span, "cause")
        ),
        overdue=_Walk(context, span, month_rows.OVERDUE, month_rows.overdue_row),
        by_departure=tuple((Departure(k), n) for k, n in _grouped(read, span, "departure")),
        departures=_Walk(context, span, month_rows.DEPARTURES, month_rows.departure_row),
    )


_GROUPS = {
    "departure": month_rows.DEPARTED,
    "cause": "SELECT b.cause, count(*) FROM breach b JOIN ticket t ON t.id = b.ticket_id"
    " WHERE b.due_at >= ? AND b.due_at < ?"
    " AND t.shop_id IN (SELECT value FROM json_each(?)) GROUP BY b.cause",
    "stage": "SELECT stage, count(*) FROM ticket WHERE applied_at >= ? AND applied_at < ?"
    " AND shop_id IN (SELECT value FROM json_each(?)) AND problem <> 'enquiry' GROUP BY stage",
    "remedy": "SELECT coalesce(nullif(remedy, ''), requested), count(*) FROM ticket"
    " WHERE applied_at >= ? AND applied_at < ?"
    " AND shop_id IN (SELECT value FROM json_each(?)) AND problem <> 'enquiry' GROUP BY 1",
    "liability": "SELECT liability, count(*) FROM ticket WHERE applied_at >= ? AND applied_at < ?"
    " AND shop_id IN (SELECT value FROM json_each(?)) AND problem <> 'enquiry'"
    " GROUP BY liability",
    # Questions are no claims: counted apart, and part of no share of anything.
    "advice": "SELECT advice, count(*) FROM ticket WHERE applied_at >= ? AND applied_at < ?"
    " AND shop_id IN (SELECT value FROM json_each(?)) AND problem = 'enquiry' GROUP BY advice",
}


def _grouped(read: Reader, span: _Span, what: str) -> list[tuple[str, int]]:
    tally: dict[str, int] = {}
    for start, end, ids, _zone in span.parts:
        for key, count in read.query(_GROUPS[what], (start, end, ids)):
            tally[str(key or "")] = tally.get(str(key or ""), 0) + int(count)
    return sorted(tally.items(), key=_most_first)


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _money_sums(read: Reader, span: _Span) -> list[tuple[str, str, str, int, int]]:
    """(tender, currency, class, rows, amount) of what arrived."""
    rows: list[tuple[str, str, str, int, int]] = []
    for start, end, ids, _zone in span.parts:
        rows.extend(
            (str(tender), str(currency), str(money_class), int(count), int(cents))
            for tender, currency, money_class, count, cents in read.query(
                "SELECT p.tender, p.currency, p.money_class, count(*), sum(p.amount_cents)"
                " FROM payout p"
                " JOIN ticket t ON t.id = p.ticket_id WHERE p.state = 'arrived'"
                " AND p.arrived_at >= ? AND p.arrived_at < ?"
                " AND t.shop_id IN (SELECT value FROM json_each(?))"
                " GROUP BY p.tender, p.currency, p.money_class",
                (start, end, ids),
            )
        )
    return rows


def _given_back(
    sums: list[tuple[str, str, str, int, int]],
) -> tuple[tuple[Tender, str, int], ...]:
    """What arrived in points, coupons and stored value: never part of a sum of money."""
    tally: dict[tuple[Tender, str], int] = {}
    for tender, currency, _class, _count, amount in sums:
        if tender != Tender.CASH.value:
            key = Tender(tender), currency
            tally[key] = tally.get(key, 0) + amount
    return tuple((tender, currency, tally[tender, currency]) for tender, currency in sorted(tally))


def _charged(read: Reader, span: _Span) -> tuple[tuple[str, int], ...]:
    """What arrived from buyers, by currency."""
    tally: dict[str, int] = {}
    for start, end, ids, _zone in span.parts:
        for currency, cents in read.query(
            "SELECT c.currency, sum(c.amount_cents) FROM charge c"
            " JOIN ticket t ON t.id = c.ticket_id WHERE c.state = 'arrived'"
            " AND c.arrived_at >= ? AND c.arrived_at < ?"
            " AND t.shop_id IN (SELECT value FROM json_each(?)) GROUP BY c.currency",
            (start, end, ids),
        ):
            tally[str(currency)] = tally.get(str(currency), 0) + int(cents)
    return tuple(sorted(tally.items()))


def _currency_sums(rows: Iterable[tuple[str, str, int, int]]) -> tuple[CurrencySum, ...]:
    sums: dict[str, dict[str, int]] = {}
    for currency, money_class, _count, cents in rows:
        of = sums.setdefault(currency, {})
        of[money_class] = of.get(money_class, 0) + cents
    return tuple(
        CurrencySum(
            currency,
            of.get(MoneyClass.PRICE_REFUND.value, 0),
            of.get(MoneyClass.COMPENSATION.value, 0),
            of.get(MoneyClass.FREIGHT.value, 0),
            of.get(MoneyClass.DAMAGES.value, 0),
        )
        for currency, of in sorted(sums.items())
    )


def _days(read: Reader, span: _Span, year: int, month: int) -> tuple[DayCount, ...]:
    applied: dict[date, int] = {}
    closed: dict[date, int] = {}
    for start, end, ids, zone in span.parts:
        for tally, sql in (
            (
                applied,
                _APPLIED,
            ),
            (
                closed,
                _CLOSED,
            ),
        ):
            for (text,) in read.query(sql, (start, end, ids)):
                day = local_day(_at(text), zone)
                tally[day] = tally.get(day, 0) + 1
    return tuple(
        DayCount(day, applied.get(day, 0), closed.get(day, 0))
        for day in (date(year, month, n) for n in range(1, span.last.day + 1))
    )


class _Walk:
    """Rows of a month, read in order while they are written; can be walked again."""

    def __init__(self, context: Context, span: _Span, sql: str, make: Any) -> None:
        self._context = context
        self._span = span
        self._sql = sql
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        connection = self._context.read().connection
        for start, end, ids, _zone in self._span.parts:
            for row in connection.execute(self._sql, (start, end, ids)):
                yield self._make(row)


class _Costs:
    """The cost sheets of a month's tickets, reckoned while they are written."""

    def __init__(self, context: Context, span: _Span) -> None:
        self._context = context
        self._span = span

    def __iter__(self) -> Iterator[MonthCost]:
        read = self._context.read()
        for start, end, ids, _zone in self._span.parts:
            found = read.connection.execute(month_rows.COSTS, (start, end, ids))
            yield from month_rows.cost_rows(read, found)


def _ticket(row: tuple[Any, ...]) -> MonthTicket:
    return MonthTicket(
        number=row[0],
        shop=row[1],
        platform=label(Platform(row[2])),
        order_no=shown_number(row[3]),
        claims=row[4] or "",
        buyer=mask_nickname(row[5]) if row[5] else "",
        goods=row[6],
        reason=row[7],
        requested=Remedy(row[8]) if row[8] else None,
        decided=Remedy(row[9]) if row[9] else None,
        stage=Stage(row[10]),
        liability=Liability(row[11]),
        currency=row[12],
        requested_cents=row[13],
        decided_cents=row[14],
        arrived_cents=row[15],
        applied_at=_at(row[16]),
        closed_at=to_instant(row[17]),
        evidence_count=row[18],
        handler=row[19] or "",
    )


def _money_row(row: tuple[Any, ...]) -> MonthMoney:
    return MonthMoney(
        ticket=row[0],
        shop=row[1],
        order_no=shown_number(row[2]),
        money_class=label(MoneyClass(row[3])),
        method=label(PayMethod(row[4])),
        source=label(PayoutSource(row[5])),
        currency=row[6],
        cents=row[7],
        reference=row[8],
        arrived_at=_at(row[9]),
        tender=Tender(row[10]),
    )


def _at(text: str) -> datetime:
    at = to_instant(text)
    return at if at is not None else datetime(1970, 1, 1, tzinfo=UTC)
