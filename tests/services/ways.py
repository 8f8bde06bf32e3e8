"""What files, buyers and staff may do next: the moves of a walk through any desk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.domain.drafts import ClaimedLine, InspectionResult, TypedLine
from app.domain.facts import INSPECTED, GoodsIn
from app.domain.liability import Finding
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import (
    CancelReason,
    FreightBearer,
    Liability,
    ProblemClass,
    RejectReason,
    Remedy,
)
from app.domain.settlement import overdrawn
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.domain.workflow import Verb, why_not
from app.errors import RuleViolation
from app.model import tables
from app.services.loading import load_order
from tests.services.bench import (
    CLOSED,
    CUP,
    IN_TRANSIT,
    LAMP,
    PAID,
    REFUSED,
    RUG,
    TO_BE_SENT,
    WAITING,
    Bench,
    claim,
    order,
)

UNKNOWN = ("新状态", None)
STATUSES = (WAITING, WAITING, WAITING, TO_BE_SENT, IN_TRANSIT, REFUSED, CLOSED, PAID, UNKNOWN)
GOODS = (CUP, RUG, LAMP)
REMEDIES = (Remedy.REFUND_ONLY, Remedy.RETURN_REFUND, Remedy.COMPENSATION)
few = st.integers(0, 7)
cents = st.sampled_from((1, 990, 3900, 7800, 7801, 25800))


class Verbs(RuleBasedStateMachine):
    """One shop, a handful of orders, several tickets on some of them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ways-"))
        self.bench = Bench(self.folder)
        self.services = self.bench.services
        self.numbers: list[str] = []
        self.claims: list[str] = []
        self.settled: set[int] = set()

    # ------------------------------------------------------------------------------ beginnings

    @initialize()
    def begin(self) -> None:
        self.import_order(1, WAITING)
        self.import_order(2, WAITING)

    @rule(line=few, status=st.sampled_from(STATUSES))
    def import_order(self, line: int, status: Any) -> None:
        if len(self.numbers) > 3:
            return
        number = f"330000864197523{len(self.numbers):04d}"
        self.numbers.append(number)
        goods = (GOODS[line % 3], GOODS[(line + 1) % 3])
        shipped = "已发货" if line % 2 else ""
        points = 1001 if line % 4 == 1 else None
        self.bench.take(order(number, *goods, shipping=800, status=shipped, points=points))
        self.import_claim(len(self.numbers) - 1, line, 3900, status)

    @rule(which=few, line=few, amount=cents, status=st.sampled_from(STATUSES))
    def import_claim(self, which: int, line: int, amount: int, status: Any) -> None:
        if len(self.claims) > 5:
            return
        number = f"C{len(self.claims)}"
        self.claims.append(number)
        order_no = self.numbers[which % len(self.numbers)]
        self.bench.take(claim(number, order_no, GOODS[line % 3], cents=amount, status=status))

    @rule(which=few, amount=cents, status=st.sampled_from(STATUSES))
    def platform_moves(self, which: int, amount: int, status: Any) -> None:
        number = self.claims[which % len(self.claims)]
        row = self.bench.db.read().one(tables.PlatformClaim, claim_no=number)
        assert row is not None
        self.bench.take(claim(number, row["order_no"], cents=amount, status=status))

    @rule(which=few, paid=cents)
    def order_file_says(self, which: int, paid: int) -> None:
        if which > 1:  # seldom: every conflict stands in the way of decisions
            return
        number = self.numbers[which % len(self.numbers)]
        self.bench.take(order(number, paid=paid, shipping=800))

    @rule(which=few, ordinal=st.integers(1, 2))
    def buyer_calls(self, which: int, ordinal: int) -> None:
        if len(self.tickets()) > 7:
            return
        number = self.numbers[which % len(self.numbers)]
        row = self.bench.db.read().one(tables.Order, number=number)
        assert row is not None
        known = load_order(self.bench.db.read(), row)
        line = next(line for line in known.lines if line.quantity)
        chosen = (ClaimedLine(line.id, (min(ordinal, line.quantity or 1),)),)
        self.bench.phoned(order_id=known.id, lines=chosen, paid=None)

    @rule(paid=st.sampled_from((None, 0, 7800, 99)))
    def buyer_walks_in(self, paid: int | None) -> None:
        if len(self.tickets()) > 7:
            return
        goods = (TypedLine("旧杯子", quantity=3, unit_price_cents=33),)
        self.bench.phoned(paid=paid, typed=goods, requested_cents=33)

    # ------------------------------------------------------------------------------------ verbs

    def tickets(self) -> list[int]:
        return [int(row[0]) for row in self.bench.db.read().query("SELECT id FROM ticket")]

    def pick(self, which: int, verb: Verb) -> Ticket:
        """Mostly a ticket for which the verb is possible, sometimes any."""
        everybody = [self.services.tickets.get(key) for key in self.tickets()]
        fitting = [t for t in everybody if why_not(t.facts, verb) is None]
        chosen = fitting if fitting and which < 6 else everybody
        return chosen[which % len(chosen)]

    def attempt(self, which: int, verb: Verb, run: Callable[[Ticket], object]) -> None:
        """Do it when it is possible; when it is not, the desk must refuse and stay as it was."""
        ticket = self.pick(which, verb)
        refused = why_not(ticket.facts, verb)
        before = self.bench.db.read().scalar("SELECT max(seq) FROM event")
        refusal: RuleViolation | None = None
        try:
            run(ticket)
        except RuleViolation as no:
            refusal = no
        if refusal is None:
            assert refused is None, f"{verb} was done although: {refused}"
            return
        assert any("\u4e00" <= letter <= "\u9fff" for letter in refusal.sentence)
        after = self.bench.db.read().scalar("SELECT max(seq) FROM event")
        assert (after, self.bench.fresh(ticket).version) == (before, ticket.version)

    @rule(n=few)
    def accept(self, n: int) -> None:
        self.attempt(n, Verb.ACCEPT, lambda t: self.services.review.accept(t.id, t.version))

    @rule(n=few)
    def request_info(self, n: int) -> None:
        self.attempt(
            n,
            Verb.REQUEST_INFO,
            lambda t: self.services.review.request_info(t.id, t.version, "照片"),
        )

    @rule(n=few)
    def info_received(self, n: int) -> None:
        self.attempt(
            n, Verb.INFO_RECEIVED, lambda t: self.services.review.info_received(t.id, t.version)
        )

    @rule(
        n=few,
        remedy=st.sampled_from(REMEDIES),
        agreed=st.booleans(),
        liability=st.sampled_from((Liability.MERCHANT, Liability.BUYER)),
        pieces=st.sets(st.integers(1, 3), max_size=2) | st.just(set()),
        amount=st.none() | st.none() | cents,
        line=few,
    )
    def decide(
        self,
        n: int,
        remedy: Remedy,
        agreed: bool,
        liability: Liability,
        pieces: set[int],
        amount: int | None,
        line: int,
    ) -> None:
        def run(ticket: Ticket) -> None:
            lines: tuple[LineChoice, ...] = ()
            if (pieces or amount) and ticket.order.lines:
                chosen = ticket.order.lines[line % len(ticket.order.lines)]
                ordinals = tuple(sorted(pieces)) if chosen.quantity else ()
                lines = (LineChoice(chosen.id, ordinals, None if ordinals else amount),)
            more: dict[str, Any] = {"liability": liability}
            if remedy is Remedy.COMPENSATION:
                more["compensation_cents"] = amount or 500
            if remedy is Remedy.RETURN_REFUND and amount:
                more |= {"freight_bearer": FreightBearer.MERCHANT, "return_freight_cents": 990}
                if lines:
                    lines = (LineChoice(lines[0].line_id, lines[0].ordinals),)
            self.bench.decide(ticket, remedy, *lines, agreed=agreed, **more)

        verb = Verb(f"decide_{remedy.value}")
        self.attempt(n, verb, run)

    @rule(n=few)
    def buyer_accepts(self, n: int) -> None:
        self.attempt(
            n, Verb.BUYER_ACCEPTS, lambda t: self.services.decide.buyer_accepts(t.id, t.version)
        )

    @rule(n=few)
    def buyer_declines(self, n: int) -> None:
        self.attempt(
            n,
            Verb.BUYER_DECLINES,
            lambda t: self.services.decide.buyer_declines(t.id, t.version, "太少了"),
        )

    @rule(n=few)
    def withdraw_offer(self, n: int) -> None:
        self.attempt(
            n,
            Verb.WITHDRAW_OFFER,
            lambda t: self.services.decide.withdraw_offer(t.id, t.version, "算错了"),
        )

    @rule(n=few)
    def return_sent(self, n: int) -> None:
        self.attempt(
            n,
            Verb.RETURN_SENT,
            lambda t: self.services.returns.return_sent(t.id, t.version, "中通", f"ZT{t.id}"),
        )

    @rule(n=few)
    def return_received(self, n: int) -> None:
        self.attempt(
            n,
            Verb.RETURN_RECEIVED,
            lambda t: self.services.returns.return_received(t.id, t.version),
        )

    @rule(
        n=few,
        found=st.sampled_from((*sorted(INSPECTED), GoodsIn.NOT_ARRIVED, *[GoodsIn.SELLABLE] * 4)),
    )
    def inspect(self, n: int, found: GoodsIn) -> None:
        def run(ticket: Ticket) -> None:
            here = [u for u, s in ticket.goods_in.items() if s is GoodsIn.RECEIVED]
            results = [InspectionResult(u.line_id, u.ordinal, GoodsIn.SELLABLE) for u in here[1:]]
            results += [InspectionResult(u.line_id, u.ordinal, found) for u in here[:1]]
            self.services.returns.inspect(ticket.id, ticket.version, tuple(results))

        self.attempt(n, Verb.INSPECT, run)

    def some(self, ticket: Ticket, many: bool, *states: MoneyState) -> tuple[int, ...]:
        rows = [p.id for p in ticket.payouts if p.state in states]
        return tuple(rows if many else rows[:1])

    @rule(n=few, many=st.booleans())
    def pay(self, n: int, many: bool) -> None:
        def run(ticket: Ticket) -> None:
            over = overdrawn(ticket.order, ticket.order_money)
            rows = self.some(ticket, many, MoneyState.PLANNED, MoneyState.APPROVED)
            self.services.payouts.pay(
                ticket.id, ticket.version, rows, PayMethod.ORIGINAL, "", self.bench.key()
            )
            assert not over, "paid although more than was paid in would go out"

        self.attempt(n, Verb.PAY, run)

    @rule(n=few, many=st.booleans())
    def payment_arrived(self, n: int, many: bool) -> None:
        self.attempt(
            n,
            Verb.PAYMENT_ARRIVED,
            lambda t: self.services.payouts.payment_arrived(
                t.id, t.version, self.some(t, many, MoneyState.SUBMITTED)
            ),
        )

    @rule(n=few, many=st.booleans())
    def payment_failed(self, n: int, many: bool) -> None:
        self.attempt(
            n,
            Verb.PAYMENT_FAILED,
            lambda t: self.services.payouts.payment_failed(
                t.id, t.version, self.some(t, many, MoneyState.SUBMITTED), "账户不符"
            ),
        )

    @rule(n=few, many=st.booleans())
    def reverse(self, n: int, many: bool) -> None:
        states = (MoneyState.SUBMITTED, MoneyState.ARRIVED)
        self.attempt(
            n,
            Verb.REVERSE,
            lambda t: self.services.payouts.reverse(
                t.id, t.version, self.some(t, many, *states), "买家退回"
            ),
        )

    @rule(n=few)
    def confirm(self, n: int) -> None:
        self.attempt(
            n, Verb.CONFIRM, lambda t: self.services.closing.confirm(t.id, t.version, "聊天")
        )

    @rule(n=few)
    def close(self, n: int) -> None:
        self.attempt(n, Verb.CLOSE, lambda t: self.services.closing.close(t.id, t.version, "完成"))

    @rule(n=few)
    def reject(self, n: int) -> None:
        if n % 2:  # seldom: an end is the end
            return
        self.attempt(
            n,
            Verb.REJECT,
            lambda t: self.services.review.reject(t.id, t.version, RejectReason.OTHER, "抱歉"),
        )

    @rule(n=few)
    def cancel(self, n: int) -> None:
        if n % 2:  # seldom: an end is the end
            return
        self.attempt(
            n,
            Verb.CANCEL,
            lambda t: self.services.closing.cancel(t.id, t.version, CancelReason.AGREED, ""),
        )

    @rule(n=few)
    def reopen(self, n: int) -> None:
        self.attempt(
            n, Verb.REOPEN, lambda t: self.services.closing.reopen(t.id, t.version, "又来了")
        )

    @rule(n=few, paid=cents)
    def settle_paid(self, n: int, paid: int) -> None:
        def run(ticket: Ticket) -> None:
            self.services.review.settle_paid(ticket.id, ticket.version, paid, "看了后台")
            self.settled.add(ticket.order.id)

        self.attempt(n, Verb.SETTLE_PAID, run)

    @rule(n=few)
    def describe_and_note(self, n: int) -> None:
        def run(ticket: Ticket) -> None:
            self.services.review.describe(
                ticket.id,
                ticket.version,
                ProblemClass.QUALITY,
                "掉釉",
                Finding(Liability.MERCHANT, text="照片"),
                "杯口掉釉",
            )

        self.attempt(n, Verb.SET_FACTS, run)
        self.attempt(n, Verb.NOTE, lambda t: self.services.review.note(t.id, "记一笔"))

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.bench.clock.advance(timedelta(hours=hours))
