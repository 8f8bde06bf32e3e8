"""What else staff may do next: every remedy, approvals, counter-offers, parcels, repairs, charges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from app.domain.facts import GoodsIn, GoodsOut
from app.domain.negotiation import PromiseState, TalkChannel
from app.domain.payment import Leg, MoneyState
from app.domain.remedy import (
    ApologyKind,
    CompensationForm,
    DamageGround,
    FreightBearer,
    GoodsWay,
    ReapplyCause,
    Remedy,
    RepairPlace,
)
from app.domain.settlement.types import (
    Damages,
    LineChoice,
    PriceNow,
    Promise,
    Promotion,
    RepairTerms,
    Replacement,
)
from app.domain.ticket import Ticket
from app.domain.workflow import VERB_OF_REMEDY, Verb, why_not
from tests.services.ways import Verbs, few

FURTHER = tuple(remedy for remedy in VERB_OF_REMEDY)
PRICES = (None, None, 1, 3900, 5000, 99900)


class Outward(Verbs):
    """The verbs of what leaves the shop; a second person decides now and then."""

    @initialize()
    def hire(self) -> None:
        self.services.staff.add("小李", ("agent",))

    @rule(
        n=few,
        remedy=st.sampled_from(FURTHER),
        agreed=st.booleans(),
        by_agent=st.booleans(),
        pieces=st.sets(st.integers(1, 3), min_size=1, max_size=2),
        line=few,
        which=few,
        price=st.sampled_from(PRICES),
    )
    def decide_any(
        self,
        n: int,
        remedy: Remedy,
        agreed: bool,
        by_agent: bool,
        pieces: set[int],
        line: int,
        which: int,
        price: int | None,
    ) -> None:
        """Any remedy on a ticket that is ready for it."""

        def run(ticket: Ticket) -> None:
            chosen = ticket.order.lines[line % len(ticket.order.lines)]
            known = chosen.quantity or 0
            ordinals = tuple(sorted(p for p in pieces if p <= known))
            lines = (LineChoice(chosen.id, ordinals, None if ordinals else 500),)
            more = self.more(remedy, chosen.id, ordinals, which, price)
            self.bench.decide(ticket, remedy, *lines, agreed=agreed, **more)

        if by_agent:
            self.services.staff.act_as("小李")
        try:
            self.attempt(n, VERB_OF_REMEDY[remedy], run)
        finally:
            self.services.staff.act_as("小周")

    def more(
        self, remedy: Remedy, line: int, ordinals: tuple[int, ...], which: int, price: int | None
    ) -> dict[str, Any]:
        """What this remedy asks for beside the goods."""
        if remedy is Remedy.EXCHANGE:
            new = Replacement(line, ordinals, "别的商品" if price else "", price_cents=price)
            return {
                "replacements": (new,),
                "way": tuple(GoodsWay)[which % 3],
                "waive_difference": which > 5,
            }
        if remedy is Remedy.RESHIP:
            part = Replacement(None, title="螺丝", quantity=2)
            return {"replacements": (part,), "lines": ()} if which % 2 else {}
        if remedy is Remedy.REPAIR:
            place = tuple(RepairPlace)[which % 4]
            return {"repair": RepairTerms(place, which > 4, price or 0, 100, which, which, "换釉")}
        if remedy is Remedy.COMPENSATION:
            form = tuple(CompensationForm)[which % 5]
            promise = Promise("纽扣", 300, "2027-01-31") if form == "next_order" else None
            return {"form": form, "promise": promise, "compensation_cents": 500 + (price or 0)}
        if remedy is Remedy.PRICE_PROTECTION:
            return {"prices_now": (PriceNow(line, 3000),)}
        if remedy is Remedy.FREIGHT:
            return {
                "return_freight_cents": 900,
                "freight_bearer": FreightBearer.MERCHANT,
                "freight_leg": tuple(Leg)[which % 2],
            }
        if remedy is Remedy.REAPPLY:
            return {
                "reapply_cause": ReapplyCause.WRONG_TYPE,
                "reapply_remedy": Remedy.RETURN_REFUND,
                "lines": (),
            }
        if remedy is Remedy.APOLOGY:
            return {"apology": ApologyKind.EXPLANATION, "lines": ()}
        if which % 3 == 0:
            return {"damages": Damages(DamageGround.RULING, 1000, "判决书 12 号")}
        return {"promotion": Promotion(10000, 500)} if which % 3 == 1 else {}

    @rule(n=few)
    def approve(self, n: int) -> None:
        """By the owner; the owner's own rounds never wait."""
        self.attempt(
            n, Verb.APPROVE, lambda t: self.services.decide.approve(t.id, t.version, "可以")
        )

    @rule(n=few)
    def deny(self, n: int) -> None:
        self.attempt(n, Verb.DENY, lambda t: self.services.decide.deny(t.id, t.version, "太多"))

    @rule(n=few, cents=st.sampled_from((None, 1500)), remedy=st.sampled_from((None, *Remedy)))
    def counter_offer(self, n: int, cents: int | None, remedy: Remedy | None) -> None:
        self.attempt(
            n,
            Verb.COUNTER_OFFER,
            lambda t: self.services.negotiation.counter_offer(
                t.id, t.version, TalkChannel.PHONE, "再多一点", cents, remedy
            ),
        )

    @rule()
    def sweep(self) -> None:
        self.services.sweep.run()
        assert self.services.sweep.run() == 0

    @rule(steps=st.lists(few, min_size=2, max_size=6), n=st.integers(0, 5))
    def whatever_is_possible(self, steps: list[int], n: int) -> None:
        """A few verbs that are possible for some ticket: far ways are seldom found by chance."""
        runs: dict[Verb, Callable[[], None]] = {
            Verb.BUYER_ACCEPTS: lambda: self.buyer_accepts(n),
            Verb.APPROVE: lambda: self.approve(n),
            Verb.RETURN_SENT: lambda: self.return_sent(n),
            Verb.RETURN_RECEIVED: lambda: self.return_received(n),
            Verb.INSPECT: lambda: self.inspect(n, GoodsIn.SELLABLE),
            Verb.SHIP: lambda: self.ship(n),
            Verb.DELIVERED: lambda: self.delivered(n),
            Verb.REPAIR_START: lambda: self.repair_start(n),
            Verb.REPAIR_DONE: lambda: self.repair_done(n, None),
            Verb.REPAIR_FAILED: lambda: self.repair_failed(n),
            Verb.CHARGE_ARRIVED: lambda: self.charge_arrived(n),
            Verb.CHARGE_RETURNED: lambda: self.charge_returned(n),
            Verb.GIVE_BACK: lambda: self.give_back(n),
            Verb.PAY: lambda: self.pay(n, many=True),
            Verb.PAYMENT_ARRIVED: lambda: self.payment_arrived(n, many=False),
            Verb.REVERSE: lambda: self.reverse(n, many=False),
            Verb.WITHDRAW_OFFER: lambda: self.withdraw_offer(n),
            Verb.LOST: lambda: self.lost(n - n % 2),
        }
        for step in steps:
            everybody = [self.services.tickets.get(key).facts for key in self.tickets()]
            possible = [v for v in runs if any(why_not(f, v) is None for f in everybody)]
            if not possible:
                return
            runs[possible[step % len(possible)]]()

    def parcel(self, ticket: Ticket, state: GoodsOut) -> int:
        return next((d.id for d in ticket.dispatches if d.state is state), 0)

    @rule(n=few)
    def ship(self, n: int) -> None:
        self.attempt(
            n,
            Verb.SHIP,
            lambda t: self.services.dispatches.ship(
                t.id, t.version, self.parcel(t, GoodsOut.TO_SHIP), "顺丰", f"SF{t.id}{t.version}"
            ),
        )

    @rule(n=few)
    def delivered(self, n: int) -> None:
        self.attempt(
            n,
            Verb.DELIVERED,
            lambda t: self.services.dispatches.delivered(
                t.id, t.version, self.parcel(t, GoodsOut.SHIPPED)
            ),
        )

    @rule(n=few)
    def lost(self, n: int) -> None:
        if n % 2:
            return
        self.attempt(
            n,
            Verb.LOST,
            lambda t: self.services.dispatches.lost(
                t.id, t.version, self.parcel(t, GoodsOut.SHIPPED), "快递赔付"
            ),
        )

    @rule(n=few)
    def repair_start(self, n: int) -> None:
        self.attempt(n, Verb.REPAIR_START, lambda t: self.services.repairs.start(t.id, t.version))

    @rule(n=few, months=st.sampled_from((None, 0, 6)))
    def repair_done(self, n: int, months: int | None) -> None:
        self.attempt(
            n,
            Verb.REPAIR_DONE,
            lambda t: self.services.repairs.done(t.id, t.version, "补釉", months),
        )

    @rule(n=few)
    def repair_failed(self, n: int) -> None:
        self.attempt(
            n,
            Verb.REPAIR_FAILED,
            lambda t: self.services.repairs.failed(t.id, t.version, "底裂"),
        )

    def owed(self, ticket: Ticket) -> tuple[int, ...]:
        return tuple(c.id for c in ticket.charges if c.state is MoneyState.PLANNED)

    @rule(n=few)
    def charge_arrived(self, n: int) -> None:
        self.attempt(
            n,
            Verb.CHARGE_ARRIVED,
            lambda t: self.services.charges.arrived(
                t.id, t.version, self.owed(t), "收据 1", self.bench.key()
            ),
        )

    @rule(n=few)
    def charge_waived(self, n: int) -> None:
        self.attempt(
            n,
            Verb.CHARGE_WAIVED,
            lambda t: self.services.charges.waive(t.id, t.version, self.owed(t), "老客户"),
        )

    def arrived(self, ticket: Ticket) -> tuple[int, ...]:
        return tuple(c.id for c in ticket.charges if c.state is MoneyState.ARRIVED)

    @rule(n=few)
    def charge_returned(self, n: int) -> None:
        self.attempt(
            n,
            Verb.CHARGE_RETURNED,
            lambda t: self.services.charges.returned(
                t.id, t.version, self.arrived(t), "收据 2", "不办了"
            ),
        )

    @rule(n=few)
    def give_back(self, n: int) -> None:
        self.attempt(
            n,
            Verb.GIVE_BACK,
            lambda t: self.services.returns.give_back(t.id, t.version, "已使用"),
        )

    @rule(n=few)
    def keep_promise(self, n: int) -> None:
        tickets = [self.services.tickets.get(key) for key in self.tickets()]
        for ticket in tickets[n % 8 :]:
            for promise in ticket.obligations:
                if promise.state is PromiseState.OPEN:
                    self.services.promises.keep(ticket.id, ticket.version, promise.id, "新订单 9")
                    return
