"""Deciding: what is granted, what the guards stop, and how often one click counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.facts import GoodsIn, Offer, Stage
from app.domain.order import Unit
from app.domain.payment import MoneyClass, MoneyState, PayMethod
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import NotFound, RuleViolation, Stale
from app.model import tables
from tests.services.bench import CUP, IN_TRANSIT, LAMP, RUG, Bench, claim, order


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Two cups of 39.00 each and a rug, shipping 8.00, the buyer complains about a cup."""
    return bench.imported("1001", CUP, RUG, shipping=800)


def _unit(ticket: Ticket, *ordinals: int, line: int = 0) -> LineChoice:
    return LineChoice(ticket.order.lines[line].id, ordinals)


def test_what_was_agreed_is_granted_at_once_and_nothing_is_paid(
    bench: Bench, ticket: Ticket
) -> None:
    bench.heard.clear()
    done = bench.decide(ticket, Remedy.REFUND_ONLY, _unit(ticket, 2))
    (row,) = done.payouts
    assert (row.money_class, row.cents, row.state) == (
        MoneyClass.PRICE_REFUND,
        3900,
        MoneyState.PLANNED,
    )
    assert [(part.unit.ordinal, part.cents) for part in row.units] == [(2, 3900)]
    assert (done.stage, done.facts.offer) == (Stage.FULFILLING, Offer.ACCEPTED)
    (decision,) = done.decisions
    assert (decision.round, decision.state, decision.decided_by) == (1, "accepted", "小周")
    assert decision.message == "您好，已为您办理。"
    assert len(bench.heard) == 1


def test_what_is_stored_is_what_was_quoted(bench: Bench, ticket: Ticket) -> None:
    choices = bench.choices(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1, 2))
    quote = bench.services.decide.quote(bench.fresh(ticket), choices)
    done = bench.decide(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1, 2))
    assert done.decision is not None
    assert done.decision.choices == choices
    assert done.decision.breakdown == quote
    row = bench.db.read().one(tables.Decision, ticket_id=ticket.id)
    assert row is not None
    assert (row["refund_cents"], row["cost_cents"]) == (quote.refund_cents, quote.cost_cents)


def test_goods_that_must_come_back_are_expected_piece_by_piece(
    bench: Bench, ticket: Ticket
) -> None:
    done = bench.decide(ticket, Remedy.RETURN_REFUND, _unit(ticket, 1))
    cup = ticket.order.lines[0].id
    assert done.goods_in[Unit(cup, 1)] is GoodsIn.TO_BE_SENT
    assert done.stage is Stage.AWAITING_RETURN
    assert Unit(cup, 0) not in done.goods_in, "a piece takes the place of 'some of them'"
    with pytest.raises(RuleViolation, match="退货还没有收到"):
        bench.pay(ticket)


def test_goods_that_are_back_already_are_not_asked_for_again(bench: Bench) -> None:
    """The platform said so before anybody knew how many pieces there are."""
    ticket = bench.imported("1001", CUP, status=IN_TRANSIT)
    assert list(ticket.goods_in) == [Unit(ticket.order.lines[0].id, 0)]
    bench.services.returns.return_received(ticket.id, None)
    bench.inspect(ticket)
    done = bench.decide(ticket, Remedy.RETURN_REFUND, _unit(ticket, 1))
    assert done.goods_in == {Unit(ticket.order.lines[0].id, 1): GoodsIn.SELLABLE}
    assert done.stage is Stage.FULFILLING
    assert bench.paid_out(ticket).stage is Stage.AWAITING_CONFIRMATION


def test_an_offer_waits_for_the_buyer_and_grants_nothing_before(
    bench: Bench, ticket: Ticket
) -> None:
    offered = bench.decide(
        ticket, Remedy.COMPENSATION, _unit(ticket, 1), agreed=False, compensation_cents=500
    )
    assert (offered.stage, offered.payouts) == (Stage.NEGOTIATING, ())
    with pytest.raises(RuleViolation, match="等买家答复"):
        bench.decide(ticket, Remedy.REFUND_ONLY)
    done = bench.services.decide.buyer_accepts(ticket.id, offered.version)
    assert [p.cents for p in done.payouts] == [500]
    assert done.decisions[0].state == "accepted"
    with pytest.raises(RuleViolation, match="没有等买家答复"):
        bench.services.decide.buyer_accepts(ticket.id, done.version)


def test_a_declined_offer_can_be_followed_by_another(bench: Bench, ticket: Ticket) -> None:
    bench.decide(
        ticket, Remedy.COMPENSATION, _unit(ticket, 1), agreed=False, compensation_cents=300
    )
    declined = bench.services.decide.buyer_declines(ticket.id, None, "至少退一半")
    assert declined.decisions[-1].state == "declined"
    assert "至少退一半" in bench.services.tickets.timeline(ticket.id)[-1].text
    done = bench.decide(ticket, Remedy.COMPENSATION, _unit(ticket, 1), compensation_cents=1000)
    assert [d.round for d in done.decisions] == [1, 2]
    assert [p.cents for p in done.payouts] == [1000]


