"""What holds for every kind of decision, whatever the order, the money and the claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.decisions import (
    DECISIONS,
    Asked,
    DecisionKind,
    Letter,
    by_remedy,
    from_json,
    to_json,
)
from app.domain.money import digits
from app.domain.order import Buyer, Order, OrderLine
from app.domain.payment import Leg, MoneyClass, Payout, Tender
from app.domain.remedy import (
    CompensationForm,
    DamageGround,
    FreightBearer,
    GoodsWay,
    Liability,
    ProblemClass,
    ReapplyCause,
    RejectReason,
    Remedy,
)
from app.domain.settlement import settle
from app.domain.settlement.types import (
    Breakdown,
    Choices,
    Damages,
    Promise,
    Replacement,
    Situation,
)
from app.domain.ticket import TicketLine
from tests.domain.decisions.letters import SHOP
from tests.domain.settlement.making import SITUATION, line, order, row

PERSONAL = Buyer("小鹿不迷路", "陆小鹿", "13812342209", "上海市静安区某某路 1 弄 2 号")
# These need a figure, a reason or a cause that only a person can give.
NEEDS_A_PERSON = {Remedy.PRICE_PROTECTION, Remedy.REJECT, Remedy.REAPPLY}
QUICK = settings(max_examples=50, deadline=None)


@st.composite
def lines(draw: st.DrawFn, line_id: int) -> OrderLine:
    quantity = draw(st.integers(1, 4))
    return line(line_id, draw(st.integers(100 * quantity, 90_000)), quantity)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Order, tuple[Payout, ...], Situation, Asked]:
    """An order with its shares, earlier refunds and compensation on it, and a claim on free pieces."""
    goods = [draw(lines(n)) for n in range(1, draw(st.integers(1, 3)) + 1)]
    made = order(
        *goods,
        shipping=draw(st.sampled_from([0, 500])),
        shipped=draw(st.sampled_from([True, False, None])),
    )
    made = replace(made, buyer=PERSONAL)
    claimed = goods[0]
    free = list(range(1, (claimed.quantity or 0) + 1))
    money: list[Payout] = []
    if len(free) > 1 and draw(st.booleans()):
        taken = free.pop(0)
        money.append(row(1, key=1, line_id=1, ordinals={taken: 1}))
    if draw(st.booleans()):
        given_before = row(
            7, key=2, line_id=1, ordinals={free[0]: 7}, money_class=MoneyClass.COMPENSATION
        )
        money.append(given_before)
    if draw(st.booleans()):
        sent_back = row(300, key=3, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN)
        money.append(sent_back)
    ordinals = draw(st.sampled_from([(), tuple(free), tuple(free[:1])]))
    asked = Asked(
        (TicketLine(1, ordinals),),
        draw(st.none() | st.integers(1, made.paid_cents or 1)),
        draw(st.sampled_from(ProblemClass)),
        draw(st.sampled_from(Liability)),
        draw(st.sampled_from(["", "商品破损/少件", "7天无理由退货", "质量问题"])),
        remedy=draw(st.none() | st.sampled_from(Remedy)),
    )
    situation = replace(
        SITUATION,
        avoided_freight_cents=draw(st.none() | st.integers(100, 3000)),
        return_freight_cap_cents=draw(st.none() | st.integers(100, 3000)),
        last_offer_cents=draw(st.none() | st.integers(100, 2000)),
        counter_cents=draw(st.none() | st.integers(100, 100_000)),
        platform_remedy=draw(st.none() | st.sampled_from(Remedy)),
        waive_up_to_cents=500,
    )
    return made, tuple(money), situation, asked


@pytest.mark.parametrize("kind", DECISIONS, ids=lambda kind: kind.remedy.value)
@QUICK
@given(case=cases())
def test_a_draft_is_never_refused_while_something_can_be_granted(
    kind: DecisionKind, case: tuple[Order, tuple[Payout, ...], Situation, Asked]
) -> None:
    made, money, situation, asked = case
    draft = kind.draft_defaults(made, money, situation, asked)
    assert draft.remedy is kind.remedy
    refused = {guard.code for guard in settle(made, money, draft, situation).refused}
    if kind.remedy is Remedy.COMPENSATION and not draft.compensation_cents:
        refused -= {"zero"}  # no ground for an amount: none is invented
    if kind.remedy is Remedy.FREIGHT and not draft.return_freight_cents:
        refused -= {"zero"}
    if kind.remedy not in NEEDS_A_PERSON:
        assert refused == set()


@st.composite
def decided(draw: st.DrawFn) -> tuple[Letter, Choices, Breakdown]:
    """A draft changed as people change drafts, settled, and the letter about it."""
    made, money, situation, asked = draw(cases())
    kind = draw(st.sampled_from(DECISIONS))
    choices = kind.draft_defaults(made, money, situation, asked)
    choices = _changed(draw, choices)
    breakdown = settle(made, money, choices, situation)
    letter = Letter(
        SHOP,
        made,
        choices,
        breakdown,
        return_by=draw(st.none() | st.just(situation.now)),
        platform_remedy=situation.platform_remedy,
        agreed=draw(st.booleans()),
        goods_back=draw(st.booleans()),
        with_buyer=draw(st.none() | st.booleans()),
        valid_until=draw(st.none() | st.just(situation.now)),
    )
    return letter, choices, breakdown


def _changed(draw: st.DrawFn, choices: Choices) -> Choices:
    some: dict[str, Any] = {}
    if draw(st.booleans()):
        some["damages"] = Damages(draw(st.sampled_from(DamageGround)), 4321, "判决书 张三")
    if choices.remedy is Remedy.EXCHANGE and choices.lines:
        first = choices.lines[0]
        price = draw(st.none() | st.integers(1, 99_999))
        new = Replacement(first.line_id, first.ordinals, variant="米白", price_cents=price)
        some |= {
            "replacements": (new, *choices.replacements[1:]),
            "way": draw(st.sampled_from(GoodsWay)),
            "waive_difference": draw(st.booleans()),
        }
    if choices.remedy is Remedy.REPAIR and choices.repair is not None:
        some["repair"] = replace(
            choices.repair,
            quote_cents=draw(st.sampled_from([0, 8000])),
            days=draw(st.integers(0, 9)),
        )
    if choices.remedy is Remedy.COMPENSATION:
        some["form"] = draw(st.sampled_from(CompensationForm))
        if some["form"] is CompensationForm.NEXT_ORDER:
            some["promise"] = Promise("纽扣", 612, "2026-12-31")
    if choices.remedy is Remedy.PRICE_PROTECTION:
        some["prices_now"] = tuple(
            replace(price, cents=price.cents // 2) for price in choices.prices_now
        )
    some["reject_reason"] = draw(st.sampled_from(RejectReason))
    some["reapply_cause"] = draw(st.sampled_from(ReapplyCause))
    some["outbound_bearer"] = draw(st.sampled_from([FreightBearer.MERCHANT, FreightBearer.BUYER]))
    return replace(choices, **some)


@QUICK
@given(made=decided())
def test_a_letter_names_every_amount_that_goes_either_way(
    made: tuple[Letter, Choices, Breakdown],
) -> None:
    letter, choices, shown = made
    if shown.refused:
        return
    text = by_remedy(choices.remedy).message(letter)
    named = [shown.refund_cents, shown.damages_cents, shown.waived_cents]
    named += [charge.cents for charge in shown.charges]
    named += [row.cents for row in shown.payouts if row.tender not in (Tender.CASH, Tender.POINTS)]
    later = choices.promise.discount_cents if choices.promise else 0
    named += [later, shown.compensation_cents - later]
    if choices.freight_bearer is FreightBearer.MERCHANT:
        named.append(shown.freight_cents)
    for cents in named:
        assert not cents or digits(cents) in text, (cents, text)


@QUICK
@given(made=decided())
def test_neither_letter_nor_line_holds_personal_data_or_speaks_of_reviews(
    made: tuple[Letter, Choices, Breakdown],
) -> None:
    letter, choices, shown = made
    kind = by_remedy(choices.remedy)
    for text in (kind.message(letter), kind.sentence(choices, shown)):
        assert text
        for secret in (PERSONAL.nickname, PERSONAL.receiver, PERSONAL.phone, PERSONAL.address):
            assert secret not in text
        assert "张三" not in text  # a document may name people
        for never in ("评价", "好评", "差评", "None", "{", "}", "  ", "。。", "，。", "，，"):
            assert never not in text, text


def test_the_return_address_is_the_only_one_a_letter_names() -> None:
    address = SHOP.return_address
    assert address is not None
    made = replace(order(line(1, 900, 1, title="杯子")), buyer=PERSONAL)
    for kind in DECISIONS:
        draft = kind.draft_defaults(made, (), SITUATION, Asked((TicketLine(1, (1,)),)))
        text = kind.message(Letter(SHOP, made, draft, settle(made, (), draft, SITUATION)))
        sends = kind.remedy in (Remedy.RETURN_REFUND, Remedy.EXCHANGE, Remedy.REPAIR)
        assert (address.phone in text) is sends, kind.remedy


@QUICK
@given(made=decided())
def test_what_is_stored_comes_back_as_it_was(made: tuple[Letter, Choices, Breakdown]) -> None:
    _letter, choices, shown = made
    text = to_json(choices, shown)
    assert from_json(text) == (choices, shown)
    assert to_json(*from_json(text)) == text


@QUICK
@given(choices=st.from_type(Choices), shown=st.from_type(Breakdown))
def test_whatever_the_types_allow_can_be_stored(choices: Choices, shown: Breakdown) -> None:
    assert from_json(to_json(choices, shown)) == (choices, shown)
