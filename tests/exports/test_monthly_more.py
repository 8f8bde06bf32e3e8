"""The month's decisions, what buyers paid, what tickets cost; and what is no money."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.costs import CostKind, CostRow, CostSheet
from app.domain.payment import Tender
from app.domain.remedy import Liability
from app.domain.reports import MonthCharge, MonthCost
from exports import MONTHLY
from tests.exports.datasets import START, decision, money, month, ticket

PAYMENTS, SUMMARY = "打款明细", "汇总"
DECISIONS, CHARGES, COSTS = "方案明细", "收款明细", "成本明细"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "月报.xlsx"


def _sheet(path: Path, name: str) -> Worksheet:
    sheet = openpyxl.load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _records(path: Path, name: str) -> list[dict[str, Cell]]:
    """The rows of a sheet, each by the titles of its columns."""
    head, *rows = _sheet(path, name).iter_rows()
    return [
        {str(title.value): cell for title, cell in zip(head, row, strict=True)}  # type: ignore[misc]  # no merged cells
        for row in rows
    ]


def test_a_decision_is_one_line_with_its_sentence_its_sums_and_who_agreed(target: Path) -> None:
    given = decision(points=30, coupon_cents=500, stored_cents=2000, goodwill=True)
    MONTHLY.write(replace(month(), decisions=iter([given, decision(approved_by="")])), target)
    first, second = _records(target, DECISIONS)
    values = {title: cell.value for title, cell in first.items()}
    assert values["方案"] == "部分补偿 1 件，补偿 ¥ 86.00（商品留用），责任：商家责任"
    assert values["状态"] == "买家已接受"
    assert (values["补偿"], values["赔付"], values["商家现金成本"]) == (86, 300, 386)
    assert (values["退积分"], values["退店铺券"], values["退储值"]) == (30, 5, 20)
    assert (values["善意支出"], values["作决定"], values["审批人"]) == ("善意支出", "小周", "老板")
    assert values["退款"] is None
    assert not second["善意支出"].value
    assert not second["审批人"].value


def test_what_buyers_paid_and_what_tickets_cost_have_their_sheets(target: Path) -> None:
    charge = MonthCharge("AS-1", "云岚", "换货补差价", "CNY", 1900, "TK1", START)
    costs = CostSheet(
        "CNY",
        (CostRow(CostKind.REFUND, 10000), CostRow(CostKind.GOODS_BACK, -9000)),
        Liability.COURIER,
        unvalued=1,
    )
    data = replace(
        month(),
        charges=iter([charge]),
        costs=iter([MonthCost("AS-1", "云岚", costs)]),
    )
    MONTHLY.write(data, target)
    (paid,) = _records(target, CHARGES)
    assert (paid["收什么"].value, paid["金额"].value) == ("换货补差价", 19)
    (cost,) = _records(target, COSTS)
    assert [cost[t].value for t in ("退款", "现金合计", "退回商品", "净成本", "未能计价件数")] == [
        100,
        100,
        -90,
        10,
        1,
    ]
    assert cost["责任"].value == "物流责任"


def test_points_and_coupons_are_no_money(target: Path) -> None:
    rows = [
        money(cents=8600),
        money(cents=30, currency="XPT", tender=Tender.POINTS),
        money(cents=500, tender=Tender.COUPON),
    ]
    data = month([ticket()], rows)
    sums = tuple(one for one in month([ticket()], rows[:1]).sums)
    back = ((Tender.COUPON, "CNY", 500), (Tender.POINTS, "XPT", 30))
    MONTHLY.write(replace(data, sums=sums, given_back=back, charged=(("CNY", 1900),)), target)
    cash, points, coupon = _records(target, PAYMENTS)
    assert [cash[t].value for t in ("金额", "积分", "店铺券")] == [86, None, None]
    assert [points[t].value for t in ("金额", "积分", "店铺券")] == [None, 30, None]
    assert [coupon[t].value for t in ("金额", "积分", "店铺券")] == [None, None, 5]
    shown = [cell.value for row in _sheet(target, SUMMARY).iter_rows() for cell in row]
    assert shown.count(86) == 3  # compensation, the sum of it, the sum of its shop
    assert "另退积分 30 分，不是现金，不计入上面。" in shown
    assert "另收买家补款 ¥ 19.00（收款明细），没有从上面减去。" in shown
