"""Looking at the clock costs what is due, not what there is: plans and instructions at two sizes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from app.model.fields import to_text
from app.services import breaches, clocks, reckoning, sweep
from app.services.reckoning import fingerprint, in_step
from benchmarks.measure import steps
from tests.services.bench import Bench

FEW, MANY = 10, 5_000
_PLANS = {
    "clocks": (sweep.DUE, "ix_clock_breached_due_at"),
    "promises": (sweep.PROMISES, "ix_obligation_state_expires_at"),
    "whether to say": (clocks.ANYTHING, "ix_clock_remind_at"),
    "what to say": (clocks.WORTH_SAYING, "ix_clock_remind_at"),
    "count": (clocks.UNEXPLAINED_COUNT, "ix_breach_acknowledged_at_found_at"),
    "list": (clocks.UNEXPLAINED, "ix_breach_acknowledged_at_found_at"),
    "explained": (clocks.EXPLAINED, "ix_breach_acknowledged_at_found_at"),
    "open tickets": (reckoning.OPEN, "ix_ticket_is_open_due_sort"),
    "of one ticket": (breaches.OF_TICKET, "ix_clock_"),
}


@pytest.mark.parametrize("name", _PLANS)
def test_every_question_goes_by_an_index(bench: Bench, name: str) -> None:
    sql, index = _PLANS[name]
    marks = (1,) * sql.count("?")
    plan = [row[3] for row in bench.db.read().query("EXPLAIN QUERY PLAN " + sql, marks)]
    assert any(index in line for line in plan), plan
    assert not any(
        line.startswith(("SCAN c ", "SCAN clock ")) and index not in line for line in plan
    ), plan


def _waiting(bench: Bench, ticket_id: int, count: int) -> None:
    """So many clocks that end some other day."""
    far = to_text(bench.clock.now() + timedelta(days=30))
    with bench.services.context.write() as write:
        for ref in range(1000, 1000 + count):
            write.execute(
                "INSERT OR IGNORE INTO clock (ticket_id, kind, ref, owner, due_at, started_at,"
                " rule, estimated, remind_at, breached)"
                " VALUES (?, 'follow_up', ?, 'us', ?, ?, '', 0, ?, 0)",
                (ticket_id, ref, far, far, far),
            )


def test_a_look_at_the_clock_costs_the_same_however_many_clocks_run(bench: Bench) -> None:
    ticket = bench.phoned()
    bench.services.sweep.run()
    looks: dict[str, Callable[[], object]] = {
        "sweep": bench.services.sweep.run,
        "reminders": bench.services.clocks.reminders,
    }
    costs: dict[str, list[int]] = {name: [] for name in looks}
    for count in (FEW, MANY):
        _waiting(bench, ticket.id, count)
        for name, look in looks.items():
            look()
            costs[name].append(steps(bench.db.connection, look))
    for name, (few, many) in costs.items():
        assert many <= few + 20, f"{name}: {few} → {many} instructions"


def test_a_look_at_the_clock_writes_nothing_when_nothing_is_due(bench: Bench) -> None:
    bench.phoned()
    bench.services.sweep.run()
    before = bench.db.connection.total_changes
    assert bench.services.sweep.run() == 0
    assert bench.db.connection.total_changes == before
    assert in_step(bench.db.read(), fingerprint(bench.db.read(), bench.clock.now()))


class _Stopwatch:
    """A clock on which every look costs a tenth of a second."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._ms = bench, 0

    def now(self) -> datetime:
        return self._bench.clock.now()

    def monotonic_ms(self) -> int:
        self._ms += 100
        return self._ms


def test_much_to_do_is_done_in_turns_with_the_window(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = [bench.phoned(order_no=f"20{n}") for n in range(5)]
    bench.services.sweep.run()
    bench.clock.advance(timedelta(days=9))
    monkeypatch.setattr(sweep, "_CHUNK", 1)
    monkeypatch.setattr(bench.services.context, "clock", _Stopwatch(bench))
    runs = 0
    while not runs or bench.services.sweep.unfinished:
        bench.services.sweep.run()
        runs += 1
        assert runs < 100
    assert runs > 5
    assert all(bench.fresh(ticket).breaches for ticket in tickets)
    assert bench.services.sweep.run() == 0
    assert not bench.services.sweep.unfinished
