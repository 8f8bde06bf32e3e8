"""A ticket with everything around it that the checks look at, read in a handful of queries.

Runs inside a write too: a decision is weighed by the same case.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.checks import BuyerHistory, Case, Override, Verdict
from app.domain.order import Unit
from app.domain.regions import is_remote
from app.domain.rulepack.category import category_of
from app.domain.ticket import Ticket
from app.errors import NotFound
from app.i18n import _
from app.model import tables
from app.model.fields import needed_instant, to_instant, to_text
from app.model.reading import Reader, Values
from app.model.search import number_key
from app.services.calendar_reading import calendar_of
from app.services.goods_policies import policies_of
from app.services.loading_case import staff_name
from app.services.rule_reading import rules_of

_YEAR = timedelta(days=365)
_DAY = timedelta(days=1)
_MOST_NAMED = 5  # more nobody reads
_VERDICTS = frozenset(Verdict)


def case_of(read: Reader, ticket: Ticket, now: datetime) -> Case:
    """The case of a ticket as it is now (UTC), under the rules of its order's day.

    Raises `NotFound` when its shop is gone.
    """
    shop = read.get(tables.Shop, ticket.shop.id)
    if shop is None:
        raise NotFound(_("找不到这家店铺。"))
    zone = ZoneInfo(ticket.shop.zone)
    claimed = {line.line_id for line in ticket.lines}
    lines = [line for line in ticket.order.lines if not claimed or line.id in claimed]
    policies = policies_of(read, ticket.shop.id, lines)
    repairs, repair_days = _repairs(read, ticket, now)
    return Case(
        ticket=ticket,
        rules=rules_of(read, shop, rules_day(ticket, zone)),
        calendar=calendar_of(read, shop),
        now=now,
        policies=policies,
        categories={
            line.id: category_of(policies.get(line.id), line.special).value for line in lines
        },
        claimed_elsewhere=_claimed_elsewhere(read, ticket),
        serial_elsewhere=_serial_elsewhere(read, ticket),
        history=_history(read, ticket, now),
        remote=is_remote(ticket.order.buyer.address, ticket.shop.remote_regions),
        agreed=ticket.in_force.breakdown if ticket.in_force else None,
        today=now.astimezone(zone).date(),
        overrides=_overrides(read, ticket.id),
        applications=_applications(read, ticket),
        repairs=repairs,
        repair_days=repair_days,
        back_at=_back_at(read, ticket.id),
    )


def rule_versions(read: Reader, ticket: Ticket) -> dict[str, str]:
    """The packs and changes a ticket is judged by, as a decision keeps them."""
    shop = read.get(tables.Shop, ticket.shop.id)
    if shop is None:
        return {}
    return dict(rules_of(read, shop, rules_day(ticket, ZoneInfo(ticket.shop.zone))).versions)


def _back_at(read: Reader, ticket_id: int) -> datetime | None:
    """The first of several parcels counts: what was in it has been here since."""
    rows = read.find(tables.ReturnParcel, ticket_id=ticket_id)
    known = (to_instant(row["received_at"]) for row in rows)
    return min((at for at in known if at is not None), default=None)


def _claimed_elsewhere(read: Reader, ticket: Ticket) -> frozenset[Unit]:
    """Units that other open tickets of the same order claim."""
    rows = read.query(
        "SELECT u.line_id, u.ordinal FROM ticket_unit u JOIN ticket t ON t.id = u.ticket_id"
        " WHERE t.order_id = ? AND t.id <> ? AND t.is_open = 1",
        (ticket.order.id, ticket.id),
    )
    return frozenset(Unit(int(line), int(ordinal)) for line, ordinal in rows)


def rules_day(ticket: Ticket, zone: ZoneInfo) -> date:
    """The day whose rules a ticket is judged by: when its order was placed, else applied for."""
    at = ticket.order.placed_at or ticket.order.paid_at or ticket.applied_at
    return at.astimezone(zone).date()


def _overrides(read: Reader, ticket_id: int) -> tuple[Override, ...]:
    """What people changed, the latest of each check last; a verdict of a newer program is left out."""
    rows = read.find(tables.CheckOverride, ticket_id=ticket_id)
    return tuple(_override(read, row) for row in rows if row["verdict"] in _VERDICTS)


def _override(read: Reader, row: Values) -> Override:
    return Override(
        check=str(row["check_id"]),
        verdict=Verdict(row["verdict"]),
        by=staff_name(read, row["staff_id"]),
        at=needed_instant(row["made_at"]),
        reason=read.personal("check_override", int(row["id"]), "reason"),
    )


def _serial_elsewhere(read: Reader, ticket: Ticket) -> tuple[str, ...]:
    serial = number_key(ticket.details.serial)
    if not serial:
        return ()
    rows = read.query(
        "SELECT DISTINCT t.number FROM ticket_number n JOIN ticket t ON t.id = n.ticket_id"
        " WHERE n.number = ? AND n.kind = 'serial' AND t.id <> ? ORDER BY t.id DESC LIMIT ?",
        (serial, ticket.id, _MOST_NAMED),
    )
    return tuple(str(number) for (number,) in rows)


def _history(read: Reader, ticket: Ticket, now: datetime) -> BuyerHistory:
    """The buyer's year in this shop, this ticket and mere questions left out."""
    rows = read.query(
        "WITH me(id) AS (SELECT buyer_id FROM ticket WHERE id = ?1),"
        " mine AS MATERIALIZED (SELECT t.id, t.order_id,"
        "   coalesce(nullif(t.remedy, ''), t.requested) AS kind"
        "  FROM ticket t JOIN me ON t.buyer_id = me.id"
        "  WHERE t.id <> ?1 AND t.applied_at >= ?2 AND t.problem <> 'enquiry'),"
        " bought AS (SELECT count(*) AS orders, total(iif(o.currency = ?3, o.paid_cents, 0)) AS paid"
        "  FROM orders o JOIN me ON o.buyer_id = me.id"
        "  WHERE o.created_at >= ?2 OR o.placed_at >= ?2),"
        " asked AS (SELECT count(*) AS tickets, total(order_id = ?4) AS here,"
        "  total(kind = 'return_refund') AS returns FROM mine),"
        " back AS (SELECT total(p.amount_cents) AS refunded FROM mine CROSS JOIN payout p"
        "  ON p.ticket_id = mine.id WHERE p.state IN ('submitted', 'arrived')"
        "  AND p.currency = ?3 AND p.tender = 'cash' AND p.money_class = 'price_refund')"
        " SELECT orders, tickets, here, returns, paid, refunded FROM bought, asked, back",
        (ticket.id, to_text(now - _YEAR), ticket.order.currency, ticket.order.id),
    )
    return BuyerHistory(*map(int, rows[0]))


def _applications(read: Reader, ticket: Ticket) -> int:
    """How often the platform had an application for what this order's tickets claim."""
    return int(
        read.scalar("SELECT count(*) FROM platform_claim WHERE order_id = ?", (ticket.order.id,))
    )


def _repairs(read: Reader, ticket: Ticket, now: datetime) -> tuple[int, int]:
    """Repairs of the same lines that ended, on any ticket of the order, and the days they took."""
    rows = read.query(
        "SELECT DISTINCT r.id, r.started_at, r.ended_at FROM ticket t"
        " JOIN repair_order r ON r.ticket_id = t.id JOIN ticket_line l ON l.ticket_id = t.id"
        " WHERE t.order_id = ? AND r.state IN ('done', 'cannot_be_repaired')"
        " AND l.line_id IN (SELECT line_id FROM ticket_line WHERE ticket_id = ?)",
        (ticket.order.id, ticket.id),
    )
    days = 0
    for _key, started, ended in rows:
        begun, done = to_instant(started), to_instant(ended)
        if begun is not None:
            took = (done or now.astimezone(UTC)) - begun
            days += max(-(-took // _DAY), 0)  # a day begun is a day without the goods
    return len(rows), days
