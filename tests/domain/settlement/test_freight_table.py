"""The freight table: every row with every leg, and what a changed cell changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.decisions import Asked, by_remedy
from app.domain.liability import Share
from app.domain.order import Order
from app.domain.remedy import FreightBearer, Liability, ProblemClass, Remedy
from app.domain.rulepack import (
    FreightLeg,
    Mark,
    Payer,
    ReasonGroup,
    Rules,
    RuleValue,
    freight_key,
    freight_table,
    group_of,
)
from app.domain.settlement import settle
from app.domain.settlement.freight_rule import breaks_free_shipping, freight_rule, who_pays, why
from app.domain.settlement.types import Choices
from app.domain.sheet import outward_sheet, sheet, sheet_text
from tests.domain.settlement.making import (
    SITUATION,
    cents_of,
    codes,
    line,
    order,
    row,
    text_of,
    units,
)

SHOP, BUYER, AGREED = Payer.SHOP, Payer.BUYER, Payer.AGREEMENT
FREE = order(line(1, 6000, 2))
PAID = order(line(1, 6000, 2), shipping=1000)
# Row by row as the table of the handbook stands: return, first outbound, exchange or reship.
HANDBOOK = [
    (ProblemClass.QUALITY, Liability.MERCHANT, FREE, (SHOP, SHOP, SHOP)),
    (ProblemClass.WRONG_OR_MISSING, Liability.MERCHANT, PAID, (SHOP, SHOP, SHOP)),
    (ProblemClass.NOT_AS_DESCRIBED, Liability.SUPPLIER, FREE, (SHOP, SHOP, SHOP)),
    (ProblemClass.CHANGE_OF_MIND, Liability.BUYER, FREE, (BUYER, SHOP, BUYER)),
    (ProblemClass.CHANGE_OF_MIND, Liability.UNDETERMINED, FREE, (BUYER, SHOP, BUYER)),
    (ProblemClass.CHANGE_OF_MIND, Liability.BUYER, PAID, (BUYER, BUYER, BUYER)),
    (ProblemClass.LOGISTICS, Liability.COURIER, FREE, (SHOP, SHOP, SHOP)),
    (ProblemClass.LOGISTICS, Liability.FORCE_MAJEURE, FREE, (SHOP, SHOP, SHOP)),
    (ProblemClass.QUALITY, Liability.UNDETERMINED, PAID, (BUYER, SHOP, AGREED)),
    (ProblemClass.UNKNOWN, Liability.PLATFORM, FREE, (BUYER, SHOP, AGREED)),
]


@pytest.mark.parametrize(("problem", "liability", "made", "payers"), HANDBOOK)
def test_every_row_of_the_table_says_who_pays_each_parcel(
    problem: ProblemClass, liability: Liability, made: Order, payers: tuple[Payer, ...]
) -> None:
    case = replace(SITUATION, problem=problem)
    found = tuple(freight_rule(leg, liability, made, case).payer for leg in FreightLeg)
    assert found == payers


@pytest.mark.parametrize(
    ("shares", "group"),
    [
        (((Liability.MERCHANT, 70), (Liability.COURIER, 30)), ReasonGroup.SHOP_FAULT),
        (((Liability.MERCHANT, 30), (Liability.COURIER, 70)), ReasonGroup.COURIER_FAULT),
        (((Liability.BUYER, 60), (Liability.MERCHANT, 40)), ReasonGroup.NO_REASON_FREE),
        (((Liability.BUYER, 50), (Liability.MERCHANT, 50)), None),
        (
            ((Liability.BUYER, 40), (Liability.MERCHANT, 40), (Liability.COURIER, 20)),
            None,
        ),
        ((), None),
    ],
)
def test_of_a_shared_liability_the_larger_part_decides(
    shares: tuple[tuple[Liability, int], ...], group: ReasonGroup | None
) -> None:
    parts = tuple(Share(party, percent) for party, percent in shares)
    assert group_of(ProblemClass.QUALITY, Liability.SHARED, parts) is group
    if group is None:
        case = replace(SITUATION, shares=parts)
        for leg in FreightLeg:
            rule = freight_rule(leg, Liability.SHARED, FREE, case)
            assert rule.payer is AGREED
            assert "双方商定" in who_pays(rule)


def rules(*cells: tuple[ReasonGroup, FreightLeg, str], **more: int | bool) -> Rules:
    """Rules of a shop that changed these cells."""
    said = {
        (freight_key(group, leg), ""): RuleValue(
            freight_key(group, leg), word, Mark.OWN, "本店 2026 年运费政策", date(2026, 11, 1)
        )
        for group, leg, word in cells
    }
    for name, value in more.items():
        key = f"freight.{name}"
        said[key, ""] = RuleValue(key, value, Mark.OWN, "本店", date(2026, 11, 1))
    return Rules(said)


GENEROUS = rules((ReasonGroup.NO_REASON_FREE, FreightLeg.RETURN, "shop"))
ASKED = Asked(problem=ProblemClass.CHANGE_OF_MIND)


def test_a_changed_cell_changes_draft_and_calculation_and_names_its_source() -> None:
    usual = replace(SITUATION, problem=ProblemClass.CHANGE_OF_MIND, avoided_freight_cents=1200)
    changed = replace(usual, freight=freight_table(GENEROUS))
    drafts = by_remedy(Remedy.RETURN_REFUND).draft_defaults
    before, after = drafts(FREE, (), usual, ASKED), drafts(FREE, (), changed, ASKED)
    assert (before.freight_bearer, before.return_freight_cents) == (FreightBearer.BUYER, 0)
    assert (after.freight_bearer, after.return_freight_cents) == (FreightBearer.MERCHANT, 1200)
    quote = settle(FREE, (), after, changed)
    shown = next(one for one in quote.lines if one.row == "return_freight")
    assert shown.inputs["freight_rule"] == "七天无理由，包邮（本店 2026 年运费政策，本店设置）"
    assert "运费政策" in sheet_text(sheet(FREE, after, quote))
    assert "运费政策" not in sheet_text(outward_sheet(FREE, after, quote)), "ours alone"
    rule = freight_rule(FreightLeg.RETURN, Liability.BUYER, FREE, usual)
    assert "未核实" in why(rule), "a cell nobody filled is a guess, and says so"


def test_a_changed_first_leg_keeps_the_shipping_with_the_shop() -> None:
    never = freight_table(rules((ReasonGroup.SHOP_FAULT, FreightLeg.FIRST, "buyer")))
    choices = Choices(Remedy.REFUND_ONLY, (units(1, 1, 2),), liability=Liability.MERCHANT)
    assert cents_of(settle(PAID, (), choices, SITUATION), "shipping") == 1000
    assert cents_of(settle(PAID, (), choices, replace(SITUATION, freight=never)), "shipping") == 0


@pytest.mark.parametrize("word", ["", "everybody", "SHOP"])
def test_a_word_that_is_no_payer_leaves_the_default(word: str) -> None:
    table = freight_table(rules((ReasonGroup.SHOP_FAULT, FreightLeg.RETURN, word)))
    assert table.payer(ReasonGroup.SHOP_FAULT, FreightLeg.RETURN) is SHOP


def test_the_insurer_is_asked_first_for_the_parcel_back_alone() -> None:
    insured = replace(SITUATION, freight=freight_table(Rules(), insured=True))
    back = freight_rule(FreightLeg.RETURN, Liability.MERCHANT, FREE, insured)
    assert (back.bearer, back.payer) == (FreightBearer.INSURER, SHOP)
    assert who_pays(back) == "退回：先由运费险赔，不足的商家承担"
    out = freight_rule(FreightLeg.AGAIN, Liability.MERCHANT, FREE, insured)
    assert out.bearer is FreightBearer.MERCHANT
    asked_last = freight_table(rules(insured=False), insured=True)
    again = replace(SITUATION, freight=asked_last)
    rule = freight_rule(FreightLeg.RETURN, Liability.MERCHANT, FREE, again)
    assert rule.bearer is FreightBearer.MERCHANT


THREE = order(line(1, 9000, 3))
FROM_60 = replace(SITUATION, freight=freight_table(rules(free_from_cents=6000)))


@pytest.mark.parametrize(
    ("pieces", "earlier", "broken"),
    [((1,), 0, False), ((1, 2), 0, True), ((1, 2, 3), 0, False), ((2,), 3000, True)],
)
def test_a_partial_return_may_break_the_free_shipping(
    pieces: tuple[int, ...], earlier: int, broken: bool
) -> None:
    money = [row(earlier, line_id=1, ordinals={1: earlier})] if earlier else []
    lines = (units(1, *pieces),)
    assert breaks_free_shipping(THREE, FROM_60, money, lines) is broken
    choices = Choices(
        Remedy.RETURN_REFUND, lines, liability=Liability.BUYER, freight_bearer=FreightBearer.BUYER
    )
    quote = settle(THREE, money, choices, FROM_60)
    assert (codes(quote).get("free_shipping_broken") == "info") is broken
    if broken:
        assert "¥ 60.00" in text_of(quote, "free_shipping_broken")


def test_no_threshold_and_paid_shipping_break_nothing() -> None:
    lines = (units(1, 1, 2),)
    assert not breaks_free_shipping(THREE, SITUATION, (), lines)
    charged = replace(THREE, shipping_cents=500, paid_cents=9500)
    assert not breaks_free_shipping(charged, FROM_60, (), lines)


def test_making_the_buyer_pay_what_is_the_shops_is_warned_of() -> None:
    choices = Choices(
        Remedy.RETURN_REFUND,
        (units(1, 1),),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.BUYER,
    )
    assert codes(settle(FREE, (), choices, SITUATION))["freight_against_table"] == "warn"
    ours = replace(choices, freight_bearer=FreightBearer.MERCHANT)
    assert "freight_against_table" not in codes(settle(FREE, (), ours, SITUATION))