def test_an_offer_that_no_longer_fits_what_is_left_is_not_granted(bench: Bench) -> None:
    first = bench.imported("1001", RUG, cents=25800)
    bench.take(claim("C2", "1001", RUG, cents=25800))
    second = bench.claimed("C2")
    bench.decide(first, Remedy.REFUND_ONLY, agreed=False)
    bench.decide(second, Remedy.REFUND_ONLY)
    with pytest.raises(RuleViolation):
        bench.services.decide.buyer_accepts(first.id, None)
    assert bench.fresh(first).payouts == ()
    withdrawn = bench.services.decide.withdraw_offer(first.id, None, "另一张单已退")
    assert withdrawn.facts.offer is Offer.WITHDRAWN


def test_withdrawing_takes_back_what_is_not_paid_and_not_sent(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.RETURN_REFUND, _unit(ticket, 1))
    with pytest.raises(RuleViolation, match="为什么"):
        bench.services.decide.withdraw_offer(ticket.id, None, "")
    done = bench.services.decide.withdraw_offer(ticket.id, None, "买家想换别的")
    assert {p.state for p in done.payouts} == {MoneyState.WITHDRAWN}
    assert set(done.goods_in.values()) == {GoodsIn.NOT_NEEDED}
    assert done.decisions[0].state == "withdrawn"
    bench.decide(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1))


def test_goods_on_their_way_hold_an_offer_until_they_are_seen(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.RETURN_REFUND, _unit(ticket, 1))
    bench.services.returns.return_sent(ticket.id, None, "中通", "ZT1")
    with pytest.raises(RuleViolation, match="已寄出"):
        bench.services.decide.withdraw_offer(ticket.id, None, "不办了")
    bench.services.returns.return_received(ticket.id, None)
    bench.inspect(ticket)
    done = bench.services.decide.withdraw_offer(ticket.id, None, "改方案")
    assert GoodsIn.SELLABLE in done.goods_in.values()


def test_only_the_rest_of_a_round_that_was_partly_paid_is_taken_back(bench: Bench) -> None:
    ticket = bench.imported("1001", CUP, RUG)
    bench.decide(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1), _unit(ticket, 1, line=1))
    first = bench.fresh(ticket).payouts[0]
    bench.services.payouts.pay(ticket.id, None, (first.id,), PayMethod.ORIGINAL, "", "k")
    done = bench.services.decide.withdraw_offer(ticket.id, None, "地毯不退了")
    assert [p.state for p in done.payouts] == [MoneyState.SUBMITTED, MoneyState.WITHDRAWN]
    assert done.facts.offer is Offer.ACCEPTED
    assert done.decisions[0].state == "accepted"
    bench.arrive(ticket)
    assert bench.fresh(ticket).stage is Stage.AWAITING_CONFIRMATION


def test_flawed_goods_ask_for_a_new_decision_that_replaces_what_was_granted(
    bench: Bench, ticket: Ticket
) -> None:
    bench.decide(ticket, Remedy.RETURN_REFUND, _unit(ticket, 1))
    bench.services.returns.return_sent(ticket.id, None, "中通", "ZT1")
    bench.services.returns.return_received(ticket.id, None)
    flawed = bench.inspect(ticket, GoodsIn.WORN)
    assert flawed.stage is Stage.INSPECTING
    with pytest.raises(RuleViolation, match="请先定新方案"):
        bench.pay(ticket)
    done = bench.decide(ticket, Remedy.RETURN_REFUND, replace(_unit(ticket, 1), amount_cents=2000))
    price = [p for p in done.payouts if p.money_class is MoneyClass.PRICE_REFUND]
    assert [(p.cents, p.state) for p in price] == [
        (3900, MoneyState.WITHDRAWN),
        (2000, MoneyState.PLANNED),
    ]
    assert done.stage is Stage.FULFILLING


def test_a_decision_after_the_buyers_word_asks_for_that_word_again(
    bench: Bench, ticket: Ticket
) -> None:
    bench.decide(ticket, Remedy.COMPENSATION, _unit(ticket, 1), compensation_cents=500)
    bench.paid_out(ticket)
    bench.services.closing.confirm(ticket.id, None, "聊天")
    done = bench.decide(ticket, Remedy.COMPENSATION, _unit(ticket, 2), compensation_cents=500)
    assert not done.facts.confirmed
    bench.paid_out(ticket)
    with pytest.raises(RuleViolation, match="还没有确认"):
        bench.services.closing.close(ticket.id, None, "完")


def test_a_guard_that_asks_for_a_reason_gets_one_or_stops(bench: Bench, ticket: Ticket) -> None:
    draft = replace(bench.draft(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1)), guard_reason=" ")
    with pytest.raises(RuleViolation, match="需要写明理由"):
        bench.services.decide.decide(draft)
    assert bench.fresh(ticket).decisions == ()
    kept = bench.decide(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1)).decisions[0]
    assert kept.guard_reason == "已与买家核实"


