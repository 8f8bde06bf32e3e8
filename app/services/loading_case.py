"""Rows into the frozen types of a case: details, finding, talk, clocks, what ran out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.case import AdviceResult, CaseWords, LateGround, Urgency
from app.domain.case_json import details_of, finding_of
from app.domain.contact import (
    Contact,
    ContactPurpose,
    Direction,
    FollowUp,
    FollowUpKind,
    Question,
    Reached,
)
from app.domain.deadlines.clock import Breach, Clock, ClockKind, OverdueCause
from app.domain.due import DueOwner
from app.domain.negotiation import TalkChannel
from app.domain.recovery import Recovery, RecoveryFrom, RecoveryState
from app.domain.remedy import Liability
from app.model import tables
from app.model.fields import needed_instant, to_instant
from app.model.reading import Reader, Values


def load_case(read: Reader, row: Values, words: Mapping[str, str]) -> dict[str, Any]:
    """The fields of `Ticket` about the case itself, by name."""
    key = int(row["id"])
    liability = Liability(row["liability"])
    return {
        "details": details_of(str(row["details"])),
        "urgency": Urgency(int(row["urgency"])),
        "finding": finding_of(liability, str(row["liability_basis"]), str(row["liability_marks"])),
        "late_ground": LateGround(row["late_ground"]) if row["late_ground"] else None,
        "advice": AdviceResult(row["advice"]) if row["advice"] else None,
        "words": {one.value: words[one.value] for one in CaseWords if words.get(one.value)},
        "contacts": _contacts(read, key),
        "follow_ups": tuple(_follow_up(read, r) for r in read.find(tables.FollowUp, ticket_id=key)),
        "questions": tuple(_question(read, r) for r in read.find(tables.Question, ticket_id=key)),
        "recoveries": tuple(_recovery(read, r) for r in read.find(tables.Recovery, ticket_id=key)),
        "clocks": load_clocks(read, key),
        "breaches": tuple(
            load_breach(read, r, str(row["number"]))
            for r in read.find(tables.Breach, ticket_id=key)
        ),
        "info_due_at": to_instant(row["info_due_at"]),
        "assignee": staff_name(read, row["assignee_id"]),
    }


def staff_name(read: Reader, staff_id: int | None) -> str:
    """The name of a person; empty for none."""
    person = None if staff_id is None else read.get(tables.Staff, staff_id)
    return str(person["name"]) if person else ""


def _contacts(read: Reader, ticket_id: int) -> tuple[Contact, ...]:
    rows = read.find(tables.Contact, ticket_id=ticket_id)
    found = [
        Contact(
            id=int(row["id"]),
            at=needed_instant(row["at"]),
            direction=Direction(row["direction"]),
            channel=TalkChannel(row["channel"]),
            reached=Reached(row["reached"]),
            purpose=ContactPurpose(row["purpose"]),
            staff=staff_name(read, row["staff_id"]),
            summary=read.personal("contact", int(row["id"]), "summary"),
            evidence=_codes(read, int(row["id"])),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=_when))


def _when(contact: Contact) -> tuple[Any, int]:
    return contact.at, contact.id


def _codes(read: Reader, contact_id: int) -> tuple[str, ...]:
    rows = read.query(
        "SELECT e.code_number FROM contact_evidence c JOIN evidence e ON e.id = c.evidence_id"
        " WHERE c.contact_id = ? ORDER BY e.code_number",
        (contact_id,),
    )
    return tuple(f"E{number}" for (number,) in rows)


def _follow_up(read: Reader, row: Values) -> FollowUp:
    key = int(row["id"])
    return FollowUp(
        id=key,
        kind=FollowUpKind(row["kind"]),
        due_at=needed_instant(row["due_at"]),
        what=read.personal("follow_up", key, "what"),
        owner=staff_name(read, row["staff_id"]),
        planned_at=needed_instant(row["planned_at"] or row["due_at"]),
        done_at=to_instant(row["done_at"]),
        result=read.personal("follow_up", key, "result"),
        kept=None if row["kept"] is None else bool(row["kept"]),
        satisfaction=row["satisfaction"],
    )


def _question(read: Reader, row: Values) -> Question:
    key = int(row["id"])
    return Question(
        id=key,
        asked_by=staff_name(read, row["asked_by_id"]),
        asked_of=staff_name(read, row["asked_of_id"]),
        asked_at=needed_instant(row["asked_at"]),
        due_at=to_instant(row["due_at"]),
        text=read.personal("question", key, "text"),
        answer=read.personal("question", key, "answer"),
        answered_at=to_instant(row["answered_at"]),
        answered_by=staff_name(read, row["answered_by_id"]),
    )


def _recovery(read: Reader, row: Values) -> Recovery:
    return Recovery(
        id=int(row["id"]),
        against=RecoveryFrom(row["against"]),
        state=RecoveryState(row["state"]),
        currency=str(row["currency"]),
        filed_cents=row["filed_cents"],
        recovered_cents=row["recovered_cents"],
        due_at=to_instant(row["due_at"]),
        opened_at=to_instant(row["opened_at"]),
        filed_at=to_instant(row["filed_at"]),
        ended_at=to_instant(row["ended_at"]),
        reference=str(row["reference"]),
        note=read.personal("recovery", int(row["id"]), "note"),
    )


def load_clocks(read: Reader, ticket_id: int) -> tuple[Clock, ...]:
    """The live clocks of a ticket, what runs out first first; paused ones last."""
    rows = read.query(
        "SELECT kind, ref, owner, due_at, started_at, rule, estimated FROM clock"
        " WHERE ticket_id = ? ORDER BY due_at IS NULL, due_at, id",
        (ticket_id,),
    )
    return tuple(
        Clock(
            kind=ClockKind(kind),
            owner=DueOwner(owner),
            due_at=to_instant(due),
            started_at=needed_instant(started),
            rule=rule,
            ref=ref,
            estimated=bool(estimated),
        )
        for kind, ref, owner, due, started, rule, estimated in rows
    )


def load_breach(read: Reader, row: Values, number: str) -> Breach:
    """The frozen breach of a row, on the ticket of this number."""
    return Breach(
        id=int(row["id"]),
        ticket_id=int(row["ticket_id"]),
        number=number,
        kind=ClockKind(row["kind"]),
        due_at=needed_instant(row["due_at"]),
        found_at=needed_instant(row["found_at"]),
        stage=str(row["stage"]),
        assignee=staff_name(read, row["assignee_id"]),
        cause=OverdueCause(row["cause"]) if row["cause"] else None,
        acknowledged_by=staff_name(read, row["acknowledged_by_id"]),
        acknowledged_at=to_instant(row["acknowledged_at"]),
        note=read.personal("breach", int(row["id"]), "note"),
    )
