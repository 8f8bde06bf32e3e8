"""Any remedies in any order, on several tickets, with failures and reversals: the money adds up.

One order lives through whatever a desk can do to it. At every step nothing is overdrawn and every
breakdown is sound; and from wherever it stands, refunding the rest comes to exactly what was paid.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.order import Order, PaidTender, Surcharge
from app.domain.payment import (
    CapName,
    Leg,
    MoneyClass,
    MoneyState,
    Payout,
    PlannedCharge,
    Tender,
)
from app.domain.remedy import (
    CompensationForm,
    DamageGround,
    FreightBearer,
    GoodsWay,
    Liability,
    PromotionRule,
    Remedy,
)
from app.domain.settlement import caps, overdrawn, replaceable, settle
from app.domain.settlement.types import (
    Breakdown,
    Choices,
    Damages,
    Deduction,
    LineChoice,
    LineQuote,
    PriceNow,
    Promise,
    Promotion,
    RepairTerms,
    Replacement,
    Row,
    Situation,
)
from tests.domain.settlement.making import SITUATION, line, order, recorded

LIVE_STATES = (MoneyState.PLANNED, MoneyState.APPROVED, MoneyState.SUBMITTED, MoneyState.ARRIVED)
UNDONE = (MoneyState.FAILED, MoneyState.REVERSED, MoneyState.WITHDRAWN)
TO_REFUND = {
    Row.GOODS,
    Row.SHIPPING,
    Row.REFUNDED_BEFORE,
    Row.COMPENSATED_BEFORE,
    Row.DEDUCTION,
    Row.CLAW_BACK,
}
REFUNDS = (Remedy.REFUND_ONLY, Remedy.RETURN_REFUND)
MONEY = (
    *REFUNDS,
    Remedy.COMPENSATION,
    Remedy.PRICE_PROTECTION,
    Remedy.EXCHANGE,
    Remedy.EXCHANGE,
    Remedy.FREIGHT,
    Remedy.REPAIR,
    Remedy.RESHIP,
    Remedy.APOLOGY,
)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Goods with prices above what was paid, perhaps a gift, shipping, points and stored value."""
    lines = []
    for key in range(1, draw(st.integers(1, 3)) + 1):
        gift = key > 1 and draw(st.integers(0, 3)) == 0
        quantity = draw(st.integers(1, 4))
        share = 0 if gift else draw(st.integers(int(key == 1), 4000))
        price = share // quantity + draw(st.integers(1, 500))
        lines.append(line(key, share, quantity, price=price, gift=gift))
    made = order(*lines, shipping=draw(st.sampled_from((0, 700))))
    tenders = (
        PaidTender("points", draw(st.sampled_from((0, 1, 997)))),
        PaidTender("stored", draw(st.sampled_from((0, 1300)))),
    )
    return replace(made, tenders=tenders)


@st.composite
def chosen_of(draw: st.DrawFn, quotes: tuple[LineQuote, ...], made: Order) -> LineChoice:
    """Pieces of one line, mostly such as are still there; sometimes an amount instead."""
    quote = draw(st.sampled_from(quotes))
    every = tuple(range(1, (made.line(quote.line_id).quantity or 0) + 1))
    there = quote.free_ordinals or every
    if draw(st.integers(0, 19)) == 0:
        there = every
    ordinals = tuple(draw(st.lists(st.sampled_from(there), min_size=1, unique=True)))
    cents = draw(st.integers(0, 400))
    return draw(
        st.sampled_from(
            (
                LineChoice(quote.line_id, ordinals),
                LineChoice(quote.line_id, ordinals),
                LineChoice(quote.line_id, ordinals),
                LineChoice(quote.line_id, ordinals),
                LineChoice(quote.line_id, (), cents),
                LineChoice(quote.line_id, ordinals, cents),
            )
        )
    )


