"""What a settlement is told of an order's other tickets, its promises, its parcels and its times."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.drafts import ClaimedLine
from app.domain.facts import GoodsIn, GoodsOut
from app.domain.negotiation import PromiseState
from app.domain.order import Unit
from app.domain.payment import MoneyState, Payout
from app.domain.remedy import (
    CompensationForm,
    FreightBearer,
    Liability,
    PromotionRule,
    Remedy,
    RepairPlace,
)
from app.domain.settlement.types import LineChoice, Promise, Promotion, RepairTerms
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from app.model import tables
from tests.services.bench import CUP, NOON, RUG, Bench, order

PROMISED = NOON - timedelta(days=4, hours=6)
FREE: dict[str, Any] = {"freight_bearer": FreightBearer.BUYER, "return_freight_cents": 0}


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Two cups of 39.00 each and a rug of 258.00."""
    return bench.imported("1001", CUP, RUG)


def _cup(ticket: Ticket, *ordinals: int) -> LineChoice:
    return LineChoice(ticket.order.lines[0].id, ordinals or (1,))


def _second(bench: Bench, ticket: Ticket, *ordinals: int) -> Ticket:
    """Another ticket of the same order."""
    line = ClaimedLine(ticket.order.lines[0].id, ordinals or (2,))
    return bench.phoned(order_id=ticket.order.id, paid=None, lines=(line,))


def _promise(bench: Bench, ticket: Ticket, cents: int) -> Ticket:
    return bench.decide(
        ticket,
        Remedy.COMPENSATION,
        _cup(ticket, 1, 2),
        form=CompensationForm.NEXT_ORDER,
        compensation_cents=0,
        goods_damaged=True,
        promise=Promise("", cents, "2026-12-31"),
    )


# ---------------------------------------------------------------------------------- promises


def test_what_one_ticket_promised_no_other_ticket_gives_again(bench: Bench) -> None:
    first = bench.imported("1001", CUP)
    second = _second(bench, first)
    _promise(bench, first, 7800)
    with pytest.raises(RuleViolation, match="可退上限"):
        _promise(bench, second, 1)
    with pytest.raises(RuleViolation):
        bench.decide(second, Remedy.REFUND_ONLY, _cup(second, 2))


def test_a_promise_that_was_kept_counts_on_its_own_ticket_too(bench: Bench) -> None:
    first = bench.imported("1001", CUP)
    (promise,) = _promise(bench, first, 7800).obligations
    bench.services.promises.keep(first.id, None, promise.id, "订单 7")
    situation = bench.services.decide.situation(bench.fresh(first))
    assert (situation.promised_cents, situation.promised_here_cents) == (7800, 7800)
    with pytest.raises(RuleViolation):
        bench.decide(first, Remedy.REFUND_ONLY, _cup(first, 1))


def test_a_new_agreement_takes_the_place_of_an_open_promise(bench: Bench, ticket: Ticket) -> None:
    _promise(bench, ticket, 7800)
    assert bench.services.decide.situation(bench.fresh(ticket)).promises_open == 1
    done = bench.decide(ticket, Remedy.REFUND_ONLY, _cup(ticket, 1, 2))
    assert [p.state for p in done.obligations] == [PromiseState.CALLED_OFF]
    assert [p.cents for p in done.payouts] == [7800]
    assert bench.faults() == []


def test_freight_and_words_leave_a_promise_what_it_is(bench: Bench, ticket: Ticket) -> None:
    _promise(bench, ticket, 300)
    bench.decide(ticket, Remedy.FREIGHT, return_freight_cents=900)
    bench.paid_out(ticket)
    done = bench.decide(ticket, Remedy.APOLOGY)
    assert [p.state for p in done.obligations] == [PromiseState.OPEN]


# ------------------------------------------------------------------------------ replaced pieces


def test_a_piece_sent_again_is_known_to_every_ticket_of_the_order(
    bench: Bench, ticket: Ticket
) -> None:
    other = _second(bench, ticket)
    cup = Unit(ticket.order.lines[0].id, 1)
    bench.decide(ticket, Remedy.RESHIP, _cup(ticket, 1))
    assert bench.services.decide.situation(bench.fresh(other)).units_replaced == {cup}
    own = bench.services.decide.situation(bench.fresh(ticket))
    assert own.units_replaced == frozenset(), "what has not left gives way to a new round"
    bench.ship(ticket)
    assert bench.services.decide.situation(bench.fresh(ticket)).units_replaced == {cup}
    bench.services.dispatches.delivered(ticket.id, None, bench.parcel(ticket, GoodsOut.SHIPPED))
    asked = bench.draft(ticket, Remedy.REFUND_ONLY, _cup(ticket, 1))
    with pytest.raises(RuleViolation, match="写明理由"):
        bench.services.decide.decide(replace(asked, guard_reason=""))


def test_a_parcel_that_was_lost_replaced_nothing(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.RESHIP, _cup(ticket, 1))
    sent = bench.ship(ticket)
    bench.services.dispatches.lost(ticket.id, None, sent.dispatches[0].id, "快递弄丢了")
    bench.services.decide.withdraw_offer(ticket.id, None, "不补了")
    assert not bench.services.decide.situation(bench.fresh(ticket)).units_replaced


