"""Each class of problem asks for what it needs, and says what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.case import (
    ArrivedLine,
    CaseDetails,
    Receipt,
    Severity,
    SizeReading,
    SubReason,
    WearMark,
)
from app.domain.case_fields import (
    HINTS,
    CaseField,
    fields_for,
    missing_of,
    narrowed,
    sub_reasons_of,
    wanted_for,
)
from app.domain.remedy import ProblemClass

F, S, P = CaseField, SubReason, ProblemClass


def test_every_field_has_a_hint_of_one_sentence_and_a_place_in_some_class() -> None:
    assert set(HINTS) == set(CaseField)
    assert all(hint.endswith("。") and hint.count("。") == 1 for hint in HINTS.values())
    asked = {
        field
        for problem in ProblemClass
        for reason in (None, *sub_reasons_of(problem))
        for field in fields_for(problem, reason)
    }
    assert asked == set(CaseField)


def test_every_finer_reason_belongs_to_some_class_and_other_is_always_the_last() -> None:
    found = {reason for problem in ProblemClass for reason in sub_reasons_of(problem)}
    assert found == set(SubReason)
    for problem in set(ProblemClass) - {P.UNKNOWN}:
        assert sub_reasons_of(problem)[-1] is S.OTHER


@pytest.mark.parametrize("problem", ProblemClass)
def test_no_field_is_asked_twice_and_what_is_wanted_is_asked(problem: ProblemClass) -> None:
    for reason in (None, *sub_reasons_of(problem)):
        asked = fields_for(problem, reason)
        assert len(asked) == len(set(asked))
        assert asked[-1] is F.SPECIAL
        assert set(wanted_for(problem, reason)) <= set(asked)


@pytest.mark.parametrize(
    ("problem", "reason", "fields"),
    [
        (P.QUALITY, S.SHRUNK, {F.WASHED_NORMALLY, F.SIZES}),
        (P.QUALITY, S.ROTTEN, {F.BAD_PERCENT}),
        (P.NOT_AS_DESCRIBED, S.SIZE_DIFFERENCE, {F.SIZES}),
        (P.CHANGE_OF_MIND, S.SIZE_UNSUITABLE, {F.SIZES}),
        (P.USAGE, S.INSTALLATION, set()),
        (P.QUALITY, S.MALFUNCTION, {F.INSTALLED_ON}),
        (P.QUALITY, S.SIZE_DIFFERENCE, set()),
    ],
)
def test_a_finer_reason_asks_for_more_right_behind_it(
    problem: ProblemClass, reason: SubReason, fields: set[CaseField]
) -> None:
    plain, more = fields_for(problem), fields_for(problem, reason)
    assert set(more) - set(plain) == fields
    at = more.index(F.SUB_REASON) + 1
    assert set(more[at : at + len(fields)]) == fields


@pytest.mark.parametrize(
    ("problem", "asked", "not_asked"),
    [
        (P.QUALITY, {F.SERIAL, F.FREQUENCY, F.HUMAN_DAMAGE}, {F.WEAR, F.ARRIVED}),
        (P.CHANGE_OF_MIND, {F.WEAR}, {F.SEVERITY, F.SERIAL}),
        (P.WRONG_OR_MISSING, {F.ARRIVED}, {F.USED_SINCE, F.WEAR}),
        (P.ENQUIRY, {F.CONDITIONS}, {F.RECEIPT, F.SEVERITY}),
        (P.SERVICE, {F.SUGGESTION}, {F.RECEIPT, F.SERIAL}),
    ],
)
def test_a_class_asks_for_its_own(
    problem: ProblemClass, asked: set[CaseField], not_asked: set[CaseField]
) -> None:
    found = set(fields_for(problem))
    assert asked <= found
    assert not found & not_asked


def test_everything_missing_is_named_at_once() -> None:
    assert missing_of(P.QUALITY, CaseDetails(), {}) == (
        F.RECEIPT, F.SUB_REASON, F.SEVERITY, F.FIRST_NOTICED, F.CONDITIONS,
    )  # fmt: skip
    assert missing_of(P.ENQUIRY, CaseDetails(), {}) == ()


def test_what_was_said_is_not_missing() -> None:
    details = CaseDetails(
        receipt=Receipt.RECEIVED,
        sub_reason=S.SHRUNK,
        severity=Severity.MINOR,
        first_noticed_on=date(2026, 11, 1),
        washed_normally=False,
        sizes=(SizeReading("胸围", 1000, 900),),
    )
    assert missing_of(P.QUALITY, details, {"buyer_words": "洗了一次就小了"}) == ()
    assert missing_of(P.QUALITY, details, {"buyer_words": " "}) == (F.CONDITIONS,)


def test_goods_without_marks_of_wear_are_known_once_somebody_asked() -> None:
    received = CaseDetails(receipt=Receipt.RECEIVED)
    assert missing_of(P.CHANGE_OF_MIND, received, {}) == (F.WEAR,)
    asked = CaseDetails(receipt=Receipt.RECEIVED, intact_asked=True)
    assert missing_of(P.CHANGE_OF_MIND, asked, {}) == ()


def test_what_a_class_does_not_ask_stays_as_it_was() -> None:
    before = CaseDetails(serial="SN-1", wear=(WearMark.USED,), intact_asked=True)
    typed = CaseDetails(receipt=Receipt.RECEIVED, arrived=(ArrivedLine(1, 1),))
    kept = narrowed(P.WRONG_OR_MISSING, typed, before)
    assert kept.arrived == (ArrivedLine(1, 1),)
    assert (kept.serial, kept.wear, kept.intact_asked) == ("SN-1", (WearMark.USED,), True)
    assert narrowed(P.CHANGE_OF_MIND, typed, before).wear == ()
    assert narrowed(P.CHANGE_OF_MIND, typed).arrived == ()
