"""Points beside money, and what was kept of a promotion: counted once, and never together."""

from __future__ import annotations

import pytest

from app.domain.payment import POINTS, MoneyState, PayMethod, Tender
from app.domain.remedy import FreightBearer, PromotionRule, Remedy
from app.domain.settlement.types import LineChoice, Promotion
from app.domain.ticket import Ticket
from app.model import tables
from tests.services.bench import CUP, RUG, Bench


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Two cups and a rug, partly paid with 600 points."""
    found = bench.imported("1001", CUP, RUG, points=600)
    assert [(t.kind, t.amount) for t in found.order.tenders] == [(Tender.POINTS, 600)]
    return found


def test_points_go_back_beside_the_money_and_are_never_added_to_it(
    bench: Bench, ticket: Ticket
) -> None:
    lines = (
        LineChoice(ticket.order.lines[0].id, (1, 2)),
        LineChoice(ticket.order.lines[1].id, (1,)),
    )
    done = bench.decide(ticket, Remedy.REFUND_ONLY, *lines)
    points = [p for p in done.payouts if p.tender is Tender.POINTS]
    money = [p for p in done.payouts if p.tender is Tender.CASH]
    assert sum(p.cents for p in points) == 600
    assert {p.currency for p in points} == {POINTS}
    assert sum(p.cents for p in money) == 33600
    row = bench.db.read().get(tables.Ticket, ticket.id) or {}
    assert row["amount_cents"] == 33600
    bench.pay(ticket)
    told = bench.services.tickets.timeline(ticket.id)[-1].text
    assert "336.00" in told
    failed = bench.services.payouts.payment_failed(ticket.id, None, (points[0].id,), "积分通道关闭")
    again = failed.payouts[-1]
    assert (again.tender, again.currency, again.state) == (
        Tender.POINTS,
        POINTS,
        MoneyState.PLANNED,
    )
    assert again.units == points[0].units
    assert bench.faults() == []


def test_what_was_kept_of_a_promotion_is_remembered_as_long_as_its_money_lives(
    bench: Bench,
) -> None:
    ticket = bench.imported("1001", CUP, RUG, paid=30600)
    kept = Promotion(30000, 3000, PromotionRule.CLAW_BACK)
    done = bench.decide(
        ticket,
        Remedy.REFUND_ONLY,
        LineChoice(ticket.order.lines[1].id, (1,)),
        promotion=kept,
        freight_bearer=FreightBearer.NONE,
    )
    taken = done.decisions[0].breakdown
    assert taken.kept_cents is not None
    assert taken.clawed_cents is not None
    difference = taken.kept_cents - taken.clawed_cents
    assert difference > 0
    assert bench.services.decide.situation(done).clawed_back_cents == 0, "it may still give way"
    paid = bench.services.payouts.pay(
        ticket.id, None, bench.due(ticket, MoneyState.PLANNED), PayMethod.ORIGINAL, "", "p"
    )
    assert bench.services.decide.situation(paid).clawed_back_cents == difference
    failed = bench.services.payouts.reverse(
        ticket.id, None, bench.due(ticket, MoneyState.SUBMITTED), "退错了"
    )
    assert bench.services.decide.situation(failed).clawed_back_cents == 0