# ---------------------------------------------------------------------------------- parcels back


def test_the_second_parcel_of_a_ticket_is_told_from_the_first(bench: Bench, ticket: Ticket) -> None:
    shop = bench.services.shops.all()[0]
    bench.services.shops.save(replace(shop, couriers=("圆通",)))
    bench.decide(
        ticket,
        Remedy.EXCHANGE,
        _cup(ticket, 1),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=900,
    )
    bench.back(ticket)
    bench.paid_out(ticket)
    bench.ship(ticket)
    bench.services.dispatches.delivered(ticket.id, None, bench.parcel(ticket, GoodsOut.SHIPPED))
    situation = bench.services.decide.situation(bench.fresh(ticket))
    assert (situation.return_parcels, situation.return_courier) == (1, "中通")
    assert situation.couriers == ("圆通",)
    with pytest.raises(RuleViolation, match="不能重复支付"):
        bench.decide(ticket, Remedy.FREIGHT, return_freight_cents=900)
    bench.decide(
        ticket,
        Remedy.RETURN_REFUND,
        _cup(ticket, 1),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=1100,
    )
    assert 1100 in [p.cents for p in bench.fresh(ticket).payouts if p.live]


# -------------------------------------------------------------------------------------- claw-back


def test_what_was_kept_for_the_promotion_is_forgotten_with_its_refund(bench: Bench) -> None:
    ticket = bench.imported("1001", CUP, RUG, shipping=0)
    promotion = Promotion(30000, 3000, PromotionRule.CLAW_BACK)
    bench.decide(
        ticket,
        Remedy.RETURN_REFUND,
        _cup(ticket, 1),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=800,
        promotion=promotion,
    )
    bench.back(ticket)
    bench.paid_out(ticket)
    kept = bench.services.decide.situation(bench.fresh(ticket)).clawed_back_cents
    assert kept > 0
    refund: Payout = next(p for p in bench.fresh(ticket).payouts if p.leg is None)
    bench.services.payouts.reverse(ticket.id, None, (refund.id,), "银行退回")
    assert any(p.state is MoneyState.ARRIVED for p in bench.fresh(ticket).payouts), "the freight"
    assert bench.services.decide.situation(bench.fresh(ticket)).clawed_back_cents == 0


# ------------------------------------------------------------------------------------------ times


def test_a_files_promised_shipment_is_what_lateness_is_measured_by(bench: Bench) -> None:
    ticket = bench.imported("1001", CUP, promised_at=PROMISED)
    situation = bench.services.decide.situation(ticket)
    assert (ticket.order.promised_at, situation.promised_at) == (PROMISED, PROMISED)
    bench.take(order("1001", CUP, promised_at=None))
    assert bench.fresh(ticket).order.promised_at == PROMISED, "a blank cell says nothing"


# --------------------------------------------------------------------------------------- warranty


@pytest.mark.parametrize(
    ("delivered", "months", "until"),
    [
        (datetime(2026, 8, 31, 4, tzinfo=UTC), 6, datetime(2027, 2, 28, 4, tzinfo=UTC)),
        (None, 6, None),
        (datetime(2026, 8, 31, 4, tzinfo=UTC), None, None),
    ],
)
def test_the_original_warranty_runs_from_the_delivery_through_the_repair(
    bench: Bench, delivered: datetime | None, months: int | None, until: datetime | None
) -> None:
    cup = replace(CUP, warranty_months=months)
    ticket = bench.imported("1001", cup, delivered_at=delivered)
    terms = RepairTerms(RepairPlace.SEND_IN, part_warranty_months=3, work="补釉")
    done = bench.decide(ticket, Remedy.REPAIR, _cup(ticket, 1), repair=terms, **FREE)
    assert done.repairs[0].warranty_until == until
    bench.back(ticket, GoodsIn.DAMAGED)
    bench.services.repairs.start(ticket.id, None)
    fixed = bench.services.repairs.done(ticket.id, None, "重新上釉").repairs[0]
    assert fixed.warranty_until == until
    assert fixed.part_warranty_until == datetime(2027, 2, 22, 4, tzinfo=UTC)


def test_of_several_pieces_the_warranty_that_ends_first_counts(bench: Bench) -> None:
    goods = (replace(CUP, warranty_months=12), replace(RUG, warranty_months=3))
    ticket = bench.imported("1001", *goods, delivered_at=datetime(2026, 11, 1, 4, tzinfo=UTC))
    lines = [LineChoice(line.id, (1,)) for line in ticket.order.lines]
    done = bench.decide(
        ticket, Remedy.REPAIR, *lines, repair=RepairTerms(RepairPlace.SEND_IN), **FREE
    )
    assert done.repairs[0].warranty_until == datetime(2027, 2, 1, 4, tzinfo=UTC)


def test_a_later_file_may_say_how_long_the_warranty_is(bench: Bench) -> None:
    ticket = bench.imported("1001", CUP)
    bench.take(order("1001", replace(CUP, warranty_months=24)))
    row = bench.db.read().get(tables.OrderLine, ticket.order.lines[0].id)
    assert row is not None
    assert row["warranty_months"] == 24
