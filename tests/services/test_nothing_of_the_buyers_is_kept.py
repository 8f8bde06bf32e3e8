"""No ticket ends on the buyer's goods or money: how each of them goes back."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.facts import GoodsIn, GoodsOut, Offer, Stage
from app.domain.goods_out import DispatchPurpose
from app.domain.liability import Finding
from app.domain.negotiation import PromiseState, TalkChannel
from app.domain.order import Unit
from app.domain.payment import MoneyClass, MoneyState, PayMethod
from app.domain.remedy import (
    CancelReason,
    CompensationForm,
    FreightBearer,
    GoodsWay,
    Liability,
    ProblemClass,
    ReapplyCause,
    RejectReason,
    Remedy,
)
from app.domain.settlement.types import Deduction, LineChoice, Promise, RepairTerms, Replacement
from app.domain.ticket import Ticket
from app.domain.workflow import Verb, actions
from app.errors import RuleViolation
from tests.services.bench import CUP, PAID, Bench, claim

FREE: dict[str, Any] = {"freight_bearer": FreightBearer.BUYER, "return_freight_cents": 0}
OURS: dict[str, Any] = {
    "freight_bearer": FreightBearer.MERCHANT,
    "return_freight_cents": 800,
    "liability": Liability.MERCHANT,
}


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Two cups of 39.00 each."""
    return bench.imported("1001", CUP)


def _one(ticket: Ticket) -> LineChoice:
    return LineChoice(ticket.order.lines[0].id, (1,))


def _swap(bench: Bench, ticket: Ticket, price: int | None = None, **more: Any) -> Ticket:
    title = "大马克杯" if price else ""
    new = Replacement(ticket.order.lines[0].id, (1,), title, price_cents=price)
    values = {"replacements": (new,), "waive_difference": False, **FREE, **more}
    return bench.decide(ticket, Remedy.EXCHANGE, _one(ticket), **values)


def _repair(bench: Bench, ticket: Ticket, quote: int = 0) -> Ticket:
    terms = RepairTerms(in_warranty=not quote, quote_cents=quote, days=3, work="换线")
    return bench.decide(ticket, Remedy.REPAIR, _one(ticket), repair=terms, **FREE)


def _arrived(bench: Bench, ticket: Ticket) -> tuple[int, ...]:
    owed = bench.owed(ticket)
    bench.services.charges.arrived(ticket.id, None, owed, "转账 77", bench.key())
    return owed


def _no_end(bench: Bench, ticket: Ticket, why: str) -> None:
    s = bench.services
    with pytest.raises(RuleViolation, match=why):
        s.closing.cancel(ticket.id, None, CancelReason.AGREED, "")
    with pytest.raises(RuleViolation, match=why):
        s.review.reject(ticket.id, None, RejectReason.OTHER, "抱歉")


def _next(bench: Bench, ticket: Ticket) -> Verb | None:
    return next((a.verb for a in actions(bench.fresh(ticket).facts) if a.primary), None)


# ------------------------------------------------------------------------------------- money


