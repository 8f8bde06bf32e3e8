from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from app.domain.remedy import Remedy
from app.domain.reports import DayCount, MonthMoney, MonthTicket
from app.errors import RuleViolation, StorageProblem
from exports import MONTHLY
from exports._book import Book
from exports._sheet import Column, write_table
from tests.exports.datasets import HOSTILE, START, money, month, ticket

DETAILS, PAYMENTS, SUMMARY = "售后明细", "打款明细", "汇总"
DECISIONS, CHARGES, COSTS = "方案明细", "收款明细", "成本明细"
SHEETS = [SUMMARY, DETAILS, PAYMENTS, DECISIONS, CHARGES, COSTS]


def _wall(*parts: int) -> datetime:
    """A moment as a clock on the shop's wall shows it; Excel knows no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def _sheet(path: Path, name: str) -> Worksheet:
    sheet = openpyxl.load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _records(path: Path, name: str) -> list[dict[str, Any]]:
    """The cells of a table's lines by the titles of their columns."""
    lines = list(_sheet(path, name).iter_rows())
    titles = [str(cell.value) for cell in lines[0]]
    return [dict(zip(titles, line, strict=True)) for line in lines[1:]]


def _written(path: Path) -> str:
    """All words and numbers of the summary."""
    cells = (cell.value for line in _sheet(path, SUMMARY).iter_rows() for cell in line)
    return " ".join(str(value) for value in cells if value is not None)


def _parts(path: Path, inside: str) -> dict[str, str]:
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if inside in name]
        return {name: archive.read(name).decode() for name in names}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "月报.xlsx"


def test_the_summary_comes_first_and_each_table_has_its_sheet(target: Path) -> None:
    MONTHLY.write(month([ticket()], [money()]), target)
    assert openpyxl.load_workbook(target).sheetnames == SHEETS


def test_a_ticket_is_written_in_the_types_of_its_values(target: Path) -> None:
    MONTHLY.write(month([ticket(closed_at=None)]), target)
    (line,) = _records(target, DETAILS)
    for title, text in {
        "售后单号": "AS-261118-0001",
        "订单号": "2749018355271180993",
        "平台售后单号": "152036471829",
        "买家诉求": "退货退款",
        "处理方式": "部分补偿",
        "阶段": "已完成",
        "币种": "CNY",
        "处理人": "小周",
    }.items():
        assert (line[title].value, line[title].data_type) == (text, "s")
    for title, number in {"申请金额": 1299, "决定金额": 86, "已到账": 86}.items():
        assert (line[title].value, line[title].number_format) == (number, "#,##0.00")
        assert line[title].data_type == "n"
    assert line["申请时间"].value == _wall(2026, 11, 18, 10, 21, 30)
    assert line["申请时间"].is_date
    assert line["结束时间"].value is None
    assert line["证据"].value == 4


def test_another_reader_sees_the_same_values(target: Path) -> None:
    MONTHLY.write(month([ticket()], [money()]), target)
    with CalamineWorkbook.from_path(target) as book:
        head, line = book.get_sheet_by_name(PAYMENTS).to_python()
    assert dict(zip(head, line, strict=True)) == {
        "售后单号": "AS-261118-0001",
        "店铺": "云岚家居旗舰店",
        "订单号": "2749018355271180993",
        "款项": "补偿",
        "支付方式": "现金支付",
        "退回方式": "支付宝转账",
        "来源": "本店记录",
        "币种": "CNY",
        "金额": 86.0,
        "积分": "",
        "店铺券": "",
        "储值": "",
        "流水号": "20261121220014550000",
        "到账时间": _wall(2026, 11, 21, 10, 21, 30),
    }


