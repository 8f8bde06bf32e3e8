"""Bank card numbers are refused wherever somebody writes; known numbers that look like one are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.case import CaseDetails
from app.domain.drafts import ClaimedLine
from app.domain.drafts_case import CaseDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.negotiation import TalkChannel
from app.domain.remedy import CancelReason, ProblemClass, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from app.model import tables
from tests.services.bench import CUP, LAMP, Bench, claim, order

P = ProblemClass


def _phoned(bench: Bench, **more: Any) -> Ticket:
    return bench.phoned(problem=P.QUALITY, buyer_words="杯口有缺口", **more)


CARD = "4111111111111111"


@pytest.mark.parametrize("name", ["special", "email", "best_time"])
def test_no_card_number_gets_into_a_new_ticket(bench: Bench, name: str) -> None:
    with pytest.raises(RuleViolation, match="尾号 1111"):
        _phoned(bench, case=CaseDraft(P.QUALITY, words={name: f"退到 {CARD}"}))
    assert bench.db.read().find(tables.Ticket) == []


def test_no_card_number_is_kept_in_any_words(bench: Bench) -> None:
    ticket = _phoned(bench)
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.services.review.note(ticket.id, "卡号 4111 1111 1111 1111")
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.services.closing.cancel(ticket.id, None, CancelReason.OTHER, CARD)
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.services.cases.set_case(
            ticket.id, None, CaseDraft(P.QUALITY, CaseDetails(serial=CARD))
        )
    assert bench.fresh(ticket).version == ticket.version
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.phoned(buyer_words=CARD)


def test_a_known_number_that_looks_like_a_card_is_no_card(bench: Bench) -> None:
    """Every tenth number of sixteen digits passes for one."""
    bench.take(order(CARD, CUP, LAMP))
    bench.take(claim("5555555555554444", CARD, CUP))
    ticket = bench.claimed("5555555555554444")
    bench.services.review.note(ticket.id, f"订单 {CARD}，售后 5555555555554444")
    typed = bench.phoned(order_no="378282246310005", buyer_words="订单 378282246310005 的杯子")
    bench.services.review.note(typed.id, "订单 378282246310005")
    other = bench.phoned(order_id=ticket.order.id, lines=(_line(ticket),), paid=None)
    bench.services.review.note(other.id, f"和 {CARD} 是同一件事")


def _line(ticket: Ticket) -> ClaimedLine:
    return ClaimedLine(ticket.order.lines[1].id)


def test_no_card_number_is_kept_in_words_beside_the_ticket(bench: Bench) -> None:
    ticket = bench.imported()
    line = LineChoice(ticket.order.lines[0].id, (1,))
    draft = bench.draft(ticket, Remedy.COMPENSATION, line, compensation_cents=500)
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.services.decide.decide(replace(draft, message=f"退到 {CARD}"))
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.services.evidence.add_bytes(
            ticket.id, b"x", "x.txt", EvidenceKind.CHAT, Party.BUYER, CARD
        )
    with pytest.raises(RuleViolation, match="尾号 1111"):
        bench.services.negotiation.counter_offer(ticket.id, None, TalkChannel.PHONE, CARD, 500)
    assert bench.fresh(ticket).version == ticket.version
    bench.services.decide.decide(replace(draft, payee=CARD, payee_name="张三"))
