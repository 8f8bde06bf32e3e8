"""The times of a ticket from its rows, as the clocks are told from them.

Asked with every verb, so only what can be there is looked for: the facts say what that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.domain.case import Urgency
from app.domain.contact import Direction, FollowUpKind, Reached
from app.domain.deadlines.case_times import CaseTimes, ClaimTimes, StageRun, Task
from app.domain.deadlines.clock import ClockKind
from app.domain.due import DueOwner
from app.domain.facts import Closing, Facts, GoodsIn, GoodsOut, Offer, Review, Stage, Work
from app.domain.history import parsed
from app.domain.negotiation import PromiseState
from app.domain.recovery import RecoveryState
from app.domain.remedy import Channel, Remedy
from app.model import tables
from app.model.fields import needed_instant, to_instant
from app.model.reading import Reader, Values

_TOLD = (
    "SELECT (SELECT max(at) FROM contact WHERE ticket_id = ?1 AND direction = ?2 AND reached = ?3),"
    " (SELECT max(decided_at) FROM decision WHERE ticket_id = ?1"
    " AND state NOT IN ('drafted', 'awaiting_approval', 'denied'))"
)
_KINDS = {
    FollowUpKind.PROMISE: ClockKind.PROMISE,
    FollowUpKind.PROGRESS: ClockKind.PROGRESS,
}
_SPOKEN = (Channel.PHONE.value, Channel.WALK_IN.value)
_WORKING = (Work.CONSENTED.value, Work.UNDER_REPAIR.value)


def case_times(
    read: Reader,
    ticket: Values,
    facts: Facts,
    claims: Sequence[Values],
    order: Values,
    runs: tuple[StageRun, ...],
) -> CaseTimes:
    """What the clocks of an open ticket rest on; `claims` and `order` are its rows."""
    sent, received = _parcel(read, ticket, facts)
    return CaseTimes(
        facts=facts,
        applied_at=needed_instant(ticket["applied_at"]),
        created_at=needed_instant(ticket["created_at"]),
        runs=runs,
        urgency=Urgency(int(ticket["urgency"])),
        shipped=bool(order.get("shipped_at") or order.get("tracking") or order.get("delivered_at")),
        told_at=_told(read, ticket, runs),
        info_due_at=to_instant(ticket["info_due_at"]),
        return_by=to_instant(ticket["return_by_at"]),
        parcel_sent_at=sent,
        parcel_received_at=received,
        inspected_at=_inspected(read, ticket) if facts.flawed else None,
        claims=tuple(_claims(claims, ticket)),
        tasks=tuple(_tasks(read, int(ticket["id"]), facts, runs)),
    )


def _told(read: Reader, ticket: Values, runs: Sequence[StageRun]) -> datetime | None:
    """When the buyer last heard from us: a talk, a decision's message, a request for more.

    Who opened the ticket on the phone or over the counter was spoken to then. A talk before the
    buyer applied answers nothing that was asked since.
    """
    applied = needed_instant(ticket["applied_at"])
    opened = applied if ticket["channel"] in _SPOKEN else None
    if int(ticket["version"]) == 0:
        return opened
    asked = (int(ticket["id"]), Direction.OUTGOING.value, Reached.YES.value)
    talk, decision = read.query(_TOLD, asked)[0]
    request = [one.entered_at for one in runs if one.stage == Stage.NEED_INFO.value]
    heard = (opened, to_instant(talk), to_instant(decision), *request)
    known = [at for at in heard if at is not None and at >= applied]
    return max(known, default=None)


def claim_open(claim: Values) -> bool:
    """Whether the platform still counts on an answer to this claim."""
    return claim["finished_at"] is None and '"closing":"open"' in claim["facts"]


def _claims(claims: Sequence[Values], ticket: Values) -> Iterator[ClaimTimes]:
    """Those the platform has not ended; of a status nobody knows only what the file itself says."""
    for row in claims:
        facts = parsed(row["facts"])
        closing = facts.get("closing")
        ended = row["finished_at"] is not None or closing not in (None, Closing.OPEN.value)
        if ended or (closing is None and row["due_at"] is None):
            continue
        yield ClaimTimes(
            id=int(row["id"]),
            applied_at=needed_instant(row["applied_at"] or ticket["applied_at"]),
            remedy=Remedy(row["remedy"]) if row["remedy"] else None,
            review=Review(facts.get("review", Review.NEW.value)),
            goods_in=GoodsIn(facts.get("goods_in", GoodsIn.NOT_NEEDED.value)),
            due_at=to_instant(row["due_at"]),
            owner=DueOwner(row["due_owner"]) if row["due_owner"] else None,
            sent_back_at=to_instant(row["return_sent_at"]),
        )


def _parcel(read: Reader, ticket: Values, facts: Facts) -> tuple[datetime | None, datetime | None]:
    """When what is on its way back was sent, and when what waits to be looked at came."""
    if not {GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED} & set(facts.goods_in):
        return None, None
    rows = read.find(tables.ReturnParcel, ticket_id=ticket["id"])
    coming = [to_instant(row["sent_at"]) for row in rows if row["received_at"] is None]
    here = [to_instant(row["received_at"]) for row in rows]
    return (
        min((at for at in coming if at is not None), default=None),
        max((at for at in here if at is not None), default=None),
    )


def _inspected(read: Reader, ticket: Values) -> datetime | None:
    rows = read.find(tables.Inspection, ticket_id=ticket["id"])
    known = [to_instant(row["inspected_at"]) for row in rows]
    return max((at for at in known if at is not None), default=None)


def _tasks(read: Reader, key: int, facts: Facts, runs: Sequence[StageRun]) -> Iterator[Task]:
    since = runs[-1].entered_at
    if facts.offer is Offer.OFFERED:
        for row in read.find(tables.Decision, ticket_id=key, state=Offer.OFFERED.value):
            if row["valid_until_at"]:
                yield _timed(ClockKind.OFFER, row, "decided_at", "valid_until_at", DueOwner.BUYER)
    if facts.promises_open:
        yield from _promises(read, key, since)
    yield from _talk(read, key, facts)
    if facts.recoveries_open:
        opened = RecoveryState.OPENED.value
        for row in read.find(tables.Recovery, ticket_id=key, state=opened):
            yield _timed(ClockKind.RECOVERY, row, "opened_at", "due_at", since=since)
    yield from _work(read, key, facts, runs[-1])


def _talk(read: Reader, key: int, facts: Facts) -> Iterator[Task]:
    if facts.follow_ups_open:
        for row in read.find(tables.FollowUp, ticket_id=key):
            if row["done_at"] is None:
                kind = _KINDS.get(FollowUpKind(row["kind"]), ClockKind.FOLLOW_UP)
                yield _timed(kind, row, "planned_at", "due_at")
    if facts.questions_open:
        for row in read.find(tables.Question, ticket_id=key):
            if row["answered_at"] is None:
                yield _timed(ClockKind.QUESTION, row, "asked_at", "due_at")


def _work(read: Reader, key: int, facts: Facts, here: StageRun) -> Iterator[Task]:
    """What is to leave, and what is to be mended."""
    if facts.to_ship:
        for row in read.find(tables.Dispatch, ticket_id=key, state=GoodsOut.TO_SHIP.value):
            start = here.entered_at
            yield _timed(ClockKind.DISPATCH, row, "planned_at", "ship_by_at", since=start)
    if facts.repairing and here.stage == Stage.REPAIRING.value:
        for row in read.find(tables.RepairOrder, ticket_id=key):
            if row["state"] in _WORKING:
                start = here.entered_at
                yield _timed(ClockKind.REPAIR, row, "started_at", "expected_at", since=start)


def _promises(read: Reader, key: int, since: datetime) -> Iterator[Task]:
    """A part is ours to send, a discount the buyer's to use; told apart from follow-ups by sign."""
    for row in read.find(tables.Obligation, ticket_id=key, state=PromiseState.OPEN.value):
        if row["expires_at"]:
            owner = DueOwner.US if row["part"] else DueOwner.BUYER
            due = to_instant(row["expires_at"])
            yield Task(ClockKind.PROMISE, -int(row["id"]), since, due, owner)


def _timed(
    kind: ClockKind,
    row: Values,
    started: str,
    due: str,
    owner: DueOwner = DueOwner.US,
    *,
    since: datetime | None = None,
) -> Task:
    start = to_instant(row[started]) or since or needed_instant(row[due])
    return Task(kind, int(row["id"]), start, to_instant(row[due]), owner)
