"""Decisions that wait for another person: nothing is granted before, and the author is not asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.domain.facts import GoodsIn, GoodsOut, Offer, Stage
from app.domain.payment import MoneyState
from app.domain.remedy import FreightBearer, GoodsWay, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import NotAllowed, RuleViolation
from tests.services.bench import CUP, NOON, RUG, Bench, claim


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported("1001", CUP, RUG)


def _by_agent(bench: Bench, ticket: Ticket, *, agreed: bool = True, line: int = 0) -> Ticket:
    """An agent lets goods go first, which a lead has to agree to."""
    more: dict[str, Any] = {
        "way": GoodsWay.SHIP_FIRST,
        "freight_bearer": FreightBearer.BUYER,
        "return_freight_cents": 0,
        "replacements": (),  # the same goods
    }
    chosen = LineChoice(ticket.order.lines[line].id, (1,))
    with bench.somebody("小李", "agent"):
        return bench.decide(ticket, Remedy.EXCHANGE, chosen, agreed=agreed, **more)


def test_what_needs_another_person_grants_nothing(bench: Bench, ticket: Ticket) -> None:
    waiting = _by_agent(bench, ticket)
    assert (waiting.facts.offer, waiting.stage) == (
        Offer.AWAITING_APPROVAL,
        Stage.AWAITING_APPROVAL,
    )
    assert (waiting.payouts, waiting.dispatches) == ((), ())
    assert not waiting.facts.goods_expected
    (record,) = waiting.decisions
    assert "主管同意" in record.needs[0]
    assert record.valid_until is None
    assert [w.number for w in bench.services.approvals.waiting()] == [ticket.number]
    with pytest.raises(RuleViolation, match="等主管审批"):
        bench.decide(ticket, Remedy.REFUND_ONLY)


def test_approving_what_was_agreed_grants_it(bench: Bench, ticket: Ticket) -> None:
    waiting = _by_agent(bench, ticket)
    done = bench.services.decide.approve(ticket.id, waiting.version, "可以，老客户")
    (record,) = done.decisions
    assert (record.state, record.approved_by, record.decided_by) == (
        Offer.ACCEPTED,
        "小周",
        "小李",
    )
    assert record.answered_at == NOON
    assert [d.state for d in done.dispatches] == [GoodsOut.TO_SHIP]
    assert GoodsIn.TO_BE_SENT in done.goods_in.values()
    assert "可以，老客户" in bench.services.tickets.timeline(ticket.id)[-1].text
    assert bench.faults() == []


def test_approving_an_offer_puts_it_to_the_buyer_and_its_time_begins(
    bench: Bench, ticket: Ticket
) -> None:
    _by_agent(bench, ticket, agreed=False)
    bench.clock.advance(timedelta(hours=60))
    bench.services.sweep.run()
    assert bench.fresh(ticket).facts.offer is Offer.AWAITING_APPROVAL, "nobody has offered it yet"
    done = bench.services.decide.approve(ticket.id, None)
    assert done.facts.offer is Offer.OFFERED
    assert done.decisions[0].valid_until == NOON + timedelta(hours=60 + 48)
    assert bench.services.decide.buyer_accepts(ticket.id, None).dispatches


def test_denying_keeps_the_reason_and_asks_for_a_new_decision(bench: Bench, ticket: Ticket) -> None:
    _by_agent(bench, ticket)
    with pytest.raises(RuleViolation, match="为什么"):
        bench.services.decide.deny(ticket.id, None, "")
    denied = bench.services.decide.deny(ticket.id, None, "先收到退货")
    assert (denied.decisions[0].denial, denied.decisions[0].approved_by) == ("先收到退货", "小周")
    assert (denied.facts.offer, denied.stage) == (Offer.DENIED, Stage.NEGOTIATING)
    assert "先收到退货" in bench.services.tickets.timeline(ticket.id)[-1].text
    bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(ticket.order.lines[0].id, (1,)))


def test_the_author_approves_nothing_of_his_own(bench: Bench, ticket: Ticket) -> None:
    with bench.somebody("小李", "agent"):
        pass
    waiting = _by_agent(bench, ticket)
    bench.services.staff.set_roles(_id(bench, "小李"), ("agent", "lead"))
    with bench.somebody("小李"), pytest.raises(NotAllowed, match="另一位"):
        bench.services.decide.approve(ticket.id, waiting.version)
    with bench.somebody("小李"):
        withdrawn = bench.services.decide.withdraw_offer(ticket.id, None, "不办了")
    assert withdrawn.facts.offer is Offer.WITHDRAWN


def test_who_may_not_approve_is_refused(bench: Bench, ticket: Ticket) -> None:
    _by_agent(bench, ticket)
    with bench.somebody("小王", "agent"), pytest.raises(NotAllowed):
        bench.services.decide.approve(ticket.id, None)
    assert bench.fresh(ticket).facts.offer is Offer.AWAITING_APPROVAL


def test_alone_in_the_shop_nobody_waits_for_anybody(bench: Bench, ticket: Ticket) -> None:
    more: dict[str, Any] = {"way": GoodsWay.SHIP_FIRST, "return_freight_cents": 0}
    line = LineChoice(ticket.order.lines[0].id, (1,))
    done = bench.decide(ticket, Remedy.EXCHANGE, line, **more)
    assert (done.facts.offer, done.decisions[0].needs) == (Offer.ACCEPTED, ())


def test_money_that_went_elsewhere_meanwhile_is_not_approved(bench: Bench) -> None:
    first = bench.imported("1001", RUG, cents=25800)
    bench.take(claim("C2", "1001", RUG, cents=25800))
    second = bench.claimed("C2")
    line = LineChoice(first.order.lines[0].id, (1,))
    with bench.somebody("小李", "agent"):
        waiting = bench.decide(
            first, Remedy.COMPENSATION, line, compensation_cents=9000, goods_damaged=True
        )
    assert waiting.facts.offer is Offer.AWAITING_APPROVAL
    bench.decide(second, Remedy.REFUND_ONLY)
    with pytest.raises(RuleViolation):
        bench.services.decide.approve(first.id, None)
    assert bench.fresh(first).payouts == ()


def test_flawed_goods_keep_what_was_granted_until_the_new_round_is_approved(
    bench: Bench, ticket: Ticket
) -> None:
    line = LineChoice(ticket.order.lines[1].id, (1,))
    bench.decide(ticket, Remedy.RETURN_REFUND, line, return_freight_cents=0)
    bench.back(ticket, GoodsIn.WORN)
    waiting = _by_agent(bench, ticket, line=1)
    assert [p.state for p in waiting.payouts] == [MoneyState.PLANNED]
    with pytest.raises(RuleViolation, match="请先定新方案"):
        bench.pay(ticket)
    done = bench.services.decide.approve(ticket.id, None)
    assert [p.state for p in done.payouts] == [MoneyState.WITHDRAWN]


def _id(bench: Bench, name: str) -> int:
    return next(p.id for p in bench.services.staff.people() if p.name == name)
