"""What a new draft starts with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.decisions import COMPENSATION, REFUND_ONLY, RETURN_REFUND, Asked
from app.domain.facts import GoodsIn
from app.domain.order import Unit
from app.domain.payment import Leg, MoneyClass, MoneyState
from app.domain.remedy import FreightBearer, Liability, ProblemClass, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import LineChoice
from app.domain.ticket import TicketLine
from tests.domain.settlement.making import SITUATION, line, order, row

CUPS = order(line(1, 7800, 2), line(2, 3000, 1), shipping=500)
PLAIN = order(line(1, 25800, 1), line(2, 0, 1, gift=True))
SAVES = replace(SITUATION, avoided_freight_cents=1200)


def asked(
    *lines: TicketLine,
    cents: int | None = None,
    problem: ProblemClass = ProblemClass.QUALITY,
    liability: Liability = Liability.UNDETERMINED,
    reason: str = "",
) -> Asked:
    return Asked(lines, cents, problem, liability, reason)


def test_claimed_pieces_are_preselected_unless_they_were_refunded() -> None:
    money = [row(3900, line_id=1, ordinals={1: 3900})]
    draft = REFUND_ONLY.draft_defaults(CUPS, money, SITUATION, asked(TicketLine(1, (1, 2))))
    assert draft.lines == (LineChoice(1, (2,)),)


def test_the_only_goods_are_meant_when_the_claim_names_none() -> None:
    draft = RETURN_REFUND.draft_defaults(PLAIN, (), SITUATION, asked())
    assert draft.lines[0] == LineChoice(1, (1,))


def test_nothing_is_preselected_while_it_is_not_plain_what_is_meant() -> None:
    assert REFUND_ONLY.draft_defaults(CUPS, (), SITUATION, asked()).lines == ()


def test_the_gift_goes_back_with_everything_and_stays_with_a_part() -> None:
    whole = RETURN_REFUND.draft_defaults(PLAIN, (), SITUATION, asked(TicketLine(1, (1,))))
    assert whole.lines[1] == LineChoice(2, (1,))
    pair = order(line(1, 500, 2), line(2, 0, gift=True))
    part = RETURN_REFUND.draft_defaults(pair, (), SITUATION, asked(TicketLine(1, (2,))))
    assert part.lines == (LineChoice(1, (2,)),)


@pytest.mark.parametrize(
    ("problem", "found", "liability", "bearer"),
    [
        (
            ProblemClass.QUALITY,
            Liability.UNDETERMINED,
            Liability.MERCHANT,
            FreightBearer.MERCHANT,
        ),
        (
            ProblemClass.NOT_AS_DESCRIBED,
            Liability.UNDETERMINED,
            Liability.MERCHANT,
            FreightBearer.MERCHANT,
        ),
        (
            ProblemClass.LOGISTICS,
            Liability.UNDETERMINED,
            Liability.COURIER,
            FreightBearer.MERCHANT,
        ),
        (
            ProblemClass.CHANGE_OF_MIND,
            Liability.UNDETERMINED,
            Liability.BUYER,
            FreightBearer.BUYER,
        ),
        (
            ProblemClass.UNKNOWN,
            Liability.UNDETERMINED,
            Liability.UNDETERMINED,
            FreightBearer.BUYER,
        ),
        (ProblemClass.QUALITY, Liability.BUYER, Liability.BUYER, FreightBearer.BUYER),
        (
            ProblemClass.CHANGE_OF_MIND,
            Liability.SUPPLIER,
            Liability.SUPPLIER,
            FreightBearer.MERCHANT,
        ),
    ],
)
def test_freight_follows_liability_and_a_finding_beats_the_problem_class(
    problem: ProblemClass, found: Liability, liability: Liability, bearer: FreightBearer
) -> None:
    claim = asked(TicketLine(1, (1,)), problem=problem, liability=found)
    draft = RETURN_REFUND.draft_defaults(PLAIN, (), SAVES, claim)
    assert (draft.liability, draft.freight_bearer) == (liability, bearer)
    assert draft.return_freight_cents == (1200 if bearer is FreightBearer.MERCHANT else 0)


def test_the_suggested_freight_stays_within_the_shops_limit() -> None:
    far = replace(SITUATION, avoided_freight_cents=9900)
    draft = RETURN_REFUND.draft_defaults(PLAIN, (), far, asked(TicketLine(1, (1,))))
    assert draft.return_freight_cents == 2500


def test_freight_that_was_paid_is_not_suggested_again() -> None:
    paid = row(800, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN, ticket=1)
    draft = RETURN_REFUND.draft_defaults(PLAIN, [paid], SAVES, asked(TicketLine(1, (1,))))
    assert draft.return_freight_cents == 0


def test_after_the_parcel_came_only_what_is_in_hand_is_preselected() -> None:
    here = replace(SITUATION, goods_in={Unit(1, 1): GoodsIn.WORN, Unit(1, 2): GoodsIn.NOT_ARRIVED})
    draft = RETURN_REFUND.draft_defaults(CUPS, (), here, asked(TicketLine(1, (1, 2))))
    assert draft.lines == (LineChoice(1, (1,)),)


def test_the_earlier_round_of_this_ticket_does_not_hide_its_pieces() -> None:
    planned = row(7800, line_id=1, ordinals={1: 3900, 2: 3900}, ticket=1, state=MoneyState.PLANNED)
    draft = RETURN_REFUND.draft_defaults(CUPS, [planned], SITUATION, asked(TicketLine(1, (1, 2))))
    assert draft.lines == (LineChoice(1, (1, 2)),)


@pytest.mark.parametrize(
    ("cents", "choice"),
    [
        (3900, LineChoice(1, (1,))),
        (7800, LineChoice(1, (1, 2))),
        (None, LineChoice(1, (1, 2))),
        (5000, LineChoice(1, (), 5000)),
        (9900, LineChoice(1, (), 7800)),
    ],
)
def test_a_claim_without_pieces_takes_those_its_amount_pays_for(
    cents: int | None, choice: LineChoice
) -> None:
    draft = REFUND_ONLY.draft_defaults(CUPS, (), SITUATION, asked(TicketLine(1), cents=cents))
    assert draft.lines == (choice,)


def test_an_unknown_quantity_takes_the_amount_asked_within_what_is_left() -> None:
    made = order(line(1, 5000, None), shipping=500)
    money = [row(1000, line_id=1)]
    claim = asked(TicketLine(1, (), quantity_known=False), cents=5500)
    draft = REFUND_ONLY.draft_defaults(made, money, SITUATION, claim)
    assert draft.lines == (LineChoice(1, (), 4000),)


def test_a_part_of_the_price_without_return_does_not_use_up_the_piece() -> None:
    claim = asked(TicketLine(1, (1,)), cents=5000)
    draft = REFUND_ONLY.draft_defaults(PLAIN, (), SITUATION, claim)
    assert draft.lines == (LineChoice(1, (), 5000),)


def test_a_return_is_drafted_in_full_whatever_amount_was_asked() -> None:
    claim = asked(TicketLine(1, (1,)), cents=5000)
    draft = RETURN_REFUND.draft_defaults(PLAIN, (), SITUATION, claim)
    assert settle(PLAIN, (), draft, SITUATION).refund_cents == 25800


def test_compensation_starts_at_what_is_suggested() -> None:
    draft = COMPENSATION.draft_defaults(CUPS, (), SAVES, asked(TicketLine(1, (1,))))
    assert (draft.compensation_cents, draft.lines) == (1000, (LineChoice(1, (1,)),))
    assert not draft.goods_damaged


def test_compensation_takes_the_claimed_pieces_without_being_told_which() -> None:
    draft = COMPENSATION.draft_defaults(CUPS, (), SAVES, asked(TicketLine(1, ())))
    assert draft.lines == (LineChoice(1, (1, 2)),)
    some = COMPENSATION.draft_defaults(CUPS, (), SAVES, asked(TicketLine(1, ()), cents=600))
    assert some.lines == (LineChoice(1, (1,)),)


def test_the_next_round_is_about_the_pieces_of_the_round_that_was_refused() -> None:
    claim = replace(asked(), before=(LineChoice(1, (2,)), LineChoice(2, (1,))))
    draft = COMPENSATION.draft_defaults(CUPS, (), SAVES, claim)
    assert draft.lines == (LineChoice(1, (2,)), LineChoice(2, (1,)))
    gone = row(3000, line_id=2, ordinals={1: 3000})
    assert COMPENSATION.draft_defaults(CUPS, (gone,), SAVES, claim).lines == (LineChoice(1, (2,)),)


def test_it_never_starts_above_what_the_buyer_asked_for() -> None:
    wants = replace(SAVES, platform_remedy=Remedy.COMPENSATION)
    claim = asked(TicketLine(1, (1,)), cents=600)
    assert COMPENSATION.draft_defaults(CUPS, (), wants, claim).compensation_cents == 600


def test_without_a_ground_for_an_amount_none_is_invented() -> None:
    draft = COMPENSATION.draft_defaults(CUPS, (), SITUATION, asked(TicketLine(1, (1,)), cents=600))
    assert draft.compensation_cents == 0


@pytest.mark.parametrize(
    ("problem", "reason", "damaged"),
    [
        (ProblemClass.WRONG_OR_MISSING, "", True),
        (ProblemClass.QUALITY, "商品破损/少件", True),
        (ProblemClass.QUALITY, "线头", False),
    ],
)
def test_damaged_and_missing_goods_are_marked(
    problem: ProblemClass, reason: str, *, damaged: bool
) -> None:
    claim = asked(TicketLine(1, (1,)), problem=problem, reason=reason)
    assert COMPENSATION.draft_defaults(CUPS, (), SAVES, claim).goods_damaged is damaged
