"""When a second person must agree: limits with their scopes, and what is special whatever it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.access import Role
from app.domain.approval import (
    DEFAULT_LIMITS,
    Limit,
    LimitScope,
    Spent,
    Standing,
    approval_needs,
    approver_role,
    given_away,
    lowest_limit,
    needs_sentence,
)
from app.domain.remedy import GoodsWay, Remedy
from app.domain.settlement.types import (
    Breakdown,
    Choices,
    Guard,
    GuardLevel,
    LineQuote,
    Promise,
    RepairTerms,
    Replacement,
)

AGENT, LEAD = Role.AGENT, Role.LEAD


def costs(cents: int, currency: str = "CNY", **more: Any) -> Breakdown:
    """A calculation that ends at this cost."""
    empty = Breakdown(
        currency=currency,
        lines=(),
        quotes=(),
        refund_cents=cents,
        compensation_cents=0,
        freight_cents=0,
        cost_cents=cents,
        caps=(),
        guards=(),
        payouts=(),
        units=(),
    )
    return replace(empty, **more)


def codes(
    standing: Standing, breakdown: Breakdown, remedy: Remedy = Remedy.RETURN_REFUND, **more: Any
) -> list[str]:
    return [
        need.code for need in approval_needs(standing, Choices(remedy=remedy, **more), breakdown)
    ]


def agent(*limits: Limit, **spent: int) -> Standing:
    return Standing((AGENT,), 2, limits or DEFAULT_LIMITS, Spent(**spent))


@pytest.mark.parametrize("people", [0, 1])
@pytest.mark.parametrize("roles", [(Role.OWNER,), (AGENT,)])
def test_a_shop_of_one_never_needs_anybody(people: int, roles: tuple[Role, ...]) -> None:
    standing = Standing(roles, people, goodwill_budget_cents=0, waive_up_to_cents=0)
    dear = costs(10**9, damages_cents=10**9, waived_cents=10**9)
    assert not codes(standing, dear, goodwill=True, way=GoodsWay.SHIP_FIRST)


def test_the_owner_never_needs_anybody() -> None:
    standing = Standing((AGENT, Role.OWNER), 5, goodwill_budget_cents=0, waive_up_to_cents=0)
    dear = costs(10**9, damages_cents=10**9, waived_cents=10**9)
    assert not codes(standing, dear, goodwill=True, way=GoodsWay.SHIP_FIRST)


@pytest.mark.parametrize(
    ("cents", "found"), [(50_000, []), (50_001, ["limit_decision", "limit_order"])]
)
def test_an_agent_decides_up_to_the_limit_and_a_cent_more_needs_the_lead(
    cents: int, found: list[str]
) -> None:
    assert codes(agent(), costs(cents)) == found


def test_the_sentence_tells_amount_limit_and_who_may() -> None:
    needs = approval_needs(agent(), Choices(remedy=Remedy.RETURN_REFUND), costs(60_000))
    said = needs_sentence(needs)
    assert said.startswith("提交后等主管审批：")
    assert "600.00" in said
    assert "500.00" in said
    assert needs_sentence(()) == ""


@pytest.mark.parametrize(
    ("cents", "role"), [(200_000, Role.LEAD), (200_001, Role.OWNER), (60_000, Role.LEAD)]
)
def test_above_the_leads_own_limit_only_the_owner_may_agree(cents: int, role: Role) -> None:
    needs = approval_needs(agent(), Choices(remedy=Remedy.RETURN_REFUND), costs(cents))
    assert approver_role(needs) is role


def test_a_lead_above_the_limit_needs_the_owner() -> None:
    lead = Standing((LEAD,), 2)
    assert codes(lead, costs(200_000)) == []
    needs = approval_needs(lead, Choices(remedy=Remedy.RETURN_REFUND), costs(200_001))
    assert [(need.code, need.role) for need in needs] == [("limit_decision", Role.OWNER)]


def test_a_remedys_own_limit_goes_before_the_general_one_lower_or_higher() -> None:
    standing = agent(
        Limit(AGENT, LimitScope.DECISION, 50_000),
        Limit(AGENT, LimitScope.DECISION, 5_000, Remedy.COMPENSATION),
        Limit(AGENT, LimitScope.DECISION, 90_000, Remedy.EXCHANGE),
        Limit(AGENT, LimitScope.DECISION, None, Remedy.FREIGHT),
    )
    assert codes(standing, costs(5_001), Remedy.COMPENSATION) == ["limit_decision"]
    assert codes(standing, costs(5_000), Remedy.COMPENSATION) == []
    assert codes(standing, costs(90_000), Remedy.EXCHANGE) == []
    assert codes(standing, costs(10**9), Remedy.FREIGHT) == []
    assert codes(standing, costs(50_001), Remedy.REFUND_ONLY) == ["limit_decision"]


@pytest.mark.parametrize(
    ("scope", "spent"),
    [
        (LimitScope.ORDER, "order_cents"),
        (LimitScope.BUYER, "buyer_cents"),
        (LimitScope.DAY, "day_cents"),
    ],
)
def test_what_was_granted_before_counts_in_its_own_scope_only(
    scope: LimitScope, spent: str
) -> None:
    standing = agent(Limit(AGENT, scope, 10_000), **{spent: 9_000})
    assert codes(standing, costs(1_000)) == []
    assert codes(standing, costs(1_001)) == [f"limit_{scope.value}"]
    others = {name: 10**9 for name in ("order_cents", "buyer_cents", "day_cents") if name != spent}
    assert codes(agent(Limit(AGENT, scope, 10_000), **others), costs(10_000)) == []


def test_what_costs_nothing_meets_no_limit() -> None:
    standing = agent(Limit(AGENT, LimitScope.ORDER, 0), order_cents=10**9)
    assert codes(standing, costs(0), Remedy.APOLOGY) == []
    assert codes(standing, costs(1), Remedy.COMPENSATION) == ["limit_order"]


def test_with_several_roles_the_most_generous_counts() -> None:
    limits = (Limit(AGENT, LimitScope.DECISION, 100), Limit(LEAD, LimitScope.DECISION, 500))
    both = Standing((AGENT, LEAD), 2, limits)
    assert codes(both, costs(500)) == []
    assert codes(both, costs(501)) == ["limit_decision"]
    without = Standing((AGENT, LEAD), 2, limits[:1])
    assert codes(without, costs(10**9)) == [], "a lead without a limit decides any amount"
    warehouse = Standing((AGENT, Role.WAREHOUSE), 2, limits)
    assert codes(warehouse, costs(101)) == ["limit_decision"], "who decides nothing adds nothing"


def test_no_limit_is_compared_with_another_currency() -> None:
    yuan = agent(Limit(AGENT, LimitScope.DECISION, 50_000))
    assert codes(yuan, costs(1, "USD")) == ["limit_decision"], "nothing said of dollars: none alone"
    dollars = agent(
        Limit(AGENT, LimitScope.DECISION, 50_000),
        Limit(AGENT, LimitScope.DECISION, 3_000, currency="USD"),
    )
    assert codes(dollars, costs(3_000, "USD")) == []
    assert codes(dollars, costs(3_001, "USD")) == ["limit_decision"]
    assert codes(dollars, costs(50_000)) == []
    assert codes(agent(), costs(1, "USD"))[0] == "limit_decision"


def test_goods_sent_out_for_nothing_weigh_what_the_buyer_paid_for_them() -> None:
    quote = LineQuote(7, 60_000, 30_000, 0, 60_000, (1, 2), 0)
    sent = costs(0, quotes=(quote,), dispatches=(Replacement(7, (1, 2)),))
    nothing_back = Choices(remedy=Remedy.RESHIP, way=GoodsWay.NOTHING_BACK)
    assert given_away(nothing_back, sent) == 60_000
    assert codes(agent(), sent, Remedy.RESHIP, way=GoodsWay.NOTHING_BACK) == [
        "limit_decision",
        "limit_order",
    ]
    assert given_away(Choices(remedy=Remedy.EXCHANGE), sent) == 0, "the goods come back"
    screw = replace(sent, dispatches=(Replacement(None, title="螺丝", quantity=4),))
    assert given_away(nothing_back, screw) == 0, "nobody said what it is worth"
    other = replace(
        sent, dispatches=(Replacement(None, title="杯盖", quantity=2, price_cents=900),)
    )
    assert given_away(nothing_back, other) == 1_800


def test_a_discount_on_the_next_order_is_given_away_though_no_money_leaves() -> None:
    promised = costs(0, compensation_cents=50_001)
    assert codes(agent(), promised, Remedy.PRICE_PROTECTION) == ["limit_decision", "limit_order"]


def test_what_has_no_price_is_no_way_around_the_limits() -> None:
    phones = costs(0, dispatches=(Replacement(None, title="手机", quantity=9),))
    for remedy in (Remedy.RESHIP, Remedy.EXCHANGE):
        needs = approval_needs(agent(), Choices(remedy=remedy), phones)
        assert [(need.code, need.role) for need in needs] == [("unvalued", LEAD)]
        assert "手机" in needs[0].text
    part = Choices(
        remedy=Remedy.COMPENSATION, promise=Promise(part="新沙发一张", expires_on="2026-12-31")
    )
    assert [need.code for need in approval_needs(agent(), part, costs(0))] == ["unvalued"]
    lead = Standing((LEAD,), 2)
    assert codes(lead, phones, Remedy.RESHIP) == []


def test_priced_things_beside_an_exchange_weigh_though_the_old_ones_come_back() -> None:
    beside = costs(0, dispatches=(Replacement(None, title="电视", quantity=3, price_cents=300_00),))
    assert given_away(Choices(remedy=Remedy.EXCHANGE), beside) == 900_00


def test_dearer_goods_weigh_what_the_buyer_does_not_pay_for_them() -> None:
    nothing_back = Choices(remedy=Remedy.EXCHANGE, way=GoodsWay.NOTHING_BACK)
    dearer = costs(0, dispatches=(Replacement(7, (1,), price_cents=11_900),), charge_cents=3_900)
    assert given_away(nothing_back, dearer) == 8_000
    assert given_away(nothing_back, replace(dearer, charge_cents=0)) == 11_900


def test_work_the_shop_pays_for_weighs_what_it_costs_beyond_the_quote() -> None:
    def repair(cost: int, quote: int) -> Choices:
        return Choices(remedy=Remedy.REPAIR, repair=RepairTerms(quote_cents=quote, cost_cents=cost))

    assert given_away(repair(500_000, 0), costs(0)) == 500_000
    assert given_away(repair(5_000, 8_000), costs(0, charge_cents=8_000)) == 0
    needs = approval_needs(agent(), repair(500_000, 0), costs(0))
    assert approver_role(needs) is Role.OWNER


def test_goods_that_go_first_need_a_lead() -> None:
    sent = costs(0, dispatches=(Replacement(7, (1,)),))
    first = {"way": GoodsWay.SHIP_FIRST}
    assert codes(agent(), sent, Remedy.EXCHANGE, **first) == ["ship_first"]
    assert codes(agent(), sent, Remedy.EXCHANGE) == []
    assert codes(Standing((LEAD,), 2), sent, Remedy.EXCHANGE, **first) == []


def test_a_difference_waived_beyond_the_shops_threshold_needs_a_lead() -> None:
    shop = replace(agent(), waive_up_to_cents=500)
    assert codes(shop, costs(0, waived_cents=500), Remedy.EXCHANGE) == []
    assert codes(shop, costs(0, waived_cents=501), Remedy.EXCHANGE) == ["waived"]
    lead = replace(shop, roles=(LEAD,))
    assert codes(lead, costs(0, waived_cents=501), Remedy.EXCHANGE) == []


@pytest.mark.parametrize("role", [AGENT, LEAD])
def test_more_than_is_saved_needs_the_owner(role: Role) -> None:
    over = costs(100, guards=(Guard(GuardLevel.CONFIRM, "over_saved", "超过"),))
    needs = approval_needs(Standing((role,), 2), Choices(remedy=Remedy.COMPENSATION), over)
    assert [(need.code, need.role) for need in needs] == [("over_saved", Role.OWNER)]


@pytest.mark.parametrize("role", [AGENT, LEAD])
def test_damages_need_the_owner_whatever_they_cost(role: Role) -> None:
    needs = approval_needs(
        Standing((role,), 2), Choices(remedy=Remedy.REFUND_ONLY), costs(1, damages_cents=1)
    )
    assert [(need.code, need.role) for need in needs] == [("damages", Role.OWNER)]


def test_goodwill_beyond_the_months_budget_needs_the_owner() -> None:
    shop = replace(agent(goodwill_month_cents=9_000), goodwill_budget_cents=10_000)
    assert codes(shop, costs(1_000), goodwill=True) == []
    assert codes(shop, costs(1_001), goodwill=True) == ["goodwill_budget"]
    assert codes(shop, costs(1_001)) == [], "only goodwill counts against it"
    assert codes(replace(shop, goodwill_budget_cents=None), costs(40_000), goodwill=True) == []
    assert codes(replace(shop, roles=(LEAD,)), costs(1_001), goodwill=True) == ["goodwill_budget"]


def test_the_lowest_limit_is_none_for_whoever_needs_nobody() -> None:
    assert lowest_limit(agent(), Remedy.COMPENSATION, "CNY") == 5_000
    assert lowest_limit(agent(), Remedy.REFUND_ONLY, "CNY") == 50_000
    assert lowest_limit(replace(agent(), people=1), Remedy.COMPENSATION, "CNY") is None
    assert lowest_limit(Standing((Role.OWNER,), 3), Remedy.COMPENSATION, "CNY") is None
