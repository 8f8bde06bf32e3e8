"""What happens when a clock has run out: recorded, closed, confirmed, let lapse, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.domain.deadlines.clock import ClockKind
from app.domain.due import DueOwner
from app.domain.facts import Closing, GoodsIn, Offer, Review, Work
from app.domain.negotiation import PromiseState
from app.domain.workflow import Verb, why_not
from app.domain.workflow.refusals import cancel_why
from app.model import tables
from app.model.reading import Values
from app.model.writing import Write
from app.services.breaches import RunOut, record
from app.services.standing import facts_of
from app.services.verb import Moving


def run_out(write: Write, clock: RunOut, now: str) -> bool:
    """Do what the end of this clock asks for; whether anything was written into the history.

    It is not found again, whatever was done.
    """
    ticket = write.get(tables.Ticket, clock.ticket_id)
    if ticket is None:
        raise LookupError(clock.ticket_id)
    # Set first: what happens may remove the clock.
    write.update(tables.Clock, clock.id, breached=True)
    if clock.owner is DueOwner.US:
        return record(write, ticket, clock, now)
    end = _ENDS.get(clock.kind)
    return end(write, ticket, clock, now) if end is not None else False


def _info(write: Write, ticket: Values, clock: RunOut, now: str) -> bool:
    """Closed only where nobody else still counts on an answer; else somebody has to look."""
    moving = _moving(write, ticket, now)
    if moving.facts.review is not Review.NEED_INFO:
        return False
    if moving.facts.claims_open:
        return record(write, ticket, clock, now, claim_open=True)
    if cancel_why(moving.facts) is not None:
        return record(write, ticket, clock, now)
    moving.expect_nothing()
    moving.set(closing=Closing.EXPIRED.value, closed_at=now)
    _effective(moving, clock.due_at)
    moving.finish("info_expired")
    return True


def _return(write: Write, ticket: Values, clock: RunOut, now: str) -> bool:
    moving = _moving(write, ticket, now)
    late = {u: GoodsIn.NEVER_SENT for u, s in moving.units().items() if s is GoodsIn.TO_BE_SENT}
    if not late:
        return False
    moving.goods(late)
    moving.say(pieces=len(late))
    _effective(moving, clock.due_at)
    moving.finish("return_overdue")
    return True


def _confirmation(write: Write, ticket: Values, clock: RunOut, now: str) -> bool:
    moving = _moving(write, ticket, now)
    # While the platform leads, what it says of the end is what holds.
    if ticket["follows_platform"] or why_not(moving.facts, Verb.CONFIRM) is not None:
        return False
    moving.set(confirmed_at=clock.due_at)
    _effective(moving, clock.due_at)
    moving.finish("auto_confirmed")
    return True


def _offer(write: Write, ticket: Values, clock: RunOut, now: str) -> bool:
    row = write.get(tables.Decision, clock.ref)
    if row is None or row["state"] != Offer.OFFERED.value:
        return False
    moving = _moving(write, ticket, now)
    write.update(
        tables.Decision, clock.ref, state=Offer.LAPSED.value, answered_at=row["valid_until_at"]
    )
    moving.set(offer=Offer.LAPSED.value)
    if moving.row["work"] == Work.QUOTED.value:
        moving.set(work=Work.NONE.value)
    moving.say(decision=clock.ref)
    _effective(moving, clock.due_at)
    moving.finish("lapsed")
    return True


def promise_expired(write: Write, obligation_id: int, now: str) -> None:
    """A promise whose day has passed, on an open or an ended ticket."""
    row = write.get(tables.Obligation, obligation_id) or {}
    ticket = write.get(tables.Ticket, row["ticket_id"]) or {}
    moving = _moving(write, ticket, now)
    write.update(
        tables.Obligation,
        obligation_id,
        state=PromiseState.EXPIRED.value,
        ended_at=row["expires_at"],
    )
    moving.say(
        part=str(row["part"]),
        discount=int(row["discount_cents"]),
        currency=str(row["currency"]),
    )
    _effective(moving, str(row["expires_at"]))
    moving.finish("promise_expired")


_End = Callable[[Write, Values, RunOut, str], bool]
_ENDS: Final[dict[ClockKind, _End]] = {
    ClockKind.INFO: _info,
    ClockKind.RETURN: _return,
    ClockKind.CONFIRMATION: _confirmation,
    ClockKind.OFFER: _offer,
}


def _effective(moving: Moving, at: str) -> None:
    """When it took effect, beside when it is written now; nobody decided it."""
    moving.say(effective_at=at, zone=moving.zone(), by="clock")


def _moving(write: Write, ticket: Values, now: str) -> Moving:
    return Moving(write, ticket, facts_of(write, ticket), now)
