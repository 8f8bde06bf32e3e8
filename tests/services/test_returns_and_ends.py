"""Goods coming back, and the ends of a ticket: confirmed, closed, cancelled, opened again."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.drafts import InspectionResult
from app.domain.facts import INSPECTED, GoodsIn, Offer, Review, Stage
from app.domain.order import Unit
from app.domain.payment import MoneyState
from app.domain.remedy import CancelReason, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from app.model import tables
from tests.services.bench import LAMP, RUG, Bench


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Two of three lamps are to come back."""
    made = bench.imported("1001", LAMP)
    return bench.decide(made, Remedy.RETURN_REFUND, LineChoice(made.order.lines[0].id, (1, 2)))


def _states(ticket: Ticket) -> list[GoodsIn]:
    return [ticket.goods_in[unit] for unit in sorted(ticket.goods_in)]


def test_a_parcel_needs_its_number_and_carries_every_expected_piece(
    bench: Bench, ticket: Ticket
) -> None:
    with pytest.raises(RuleViolation, match="快递单号"):
        bench.services.returns.return_sent(ticket.id, None, "中通", " ")
    with pytest.raises(RuleViolation, match="还没有到"):
        bench.services.returns.return_sent(ticket.id, None, "中通", "ZT1", date(2026, 12, 1))
    sent = bench.services.returns.return_sent(
        ticket.id, ticket.version, "中通", " zt 9988 ", date(2026, 11, 21)
    )
    assert _states(sent) == [GoodsIn.IN_TRANSIT, GoodsIn.IN_TRANSIT]
    assert (sent.return_courier, sent.return_tracking) == ("中通", "ZT9988")
    assert sent.stage is Stage.INSPECTING
    assert bench.services.queue.with_number("zt9988") == (ticket.id,)
    with pytest.raises(RuleViolation, match="没有在等"):
        bench.services.returns.return_sent(ticket.id, None, "中通", "ZT2")


def test_a_parcel_that_is_received_keeps_its_courier(bench: Bench, ticket: Ticket) -> None:
    bench.services.returns.return_sent(ticket.id, None, "中通", "ZT1")
    done = bench.services.returns.return_received(ticket.id, None, "", "ZT1")
    assert (done.return_courier, done.return_tracking) == ("中通", "ZT1")
    parcels = bench.db.read().find(tables.ReturnParcel)
    assert [bool(p["received_at"]) for p in parcels] == [True]
    assert _states(done) == [GoodsIn.RECEIVED, GoodsIn.RECEIVED]


def test_goods_that_come_unannounced_are_received_too(bench: Bench, ticket: Ticket) -> None:
    done = bench.services.returns.return_received(ticket.id, None, "圆通", "YT7")
    assert _states(done) == [GoodsIn.RECEIVED, GoodsIn.RECEIVED]
    assert bench.services.queue.with_number("YT7") == (ticket.id,)


def test_every_received_piece_gets_a_finding_and_only_those(bench: Bench, ticket: Ticket) -> None:
    inspect = bench.services.returns.inspect
    with pytest.raises(RuleViolation, match="还没有收到"):
        inspect(ticket.id, None, ())
    bench.services.returns.return_received(ticket.id, None)
    line = ticket.order.lines[0].id
    good = InspectionResult(line, 1, GoodsIn.SELLABLE)
    for results in ((good,), (good, InspectionResult(line, 3, GoodsIn.SELLABLE)), ()):
        with pytest.raises(RuleViolation, match="每一件"):
            inspect(ticket.id, None, results)
    with pytest.raises(RuleViolation, match="验货结果"):
        inspect(ticket.id, None, (good, InspectionResult(line, 2, GoodsIn.IN_TRANSIT)))
    done = inspect(ticket.id, None, (good, InspectionResult(line, 2, GoodsIn.WORN, "有划痕")))
    assert done.goods_in == {Unit(line, 1): GoodsIn.SELLABLE, Unit(line, 2): GoodsIn.WORN}
    said = bench.services.tickets.timeline(ticket.id)[-1].text
    assert said.startswith("验货 2 件，其中 1 件有问题")


@pytest.mark.parametrize("found", sorted(INSPECTED | {GoodsIn.NOT_ARRIVED}))
def test_anything_but_sellable_asks_for_a_new_decision(
    bench: Bench, ticket: Ticket, found: GoodsIn
) -> None:
    bench.services.returns.return_received(ticket.id, None)
    done = bench.inspect(ticket, found)
    expected = Stage.FULFILLING if found is GoodsIn.SELLABLE else Stage.INSPECTING
    assert done.stage is expected
    assert done.facts.flawed is (found is not GoodsIn.SELLABLE)


def test_flaws_that_were_decided_on_stay_decided_when_the_next_parcel_is_fine(
    bench: Bench, ticket: Ticket
) -> None:
    line = ticket.order.lines[0].id
    bench.services.returns.return_received(ticket.id, None)
    bench.inspect(ticket, GoodsIn.WORN)
    bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(line, (), 3000))
    bench.paid_out(ticket)
    bench.decide(ticket, Remedy.RETURN_REFUND, LineChoice(line, (3,), 1000))
    bench.services.returns.return_received(ticket.id, None)
    done = bench.inspect(ticket, GoodsIn.SELLABLE)
    assert not done.facts.flawed
    assert bench.paid_out(ticket).stage is Stage.AWAITING_CONFIRMATION


# ---------------------------------------------------------------------------------------- ends


def _done(bench: Bench) -> Ticket:
    made = bench.imported("1002", RUG, cents=25800)
    bench.decide(made, Remedy.REFUND_ONLY)
    return bench.paid_out(made)


