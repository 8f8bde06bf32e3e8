"""Whatever is said of a case comes back as it was stored, and nothing unsaid is stored."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import (
    ArrivedLine,
    CaseDetails,
    Frequency,
    IdentityCheck,
    Mood,
    Receipt,
    Severity,
    SizeReading,
    SubReason,
    WearMark,
)
from app.domain.case_json import details_json, details_of
from app.domain.history import canonical, parsed
from app.domain.negotiation import TalkChannel

days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
maybe = st.none() | st.booleans()
texts = st.text(st.characters(codec="utf-8"), max_size=12)
millimetres = st.integers(1, 99_999)
DETAILS = st.builds(
    CaseDetails,
    receipt=st.sampled_from(Receipt),
    severity=st.sampled_from(Severity),
    sub_reason=st.none() | st.sampled_from(SubReason),
    first_noticed_on=days,
    used_since=days,
    frequency=st.sampled_from(Frequency),
    sizes=st.lists(st.builds(SizeReading, texts, millimetres, millimetres), max_size=3).map(tuple),
    arrived=st.lists(st.builds(ArrivedLine, st.integers(1, 9), st.integers(0, 9)), max_size=3).map(
        tuple
    ),
    washed_normally=maybe,
    human_damage=maybe,
    repaired_elsewhere=maybe,
    bought_elsewhere=maybe,
    installed_on=days,
    signed_on=days,
    intact_asked=st.booleans(),
    wear=st.lists(st.sampled_from(WearMark), unique=True).map(tuple),
    bad_percent=st.none() | st.integers(1, 100),
    serial=texts,
    lot=texts,
    identity=st.sampled_from(IdentityCheck),
    preferred_contact=st.none() | st.sampled_from(TalkChannel),
    mood=st.none() | st.sampled_from(Mood),
)


@given(DETAILS)
def test_details_come_back_as_they_were(details: CaseDetails) -> None:
    assert details_of(details_json(details)) == details


def test_nothing_said_is_stored_as_nothing() -> None:
    assert details_json(CaseDetails()) == "{}"
    assert details_of("{}") == CaseDetails()


def test_a_no_is_stored_and_is_not_the_same_as_not_asked() -> None:
    assert parsed(details_json(CaseDetails(washed_normally=False))) == {"washed_normally": False}


def test_what_a_newer_program_wrote_is_left_out_and_the_rest_is_kept() -> None:
    text = canonical(
        {"receipt": "teleported", "severity": "minor", "wear": ["used", "melted"], "smell": 3}
    )
    assert details_of(text) == CaseDetails(severity=Severity.MINOR, wear=(WearMark.USED,))
