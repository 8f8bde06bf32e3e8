"""The facts of a ticket: what the queue shows, which verbs are possible, why others are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from app.domain.facts import (
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
from app.domain.workflow import (
    MOVES,
    Verb,
    actions,
    clock_runs,
    demand,
    stage,
)
from app.errors import RuleViolation
from tests.domain.workflow_facts import (
    AGREED,
    ARRIVED,
    DECIDE,
    ENDS,
    OFFERED,
    ON_FLAWED_GOODS,
    ON_GOODS,
    PLANNED,
    SENT_BACK,
    SUBMITTED,
    TALK,
    TO_BE_SENT,
    WORDS,
    any_facts,
    possible_now,
)


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
def test_the_verb_most_people_do_next_is_one_andpossible_now(facts: Facts) -> None:
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
def test_these_verbs_and_no_others_arepossible_now(facts: Facts, possible: set[Verb]) -> None:
    # Another application on the platform may be asked for beside whatever was agreed.
    agreed = {Verb.DECIDE_REAPPLY} if facts.offer is Offer.ACCEPTED and facts.open else set()
    assert possible_now(facts) == possible | agreed
