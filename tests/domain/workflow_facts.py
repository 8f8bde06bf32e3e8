"""Facts of tickets the tests of the workflow begin with."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from app.domain.facts import (
    Closing,
    DisputeState,
    Facts,
    GoodsIn,
    GoodsOut,
    Offer,
    Review,
    Work,
)
from app.domain.payment import MoneyState
from app.domain.remedy import Remedy
from app.domain.workflow import (
    VERB_OF_REMEDY,
    Verb,
    actions,
)

TO_BE_SENT = (GoodsIn.TO_BE_SENT,)
PLANNED = (MoneyState.PLANNED,)
SUBMITTED = (MoneyState.SUBMITTED,)
ARRIVED = (MoneyState.ARRIVED,)
AGREED = Facts(review=Review.ACCEPTED, offer=Offer.ACCEPTED)
OFFERED = Facts(review=Review.ACCEPTED, offer=Offer.OFFERED)
SENT_BACK = replace(AGREED, goods_in=(GoodsIn.IN_TRANSIT,), money=PLANNED)
DECIDE = frozenset(VERB_OF_REMEDY.values())
WORDS = frozenset({Verb.DECIDE_APOLOGY, Verb.DECIDE_REAPPLY})
ON_FLAWED_GOODS = frozenset(
    {
        Verb.DECIDE_REFUND_ONLY,
        Verb.DECIDE_RETURN_REFUND,
        Verb.DECIDE_EXCHANGE,
        Verb.DECIDE_REPAIR,
        Verb.DECIDE_FREIGHT,
    }
)
ON_GOODS = ON_FLAWED_GOODS - {Verb.DECIDE_FREIGHT} | {Verb.DECIDE_RESHIP}
TALK = frozenset({Verb.COUNTER_OFFER})
ABOUT_THE_CASE = {
    Verb.SET_CASE, Verb.CONVERT, Verb.SOLVED, Verb.LATE_CLAIM, Verb.ASSIGN, Verb.OVERRIDE_CHECK,
    Verb.LOG_CONTACT, Verb.PLAN_FOLLOW_UP, Verb.FOLLOW_UP_DONE, Verb.ASK_COLLEAGUE,
    Verb.ANSWER_COLLEAGUE, Verb.OPEN_RECOVERY, Verb.FILE_RECOVERY, Verb.END_RECOVERY,
    Verb.ACKNOWLEDGE,
}  # fmt: skip
"""Beside the course of a ticket: `test_workflow_case` tells when they are possible."""
ALWAYS = {Verb.SET_FACTS, Verb.NOTE, Verb.ADD_EVIDENCE} | ABOUT_THE_CASE

ENDS = frozenset({Verb.WITHDRAW_OFFER, Verb.REJECT, Verb.CANCEL})

COUNTED = tuple(state for state in MoneyState if state is not MoneyState.WITHDRAWN)


def _facts(*closings: Closing) -> st.SearchStrategy[Facts]:
    return st.builds(
        Facts,
        review=st.sampled_from(Review),
        offer=st.sampled_from(Offer),
        remedy=st.sampled_from(("", *(r.value for r in Remedy))),
        goods_in=st.tuples() | st.tuples(*[st.sampled_from(GoodsIn)] * 2),
        work=st.sampled_from(Work),
        goods_out=st.tuples() | st.tuples(st.sampled_from(GoodsOut)),
        money=st.tuples() | st.tuples(*[st.sampled_from(COUNTED)] * 2),
        dispute=st.sampled_from(DisputeState),
        closing=st.sampled_from(closings),
        flaws_settled=st.booleans(),
        confirmed=st.booleans(),
        has_conflict=st.booleans(),
        paid_unknown=st.booleans(),
        claims_open=st.booleans(),
        promises_open=st.booleans(),
        charges=st.tuples() | st.tuples(st.sampled_from(COUNTED)),
        fault_expected=st.booleans(),
        goods_kept=st.booleans(),
        goods_lost=st.booleans(),
        home_waiting=st.integers(0, 1),
        charge_due_back=st.booleans(),
        refund_undone=st.booleans(),
        enquiry=st.booleans(),
        late=st.booleans(),
        follow_ups_open=st.booleans(),
        questions_open=st.booleans(),
        recoveries_open=st.booleans(),
        breaches_open=st.booleans(),
    )


any_facts = _facts(*Closing)
open_facts = _facts(Closing.OPEN)
ended_facts = _facts(*(closing for closing in Closing if closing is not Closing.OPEN))


def possible_now(facts: Facts) -> set[Verb]:
    return {action.verb for action in actions(facts) if action.possible} - ALWAYS
