"""What limits look at: granted money over tickets, buyers and days, and nothing that was undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.access import Role
from app.domain.approval import DEFAULT_LIMITS, Limit, LimitScope, Spent
from app.domain.facts import Offer, Stage
from app.domain.negotiation import PromiseState
from app.domain.remedy import CompensationForm, Remedy
from app.domain.settlement.types import LineChoice, Promise
from app.domain.staff import Person
from app.domain.ticket import Ticket
from app.errors import NotAllowed, RuleViolation
from tests.services.bench import CUP, RUG, Bench, claim, order

NO_LIMITS: tuple[Limit, ...] = ()


@pytest.fixture
def agent(bench: Bench) -> Person:
    """阿青 acts, an agent without limits; 小周 is the owner, 小林 the lead."""
    bench.services.limits.save(NO_LIMITS)
    bench.services.staff.add("小林", ("lead",))
    made = bench.services.staff.add("阿青", ("agent",))
    return bench.services.staff.act_as(made.name)


def spent(bench: Bench, ticket: Ticket) -> Spent:
    return bench.services.approvals.standing(bench.fresh(ticket)).spent


def claims_of(bench: Bench, number: str, nickname: str, *lines: str) -> list[Ticket]:
    """An order of a cup and a rug by this buyer, with a ticket for each claim."""
    bench.take(order(number, CUP, RUG, buyer_nickname=nickname))
    for which in lines:
        bench.take(claim(which, number, RUG, cents=1000))
    return [bench.claimed(which) for which in lines]


def give(
    bench: Bench, ticket: Ticket, cents: int, *, agreed: bool = True, **more: object
) -> Ticket:
    """A compensation on the rug."""
    rug = next(line for line in ticket.order.lines if line.sku == RUG.sku)
    return bench.decide(
        ticket,
        Remedy.COMPENSATION,
        LineChoice(rug.id, (1,)),
        agreed=agreed,
        compensation_cents=cents,
        **more,
    )


def test_what_was_granted_counts_for_order_buyer_and_day(bench: Bench, agent: Person) -> None:
    first, twin = claims_of(bench, "1001", "甲", "C1", "C2")
    (other_order,) = claims_of(bench, "1002", "甲", "C3")
    (stranger,) = claims_of(bench, "1003", "乙", "C4")
    give(bench, first, 700)
    assert spent(bench, twin) == Spent(order_cents=700, buyer_cents=700, day_cents=700)
    assert spent(bench, other_order) == Spent(buyer_cents=700, day_cents=700)
    assert spent(bench, stranger) == Spent(day_cents=700)
    give(bench, other_order, 50, agreed=False)
    assert spent(bench, twin) == Spent(order_cents=700, buyer_cents=750, day_cents=750)


def test_the_ticket_at_hand_counts_only_what_was_handed_over(bench: Bench, agent: Person) -> None:
    """What it granted and nobody paid gives way to the decision that is being made."""
    (ticket,) = claims_of(bench, "1001", "甲", "C1")
    give(bench, ticket, 700)
    assert spent(bench, ticket) == Spent()
    bench.services.staff.act_as("小周")
    bench.pay(ticket)
    bench.services.staff.act_as("阿青")
    assert spent(bench, ticket) == Spent(order_cents=700, buyer_cents=700, day_cents=700)


def test_what_was_undone_counts_no_more(bench: Bench, agent: Person) -> None:
    one, two, three, four, looking = claims_of(bench, "1001", "甲", "C1", "C2", "C3", "C4", "C5")
    decide, payouts = bench.services.decide, bench.services.payouts
    give(bench, one, 100, agreed=False)
    give(bench, two, 200, agreed=False)
    give(bench, three, 300)
    give(bench, four, 400)
    assert spent(bench, looking).order_cents == 1_000
    decide.buyer_declines(one.id, None, "不要")
    assert spent(bench, looking).order_cents == 900
    decide.withdraw_offer(two.id, None, "写错")
    assert spent(bench, looking).order_cents == 700
    decide.withdraw_offer(three.id, None, "写错")
    assert spent(bench, looking).order_cents == 400
    bench.services.staff.act_as("小周")
    bench.paid_out(four)
    payouts.reverse(four.id, None, tuple(p.id for p in bench.fresh(four).payouts), "多付")
    bench.services.staff.act_as("阿青")
    assert spent(bench, looking) == Spent()


def test_a_promised_discount_counts_until_it_runs_out(bench: Bench, agent: Person) -> None:
    one, looking = claims_of(bench, "1001", "甲", "C1", "C2")
    promise = Promise(discount_cents=800, expires_on="2026-12-01")
    later: dict[str, object] = {"form": CompensationForm.NEXT_ORDER, "promise": promise}
    give(bench, one, 0, agreed=False, **later)
    assert spent(bench, looking).order_cents == 800, "offered"
    bench.services.decide.buyer_accepts(one.id, None)
    promised = Spent(order_cents=800, buyer_cents=800, day_cents=800)
    assert spent(bench, looking) == promised
    bench.clock.advance(timedelta(days=10))
    bench.services.sweep.run()
    assert bench.fresh(one).obligations[0].state is PromiseState.EXPIRED
    assert spent(bench, looking) == Spent()


def test_a_payment_that_failed_and_is_due_again_counts_once(bench: Bench, agent: Person) -> None:
    one, looking = claims_of(bench, "1001", "甲", "C1", "C2")
    give(bench, one, 100)
    bench.services.staff.act_as("小周")
    bench.pay(one)
    due = tuple(p.id for p in bench.fresh(one).payouts)
    bench.services.payouts.payment_failed(one.id, None, due, "账户错")
    bench.services.staff.act_as("阿青")
    assert spent(bench, looking).order_cents == 100


def test_the_day_rolls_and_belongs_to_the_person(bench: Bench, agent: Person) -> None:
    one, two, looking = claims_of(bench, "1001", "甲", "C1", "C2", "C3")
    give(bench, one, 100)
    bench.clock.advance(timedelta(hours=24))
    give(bench, two, 20)
    assert spent(bench, looking).day_cents == 120, "exactly 24 hours ago is within the day"
    bench.clock.advance(timedelta(seconds=1))
    assert spent(bench, looking).day_cents == 20
    assert spent(bench, looking).order_cents == 120, "an order is never over"
    bench.services.staff.act_as("小林")
    assert spent(bench, looking).day_cents == 0


def test_goodwill_counts_in_the_month_of_the_shops_zone(bench: Bench, agent: Person) -> None:
    one, two, three, looking = claims_of(bench, "1001", "甲", "C1", "C2", "C3", "C4")
    bench.clock.set(datetime(2026, 11, 30, 15, 59, tzinfo=UTC))  # a minute before December there
    give(bench, one, 100, goodwill=True)
    give(bench, two, 20)
    assert spent(bench, looking).goodwill_month_cents == 100, "only goodwill counts"
    bench.clock.set(datetime(2026, 11, 30, 16, 0, tzinfo=UTC))
    assert spent(bench, looking).goodwill_month_cents == 0
    give(bench, three, 3, goodwill=True)
    assert spent(bench, looking).goodwill_month_cents == 3


def test_nothing_the_limits_look_at_is_found_by_reading_a_whole_table(
    bench: Bench, agent: Person
) -> None:
    """A dialog asks this while somebody types, on a desk with years of decisions."""
    (ticket,) = claims_of(bench, "1001", "甲", "C1")
    connection = bench.db.read().connection
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    bench.services.approvals.standing(ticket)
    bench.services.approvals.waiting()
    connection.set_trace_callback(None)
    large = [sql for sql in asked if "decision" in sql]
    assert len(large) == 4
    assert len(asked) < 12
    for sql in large:
        plan = [str(step[3]) for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert any(step.startswith("SEARCH d USING INDEX") for step in plan)
        assert [step for step in plan if step.startswith("SCAN") and "subquery" not in step] == []


# ------------------------------------------------------------------ a second person


def test_above_the_limit_a_decision_waits_and_grants_nothing(bench: Bench, agent: Person) -> None:
    bench.services.staff.act_as("小周")
    bench.services.limits.save([Limit(Role.AGENT, LimitScope.ORDER, 1_000)])
    bench.services.staff.act_as("阿青")
    one, two = claims_of(bench, "1001", "甲", "C1", "C2")
    assert give(bench, one, 600).facts.offer is Offer.ACCEPTED
    waiting = give(bench, two, 401)
    assert waiting.stage is Stage.AWAITING_APPROVAL
    assert waiting.payouts == ()
    (listed,) = bench.services.approvals.waiting()
    assert (listed.number, listed.cents, listed.currency) == (two.number, 401, "CNY")
    assert (listed.author, listed.remedy, listed.yours) == ("阿青", Remedy.COMPENSATION, True)
    assert listed.since == bench.clock.now()
    assert listed.version == waiting.version
    assert len(listed.needs) == 1
    assert "10.01" in listed.needs[0]
    with pytest.raises(NotAllowed, match="需要主管或店主"):
        bench.services.decide.approve(two.id, None)
    bench.services.staff.act_as("小林")
    (listed,) = bench.services.approvals.waiting()
    assert not listed.yours
    approved = bench.services.decide.approve(two.id, None)
    assert approved.facts.offer is Offer.ACCEPTED
    assert sum(p.cents for p in approved.payouts) == 401
    assert bench.services.approvals.waiting() == ()
    assert bench.faults() == []


def test_what_another_approved_leaves_the_day_of_the_author(bench: Bench, agent: Person) -> None:
    bench.services.staff.act_as("小周")
    bench.services.limits.save([Limit(Role.AGENT, LimitScope.DECISION, 500)])
    bench.services.staff.act_as("阿青")
    one, looking = claims_of(bench, "1001", "甲", "C1", "C2")
    give(bench, one, 600)
    assert spent(bench, looking) == Spent(order_cents=600, buyer_cents=600), "it waits"
    bench.services.staff.act_as("小林")
    bench.services.decide.approve(one.id, None)
    bench.services.staff.act_as("阿青")
    assert spent(bench, looking) == Spent(order_cents=600, buyer_cents=600)


def test_nobody_approves_what_they_wrote(bench: Bench, agent: Person) -> None:
    bench.services.staff.act_as("小周")
    bench.services.limits.save([Limit(Role.LEAD, LimitScope.DECISION, 100)])
    bench.services.staff.act_as("小林")
    (ticket,) = claims_of(bench, "1001", "甲", "C1")
    give(bench, ticket, 101)
    for attempt in (
        bench.services.decide.approve,
        lambda key, version: bench.services.decide.deny(key, version, "不"),
    ):
        with pytest.raises(NotAllowed, match="你自己定的"):
            attempt(ticket.id, None)
    bench.services.staff.act_as("小周")
    assert bench.services.decide.approve(ticket.id, None).facts.offer is Offer.ACCEPTED


def test_a_lead_cannot_approve_what_needs_the_owner(bench: Bench, agent: Person) -> None:
    bench.services.staff.act_as("小周")
    bench.services.limits.save(
        [
            Limit(Role.AGENT, LimitScope.DECISION, 100),
            Limit(Role.LEAD, LimitScope.DECISION, 200),
        ]
    )
    bench.services.staff.act_as("阿青")
    one, two = claims_of(bench, "1001", "甲", "C1", "C2")
    give(bench, one, 200)
    give(bench, two, 201)
    bench.services.staff.act_as("小林")
    bench.services.decide.approve(one.id, None)
    with pytest.raises(NotAllowed, match="需要店主来做"):
        bench.services.decide.approve(two.id, None)
    bench.services.staff.act_as("小周")
    assert bench.services.decide.approve(two.id, None).facts.offer is Offer.ACCEPTED


def test_when_everybody_else_has_left_nobody_is_waited_for(bench: Bench, agent: Person) -> None:
    bench.services.staff.act_as("小周")
    bench.services.limits.save([Limit(Role.AGENT, LimitScope.DECISION, 0)])
    for person in bench.services.staff.people()[1:]:
        bench.services.staff.deactivate(person.id)
    (ticket,) = claims_of(bench, "1001", "甲", "C1")
    assert bench.services.approvals.standing(ticket).people == 1
    assert give(bench, ticket, 1_000).facts.offer is Offer.ACCEPTED


# ------------------------------------------------------------------ the limits themselves


def test_limits_are_proposals_until_the_owner_saves_them(bench: Bench) -> None:
    limits = bench.services.limits
    assert (limits.all(), limits.saved()) == (DEFAULT_LIMITS, False)
    own = (
        Limit(Role.AGENT, LimitScope.DECISION, 12_300),
        Limit(Role.AGENT, LimitScope.DECISION, None, Remedy.FREIGHT),
        Limit(Role.LEAD, LimitScope.BUYER, 1, currency="USD"),
    )
    assert limits.save(own) == own
    assert (limits.all(), limits.saved()) == (own, True)
    assert limits.save(()) == ()
    assert limits.saved(), "none at all is an answer too"
    assert bench.faults() == []


def test_nonsense_is_not_saved(bench: Bench) -> None:
    limits = bench.services.limits
    twice = Limit(Role.AGENT, LimitScope.DAY, 1)
    with pytest.raises(RuleViolation, match="两次"):
        limits.save([twice, Limit(Role.AGENT, LimitScope.DAY, 2)])
    with pytest.raises(RuleViolation, match="负数"):
        limits.save([Limit(Role.AGENT, LimitScope.DAY, -1)])
    assert not limits.saved()
