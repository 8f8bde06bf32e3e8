"""What a platform file tells of a case: where the goods are and the finer reason, nothing else."""

from __future__ import annotations

from app.domain.case import CaseDetails, Receipt, Severity, SubReason
from app.domain.drafts_case import CaseDraft
from app.domain.remedy import ProblemClass
from app.model import tables
from tests.services.bench import CUP, WAITING, Bench, claim, order


def test_a_new_ticket_starts_with_what_the_claim_tells(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    bench.take(claim("C1", "1001", CUP, goods_state="买家已收到货", reason="收到商品破损"))
    ticket = bench.claimed("C1")
    assert ticket.details == CaseDetails(
        receipt=Receipt.RECEIVED, sub_reason=SubReason.DAMAGED_ON_THE_WAY
    )
    row = bench.db.read().get(tables.Ticket, ticket.id) or {}
    assert (row["receipt"], row["sub_reason"]) == ("received", "damaged_on_the_way")
    assert bench.faults() == []


def test_words_that_tell_nothing_leave_the_case_unknown(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    bench.take(claim("C1", "1001", CUP, reason="双方协商一致退款"))
    assert bench.claimed("C1").details == CaseDetails()


def test_a_later_file_goes_on_telling_until_somebody_of_the_desk_has(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    bench.take(claim("C1", "1001", CUP, goods_state="买家未收到货", reason="未收到货"))
    ticket = bench.claimed("C1")
    assert ticket.details.receipt is Receipt.NOT_RECEIVED
    bench.take(claim("C1", "1001", CUP, goods_state="买家已收到货", reason="未收到货"))
    assert bench.fresh(ticket).details.receipt is Receipt.RECEIVED
    said = CaseDetails(receipt=Receipt.REFUSED, severity=Severity.MINOR)
    bench.services.cases.set_case(ticket.id, None, CaseDraft(ProblemClass.LOGISTICS, said))
    bench.take(claim("C1", "1001", CUP, goods_state="买家未收到货", reason="丢件", status=WAITING))
    kept = bench.fresh(ticket).details
    assert (kept.receipt, kept.severity) == (Receipt.REFUSED, Severity.MINOR)


def test_whether_goods_ever_left_is_told_by_an_order_that_comes_later(bench: Bench) -> None:
    bench.take(claim("C1", "1001", CUP, goods_state="买家未收到货", reason="未收到货"))
    ticket = bench.claimed("C1")
    assert ticket.details.receipt is Receipt.NOT_RECEIVED
    bench.take(order("1001", CUP, status="买家已付款，等待卖家发货", shipped_at=None))
    assert bench.fresh(ticket).details.receipt is Receipt.NOT_SHIPPED
    assert bench.faults() == []