def test_a_fee_for_a_repair_that_failed_goes_back_before_the_ticket_ends(
    bench: Bench, ticket: Ticket
) -> None:
    s = bench.services
    _repair(bench, ticket, 1500)
    fee = _arrived(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    s.repairs.start(ticket.id, None)
    s.repairs.failed(ticket.id, None, "修不好")
    bench.ship(ticket)
    s.dispatches.delivered(ticket.id, None, bench.parcel(ticket, GoodsOut.SHIPPED))
    bench.decide(ticket, Remedy.APOLOGY)
    with pytest.raises(RuleViolation, match="补款还没有退还"):
        s.closing.confirm(ticket.id, None, "电话")
    assert _next(bench, ticket) is Verb.CHARGE_RETURNED
    with pytest.raises(RuleViolation, match="凭证"):
        s.charges.returned(ticket.id, None, fee, "", "修不好")
    with pytest.raises(RuleViolation, match="为什么"):
        s.charges.returned(ticket.id, None, fee, "转账 8", " ")
    done = s.charges.returned(ticket.id, None, fee, "转账 8", "修不好，退维修费")
    assert [c.state for c in done.charges] == [MoneyState.REVERSED]
    told = s.tickets.timeline(ticket.id)[-1].text
    assert "退还买家维修费 ¥ 15.00，凭证 转账 8；修不好，退维修费" in told.replace("：", "；")
    s.closing.confirm(ticket.id, None, "电话")
    assert s.closing.close(ticket.id, None, "完").stage is Stage.COMPLETED
    assert bench.faults() == []


def test_a_difference_typed_by_mistake_is_owed_again_and_raises_no_cap(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket, 5900)
    charge = _arrived(bench, ticket)
    assert bench.fresh(ticket).order.surcharges
    done = bench.services.charges.returned(ticket.id, None, charge, "登记错", "看错了单号")
    assert done.order.surcharges == ()
    assert [c.state for c in done.charges] == [MoneyState.REVERSED, MoneyState.PLANNED]
    assert [p.cents for c in done.charges[1:] for p in c.units] == [2000]


def test_a_difference_goes_back_alone_once_the_exchange_is_off(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket, 5900)
    charge = _arrived(bench, ticket)
    bench.services.decide.withdraw_offer(ticket.id, None, "缺货")
    _no_end(bench, ticket, "先退还补款")
    done = bench.services.charges.returned(ticket.id, None, charge, "转账 9", "缺货不换了")
    assert [c.state for c in done.charges] == [MoneyState.REVERSED], "nothing is owed again"
    ended = bench.services.closing.cancel(ticket.id, None, CancelReason.AGREED, "")
    assert ended.stage is Stage.CANCELLED


def test_a_difference_that_is_in_the_refund_is_not_returned_twice(
    bench: Bench, ticket: Ticket
) -> None:
    _swap(bench, ticket, 5900)
    charge = _arrived(bench, ticket)
    bench.services.decide.withdraw_offer(ticket.id, None, "缺货")
    done = bench.decide(ticket, Remedy.REFUND_ONLY, _one(ticket))
    assert [p.cents for p in done.payouts] == [5900]
    with pytest.raises(RuleViolation, match="已经算进"):
        bench.services.charges.returned(ticket.id, None, charge, "转账 9", "缺货")
    bench.paid_out(ticket)
    bench.services.closing.confirm(ticket.id, None, "电话")


def test_a_refund_that_was_reversed_leaves_a_decision_due(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **OURS)
    bench.back(ticket)
    done = bench.paid_out(ticket)
    refund = tuple(p.id for p in done.payouts if p.money_class is MoneyClass.PRICE_REFUND)
    left = bench.services.payouts.reverse(ticket.id, None, refund, "银行退回")
    assert (left.facts.offer, left.stage) == (Offer.WITHDRAWN, Stage.NEGOTIATING)
    with pytest.raises(RuleViolation, match="冲回后还没有定新方案"):
        bench.services.closing.confirm(ticket.id, None, "电话")
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **FREE)
    bench.paid_out(ticket)
    bench.services.closing.confirm(ticket.id, None, "电话")


# ------------------------------------------------------------------------------------- goods


def test_goods_of_a_withdrawn_return_go_home_before_it_ends(bench: Bench, ticket: Ticket) -> None:
    s = bench.services
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **FREE)
    bench.back(ticket)
    with pytest.raises(RuleViolation, match="先撤回方案"):
        s.returns.give_back(ticket.id, None, "买家又要了")
    s.decide.withdraw_offer(ticket.id, None, "买家又要了")
    _no_end(bench, ticket, "还在店里")
    with pytest.raises(RuleViolation, match="为什么寄还"):
        s.returns.give_back(ticket.id, None, "")
    waiting = s.returns.give_back(ticket.id, None, "买家又要了")
    (parcel,) = waiting.dispatches
    assert (parcel.purpose, waiting.stage) == (DispatchPurpose.GIVE_BACK, Stage.FULFILLING)
    assert _next(bench, ticket) is Verb.SHIP
    _no_end(bench, ticket, "还没有寄回")
    with pytest.raises(RuleViolation, match="已经有要寄回"):
        s.returns.give_back(ticket.id, None, "再一次")
    bench.ship(ticket)
    s.dispatches.delivered(ticket.id, None, parcel.id)
    assert s.closing.cancel(ticket.id, None, CancelReason.AGREED, "").stage is Stage.CANCELLED
    assert bench.faults() == []


