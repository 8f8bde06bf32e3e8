"""补发 and 维修: goods and work that cost the buyer nothing, or what a quote says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.order import Unit
from app.domain.payment import ChargeReason, PlannedCharge
from app.domain.remedy import FreightBearer, Remedy, RepairPlace
from app.domain.settlement import settle
from app.domain.settlement.types import (
    Breakdown,
    Choices,
    LineChoice,
    RepairTerms,
    Replacement,
)
from tests.domain.settlement.making import SITUATION, codes, line, order, row, units, unknown_paid

SHELF = order(replace(line(1, 30000, 2, title="书架"), sku="S-1"))


def reship(*replacements: Replacement, chosen: tuple[LineChoice, ...] = ()) -> Breakdown:
    return settle(SHELF, (), Choices(Remedy.RESHIP, chosen, replacements=replacements), SITUATION)


def test_a_missing_piece_is_sent_and_costs_nothing_in_money() -> None:
    quote = reship(chosen=(units(1, 2),))
    assert quote.dispatches == (Replacement(1, (2,), "书架", "", "S-1", None, 1),)
    assert [(item.row.value, item.cents) for item in quote.lines] == [("cost", 0)]
    assert (quote.payouts, quote.charges) == ((), ())


def test_a_loose_part_needs_no_line() -> None:
    quote = reship(Replacement(None, (), "螺丝", quantity=8))
    assert not quote.refused
    assert [(item.title, item.quantity) for item in quote.dispatches] == [("螺丝", 8)]


def test_a_part_of_a_line_may_go_without_naming_pieces() -> None:
    quote = reship(Replacement(1, (), "层板", quantity=2), chosen=(LineChoice(1),))
    assert not quote.refused
    assert [(item.title, item.line_id) for item in quote.dispatches] == [("层板", 1)]


def test_reshipping_nothing_is_refused() -> None:
    assert codes(reship())["nothing_chosen"] == "refuse"
    assert codes(reship(chosen=(LineChoice(1),)))["units_needed"] == "refuse"
    assert codes(reship(Replacement(None, (), "")))["part_unnamed"] == "refuse"


def test_a_refunded_piece_is_not_sent_again() -> None:
    money = [row(15000, line_id=1, ordinals={2: 15000})]
    choices = Choices(Remedy.RESHIP, replacements=(Replacement(1, (2,)),))
    quote = settle(SHELF, money, choices, SITUATION)
    assert codes(quote)["unit_refunded"] == "refuse"
    assert quote.dispatches == ()


def test_goods_go_out_whatever_nobody_knows_of_the_money() -> None:
    made = unknown_paid(order(line(1), line(2)))
    for remedy in (Remedy.RESHIP, Remedy.REPAIR, Remedy.EXCHANGE):
        choices = Choices(remedy, (units(1, 1),), repair=RepairTerms(quote_cents=500))
        assert not settle(made, (), choices, SITUATION).refused


# ---------------------------------------------------------------------------------- repair


def repair(terms: RepairTerms | None, freight: int = 0) -> Breakdown:
    choices = Choices(
        Remedy.REPAIR,
        (units(1, 1),),
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=freight,
        repair=terms,
    )
    return settle(SHELF, (), choices, SITUATION)


def test_work_under_warranty_is_free() -> None:
    quote = repair(RepairTerms(cost_cents=4000))
    assert (quote.charge_cents, quote.charges, quote.cost_cents) == (0, (), 0)
    assert not quote.refused
    assert quote.units == (Unit(1, 1),)


def test_a_quote_is_charged_without_raising_what_the_piece_is_worth() -> None:
    quote = repair(RepairTerms(in_warranty=False, quote_cents=8000))
    assert quote.charges == (PlannedCharge(ChargeReason.REPAIR, 8000, ()),)
    assert codes(quote)["consent_first"] == "info"
    asked = repair(RepairTerms(in_warranty=True, quote_cents=8000))
    assert codes(asked)["charged_in_warranty"] == "warn"


def test_a_repair_needs_its_terms() -> None:
    assert codes(repair(None))["repair_terms"] == "refuse"
    assert codes(repair(RepairTerms(quote_cents=-1)))["negative"] == "refuse"
    assert codes(repair(RepairTerms(part_warranty_months=-1)))["negative"] == "refuse"


@pytest.mark.parametrize(
    ("place", "paid"),
    [
        (RepairPlace.SEND_IN, 900),
        (RepairPlace.SUPPLIER, 900),
        (RepairPlace.ON_SITE, 0),
        (RepairPlace.IN_STORE, 0),
    ],
)
def test_freight_is_paid_where_the_goods_travel(place: RepairPlace, paid: int) -> None:
    assert repair(RepairTerms(place), freight=900).freight_cents == paid