@st.composite
def choices(
    draw: st.DrawFn,
    made: Order,
    promotion: Promotion | None,
    quotes: tuple[LineQuote, ...],
    remedies: tuple[Remedy, ...],
) -> Choices:
    """Any decision a dialog could send, most of them sensible."""
    remedy = draw(st.sampled_from(remedies))
    drawn = draw(st.lists(chosen_of(quotes, made), min_size=1, max_size=2))
    chosen = list({choice.line_id: choice for choice in drawn}.values())
    if remedy in (Remedy.EXCHANGE, Remedy.PRICE_PROTECTION, Remedy.RETURN_REFUND):
        chosen = [choice for choice in chosen if choice.ordinals]
    deductions = tuple(
        Deduction(choice.line_id or 0, draw(st.integers(1, 60)), "洗过", choice.ordinals[:1])
        for choice in chosen[:1]
        if remedy is Remedy.RETURN_REFUND and draw(st.integers(0, 5)) == 0
    )
    replacements = tuple(
        Replacement(choice.line_id, choice.ordinals, "新款", price_cents=cents)
        for choice in chosen
        if choice.ordinals
        for cents in [draw(st.one_of(st.none(), st.integers(0, 3000)))]
    )
    return Choices(
        remedy,
        tuple(chosen),
        compensation_cents=draw(st.integers(0, 900)),
        liability=draw(st.sampled_from((Liability.MERCHANT, Liability.BUYER))),
        freight_bearer=draw(st.sampled_from((FreightBearer.MERCHANT, FreightBearer.BUYER))),
        return_freight_cents=draw(st.sampled_from((0, 500, 1500))),
        deductions=deductions,
        goods_damaged=draw(st.booleans()),
        way=draw(st.sampled_from(list(GoodsWay))),
        replacements=replacements if remedy in (Remedy.EXCHANGE, Remedy.RESHIP) else (),
        waive_difference=draw(st.booleans()),
        form=draw(st.sampled_from(list(CompensationForm))),
        promise=draw(st.sampled_from((None, Promise("纽扣", 200, "2026-12-31")))),
        repair=RepairTerms(quote_cents=draw(st.sampled_from((0, 1000)))),
        prices_now=tuple(
            PriceNow(choice.line_id or 0, draw(st.integers(0, 400))) for choice in chosen
        ),
        freight_leg=draw(st.sampled_from(list(Leg))),
        damages=draw(
            st.sampled_from((None, None, None, Damages(DamageGround.FRAUD, 50000, "调解书")))
        ),
        promotion=draw(st.sampled_from((promotion, promotion, None))),
    )


def check_sound(quote: Breakdown) -> None:
    """What holds of every breakdown."""
    assert all((cap.left_cents or 0) >= 0 for cap in quote.caps)
    assert all((item.left_cents or 0) >= 0 for item in quote.quotes)
    assert all(item.rule for item in quote.lines)
    if quote.refused:
        assert (quote.payouts, quote.charges, quote.dispatches) == ((), (), ())
        return
    assert all(item.inputs for item in quote.lines)
    for item in quote.payouts:
        assert item.cents > 0
        assert not item.units or sum(part.cents for part in item.units) == item.cents
        assert all(part.cents >= 0 for part in item.units)
    cash = [item for item in quote.payouts if item.tender is Tender.CASH]
    assert sum(item.cents for item in cash) == quote.cost_cents
    assert min(quote.refund_cents, quote.compensation_cents, quote.charge_cents) >= 0
    assert sum(item.cents for item in quote.charges) == quote.charge_cents
    sums = {kind: sum(i.cents for i in quote.lines if i.row is kind) for kind in Row}
    if Row.REFUND in {item.row for item in quote.lines}:
        assert sum(sums[kind] for kind in TO_REFUND) == quote.refund_cents == sums[Row.REFUND]
    made_of = next((item.inputs for item in quote.lines if item.row is Row.COST), {})
    assert sum(cents for cents in made_of.values() if isinstance(cents, int)) == quote.cost_cents
    assert sums[Row.COMPENSATION] == quote.compensation_cents
    assert sums[Row.RETURN_FREIGHT] == quote.freight_cents
    assert sums[Row.DAMAGES] == quote.damages_cents
    assert sums[Row.CHARGE] == quote.charge_cents
    if sums[Row.DIFFERENCE] > 0:
        assert sums[Row.DIFFERENCE] == quote.charge_cents + quote.waived_cents
    left = {cap.name: cap.left_cents or 0 for cap in quote.caps}
    price = sum(item.cents for item in cash if item.money_class in PRICE)
    assert price <= left[CapName.PAID]
    assert price + sum(i.cents for i in cash if i.leg is Leg.OUTBOUND) <= left[CapName.TOTAL]


PRICE = (MoneyClass.PRICE_REFUND, MoneyClass.COMPENSATION)


