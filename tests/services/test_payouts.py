"""Recording what was done with money: exactly once, exactly these rows, back exactly as it went."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.facts import GoodsIn, Offer, Stage
from app.domain.money import Money
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import CompensationForm, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import NotFound, RuleViolation
from tests.services.bench import IN_TRANSIT, LAMP, PAID, RUG, Bench, claim


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Three lamps for 99.99 and a rug for 258.00, one lamp and the rug granted, nothing paid."""
    made = bench.imported("1001", LAMP, RUG)
    lamp, rug = (line.id for line in made.order.lines)
    return bench.decide(made, Remedy.REFUND_ONLY, LineChoice(lamp, (2,)), LineChoice(rug, (1,)))


def _states(bench: Bench, ticket: Ticket) -> list[MoneyState]:
    return [p.state for p in bench.fresh(ticket).payouts]


def _said(bench: Bench, ticket: Ticket) -> str:
    return bench.services.tickets.timeline(ticket.id)[-1].text


def test_paying_records_method_and_reference_of_exactly_the_chosen_rows(
    bench: Bench, ticket: Ticket
) -> None:
    lamp, rug = ticket.payouts
    done = bench.services.payouts.pay(
        ticket.id, ticket.version, (rug.id,), PayMethod.ALIPAY, " 2026112200001 ", "k", "原路已关闭"
    )
    assert [p.state for p in done.payouts] == [MoneyState.PLANNED, MoneyState.SUBMITTED]
    assert (done.payouts[1].method, done.payouts[1].reference) == (
        PayMethod.ALIPAY,
        "2026112200001",
    )
    amount = Money(25800, "CNY")
    assert f"已打款 {amount}（支付宝转账），凭证 2026112200001" in _said(bench, ticket)
    assert "原路已关闭" in _said(bench, ticket)
    with pytest.raises(RuleViolation, match="状态已经变了"):
        bench.services.payouts.pay(
            ticket.id, None, (lamp.id, rug.id), PayMethod.ORIGINAL, "", "other"
        )
    assert _states(bench, ticket) == [MoneyState.PLANNED, MoneyState.SUBMITTED]


def test_a_transfer_needs_its_reference_and_a_choice_its_rows(bench: Bench, ticket: Ticket) -> None:
    pay = bench.services.payouts.pay
    with pytest.raises(RuleViolation, match="凭证号"):
        pay(ticket.id, None, (ticket.payouts[0].id,), PayMethod.BANK, " ", "k")
    with pytest.raises(RuleViolation, match="至少一笔"):
        pay(ticket.id, None, (), PayMethod.ORIGINAL, "", "k")
    with pytest.raises(NotFound):
        pay(ticket.id, None, (999,), PayMethod.ORIGINAL, "", "k")


def test_money_is_not_paid_with_a_coupon_and_another_way_needs_a_reason(
    bench: Bench, ticket: Ticket
) -> None:
    pay, row = bench.services.payouts.pay, ticket.payouts[0].id
    for never in (PayMethod.COUPON, PayMethod.VOUCHER, PayMethod.BALANCE):
        with pytest.raises(RuleViolation, match="不能记成"):
            pay(ticket.id, None, (row,), never, "Q1", "k", "买家要求")
    with pytest.raises(RuleViolation, match="定的是「原路退回」，现在要用「现金」"):
        pay(ticket.id, None, (row,), PayMethod.CASH, "", "k")
    assert _states(bench, ticket) == [MoneyState.PLANNED] * 2
    done = pay(ticket.id, None, (row,), PayMethod.CASH, "", "k", "买家到店")
    assert done.payouts[0].method is PayMethod.CASH, "cash has no number"


