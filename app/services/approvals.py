"""What the limits look at, which decisions wait for a second person, and who that may be.

What counts as granted: money rows of a decision that are planned, handed over or arrived, offers
and decisions waiting for approval at what they give, and discounts promised and not run out. What
was withdrawn, declined, denied, lapsed, failed or reversed counts no more. Of the ticket at hand
only money already handed over counts: whatever else it granted gives way to the decision that is
being made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from app.clock import day_bounds, local_day
from app.domain.access import Permission, Role, missing
from app.domain.approval import (
    Need,
    Spent,
    Standing,
    Waiting,
    approval_needs,
    approver_role,
)
from app.domain.facts import Offer
from app.domain.history import parsed
from app.domain.remedy import Remedy
from app.domain.staff import Person
from app.domain.ticket import Ticket
from app.errors import NotAllowed
from app.i18n import _
from app.model.fields import needed_instant, to_text
from app.model.reading import Reader
from app.model.tables import Decision, Order
from app.services.context import Context
from app.services.limits import load_limits
from app.services.people import load_people, load_person

_ROLLING_DAY = timedelta(hours=24)


class ApprovalService:
    """Reads; approving and denying are verbs of the decision."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def standing(self, ticket: Ticket) -> Standing:
        """What the limits look at when the acting person decides on this ticket now."""
        return standing_of(self._context.read(), self._context, ticket)

    def approver(self, ticket: Ticket) -> Role | None:
        """The role that may approve the round that waits; None while none does."""
        record = ticket.decision
        if record is None or record.state != Offer.AWAITING_APPROVAL:
            return None
        read = self._context.read()
        row = read.get(Decision, record.id) or {}
        standing = author_standing(read, self._context, ticket, int(row["staff_id"]))
        return approver_role(approval_needs(standing, record.choices, record.breakdown))

    def waiting(self) -> tuple[Waiting, ...]:
        """Every decision that waits for approval, the oldest first."""
        read = self._context.read()
        acting = self._context.person.id if self._context.person else 0
        rows = read.query(
            "SELECT t.id, t.number, t.version, s.name, d.remedy,"
            " d.refund_cents + d.compensation_cents + d.freight_cents + d.damages_cents,"
            " d.currency,"
            " p.id, p.name, d.decided_at, d.needs"
            " FROM ticket t JOIN decision d ON d.ticket_id = t.id AND d.state = 'awaiting_approval'"
            " JOIN shop s ON s.id = t.shop_id JOIN staff p ON p.id = d.staff_id"
            " WHERE t.stage IN ('awaiting_approval', 'disputed') AND t.offer = 'awaiting_approval'"
            " ORDER BY d.decided_at, d.id"
        )
        people = len(load_people(read))
        return tuple(
            Waiting(
                ticket_id=int(ticket),
                number=str(number),
                version=int(version),
                shop=str(shop),
                remedy=Remedy(remedy),
                cents=int(cents),
                currency=str(currency),
                author=str(author),
                since=needed_instant(since),
                needs=tuple(str(text) for text in parsed(str(needs))),
                yours=people > 1 and int(author_id) == acting,
            )
            for (
                ticket,
                number,
                version,
                shop,
                remedy,
                cents,
                currency,
                author_id,
                author,
                since,
                needs,
            ) in rows
        )


def standing_of(
    read: Reader, context: Context, ticket: Ticket, person: Person | None = None
) -> Standing:
    """What the limits look at when this person decides on this ticket; None: who acts now."""
    # Behind the lock one may still look at what a decision would come to.
    person = person or context.person or context.acting()
    shop = ticket.shop
    same_money = shop.currency == ticket.order.currency
    return Standing(
        roles=person.roles,
        people=len(load_people(read)),
        limits=load_limits(read),
        spent=_spent(read, context, ticket, person),
        # Both are amounts in the shop's currency and say nothing of another.
        goodwill_budget_cents=shop.goodwill_budget_cents if same_money else None,
        waive_up_to_cents=shop.waived_difference_cents if same_money else 0,
    )


def author_standing(read: Reader, context: Context, ticket: Ticket, author_id: int) -> Standing:
    """The same for whoever wrote the decision at hand, when it is looked at by the approver."""
    return standing_of(read, context, ticket, load_person(read, author_id))


def demand_other_person(context: Context, author_id: int) -> None:
    """Raises `NotAllowed` when the acting person wrote it and somebody else could approve it."""
    if context.acting().id == author_id and len(load_people(context.read())) > 1:
        raise NotAllowed(_("这个方案是你自己定的，要由另一位同事审批。"), _("请让主管或店主来看。"))


def demand_approver(context: Context, needs: Iterable[Need]) -> None:
    """Raises `NotAllowed` when these reasons need the owner and the acting person is none."""
    found = tuple(needs)
    person = context.acting()
    if not found or approver_role(found) is not Role.OWNER or person.is_owner:
        return
    context.refuse(
        person,
        "approve",
        _("审批通过"),
        "",
        missing(person.roles, (Permission.EXCEED_SAVED,)),
    )


# CROSS JOIN keeps the order the tables are named in: from the few rows that are meant to their
# money. Left to itself, without statistics, SQLite begins at all payouts the desk ever had.


