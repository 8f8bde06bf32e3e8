"""What ran out, in the workbook of its month: a sheet of its own, and counted by cause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.domain.deadlines.clock import ClockKind, OverdueCause
from app.domain.facts import Stage
from app.domain.reports import MonthOverdue
from exports import MONTHLY
from tests.exports.datasets import START, month


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "月报.xlsx"


def late(cause: OverdueCause | None) -> MonthOverdue:
    return MonthOverdue(
        "AS-9", "云岚", ClockKind.REVIEW, START, START, Stage.REVIEWING, "小周", cause
    )


def test_each_has_a_line_and_causes_are_counted(target: Path) -> None:
    lines = iter([late(OverdueCause.SHORT_OF_HANDS), late(None)])
    by_cause = ((OverdueCause.SHORT_OF_HANDS, 1), (None, 1))
    MONTHLY.write(replace(month(), by_cause=by_cause, overdue=lines), target)
    book = openpyxl.load_workbook(target)
    head, first, second = book["超时明细"].iter_rows(values_only=True)
    told = dict(zip(head, first, strict=True))
    assert (told["时限"], told["阶段"], told["原因"]) == ("核实", "核实中", "人手不足")
    assert dict(zip(head, second, strict=True))["原因"] == "未登记"
    cells = [[c for c in line if c is not None][:2] for line in book["汇总"].values]
    assert ["人手不足", 1] in cells
    assert ["未登记", 1] in cells


def test_a_month_in_which_everything_was_done_in_time_says_nothing_of_it(target: Path) -> None:
    MONTHLY.write(month(), target)
    book = openpyxl.load_workbook(target)
    assert "超时明细" not in book.sheetnames
    assert not [
        c for line in book["汇总"].values for c in line if isinstance(c, str) and "超时" in c
    ]