def test_flawed_goods_are_given_back_in_one_step(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **FREE)
    bench.back(ticket, GoodsIn.WORN)
    assert _next(bench, ticket) is Verb.DECIDE_RETURN_REFUND
    done = bench.services.returns.give_back(ticket.id, None, "已使用")
    assert [p.state for p in done.payouts] == [MoneyState.WITHDRAWN]
    assert done.facts.offer is Offer.WITHDRAWN
    told = bench.services.tickets.timeline(ticket.id)[-1].text
    assert "作废：未打的款 ¥ 39.00" in told


def test_only_what_nothing_was_given_for_is_given_back(bench: Bench, ticket: Ticket) -> None:
    cup = ticket.order.lines[0].id
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **FREE)
    bench.back(ticket)
    bench.paid_out(ticket)
    bench.decide(ticket, Remedy.RETURN_REFUND, LineChoice(cup, (2,)), **FREE)
    bench.back(ticket, GoodsIn.WORN)
    done = bench.services.returns.give_back(ticket.id, None, "已使用")
    assert [line.unit for d in done.dispatches for line in d.lines] == [Unit(cup, 2)]


def test_a_new_decision_keeps_what_was_to_go_home(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **FREE)
    bench.back(ticket, GoodsIn.WORN)
    bench.services.returns.give_back(ticket.id, None, "已使用")
    done = bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **FREE)
    assert [d.state for d in done.dispatches] == [GoodsOut.CALLED_OFF]
    bench.paid_out(ticket)
    bench.services.closing.confirm(ticket.id, None, "电话")


def test_a_deduction_the_buyer_refuses_keeps_the_ticket_open(bench: Bench, ticket: Ticket) -> None:
    s = bench.services
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), **OURS)
    freight = tuple(
        p.id for p in bench.fresh(ticket).payouts if p.money_class is MoneyClass.FREIGHT
    )
    s.payouts.pay(ticket.id, None, freight, PayMethod.ORIGINAL, "", bench.key(), "先垫运费")
    bench.arrive(ticket)
    bench.back(ticket, GoodsIn.WORN)
    worn = (Deduction(ticket.order.lines[0].id, 900, "杯沿磨损", (1,)),)
    bench.decide(ticket, Remedy.RETURN_REFUND, _one(ticket), agreed=False, deductions=worn, **FREE)
    with pytest.raises(RuleViolation, match="等买家答复"):
        s.closing.confirm(ticket.id, None, "电话")
    s.decide.buyer_declines(ticket.id, None, "不同意")
    with pytest.raises(RuleViolation, match="还在店里"):
        s.closing.confirm(ticket.id, None, "电话")


@pytest.mark.parametrize("goods", ["exchange", "repair"])
def test_goods_whose_charge_is_never_paid_go_home(bench: Bench, ticket: Ticket, goods: str) -> None:
    if goods == "exchange":
        _swap(bench, ticket, 5900)
    else:
        _repair(bench, ticket, 1500)
    bench.back(ticket)
    bench.services.decide.withdraw_offer(ticket.id, None, "买家不补")
    _no_end(bench, ticket, "还在店里")
    home = bench.services.returns.give_back(ticket.id, None, "买家不补")
    assert [d.purpose for d in home.dispatches if d.state is GoodsOut.TO_SHIP] == [
        DispatchPurpose.GIVE_BACK
    ]


