"""The facts of a ticket: what the queue shows, which verbs are possible, why others are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Stage,
    StageGroup,
    Work,
)
from app.domain.labels import label
from app.domain.payment import MoneyState
from app.domain.remedy import Remedy
from app.domain.workflow import (
    MOVES,
    VERB_OF_REMEDY,
    Verb,
    actions,
    clock_runs,
    demand,
    stage,
    why_not,
)
from app.errors import RuleViolation

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
ALWAYS = {Verb.SET_FACTS, Verb.NOTE, Verb.ADD_EVIDENCE}

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
    )


any_facts = _facts(*Closing)
open_facts = _facts(Closing.OPEN)
ended_facts = _facts(*(closing for closing in Closing if closing is not Closing.OPEN))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), Stage.NEW),
        (Facts(review=Review.REVIEWING), Stage.REVIEWING),
        (Facts(review=Review.NEED_INFO), Stage.NEED_INFO),
        (Facts(review=Review.APPEALED), Stage.REVIEWING),
        (OFFERED, Stage.NEGOTIATING),
        (replace(OFFERED, offer=Offer.DECLINED), Stage.NEGOTIATING),
        (replace(OFFERED, offer=Offer.AWAITING_APPROVAL), Stage.AWAITING_APPROVAL),
        (replace(AGREED, money=PLANNED), Stage.FULFILLING),
        (replace(AGREED, money=SUBMITTED), Stage.FULFILLING),
        (replace(AGREED, money=ARRIVED), Stage.AWAITING_CONFIRMATION),
        (replace(AGREED, goods_in=TO_BE_SENT, money=PLANNED), Stage.AWAITING_RETURN),
        (SENT_BACK, Stage.INSPECTING),
        (replace(SENT_BACK, goods_in=(GoodsIn.RECEIVED,)), Stage.INSPECTING),
        (replace(SENT_BACK, goods_in=(GoodsIn.WORN,)), Stage.INSPECTING),
        (replace(SENT_BACK, goods_in=(GoodsIn.WORN,), flaws_settled=True), Stage.FULFILLING),
        (replace(SENT_BACK, goods_in=(GoodsIn.SELLABLE,)), Stage.FULFILLING),
        (replace(AGREED, work=Work.UNDER_REPAIR), Stage.REPAIRING),
        (replace(AGREED, goods_out=(GoodsOut.TO_SHIP,)), Stage.FULFILLING),
        (replace(AGREED, dispute=DisputeState.PLATFORM), Stage.DISPUTED),
        (replace(AGREED, dispute=DisputeState.CLOSED), Stage.AWAITING_CONFIRMATION),
        # What a file says before anybody of the desk has acted.
        (Facts(review=Review.ACCEPTED, goods_in=TO_BE_SENT), Stage.AWAITING_RETURN),
        (Facts(review=Review.ACCEPTED, goods_in=(GoodsIn.IN_TRANSIT,)), Stage.INSPECTING),
        *(
            (replace(SENT_BACK, closing=closing), Stage(closing.value))
            for closing in Closing
            if closing is not Closing.OPEN
        ),
    ],
)
def test_the_stage_follows_from_the_facts(facts: Facts, expected: Stage) -> None:
    assert stage(facts) is expected


@given(any_facts)
def test_every_combination_of_facts_has_a_stage_and_a_clock(facts: Facts) -> None:
    shown = stage(facts)
    assert (shown.value == facts.closing.value) is (facts.closing is not Closing.OPEN)
    assert not (clock_runs(facts) and not facts.open)


def test_our_clock_stands_still_while_the_buyer_must_act() -> None:
    waiting = (
        Facts(review=Review.NEED_INFO),
        OFFERED,
        replace(AGREED, goods_in=TO_BE_SENT),
        replace(AGREED, money=ARRIVED),
        replace(AGREED, closing=Closing.COMPLETED),
    )
    ours = (
        Facts(),
        SENT_BACK,
        replace(OFFERED, offer=Offer.DECLINED),
        replace(AGREED, money=PLANNED),
    )
    assert [clock_runs(facts) for facts in waiting] == [False] * len(waiting)
    assert [clock_runs(facts) for facts in ours] == [True] * len(ours)


def test_every_stage_belongs_to_words_and_groups() -> None:
    assert len({label(member) for member in Stage}) == len(Stage)
    assert len({label(member) for member in StageGroup}) == len(StageGroup)


def test_every_verb_is_offered_once_with_a_chinese_label() -> None:
    assert [move.verb for move in MOVES] == list(dict.fromkeys(move.verb for move in MOVES))
    assert {move.verb for move in MOVES} == set(Verb)
    offered = actions(Facts())
    assert [action.verb for action in offered] == [move.verb for move in MOVES]
    for action in offered:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in action.label)


@given(any_facts)
def test_what_is_impossible_says_why_in_one_sentence(facts: Facts) -> None:
    for action in actions(facts):
        assert action.possible is not bool(action.why)
        if action.why:
            assert action.why.endswith("。")
            assert any("\u4e00" <= letter <= "\u9fff" for letter in action.why)


@given(any_facts)
def test_the_verb_most_people_do_next_is_one_and_possible(facts: Facts) -> None:
    primary = [action for action in actions(facts) if action.primary]
    assert len(primary) <= 1
    assert all(action.possible for action in primary)


@given(any_facts)
def test_what_is_offered_is_what_is_demanded(facts: Facts) -> None:
    for action in actions(facts):
        if action.possible:
            demand(facts, action.verb)
            continue
        with pytest.raises(RuleViolation) as no:
            demand(facts, action.verb)
        assert action.label in no.value.sentence
        assert action.why in no.value.sentence


def _possible(facts: Facts) -> set[Verb]:
    return {action.verb for action in actions(facts) if action.possible} - ALWAYS


@pytest.mark.parametrize(
    ("facts", "possible"),
    [
        (Facts(), {Verb.ACCEPT, Verb.REQUEST_INFO, Verb.REJECT, Verb.CANCEL, *TALK, *DECIDE}),
        (
            Facts(review=Review.REVIEWING),
            {Verb.REQUEST_INFO, Verb.REJECT, Verb.CANCEL, *TALK, *DECIDE},
        ),
        (
            Facts(review=Review.NEED_INFO),
            {Verb.INFO_RECEIVED, Verb.REJECT, Verb.CANCEL, *TALK, *DECIDE},
        ),
        (
            OFFERED,
            {
                Verb.BUYER_ACCEPTS,
                Verb.BUYER_DECLINES,
                Verb.COUNTER_OFFER,
                Verb.WITHDRAW_OFFER,
                Verb.REJECT,
                Verb.CANCEL,
            },
        ),
        (
            replace(AGREED, goods_in=TO_BE_SENT, money=PLANNED),
            {
                Verb.RETURN_SENT,
                Verb.RETURN_RECEIVED,
                Verb.PAY,  # early, with a written reason
                Verb.WITHDRAW_OFFER,
                Verb.REJECT,
                Verb.CANCEL,
            },
        ),
        (SENT_BACK, {Verb.RETURN_RECEIVED, Verb.PAY}),
        (replace(SENT_BACK, goods_in=(GoodsIn.RECEIVED,)), {Verb.INSPECT, Verb.PAY}),
        (
            replace(SENT_BACK, goods_in=(GoodsIn.SELLABLE,)),
            {Verb.PAY, Verb.WITHDRAW_OFFER, Verb.REJECT, Verb.CANCEL},
        ),
        (
            replace(SENT_BACK, goods_in=(GoodsIn.WORN,)),
            {*ON_FLAWED_GOODS, Verb.WITHDRAW_OFFER, Verb.REJECT, Verb.CANCEL},
        ),
        (
            replace(AGREED, money=SUBMITTED),
            {Verb.PAYMENT_ARRIVED, Verb.PAYMENT_FAILED, Verb.REVERSE},
        ),
        (replace(AGREED, money=ARRIVED), {Verb.CONFIRM, Verb.REVERSE, *DECIDE}),
        (replace(AGREED, money=ARRIVED, confirmed=True), {Verb.CLOSE, Verb.REVERSE, *DECIDE}),
        # One row went out, the other is still due: the rest may be called off.
        (
            replace(AGREED, money=ARRIVED + PLANNED),
            {Verb.PAY, Verb.WITHDRAW_OFFER, Verb.REVERSE},
        ),
        (replace(AGREED, goods_out=(GoodsOut.TO_SHIP,)), {Verb.SHIP, *ENDS}),
        (
            replace(AGREED, goods_out=(GoodsOut.TO_SHIP,), charges=PLANNED),
            {Verb.CHARGE_ARRIVED, Verb.CHARGE_WAIVED, *ENDS},
        ),
        # The buyer's money is here: it goes back before the ticket ends without the goods.
        (
            replace(AGREED, goods_out=(GoodsOut.TO_SHIP,), charges=ARRIVED),
            {Verb.SHIP, Verb.WITHDRAW_OFFER, Verb.CHARGE_RETURNED},
        ),
        # What is on its way may be all that was missing: only other things are decided meanwhile.
        (
            replace(AGREED, goods_out=(GoodsOut.SHIPPED,)),
            {Verb.DELIVERED, Verb.LOST, *DECIDE - ON_GOODS},
        ),
        (replace(AGREED, goods_out=(GoodsOut.DELIVERED,)), {Verb.CONFIRM, *DECIDE}),
        # The replacement went first and the old piece never comes: waiting for it may end.
        (
            replace(AGREED, goods_out=(GoodsOut.DELIVERED,), goods_in=TO_BE_SENT),
            {Verb.RETURN_SENT, Verb.RETURN_RECEIVED, Verb.WITHDRAW_OFFER},
        ),
        (replace(AGREED, work=Work.CONSENTED), {Verb.REPAIR_START, *ENDS}),
        (
            replace(AGREED, work=Work.UNDER_REPAIR),
            {Verb.REPAIR_DONE, Verb.REPAIR_FAILED},
        ),
        (
            Facts(offer=Offer.AWAITING_APPROVAL, review=Review.ACCEPTED),
            {Verb.APPROVE, Verb.DENY, *ENDS},
        ),
        # The buyer's goods are here and nothing was given for them.
        (
            replace(AGREED, offer=Offer.WITHDRAWN, goods_in=(GoodsIn.SELLABLE,), goods_kept=True),
            {Verb.GIVE_BACK, *TALK, *DECIDE},
        ),
        (
            replace(SENT_BACK, goods_in=(GoodsIn.WORN,), goods_kept=True),
            {*ON_FLAWED_GOODS, Verb.GIVE_BACK, Verb.WITHDRAW_OFFER},
        ),
        (
            replace(
                AGREED,
                offer=Offer.WITHDRAWN,
                goods_in=(GoodsIn.SELLABLE,),
                goods_kept=True,
                goods_out=(GoodsOut.TO_SHIP,),
                home_waiting=1,
            ),
            {Verb.SHIP, *TALK, *DECIDE},
        ),
        (
            replace(AGREED, offer=Offer.WITHDRAWN, work=Work.CANNOT_BE_REPAIRED, goods_lost=True),
            {*TALK, *DECIDE},
        ),
        (
            replace(AGREED, offer=Offer.WITHDRAWN, charges=ARRIVED, charge_due_back=True),
            {Verb.CHARGE_RETURNED, *TALK, *DECIDE},
        ),
        (
            replace(AGREED, offer=Offer.WITHDRAWN, money=ARRIVED, refund_undone=True),
            {Verb.REVERSE, *TALK, *DECIDE},
        ),
        # An earlier round has reached the buyer; another one does not undo it.
        *(
            (replace(AGREED, offer=offer, goods_out=(GoodsOut.DELIVERED,)), possible)
            for offer, possible in (
                (Offer.NONE, {Verb.CONFIRM, *TALK, *DECIDE}),
                (Offer.DECLINED, {Verb.CONFIRM, *TALK, *DECIDE}),
                (
                    Offer.OFFERED,
                    {Verb.BUYER_ACCEPTS, Verb.BUYER_DECLINES, Verb.WITHDRAW_OFFER, *TALK},
                ),
                (Offer.AWAITING_APPROVAL, {Verb.APPROVE, Verb.DENY, Verb.WITHDRAW_OFFER}),
            )
        ),
        (replace(AGREED, closing=Closing.COMPLETED), {Verb.REOPEN}),
        (
            replace(AGREED, closing=Closing.COMPLETED, promises_open=True),
            {Verb.REOPEN, Verb.KEEP_PROMISE},
        ),
        (Facts(closing=Closing.MERGED), set()),
        (
            Facts(has_conflict=True),
            {
                Verb.ACCEPT,
                Verb.REQUEST_INFO,
                Verb.SETTLE_PAID,
                Verb.REJECT,
                Verb.CANCEL,
                *TALK,
                *WORDS,
            },
        ),
        (Facts(closing=Closing.REJECTED, has_conflict=True), {Verb.REOPEN, Verb.SETTLE_PAID}),
    ],
)
def test_these_verbs_and_no_others_are_possible(facts: Facts, possible: set[Verb]) -> None:
    assert _possible(facts) == possible


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
    assert _possible(facts) <= {Verb.REOPEN, Verb.SETTLE_PAID, Verb.KEEP_PROMISE}
    assert (Verb.KEEP_PROMISE in _possible(facts)) is facts.promises_open
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
def test_no_money_goes_out_before_the_goods_are_back_and_looked_at(facts: Facts) -> None:
    if why_not(facts, Verb.PAY) is None:
        assert not set(facts.goods_in) & {*TO_BE_SENT, GoodsIn.IN_TRANSIT, GoodsIn.RECEIVED}
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