def _spent(read: Reader, context: Context, ticket: Ticket, person: Person) -> Spent:
    now = context.now()
    today = local_day(now, ticket.shop.zone)
    month, _end = day_bounds(today.replace(day=1), today, ticket.shop.zone)
    order, buyer = _of_order_and_buyer(read, ticket)
    return Spent(
        order_cents=order,
        buyer_cents=buyer,
        day_cents=_decided_alone(read, ticket, person.id, to_text(now - _ROLLING_DAY) or ""),
        goodwill_month_cents=_goodwill(read, ticket, to_text(month) or ""),
    )


def _of_order_and_buyer(read: Reader, ticket: Ticket) -> tuple[int, int]:
    row = read.get(Order, ticket.order.id) or {}
    which = (ticket.order.id, row.get("buyer_id"), ticket.order.currency, ticket.id)
    found = read.query(
        "SELECT coalesce(sum(CASE WHEN order_id = ? THEN cents END), 0), coalesce(sum(cents), 0)"
        " FROM (SELECT o.id AS order_id, p.amount_cents AS cents"
        " FROM orders o CROSS JOIN payout p"
        " WHERE p.order_id = o.id AND (o.id = ? OR o.buyer_id = ?) AND p.currency = ? AND p.tender = 'cash'"
        " AND p.decision_id IS NOT NULL AND (p.state IN ('submitted', 'arrived')"
        " OR (p.ticket_id <> ? AND p.state IN ('planned', 'approved')))"
        " UNION ALL SELECT o.id,"
        " d.refund_cents + d.compensation_cents + d.freight_cents + d.damages_cents"
        " FROM orders o CROSS JOIN ticket t CROSS JOIN decision d"
        " WHERE t.order_id = o.id AND d.ticket_id = t.id AND (o.id = ? OR o.buyer_id = ?) AND d.currency = ? AND t.id <> ?"
        " AND d.state IN ('offered', 'awaiting_approval')"
        " UNION ALL SELECT o.id, b.discount_cents"
        " FROM orders o CROSS JOIN ticket t CROSS JOIN obligation b"
        " WHERE t.order_id = o.id AND b.ticket_id = t.id AND (o.id = ? OR o.buyer_id = ?) AND b.currency = ? AND t.id <> ?"
        " AND b.state IN ('open', 'kept'))",
        (ticket.order.id, *which, *which, *which),
    )
    return int(found[0][0]), int(found[0][1])


def _decided_alone(read: Reader, ticket: Ticket, person_id: int, since: str) -> int:
    """What nobody else approved: that was another person's decision as much as this one's."""
    which = (person_id, since, ticket.order.currency, ticket.id)
    return int(
        read.scalar(
            "SELECT coalesce(sum(cents), 0) FROM (SELECT p.amount_cents AS cents"
            " FROM decision d CROSS JOIN payout p"
            " WHERE p.decision_id = d.id AND d.staff_id = ? AND d.decided_at >= ? AND d.approved_by_id IS NULL"
            " AND p.currency = ? AND p.tender = 'cash' AND (p.state IN ('submitted', 'arrived')"
            " OR (p.ticket_id <> ? AND p.state IN ('planned', 'approved')))"
            " UNION ALL SELECT"
            " d.refund_cents + d.compensation_cents + d.freight_cents + d.damages_cents"
            " FROM decision d"
            " WHERE d.staff_id = ? AND d.decided_at >= ? AND d.approved_by_id IS NULL"
            " AND d.currency = ? AND d.ticket_id <> ? AND d.state = 'offered'"
            " UNION ALL SELECT b.discount_cents"
            " FROM decision d CROSS JOIN obligation b"
            " WHERE b.ticket_id = d.ticket_id AND b.decision_id = d.id AND d.staff_id = ? AND d.decided_at >= ? AND d.approved_by_id IS NULL"
            " AND b.currency = ? AND d.ticket_id <> ? AND b.state IN ('open', 'kept'))",
            (*which, *which, *which),
        )
    )


def _goodwill(read: Reader, ticket: Ticket, since: str) -> int:
    which = (since, ticket.shop.id, ticket.order.currency, ticket.id)
    return int(
        read.scalar(
            "SELECT coalesce(sum(cents), 0) FROM (SELECT p.amount_cents AS cents"
            " FROM decision d CROSS JOIN ticket t CROSS JOIN payout p"
            " WHERE t.id = d.ticket_id AND p.decision_id = d.id AND d.goodwill = 1 AND d.decided_at >= ? AND t.shop_id = ?"
            " AND p.currency = ? AND p.tender = 'cash' AND (p.state IN ('submitted', 'arrived')"
            " OR (p.ticket_id <> ? AND p.state IN ('planned', 'approved')))"
            " UNION ALL SELECT"
            " d.refund_cents + d.compensation_cents + d.freight_cents + d.damages_cents"
            " FROM decision d CROSS JOIN ticket t"
            " WHERE t.id = d.ticket_id AND d.goodwill = 1 AND d.decided_at >= ? AND t.shop_id = ?"
            " AND d.currency = ? AND t.id <> ? AND d.state IN ('offered', 'awaiting_approval')"
            " UNION ALL SELECT b.discount_cents"
            " FROM decision d CROSS JOIN ticket t CROSS JOIN obligation b"
            " WHERE t.id = d.ticket_id AND b.ticket_id = d.ticket_id AND b.decision_id = d.id"
            " AND d.goodwill = 1 AND d.decided_at >= ? AND t.shop_id = ?"
            " AND b.currency = ? AND t.id <> ? AND b.state IN ('open', 'kept'))",
            (*which, *which, *which),
        )
    )
