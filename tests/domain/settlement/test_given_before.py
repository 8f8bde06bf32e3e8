"""What was promised, sent or paid on top before: nobody gets the same twice without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.facts import GoodsIn
from app.domain.order import Surcharge, Unit
from app.domain.payment import CapName
from app.domain.remedy import CompensationForm, GoodsWay, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, Promise, Replacement, Situation
from tests.domain.settlement.making import SITUATION, codes, line, order, refund, text_of, units

MUG = order(line(1, 7800, title="杯子"))
MUGS = order(line(1, 7800, 2, title="杯子"))


# ------------------------------------------------------------------------------ promised before


def promise(cents: int, situation: Situation) -> Breakdown:
    choices = Choices(
        Remedy.COMPENSATION,
        (units(1, 1),),
        form=CompensationForm.NEXT_ORDER,
        promise=Promise(discount_cents=cents, expires_on="2026-12-31"),
        goods_damaged=True,
    )
    return settle(MUG, (), choices, situation)


def test_a_promised_discount_leaves_no_room_for_another_or_for_a_refund() -> None:
    before = replace(SITUATION, promised_cents=7800)
    assert not promise(7800, SITUATION).refused
    assert codes(promise(1, before))["over_paid"] == "refuse"
    assert codes(refund(MUG, units(1, 1), situation=before))["zero"] == "refuse"


def test_what_is_left_beside_a_promise_is_refunded() -> None:
    quote = refund(MUG, units(1, 1), situation=replace(SITUATION, promised_cents=800))
    assert quote.refund_cents == 7000
    assert not quote.refused


def test_a_promise_kept_here_counts_against_the_freight_that_was_saved() -> None:
    choices = Choices(Remedy.COMPENSATION, (units(1, 1),), compensation_cents=500)
    saved = replace(SITUATION, avoided_freight_cents=1200)
    kept = replace(saved, promised_cents=800, promised_here_cents=800)
    assert codes(settle(MUG, (), choices, saved))["within_saved"] == "pass"
    assert codes(settle(MUG, (), choices, kept))["over_saved"] == "confirm"


@pytest.mark.parametrize(("remedy", "said"), [(Remedy.REFUND_ONLY, True), (Remedy.FREIGHT, False)])
def test_a_promise_that_gives_way_is_spoken_of(remedy: Remedy, *, said: bool) -> None:
    choices = Choices(remedy, (units(1, 1),), return_freight_cents=900)
    quote = settle(MUG, (), choices, replace(SITUATION, promises_open=1))
    assert ("replaces_promise" in codes(quote)) is said


# -------------------------------------------------------------------------------- replaced before

SENT = replace(SITUATION, units_replaced=frozenset({Unit(1, 2)}))


@pytest.mark.parametrize("remedy", [Remedy.REFUND_ONLY, Remedy.RESHIP, Remedy.EXCHANGE])
def test_a_piece_that_was_replaced_is_asked_about(remedy: Remedy) -> None:
    for ordinal, asked in ((1, False), (2, True)):
        choices = Choices(remedy, (units(1, ordinal),), way=GoodsWay.NOTHING_BACK)
        quote = settle(MUGS, (), choices, SENT)
        assert ("replaced_before" in codes(quote)) is asked
        if asked:
            assert codes(quote)["replaced_before"] == "confirm"
            assert "「杯子」第 2 件此前已补发或换过" in text_of(quote, "replaced_before")


@pytest.mark.parametrize("remedy", [Remedy.RETURN_REFUND, Remedy.EXCHANGE])
def test_where_it_comes_back_first_a_word_is_enough(remedy: Remedy) -> None:
    choices = Choices(remedy, (units(1, 2),))
    assert codes(settle(MUGS, (), choices, SENT))["replaced_before"] == "info"
    here = replace(SENT, goods_in={Unit(1, 2): GoodsIn.SELLABLE})
    assert codes(settle(MUGS, (), choices, here))["replaced_before"] == "confirm", (
        "what is here may be the old one"
    )


def test_freight_for_a_replaced_piece_is_no_second_gift() -> None:
    choices = Choices(Remedy.FREIGHT, (units(1, 2),), return_freight_cents=900)
    assert "replaced_before" not in codes(settle(MUGS, (), choices, SENT))


# ---------------------------------------------------------------------------------- paid on top

RAISED = replace(MUGS, surcharges=(Surcharge(Unit(1, 2), 1900),))


def test_what_was_paid_on_top_cannot_go_back_the_way_the_order_was_paid() -> None:
    quote = refund(RAISED, units(1, 1, 2))
    assert quote.refund_cents == 9700
    assert codes(quote)["surcharge_apart"] == "warn"
    assert "¥ 19.00" in text_of(quote, "surcharge_apart")
    assert codes(refund(MUGS, units(1, 1, 2))).get("surcharge_apart") is None


def test_as_long_as_the_line_holds_it_nothing_is_apart() -> None:
    assert "surcharge_apart" not in codes(refund(RAISED, units(1, 2)))


# ------------------------------------------------------------------------------ goods without name


def test_no_more_goods_leave_than_were_bought() -> None:
    def reship(item: Replacement) -> Breakdown:
        choices = Choices(Remedy.RESHIP, (units(1, 1),), replacements=(item,))
        return settle(MUGS, (), choices, SITUATION)

    assert codes(reship(Replacement(1, (), quantity=50)))["units_needed"] == "refuse"
    assert codes(reship(Replacement(1, (), "杯子", quantity=2)))["units_needed"] == "refuse"
    assert not reship(Replacement(1, (), "杯盖", quantity=50)).refused, "a part of it"


def test_the_caps_show_the_promise_as_used() -> None:
    quote = refund(MUG, units(1, 1), situation=replace(SITUATION, promised_cents=800))
    paid = next(cap for cap in quote.caps if cap.name is CapName.PAID)
    assert (paid.limit_cents, paid.used_cents) == (7800, 800)