@pytest.mark.parametrize(
    ("currency", "cents", "number", "form"),
    [
        ("CNY", 1, 0.01, "#,##0.00"),
        ("CNY", 10**13, 10**11, "#,##0.00"),
        ("CNY", -300, -3, "#,##0.00"),
        ("JPY", 102473, 102473, "#,##0"),
        ("KWD", 1234, 1.234, "#,##0.000"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(
    target: Path, currency: str, cents: int, number: float, form: str
) -> None:
    MONTHLY.write(month([], [money(currency=currency, cents=cents)]), target)
    (line,) = _records(target, PAYMENTS)
    assert line["金额"].value == number
    assert line["金额"].number_format == form
    assert line["币种"].value == currency


def test_times_are_those_of_the_shop_on_both_sides_of_midnight(target: Path) -> None:
    at = datetime(2026, 10, 31, 16, 0, 1, tzinfo=UTC)
    MONTHLY.write(replace(month([ticket(applied_at=at)]), zone="Asia/Shanghai"), target)
    assert _records(target, DETAILS)[0]["申请时间"].value == _wall(2026, 11, 1, 0, 0, 1)
    MONTHLY.write(replace(month([ticket(applied_at=at)]), zone="America/New_York"), target)
    assert _records(target, DETAILS)[0]["申请时间"].value == _wall(2026, 10, 31, 12, 0, 1)


def test_strangers_text_arrives_as_text_in_both_readers(target: Path) -> None:
    odd = ["a\x07\ud800\uffffb", "gpj\u202eexe.", "😀👨‍👩‍👧", " \t前后有空白 ", "一\r\n二"]
    clean = ["ab", "gpj\u202eexe.", "😀👨‍👩‍👧", " \t前后有空白 ", "一\n二"]
    texts, kept = [*HOSTILE, *odd], [*HOSTILE, *clean]
    MONTHLY.write(month([ticket(i, goods=text) for i, text in enumerate(texts)]), target)
    cells = [line["商品"] for line in _records(target, DETAILS)]
    assert {cell.data_type for cell in cells} == {"s"}
    # openpyxl does not read Excel's own escape back; calamine does.
    assert [str(cell.value).replace("_x005F_", "_") for cell in cells] == kept
    with CalamineWorkbook.from_path(target) as book:
        column = [line[6] for line in book.get_sheet_by_name(DETAILS).to_python()[1:]]
    assert [str(value).replace("_x005F_", "_") for value in column] == kept


def test_no_cell_is_a_formula_or_a_link(target: Path) -> None:
    rows = [ticket(i, goods=text, buyer=text, shop=text) for i, text in enumerate(HOSTILE)]
    MONTHLY.write(month(rows, [money(reference=text) for text in HOSTILE]), target)
    sheets = _parts(target, "worksheets/sheet")
    assert len(sheets) == len(SHEETS)
    for xml in sheets.values():
        assert "<f>" not in xml
        assert "<f " not in xml
        assert "hyperlink" not in xml
        assert 't="e"' not in xml
    assert not any("External" in xml for xml in _parts(target, ".rels").values())


def test_what_looks_like_a_formula_stays_text_when_typed_again(target: Path) -> None:
    MONTHLY.write(month([ticket(goods="=1+1"), ticket(goods="餐椅")]), target)
    risky, plain = (line["商品"] for line in _records(target, DETAILS))
    assert risky.quotePrefix
    assert not plain.quotePrefix


def test_a_text_too_long_for_a_cell_is_cut_where_one_sees_it(target: Path) -> None:
    MONTHLY.write(month([ticket(reason="长" * 40_000)]), target)
    text = str(_records(target, DETAILS)[0]["原因"].value)
    assert len(text) <= 32_767
    assert re.search(r"长…〔.*后面还有 \d+ 个字〕\Z", text)


def test_tables_have_a_frozen_filtered_heading_and_print_on_wide_a4(target: Path) -> None:
    MONTHLY.write(month([ticket(i) for i in range(3)], [money()]), target)
    for name, area in ((DETAILS, "A1:T4"), (PAYMENTS, "A1:N2")):
        sheet = _sheet(target, name)
        assert sheet.auto_filter.ref == area
        assert sheet.freeze_panes == "B2"
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth == 1
        assert not sheet.page_setup.fitToHeight
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["A1"].font.b
    assert _sheet(target, DETAILS).column_dimensions["D"].width >= 20


def test_numbers_as_text_get_no_green_corners(target: Path) -> None:
    MONTHLY.write(month([ticket()]), target)
    xml = _parts(target, "sheet2.xml").popitem()[1]
    assert '<ignoredError sqref="A1:T1048576" numberStoredAsText="1"/>' in xml


def test_currencies_are_added_up_apart(target: Path) -> None:
    rows = [
        money(currency="CNY", cents=100),
        money(currency="CNY", cents=250),
        money(currency="JPY", cents=700),
        money(currency="CNY", cents=5000, shop="第二家"),
    ]
    MONTHLY.write(month([ticket()], rows), target)
    sheet = _sheet(target, SUMMARY)
    lines = [[cell.value for cell in line[1:7]] for line in sheet.iter_rows(max_col=7)]
    assert ["CNY", 0, 53.5, 0, 0, 53.5] in lines
    assert ["JPY", 0, 700, 0, 0, 700] in lines
    own = [line for line in lines if "CNY" in line[3:5] or "JPY" in line[3:5]]
    assert ["云岚家居旗舰店", 1, 1, 2, "CNY", 3.5] in own
    assert [None, None, None, 1, "JPY", 700] in own
    assert ["第二家", 0, 0, 1, "CNY", 50] in own


def test_the_summary_counts_by_stage_remedy_and_liability(target: Path) -> None:
    rows = [ticket(1), ticket(2, decided=Remedy.REFUND_ONLY), ticket(3, decided=None)]
    MONTHLY.write(month(rows), target)
    sheet = _sheet(target, SUMMARY)
    lines = [[cell.value for cell in line[1:4]] for line in sheet.iter_rows(max_col=4)]
    assert ["已完成", 3, 1] in lines
    for name in ("部分补偿", "仅退款", "尚未决定"):
        assert [name, 1, 0.3333] in lines
    assert ["买家责任", 3, 1] in lines


def test_one_native_chart_shows_the_days_with_both_axes(target: Path) -> None:
    MONTHLY.write(month([ticket()]), target)
    (chart,) = _parts(target, "charts/chart").values()
    assert chart.count("<ser>") == 2
    assert chart.count('<delete val="0"') == 2
    (categories,) = set(re.findall(r"<cat>.*?<f>(.*?)</f>", chart))
    sheet = _sheet(target, SUMMARY)
    days = [cell.value for (cell,) in sheet[categories.split("!")[1].replace("$", "")]]
    assert days[0] == _wall(2026, 11, 1)
    assert days[-1] == _wall(2026, 11, 30)
    assert "drawing1.xml" in _parts(target, "worksheets/_rels/sheet1").popitem()[1]


def test_an_empty_month_says_so_in_words(target: Path) -> None:
    MONTHLY.write(month(), target)
    assert "2026 年 11 月没有售后单，也没有到账的打款。" in _written(target)
    assert not _parts(target, "charts/chart")
    assert _sheet(target, DETAILS)["A2"].value == "本月没有售后单。"
    assert _sheet(target, PAYMENTS)["A2"].value == "本月没有到账的打款。"


def test_a_month_with_money_of_older_tickets_only_shows_the_money(target: Path) -> None:
    MONTHLY.write(month([], [money()]), target)
    assert "本月没有申请的售后单。" in _written(target)
    assert "没有到账" not in _written(target)


def test_an_ended_ticket_of_an_older_month_is_enough_for_the_chart(target: Path) -> None:
    day = DayCount((START + timedelta(days=1)).date(), 0, 1)
    MONTHLY.write(replace(month(), days=(day,)), target)
    assert len(_parts(target, "charts/chart")) == 1


def test_the_same_month_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (
        MONTHLY.write(month([ticket()], [money()]), tmp_path / name)
        for name in ("a.xlsx", "b.xlsx")
    )
    assert one.read_bytes() == two.read_bytes()


def test_rows_are_let_go_of_as_soon_as_they_are_written(target: Path) -> None:
    held: list[int] = []

    def tickets() -> Iterator[MonthTicket]:
        for number in range(50):
            one = ticket(number)
            yield one
            # This frame and the call itself; a list somewhere would be a third.
            held.append(sys.getrefcount(one) - 2)

    MONTHLY.write(replace(month(), ticket_count=50, tickets=tickets()), target)
    assert len(held) == 50
    assert max(held) <= 3  # the loops that are just handing it on
    assert len(_records(target, DETAILS)) == 50


def test_a_table_longer_than_a_sheet_goes_on_in_another(target: Path) -> None:
    columns = (Column("数", 10, str),)
    with ExitStack() as files, target.open("wb") as stream:
        book = Book(files)
        write_table(book, "表", columns, range(5), zone=UTC, nothing="没有", most_rows=3)
        book.write_to(stream, _wall(2026, 12, 1))
    sheets = openpyxl.load_workbook(target)
    assert sheets.sheetnames == ["表", "表 (2)", "表 (3)"]
    columns_read = [[cell.value for cell in sheets[name]["A"]] for name in sheets.sheetnames]
    assert columns_read == [["数", "0", "1"], ["数", "2", "3"], ["数", "4"]]


def _breaking(error: Exception) -> Iterator[Any]:
    yield from (ticket(number) for number in range(20))
    raise error


def test_a_source_that_breaks_off_leaves_no_file(target: Path) -> None:
    with pytest.raises(RuleViolation):
        MONTHLY.write(replace(month(), tickets=_breaking(RuleViolation("停"))), target)
    with pytest.raises(StorageProblem):
        MONTHLY.write(replace(month(), tickets=_breaking(OSError(5, "I/O"))), target)
    assert not list(target.parent.iterdir())


def test_a_full_disk_under_the_temporary_files_is_told_as_such(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    monkeypatch.setattr(tempfile, "TemporaryFile", partial(Path("/dev/full").open, "w+b"))
    rows: Iterator[MonthMoney] = (money(number) for number in range(2000))
    with pytest.raises(StorageProblem, match="磁盘已满"):
        MONTHLY.write(replace(month(), money=rows), target)
    assert not list(target.parent.iterdir())


def test_a_workbook_open_elsewhere_is_written_beside(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def replace_unless_open(self: Path, other: Path) -> Path:
        if Path(other) == target:
            raise PermissionError(13, "open in Excel")
        return real(self, other)

    monkeypatch.setattr(Path, "replace", replace_unless_open)
    written = MONTHLY.write(month([ticket()]), target)
    assert written == target.with_name("月报 (2).xlsx")
    assert len(_records(written, DETAILS)) == 1
