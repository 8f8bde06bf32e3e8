"""When the verbs about the case itself are possible, and what they say when they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.facts import Closing, Facts, Offer, Review
from app.domain.workflow import Verb, actions, why_not
from tests.domain.workflow_facts import AGREED, OFFERED

NEW = Facts()
ENDED = Facts(closing=Closing.COMPLETED)


@pytest.mark.parametrize(
    ("verb", "facts", "possible"),
    [
        (Verb.SET_CASE, NEW, True),
        (Verb.SET_CASE, ENDED, False),
        (Verb.CONVERT, NEW, False),
        (Verb.CONVERT, replace(NEW, enquiry=True), True),
        (Verb.SOLVED, NEW, True),
        (Verb.SOLVED, replace(NEW, claims_open=True), False),
        (Verb.SOLVED, AGREED, False),
        (Verb.SOLVED, OFFERED, False),
        (Verb.SOLVED, Facts(review=Review.REVIEWING, offer=Offer.DECLINED), True),
        (Verb.LATE_CLAIM, NEW, True),
        (Verb.LATE_CLAIM, replace(NEW, late=True), False),
        (Verb.FOLLOW_UP_DONE, NEW, False),
        (Verb.FOLLOW_UP_DONE, replace(ENDED, follow_ups_open=True), True),
        (Verb.ANSWER_COLLEAGUE, NEW, False),
        (Verb.ANSWER_COLLEAGUE, replace(NEW, questions_open=True), True),
        (Verb.FILE_RECOVERY, NEW, False),
        (Verb.FILE_RECOVERY, replace(ENDED, recoveries_open=True), True),
        (Verb.END_RECOVERY, replace(ENDED, recoveries_open=True), True),
        (Verb.OPEN_RECOVERY, ENDED, True),
        (Verb.LOG_CONTACT, ENDED, True),
        (Verb.ACKNOWLEDGE, NEW, False),
        (Verb.ACKNOWLEDGE, replace(ENDED, breaches_open=True), True),
    ],
)
def test_a_verb_about_the_case_is_possible_or_says_why_not(
    verb: Verb, facts: Facts, possible: bool
) -> None:
    why = why_not(facts, verb)
    assert (why is None) is possible
    assert possible or str(why).endswith("。")


def _first(facts: Facts) -> Verb | None:
    return next((action.verb for action in actions(facts) if action.primary), None)


def test_a_question_is_answered_first_and_never_decided_on_by_itself() -> None:
    asked = replace(NEW, enquiry=True)
    assert _first(asked) is Verb.SOLVED
    assert _first(replace(asked, review=Review.NEED_INFO)) is Verb.INFO_RECEIVED
    # The platform has a claim open: it cannot end here, and is taken on like any other.
    assert _first(replace(asked, claims_open=True)) is Verb.ACCEPT
