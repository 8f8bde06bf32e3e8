"""Orders, money rows and choices for the tests of the settlement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from app.domain.facts import Facts
from app.domain.order import Order, OrderLine, OrderSource, ShareState, Unit
from app.domain.payment import (
    POINTS,
    Leg,
    MoneyClass,
    MoneyState,
    Payout,
    PlannedPayout,
    Tender,
    UnitAmount,
)
from app.domain.remedy import Liability, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, LineChoice, Situation

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def line(
    line_id: int,
    share: int | None = None,
    quantity: int | None = 1,
    *,
    price: int | None = None,
    gift: bool = False,
    title: str = "",
    frozen: bool = False,
) -> OrderLine:
    """A line whose share comes from a file, or is unknown when none is given."""
    return OrderLine(
        id=line_id,
        position=line_id,
        title=title or f"商品{line_id}",
        quantity=quantity,
        unit_price_cents=price,
        paid_share_cents=share,
        share_state=ShareState.UNKNOWN if share is None else ShareState.FROM_FILE,
        share_frozen=frozen,
        gift=gift,
    )


def order(
    *lines: OrderLine,
    paid: int | None = None,
    shipping: int | None = 0,
    shipped: bool | None = True,
    currency: str = "CNY",
) -> Order:
    """An order; what was paid is the sum of the shares and the shipping unless it is given."""
    if paid is None:
        paid = sum(item.paid_share_cents or 0 for item in lines) + (shipping or 0)
    status = {True: "卖家已发货，等待买家确认", False: "买家已付款，等待卖家发货", None: ""}[
        shipped
    ]
    return Order(
        id=1,
        shop_id=1,
        number="2749018355271180993",
        source=OrderSource.ORDER_FILE,
        currency=currency,
        status=status,
        paid_cents=paid,
        shipping_cents=shipping,
        lines=lines,
    )


def unknown_paid(made: Order) -> Order:
    return replace(made, paid_cents=None)


def row(
    cents: int,
    *,
    key: int = 100,
    line_id: int | None = None,
    ordinals: dict[int, int] | None = None,
    money_class: MoneyClass = MoneyClass.PRICE_REFUND,
    state: MoneyState = MoneyState.ARRIVED,
    ticket: int = 2,
    leg: Leg | None = None,
    currency: str = "CNY",
) -> Payout:
    """A money row, by default an arrived refund of another ticket of the order."""
    units = (
        tuple(UnitAmount(Unit(line_id, k), part) for k, part in ordinals.items())
        if ordinals and line_id is not None
        else ()
    )
    return Payout(
        id=key,
        ticket_id=ticket,
        order_id=1,
        money_class=money_class,
        cents=cents,
        currency=currency,
        state=state,
        line_id=line_id,
        units=units,
        leg=leg,
    )


def recorded(
    planned: Sequence[PlannedPayout], first_key: int, *, ticket: int, state: MoneyState
) -> list[Payout]:
    """Planned rows as they look once written."""
    return [
        Payout(
            id=first_key + place,
            ticket_id=ticket,
            order_id=1,
            money_class=item.money_class,
            cents=item.cents,
            currency=POINTS if item.tender is Tender.POINTS else "CNY",
            state=state,
            line_id=item.line_id,
            units=item.units,
            leg=item.leg,
            tender=item.tender,
        )
        for place, item in enumerate(planned)
    ]


SITUATION = Situation(ticket_id=1, facts=Facts(), now=NOW, return_freight_cap_cents=2500)


def units(line_id: int, *ordinals: int) -> LineChoice:
    return LineChoice(line_id, ordinals)


def amount(line_id: int | None, cents: int) -> LineChoice:
    return LineChoice(line_id, (), cents)


def refund(
    made: Order,
    *chosen: LineChoice,
    money: Sequence[Payout] = (),
    liability: Liability = Liability.BUYER,
    situation: Situation = SITUATION,
    remedy: Remedy = Remedy.REFUND_ONLY,
) -> Breakdown:
    return settle(made, money, Choices(remedy, chosen, liability=liability), situation)


def compensate(
    made: Order,
    cents: int,
    *chosen: LineChoice,
    money: Sequence[Payout] = (),
    saved: int | None = 1200,
    damaged: bool = False,
) -> Breakdown:
    choices = Choices(Remedy.COMPENSATION, chosen, compensation_cents=cents, goods_damaged=damaged)
    return settle(made, money, choices, replace(SITUATION, avoided_freight_cents=saved))


def codes(breakdown: Breakdown) -> dict[str, str]:
    """Guards by code, with their level."""
    return {guard.code: guard.level.value for guard in breakdown.guards}


def text_of(breakdown: Breakdown, code: str) -> str:
    return next(guard.text for guard in breakdown.guards if guard.code == code)


def cents_of(breakdown: Breakdown, row_name: str) -> int:
    """The cents of all rows of one kind together."""
    return sum(item.cents for item in breakdown.lines if item.row == row_name)
