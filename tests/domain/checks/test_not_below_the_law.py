"""What a shop sets for itself gives no buyer less than the law, and claims nothing it does not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.case import WearMark
from app.domain.checks import Case, CheckFinding, Verdict
from app.domain.facts import Facts, GoodsIn
from app.domain.order import Unit
from app.domain.payment import MoneyState
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Inspection, TicketLine
from tests.domain.checks.making import Agreed, at, case, found, line

_MIND = ProblemClass.CHANGE_OF_MIND


def _said(made: Case, check: str) -> CheckFinding:
    said = found(made, check)
    assert said is not None
    return said


@pytest.mark.parametrize(("value", "unit"), [(3, "natural_days"), (72, "natural_hours")])
def test_fewer_days_than_the_law_gives_are_void(value: int, unit: str) -> None:
    """消法 Art. 25 and 26."""
    own = (("window.change_of_mind", "", value, unit),)
    said = _said(case(problem=_MIND, own=own, applied="7/8 23:59"), "in_time")
    assert said.verdict is Verdict.PASS
    assert "截止 7/8 24:00" in said.arithmetic
    assert "第 25 条" in said.rule.source
    late = _said(case(problem=_MIND, own=own, applied="7/9 00:00"), "in_time")
    assert late.verdict is Verdict.REFUSE


def test_more_days_than_the_law_gives_are_kept() -> None:
    own = (("window.change_of_mind", "", 15, "natural_days"),)
    said = _said(case(problem=_MIND, own=own, applied="7/16 23:59"), "in_time")
    assert (said.verdict, said.rule.mark) == (Verdict.PASS, "own")


def test_a_shop_does_not_except_goods_the_law_does_not() -> None:
    """七日无理由退货办法 Art. 30: nobody widens the list."""
    own = (("no_reason.allowed", "", False, ""),)
    said = _said(case(problem=_MIND, own=own, category="home"), "special_goods")
    assert said.verdict is Verdict.PERSON
    assert "不能据此拒绝" in said.fact
    excepted = _said(case(problem=_MIND, own=own, category="custom_made"), "special_goods")
    assert excepted.verdict is Verdict.REFUSE
    fruit = (("no_reason.allowed", "fruit", False, ""),)
    perishable = _said(case(problem=_MIND, own=fruit, category="fruit"), "special_goods")
    assert perishable.verdict is Verdict.REFUSE, "the shop looked it up and says so"


@pytest.mark.parametrize("category", ["electronics", "cosmetics", "near_expiry"])
def test_over_the_counter_nothing_has_to_be_confirmed_for_a_return_to_be_refused(
    category: str,
) -> None:
    """消法 Art. 25 speaks of sales from afar alone."""
    said = _said(case("offline", problem=_MIND, category=category), "special_goods")
    assert said.verdict is Verdict.REFUSE
    assert "没有就要支持" not in said.fact


def test_the_money_is_due_seven_days_after_the_goods_came_not_after_somebody_looked() -> None:
    """消法 Art. 25, 七日无理由退货办法 Art. 13: 自收到退回商品之日起七日内."""
    looked = case(
        problem=_MIND,
        decisions=(Agreed(Remedy.RETURN_REFUND),),
        facts=Facts(money=(MoneyState.PLANNED,)),
        inspections=(Inspection(Unit(1, 1), GoodsIn.SELLABLE, at("7/12")),),
        now="7/16",
    )
    came = replace(looked, back_at=at("7/8"))
    assert "收到退货 7/8，今天 7/16，过了 8 天" in _said(came, "our_refund").arithmetic
    assert _said(came, "our_refund").verdict is Verdict.PERSON
    assert _said(looked, "our_refund").verdict is Verdict.PASS, "nobody wrote down when it came"


def test_unsealed_underwear_is_refused_by_no_rule_anybody_has_read() -> None:
    """七日无理由退货办法 Art. 9 names food, cosmetics, medical devices and contraceptives."""
    made = case(problem=_MIND, category="intimate", wear=(WearMark.SEAL_BROKEN,))
    assert _said(made, "resale").verdict is Verdict.PERSON
    made = case(problem=_MIND, category="food", wear=(WearMark.SEAL_BROKEN,))
    assert _said(made, "resale").verdict is Verdict.REFUSE


def test_of_several_goods_none_is_given_the_rights_of_another() -> None:
    """京东商品类标准: precious metal 48 hours, other jewellery seven days."""
    made = case(
        "jd",
        lines=(line(1, title="银手链"), line(2, title="金戒指")),
        claimed=(TicketLine(1, (1,)), TicketLine(2, (1,))),
        categories={1: "jewellery", 2: "precious_metal"},
        applied="7/6",
        requested=Remedy.RETURN_REFUND,
    )
    said = _said(made, "guarantees")
    assert said.verdict is Verdict.PERSON
    assert said.fact == "所申请的商品时限不同，请分开处理。「金戒指」现在可以：换货、维修。"
