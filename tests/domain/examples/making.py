"""Orders, earlier money and choices of the examples, short to write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.order import Order, OrderLine, OrderSource, PaidTender, ShareState, Surcharge, Unit
from app.domain.payment import (
    POINTS,
    Leg,
    MoneyClass,
    MoneyState,
    Payout,
    Tender,
    UnitAmount,
)
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement.types import Choices, LineChoice, Replacement, Situation
from tests.domain.examples.shape import HERE, SITUATION

_STATUS = {True: "卖家已发货，等待买家确认", False: "买家已付款，等待卖家发货", None: ""}


def goods(
    line_id: int,
    title: str,
    paid: int | None,
    quantity: int | None = 1,
    *,
    price: int | None = None,
    gift: bool = False,
) -> OrderLine:
    """A line; `paid` None: no file says what was paid for it."""
    return OrderLine(
        id=line_id,
        position=line_id,
        title=title,
        quantity=quantity,
        unit_price_cents=price,
        paid_share_cents=0 if gift and paid is None else paid,
        share_state=ShareState.UNKNOWN if paid is None and not gift else ShareState.FROM_FILE,
        gift=gift,
    )


def order(
    *lines: OrderLine,
    paid: int | None = None,
    shipping: int | None = 0,
    shipped: bool | None = True,
    currency: str = "CNY",
    tenders: tuple[tuple[Tender, int], ...] = (),
    surcharges: tuple[Surcharge, ...] = (),
) -> Order:
    """An order; what was paid is the sum of the lines and the shipping unless it is given."""
    if paid is None:
        paid = sum(line.paid_share_cents or 0 for line in lines) + (shipping or 0)
    return Order(
        id=1,
        shop_id=1,
        number="2749018355271180993",
        source=OrderSource.ORDER_FILE,
        currency=currency,
        status=_STATUS[shipped],
        paid_cents=paid,
        shipping_cents=shipping,
        lines=lines,
        tenders=tuple(PaidTender(kind.value, amount) for kind, amount in tenders),
        surcharges=surcharges,
    )


def before(
    cents: int,
    line_id: int | None = None,
    units: dict[int, int] | None = None,
    *,
    state: MoneyState = MoneyState.ARRIVED,
    money_class: MoneyClass = MoneyClass.PRICE_REFUND,
    ticket: int = 2,
    leg: Leg | None = None,
    currency: str = "CNY",
    tender: Tender = Tender.CASH,
    key: int = 100,
) -> Payout:
    """A money row of the order, by default an arrived refund of another ticket."""
    parts = (
        tuple(UnitAmount(Unit(line_id, k), part) for k, part in units.items())
        if units and line_id is not None
        else ()
    )
    return Payout(
        id=key,
        ticket_id=ticket,
        order_id=1,
        money_class=money_class,
        cents=cents,
        currency=POINTS if tender is Tender.POINTS else currency,
        state=state,
        line_id=line_id,
        units=parts,
        leg=leg,
        tender=tender,
    )


def given(
    cents: int, line_id: int | None = None, units: dict[int, int] | None = None, **more: Any
) -> Payout:
    """Compensation granted earlier, on the ticket at hand unless told otherwise."""
    return before(
        cents, line_id, units, **{"money_class": MoneyClass.COMPENSATION, "ticket": HERE, **more}
    )


def pieces(line_id: int, *ordinals: int, amount: int | None = None) -> LineChoice:
    """Named pieces of a line, at their worth or at a typed amount."""
    return LineChoice(line_id, ordinals, amount)


def amount(line_id: int | None, cents: int) -> LineChoice:
    """An amount on a line, or on the whole order, without naming pieces."""
    return LineChoice(line_id, (), cents)


def refund_only(*lines: LineChoice, **more: Any) -> Choices:
    return Choices(Remedy.REFUND_ONLY, lines, **{"liability": Liability.BUYER, **more})


def send_back(*lines: LineChoice, freight: int = 0, **more: Any) -> Choices:
    """A return; with `freight` the shop bears the parcel back and pays this much."""
    bearer = FreightBearer.MERCHANT if freight else FreightBearer.BUYER
    return Choices(
        Remedy.RETURN_REFUND,
        lines,
        return_freight_cents=freight,
        **{"liability": Liability.BUYER, "freight_bearer": bearer, **more},
    )


def keep_goods(cents: int, *lines: LineChoice, **more: Any) -> Choices:
    """Compensation while the buyer keeps the goods."""
    return Choices(
        Remedy.COMPENSATION,
        lines,
        compensation_cents=cents,
        **{"liability": Liability.MERCHANT, **more},
    )


def swap(*new: Replacement, lines: tuple[LineChoice, ...] = (), **more: Any) -> Choices:
    """An exchange; the replaced pieces are those the new goods name unless lines are given."""
    named = lines or tuple(pieces(one.line_id or 0, *one.ordinals) for one in new)
    base = {
        "liability": Liability.BUYER,
        "freight_bearer": FreightBearer.BUYER,
        "outbound_bearer": FreightBearer.BUYER,
    }
    return Choices(Remedy.EXCHANGE, named, replacements=new, **{**base, **more})


def situation(**more: Any) -> Situation:
    return replace(SITUATION, **more)
