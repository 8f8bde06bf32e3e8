"""What time does beside staff: limits given to buyers, causes given for what ran out, new limits."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.domain.deadlines.clock import OverdueCause
from app.domain.deadlines.span import TimeUnit
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.services.ways import few
from tests.services.ways_outward import Outward


class Timely(Outward):
    """The verbs about time."""

    @rule(n=few, hours=st.integers(1, 60))
    def ask_until(self, n: int, hours: int) -> None:
        until = self.bench.clock.now() + timedelta(hours=hours)

        def run(ticket: Ticket) -> None:
            self.services.review.request_info(ticket.id, ticket.version, "照片", until)

        self.attempt(n, Verb.REQUEST_INFO, run)

    @rule(n=few, cause=st.sampled_from(OverdueCause))
    def acknowledge(self, n: int, cause: OverdueCause) -> None:
        # What ran out unseen is recorded by the verb itself, which then has something to explain.
        self.services.sweep.run()

        def run(ticket: Ticket) -> None:
            done = self.services.clocks.acknowledge(ticket.id, ticket.version, cause, "忙")
            assert all(one.cause is not None for one in done.breaches)

        self.attempt(n, Verb.ACKNOWLEDGE, run)

    @rule(hours=st.integers(0, 12), key=st.sampled_from(("ours.review", "ours.negotiation")))
    def other_limits(self, hours: int, key: str) -> None:
        self.services.rules.change(
            shop_id=self.bench.shop_id,
            key=key,
            category="",
            value=hours,
            unit=TimeUnit.WORKING_HOURS,
            valid_from=date(2026, 11, 1),
            reason="试一试",
        )
        self.services.sweep.run()

    @rule()
    def reminders_are_said_once(self) -> None:
        self.services.clocks.reminders()
        assert self.services.clocks.reminders() == ()
