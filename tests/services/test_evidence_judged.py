"""What the shop thinks of a piece: kept with its reason, told inside, never on a paper for others."""

from __future__ import annotations

import json

import pytest

from app.domain.evidence import Evidence, EvidenceKind, Judgement, Party
from app.domain.liability import Finding
from app.domain.remedy import CancelReason, Liability, ProblemClass, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import NotFound, RuleViolation
from app.model import tables
from tests.model.making import AUTHOR
from tests.services.bench import Bench

CARD = "4111111111111111"


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported()


def add(bench: Bench, ticket: Ticket, kind: EvidenceKind = EvidenceKind.WHOLE_ITEM) -> Evidence:
    data = f"{kind} {len(bench.fresh(ticket).evidence)}".encode()
    return bench.services.evidence.add_bytes(ticket.id, data, "a.txt", kind, Party.BUYER)


def kinds(bench: Bench, ticket: Ticket) -> list[str]:
    return [entry.kind for entry in bench.services.tickets.timeline(ticket.id)]


@pytest.mark.parametrize("judgement", [Judgement.INSUFFICIENT, Judgement.DOUBTFUL])
def test_setting_a_piece_aside_needs_a_reason(
    bench: Bench, ticket: Ticket, judgement: Judgement
) -> None:
    piece = add(bench, ticket)
    for reason in ("", "  \n"):
        with pytest.raises(RuleViolation, match="请写明为什么"):
            bench.services.evidence.judge(piece.id, judgement, reason)
    assert bench.fresh(ticket).evidence[0].judgement is Judgement.NOT_YET
    judged = bench.services.evidence.judge(piece.id, judgement, " 图里没有订单号 ")
    assert (judged.judgement, judged.why) == (judgement, "图里没有订单号")
    assert bench.fresh(ticket).evidence == (judged,)
    assert bench.faults() == []


def test_what_proves_needs_no_reason_and_the_same_again_changes_nothing(
    bench: Bench, ticket: Ticket
) -> None:
    piece = add(bench, ticket)
    for _again in range(2):
        assert bench.services.evidence.judge(piece.id, Judgement.SUFFICIENT).counts
    assert kinds(bench, ticket).count("evidence_judged") == 1


def test_the_history_tells_each_judgement_with_the_reason_of_its_day(
    bench: Bench, ticket: Ticket
) -> None:
    piece, judge = add(bench, ticket), bench.services.evidence.judge
    judge(piece.id, Judgement.DOUBTFUL, "像是网图")
    judge(piece.id, Judgement.INSUFFICIENT, "只拍到一角")
    judge(piece.id, Judgement.SUFFICIENT)
    assert judge(piece.id, Judgement.NOT_YET).why == ""
    told = [e for e in bench.services.tickets.timeline(ticket.id) if e.kind == "evidence_judged"]
    assert [entry.text for entry in told] == [
        "证据 E1 判断为存疑：像是网图",
        "证据 E1 判断为不足（原为存疑）：只拍到一角",
        "证据 E1 判断为足以证明（原为不足）",
        "撤回对证据 E1 的判断（原为足以证明）",
    ]
    assert [entry.said for entry in told] == ["像是网图", "只拍到一角", "", ""]
    assert all(entry.evidence == ("E1",) for entry in told)
    written = " ".join(str(row["data"]) for row in bench.db.read().find(tables.Event))
    assert "像是网图" not in written
    assert "只拍到一角" not in written
    assert bench.faults() == []


def test_a_decision_keeps_only_what_was_not_set_aside(bench: Bench, ticket: Ticket) -> None:
    pieces = [add(bench, ticket) for _ in range(4)]
    judge = bench.services.evidence.judge
    judge(pieces[1].id, Judgement.DOUBTFUL, "像是网图")
    judge(pieces[2].id, Judgement.INSUFFICIENT, "太暗")
    judge(pieces[3].id, Judgement.SUFFICIENT)
    line = LineChoice(ticket.order.lines[0].id, (1,))
    bench.services.decide.decide(
        bench.draft(ticket, Remedy.COMPENSATION, line, compensation_cents=500)
    )
    (row,) = bench.db.read().find(tables.Decision)
    pinned = [one.partition(":")[0] for one in json.loads(row["pinned_evidence"])]
    assert pinned == ["E1", "E4"]


def test_what_is_set_aside_is_asked_for_again(bench: Bench, ticket: Ticket) -> None:
    bench.services.review.describe(
        ticket.id, None, ProblemClass.QUALITY, "掉釉", Finding(Liability.MERCHANT, text="照片"), ""
    )
    checking = bench.services.checking
    asked = checking.missing(bench.fresh(ticket))
    assert "整体照" in asked
    piece = add(bench, ticket)
    there = checking.missing(bench.fresh(ticket))
    assert "整体照" not in there
    bench.services.evidence.judge(piece.id, Judgement.INSUFFICIENT, "看不清")
    assert checking.missing(bench.fresh(ticket)) == asked
    bench.services.evidence.judge(piece.id, Judgement.NOT_YET)
    assert checking.missing(bench.fresh(ticket)) == there


def test_no_paper_for_others_tells_what_the_shop_thinks_of_a_piece(
    bench: Bench, ticket: Ticket
) -> None:
    piece = add(bench, ticket)
    before = bench.services.reports.dossier(ticket.id)
    bench.services.evidence.judge(piece.id, Judgement.DOUBTFUL, "像是网图")
    after = bench.services.reports.dossier(ticket.id)
    assert after.evidence == before.evidence
    assert after.timeline == before.timeline
    printed = repr(after)
    assert [word for word in ("存疑", "doubtful", "像是网图") if word in printed] == []


def test_a_reason_holds_no_card_number_and_no_novel(bench: Bench, ticket: Ticket) -> None:
    piece = add(bench, ticket)
    for reason, said in ((f"付款截图 {CARD}", "尾号 1111"), ("长" * 2001, "请删去 1 个字")):
        with pytest.raises(RuleViolation, match=said):
            bench.services.evidence.judge(piece.id, Judgement.DOUBTFUL, reason)
    assert bench.fresh(ticket).evidence == (piece,)
    assert bench.faults() == []


def test_a_piece_that_is_not_there_cannot_be_judged(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.services.evidence.judge(999, Judgement.SUFFICIENT)


def test_an_ended_ticket_can_still_be_judged(bench: Bench, ticket: Ticket) -> None:
    piece = add(bench, ticket)
    bench.services.closing.cancel(ticket.id, None, CancelReason.OTHER, "不用了")
    bench.services.evidence.judge(piece.id, Judgement.DOUBTFUL, "像是网图")
    assert bench.fresh(ticket).evidence[0].judgement is Judgement.DOUBTFUL
    assert bench.faults() == []


def test_a_judgement_of_a_newer_program_counts_as_none(bench: Bench, ticket: Ticket) -> None:
    piece = add(bench, ticket)
    with bench.db.write(AUTHOR) as write:
        write.update(tables.Evidence, piece.id, judgement="blurred")
        write.event(ticket.id, "evidence_judged", {})
    assert bench.fresh(ticket).evidence[0].judgement is Judgement.NOT_YET
