"""What is about to run out, what ran out, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.clock import local_day
from app.domain.deadlines.clock import Breach, ClockKind, OverdueCause, Reminder
from app.domain.deadlines.overdue import OverdueLine
from app.domain.deadlines.reminding import next_word, offsets
from app.domain.deadlines.telling import ClockLine, clock_lines
from app.domain.shop import Platform
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import Busy, NotAllowed
from app.model import tables
from app.model.fields import needed_instant, to_instant, to_text
from app.model.reading import Reader
from app.model.writing import Write
from app.services.calendar_reading import calendar_of
from app.services.clock_rows import REMINDERS
from app.services.rule_reading import rules_of
from app.services.verb import TicketVerbs

_MOST = 500
WORTH_SAYING = (
    "SELECT c.id, c.ticket_id, t.number, t.shop_id, c.kind, c.due_at, c.estimated"
    " FROM clock c JOIN ticket t ON t.id = c.ticket_id"
    " WHERE c.remind_at <= ? ORDER BY c.remind_at, c.id"
)
ANYTHING = "SELECT EXISTS (SELECT 1 FROM clock WHERE remind_at <= ?)"
_LINES = (
    "SELECT b.id, b.ticket_id, t.number, b.kind, b.due_at, b.found_at, b.stage, a.name, b.cause,",
    "k.name, b.acknowledged_at, p.value, s.name, s.platform, s.zone,",
    "EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = b.ticket_id AND c.kind = b.kind",
    "AND c.ref = b.ref AND c.due_at = b.due_at)",
    "FROM breach b JOIN ticket t ON t.id = b.ticket_id JOIN shop s ON s.id = t.shop_id",
    "LEFT JOIN staff a ON a.id = b.assignee_id LEFT JOIN staff k ON k.id = b.acknowledged_by_id",
    "LEFT JOIN personal p ON p.subject = 'breach' AND p.subject_id = b.id AND p.field = 'note'",
)
_NEWEST_FOUND = "WHERE b.acknowledged_at IS NULL ORDER BY b.found_at DESC LIMIT ?"
_NEWEST_SAID = "WHERE b.acknowledged_at IS NOT NULL ORDER BY b.acknowledged_at DESC LIMIT ?"
UNEXPLAINED = "\n".join((*_LINES, _NEWEST_FOUND))
EXPLAINED = "\n".join((*_LINES, _NEWEST_SAID))
UNEXPLAINED_COUNT = "SELECT count(*) FROM breach WHERE acknowledged_at IS NULL"


class ClockService(TicketVerbs):
    """Reminders, the list of what ran out, and the causes people give."""

    def reminders(self) -> tuple[Reminder, ...]:
        """What is worth saying now, each said once; what runs out first stands first.

        Nothing while nobody acts or somebody else writes: it is said a little later then.
        """
        context = self._context
        if context.person is None or context.locked:
            return ()
        if not context.read().scalar(ANYTHING, (context.now_text(),)):
            return ()
        try:
            with context.write() as write:
                found = list(_said(write, context.now()))
        except (Busy, NotAllowed):
            return ()
        return tuple(sorted(found, key=_end))

    def told(self, ticket: Ticket) -> tuple[ClockLine, ...]:
        """The clocks of a ticket in words, by the limits and the calendar of today."""
        read = self._context.read()
        shop = read.get(tables.Shop, ticket.shop.id) or {}
        rules = rules_of(read, shop, local_day(self._context.now(), ticket.shop.zone))
        return clock_lines(ticket.clocks, rules, calendar_of(read, shop))

    def overdue_count(self) -> int:
        """How much ran out without anybody having said why."""
        return int(self._context.read().scalar(UNEXPLAINED_COUNT))

    def overdue(self, *, explained: bool = False) -> tuple[OverdueLine, ...]:
        """What ran out, the latest first: without a cause, or those that have one.

        No more than 500 of them.
        """
        rows = self._context.read().query(EXPLAINED if explained else UNEXPLAINED, (_MOST,))
        return tuple(map(_line, rows))

    def acknowledge(
        self,
        ticket_id: int,
        version: int | None,
        cause: OverdueCause,
        note: str = "",
    ) -> Ticket:
        """Say why what ran out on a ticket did: everything of it that has no cause yet."""
        with self._moving(ticket_id, version, Verb.ACKNOWLEDGE) as moving:
            keys = []
            for row in moving.write.find(tables.Breach, ticket_id=ticket_id):
                if row["acknowledged_at"] is None:
                    key = int(row["id"])
                    keys.append(key)
                    moving.write.update(
                        tables.Breach,
                        key,
                        cause=cause.value,
                        acknowledged_by_id=moving.write.author.staff_id,
                        acknowledged_at=moving.now,
                    )
                    if note.strip():
                        digest = moving.keep("breach", key, "note", note.strip())
                        moving.say(note_digest=digest)
            moving.say(cause=cause.value, breaches=list(keys))
        return self._fresh(ticket_id)

    def acknowledge_all(
        self, ticket_ids: Sequence[int], cause: OverdueCause, note: str = ""
    ) -> int:
        """The same cause for several tickets, all of them or none; returns how many."""
        with self._context.write():
            for ticket_id in ticket_ids:
                self.acknowledge(ticket_id, None, cause, note)
        return len(ticket_ids)


def _end(one: Reminder) -> tuple[datetime, int]:
    return one.due_at, one.ticket_id


def _said(write: Write, now: datetime) -> Iterator[Reminder]:
    """Each reminder, with its clock put to the next time it is worth a word."""
    before: dict[int, tuple[timedelta, ...]] = {}
    for key, ticket_id, number, shop_id, kind, due, estimated in write.query(
        WORTH_SAYING, (to_text(now),)
    ):
        if shop_id not in before:
            before[shop_id] = _offsets(write, shop_id, now)
        end = needed_instant(due)
        again = None if end <= now else to_text(next_word(end, before[shop_id], now))
        write.update(tables.Clock, int(key), remind_at=again)
        yield Reminder(
            ticket_id=int(ticket_id),
            number=str(number),
            kind=ClockKind(kind),
            due_at=end,
            left_minutes=int((end - now).total_seconds() // 60),
            estimated=bool(estimated),
        )


def _offsets(read: Reader, shop_id: int, now: datetime) -> tuple[timedelta, ...]:
    shop = read.get(tables.Shop, shop_id) or {}
    rules = rules_of(read, shop, local_day(now, str(shop["zone"])))
    return offsets(rules.words(REMINDERS))


def _line(row: tuple[Any, ...]) -> OverdueLine:
    (
        key, ticket_id, number, kind, due, found, stage, assignee, cause, explained_by,
        explained_at, note, shop, platform, zone, running,
    ) = row  # fmt: skip
    breach = Breach(
        id=key,
        ticket_id=ticket_id,
        number=number,
        kind=ClockKind(kind),
        due_at=needed_instant(due),
        found_at=needed_instant(found),
        stage=stage,
        assignee=assignee or "",
        cause=OverdueCause(cause) if cause else None,
        acknowledged_by=explained_by or "",
        acknowledged_at=to_instant(explained_at),
        note=note or "",
    )
    return OverdueLine(breach, shop, Platform(platform), zone, running=bool(running))
