"""What a ticket has cost once goods went both ways, promises were kept, losses were recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from app.domain.cost_sheet import cost_sheet
from app.domain.costs import CostKind
from app.domain.facts import GoodsIn
from app.domain.remedy import CompensationForm, FreightBearer, Liability, Remedy
from app.domain.settlement.types import LineChoice, Promise
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.model import tables
from app.model.fields import to_text
from tests.services.bench import CUP, NOON, RUG, Bench


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Two cups of 39.00 each and a rug of 258.00."""
    return bench.imported("1001", CUP, RUG)


def _swap(bench: Bench, ticket: Ticket) -> Ticket:
    """The first cup against the same again; the buyer pays the way back."""
    return bench.decide(
        ticket,
        Remedy.EXCHANGE,
        LineChoice(ticket.order.lines[0].id, (1,)),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.BUYER,
        return_freight_cents=0,
    )


def _costs(ticket: Ticket) -> Mapping[CostKind, int]:
    return {row.kind: row.cents for row in cost_sheet(ticket).rows}


def test_an_exchange_whose_old_piece_can_be_sold_again_cost_nothing(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket)
    back = bench.back(ticket)
    assert _costs(back) == {}, "what came back is the buyer's until its replacement has left"
    sent = bench.ship(ticket)
    assert _costs(sent) == {CostKind.GOODS_SENT: 3900, CostKind.GOODS_BACK: -3900}
    assert cost_sheet(sent).net_cents == 0
    assert cost_sheet(sent).unvalued == 0


def test_a_lost_replacement_costs_its_worth_and_keeps_the_old_piece_the_buyers(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket)
    bench.back(ticket)
    sent = bench.ship(ticket)
    lost = bench.services.dispatches.lost(ticket.id, None, sent.dispatches[0].id, "快递认赔")
    assert _costs(lost) == {CostKind.GOODS_SENT: 3900}


def test_a_piece_exchanged_and_then_refunded_came_back_twice(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket)
    bench.back(ticket)
    bench.ship(ticket)
    parcel = bench.fresh(ticket).dispatches[0].id
    bench.services.dispatches.delivered(ticket.id, None, parcel)
    cup = LineChoice(ticket.order.lines[0].id, (1,))
    bench.decide(
        ticket,
        Remedy.RETURN_REFUND,
        cup,
        freight_bearer=FreightBearer.BUYER,
        return_freight_cents=0,
    )
    bench.clock.advance(timedelta(days=2))
    bench.back(ticket)
    done = bench.paid_out(ticket)
    assert _costs(done) == {
        CostKind.REFUND: 3900,
        CostKind.GOODS_SENT: 3900,
        CostKind.GOODS_BACK: -7800,
    }


def test_the_month_counts_what_the_page_shows(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket)
    bench.back(ticket)
    shown = cost_sheet(bench.ship(ticket))
    (row,) = bench.services.reports.month(2026, 11).costs
    assert row.costs == shown


def test_a_kept_discount_is_a_cost_on_the_page_and_in_the_month(
    bench: Bench, ticket: Ticket
) -> None:
    promised = bench.decide(
        ticket,
        Remedy.COMPENSATION,
        LineChoice(ticket.order.lines[1].id, (1,)),
        form=CompensationForm.NEXT_ORDER,
        compensation_cents=0,
        promise=Promise("", 1000, (NOON + timedelta(days=30)).date().isoformat()),
    )
    assert _costs(promised) == {}
    (promise,) = promised.obligations
    kept = bench.services.promises.keep(ticket.id, None, promise.id, "订单 1009")
    assert _costs(kept) == {CostKind.PROMISE: 1000}
    made = cost_sheet(kept)
    assert (made.cash_cents, made.net_cents) == (0, 1000)
    (row,) = bench.services.reports.month(2026, 11).costs
    assert row.costs == made


def test_recorded_losses_and_what_was_recovered_count(bench: Bench, ticket: Ticket) -> None:
    at = to_text(NOON)
    with bench.services.context.write() as write:
        write.insert(
            tables.Cost,
            ticket_id=ticket.id,
            kind="packing",
            amount_cents=500,
            currency="CNY",
            recorded_at=at,
        )
        for recovered in (None, 300):
            write.insert(
                tables.Recovery,
                ticket_id=ticket.id,
                against="courier",
                filed_cents=300,
                recovered_cents=recovered,
                currency="CNY",
                state="filed" if recovered is None else "recovered",
            )
        write.event(ticket.id, Verb.NOTE.value)
    seen = bench.fresh(ticket)
    assert _costs(seen) == {CostKind.OTHER: 500, CostKind.RECOVERED: -300}
    (row,) = bench.services.reports.month(2026, 11).costs
    assert row.costs == cost_sheet(seen)


def test_a_damaged_piece_that_was_replaced_is_written_off(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    if not bench.fresh(ticket).dispatches:
        _swap(bench, ticket)
    done = bench.ship(ticket)
    assert _costs(done)[CostKind.WRITTEN_OFF] == 3900
    assert cost_sheet(done).net_cents == 3900
