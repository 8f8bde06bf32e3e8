"""What of ours ran out, kept as a fact: once for each clock, with the moment it took effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.deadlines.clock import ClockKind
from app.domain.deadlines.live_ours import HARD
from app.domain.due import DueOwner
from app.domain.history import Json
from app.model import tables
from app.model.reading import Reader, Values
from app.model.writing import Write

OF_TICKET = (
    "SELECT id, ticket_id, kind, ref, owner, due_at, estimated FROM clock"
    " WHERE ticket_id = ? AND breached = 0 AND due_at <= ? AND owner = 'us' ORDER BY due_at, id"
)


@dataclass(frozen=True, slots=True)
class RunOut:
    """A row of `clock` whose end lies behind; `due_at` as the tables hold it."""

    id: int
    ticket_id: int
    kind: ClockKind
    ref: int
    owner: DueOwner
    due_at: str
    estimated: bool


def run_out_of(row: tuple[Any, ...]) -> RunOut:
    """The clock of a row with its columns in this order."""
    key, ticket_id, kind, ref, owner, due_at, estimated = row
    return RunOut(
        key, ticket_id, ClockKind(kind), ref, DueOwner(owner), due_at, estimated=bool(estimated)
    )


def record_run_out(write: Write, ticket: Values, now: str) -> int:
    """Record what ran out on a ticket before a verb moves its clocks on; returns how much."""
    rows = write.query(OF_TICKET, (ticket["id"], now))
    return sum(record(write, ticket, run_out_of(row), now) for row in rows)


def record(write: Write, ticket: Values, clock: RunOut, now: str, **more: Json) -> bool:
    """Keep that a clock ran out, with an event; False where that is known, or only aimed at."""
    write.update(tables.Clock, clock.id, breached=True)
    if _known(write, clock) or _only_aimed_at(write, clock):
        return False
    key = write.insert(
        tables.Breach,
        ticket_id=clock.ticket_id,
        kind=clock.kind.value,
        ref=clock.ref,
        due_at=clock.due_at,
        found_at=now,
        stage=str(ticket["stage"]),
        assignee_id=ticket["assignee_id"],
    )
    shop = write.get(tables.Shop, ticket["shop_id"]) or {}
    data: dict[str, Json] = {
        "breach": key,
        "clock": clock.kind.value,
        "effective_at": clock.due_at,
        "zone": str(shop["zone"]),
        "estimated": clock.estimated,
        "by": "clock",
        **more,
    }
    write.event(clock.ticket_id, "overdue", data)
    return True


def _known(read: Reader, clock: RunOut) -> bool:
    found = read.one(
        tables.Breach,
        ticket_id=clock.ticket_id,
        kind=clock.kind.value,
        ref=clock.ref,
        due_at=clock.due_at,
    )
    return found is not None


def _only_aimed_at(read: Reader, clock: RunOut) -> bool:
    """The review has an aim and a limit: only missing the limit is recorded."""
    if clock.kind is not ClockKind.REVIEW or clock.ref == HARD:
        return False
    hard = read.one(tables.Clock, ticket_id=clock.ticket_id, kind=clock.kind.value, ref=HARD)
    return hard is not None
