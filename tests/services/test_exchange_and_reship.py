"""Goods that leave the shop: when they may, for how much, and what becomes of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.domain.facts import GoodsIn, GoodsOut, Offer, Stage
from app.domain.goods_out import DispatchPurpose
from app.domain.order import Surcharge, Unit
from app.domain.payment import ChargeReason, MoneyClass, MoneyState
from app.domain.remedy import CancelReason, FreightBearer, GoodsWay, Liability, Remedy
from app.domain.settlement.types import LineChoice, Replacement
from app.domain.ticket import Ticket, TicketFilter
from app.errors import NotFound, RuleViolation
from tests.services.bench import CUP, NOON, RUG, Bench

FREE: dict[str, Any] = {"freight_bearer": FreightBearer.BUYER, "return_freight_cents": 0}


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Two cups of 39.00 each and a rug of 258.00."""
    return bench.imported("1001", CUP, RUG)


def _swap(bench: Bench, ticket: Ticket, price: int = 3900, **more: Any) -> Ticket:
    cup = ticket.order.lines[0].id
    new = Replacement(cup, (1,), "大马克杯", "红", "MK-500-R", price)
    values = {"replacements": (new,), "liability": Liability.MERCHANT, **FREE, **more}
    return bench.decide(ticket, Remedy.EXCHANGE, LineChoice(cup, (1,)), **values)


def test_the_replacement_waits_for_what_it_replaces_and_for_the_look_at_it(
    bench: Bench, ticket: Ticket
) -> None:
    agreed = _swap(bench, ticket)
    assert (agreed.dispatches, agreed.stage) == ((), Stage.AWAITING_RETURN)
    done = bench.back(ticket)
    (parcel,) = done.dispatches
    assert (parcel.purpose, parcel.state) == (DispatchPurpose.EXCHANGE, GoodsOut.TO_SHIP)
    (line,) = parcel.lines
    assert (line.title, line.variant, line.unit) == (
        "大马克杯",
        "红",
        Unit(ticket.order.lines[0].id, 1),
    )
    assert parcel.ship_by == NOON + timedelta(hours=48)
    assert done.stage is Stage.FULFILLING


def test_worn_goods_hold_the_replacement_until_somebody_has_decided(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket)
    worn = bench.back(ticket, GoodsIn.WORN)
    assert (worn.dispatches, worn.stage) == ((), Stage.INSPECTING)
    done = _swap(bench, ticket)
    assert [d.state for d in done.dispatches] == [GoodsOut.TO_SHIP]
    assert done.stage is Stage.FULFILLING


def test_goods_that_go_first_leave_before_the_others_are_back(bench: Bench, ticket: Ticket) -> None:
    first = _swap(bench, ticket, way=GoodsWay.SHIP_FIRST)
    assert [d.state for d in first.dispatches] == [GoodsOut.TO_SHIP]
    assert GoodsIn.TO_BE_SENT in first.goods_in.values()
    bench.ship(ticket)
    back = bench.back(ticket)
    assert len(back.dispatches) == 1, "one piece is replaced once"
    # The buyer has a cup again, so that a return would have to be sent, not only paid.
    cup = ticket.order.lines[0].id
    situation = bench.services.decide.situation(bench.fresh(ticket))
    assert situation.goods_in[Unit(cup, 1)] is GoodsIn.GIVEN_BACK


def test_nothing_comes_back_where_that_was_agreed(bench: Bench, ticket: Ticket) -> None:
    done = _swap(bench, ticket, way=GoodsWay.NOTHING_BACK)
    assert not done.facts.goods_expected
    assert [d.state for d in done.dispatches] == [GoodsOut.TO_SHIP]


def test_dearer_goods_leave_once_the_difference_has_arrived(bench: Bench, ticket: Ticket) -> None:
    agreed = _swap(bench, ticket, 4900, waive_difference=False, way=GoodsWay.NOTHING_BACK)
    (charge,) = agreed.charges
    assert (charge.reason, charge.cents, charge.state) == (
        ChargeReason.PRICE_DIFFERENCE,
        1000,
        MoneyState.PLANNED,
    )
    with pytest.raises(RuleViolation, match="补款还没有到账"):
        bench.ship(ticket)
    with pytest.raises(RuleViolation, match="凭证"):
        bench.services.charges.arrived(ticket.id, None, bench.owed(ticket), " ", "k")
    paid = bench.services.charges.arrived(ticket.id, None, bench.owed(ticket), "转账 77", "k")
    unit = Unit(ticket.order.lines[0].id, 1)
    assert paid.order.surcharges == (Surcharge(unit, 1000),)
    assert paid.order.lines[0].share_frozen
    assert bench.ship(ticket).dispatches[0].state is GoodsOut.SHIPPED


def test_a_difference_that_was_paid_goes_back_when_the_exchange_comes_to_nothing(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket, 4900, waive_difference=False, way=GoodsWay.NOTHING_BACK)
    bench.services.charges.arrived(ticket.id, None, bench.owed(ticket), "转账 77", "k")
    bench.services.decide.withdraw_offer(ticket.id, None, "缺货")
    with pytest.raises(RuleViolation, match="已经到账"):
        bench.services.closing.cancel(ticket.id, None, CancelReason.AGREED, "")
    done = bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(ticket.order.lines[0].id, (1,)))
    assert [p.cents for p in done.payouts] == [4900], "with what was paid on top"