class Desk(RuleBasedStateMachine):
    """One order over three tickets."""

    made: Order
    promotion: Promotion | None

    @initialize(made=orders(), percent=st.integers(10, 100), off=st.integers(1, 600))
    def buy(self, made: Order, percent: int, off: int) -> None:
        self.made = made
        whole = sum((i.unit_price_cents or 0) * (i.quantity or 0) for i in made.lines if not i.gift)
        self.promotion = Promotion(max(1, whole * percent // 100), off, PromotionRule.CLAW_BACK)
        self.money: list[Payout] = []
        self.owed: list[PlannedCharge] = []
        self.claws: list[tuple[int, set[int]]] = []  # cents kept back, by whose rows
        self.key = 0
        self.tenders_whole = True

    def _situation(self, ticket: int) -> Situation:
        gone = set(replaceable(self.money, ticket))
        live = {item.id for item in self.money if item.live and item.id not in gone}
        clawed = sum(cents for cents, keys in self.claws if keys & live)
        return replace(
            SITUATION,
            ticket_id=ticket,
            avoided_freight_cents=1200,
            waive_up_to_cents=300,
            clawed_back_cents=max(0, clawed),
        )

    def _carry_out(self, quote: Breakdown, ticket: int, state: MoneyState) -> None:
        gone = set(quote.replaces)
        self.money = [
            replace(item, state=MoneyState.WITHDRAWN) if item.id in gone else item
            for item in self.money
        ]
        self.key += 100
        rows = recorded(quote.payouts, self.key, ticket=ticket, state=state)
        self.money += rows
        self.owed += quote.charges
        claw = -sum(item.cents for item in quote.lines if item.row is Row.CLAW_BACK)
        self.claws.append((claw, {item.id for item in rows}))

    @rule(data=st.data(), ticket=st.integers(1, 3), state=st.sampled_from(LIVE_STATES))
    def decide(self, data: st.DataObject, ticket: int, state: MoneyState) -> None:
        self._decide(data, ticket, state, MONEY)

    @rule(data=st.data(), ticket=st.integers(1, 3), state=st.sampled_from(LIVE_STATES))
    def refund(self, data: st.DataObject, ticket: int, state: MoneyState) -> None:
        self._decide(data, ticket, state, REFUNDS)

    def _decide(
        self, data: st.DataObject, ticket: int, state: MoneyState, remedies: tuple[Remedy, ...]
    ) -> None:
        now = self._situation(ticket)
        quotes = settle(self.made, self.money, Choices(Remedy.APOLOGY), now).quotes
        made = data.draw(choices(self.made, self.promotion, quotes, remedies))
        quote = settle(self.made, self.money, made, now)
        check_sound(quote)
        if not quote.refused:
            self._carry_out(quote, ticket, state)

    @rule(data=st.data(), state=st.sampled_from(UNDONE))
    def undo(self, data: st.DataObject, state: MoneyState) -> None:
        live = [place for place, item in enumerate(self.money) if item.live]
        if not live:
            return
        place = data.draw(st.sampled_from(live))
        if self.money[place].tender is not Tender.CASH:
            self.tenders_whole = False
        self.money[place] = replace(self.money[place], state=state)

    @rule()
    def the_buyer_pays(self) -> None:
        if self.owed:
            charge = self.owed.pop(0)
            extra = tuple(Surcharge(part.unit, part.cents) for part in charge.units)
            self.made = replace(self.made, surcharges=(*self.made.surcharges, *extra))

    @invariant()
    def nothing_is_overdrawn(self) -> None:
        if hasattr(self, "made"):
            assert overdrawn(self.made, self.money) == ()

    @rule()
    def refunding_the_rest_is_exactly_what_was_paid(self) -> None:
        kept = (self.money, self.owed, self.claws, self.key)
        self.money = [replace(item, ticket_id=4) for item in self.money]
        self.owed, self.claws = list(self.owed), list(self.claws)
        self._refund_all()
        used = {cap.name: cap.used_cents for cap in caps(self.made, self.money)}
        extra = sum(item.cents for item in self.made.surcharges)
        goods = sum(item.paid_share_cents or 0 for item in self.made.lines)
        assert used[CapName.PAID] == goods + extra
        assert used[CapName.TOTAL] == (self.made.paid_cents or 0) + extra
        assert overdrawn(self.made, self.money) == ()
        if self.tenders_whole:
            for kind in (Tender.POINTS, Tender.STORED):
                paid = sum(t.amount for t in self.made.tenders if t.kind == kind)
                assert sum(i.cents for i in self.money if i.live and i.tender is kind) == paid
        self.money, self.owed, self.claws, self.key = kept

    def _refund_all(self) -> None:
        """Every free piece, then what deductions left on a line, then the shipping."""
        quotes = settle(self.made, self.money, Choices(Remedy.REFUND_ONLY), SITUATION).quotes
        pieces = tuple(LineChoice(q.line_id, q.free_ordinals) for q in quotes if q.free_ordinals)
        self._refund(Choices(Remedy.REFUND_ONLY, pieces, liability=Liability.MERCHANT))
        quotes = settle(self.made, self.money, Choices(Remedy.REFUND_ONLY), SITUATION).quotes
        rest = tuple(LineChoice(q.line_id, (), q.left_cents) for q in quotes if q.left_cents)
        self._refund(Choices(Remedy.REFUND_ONLY, rest, liability=Liability.MERCHANT))
        left = next(
            cap.left_cents for cap in caps(self.made, self.money) if cap.name is CapName.OUTBOUND
        )
        freight = Choices(Remedy.FREIGHT, freight_leg=Leg.OUTBOUND, return_freight_cents=left or 0)
        self._refund(freight)

    def _refund(self, made: Choices) -> None:
        quote = settle(self.made, self.money, made, self._situation(9))
        check_sound(quote)
        assert {guard.code for guard in quote.refused} <= {"zero", "nothing_chosen"}
        if not quote.refused:
            self._carry_out(quote, 9, MoneyState.ARRIVED)


Desk.TestCase.settings = settings(max_examples=50, stateful_step_count=15, deadline=None)
TestDesk = Desk.TestCase
