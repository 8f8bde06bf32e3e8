"""What is claimed back: opened, filed, ended; what came back lowers the net cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.cost_sheet import cost_sheet
from app.domain.deadlines.clock import ClockKind
from app.domain.liability import Finding, Share
from app.domain.recovery import RecoveryFrom, RecoveryState
from app.domain.recovery_proposal import lost_cents, proposals
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from tests.services.bench import CUP, NOON, Bench

COURIER, SUPPLIER = RecoveryFrom.COURIER, RecoveryFrom.SUPPLIER


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    """Damaged on the way; the price went back to the buyer."""
    ticket = bench.imported("501", CUP, remedy=Remedy.REFUND_ONLY)
    found = Finding(Liability.COURIER)
    bench.services.review.describe(ticket.id, None, ProblemClass.LOGISTICS, "压碎", found, "")
    line = LineChoice(ticket.order.lines[0].id, (1,))
    bench.decide(ticket, Remedy.REFUND_ONLY, line, liability=Liability.COURIER)
    bench.paid_out(ticket)
    return bench.fresh(ticket)


def test_a_finding_proposes_what_the_ticket_has_cost_and_opens_nothing(ticket: Ticket) -> None:
    (proposed,) = proposals(ticket)
    assert (proposed.against, proposed.cents, proposed.percent) == (COURIER, 3900, 100)
    assert ticket.recoveries == ()


def test_what_is_granted_and_not_paid_yet_counts(bench: Bench) -> None:
    ticket = bench.imported("502", CUP, remedy=Remedy.REFUND_ONLY)
    found = Finding(Liability.SUPPLIER)
    bench.services.review.describe(ticket.id, None, ProblemClass.QUALITY, "裂", found, "")
    assert proposals(bench.fresh(ticket))[0].cents is None, "nothing has cost anything yet"
    line = LineChoice(ticket.order.lines[0].id, (1,))
    bench.decide(ticket, Remedy.REFUND_ONLY, line, liability=Liability.SUPPLIER)
    assert lost_cents(bench.fresh(ticket)) == 3900
    assert proposals(bench.fresh(ticket))[0].against is SUPPLIER


def test_each_party_of_a_shared_liability_is_asked_for_its_part(
    bench: Bench, ticket: Ticket
) -> None:
    parts = (
        Share(Liability.MERCHANT, 20),
        Share(Liability.SUPPLIER, 30),
        Share(Liability.COURIER, 50),
    )
    found = Finding(Liability.SHARED, shares=parts)
    fresh = bench.services.review.describe(
        ticket.id, None, ProblemClass.LOGISTICS, "压碎", found, ""
    )
    assert [(one.against, one.cents) for one in proposals(fresh)] == [
        (COURIER, 1950),
        (SUPPLIER, 1170),
    ]


def test_a_claim_is_due_by_the_rule_and_closes_the_proposal(bench: Bench, ticket: Ticket) -> None:
    fresh = bench.services.recoveries.open_recovery(
        ticket.id, ticket.version, COURIER, 3900, None, "外箱压坏"
    )
    (one,) = fresh.recoveries
    assert (one.state, one.filed_cents, one.currency) == (RecoveryState.OPENED, 3900, "CNY")
    assert (one.opened_at, one.note) == (NOON, "外箱压坏")
    # Three working days after Sunday 22 November: Wednesday the 25th at 24:00 in Shanghai.
    assert one.due_at == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
    assert one.due_at == bench.services.recoveries.due_by(ticket)
    assert proposals(fresh) == ()
    assert fresh.facts.recoveries_open


def test_what_came_back_lowers_the_net_cost_of_ticket_and_month(
    bench: Bench, ticket: Ticket
) -> None:
    recoveries = bench.services.recoveries
    opened = recoveries.open_recovery(ticket.id, None, COURIER, 3900)
    key = opened.recoveries[0].id
    filed = recoveries.file_recovery(ticket.id, opened.version, key, 3800, " 工单 88 ")
    one = filed.recoveries[0]
    assert (one.state, one.filed_cents, one.reference) == (RecoveryState.FILED, 3800, "工单 88")
    ended = recoveries.end_recovery(ticket.id, None, key, RecoveryState.PARTLY, 2000, "按保价赔")
    assert (ended.recoveries[0].recovered_cents, ended.recoveries[0].note) == (2000, "按保价赔")
    assert not ended.facts.recoveries_open
    sheet = cost_sheet(ended)
    assert (sheet.recovered_cents, sheet.net_cents) == (2000, 1900)
    assert lost_cents(ended) == 3900, "what was lost is not less for having been recovered"
    month = bench.services.reports.month(2026, 11)
    (costs,) = [one.costs for one in month.costs if one.ticket == ticket.number]
    assert (costs.recovered_cents, costs.net_cents) == (2000, 1900)
    assert bench.faults() == []


@pytest.mark.parametrize(
    ("state", "cents", "note", "words"),
    [
        (RecoveryState.FILED, 100, "", "请选择追偿的结果"),
        (RecoveryState.RECOVERED, 0, "", "请填写追回的金额"),
        (RecoveryState.RECOVERED, 3899, "", "请选「部分追回」"),
        (RecoveryState.PARTLY, 3900, "", "请选「已追回」"),
        (RecoveryState.REFUSED, 1, "超期", "没有追回金额"),
        (RecoveryState.REFUSED, 0, " ", "为什么拒绝"),
        (RecoveryState.DROPPED, 0, "", "为什么放弃"),
    ],
)
def test_outcome_and_amount_must_not_contradict_each_other(
    bench: Bench, ticket: Ticket, state: RecoveryState, cents: int, note: str, words: str
) -> None:
    recoveries = bench.services.recoveries
    key = recoveries.open_recovery(ticket.id, None, COURIER, 3900).recoveries[0].id
    with pytest.raises(RuleViolation, match=words):
        recoveries.end_recovery(ticket.id, None, key, state, cents, note)
    assert bench.fresh(ticket).recoveries[0].state is RecoveryState.OPENED


def test_one_party_is_asked_once_at_a_time(bench: Bench, ticket: Ticket) -> None:
    recoveries = bench.services.recoveries
    key = recoveries.open_recovery(ticket.id, None, COURIER, 3900).recoveries[0].id
    with pytest.raises(RuleViolation, match="还没有结束"):
        recoveries.open_recovery(ticket.id, None, COURIER, 100)
    recoveries.end_recovery(ticket.id, None, key, RecoveryState.REFUSED, 0, "没有保价")
    again = recoveries.open_recovery(ticket.id, None, COURIER, 100)
    assert [one.state for one in again.recoveries] == [RecoveryState.REFUSED, RecoveryState.OPENED]


def test_bad_amounts_and_moments_are_refused(bench: Bench, ticket: Ticket) -> None:
    recoveries = bench.services.recoveries
    with pytest.raises(RuleViolation, match="大于 0"):
        recoveries.open_recovery(ticket.id, None, COURIER, 0)
    with pytest.raises(RuleViolation, match="期限已经过了"):
        recoveries.open_recovery(ticket.id, None, COURIER, 100, NOON - timedelta(hours=1))
    with pytest.raises(RuleViolation, match="银行卡"):
        recoveries.open_recovery(ticket.id, None, COURIER, 100, None, "打到 4111 1111 1111 1111")
    key = recoveries.open_recovery(ticket.id, None, COURIER, 100).recoveries[0].id
    with pytest.raises(RuleViolation, match="受理编号"):
        recoveries.file_recovery(ticket.id, None, key, 100, " ")
    recoveries.file_recovery(ticket.id, None, key, 100, "A1")
    with pytest.raises(RuleViolation, match="状态已经变了"):
        recoveries.file_recovery(ticket.id, None, key, 100, "A2")


def test_history_tells_of_whom_how_much_until_when_and_how_it_ended(
    bench: Bench, ticket: Ticket
) -> None:
    recoveries = bench.services.recoveries
    key = recoveries.open_recovery(ticket.id, None, COURIER, 3900).recoveries[0].id
    bench.clock.advance(timedelta(days=5))
    recoveries.file_recovery(ticket.id, None, key, 3900, "工单 9")
    recoveries.end_recovery(ticket.id, None, key, RecoveryState.RECOVERED, 3900)
    entries = bench.services.tickets.timeline(ticket.id)
    texts = [one.text for one in entries if one.kind.endswith("_recovery")]
    assert texts == [
        "登记追偿：向快递公司追 ¥ 39.00，2026-11-25 24:00 前提交",
        "向快递公司提交追偿 ¥ 39.00，凭证 工单 9（过了提交期限）",
        "向快递公司的追偿已追回 ¥ 39.00",
    ]


def test_the_limit_is_a_clock_until_the_claim_is_filed(bench: Bench, ticket: Ticket) -> None:
    recoveries = bench.services.recoveries
    fresh = recoveries.open_recovery(ticket.id, None, COURIER, 3900)
    one = fresh.recoveries[0]
    (clock,) = [clock for clock in fresh.clocks if clock.kind is ClockKind.RECOVERY]
    assert (clock.ref, clock.due_at) == (one.id, one.due_at)
    filed = recoveries.file_recovery(ticket.id, None, one.id, 3900, "工单 3")
    assert [clock for clock in filed.clocks if clock.kind is ClockKind.RECOVERY] == []
