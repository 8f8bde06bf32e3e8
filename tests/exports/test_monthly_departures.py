"""Steps out of the usual way, in the workbook of their month: a sheet of their own, and counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.domain.reports import Departure, MonthDeparture
from exports import MONTHLY
from tests.exports.datasets import START, month


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "月报.xlsx"


def test_each_has_a_line_and_kinds_are_counted(target: Path) -> None:
    steps = iter(
        [
            MonthDeparture(
                "AS-9", "云岚", Departure.OVERRIDDEN, "改判核实：不符合 → 通过", START, "老王"
            ),
            MonthDeparture("AS-8", "云岚", Departure.PAID_EARLY, "已打款 ¥ 5.00", START, "小周"),
        ]
    )
    counted = ((Departure.OVERRIDDEN, 1), (Departure.PAID_EARLY, 1))
    MONTHLY.write(replace(month(), by_departure=counted, departures=steps), target)
    book = openpyxl.load_workbook(target)
    head, first, second = book["特殊处理明细"].iter_rows(values_only=True)
    told = dict(zip(head, first, strict=True))
    assert (told["售后单号"], told["事项"], told["经手人"]) == ("AS-9", "改判核实结论", "老王")
    assert dict(zip(head, second, strict=True))["事项"] == "付款早于验货"
    cells = [[c for c in line if c is not None][:2] for line in book["汇总"].values]
    assert ["改判核实结论", 1] in cells
    assert ["付款早于验货", 1] in cells


def test_a_month_that_went_its_usual_way_says_nothing_of_it(target: Path) -> None:
    MONTHLY.write(month(), target)
    assert "特殊处理明细" not in openpyxl.load_workbook(target).sheetnames
