"""A thousand clicks from several windows at once: one decision, one charge, one payment each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import GoodsWay, Remedy
from app.domain.settlement.types import LineChoice, Replacement
from app.domain.ticket import Ticket
from app.model import tables
from tests.services.bench import CUP, Bench

WINDOWS = 4
CLICKS = 84  # of each window on each of three buttons: 1,008 in all


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported("1001", CUP)


def _click(bench: Bench, press: Callable[[], Ticket]) -> set[int]:
    """Everybody presses the same button again and again; the versions they were shown after it."""
    ready = threading.Barrier(WINDOWS)

    def window() -> set[int]:
        ready.wait()
        try:
            return {press().version for _click in range(CLICKS)}
        finally:
            bench.db.close()  # this thread's connection

    with ThreadPoolExecutor(WINDOWS) as windows:
        seen = [windows.submit(window) for _number in range(WINDOWS)]
    return set().union(*(shown.result() for shown in seen))


def test_a_thousand_double_submits_decide_charge_and_pay_once(bench: Bench, ticket: Ticket) -> None:
    services, cup = bench.services, ticket.order.lines[0].id
    dearer = Replacement(cup, (1,), "大马克杯", price_cents=4900)
    draft = bench.draft(
        ticket,
        Remedy.EXCHANGE,
        LineChoice(cup, (1,)),
        way=GoodsWay.NOTHING_BACK,
        replacements=(dearer,),
        waive_difference=False,
    )
    assert len(_click(bench, lambda: services.decide.decide(draft))) == 1
    agreed = bench.fresh(ticket)
    owed = bench.owed(agreed)
    # The screen still shows the version from before its first click.
    arrived = _click(
        bench, lambda: services.charges.arrived(agreed.id, agreed.version, owed, "转账 5", "c")
    )
    assert len(arrived) == 1
    bench.ship(ticket)
    services.dispatches.delivered(ticket.id, None, bench.fresh(ticket).dispatches[0].id)
    refunded = bench.decide(ticket, Remedy.REFUND_ONLY, LineChoice(cup, (2,)))
    due = bench.due(ticket, MoneyState.PLANNED)
    paid = _click(
        bench,
        lambda: services.payouts.pay(
            refunded.id, refunded.version, due, PayMethod.ORIGINAL, "", "p"
        ),
    )
    assert len(paid) == 1
    read = bench.db.read()
    kinds = [kind for (kind,) in read.query("SELECT kind FROM event WHERE chain = ?", (ticket.id,))]
    assert (kinds.count("decided"), kinds.count("charge_arrived"), kinds.count("pay")) == (2, 1, 1)
    assert len(read.find(tables.Decision)) == 2
    assert len(read.find(tables.Charge)) == 1
    assert {p.state for p in bench.fresh(ticket).payouts} == {MoneyState.SUBMITTED}
    assert bench.faults() == []
