"""Too late to save: who changed what since, and nothing that was typed is lost or written."""

from __future__ import annotations

import pytest

from app.domain.remedy import Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import Stale
from tests.services.bench import CUP, Bench


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported("1001", CUP)


def test_whoever_comes_too_late_is_told_who_did_what(bench: Bench, ticket: Ticket) -> None:
    line = LineChoice(ticket.order.lines[0].id, (1,))
    late = bench.draft(ticket, Remedy.REFUND_ONLY, line)
    with bench.somebody("小李", "agent"):
        bench.services.review.accept(ticket.id, None)
        bench.decide(ticket, Remedy.COMPENSATION, line, agreed=False, compensation_cents=500)
    with pytest.raises(Stale) as stale:
        bench.services.decide.decide(late)
    assert "AS-261122-0001 刚被 小李 改过" in stale.value.sentence
    told = stale.value.advice
    assert told.index("12:00 小李 受理") < told.index("12:00 小李 提出方案：部分补偿，补偿 ¥ 5.00")
    assert len(bench.fresh(ticket).decisions) == 1


def test_of_many_changes_the_latest_three_are_told(bench: Bench, ticket: Ticket) -> None:
    for text in "一二三四五":
        bench.services.review.note(ticket.id, f"备注{text}")
    bench.services.review.accept(ticket.id, None)
    with pytest.raises(Stale) as stale:
        bench.services.decide.withdraw_offer(ticket.id, ticket.version, "算错")
    told = stale.value.advice
    assert (told.count("小周"), told.count("备注")) == (3, 2)
    assert "备注五" not in told, "what somebody wrote stands in the ticket only"


def test_one_change_is_told_alone(bench: Bench, ticket: Ticket) -> None:
    seen = bench.services.review.accept(ticket.id, None)
    bench.services.review.note(ticket.id, "看看")
    with pytest.raises(Stale) as stale:
        bench.services.closing.confirm(ticket.id, seen.version, "聊天")
    assert "受理" not in stale.value.advice
