"""Whatever is refunded in whatever order, with failures and reversals: it adds up to what was paid."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.order import Order, OrderLine
from app.domain.payment import CapName, Leg, MoneyClass, MoneyState, Payout
from app.domain.remedy import FreightBearer, Liability, Remedy
from app.domain.settlement import caps, overdrawn, settle
from app.domain.settlement.types import Breakdown, Choices, Deduction, LineChoice
from tests.domain.settlement.making import SITUATION, line, order, recorded

LIVE_STATES = (MoneyState.PLANNED, MoneyState.APPROVED, MoneyState.SUBMITTED, MoneyState.ARRIVED)
UNDONE = (MoneyState.FAILED, MoneyState.REVERSED, MoneyState.WITHDRAWN)
REFUND_ROWS = {"goods", "shipping", "refunded_before", "compensated_before", "deduction"}


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """One to four lines, shares from a file or to be estimated, one perhaps a gift."""
    lines: list[OrderLine] = []
    for key in range(1, draw(st.integers(1, 4)) + 1):
        gift = key > 1 and draw(st.booleans())
        share = draw(st.one_of(st.none(), st.integers(0, 5000)))
        quantity = draw(st.one_of(st.integers(1, 7), st.just(None)))
        price = draw(st.integers(1, 3000))
        lines.append(line(key, 0 if gift else share, quantity, price=price, gift=gift))
    shipping = draw(st.one_of(st.just(0), st.integers(1, 2000), st.none()))
    given_shares = sum(item.paid_share_cents or 0 for item in lines)
    paid = given_shares + (shipping or 0) + draw(st.integers(0, 5000))
    shipped = draw(st.sampled_from([True, False, None]))
    return order(*lines, paid=paid, shipping=shipping, shipped=shipped)


@st.composite
def choices(draw: st.DrawFn, made: Order) -> Choices:
    """Any choices a dialog could send, sensible or not."""
    chosen: list[LineChoice] = []
    for item in made.lines:
        kind = draw(st.sampled_from(["units", "units", "amount", "both", "none"]))
        ordinals = tuple(
            draw(st.lists(st.integers(1, item.quantity), min_size=1, max_size=4, unique=True))
            if item.quantity
            else ()
        )
        cents = draw(st.integers(0, draw(st.sampled_from((50, 900, 6000)))))
        if kind == "units" and ordinals:
            chosen.append(LineChoice(item.id, ordinals))
        elif kind == "amount":
            chosen.append(LineChoice(item.id, (), cents))
        elif kind == "both":
            chosen.append(LineChoice(item.id, ordinals, cents))
    deductions = tuple(
        Deduction(choice.line_id, draw(st.integers(1, 2000)), "洗过", choice.ordinals[:1])
        for choice in chosen
        if choice.line_id is not None and draw(st.integers(0, 4)) == 0
    )
    remedy = draw(st.sampled_from([Remedy.REFUND_ONLY, Remedy.RETURN_REFUND, Remedy.COMPENSATION]))
    return Choices(
        remedy,
        tuple(chosen),
        compensation_cents=draw(st.integers(0, 3000)),
        liability=draw(st.sampled_from(list(Liability))),
        freight_bearer=draw(st.sampled_from(list(FreightBearer))),
        return_freight_cents=draw(st.integers(0, 3000)),
        deductions=deductions if remedy is Remedy.RETURN_REFUND else (),
        goods_damaged=draw(st.booleans()),
    )


def check_sound(made: Order, quote: Breakdown) -> None:
    """What holds of every breakdown, refused or not."""
    for cap in quote.caps:
        assert cap.left_cents is None or cap.left_cents >= 0
    for quoted in quote.quotes:
        assert quoted.left_cents is None or quoted.left_cents >= 0
    if quote.refused:
        assert quote.payouts == ()
        return
    assert all(item.cents > 0 for item in quote.payouts)
    for item in quote.payouts:
        if item.units:
            assert sum(part.cents for part in item.units) == item.cents
            assert all(part.cents >= 0 for part in item.units)
    assert sum(item.cents for item in quote.payouts) == quote.cost_cents
    outbound = sum(item.cents for item in quote.payouts if item.leg is Leg.OUTBOUND)
    back = sum(item.cents for item in quote.payouts if item.leg is Leg.RETURN)
    assert back == quote.freight_cents
    price = quote.cost_cents - outbound - back
    assert price + outbound <= (made.paid_cents or 0)
    left = {cap.name: cap.left_cents for cap in quote.caps}
    assert price <= (left[CapName.PAID] or 0)
    assert price + outbound <= (left[CapName.TOTAL] or 0)
    rows = [item for item in quote.lines if item.row in REFUND_ROWS]
    assert sum(item.cents for item in rows) == quote.refund_cents


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_history_of_decisions_ever_pays_more_than_was_paid(data: st.DataObject) -> None:
    made = data.draw(orders())
    money: list[Payout] = []
    for turn in range(data.draw(st.integers(1, 6))):
        ticket = data.draw(st.integers(1, 3))
        quote = settle(
            made,
            money,
            data.draw(choices(made)),
            replace(SITUATION, ticket_id=ticket, avoided_freight_cents=1200),
        )
        check_sound(made, quote)
        if quote.payouts:
            gone = set(quote.replaces)
            money = [
                replace(item, state=MoneyState.WITHDRAWN) if item.id in gone else item
                for item in money
            ]
            state = data.draw(st.sampled_from(LIVE_STATES))
            money += recorded(quote.payouts, 1000 * (turn + 1), ticket=ticket, state=state)
        assert overdrawn(made, money) == ()
        if money and data.draw(st.sampled_from((True, False))):
            place = data.draw(st.integers(0, len(money) - 1))
            undone = data.draw(st.sampled_from(UNDONE))
            money[place] = replace(money[place], state=undone)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_refunding_every_piece_in_any_order_with_reversals_adds_up_to_what_was_paid(
    data: st.DataObject,
) -> None:
    lines = [
        line(key, data.draw(st.integers(1, 5000)), data.draw(st.integers(1, 6)))
        for key in range(1, data.draw(st.integers(1, 3)) + 1)
    ]
    shipping = data.draw(st.integers(0, 1500))
    made = order(*lines, shipping=shipping)
    waiting = [(item.id, k) for item in lines for k in range(1, (item.quantity or 0) + 1)]
    waiting = data.draw(st.permutations(waiting))
    money: list[Payout] = []
    key = 0
    while waiting:
        key += 1
        line_id, ordinal = waiting.pop(0)
        quote = settle(
            made,
            money,
            Choices(
                Remedy.REFUND_ONLY,
                (LineChoice(line_id, (ordinal,)),),
                liability=Liability.MERCHANT,
            ),
            replace(SITUATION, ticket_id=key),
        )
        if not quote.payouts:
            # A piece of a cent-sized share may be worth nothing.
            assert quote.refund_cents == 0
            continue
        money += recorded(quote.payouts, 10 * key, ticket=key, state=MoneyState.ARRIVED)
        if key < 8 and data.draw(st.integers(0, 3)) == 0:
            undone = data.draw(st.sampled_from(UNDONE))
            mine = {item.id for item in money if item.ticket_id == key}
            money = [replace(m, state=undone) if m.id in mine else m for m in money]
            waiting.append((line_id, ordinal))
    goods = sum(
        item.cents for item in money if item.live and item.money_class is MoneyClass.PRICE_REFUND
    )
    assert goods == sum(item.paid_share_cents or 0 for item in lines)
    used = {cap.name: cap.used_cents for cap in caps(made, money)}
    assert used[CapName.OUTBOUND] in (0, shipping)


@given(
    st.integers(1, 10**6),
    st.integers(1, 30),
    st.lists(st.integers(1, 400), max_size=5),
)
def test_compensation_first_and_the_whole_return_later_is_what_was_paid(
    share: int, quantity: int, gifts_of_money: list[int]
) -> None:
    made = order(line(1, share, quantity))
    money: list[Payout] = []
    given_before = 0
    for place, cents in enumerate(gifts_of_money):
        chosen = (LineChoice(1, (1 + place % quantity,)) if place % 2 else LineChoice(1),)
        quote = settle(
            made,
            money,
            Choices(Remedy.COMPENSATION, chosen, compensation_cents=cents, goods_damaged=True),
            replace(SITUATION, ticket_id=50 + place),
        )
        money += recorded(quote.payouts, 100 * place, ticket=50 + place, state=MoneyState.ARRIVED)
        given_before += sum(item.cents for item in quote.payouts)
    every = tuple(range(1, quantity + 1))
    whole = settle(made, money, Choices(Remedy.RETURN_REFUND, (LineChoice(1, every),)), SITUATION)
    assert whole.refund_cents + given_before <= share
    per_piece = sum(item.cents for item in whole.lines if item.row == "compensated_before")
    before = sum(item.cents for item in whole.lines if item.row == "refunded_before")
    assert whole.refund_cents == share + per_piece + before
    assert whole.refund_cents + given_before == share