def test_return_freight_is_paid_beside_the_refund_within_its_own_cap(
    bench: Bench, ticket: Ticket
) -> None:
    more: dict[str, Any] = {
        "freight_bearer": FreightBearer.MERCHANT,
        "liability": Liability.MERCHANT,
    }
    with pytest.raises(RuleViolation, match="退货运费"):
        bench.decide(
            ticket, Remedy.RETURN_REFUND, _unit(ticket, 1), return_freight_cents=9900, **more
        )
    done = bench.decide(
        ticket, Remedy.RETURN_REFUND, _unit(ticket, 1), return_freight_cents=1000, **more
    )
    assert [(p.money_class, p.cents) for p in done.payouts] == [
        (MoneyClass.PRICE_REFUND, 3900),
        (MoneyClass.FREIGHT, 1000),
    ]


# ------------------------------------------------------------------- never more than was paid


def test_one_piece_is_refunded_once_over_all_tickets_of_an_order(bench: Bench) -> None:
    first = bench.imported("1001", LAMP)
    bench.take(claim("C2", "1001", LAMP, cents=9999))
    second = bench.claimed("C2")
    bench.decide(first, Remedy.REFUND_ONLY, _unit(first, 1))
    with pytest.raises(RuleViolation, match="此前已退款"):
        bench.decide(second, Remedy.REFUND_ONLY, _unit(second, 1))
    bench.decide(second, Remedy.REFUND_ONLY, _unit(second, 2, 3))
    assert sum(p.cents for p in bench.fresh(first).order_money) == 9999
    bench.take(claim("C3", "1001", LAMP, cents=1))
    third = bench.claimed("C3")
    for lines in ((_unit(third, 3),), (LineChoice(third.order.lines[0].id, (), 1),)):
        with pytest.raises(RuleViolation):
            bench.decide(third, Remedy.REFUND_ONLY, *lines)
    with pytest.raises(RuleViolation):
        bench.decide(third, Remedy.COMPENSATION, compensation_cents=1)


def test_a_typed_order_is_under_the_same_caps(bench: Bench) -> None:
    ticket = bench.phoned(paid=5000, shipping=500)
    with pytest.raises(RuleViolation, match="上限"):
        bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(ticket.order.lines[0].id, (), 4600))
    bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(ticket.order.lines[0].id, (), 4500))


def test_pieces_of_a_price_that_does_not_divide_add_up_to_it_exactly(bench: Bench) -> None:
    ticket = bench.imported("1001", LAMP, paid=10000)
    cents = []
    for ordinal in (2, 1, 3):
        done = bench.decide(ticket, Remedy.REFUND_ONLY, _unit(ticket, ordinal))
        cents.append(done.payouts[-1].cents)
        bench.paid_out(ticket)
    assert sum(cents) == 10000
    assert sorted(cents) == [3333, 3333, 3334]


# --------------------------------------------------------------------- one click, one decision


def test_a_thousand_clicks_on_one_dialog_are_one_decision(bench: Bench, ticket: Ticket) -> None:
    draft = bench.draft(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1))
    first = bench.services.decide.decide(draft)
    bench.heard.clear()
    for _click in range(999):
        assert bench.services.decide.decide(draft) == first
    assert len(bench.db.read().find(tables.Decision)) == 1
    assert len(bench.fresh(ticket).payouts) == 1
    assert bench.heard == []


def test_another_dialog_on_what_has_changed_meanwhile_is_stale(
    bench: Bench, ticket: Ticket
) -> None:
    one, two = (bench.draft(ticket, Remedy.REFUND_ONLY, _unit(ticket, n)) for n in (1, 2))
    bench.services.decide.decide(one)
    with pytest.raises(Stale):
        bench.services.decide.decide(two)
    assert len(bench.fresh(ticket).decisions) == 1


def test_a_rejection_is_no_decision_of_this_kind(bench: Bench, ticket: Ticket) -> None:
    draft = bench.draft(ticket, Remedy.REFUND_ONLY)
    odd = replace(draft, choices=replace(draft.choices, remedy=Remedy.REJECT))
    with pytest.raises((NotFound, RuleViolation)):
        bench.services.decide.decide(odd)


def test_a_line_of_unknown_quantity_takes_an_amount_and_no_pieces(bench: Bench) -> None:
    bench.take(claim("C1", "1001", CUP, cents=3900, order_paid_cents=7800))
    ticket = bench.claimed("C1")
    with pytest.raises(RuleViolation, match="件数未知"):
        bench.decide(ticket, Remedy.REFUND_ONLY, _unit(ticket, 1))
    line = ticket.order.lines[0].id
    done = bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(line, (), 3900))
    assert [(p.cents, p.line_id, p.units) for p in done.payouts] == [(3900, line, ())]
    bench.take(order("1001", CUP, shipping=0))
    assert bench.fresh(ticket).order.lines[0].quantity == 2
