"""When the verbs about the case itself are possible, and what they say when they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.facts import Closing, Facts, Offer, Review
from app.domain.workflow import Verb, why_not
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
