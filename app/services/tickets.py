"""Reading tickets: whole, by number, and their history in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from app.domain.decisions import by_remedy, from_json
from app.domain.history import parsed
from app.domain.labels import label
from app.domain.money import Money
from app.domain.remedy import Remedy
from app.domain.sentences import sentence
from app.domain.ticket import Ticket, TimelineEntry
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model import tables
from app.model.fields import to_instant
from app.model.journal import load_events
from app.model.reading import Reader
from app.model.search import number_key
from app.services.context import Context
from app.services.loading import load_ticket
from app.services.talk_words import talk_words

# What the forms ask for promising that it stays in the shop; others are not to read it.
_OWN_WORDS = frozenset(
    verb.value
    for verb in (
        Verb.APPROVE,
        Verb.DENY,
        Verb.PAY,
        Verb.CHARGE_WAIVED,
        Verb.LOG_CONTACT,
        Verb.OVERRIDE_CHECK,
        Verb.LATE_CLAIM,
        Verb.OPEN_RECOVERY,
        Verb.END_RECOVERY,
    )
)
# What the shop's people ask and remind each other of, what they think of what was given, and where
# they missed a limit of their own.
_AMONG_US = frozenset(
    {
        Verb.NOTE.value,
        Verb.ASK_COLLEAGUE.value,
        Verb.ANSWER_COLLEAGUE.value,
        Verb.PLAN_FOLLOW_UP.value,
        Verb.FOLLOW_UP_DONE.value,
        Verb.ACKNOWLEDGE.value,
        "overdue",
        "evidence_judged",
    }
)


class TicketService:
    """Reads; writes nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, ticket_id: int) -> Ticket:
        """Raises `NotFound`."""
        read = self._context.read()
        row = read.get(tables.Ticket, ticket_id)
        if row is None:
            raise NotFound(_("找不到这张售后单；它可能在另一份数据里。"))
        return load_ticket(read, row)

    def by_number(self, number: str) -> Ticket:
        """The ticket of this number. Raises `NotFound`."""
        read = self._context.read()
        row = read.one(tables.Ticket, number=number_key(number))
        if row is None:
            raise NotFound(
                _("没有售后单 {number}。").format(number=number),
                _("请检查单号；可以用 tickets --search 查找。"),
            )
        return load_ticket(read, row)

    def timeline(self, ticket_id: int, *, outward: bool = False) -> tuple[TimelineEntry, ...]:
        """The history of a ticket in words, oldest first.

        `outward`: for a paper that leaves the shop, without remarks and reasons meant for its own
        people.
        """
        read = self._context.read()
        people = {int(p["id"]): str(p["name"]) for p in read.find(tables.Staff)}
        words = read.personal_fields("ticket", ticket_id) | talk_words(read, ticket_id)
        lines = _decision_lines(read, ticket_id)
        entries = []
        for event in load_events(read, ticket_id):
            data = _data(event.data)
            if event.kind == "decided":
                data["line"] = lines.get(data.get("decision"), "")
            if outward and event.kind in _AMONG_US:
                continue
            if "staff" in data:
                data["whom"] = people.get(data["staff"], "")
            own = outward and event.kind in _OWN_WORDS
            said = "" if own else words.get(str(data.get("words") or data.get("said", "")), "")
            at = to_instant(event.at)
            if at is None:
                continue
            entries.append(
                TimelineEntry(
                    seq=event.seq,
                    at=at,
                    actor=people.get(event.actor, ""),
                    kind=event.kind,
                    text=sentence(event.kind, data, said),
                    evidence=tuple(str(code) for code in data.get("evidence", ())),
                    clock_suspect=event.clock_suspect,
                    said=said,
                )
            )
        entries.extend(_applications(read, ticket_id))
        return tuple(sorted(entries, key=_by_time))


def _decision_lines(read: Reader, ticket_id: int) -> dict[object, str]:
    """What each round of decision was, in its own line, by the id of its row."""
    return {
        int(row["id"]): _decision_line(str(row["body"]))
        for row in read.find(tables.Decision, ticket_id=ticket_id)
    }


def _decision_line(body: str) -> str:
    """Empty for a body that was altered so that it cannot be read: `verify` names it."""
    try:
        choices, breakdown = from_json(body)
    except RuleViolation:
        return ""
    return by_remedy(choices.remedy).sentence(choices, breakdown)


def _by_time(entry: TimelineEntry) -> tuple[bool, datetime, int]:
    # What the platform tells of stands first; our own history keeps the order of its numbers,
    # whatever the clock said.
    return entry.seq > 0, entry.at if entry.seq == 0 else _LONG_AGO, entry.seq


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _applications(read: Reader, ticket_id: int) -> Iterator[TimelineEntry]:
    """The buyer's applications, as the platform's files tell of them."""
    for claim in read.find(tables.PlatformClaim, ticket_id=ticket_id):
        at = to_instant(claim["applied_at"])
        if at is None:
            continue
        remedy = label(Remedy(claim["remedy"])) if claim["remedy"] else _("售后")
        text = _("申请{remedy}").format(remedy=remedy)
        if claim["amount_cents"] is not None:
            text = f"{text} {Money(int(claim['amount_cents']), str(claim['currency']))}"
        if claim["reason"]:
            text = _("{text}，原因「{reason}」").format(text=text, reason=claim["reason"])
        yield TimelineEntry(seq=0, at=at, actor=_("买家"), kind="claim_applied", text=text)


def _data(text: str) -> dict[str, Any]:
    """What an event says; nothing when it was altered so that it cannot be read."""
    try:
        value = parsed(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
