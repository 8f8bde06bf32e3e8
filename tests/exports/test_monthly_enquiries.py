"""Questions in the workbook of a month: apart, and in no share of claims."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.domain.case import AdviceResult, SubReason
from app.domain.facts import Stage
from app.domain.labels import label
from app.domain.remedy import Channel
from app.domain.reports import MonthEnquiry
from exports import MONTHLY
from tests.exports.datasets import START, month

ASKED = MonthEnquiry(
    "AS-9", "云岚", "1001", "小***路", "台灯", Channel.PHONE, SubReason.INSTALLATION,
    Stage.COMPLETED, AdviceResult.GUIDED, START, START, "小周",
)  # fmt: skip


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "月报.xlsx"


def test_questions_have_a_sheet_and_figures_of_their_own(target: Path) -> None:
    by_advice = ((AdviceResult.GUIDED, 2), (None, 1))
    plain = month()
    MONTHLY.write(replace(plain, by_advice=by_advice, enquiries=iter([ASKED])), target)
    book = openpyxl.load_workbook(target)
    head, row = book["咨询明细"].iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert (told["问什么"], told["结果"], told["渠道"]) == ("安装", "使用指导解决", "电话")
    assert (told["买家"], told["处理人"]) == ("小***路", "小周")
    cells = [[c for c in line if c is not None] for line in book["汇总"].values]
    assert ["使用指导解决", 2] in cells
    assert ["还没有解答", 1] in cells
    names = next(line for line in cells if "本月售后单" in line)
    figures = cells[cells.index(names) + 1]
    assert figures[names.index("另有咨询")] == 3
    assert figures[names.index("本月售后单")] == plain.ticket_count
    for remedy, count in plain.by_remedy:
        name = label(remedy) if remedy else "尚未决定"
        assert [name, count] in [line[:2] for line in cells]


def test_a_month_without_questions_says_nothing_of_them(target: Path) -> None:
    MONTHLY.write(month(), target)
    book = openpyxl.load_workbook(target)
    assert "咨询明细" not in book.sheetnames
    told = [c for line in book["汇总"].values for c in line if isinstance(c, str)]
    assert not [text for text in told if "咨询" in text]


def test_a_month_of_questions_alone_is_not_empty(target: Path) -> None:
    empty = replace(
        month(), ticket_count=0, money_count=0, by_stage=(), by_remedy=(), by_liability=(),
        sums=(), days=(), tickets=(), money=(), by_advice=((AdviceResult.ANSWERED, 1),),
        enquiries=(ASKED,),
    )  # fmt: skip
    MONTHLY.write(empty, target)
    told = [c for line in openpyxl.load_workbook(target)["汇总"].values for c in line]
    assert "已答复" in told
