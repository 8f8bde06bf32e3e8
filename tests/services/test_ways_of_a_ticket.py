"""Any verbs in any order, on orders from files and typed ones: what must hold after every step.

`DESK_EXAMPLES=500` walks that many ways at random instead of the few that are always the same.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, rule

from app.domain.deadlines.case_times import WITH_BUYER
from app.domain.drafts import InspectionResult
from app.domain.facts import INSPECTED, Closing, Facts, GoodsIn, GoodsOut, Offer, Stage, Work
from app.domain.goods_out import DispatchPurpose
from app.domain.money import unit_share
from app.domain.payment import MoneyClass, MoneyState, PayMethod, PayoutSource, Tender
from app.domain.remedy import CancelReason, RejectReason, Remedy
from app.domain.settlement import overdrawn
from app.domain.ticket import Ticket, TicketFilter, View
from app.domain.workflow import Verb, actions, stage, why_not
from app.errors import RuleViolation
from app.model import tables
from app.model.fields import NEVER, to_text
from app.model.reading import Values
from app.services.clock_rows import clocks_now, load_runs
from app.services.loading import load_order, load_payouts
from app.services.standing import facts_of
from tests.services.ways import few
from tests.services.ways_case import Cases
from tests.services.ways_checks import Checking
from tests.services.ways_recovering import Recovering
from tests.services.ways_talk import Talking
from tests.services.ways_time import Timely

PAID_OUT = (MoneyState.SUBMITTED, MoneyState.ARRIVED)
# What moves a ticket on, unlike a note.
FORWARD = frozenset(Verb) - {
    Verb.NOTE,
    Verb.ADD_EVIDENCE,
    Verb.SET_FACTS,
    Verb.REOPEN,
    Verb.KEEP_PROMISE,
    Verb.COUNTER_OFFER,
    Verb.DECIDE_REAPPLY,
    Verb.SET_CASE,
    Verb.LATE_CLAIM,
    Verb.ASSIGN,
    Verb.OPEN_RECOVERY,
    Verb.FILE_RECOVERY,
    Verb.END_RECOVERY,
    Verb.LOG_CONTACT,
    Verb.PLAN_FOLLOW_UP,
    Verb.FOLLOW_UP_DONE,
    Verb.ASK_COLLEAGUE,
    Verb.ANSWER_COLLEAGUE,
    Verb.ACKNOWLEDGE,
}


class Ways(Cases, Checking, Recovering, Talking, Timely):
    """What holds, whatever was done."""

    def teardown(self) -> None:
        try:
            self.everything_can_end()
        finally:
            self.bench.close()
            shutil.rmtree(self.folder)

    @rule(n=few)
    def goes_on(self, n: int) -> None:
        """Staff do what is next."""
        keys = [t for t in self.tickets() if self.services.tickets.get(t).facts.open]
        if keys:
            with contextlib.suppress(AssertionError):
                self._one_step_on(self.services.tickets.get(keys[n % len(keys)]), end=False)

    # ------------------------------------------------------------------------------ what holds

    @invariant()
    def the_queue_shows_what_the_facts_say(self) -> None:
        read = self.bench.db.read()
        stages: Counter[Stage] = Counter()
        for row in read.find(tables.Ticket):
            facts = facts_of(read, row)
            assert row["stage"] == stage(facts).value
            assert bool(row["is_open"]) is facts.open
            stages[Stage(row["stage"])] += 1
            self.its_time_is_what_its_clocks_say(row, facts)
            rounds = read.find(tables.Decision, ticket_id=row["id"])
            if row["offer"] != Offer.NONE.value:
                assert rounds
                assert rounds[-1]["state"] == row["offer"]
            possible = {action.verb for action in actions(facts) if action.possible}
            assert possible & FORWARD if facts.open else Verb.REOPEN in possible
            granted = sum(
                p["amount_cents"]
                for p in read.find(tables.Payout, ticket_id=row["id"])
                if p["tender"] == "cash"
                and MoneyState(p["state"])
                in (MoneyState.PLANNED, MoneyState.SUBMITTED, MoneyState.ARRIVED)
            )
            assert row["amount_cents"] == (granted or row["requested_cents"])
        kept = {
            Stage(name): tally
            for name, tally in read.query("SELECT stage, sum(tally) FROM ticket_count GROUP BY 1")
            if tally
        }
        assert kept == dict(stages)
        counts = self.services.queue.counts()
        assert counts[View.ALL] == sum(stages.values())
        assert counts[View.OPEN] == self.services.queue.count(TicketFilter(view=View.OPEN))

    def its_time_is_what_its_clocks_say(self, row: Values, facts: Facts) -> None:
        read, now = self.bench.db.read(), self.bench.clock.now()
        assert row["due_at"] == (None if row["due_sort"] == NEVER else row["due_sort"])
        known = read.find(tables.Clock, ticket_id=row["id"])
        runs = load_runs(read, int(row["id"]))
        assert runs[-1].left_at is None
        assert all(run.left_at is not None for run in runs[:-1])
        assert runs[-1].stage.replace(WITH_BUYER, Stage.NEGOTIATING) == row["stage"]
        if not facts.open:
            assert (known, row["due_at"], row["buyer_due_at"]) == ([], None, None)
            return
        claims = read.find(tables.PlatformClaim, ticket_id=row["id"])
        order = read.get(tables.Order, row["order_id"]) or {}
        _rules, clocks = clocks_now(read, row, facts, claims, order, runs, now)
        assert {(c["kind"], c["ref"]): c["due_at"] for c in known} == {
            (clock.kind.value, clock.ref): to_text(clock.due_at) for clock in clocks
        }
        against_us = [c["due_at"] for c in known if c["owner"] == "us" and c["due_at"]]
        assert row["due_at"] == min(against_us, default=None)

    @invariant()
    def nothing_ends_on_what_is_the_buyers(self) -> None:
        """Told from the rows, not from the facts that forbid the verbs."""
        read = self.bench.db.read()
        for row in read.find(tables.Ticket, is_open=False):
            ticket = self.services.tickets.get(int(row["id"]))
            if row["follows_platform"] or row["closing"] == Closing.MERGED:
                continue
            assert row["offer"] not in (Offer.OFFERED, Offer.AWAITING_APPROVAL)
            parcels = {d.state for d in ticket.dispatches}
            assert not parcels & {GoodsOut.TO_SHIP, GoodsOut.SHIPPED}
            paid = [p for p in ticket.order_money if p.state in PAID_OUT]
            refunds = [p for p in paid if p.money_class is MoneyClass.PRICE_REFUND]
            exchanged = any(
                d.purpose is DispatchPurpose.EXCHANGE and d.state is GoodsOut.DELIVERED
                for d in ticket.dispatches
            )
            for state in ticket.goods_in.values():
                assert state not in (GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED)
                assert state not in INSPECTED or refunds or exchanged
            if any(c.state is MoneyState.ARRIVED for c in ticket.charges):
                served = GoodsOut.DELIVERED in parcels or ticket.facts.work is Work.DONE
                assert served or refunds
            if GoodsOut.LOST in parcels and not paid:
                assert parcels & {GoodsOut.DELIVERED, GoodsOut.CALLED_OFF}

    @invariant()
    def no_order_gives_back_more_than_was_paid(self) -> None:
        read = self.bench.db.read()
        for row in read.find(tables.Order):
            order_id = int(row["id"])
            known, money = load_order(read, row), load_payouts(read, order_id=order_id)
            from_files = any(p.live and p.source is PayoutSource.PLATFORM for p in money)
            differing = any(p.file_cents is not None for p in money)
            if overdrawn(known, money):
                assert from_files or differing or order_id in self.settled
            taken = Counter(
                part.unit
                for p in money
                if p.live and p.money_class is MoneyClass.PRICE_REFUND and p.tender is Tender.CASH
                for part in p.units
            )
            assert all(times == 1 for times in taken.values()), "one piece was refunded twice"
            points = sum(p.cents for p in money if p.live and p.tender is Tender.POINTS)
            assert points <= sum(t.amount for t in known.tenders)
            for payout in (p for p in money if p.tender is Tender.CASH):
                for part in payout.units:
                    line = known.line(part.unit.line_id)
                    if line.paid_share_cents is not None and line.quantity:
                        worth = unit_share(line.paid_share_cents, part.unit.ordinal, line.quantity)
                        on_top = sum(s.cents for s in known.surcharges if s.unit == part.unit)
                        assert part.cents <= worth + on_top

    @invariant()
    def nothing_is_out_of_the_ordinary(self) -> None:
        assert self.bench.faults() == []

    # ---------------------------------------------------------------------------------- endings

    def everything_can_end(self) -> None:
        """From wherever the tickets stand, plain steps end each of them."""
        for key in self.tickets():
            for _step in range(20):
                ticket = self.services.tickets.get(key)
                if not ticket.facts.open:
                    break
                self._one_step_on(ticket)
            ended = self.services.tickets.get(key).facts
            assert not ended.open, f"no way to end {ended}"
        self.nothing_is_out_of_the_ordinary()

    def makes_good(self, t: Ticket) -> Iterator[tuple[Verb, Callable[[], object]]]:
        """What was the buyer's is lost: its price, or another one."""
        yield Verb.DECIDE_REFUND_ONLY, lambda: self.bench.decide(t, Remedy.REFUND_ONLY)
        yield Verb.DECIDE_RESHIP, lambda: self.bench.decide(t, Remedy.RESHIP)

    def _one_step_on(self, ticket: Ticket, *, end: bool = True) -> None:
        services, t = self.services, ticket
        inspect = tuple(
            InspectionResult(u.line_id, u.ordinal, GoodsIn.SELLABLE)
            for u, state in t.goods_in.items()
            if state is GoodsIn.RECEIVED
        )
        shipped = self.parcel(t, GoodsOut.SHIPPED)
        to_ship = self.parcel(t, GoodsOut.TO_SHIP)
        submitted = self.some(t, True, MoneyState.SUBMITTED)
        planned = self.some(t, True, MoneyState.PLANNED)
        ways: tuple[tuple[Verb, Callable[[], object]], ...] = (
            (Verb.CLOSE, lambda: services.closing.close(t.id, None, "完成")),
            (Verb.CONFIRM, lambda: services.closing.confirm(t.id, None, "电话")),
            (Verb.DELIVERED, lambda: services.dispatches.delivered(t.id, None, shipped)),
            (Verb.PAYMENT_ARRIVED, lambda: services.payouts.payment_arrived(t.id, None, submitted)),
            (Verb.INSPECT, lambda: services.returns.inspect(t.id, None, inspect)),
            (Verb.RETURN_RECEIVED, lambda: services.returns.return_received(t.id, None)),
            (
                Verb.PAY,
                lambda: services.payouts.pay(t.id, None, planned, PayMethod.ORIGINAL, "", ""),
            ),
            (Verb.REPAIR_DONE, lambda: services.repairs.done(t.id, None, "补釉")),
            (Verb.CHARGE_WAIVED, lambda: services.charges.waive(t.id, None, self.owed(t), "算了")),
            (Verb.REPAIR_START, lambda: services.repairs.start(t.id, None)),
            (Verb.SHIP, lambda: services.dispatches.ship(t.id, None, to_ship, "中通", "ZT7")),
            (Verb.GIVE_BACK, lambda: services.returns.give_back(t.id, None, "不办了")),
            (
                Verb.CHARGE_RETURNED,
                lambda: services.charges.returned(t.id, None, self.arrived(t), "转账", "不办了"),
            ),
            (Verb.BUYER_DECLINES, lambda: services.decide.buyer_declines(t.id, None, "")),
            (Verb.WITHDRAW_OFFER, lambda: services.decide.withdraw_offer(t.id, None, "不办了")),
            (Verb.REJECT, lambda: services.review.reject(t.id, None, RejectReason.OTHER, "抱歉")),
            (Verb.CANCEL, lambda: services.closing.cancel(t.id, None, CancelReason.AGREED, "")),
            *(self.makes_good(t) if t.facts.goods_lost else ()),
            # Where something was sent and nothing agreed, words at least are due.
            (Verb.DECIDE_APOLOGY, lambda: self.bench.decide(t, Remedy.APOLOGY)),
        )
        for verb, run in ways if end else ways[2:13]:
            if why_not(t.facts, verb) is None:
                with contextlib.suppress(RuleViolation):
                    run()
                    return
        raise AssertionError(f"nothing can be done: {t.facts}")


WANTED = int(os.environ.get("DESK_EXAMPLES", "0"))
TestWays = Ways.TestCase
TestWays.settings = settings(
    max_examples=WANTED or 12,
    stateful_step_count=40 if WANTED else 30,
    derandomize=not WANTED,
    deadline=None,
    print_blob=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
