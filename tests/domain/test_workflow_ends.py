"""What is done next at a ticket, what no end forgets, and that nobody gets stuck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from app.domain.facts import (
    FLAWED,
    INSPECTED,
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
from app.domain.workflow import (
    Verb,
    actions,
    why_not,
)
from app.domain.workflow.refusals import pays_early
from tests.domain.workflow_facts import (
    AGREED,
    ALWAYS,
    ARRIVED,
    DECIDE,
    OFFERED,
    PLANNED,
    SUBMITTED,
    TO_BE_SENT,
    ended_facts,
    open_facts,
    possible_now,
)


def _primary(facts: Facts) -> Verb | None:
    return next((action.verb for action in actions(facts) if action.primary), None)


def test_what_goes_first_is_the_next_thing_to_do() -> None:
    first = replace(AGREED, remedy="exchange", goods_in=TO_BE_SENT, goods_out=(GoodsOut.TO_SHIP,))
    assert _primary(first) is Verb.SHIP
    assert _primary(replace(first, goods_out=(GoodsOut.DELIVERED,))) is Verb.RETURN_SENT


@pytest.mark.parametrize("money", [(), PLANNED, ARRIVED])
def test_goods_that_surprise_are_decided_on_next(money: tuple[MoneyState, ...]) -> None:
    worn = replace(AGREED, remedy="return_refund", goods_in=(GoodsIn.WORN,), money=money)
    assert _primary(worn) is Verb.DECIDE_RETURN_REFUND
    sent = replace(worn, remedy="reship", goods_out=(GoodsOut.SHIPPED,))
    assert _primary(sent) is Verb.DECIDE_RETURN_REFUND, "nothing is sent again for flawed goods"


def test_a_fault_that_is_exchanged_for_surprises_nobody() -> None:
    faulty = replace(AGREED, remedy="exchange", fault_expected=True)
    expected = {s for s in INSPECTED if not replace(faulty, goods_in=(s,)).flawed}
    assert expected == INSPECTED - {GoodsIn.WORN}
    assert replace(faulty, goods_in=(GoodsIn.NOT_ARRIVED,)).flawed
    assert replace(faulty, fault_expected=False, goods_in=(GoodsIn.DAMAGED,)).flawed


@pytest.mark.parametrize("state", [GoodsIn.NOT_ARRIVED, GoodsIn.NEVER_SENT])
def test_what_never_came_is_not_repaired(state: GoodsIn) -> None:
    facts = replace(AGREED, remedy="repair", work=Work.CONSENTED, goods_in=(state,))
    assert why_not(facts, Verb.REPAIR_START) is not None
    assert facts.flawed is (state is GoodsIn.NOT_ARRIVED)


@given(open_facts)
def test_no_ticket_ends_on_what_belongs_to_the_buyer(facts: Facts) -> None:
    held = facts.goods_kept or facts.goods_lost or facts.home_waiting or facts.charge_due_back
    open_offer = facts.offer in (Offer.OFFERED, Offer.AWAITING_APPROVAL)
    for verb in (Verb.CONFIRM, Verb.CLOSE, Verb.REJECT, Verb.CANCEL):
        if why_not(facts, verb) is None:
            assert not held
            assert not (open_offer and verb in (Verb.CONFIRM, Verb.CLOSE))


def test_money_of_an_unknown_amount_paid_can_be_told_by_a_person() -> None:
    assert why_not(Facts(paid_unknown=True), Verb.SETTLE_PAID) is None
    assert why_not(Facts(), Verb.SETTLE_PAID) is not None


def test_an_open_dispute_locks_money_and_decisions() -> None:
    for facts in (AGREED, OFFERED, replace(AGREED, money=PLANNED)):
        locked = replace(facts, dispute=DisputeState.PLATFORM)
        for verb in (
            *DECIDE - {Verb.DECIDE_APOLOGY},
            Verb.PAY,
            Verb.WITHDRAW_OFFER,
            Verb.BUYER_ACCEPTS,
        ):
            assert why_not(locked, verb) is not None
    assert why_not(replace(AGREED, money=PLANNED, dispute=DisputeState.CLOSED), Verb.PAY) is None


@given(ended_facts)
def test_a_ticket_that_ended_only_takes_notes_evidence_and_opening_again(facts: Facts) -> None:
    assert possible_now(facts) <= {Verb.REOPEN, Verb.SETTLE_PAID, Verb.KEEP_PROMISE}
    assert (Verb.KEEP_PROMISE in possible_now(facts)) is facts.promises_open
    assert why_not(facts, Verb.NOTE) is None
    assert (why_not(facts, Verb.REOPEN) is None) is (facts.closing is not Closing.MERGED)


@given(open_facts)
def test_nothing_is_closed_with_an_end_still_loose(facts: Facts) -> None:
    if why_not(facts, Verb.CLOSE) is None:
        assert facts.confirmed
        assert not set(facts.money) & {
            MoneyState.PLANNED,
            MoneyState.APPROVED,
            MoneyState.SUBMITTED,
        }
        assert not set(facts.goods_in) & {*TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED}
        if set(facts.goods_in) & FLAWED and not facts.flaws_settled:
            assert MoneyState.ARRIVED in facts.money
        assert GoodsOut.TO_SHIP not in facts.goods_out


@given(open_facts)
def test_money_that_goes_out_before_the_goods_were_looked_at_asks_for_a_reason(
    facts: Facts,
) -> None:
    if why_not(facts, Verb.PAY) is None:
        unseen = {*TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED}
        assert pays_early(facts) is bool(unseen & set(facts.goods_in))
        assert not facts.has_conflict


@given(open_facts)
def test_what_is_on_its_way_is_never_forgotten_by_an_end(facts: Facts) -> None:
    coming = {GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED} & set(facts.goods_in)
    for verb in (Verb.REJECT, Verb.CANCEL, Verb.WITHDRAW_OFFER):
        if why_not(facts, verb) is None:
            assert not coming
    for verb in (Verb.REJECT, Verb.CANCEL):
        if why_not(facts, verb) is None:
            assert not set(facts.money) & {MoneyState.SUBMITTED, MoneyState.ARRIVED}


def _reachable() -> Iterator[Facts]:
    """Facts as verbs and files bring them about, in every mix of goods and money."""
    goods = ((), TO_BE_SENT, (GoodsIn.IN_TRANSIT,), (GoodsIn.RECEIVED,), *((g,) for g in INSPECTED))
    money = ((), PLANNED, SUBMITTED, ARRIVED, PLANNED + ARRIVED, SUBMITTED + PLANNED)
    offers = (Offer.NONE, Offer.OFFERED, Offer.ACCEPTED, Offer.DECLINED, Offer.WITHDRAWN)
    reviews = (Review.NEW, Review.NEED_INFO, Review.REVIEWING, Review.ACCEPTED)
    for review, offer, goods_in, paid, settled, conflict in product(
        reviews, offers, goods, money, (False, True), (False, True)
    ):
        yield Facts(
            review=review,
            offer=offer,
            goods_in=goods_in,
            money=paid,
            flaws_settled=settled,
            has_conflict=conflict,
        )


def test_no_open_ticket_is_at_a_dead_end() -> None:
    onward = set(Verb) - ALWAYS - {Verb.REVERSE, Verb.REQUEST_INFO}
    for facts in _reachable():
        assert any(why_not(facts, verb) is None for verb in onward), facts
