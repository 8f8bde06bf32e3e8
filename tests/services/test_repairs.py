"""The workshop: the offer is the quote, the buyer's yes the consent, and two warranties run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.facts import GoodsIn, GoodsOut, Offer, Stage, Work
from app.domain.goods_out import DispatchPurpose
from app.domain.payment import ChargeReason, MoneyState
from app.domain.remedy import FreightBearer, Remedy, RepairPlace
from app.domain.settlement.types import LineChoice, RepairTerms
from app.domain.ticket import Ticket
from app.domain.warranty import months_after
from app.errors import RuleViolation
from tests.services.bench import CUP, NOON, Bench


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported("1001", CUP)


def _repair(
    bench: Bench,
    ticket: Ticket,
    place: RepairPlace = RepairPlace.SEND_IN,
    quote: int = 0,
    *,
    agreed: bool = True,
) -> Ticket:
    more: dict[str, Any] = {
        "repair": RepairTerms(place, not quote, quote, 500, 5, 3, "补釉"),
        "freight_bearer": FreightBearer.BUYER,
        "return_freight_cents": 0,
    }
    line = LineChoice(ticket.order.lines[0].id, (1,))
    return bench.decide(ticket, Remedy.REPAIR, line, agreed=agreed, **more)


def test_the_offer_is_the_quote_and_the_buyers_yes_the_consent(
    bench: Bench, ticket: Ticket
) -> None:
    quoted = _repair(bench, ticket, quote=2000, agreed=False)
    assert (quoted.facts.work, quoted.repairs, quoted.charges) == (Work.QUOTED, (), ())
    agreed = bench.services.decide.buyer_accepts(ticket.id, None)
    (order,) = agreed.repairs
    assert (order.state, order.quote_cents, order.work) == (Work.CONSENTED, 2000, "补釉")
    assert [(c.reason, c.cents) for c in agreed.charges] == [(ChargeReason.REPAIR, 2000)]
    assert agreed.stage is Stage.AWAITING_RETURN


def test_a_quote_that_is_declined_is_off_the_table(bench: Bench, ticket: Ticket) -> None:
    _repair(bench, ticket, quote=2000, agreed=False)
    assert bench.services.decide.buyer_declines(ticket.id, None, "贵").facts.work is Work.NONE


def test_work_begins_with_the_goods_and_the_money_here(bench: Bench, ticket: Ticket) -> None:
    _repair(bench, ticket, quote=2000)
    with pytest.raises(RuleViolation, match="还没有收到"):
        bench.services.repairs.start(ticket.id, None)
    back = bench.back(ticket, GoodsIn.DAMAGED)
    assert back.stage is Stage.REPAIRING, "what comes to be repaired may have a fault"
    with pytest.raises(RuleViolation, match="维修费"):
        bench.services.repairs.start(ticket.id, None)
    bench.services.charges.arrived(ticket.id, None, bench.owed(ticket), "收据 5", "k")
    begun = bench.services.repairs.start(ticket.id, None)
    assert begun.repairs[0].expected_at == NOON + timedelta(days=5)
    assert begun.order.surcharges == (), "a repair is no part of what the goods were paid with"
    with pytest.raises(RuleViolation, match="已经开始维修"):
        bench.services.decide.withdraw_offer(ticket.id, None, "不修了")


def test_repaired_goods_go_home_and_the_part_has_its_own_warranty(
    bench: Bench, ticket: Ticket
) -> None:
    _repair(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    bench.services.repairs.start(ticket.id, None)
    with pytest.raises(RuleViolation, match="修了什么"):
        bench.services.repairs.done(ticket.id, None, " ")
    done = bench.services.repairs.done(ticket.id, None, "重新上釉", 6)
    (order,) = done.repairs
    assert (order.state, order.result, order.part_warranty_months) == (Work.DONE, "重新上釉", 6)
    assert order.part_warranty_until == datetime(2027, 5, 22, 4, tzinfo=UTC)
    (parcel,) = done.dispatches
    assert (parcel.purpose, parcel.state) == (DispatchPurpose.REPAIRED, GoodsOut.TO_SHIP)
    sent = bench.ship(ticket)
    assert set(sent.goods_in.values()) == {GoodsIn.GIVEN_BACK}
    home = bench.services.dispatches.delivered(ticket.id, None, sent.dispatches[0].id)
    assert home.stage is Stage.AWAITING_CONFIRMATION
    assert bench.faults() == []


@pytest.mark.parametrize("place", [RepairPlace.ON_SITE, RepairPlace.IN_STORE])
def test_where_goods_change_hands_no_parcel_goes_home(
    bench: Bench, ticket: Ticket, place: RepairPlace
) -> None:
    agreed = _repair(bench, ticket, place)
    if place is RepairPlace.ON_SITE:
        assert not agreed.facts.goods_expected
    else:
        bench.services.returns.return_received(ticket.id, None)
        bench.inspect(ticket, GoodsIn.DAMAGED)
    bench.services.repairs.start(ticket.id, None)
    done = bench.services.repairs.done(ticket.id, None, "换了手柄")
    assert (done.dispatches, done.stage) == ((), Stage.AWAITING_CONFIRMATION)
    assert done.repairs[0].part_warranty_months == 3, "as quoted, unless said otherwise"


def _failed(bench: Bench, ticket: Ticket) -> Ticket:
    _repair(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    bench.services.repairs.start(ticket.id, None)
    return bench.services.repairs.failed(ticket.id, None, "底裂，修不好")


def test_what_cannot_be_repaired_waits_to_go_back_and_a_new_decision_is_due(
    bench: Bench, ticket: Ticket
) -> None:
    failed = _failed(bench, ticket)
    assert (failed.facts.work, failed.facts.offer) == (Work.CANNOT_BE_REPAIRED, Offer.WITHDRAWN)
    assert [(d.purpose, d.state) for d in failed.dispatches] == [
        (DispatchPurpose.GIVE_BACK, GoodsOut.TO_SHIP)
    ]
    assert failed.decisions[-1].state == Offer.WITHDRAWN


def test_a_fee_that_was_paid_for_nothing_is_told(bench: Bench, ticket: Ticket) -> None:
    _repair(bench, ticket, quote=2000)
    bench.services.charges.arrived(ticket.id, None, bench.owed(ticket), "收据 5", "k")
    bench.back(ticket, GoodsIn.DAMAGED)
    bench.services.repairs.start(ticket.id, None)
    bench.services.repairs.failed(ticket.id, None, "底裂，修不好")
    told = bench.services.tickets.timeline(ticket.id)[-1].text
    assert "已收的维修费 ¥ 20.00 要退给买家" in told


def test_a_refund_after_a_failed_repair_keeps_the_goods_here(bench: Bench, ticket: Ticket) -> None:
    _failed(bench, ticket)
    line = LineChoice(ticket.order.lines[0].id, (1,))
    done = bench.decide(ticket, Remedy.RETURN_REFUND, line)
    assert [d.state for d in done.dispatches] == [GoodsOut.CALLED_OFF]
    assert done.facts.work is Work.NONE
    assert bench.paid_out(ticket).stage is Stage.AWAITING_CONFIRMATION


def test_words_after_a_failed_repair_send_the_goods_back(bench: Bench, ticket: Ticket) -> None:
    _failed(bench, ticket)
    done = bench.decide(ticket, Remedy.APOLOGY)
    assert [(d.purpose, d.state) for d in done.dispatches] == [
        (DispatchPurpose.GIVE_BACK, GoodsOut.CALLED_OFF),
        (DispatchPurpose.GIVE_BACK, GoodsOut.TO_SHIP),
    ]
    bench.ship(ticket)
    assert bench.faults() == []


def test_repaired_goods_that_are_lost_cannot_be_sent_again(bench: Bench, ticket: Ticket) -> None:
    _repair(bench, ticket)
    bench.back(ticket, GoodsIn.DAMAGED)
    bench.services.repairs.start(ticket.id, None)
    bench.services.repairs.done(ticket.id, None, "补釉")
    sent = bench.ship(ticket)
    lost = bench.services.dispatches.lost(ticket.id, None, sent.dispatches[0].id, "快递认赔")
    assert [d.state for d in lost.dispatches] == [GoodsOut.LOST]
    assert (lost.facts.offer, lost.stage) == (Offer.WITHDRAWN, Stage.NEGOTIATING)
    line = LineChoice(ticket.order.lines[0].id, (1,))
    assert bench.decide(ticket, Remedy.REFUND_ONLY, line).payouts[0].state is MoneyState.PLANNED


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2026, 8, 31), 1, (2026, 9, 30)),
        ((2026, 12, 1), 12, (2027, 12, 1)),
    ],
)
def test_months_of_warranty_end_on_the_same_day_or_the_last_of_the_month(
    day: tuple[int, int, int], months: int, until: tuple[int, int, int]
) -> None:
    assert months_after(datetime(*day, tzinfo=UTC), months) == datetime(*until, tzinfo=UTC)
