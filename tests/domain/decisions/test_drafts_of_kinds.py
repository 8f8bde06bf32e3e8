"""What a new draft starts with, for the remedies that move goods, pay differences, or only speak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.decisions import (
    APOLOGY,
    COMPENSATION,
    EXCHANGE,
    FREIGHT,
    PRICE_PROTECTION,
    REAPPLY,
    REFUND_ONLY,
    REPAIR,
    RESHIP,
    Asked,
    proposes_waiver,
)
from app.domain.facts import Facts, GoodsIn, Offer
from app.domain.order import Unit
from app.domain.payment import Leg, MoneyClass
from app.domain.remedy import (
    ApologyKind,
    FreightBearer,
    GoodsWay,
    Liability,
    ProblemClass,
    ReapplyCause,
    Remedy,
    RepairPlace,
)
from app.domain.settlement import settle
from app.domain.settlement.types import LineChoice, PriceNow, Replacement
from app.domain.ticket import TicketLine
from tests.domain.settlement.making import SITUATION, line, order, row

CUPS = order(line(1, 7800, 2), line(2, 3000, 1), shipping=500)
UNSENT = order(line(1, 7800, 2), line(2, 3000, 1), line(3, 0, gift=True), shipped=False)
ONE = (TicketLine(1, (1,)),)
SHOP = replace(SITUATION, avoided_freight_cents=1200, waive_up_to_cents=500)
QUALITY = Asked(ONE, problem=ProblemClass.QUALITY)
NO_REASON = Asked(ONE, problem=ProblemClass.CHANGE_OF_MIND)


# ------------------------------------------------------------------------------- refund only


@pytest.mark.parametrize("cents", [None, UNSENT.paid_cents])
def test_before_anything_was_sent_a_claim_on_everything_takes_the_whole_order(
    cents: int | None,
) -> None:
    draft = REFUND_ONLY.draft_defaults(UNSENT, (), SHOP, Asked(cents=cents))
    assert draft.lines == (LineChoice(1, (1, 2)), LineChoice(2, (1,)), LineChoice(3, (1,)))
    assert draft.freight_bearer is FreightBearer.NONE


def test_an_amount_that_is_not_the_whole_order_says_nothing_of_which_goods() -> None:
    assert REFUND_ONLY.draft_defaults(UNSENT, (), SHOP, Asked(cents=3000)).lines == ()
    assert REFUND_ONLY.draft_defaults(CUPS, (), SHOP, Asked(cents=CUPS.paid_cents)).lines == ()


def test_the_gift_that_never_left_goes_with_the_rest() -> None:
    whole = (TicketLine(1, (1, 2)), TicketLine(2, (1,)))
    draft = REFUND_ONLY.draft_defaults(UNSENT, (), SHOP, Asked(whole))
    assert draft.lines[-1] == LineChoice(3, (1,))
    part = REFUND_ONLY.draft_defaults(UNSENT, (), SHOP, Asked(ONE))
    assert part.lines == (LineChoice(1, (1,)),)


# ---------------------------------------------------------------------------------- exchange


def test_an_exchange_starts_with_the_same_goods_and_the_return_first() -> None:
    draft = EXCHANGE.draft_defaults(CUPS, (), SHOP, replace(QUALITY, ship_hours=24))
    assert draft.lines == (LineChoice(1, (1,)),)
    assert draft.replacements == (Replacement(1, (1,)),)
    assert (draft.way, draft.ship_hours) == (GoodsWay.RETURN_FIRST, 24)
    assert not draft.waive_difference


@pytest.mark.parametrize(
    ("problem", "back", "out", "outlay"),
    [
        (ProblemClass.QUALITY, FreightBearer.MERCHANT, FreightBearer.MERCHANT, 1200),
        (ProblemClass.NOT_AS_DESCRIBED, FreightBearer.MERCHANT, FreightBearer.MERCHANT, 1200),
        (ProblemClass.WRONG_OR_MISSING, FreightBearer.MERCHANT, FreightBearer.MERCHANT, 1200),
        (ProblemClass.LOGISTICS, FreightBearer.MERCHANT, FreightBearer.MERCHANT, 1200),
        (ProblemClass.CHANGE_OF_MIND, FreightBearer.BUYER, FreightBearer.BUYER, 0),
        (ProblemClass.UNKNOWN, FreightBearer.BUYER, FreightBearer.MERCHANT, 0),
    ],
)
def test_freight_of_an_exchange_follows_the_table_both_ways(
    problem: ProblemClass, back: FreightBearer, out: FreightBearer, outlay: int
) -> None:
    draft = EXCHANGE.draft_defaults(CUPS, (), SHOP, Asked(ONE, problem=problem))
    assert (draft.freight_bearer, draft.outbound_bearer) == (back, out)
    assert draft.return_freight_cents == outlay


@pytest.mark.parametrize(
    ("price", "waives"), [(3900, False), (4300, True), (4400, True), (4401, False), (3000, False)]
)
def test_only_a_small_difference_is_not_asked_for(price: int, *, waives: bool) -> None:
    """One cup was paid with 39.00; the shop forgets up to 5.00."""
    draft = EXCHANGE.draft_defaults(CUPS, (), SHOP, QUALITY)
    other = replace(draft, replacements=(Replacement(1, (1,), variant="蓝", price_cents=price),))
    assert proposes_waiver(CUPS, (), other, SHOP) is waives
    assert proposes_waiver(CUPS, (), replace(other, waive_difference=True), SHOP) is waives


def test_a_claim_without_pieces_exchanges_the_fewest_its_amount_pays_for() -> None:
    for cents, ordinals in ((3900, (1,)), (7800, (1, 2)), (5000, (1, 2)), (None, (1, 2))):
        claim = Asked((TicketLine(1),), cents, ProblemClass.QUALITY)
        assert EXCHANGE.draft_defaults(CUPS, (), SHOP, claim).lines == (LineChoice(1, ordinals),)


# --------------------------------------------------------------------------- reship and repair


def test_what_was_missing_is_sent_again_and_nothing_comes_back() -> None:
    claim = Asked((TicketLine(1, (2,)), TicketLine(2, (1,))), problem=ProblemClass.WRONG_OR_MISSING)
    draft = RESHIP.draft_defaults(CUPS, (), SHOP, claim)
    assert draft.replacements == (Replacement(1, (2,)), Replacement(2, (1,)))
    assert (draft.way, draft.freight_bearer) == (GoodsWay.NOTHING_BACK, FreightBearer.NONE)
    assert draft.outbound_bearer is FreightBearer.MERCHANT
    assert draft.ship_hours == 48


@pytest.mark.parametrize(("reason", "pieces"), [("少件/漏发", 1), ("少配件", 0), ("螺丝漏装", 0)])
def test_a_missing_part_is_not_the_whole_article(reason: str, pieces: int) -> None:
    claim = Asked((TicketLine(2, (1,)),), platform_reason=reason)
    draft = RESHIP.draft_defaults(CUPS, (), SHOP, claim)
    assert (len(draft.lines), len(draft.replacements)) == (pieces, pieces)


def test_goods_nobody_has_counted_are_sent_as_one_piece() -> None:
    unknown = order(line(1, 7800, None))
    claim = Asked((TicketLine(1, (), quantity_known=False),))
    draft = RESHIP.draft_defaults(unknown, (), SHOP, claim)
    assert draft.replacements == (Replacement(1, (), quantity=1),)
    assert settle(unknown, (), draft, SHOP).refused == ()


def test_what_was_refunded_is_not_sent_again() -> None:
    money = [row(3900, line_id=1, ordinals={1: 3900})]
    claim = Asked((TicketLine(1, (1, 2)),), problem=ProblemClass.WRONG_OR_MISSING)
    assert RESHIP.draft_defaults(CUPS, money, SHOP, claim).replacements == (Replacement(1, (2,)),)


@pytest.mark.parametrize(
    ("claim", "true_reason", "inside"),
    [
        (QUALITY, "", True),
        (Asked(ONE), "", True),
        (Asked(ONE, problem=ProblemClass.USAGE), "", False),
        (replace(QUALITY, liability=Liability.BUYER), "", False),
        (replace(QUALITY, platform_reason="屏幕进水"), "", False),
        (QUALITY, "人为摔坏", False),
    ],
)
def test_a_repair_is_under_warranty_unless_something_speaks_against_it(
    claim: Asked, true_reason: str, *, inside: bool
) -> None:
    known = replace(SHOP, true_reason=true_reason)
    terms = REPAIR.draft_defaults(CUPS, (), known, claim).repair
    assert terms is not None
    assert terms.in_warranty is inside
    assert (terms.place, terms.quote_cents) == (RepairPlace.SEND_IN, 0)


# ------------------------------------------------------------------------------ compensation


def test_after_a_refusal_the_next_step_up_is_proposed() -> None:
    refused = replace(SHOP, avoided_freight_cents=2400, last_offer_cents=1000)
    draft = COMPENSATION.draft_defaults(CUPS, (), refused, QUALITY)
    assert draft.compensation_cents == 1300


def test_nobody_is_offered_less_than_they_have_refused() -> None:
    refused = replace(SHOP, last_offer_cents=1100)  # 12.00 is the limit: no room for a step
    assert COMPENSATION.draft_defaults(CUPS, (), refused, QUALITY).compensation_cents == 1100


def test_the_buyers_own_figure_is_proposed_while_it_is_within_the_limits() -> None:
    within = replace(SHOP, avoided_freight_cents=2400, last_offer_cents=1000, counter_cents=1800)
    assert COMPENSATION.draft_defaults(CUPS, (), within, QUALITY).compensation_cents == 1800
    beyond = replace(within, counter_cents=2500)
    drafted = COMPENSATION.draft_defaults(CUPS, (), beyond, QUALITY).compensation_cents
    assert 1000 < drafted <= 2400


def test_an_amount_counts_as_asked_for_wherever_it_was_said() -> None:
    by_phone = Asked(ONE, 600, ProblemClass.QUALITY, remedy=Remedy.COMPENSATION)
    assert COMPENSATION.draft_defaults(CUPS, (), SHOP, by_phone).compensation_cents == 600
    for_a_refund = replace(by_phone, remedy=Remedy.REFUND_ONLY)
    assert COMPENSATION.draft_defaults(CUPS, (), SHOP, for_a_refund).compensation_cents == 1000


# ----------------------------------------------------------------- price protection and freight


def test_todays_price_starts_at_what_was_paid_so_that_no_difference_is_invented() -> None:
    odd = order(line(1, 10000, 3))
    claim = Asked((TicketLine(1, (1, 2, 3)),))
    draft = PRICE_PROTECTION.draft_defaults(odd, (), SHOP, claim)
    assert draft.prices_now == (PriceNow(1, 3334),)  # the dearest piece: 33.33, 33.34, 33.33
    assert settle(odd, (), draft, SHOP).compensation_cents == 0


def test_goods_whose_share_nobody_knows_have_no_price_yet() -> None:
    unknown = order(line(1, None, 2), line(2, None, 1))
    draft = PRICE_PROTECTION.draft_defaults(unknown, (), SHOP, Asked(ONE))
    assert draft.prices_now == ()


@pytest.mark.parametrize(
    ("cents", "remedy", "drafted"),
    [
        (None, None, 1200),
        (800, Remedy.FREIGHT, 800),
        (800, Remedy.REFUND_ONLY, 1200),
        (9900, Remedy.FREIGHT, 2500),  # the shop's own limit
    ],
)
def test_freight_starts_at_what_is_asked_for_or_one_way(
    cents: int | None, remedy: Remedy | None, drafted: int
) -> None:
    draft = FREIGHT.draft_defaults(CUPS, (), SHOP, Asked(ONE, cents, remedy=remedy))
    assert (draft.return_freight_cents, draft.freight_leg) == (drafted, Leg.RETURN)


def test_freight_paid_already_is_not_proposed_twice() -> None:
    paid = row(800, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN, ticket=1)
    asked = Asked(ONE, 900, remedy=Remedy.FREIGHT)
    assert FREIGHT.draft_defaults(CUPS, [paid], SHOP, asked).return_freight_cents == 0


# -------------------------------------------------------------------------------- words alone


@pytest.mark.parametrize(
    ("problem", "liability", "kind"),
    [
        (ProblemClass.QUALITY, Liability.UNDETERMINED, ApologyKind.APOLOGY),
        (ProblemClass.LOGISTICS, Liability.UNDETERMINED, ApologyKind.APOLOGY),
        (ProblemClass.SERVICE, Liability.UNDETERMINED, ApologyKind.APOLOGY),
        (ProblemClass.CHANGE_OF_MIND, Liability.UNDETERMINED, ApologyKind.EXPLANATION),
        (ProblemClass.UNKNOWN, Liability.UNDETERMINED, ApologyKind.EXPLANATION),
        (ProblemClass.QUALITY, Liability.BUYER, ApologyKind.EXPLANATION),
    ],
)
def test_who_is_at_fault_decides_between_sorry_and_how_it_is(
    problem: ProblemClass, liability: Liability, kind: ApologyKind
) -> None:
    asked = Asked(problem=problem, liability=liability)
    assert APOLOGY.draft_defaults(CUPS, (), SHOP, asked).apology is kind


AGREED = Facts(offer=Offer.ACCEPTED, remedy=Remedy.RETURN_REFUND.value)


def test_the_type_that_was_agreed_is_what_the_buyer_is_asked_to_apply_for() -> None:
    wrong = replace(SHOP, facts=AGREED, platform_remedy=Remedy.REFUND_ONLY)
    draft = REAPPLY.draft_defaults(CUPS, (), wrong, QUALITY)
    assert draft.reapply_cause is ReapplyCause.WRONG_TYPE
    assert draft.reapply_remedy is Remedy.RETURN_REFUND
    assert settle(CUPS, (), draft, wrong).refused == ()


@pytest.mark.parametrize(
    "situation",
    [
        replace(SHOP, facts=AGREED, platform_remedy=Remedy.RETURN_REFUND),
        replace(SHOP, facts=replace(AGREED, offer=Offer.OFFERED), platform_remedy=Remedy.EXCHANGE),
        replace(SHOP, facts=AGREED),
    ],
)
def test_where_nothing_is_wrong_nothing_is_proposed(situation: object) -> None:
    draft = REAPPLY.draft_defaults(CUPS, (), situation, QUALITY)  # type: ignore[arg-type]
    assert (draft.reapply_cause, draft.reapply_remedy, draft.reapply_reason) == (None, None, "")


@pytest.mark.parametrize(
    ("found", "says", "proposed"),
    [
        (ProblemClass.QUALITY, "7天无理由退货", "质量问题"),
        (ProblemClass.LOGISTICS, "质量问题", "物流问题"),
        (ProblemClass.QUALITY, "质量问题", ""),
        (ProblemClass.QUALITY, "其他", ""),
        # A fault is never talked into a change of mind, nor anybody away from late shipment.
        (ProblemClass.CHANGE_OF_MIND, "质量问题", ""),
        (ProblemClass.QUALITY, "未按约定时间发货", ""),
        (ProblemClass.UNKNOWN, "质量问题", ""),
    ],
)
def test_only_our_own_finding_is_proposed_as_a_reason(
    found: ProblemClass, says: str, proposed: str
) -> None:
    asked = Asked(ONE, problem=found, platform_reason=says)
    draft = REAPPLY.draft_defaults(CUPS, (), replace(SHOP, platform_reason=says), asked)
    assert draft.reapply_reason == proposed
    assert (draft.reapply_cause is ReapplyCause.WRONG_REASON) is bool(proposed)


def test_what_came_back_is_what_is_exchanged() -> None:
    here = replace(SHOP, goods_in={Unit(1, 1): GoodsIn.DAMAGED, Unit(1, 2): GoodsIn.NOT_ARRIVED})
    claim = Asked((TicketLine(1, (1, 2)),), problem=ProblemClass.QUALITY)
    assert EXCHANGE.draft_defaults(CUPS, (), here, claim).lines == (LineChoice(1, (1,)),)
