"""What time alone changes: offers nobody answered, promises whose day has passed.

Reading never writes, so this does, in one place and as often as anybody likes: a second run finds
nothing. The event keeps when it was written and, beside that, when it took effect.
"""

from __future__ import annotations

from app.domain.facts import Offer, Work
from app.domain.negotiation import PromiseState
from app.errors import Busy, NotAllowed
from app.model import tables
from app.model.reading import Reader, Values
from app.model.writing import Write
from app.services.context import Context
from app.services.standing import facts_of
from app.services.verb import Moving

_CHUNK = 200


class SweepService:
    """Lets lapse what has lapsed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def run(self) -> int:
        """Bring everything overdue in step with the clock; returns how much was.

        Does nothing while nobody acts (no name yet, behind the lock, gone from the desk) or while
        somebody else writes: the next run does it. Other writers get their turn between chunks.
        """
        context = self._context
        if context.person is None or context.locked:
            return 0
        done = 0
        try:
            while _overdue(context.read(), context.now_text()):
                with context.write() as write:
                    found = _overdue(write, context.now_text())
                    for kind, key in found:
                        _ENDS[kind](write, key, context.now_text())
                done += len(found)
        except (Busy, NotAllowed):
            pass
        return done


def _overdue(read: Reader, now: str) -> list[tuple[str, int]]:
    offers = read.query(
        "SELECT d.id FROM ticket t JOIN decision d ON d.ticket_id = t.id"
        " WHERE t.stage IN ('negotiating', 'disputed') AND t.offer = 'offered'"
        " AND d.state = 'offered' AND d.valid_until_at <= ? LIMIT ?",
        (now, _CHUNK),
    )
    promises = read.query(
        "SELECT id FROM obligation WHERE state = 'open' AND expires_at <= ? LIMIT ?",
        (now, _CHUNK),
    )
    return [("offer", int(key)) for (key,) in offers] + [
        ("promise", int(key)) for (key,) in promises
    ]


def _lapse(write: Write, decision_id: int, now: str) -> None:
    row = write.get(tables.Decision, decision_id) or {}
    moving = _moving(write, row, now)
    write.update(
        tables.Decision, decision_id, state=Offer.LAPSED.value, answered_at=row["valid_until_at"]
    )
    moving.set(offer=Offer.LAPSED.value)
    if moving.row["work"] == Work.QUOTED.value:
        moving.set(work=Work.NONE.value)
    moving.say(decision=decision_id)
    _effective(moving, str(row["valid_until_at"]))
    moving.finish("lapsed")


def _expire(write: Write, obligation_id: int, now: str) -> None:
    row = write.get(tables.Obligation, obligation_id) or {}
    moving = _moving(write, row, now)
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


_ENDS = {"offer": _lapse, "promise": _expire}


def _effective(moving: Moving, at: str) -> None:
    """When it took effect, beside when it is written now."""
    moving.say(effective_at=at, zone=moving.zone())


def _moving(write: Write, owned: Values, now: str) -> Moving:
    ticket = write.get(tables.Ticket, owned["ticket_id"])
    if ticket is None:
        raise LookupError(owned["ticket_id"])
    return Moving(write, ticket, facts_of(write, ticket), now)
