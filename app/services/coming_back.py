"""What somebody comes back to until the end of today, across tickets: four reads, each by an index.

Reading is all it does. A line stands there until its day has come and somebody saw to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from app.clock import local_day
from app.domain.contact import ComeBack, ComeBackKind, FollowUpKind
from app.domain.money import Money
from app.i18n import _
from app.model.fields import needed_instant, to_text
from app.model.reading import Reader

_FARTHEST: Final = timedelta(hours=36)
"""No zone's today ends later."""
_MOST: Final = 500
"""Of each kind; nobody reads a longer list, and the oldest stand first."""

_FOLLOW_UPS = """
    SELECT f.id, t.id, t.number, t.goods, s.zone, f.due_at, f.kind, f.staff_id, p.name, w.value
    FROM follow_up f JOIN ticket t ON t.id = f.ticket_id JOIN shop s ON s.id = t.shop_id
    LEFT JOIN staff p ON p.id = f.staff_id
    LEFT JOIN personal w ON w.subject = 'follow_up' AND w.subject_id = f.id AND w.field = 'what'
    WHERE f.done_at IS NULL AND f.due_at < ? ORDER BY f.due_at LIMIT ?
"""
_QUESTIONS = """
    SELECT q.id, t.id, t.number, t.goods, s.zone, coalesce(q.due_at, q.asked_at), b.name,
    p.name, w.value
    FROM question q JOIN ticket t ON t.id = q.ticket_id JOIN shop s ON s.id = t.shop_id
    JOIN staff b ON b.id = q.asked_by_id JOIN staff p ON p.id = q.asked_of_id
    LEFT JOIN personal w ON w.subject = 'question' AND w.subject_id = q.id AND w.field = 'text'
    WHERE q.answered_at IS NULL AND q.asked_of_id = ? ORDER BY 6 LIMIT ?
"""
_PROMISES = """
    SELECT o.id, t.id, t.number, t.goods, s.zone, o.expires_at, o.part, o.discount_cents, o.currency
    FROM obligation o JOIN ticket t ON t.id = o.ticket_id JOIN shop s ON s.id = t.shop_id
    WHERE o.state = 'open' AND o.expires_at < ? ORDER BY o.expires_at LIMIT ?
"""
_RETURNS = """
    SELECT t.id, t.number, t.goods, s.zone, coalesce(t.return_by_at, t.buyer_due_at), p.name,
    t.assignee_id
    FROM ticket t JOIN shop s ON s.id = t.shop_id LEFT JOIN staff p ON p.id = t.assignee_id
    WHERE t.stage = 'awaiting_return' AND t.return_tracking = ''
    AND coalesce(t.return_by_at, t.buyer_due_at) < ? ORDER BY 5 LIMIT ?
"""


def due_today(read: Reader, person_id: int, now: datetime) -> tuple[ComeBack, ...]:
    """Everybody's follow-ups, promises and late parcels, and what was asked of this person.

    Today ends in the zone of each ticket's shop.
    """
    until = to_text(now + _FARTHEST) or ""
    found = (
        *_follow_ups(read, person_id, until),
        *_questions(read, person_id),
        *_promises(read, until),
        *_returns(read, person_id, until),
    )
    return tuple(sorted((one for one in found if _is_today(one, now)), key=_when))


def _when(one: ComeBack) -> tuple[datetime, str]:
    return one.due_at, one.number


def _is_today(one: ComeBack, now: datetime) -> bool:
    """A question is always of today; of the rest what is due before the day is over."""
    if one.kind is ComeBackKind.QUESTION:
        return True
    # 24:00 is the first instant of the next day.
    last = one.due_at - timedelta(seconds=1)
    return local_day(last, one.zone) <= local_day(now, one.zone)


def _follow_ups(read: Reader, person_id: int, until: str) -> Iterator[ComeBack]:
    for key, ticket, number, goods, zone, due, kind, staff, owner, what in read.query(
        _FOLLOW_UPS, (until, _MOST)
    ):
        yield ComeBack(
            ComeBackKind.FOLLOW_UP, key, ticket, number, goods, zone, needed_instant(due),
            what or "", owner or "", staff == person_id, FollowUpKind(kind),
        )  # fmt: skip


def _questions(read: Reader, person_id: int) -> Iterator[ComeBack]:
    for key, ticket, number, goods, zone, due, asked_by, owner, text in read.query(
        _QUESTIONS, (person_id, _MOST)
    ):
        yield ComeBack(
            ComeBackKind.QUESTION, key, ticket, number, goods, zone, needed_instant(due),
            _("{who} 问：{text}").format(who=asked_by, text=text or ""), owner, True,
        )  # fmt: skip


def _promises(read: Reader, until: str) -> Iterator[ComeBack]:
    for key, ticket, number, goods, zone, due, part, cents, currency in read.query(
        _PROMISES, (until, _MOST)
    ):
        parts = [_("随下一单寄 {part}").format(part=part)] if part else []
        if cents:
            parts.append(_("下一单减 {sum}").format(sum=Money(int(cents), str(currency))))
        yield ComeBack(
            ComeBackKind.PROMISE, key, ticket, number, goods, zone, needed_instant(due),
            "，".join(parts),
        )  # fmt: skip


def _returns(read: Reader, person_id: int, until: str) -> Iterator[ComeBack]:
    for ticket, number, goods, zone, due, owner, staff in read.query(_RETURNS, (until, _MOST)):
        yield ComeBack(
            ComeBackKind.RETURN, ticket, ticket, number, goods, zone, needed_instant(due),
            "", owner or "", staff is not None and staff == person_id,
        )  # fmt: skip
