"""What time alone changes: whatever ran out is recorded, closed, confirmed or let go.

Reading never writes, so this does, in one place and as often as anybody likes: a second run finds
nothing. The event keeps when it was written and, beside that, when it took effect. Everything due
is found by one range of one index, so that a run costs what is due and not what there is.
"""

from __future__ import annotations

from collections.abc import Callable

from app.errors import Busy, NotAllowed
from app.model.reading import Reader
from app.services.breaches import RunOut, run_out_of
from app.services.context import Context
from app.services.reckoning import reckon
from app.services.sweep_ends import promise_expired, run_out

_CHUNK = 50
_LONGEST_MS = 25
"""After so long a window gets its turn, however long the disk takes on top of it; what is left is
done by the next run."""
DUE = (
    "SELECT id, ticket_id, kind, ref, owner, due_at, estimated FROM clock"
    " WHERE breached = 0 AND due_at <= ? ORDER BY due_at, id LIMIT ?"
)
PROMISES = "SELECT id FROM obligation WHERE state = 'open' AND expires_at <= ? LIMIT ?"


class SweepService:
    """Brings the desk in step with the clock."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.unfinished = False
        """Whether the last run left something for a next one, soon."""

    def run(self) -> int:
        """Do what is due; returns how much was written into the history.

        Does nothing while nobody acts (no name yet, behind the lock, gone from the desk) or while
        somebody else writes: the next run does it. Other writers get their turn between chunks,
        and after a moment so does whoever called.
        """
        context = self._context
        self.unfinished = False
        if context.person is None or context.locked:
            return 0
        until, done = context.clock.monotonic_ms() + _LONGEST_MS, 0

        def in_time() -> bool:
            self.unfinished = context.clock.monotonic_ms() > until
            return not self.unfinished

        try:
            if not reckon(context, in_time):
                return done
            # However slow the disk, every run gets something done before it asks for the time.
            while promises_due(context.read(), context.now_text()):
                done += self._promises(in_time)
                if not in_time():
                    return done
            while clocks_due(context.read(), context.now_text()):
                done += self._clocks(in_time)
                if not in_time():
                    return done
        except (Busy, NotAllowed):
            pass
        return done

    def _clocks(self, in_time: Callable[[], bool]) -> int:
        now, done, seen = self._context.now_text(), 0, set[int]()
        with self._context.write() as write:
            for clock in clocks_due(write, now):
                # What happens to one clock of a ticket may move its others: they are asked anew.
                if clock.ticket_id in seen:
                    continue
                done += run_out(write, clock, now)
                seen.add(clock.ticket_id)
                if not in_time():
                    break
        return done

    def _promises(self, in_time: Callable[[], bool]) -> int:
        now, done = self._context.now_text(), 0
        with self._context.write() as write:
            for key in promises_due(write, now):
                promise_expired(write, key, now)
                done += 1
                if not in_time():
                    break
        return done


def clocks_due(read: Reader, now: str) -> list[RunOut]:
    """Clocks that ran out and were not seen to, the oldest first: one chunk of them."""
    return [run_out_of(row) for row in read.query(DUE, (now, _CHUNK))]


def promises_due(read: Reader, now: str) -> list[int]:
    """Promises whose day has passed, open or ended tickets alike: one chunk of them."""
    return [int(key) for (key,) in read.query(PROMISES, (now, _CHUNK))]
