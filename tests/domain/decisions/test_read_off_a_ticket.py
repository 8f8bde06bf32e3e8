"""What a draft and a letter read off a ticket."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.domain.decisions import Asked, with_buyer_of
from app.domain.facts import Offer
from app.domain.order import Order
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.settlement.types import Choices, LineChoice
from app.domain.ticket import PlatformClaim, Ticket, TicketLine
from tests.domain.decisions.letters import SHOP
from tests.domain.settlement.making import NOW, line, order

SENT = order(line(1, 900))


def ticket(made: Order = SENT, *said: str, **more: Any) -> Ticket:
    """As much of a ticket as is looked at."""
    claims = tuple(
        PlatformClaim(n, f"C{n}", made.number, "", goods_state=state)
        for n, state in enumerate(said, start=1)
    )
    return cast(Ticket, SimpleNamespace(order=made, claims=claims, **more))


@pytest.mark.parametrize(
    ("seen", "holds"),
    [
        (ticket(), None),
        (ticket(SENT, "买家已收到货"), True),
        (ticket(SENT, "买家未收到货"), False),
        (ticket(SENT, "", "买家未收到货"), False),
        (ticket(order(line(1, 900), shipped=False)), False),
        (ticket(order(line(1, 900), shipped=None)), None),
        (ticket(replace(SENT, delivered_at=NOW), "买家未收到货"), True),
        (ticket(replace(SENT, status="交易成功")), True),
    ],
)
def test_whether_the_buyer_holds_the_goods_is_known_only_when_somebody_said_so(
    seen: Ticket, *, holds: bool | None
) -> None:
    assert with_buyer_of(seen) is holds


def test_what_is_asked_for_comes_with_the_shops_own_time_to_ship() -> None:
    seen = ticket(
        lines=(TicketLine(1, (1,)),),
        requested_cents=600,
        problem=ProblemClass.QUALITY,
        liability=Liability.SUPPLIER,
        platform_reason="质量问题",
        shop=replace(SHOP, ship_hours=24),
        requested=Remedy.EXCHANGE,
        decisions=(),
    )
    asked = Asked.of(seen)
    assert (asked.ship_hours, asked.remedy, asked.cents) == (24, Remedy.EXCHANGE, 600)
    assert (asked.lines, asked.liability) == ((TicketLine(1, (1,)),), Liability.SUPPLIER)


@pytest.mark.parametrize("state", list(Offer))
def test_the_goods_of_a_round_go_on_where_the_talk_does(state: Offer) -> None:
    pieces = (LineChoice(1, (1,)),)
    last = SimpleNamespace(state=state.value, choices=Choices(Remedy.COMPENSATION, pieces))
    seen = ticket(
        lines=(),
        requested_cents=None,
        problem=ProblemClass.QUALITY,
        liability=Liability.UNDETERMINED,
        platform_reason="",
        shop=SHOP,
        requested=None,
        decisions=(last,),
    )
    goes_on = state in (Offer.DECLINED, Offer.LAPSED, Offer.WITHDRAWN, Offer.DENIED)
    assert Asked.of(seen).before == (pieces if goes_on else ())