def test_a_replacement_that_fails_too_is_refunded_with_the_difference(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket, 4900, waive_difference=False)
    bench.back(ticket)
    bench.services.charges.arrived(ticket.id, None, bench.owed(ticket), "转账 77", "k")
    bench.ship(ticket)
    bench.services.dispatches.delivered(ticket.id, None, bench.parcel(ticket, GoodsOut.SHIPPED))
    cup = ticket.order.lines[0].id
    done = bench.decide(ticket, Remedy.RETURN_REFUND, LineChoice(cup, (1,)), **FREE)
    assert [p.cents for p in done.payouts if p.live] == [4900]
    assert done.goods_in[Unit(cup, 1)] is GoodsIn.TO_BE_SENT, "it is with the buyer again"


def test_a_difference_that_is_waived_is_not_asked_for(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket, 4900, waive_difference=False, way=GoodsWay.NOTHING_BACK)
    with pytest.raises(RuleViolation, match="为什么"):
        bench.services.charges.waive(ticket.id, None, bench.owed(ticket), "")
    done = bench.services.charges.waive(ticket.id, None, bench.owed(ticket), "等了很久")
    assert (done.charges[0].state, done.order.surcharges) == (MoneyState.WITHDRAWN, ())
    bench.ship(ticket)


def test_what_cheaper_goods_cost_less_is_always_paid(bench: Bench, ticket: Ticket) -> None:
    done = _swap(bench, ticket, 3000)
    assert [(p.money_class, p.cents) for p in done.payouts] == [(MoneyClass.COMPENSATION, 900)]
    assert done.charges == ()


def test_withdrawing_calls_off_parcel_and_charge(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket, 4900, waive_difference=False, way=GoodsWay.NOTHING_BACK)
    done = bench.services.decide.withdraw_offer(ticket.id, None, "买家不换了")
    assert [d.state for d in done.dispatches] == [GoodsOut.CALLED_OFF]
    assert [c.state for c in done.charges] == [MoneyState.WITHDRAWN]
    assert (done.facts.goods_out, done.facts.charges) == ((), ())
    assert done.facts.offer is Offer.WITHDRAWN


def test_goods_that_have_left_hold_the_round(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket, way=GoodsWay.NOTHING_BACK)
    bench.ship(ticket)
    with pytest.raises(RuleViolation, match="寄给买家"):
        bench.services.decide.withdraw_offer(ticket.id, None, "算了")
    with pytest.raises(RuleViolation, match="寄给买家"):
        bench.services.closing.close(ticket.id, None, "完")


def test_a_lost_parcel_is_due_again(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket)
    bench.back(ticket)
    sent = bench.ship(ticket)
    cup = Unit(ticket.order.lines[0].id, 1)
    assert sent.goods_in[cup] is GoodsIn.GIVEN_BACK
    lost = bench.services.dispatches.lost(ticket.id, None, sent.dispatches[0].id, "快递认赔")
    assert [d.state for d in lost.dispatches] == [GoodsOut.LOST, GoodsOut.TO_SHIP]
    assert lost.dispatches[0].lines == lost.dispatches[1].lines
    assert lost.goods_in[cup] is GoodsIn.SELLABLE, "what came back is here still"
    assert lost.dispatches[1].tracking == ""
    bench.services.decide.withdraw_offer(ticket.id, None, "改退款")


def test_parcels_are_found_by_their_number_and_need_one(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket, way=GoodsWay.NOTHING_BACK)
    with pytest.raises(RuleViolation, match="快递单号"):
        bench.ship(ticket, "  ")
    bench.ship(ticket, "sf 1234 5678")
    found = bench.services.queue.page(TicketFilter(search="SF12345678"), 0, 5)
    assert [one.id for one in found] == [ticket.id]
    with pytest.raises(NotFound):
        bench.services.dispatches.delivered(ticket.id, None, 99)


def test_nobody_signs_for_a_parcel_before_it_has_left(bench: Bench, ticket: Ticket) -> None:
    _swap(bench, ticket, way=GoodsWay.NOTHING_BACK)
    bench.ship(ticket)
    key = bench.parcel(ticket, GoodsOut.SHIPPED)
    before = NOON.date() - timedelta(days=1)
    with pytest.raises(RuleViolation, match="早于寄出日期"):
        bench.services.dispatches.delivered(ticket.id, None, key, before)
    done = bench.services.dispatches.delivered(ticket.id, None, key, NOON.date())
    assert done.stage is Stage.AWAITING_CONFIRMATION
    bench.services.closing.confirm(ticket.id, None, "聊天")
    assert bench.services.closing.close(ticket.id, None, "已换货").stage is Stage.COMPLETED
    assert bench.faults() == []


def test_what_was_missing_is_sent_without_any_money(bench: Bench, ticket: Ticket) -> None:
    screw = Replacement(None, title="螺丝", quantity=2)
    done = bench.decide(ticket, Remedy.RESHIP, replacements=(screw,), lines=())
    (parcel,) = done.dispatches
    assert parcel.purpose is DispatchPurpose.RESHIP
    assert [(line.title, line.quantity, line.unit) for line in parcel.lines] == [("螺丝", 2, None)]
    assert (done.payouts, done.charges) == ((), ())
