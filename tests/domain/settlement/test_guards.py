"""What is said beside the figures: where the goods are, what the platform would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.facts import GoodsIn
from app.domain.order import Unit
from app.domain.remedy import RejectReason, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Choices, LineChoice
from tests.domain.settlement.making import (
    SITUATION,
    amount,
    codes,
    line,
    order,
    refund,
    text_of,
    units,
)

CHAIRS = order(line(1, 40000, 4))
ASKED_REFUND_ONLY = replace(SITUATION, platform_remedy=Remedy.REFUND_ONLY)


@pytest.mark.parametrize("remedy", [Remedy.REFUND_ONLY, Remedy.RETURN_REFUND])
@pytest.mark.parametrize("shipped", [True, None])
def test_refund_only_on_the_platform_while_goods_are_out_asks_twice(
    remedy: Remedy, *, shipped: bool | None
) -> None:
    made = replace(order(line(1, 100), shipped=shipped))
    quote = refund(made, units(1, 1), remedy=remedy, situation=ASKED_REFUND_ONLY)
    assert codes(quote)["platform_refund_only"] == "confirm"
    assert text_of(quote, "platform_refund_only").startswith(
        "平台申请类型是「仅退款」，直接同意会不退货打款"
    )


def test_before_shipment_there_is_nothing_to_ask() -> None:
    made = order(line(1, 100), shipped=False)
    quote = refund(made, units(1, 1), situation=ASKED_REFUND_ONLY)
    assert not quote.to_confirm


def test_once_the_goods_are_back_there_is_nothing_to_ask() -> None:
    back = replace(ASKED_REFUND_ONLY, goods_in={Unit(1, 1): GoodsIn.SELLABLE})
    assert not refund(CHAIRS, units(1, 1), situation=back).to_confirm
    assert codes(refund(CHAIRS, units(1, 1, 2), situation=back))["platform_refund_only"]


def test_a_refund_without_return_of_goods_that_are_out_needs_a_reason() -> None:
    assert codes(refund(CHAIRS, units(1, 1)))["goods_out"] == "confirm"
    assert codes(refund(CHAIRS, amount(1, 500)))["goods_out"] == "confirm"


def test_a_return_is_paid_after_inspection() -> None:
    quote = refund(CHAIRS, units(1, 1), remedy=Remedy.RETURN_REFUND)
    assert text_of(quote, "after_inspection") == "收货验货后再退款"
    assert not quote.to_confirm


def test_once_everything_was_inspected_there_is_nothing_to_wait_for() -> None:
    seen = replace(SITUATION, goods_in={Unit(1, 1): GoodsIn.SELLABLE})
    quote = refund(CHAIRS, units(1, 1), remedy=Remedy.RETURN_REFUND, situation=seen)
    assert codes(quote)["inspected"] == "pass"
    assert "after_inspection" not in codes(quote)


def test_a_return_of_what_was_never_shipped_warns() -> None:
    made = order(line(1, 100), shipped=False)
    quote = refund(made, units(1, 1), remedy=Remedy.RETURN_REFUND)
    assert codes(quote)["nothing_to_return"] == "warn"


def test_money_of_a_part_return_follows_the_pieces_that_are_back() -> None:
    some = replace(
        SITUATION, goods_in={Unit(1, 1): GoodsIn.SELLABLE, Unit(1, 2): GoodsIn.IN_TRANSIT}
    )
    quote = refund(CHAIRS, units(1, 1, 2), remedy=Remedy.RETURN_REFUND, situation=some)
    assert [[part.unit.ordinal for part in item.units] for item in quote.payouts] == [[1], [2]]
    assert [item.cents for item in quote.payouts] == [10000, 10000]
    assert codes(quote)["partly_received"] == "warn"


@pytest.mark.parametrize(
    "state",
    [GoodsIn.NOT_ARRIVED, GoodsIn.NEVER_SENT, GoodsIn.REFUSED_BACK, GoodsIn.GIVEN_BACK],
)
def test_paying_for_a_piece_that_is_not_coming_needs_a_reason(state: GoodsIn) -> None:
    lost = replace(SITUATION, goods_in={Unit(1, 1): state})
    quote = refund(CHAIRS, units(1, 1), remedy=Remedy.RETURN_REFUND, situation=lost)
    assert codes(quote)["not_received"] == "confirm"


def test_flawed_goods_without_a_deduction_are_pointed_out() -> None:
    worn = replace(SITUATION, goods_in={Unit(1, 1): GoodsIn.WORN})
    quote = refund(CHAIRS, units(1, 1), remedy=Remedy.RETURN_REFUND, situation=worn)
    assert codes(quote)["flawed_undeducted"] == "warn"


@pytest.mark.parametrize("choice", [amount(1, 500), amount(None, 500)])
def test_a_return_names_what_comes_back(choice: LineChoice) -> None:
    quote = refund(CHAIRS, choice, remedy=Remedy.RETURN_REFUND)
    assert quote.refused
    assert quote.payouts == ()


def test_an_amount_is_enough_while_nobody_knows_how_many_were_bought() -> None:
    quote = refund(order(line(1, 500, None)), amount(1, 500), remedy=Remedy.RETURN_REFUND)
    assert not quote.refused
    assert quote.units == (Unit(1, 0),)


def test_a_gift_left_out_of_a_whole_return_is_mentioned() -> None:
    made = order(line(1, 100), line(2, 0, gift=True, title="防滑垫"))
    quote = refund(made, units(1, 1), remedy=Remedy.RETURN_REFUND)
    assert "防滑垫" in text_of(quote, "gift_stays")
    with_gift = refund(made, units(1, 1), units(2, 1), remedy=Remedy.RETURN_REFUND)
    assert "gift_stays" not in codes(with_gift)


@pytest.mark.parametrize(("asked", "level"), [(20000, "info"), (5000, "warn")])
def test_a_difference_from_what_the_buyer_asked_is_said(asked: int, level: str) -> None:
    quote = refund(CHAIRS, units(1, 1), situation=replace(SITUATION, requested_cents=asked))
    assert codes(quote)["differs_from_request"] == level


def test_the_amount_asked_for_says_nothing() -> None:
    quote = refund(CHAIRS, units(1, 1), situation=replace(SITUATION, requested_cents=10000))
    assert "differs_from_request" not in codes(quote)


# ------------------------------------------------------------------------------ late shipment

PROMISED = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
LATE = replace(SITUATION, platform_reason="未按约定时间发货", promised_at=PROMISED)


@pytest.mark.parametrize(
    ("delay", "word"), [(timedelta(hours=2), "晚于约定"), (timedelta(hours=-2), "按时")]
)
def test_promised_and_actual_shipment_stand_beside_a_late_shipment_claim(
    delay: timedelta, word: str
) -> None:
    made = replace(CHAIRS, shipped_at=PROMISED + delay)
    quote = refund(made, units(1, 1), situation=LATE)
    said = text_of(quote, "late_shipment")
    assert codes(quote)["late_shipment"] == "info"
    assert word in said
    assert "2026-11-21 00:00" in said  # in the shop's zone


def test_nothing_is_concluded_from_a_time_nobody_knows() -> None:
    for made, situation in (
        (CHAIRS, LATE),
        (replace(CHAIRS, shipped_at=PROMISED), replace(LATE, promised_at=None)),
    ):
        said = text_of(refund(made, units(1, 1), situation=situation), "late_shipment")
        assert "未知" in said
        assert "晚于" not in said
        assert "按时。" not in said.replace("是否按时。", "")


def test_goods_still_here_are_said_to_be_here() -> None:
    made = order(line(1, 100), shipped=False)
    said = text_of(refund(made, units(1, 1), situation=LATE), "late_shipment")
    assert said.endswith("还没有发货。")


def test_other_reasons_are_left_alone() -> None:
    other = replace(LATE, platform_reason="七天无理由退换货")
    assert "late_shipment" not in codes(refund(CHAIRS, units(1, 1), situation=other))


# -------------------------------------------------------------------------------- no money


def test_a_rejection_pays_nothing_and_no_trouble_with_money_stands_in_its_way() -> None:
    choices = Choices(Remedy.REJECT, reject_reason=RejectReason.OUT_OF_TIME)
    quote = settle(order(line(1), paid=0), (), choices, SITUATION)
    assert not quote.refused
    assert (quote.cost_cents, quote.payouts, quote.lines) == (0, (), ())


def test_a_rejection_names_its_reason() -> None:
    quote = settle(CHAIRS, (), Choices(Remedy.REJECT), SITUATION)
    assert codes(quote)["reason_needed"] == "refuse"


@pytest.mark.parametrize("remedy", list(Remedy))
def test_every_remedy_is_settled_and_says_when_nothing_was_chosen(remedy: Remedy) -> None:
    quote = settle(CHAIRS, (), Choices(remedy), SITUATION)
    assert bool(quote.refused) == (remedy is not Remedy.APOLOGY)
    assert (quote.payouts, quote.charges, quote.dispatches) == ((), (), ())