def test_a_coupon_is_given_as_a_coupon_by_its_code(bench: Bench) -> None:
    made = bench.imported("1009", RUG)
    agreed = bench.decide(
        made,
        Remedy.COMPENSATION,
        LineChoice(made.order.lines[0].id, (1,)),
        compensation_cents=500,
        form=CompensationForm.COUPON,
    )
    pay, rows = bench.services.payouts.pay, tuple(p.id for p in agreed.payouts)
    with pytest.raises(RuleViolation, match="不能记成「支付宝转账」"):
        pay(made.id, None, rows, PayMethod.ALIPAY, "T1", "k", "买家要求")
    with pytest.raises(RuleViolation, match="券码"):
        pay(made.id, None, rows, PayMethod.COUPON, "", "k")
    assert pay(made.id, None, rows, PayMethod.COUPON, "Q1", "k").payouts[0].reference == "Q1"


def test_rows_of_another_ticket_cannot_be_paid_here(bench: Bench, ticket: Ticket) -> None:
    other = bench.imported("1002", RUG)
    granted = bench.decide(other, Remedy.REFUND_ONLY).payouts[0]
    with pytest.raises(NotFound):
        bench.services.payouts.pay(ticket.id, None, (granted.id,), PayMethod.ORIGINAL, "", "k")


def test_a_thousand_clicks_pay_once(bench: Bench, ticket: Ticket) -> None:
    rows = tuple(p.id for p in ticket.payouts)
    first = bench.services.payouts.pay(
        ticket.id, ticket.version, rows, PayMethod.ORIGINAL, "", "one-click"
    )
    for _click in range(999):
        again = bench.services.payouts.pay(
            ticket.id, ticket.version, rows, PayMethod.ORIGINAL, "", "one-click"
        )
        assert again == first
    told = [entry.kind for entry in bench.services.tickets.timeline(ticket.id)]
    assert told.count("pay") == 1


def test_the_same_row_named_twice_counts_once(bench: Bench, ticket: Ticket) -> None:
    row = ticket.payouts[1]
    pay = bench.services.payouts
    pay.pay(ticket.id, None, (row.id, row.id), PayMethod.ORIGINAL, "", "k")
    assert str(Money(25800, "CNY")) in _said(bench, ticket)
    done = pay.payment_failed(ticket.id, None, (row.id, row.id), "账户不存在")
    planned = [p.cents for p in done.payouts if p.state is MoneyState.PLANNED]
    assert planned == [3333, 25800], "one failure makes the amount due once"


def test_arrival_has_its_day_and_no_day_that_is_still_to_come(bench: Bench, ticket: Ticket) -> None:
    bench.pay(ticket)
    rows = bench.due(ticket, MoneyState.SUBMITTED)
    arrived = bench.services.payouts.payment_arrived
    with pytest.raises(RuleViolation, match="还没有到"):
        arrived(ticket.id, None, rows, date(2026, 11, 23))
    done = arrived(ticket.id, None, rows, date(2026, 11, 20))
    assert done.payouts[0].arrived_at is not None
    assert done.payouts[0].arrived_at.isoformat() == "2026-11-20T04:00:00+00:00"
    assert done.stage is Stage.AWAITING_CONFIRMATION
    with pytest.raises(RuleViolation):
        arrived(ticket.id, None, rows)


def test_today_is_now_and_never_later_than_now(bench: Bench, ticket: Ticket) -> None:
    bench.clock.advance(timedelta(hours=-3))  # nine in the morning in the shop's zone
    bench.pay(ticket)
    done = bench.services.payouts.payment_arrived(
        ticket.id, None, bench.due(ticket, MoneyState.SUBMITTED), date(2026, 11, 22)
    )
    assert {p.arrived_at for p in done.payouts} == {bench.clock.now()}


def test_what_failed_ends_and_is_due_again_for_the_same_pieces(
    bench: Bench, ticket: Ticket
) -> None:
    bench.pay(ticket)
    failed = bench.fresh(ticket).payouts[0]
    with pytest.raises(RuleViolation, match="原因"):
        bench.services.payouts.payment_failed(ticket.id, None, (failed.id,), "")
    done = bench.services.payouts.payment_failed(ticket.id, None, (failed.id,), "余额不足")
    ended, _rug, again = done.payouts
    assert ended.state is MoneyState.FAILED
    assert (again.state, again.cents, again.units) == (MoneyState.PLANNED, 3333, failed.units)
    assert again.decision_id == failed.decision_id
    assert "余额不足" in _said(bench, ticket)
    bench.pay(ticket)
    assert bench.arrive(ticket).stage is Stage.AWAITING_CONFIRMATION


