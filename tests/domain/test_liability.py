"""Findings: what holds, whose part is the larger, what is proposed and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.case import CaseDetails, SizeReading, SubReason
from app.domain.case_json import finding_json, finding_of
from app.domain.evidence import Evidence, EvidenceKind, Party
from app.domain.facts import Facts, Stage
from app.domain.labels import label
from app.domain.liability import Finding, LiabilityBasis, RootCause, Share, leading, problem_with
from app.domain.liability_advice import evidence_for, evidence_missing, suggest
from app.domain.liability_text import larger_part, weighed, who
from app.domain.order import Buyer, Order, OrderSource, Platform, Shop
from app.domain.remedy import Channel, Liability, ProblemClass
from app.domain.ticket import Ticket

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
MERCHANT, COURIER, BUYER = Liability.MERCHANT, Liability.COURIER, Liability.BUYER
OPEN = Liability.UNDETERMINED


def ticket(**more: Any) -> Ticket:
    """A ticket about which nothing is known beside what is given."""
    values: dict[str, Any] = {
        "id": 1, "number": "AS-261122-0001", "version": 1,
        "shop": Shop(1, Platform.TAOBAO, "店"),
        "order": Order(1, 1, "2749", OrderSource.ORDER_FILE, tracking="SF1"),
        "channel": Channel.PHONE, "facts": Facts(), "stage": Stage.REVIEWING,
        "requested": None, "requested_cents": None, "problem": ProblemClass.UNKNOWN,
        "platform_reason": "", "true_reason": "", "buyer_words": "", "summary": "",
        "liability": OPEN, "liability_basis": "", "buyer": Buyer(), "lines": (),
        "goods_in": {}, "claims": (), "decisions": (), "payouts": (), "order_money": (),
        "evidence": (), "mismatches": (), "due_at": None, "buyer_due_at": None,
        "applied_at": NOW, "created_at": NOW, "closed_at": None, "follows_platform": False,
    }  # fmt: skip
    return Ticket(**(values | more))


def piece(kind: EvidenceKind, party: Party = Party.BUYER, *, withdrawn: bool = False) -> Evidence:
    return Evidence(
        1,
        1,
        "E1",
        "0" * 64,
        "image/jpeg",
        1,
        "a.jpg",
        kind,
        party,
        NOW,
        "阿青",
        withdrawn=withdrawn,
    )


def parts(*shares: tuple[Liability, int]) -> tuple[Share, ...]:
    return tuple(Share(party, percent) for party, percent in shares)


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding(MERCHANT), ""),
        (Finding(MERCHANT, shares=parts((MERCHANT, 100))), "只有「混合」"),
        (Finding(Liability.SHARED, shares=parts((MERCHANT, 60), (COURIER, 40))), ""),
        (Finding(Liability.SHARED), "至少两方"),
        (Finding(Liability.SHARED, shares=parts((MERCHANT, 100))), "至少两方"),
        (Finding(Liability.SHARED, shares=parts((MERCHANT, 50), (MERCHANT, 50))), "每方一次"),
        (Finding(Liability.SHARED, shares=parts((MERCHANT, 50), (OPEN, 50))), "确定的一方"),
        (Finding(Liability.SHARED, shares=parts((MERCHANT, 100), (BUYER, 0))), "大于 0"),
        (Finding(Liability.SHARED, shares=parts((MERCHANT, 60), (BUYER, 30))), "合计 90%"),
    ],
)
def test_the_parts_of_a_finding_add_up_to_a_hundred(finding: Finding, words: str) -> None:
    said = problem_with(finding)
    assert (words in said) if words else said == ""


def test_the_larger_part_is_named_and_equal_parts_have_none() -> None:
    assert leading(parts((MERCHANT, 60), (COURIER, 40))) is MERCHANT
    assert leading(parts((MERCHANT, 40), (COURIER, 40), (BUYER, 20))) is None
    assert leading(()) is None


def test_a_finding_comes_back_as_it_was_stored() -> None:
    made = Finding(
        Liability.SHARED,
        (LiabilityBasis.BUYER_EVIDENCE, LiabilityBasis.LAW),
        parts((MERCHANT, 70), (COURIER, 30)),
        "E2 近照",
        RootCause.PACKING,
    )
    assert finding_of(made.liability, made.text, finding_json(made)) == made
    assert finding_of(MERCHANT, "", "{}") == Finding(MERCHANT)
    newer = '{"basis":[],"cause":"the_moon"}'
    assert finding_of(MERCHANT, "", newer).cause is None, "a word this program lacks"


def test_a_finding_reads_as_people_say_it() -> None:
    shared = Finding(
        Liability.SHARED,
        (LiabilityBasis.COURIER_RECORD,),
        parts((MERCHANT, 70), (COURIER, 30)),
        "E2 近照",
    )
    assert who(shared) == "混合责任（商家责任 70%、物流责任 30%）"
    assert weighed(shared) == "物流记录；E2 近照"
    assert "商家责任" in larger_part(shared)
    assert "双方商定" in larger_part(replace(shared, shares=parts((MERCHANT, 50), (BUYER, 50))))
    assert (who(Finding(BUYER)), weighed(Finding(BUYER)), larger_part(Finding(BUYER))) == (
        label(BUYER),
        "",
        "",
    )


PHOTO = (piece(EvidenceKind.CLOSE_UP),)
CERTIFICATE = (piece(EvidenceKind.COURIER_CERTIFICATE, Party.COURIER),)
P, S = ProblemClass, SubReason


@pytest.mark.parametrize(
    ("problem", "more", "liability", "words"),
    [
        (P.WRONG_OR_MISSING, {"evidence": PHOTO}, MERCHANT, "E1"),
        (P.QUALITY, {"evidence": PHOTO}, MERCHANT, "E1"),
        (P.QUALITY, {}, OPEN, "还没有买家的照片"),
        (P.QUALITY, {"evidence": (piece(EvidenceKind.CLOSE_UP, withdrawn=True),)}, OPEN, "照片"),
        (
            P.QUALITY,
            {"evidence": (piece(EvidenceKind.CLOSE_UP, Party.MERCHANT),)},
            OPEN,
            "还没有买家的照片",
        ),
        (P.NOT_AS_DESCRIBED, {"details": CaseDetails(sub_reason=S.PAGE_ERROR)}, MERCHANT, "页面"),
        (P.LOGISTICS, {}, COURIER, "请快递出具证明"),
        (P.LOGISTICS, {"evidence": CERTIFICATE}, COURIER, "证明已经有了"),
        (P.LOGISTICS, {"true_reason": "台风停运"}, Liability.FORCE_MAJEURE, "台风"),
        (P.LOGISTICS, {"details": CaseDetails(sub_reason=S.REFUSED_AT_DOOR)}, BUYER, "拒签"),
        (P.CHANGE_OF_MIND, {}, BUYER, "买家的选择"),
        (P.QUALITY, {"evidence": PHOTO, "details": CaseDetails(human_damage=True)}, BUYER, "人为"),
        (P.QUALITY, {"details": CaseDetails(repaired_elsewhere=True)}, BUYER, "先检测"),
        (
            P.QUALITY,
            {
                "evidence": PHOTO,
                "details": CaseDetails(sub_reason=S.SHRUNK, washed_normally=False),
            },
            BUYER,
            "洗涤说明",
        ),
        (P.LATE_SHIPMENT, {}, MERCHANT, "发货时间"),
        (P.SERVICE, {}, MERCHANT, "承诺"),
        (P.UNKNOWN, {}, OPEN, "没有通常的责任方"),
        (P.USAGE, {"true_reason": "台风"}, OPEN, "没有通常的责任方"),
    ],
)
def test_problem_details_and_evidence_propose_with_a_reason(
    problem: ProblemClass, more: dict[str, Any], liability: Liability, words: str
) -> None:
    found = suggest(ticket(**more), problem)
    assert found.liability is liability
    assert words in found.why


@pytest.mark.parametrize(
    ("measured", "liability"),
    [(530, BUYER), (531, MERCHANT), (469, MERCHANT), (470, BUYER)],
)
def test_a_size_is_the_shops_fault_only_beyond_the_tolerance(
    measured: int, liability: Liability
) -> None:
    sizes = (SizeReading("衣长", 500, measured), SizeReading("袖长", 600, 600))
    details = CaseDetails(sub_reason=S.SIZE_DIFFERENCE, sizes=sizes)
    found = suggest(ticket(details=details), P.NOT_AS_DESCRIBED, 30)
    assert found.liability is liability
    assert "衣长" in found.why
    silent = suggest(ticket(details=details), P.NOT_AS_DESCRIBED, None)
    assert silent.liability is OPEN, "where no rule says how much, nobody is accused"


def test_what_is_on_the_ticket_is_proposed_as_ticks() -> None:
    pieces = (
        piece(EvidenceKind.CLOSE_UP),
        piece(EvidenceKind.TEST_REPORT, Party.MERCHANT),
        piece(EvidenceKind.PACKING_VIDEO, Party.MERCHANT, withdrawn=True),
    )
    found = suggest(ticket(evidence=pieces, buyer_words="破了"), P.QUALITY)
    assert found.basis == (
        LiabilityBasis.DESCRIPTION,
        LiabilityBasis.BUYER_EVIDENCE,
        LiabilityBasis.TRADE_RECORD,
        LiabilityBasis.TEST_REPORT,
    )
    wrong = CaseDetails(sub_reason=S.WRONG_ITEM)
    assert suggest(ticket(details=wrong), P.WRONG_OR_MISSING).cause is RootCause.STAFF


def test_a_finding_says_what_it_must_be_shown_by() -> None:
    needs = evidence_for(COURIER, P.LOGISTICS)
    assert needs == (EvidenceKind.COURIER_CERTIFICATE,)
    assert evidence_missing(ticket(), needs)
    assert not evidence_missing(ticket(evidence=CERTIFICATE), needs)
    assert not evidence_missing(ticket(), evidence_for(MERCHANT, P.QUALITY))
    assert EvidenceKind.TEST_REPORT in evidence_for(BUYER, P.QUALITY)