def test_what_a_repair_failed_on_is_not_forgotten_by_an_end(bench: Bench, ticket: Ticket) -> None:
    _repair(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    bench.services.repairs.start(ticket.id, None)
    bench.services.repairs.failed(ticket.id, None, "修不好")
    _no_end(bench, ticket, "还没有寄回")


def test_repaired_goods_that_were_lost_are_made_good_first(bench: Bench, ticket: Ticket) -> None:
    s = bench.services
    _repair(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    s.repairs.start(ticket.id, None)
    s.repairs.done(ticket.id, None, "好了")
    with pytest.raises(RuleViolation, match="还没有寄回"):
        s.decide.withdraw_offer(ticket.id, None, "算了")
    sent = bench.ship(ticket)
    s.dispatches.lost(ticket.id, None, sent.dispatches[0].id, "快递认赔")
    _no_end(bench, ticket, "途中丢失")
    bench.decide(ticket, Remedy.REFUND_ONLY, _one(ticket))
    bench.paid_out(ticket)
    s.closing.confirm(ticket.id, None, "电话")


def test_goods_exchanged_for_a_fault_need_no_second_decision(bench: Bench, ticket: Ticket) -> None:
    s = bench.services
    s.review.describe(ticket.id, None, ProblemClass.QUALITY, "", Finding(Liability.MERCHANT), "")
    _swap(bench, ticket)
    back = bench.back(ticket, GoodsIn.DAMAGED)
    assert [d.state for d in back.dispatches] == [GoodsOut.TO_SHIP]
    assert back.stage is Stage.FULFILLING


def test_what_went_first_for_a_fault_is_done_when_the_piece_is_back(
    bench: Bench, ticket: Ticket
) -> None:
    s = bench.services
    s.review.describe(ticket.id, None, ProblemClass.QUALITY, "", Finding(Liability.MERCHANT), "")
    _swap(bench, ticket, way=GoodsWay.SHIP_FIRST)
    assert _next(bench, ticket) is Verb.SHIP
    bench.ship(ticket)
    s.dispatches.delivered(ticket.id, None, bench.parcel(ticket, GoodsOut.SHIPPED))
    back = bench.back(ticket, GoodsIn.DAMAGED)
    assert (len(back.dispatches), back.stage) == (1, Stage.AWAITING_CONFIRMATION)
    s.closing.confirm(ticket.id, None, "电话")
    s.closing.close(ticket.id, None, "已换")


def test_an_empty_parcel_is_not_repaired(bench: Bench, ticket: Ticket) -> None:
    _repair(bench, ticket)
    empty = bench.back(ticket, GoodsIn.NOT_ARRIVED)
    assert empty.stage is Stage.INSPECTING
    with pytest.raises(RuleViolation, match="没有东西可修"):
        bench.services.repairs.start(ticket.id, None)
    again = _repair(bench, ticket)
    assert set(again.goods_in.values()) >= {GoodsIn.TO_BE_SENT}


# -------------------------------------------------------------------------- offers and parcels


def test_a_ticket_with_an_open_offer_does_not_end_as_done(bench: Bench, ticket: Ticket) -> None:
    s = bench.services
    bench.decide(ticket, Remedy.FREIGHT, return_freight_cents=800)
    bench.paid_out(ticket)
    more: dict[str, Any] = {"compensation_cents": 500, "agreed": False}
    bench.decide(ticket, Remedy.COMPENSATION, _one(ticket), **more)
    with pytest.raises(RuleViolation, match="等买家答复"):
        s.closing.confirm(ticket.id, None, "电话")
    s.decide.withdraw_offer(ticket.id, None, "算了")
    s.negotiation.counter_offer(ticket.id, None, TalkChannel.PHONE, "要二十", 2000)
    s.closing.confirm(ticket.id, None, "电话")


@pytest.mark.parametrize("way", ["reopened", "declined"])
def test_what_was_sent_alone_can_still_be_closed(bench: Bench, ticket: Ticket, way: str) -> None:
    s = bench.services
    bench.decide(ticket, Remedy.RESHIP, _one(ticket), replacements=())
    sent = bench.ship(ticket)
    s.dispatches.delivered(ticket.id, None, sent.dispatches[0].id)
    if way == "reopened":
        s.closing.confirm(ticket.id, None, "电话")
        s.closing.close(ticket.id, None, "完")
        s.closing.reopen(ticket.id, None, "又来了")
    else:
        more: dict[str, Any] = {"compensation_cents": 500, "agreed": False}
        bench.decide(ticket, Remedy.COMPENSATION, _one(ticket), **more)
        s.decide.buyer_declines(ticket.id, None, "不要")
    s.closing.confirm(ticket.id, None, "电话")
    assert s.closing.close(ticket.id, None, "完").stage is Stage.COMPLETED


def test_a_promise_outlives_an_end_both_agreed_to(bench: Bench, ticket: Ticket) -> None:
    promise = Promise("纽扣", 300, "2026-12-31")
    form: dict[str, Any] = {"form": CompensationForm.NEXT_ORDER, "compensation_cents": 0}
    done = bench.decide(ticket, Remedy.COMPENSATION, _one(ticket), promise=promise, **form)
    ended = bench.services.closing.cancel(ticket.id, None, CancelReason.AGREED, "")
    assert [o.state for o in ended.obligations] == [PromiseState.OPEN]
    kept = bench.services.promises.keep(ticket.id, None, done.obligations[0].id, "订单 7")
    assert [o.state for o in kept.obligations] == [PromiseState.KEPT]


def test_another_end_calls_the_promise_off_and_says_so(bench: Bench, ticket: Ticket) -> None:
    promise = Promise("纽扣", 300, "2026-12-31")
    form: dict[str, Any] = {"form": CompensationForm.NEXT_ORDER, "compensation_cents": 0}
    bench.decide(ticket, Remedy.COMPENSATION, _one(ticket), promise=promise, **form)
    ended = bench.services.closing.cancel(ticket.id, None, CancelReason.BY_MISTAKE, "")
    assert [o.state for o in ended.obligations] == [PromiseState.CALLED_OFF]
    assert "作废：1 项承诺" in bench.services.tickets.timeline(ticket.id)[-1].text


def test_nothing_is_sent_after_the_platform_has_refunded(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.RESHIP, _one(ticket), replacements=())
    bench.take(claim("C1001", "1001", CUP, cents=3900, status=PAID))
    with pytest.raises(RuleViolation, match="平台已经给买家退过款"):
        bench.ship(ticket)
    bench.services.decide.withdraw_offer(ticket.id, None, "平台已退款")
    bench.services.closing.confirm(ticket.id, None, "平台")


def test_nothing_is_repaired_after_the_platform_has_refunded(bench: Bench, ticket: Ticket) -> None:
    _repair(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    bench.take(claim("C1001", "1001", CUP, cents=3900, status=PAID))
    with pytest.raises(RuleViolation, match="平台已经给买家退过款"):
        bench.services.repairs.start(ticket.id, None)


def test_another_application_is_asked_for_beside_what_was_agreed(
    bench: Bench, ticket: Ticket
) -> None:
    agreed = _swap(bench, ticket)
    more: dict[str, Any] = {
        "reapply_cause": ReapplyCause.WRONG_TYPE,
        "reapply_remedy": Remedy.EXCHANGE,
        "lines": (),
    }
    asked = bench.decide(ticket, Remedy.REAPPLY, **more)
    assert (asked.stage, asked.decisions) == (Stage.AWAITING_RETURN, agreed.decisions)
    assert asked.facts.offer is Offer.ACCEPTED
    assert "请买家在平台改申请「换货」" in bench.services.tickets.timeline(ticket.id)[-1].text
    assert [d.state for d in bench.back(ticket).dispatches] == [GoodsOut.TO_SHIP]
    assert bench.faults() == []