def test_what_is_reversed_frees_exactly_what_it_named(bench: Bench, ticket: Ticket) -> None:
    bench.paid_out(ticket)
    lamp, rug = bench.fresh(ticket).payouts
    done = bench.services.payouts.reverse(ticket.id, None, (lamp.id,), "买家又退回了这笔款")
    assert [p.state for p in done.payouts] == [MoneyState.REVERSED, MoneyState.ARRIVED]
    assert done.facts.offer is Offer.ACCEPTED, "something of what was agreed stands"
    quote = bench.services.decide.quote(
        done, bench.choices(ticket, Remedy.REFUND_ONLY, LineChoice(lamp.line_id, (2,)))
    )
    free = {q.line_id: q.free_ordinals for q in quote.quotes}
    assert free == {lamp.line_id: (1, 2, 3), rug.line_id: ()}
    bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(lamp.line_id, (2,)))
    with pytest.raises(RuleViolation, match="冲回"):
        bench.services.payouts.reverse(ticket.id, None, (lamp.id,), "")


def test_when_everything_is_reversed_a_new_decision_is_due(bench: Bench, ticket: Ticket) -> None:
    bench.paid_out(ticket)
    rows = tuple(p.id for p in bench.fresh(ticket).payouts)
    done = bench.services.payouts.reverse(ticket.id, None, rows, "打错人了")
    assert done.facts.offer is Offer.WITHDRAWN
    assert done.decisions[0].state == "withdrawn"
    assert done.stage is Stage.NEGOTIATING
    assert done.order_money == done.payouts
    assert not any(p.live for p in done.payouts)
    bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(ticket.order.lines[0].id, (1, 2, 3)))


def test_an_offer_to_the_buyer_outlives_the_reversal_of_an_earlier_payment(
    bench: Bench, ticket: Ticket
) -> None:
    bench.paid_out(ticket)
    lamp = ticket.order.lines[0].id
    bench.decide(
        ticket, Remedy.COMPENSATION, LineChoice(lamp, (1,)), agreed=False, compensation_cents=300
    )
    rows = bench.due(ticket, MoneyState.ARRIVED)
    done = bench.services.payouts.reverse(ticket.id, None, rows, "退款被退回")
    assert done.facts.offer is Offer.OFFERED
    assert bench.services.decide.buyer_accepts(ticket.id, None).facts.offer is Offer.ACCEPTED


def test_nothing_is_paid_that_a_platform_has_paid_already(bench: Bench) -> None:
    """The platform refunds another amount than we granted: both together are too much."""
    ticket = bench.imported("1001", RUG, cents=25800)
    bench.decide(ticket, Remedy.REFUND_ONLY)
    bench.take(claim("C1001", "1001", RUG, cents=20000, status=PAID))
    with pytest.raises(RuleViolation, match="超过了买家实付") as refusal:
        bench.pay(ticket)
    assert "撤回方案" in refusal.value.advice
    done = bench.services.decide.withdraw_offer(ticket.id, None, "平台已退")
    assert [p.cents for p in done.payouts if p.live] == [20000]
    bench.services.closing.confirm(ticket.id, None, "平台显示成功")
    assert bench.services.closing.close(ticket.id, None, "平台已退款").stage is Stage.COMPLETED


def test_goods_found_worn_after_the_platform_paid_are_no_dead_end(bench: Bench) -> None:
    ticket = bench.imported("1001", RUG, cents=25800, status=IN_TRANSIT)
    bench.services.returns.return_received(ticket.id, None)
    bench.take(claim("C1001", "1001", RUG, cents=25800, status=PAID))
    bench.inspect(ticket, GoodsIn.WORN)
    bench.services.closing.confirm(ticket.id, None, "平台")
    assert (
        bench.services.closing.close(ticket.id, None, "平台已退款，货有磨损").stage
        is Stage.COMPLETED
    )
