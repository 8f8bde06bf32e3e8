"""A piece that was judged insufficient or doubtful proves nothing, and the review says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.checks import Case, Verdict
from app.domain.evidence import Evidence, EvidenceKind, Judgement
from app.domain.evidence_slots import slots_of
from app.domain.liability_advice import evidence_missing
from app.domain.remedy import ProblemClass
from tests.domain.checks.making import case, found, piece

NEED = (
    ("evidence.quality", "", ("whole_item", "close_up"), ""),
    ("evidence_shop.quality", "", ("outbound_record",), ""),
)
WHOLE, CLOSE, OUT = EvidenceKind.WHOLE_ITEM, EvidenceKind.CLOSE_UP, EvidenceKind.OUTBOUND_RECORD
ASIDE = (Judgement.INSUFFICIENT, Judgement.DOUBTFUL)
COUNTING = (Judgement.NOT_YET, Judgement.SUFFICIENT)


def with_pieces(*pieces: Evidence, **more: Any) -> Case:
    made = case(own=NEED, problem=ProblemClass.QUALITY, **more)
    return replace(made, ticket=replace(made.ticket, evidence=pieces))


@pytest.mark.parametrize("judged", COUNTING)
def test_what_nobody_doubts_fills_its_slot(judged: Judgement) -> None:
    finding = found(with_pieces(piece(1, WHOLE, judged), piece(2, CLOSE, judged)), "evidence")
    assert finding is not None
    assert finding.verdict is Verdict.PASS
    assert finding.missing == ()
    assert "未计入" not in finding.fact


@pytest.mark.parametrize(
    ("judged", "said"),
    [(Judgement.INSUFFICIENT, "E2 不足，未计入"), (Judgement.DOUBTFUL, "E2 存疑，未计入")],
)
def test_what_was_set_aside_is_asked_for_again(judged: Judgement, said: str) -> None:
    made = with_pieces(piece(1, WHOLE), piece(2, CLOSE, judged))
    finding = found(made, "evidence")
    assert finding is not None
    assert finding.verdict is Verdict.PERSON, "a missing proof never refuses"
    assert finding.missing == ("瑕疵照片",)
    assert finding.supplied == ("整体照",)
    assert said in finding.fact
    slots = {slot.name: slot for slot in slots_of(made)}
    assert not slots["瑕疵照片"].filled
    assert [one.code for one in slots["瑕疵照片"].aside] == ["E2"]


def test_a_better_piece_fills_the_slot_and_the_other_is_still_named() -> None:
    made = with_pieces(piece(1, WHOLE), piece(2, CLOSE, Judgement.DOUBTFUL), piece(3, CLOSE))
    finding = found(made, "evidence")
    assert finding is not None
    assert finding.verdict is Verdict.PASS
    assert "E2 存疑，未计入" in finding.fact


def test_a_piece_that_would_fill_two_slots_is_named_once() -> None:
    need = (("evidence.quality", "", ("whole_item|close_up", "close_up"), ""),)
    made = case(own=need, problem=ProblemClass.QUALITY)
    ticket = replace(made.ticket, evidence=(piece(4, CLOSE, Judgement.INSUFFICIENT),))
    finding = found(replace(made, ticket=ticket), "evidence")
    assert finding is not None
    assert finding.fact.count("E4") == 1


@pytest.mark.parametrize("judged", ASIDE)
def test_the_shops_own_record_counts_no_more_either(judged: Judgement) -> None:
    finding = found(with_pieces(piece(1, OUT, judged)), "evidence_shop")
    assert finding is not None
    assert finding.verdict is Verdict.PERSON
    assert "还没有备好：出库记录" in finding.fact
    assert "E1" in finding.fact


@pytest.mark.parametrize("judged", ASIDE)
def test_doubtful_proof_of_damage_denies_nobody_a_warranty(judged: Judgement) -> None:
    report = EvidenceKind.TEST_REPORT
    sound = with_pieces(piece(1, report), human_damage=True)
    doubted = with_pieces(piece(1, report, judged), human_damage=True)
    verdicts = [found(one, "warranty") for one in (sound, doubted)]
    assert [one and one.verdict for one in verdicts] == [Verdict.REFUSE, Verdict.PERSON]


@pytest.mark.parametrize("judged", ASIDE)
def test_a_finding_cannot_rest_on_what_was_set_aside(judged: Judgement) -> None:
    kinds = (EvidenceKind.COURIER_CERTIFICATE,)
    assert not evidence_missing(with_pieces(piece(1, kinds[0])).ticket, kinds)
    assert evidence_missing(with_pieces(piece(1, kinds[0], judged)).ticket, kinds)