def test_a_ticket_is_closed_once_the_buyer_has_confirmed_and_a_summary_is_written(
    bench: Bench,
) -> None:
    ticket = _done(bench)
    with pytest.raises(RuleViolation, match="还没有确认"):
        bench.services.closing.close(ticket.id, None, "完")
    confirmed = bench.services.closing.confirm(ticket.id, ticket.version, "旺旺聊天")
    with pytest.raises(RuleViolation, match="已经确认过"):
        bench.services.closing.confirm(ticket.id, None, "")
    with pytest.raises(RuleViolation, match="结案说明"):
        bench.services.closing.close(ticket.id, None, " ")
    closed = bench.services.closing.close(ticket.id, confirmed.version, "已退款，买家满意")
    assert (closed.stage, closed.closing_summary) == (Stage.COMPLETED, "已退款，买家满意")
    assert closed.closed_at == bench.clock.now()


def test_nothing_unfinished_can_be_closed(bench: Bench, ticket: Ticket) -> None:
    with pytest.raises(RuleViolation, match="退货还没有收到"):
        bench.services.closing.close(ticket.id, None, "完")
    with pytest.raises(RuleViolation, match="退货还没有收到"):
        bench.services.closing.confirm(ticket.id, None, "")
    bench.services.returns.return_received(ticket.id, None)
    bench.inspect(ticket)
    with pytest.raises(RuleViolation, match="未打的款"):
        bench.services.closing.confirm(ticket.id, None, "")
    bench.pay(ticket)
    with pytest.raises(RuleViolation, match="没有到账"):
        bench.services.closing.confirm(ticket.id, None, "")


def test_cancelling_calls_off_what_is_granted_and_not_yet_moved(
    bench: Bench, ticket: Ticket
) -> None:
    with pytest.raises(RuleViolation, match="原因"):
        bench.services.closing.cancel(ticket.id, None, CancelReason.OTHER, "")
    done = bench.services.closing.cancel(
        ticket.id, ticket.version, CancelReason.SOLVED_BY_BUYER, "买家自己修好了"
    )
    assert done.stage is Stage.CANCELLED
    assert {p.state for p in done.payouts} == {MoneyState.WITHDRAWN}
    assert {d.state for d in done.decisions} == {Offer.WITHDRAWN.value}
    assert set(done.goods_in.values()) == {GoodsIn.NOT_NEEDED}
    assert "买家自己修好了" in bench.services.tickets.timeline(ticket.id)[-1].text


def test_what_has_moved_stands_in_the_way_of_cancelling(bench: Bench, ticket: Ticket) -> None:
    cancel = bench.services.closing.cancel
    bench.services.returns.return_sent(ticket.id, None, "中通", "ZT1")
    with pytest.raises(RuleViolation, match="已寄出"):
        cancel(ticket.id, None, CancelReason.AGREED, "")
    bench.services.returns.return_received(ticket.id, None)
    bench.inspect(ticket)
    bench.pay(ticket)
    with pytest.raises(RuleViolation, match="途中"):
        cancel(ticket.id, None, CancelReason.AGREED, "")
    bench.arrive(ticket)
    with pytest.raises(RuleViolation, match="已经退过款"):
        cancel(ticket.id, None, CancelReason.AGREED, "")
    bench.services.payouts.reverse(ticket.id, None, bench.due(ticket, MoneyState.ARRIVED), "退回")
    with pytest.raises(RuleViolation, match="还在店里"):
        cancel(ticket.id, None, CancelReason.AGREED, "")
    bench.services.returns.give_back(ticket.id, None, "买家又要了")
    home = bench.ship(ticket)
    with pytest.raises(RuleViolation, match="货已寄给买家"):
        cancel(ticket.id, None, CancelReason.AGREED, "")
    bench.services.dispatches.delivered(ticket.id, None, home.dispatches[-1].id)
    done = cancel(ticket.id, None, CancelReason.AGREED, "")
    assert _states(done) == [GoodsIn.GIVEN_BACK, GoodsIn.GIVEN_BACK]


def test_a_ticket_that_ended_can_be_opened_again_with_a_reason(bench: Bench) -> None:
    ticket = _done(bench)
    bench.services.closing.confirm(ticket.id, None, "聊天")
    bench.services.closing.close(ticket.id, None, "完")
    with pytest.raises(RuleViolation, match="为什么"):
        bench.services.closing.reopen(ticket.id, None, "")
    again = bench.services.closing.reopen(ticket.id, None, "买家又来了")
    assert (again.stage, again.facts.review) == (Stage.REVIEWING, Review.REVIEWING)
    assert again.closed_at is None
    assert not again.facts.confirmed
    assert [p.state for p in again.payouts] == [MoneyState.ARRIVED], "what was paid stays paid"
    with pytest.raises(RuleViolation, match="没有结束"):
        bench.services.closing.reopen(ticket.id, None, "x")
    with pytest.raises(RuleViolation):
        bench.decide(ticket, Remedy.REFUND_ONLY)


def test_a_cancelled_ticket_that_is_opened_again_takes_a_new_decision(
    bench: Bench, ticket: Ticket
) -> None:
    bench.services.closing.cancel(ticket.id, None, CancelReason.BY_MISTAKE, "")
    bench.services.closing.reopen(ticket.id, None, "取消错了")
    line = ticket.order.lines[0].id
    done = bench.decide(ticket, Remedy.RETURN_REFUND, LineChoice(line, (1, 2)))
    assert done.stage is Stage.AWAITING_RETURN
    assert [d.state for d in done.decisions] == ["withdrawn", "accepted"]
