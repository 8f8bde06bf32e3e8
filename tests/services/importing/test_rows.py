"""Rows that are wrong: named with line, column and value; good rows go on, halves do not come in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import ImportProblem
from tests.services.importing.making import (
    DATA,
    FORMATS,
    LINES,
    ORDER,
    REFUND,
    csv_file,
    read,
    refund,
    sheet_data,
    sheet_workbook,
    text_cell,
    workbook,
)

ONE_ORDER = ("3300008641975230861", "tb1", "129.00", "交易成功", "测试", "13800000000", "连衣裙", "2024-06-01 09:00:00")  # fmt: skip
SECOND = "170000000000000062"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("买家退款金额", "1e5", "不是金额"),
        ("买家退款金额", "１２.５", "全角"),
        ("买家退款金额", "12.345", "小数"),
        ("买家退款金额", "-5.00", "负数"),
        ("订单编号", "3.30001E+18", "四舍五入"),
        ("退款编号", "退款1", "不是编号"),
        ("超时时间", "2024-02-30 10:00:00", "没有这一天"),
        ("退款的申请时间", "1899-12-31", "1995"),
        ("退款的申请时间", "20245-06-01", "没有这一天"),
    ],
)
def test_a_bad_cell_is_named_and_its_row_left_out(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    good = refund(退款编号=SECOND)
    path = csv_file(tmp_path / "退款.csv", [REFUND, good, refund(**{column: value})])
    file = read(path)
    assert [claim.claim_no for claim in file.claims] == [SECOND]
    assert file.rows_read == 2
    (problem,) = file.problems
    assert (problem.file, problem.line, problem.column, problem.value) == ("退款.csv", 3, column, value)  # fmt: skip
    assert reason in problem.message
    for part in ("退款.csv", "第 3 行", column, value, "没有读入"):
        assert part in problem.message


def test_every_bad_cell_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    row = refund(买家退款金额="NaN", 超时时间="2024-02-30")
    file = read(csv_file(tmp_path / "a.csv", [REFUND, row]))
    assert [problem.column for problem in file.problems] == ["买家退款金额", "超时时间"]


@pytest.mark.parametrize("missing", ["", "-", "'", '=""'])
def test_a_row_without_its_number_is_never_given_one(tmp_path: Path, missing: str) -> None:
    file = read(csv_file(tmp_path / "a.csv", [REFUND, refund(), refund(退款编号=missing)]))
    assert len(file.claims) == 1
    (problem,) = file.problems
    assert (problem.line, problem.column) == (3, "退款编号")
    assert "编号不会由程序编造" in problem.message


def test_a_blank_amount_is_unknown_and_not_zero(tmp_path: Path) -> None:
    file = read(csv_file(tmp_path / "a.csv", [REFUND, refund(买家退款金额="")]))
    assert file.claims[0].amount_cents is None
    file = read(csv_file(tmp_path / "b.csv", [REFUND, refund(买家退款金额="0.00")]))
    assert file.claims[0].amount_cents == 0


def test_a_number_cell_of_nineteen_digits_has_lost_some(tmp_path: Path) -> None:
    row: list[object] = list(refund())
    row[0] = 3300008641975230861
    file = read(workbook(tmp_path / "a.xlsx", [REFUND, row]))
    assert file.claims == ()
    (problem,) = file.problems
    assert (problem.line, problem.column) == (2, "订单编号")
    assert "四舍五入" in problem.message


def test_numbers_rounded_before_they_were_saved_as_text_are_found_by_their_zeros(
    tmp_path: Path,
) -> None:
    rows = [
        refund(订单编号=f"33000086419{n}0000", 退款编号=f"17000000000000003{n % 10}")
        for n in range(7500, 7503)
    ]
    file = read(csv_file(tmp_path / "a.csv", [REFUND, *rows]))
    assert file.claims == ()
    assert [(p.line, p.column) for p in file.problems] == [(n, "订单编号") for n in (2, 3, 4)]


def test_one_row_twice_is_one_claim_and_two_versions_are_none(tmp_path: Path) -> None:
    changed = refund(退款编号=SECOND, 退款状态="退款成功")
    rows = [refund(), refund(), refund(退款编号=SECOND), changed, changed]
    file = read(csv_file(tmp_path / "a.csv", [REFUND, *rows]))
    assert [(claim.claim_no, claim.source_line) for claim in file.claims] == [("170000000000000031", 2)]  # fmt: skip
    assert [problem.line for problem in file.problems] == [4, 5, 6]
    assert all(problem.value == SECOND for problem in file.problems)


def test_an_unknown_status_is_kept_as_it_stands(tmp_path: Path) -> None:
    file = read(csv_file(tmp_path / "a.csv", [REFUND, refund(退款状态="等待火星人处理")]))
    claim = file.claims[0]
    assert (claim.status, claim.facts, claim.due_whose) == ("等待火星人处理", None, None)
    assert claim.due_at is not None
    assert file.problems == ()


def test_an_order_with_a_bad_line_does_not_come_in_by_half(tmp_path: Path) -> None:
    good = ("3300008641975230861", "连衣裙", "129.00", "1", "LQ", "", "LQ")
    other = ("3300008641976230864", "T恤", "59.90", "2", "TX", "", "TX")
    bad = ("3300008641975230861", "耳机", "199.00", "1.5", "EJ", "", "EJ")
    file = read(csv_file(tmp_path / "a.csv", [LINES, good, other, bad]))
    assert [order.number for order in file.orders] == ["3300008641976230864"]
    assert [problem.line for problem in file.problems] == [2, 4]
    assert "第 4 行" in file.problems[0].message


def test_two_versions_of_an_order_are_a_conflict_for_a_person(tmp_path: Path) -> None:
    later = (*ONE_ORDER[:2], "100.00", *ONE_ORDER[3:])
    file = read(csv_file(tmp_path / "a.csv", [ORDER, ONE_ORDER, ONE_ORDER, later]))
    assert file.orders == ()
    assert [(p.line, p.column) for p in file.problems] == [(2, "订单编号"), (4, "买家实际支付金额")]


def test_rows_of_one_order_add_up_where_the_format_says_so(tmp_path: Path) -> None:
    header = ("订单号", "实付款", "成交数量", "账号类型", "订单载体", "商品名称")
    rows = [
        ("2415300000000001", "129.00", "1", "", "", "连衣裙"),
        ("2415300000000001", "", "2", "", "", "T恤"),
        ("2415300000000002", "9.00", "1", "", "", "袜子"),
        ("2415300000000002", "8.00", "1", "", "", "袜子"),
    ]
    file = read(csv_file(tmp_path / "a.csv", [header, *rows], "utf-8"), formats=FORMATS)
    (order,) = file.orders
    assert (order.total_quantity, order.paid_cents) == (3, 12900)
    assert [line.title for line in order.lines or ()] == ["连衣裙", "T恤"]
    assert [problem.line for problem in file.problems] == [4, 5]


def test_blank_rows_a_header_in_the_middle_and_a_total_are_no_data(tmp_path: Path) -> None:
    rows = [REFUND, refund(), [""] * 7, REFUND, refund(退款编号=SECOND), ["总计", *[""] * 6], [" "]]
    file = read(csv_file(tmp_path / "a.csv", rows))
    assert (len(file.claims), file.rows_read, file.problems) == (2, 2, ())
    assert [claim.source_line for claim in file.claims] == [2, 5]


def test_a_total_that_is_not_the_last_row_is_told(tmp_path: Path) -> None:
    rows = [REFUND, refund(), ["合计", *[""] * 6], refund(退款编号=SECOND)]
    file = read(csv_file(tmp_path / "a.csv", rows))
    assert len(file.claims) == 2
    assert [problem.line for problem in file.problems] == [3, 3]


def test_a_row_that_slipped_is_left_out(tmp_path: Path) -> None:
    short, long = refund()[:4], [*refund(退款编号=SECOND), "x"]
    rows = [REFUND, short, long, [*refund(), "", ""]]
    file = read(csv_file(tmp_path / "a.csv", rows))
    assert [claim.source_line for claim in file.claims] == [4]
    assert [(p.line, p.column) for p in file.problems] == [(2, None), (3, None)]
    assert all("错位" in problem.message for problem in file.problems)


def test_a_line_break_inside_quotes_is_part_of_the_cell_and_counts_as_a_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ",".join(refund(退款状态='"退款\n成功"')),
        ",".join(refund(退款编号=SECOND, 买家退款金额="x")),
    ]
    path.write_text("\n".join([",".join(REFUND), *rows]), encoding="utf-8")
    file = read(path)
    assert file.claims[0].status == "退款\n成功"
    assert file.claims[0].facts is not None  # blanks within a status do not matter
    assert file.problems[0].line == 4


def test_a_quote_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [refund(), refund(退款编号=SECOND, 是否需要退货='"需要退货'), refund(退款编号="1")]
    path.write_text("\n".join(",".join(row) for row in (REFUND, *rows)), encoding="utf-8")
    file = read(path)
    assert [claim.source_line for claim in file.claims] == [2]
    assert [problem.line for problem in file.problems] == [3]
    assert "引号" in file.problems[0].message


def test_notes_above_the_header_are_passed_over(tmp_path: Path) -> None:
    rows = [["说明：仅供对账"], [], ["导出时间", "2024-06-01"], REFUND, refund()]
    file = read(csv_file(tmp_path / "a.csv", rows))
    assert file.claims[0].source_line == 5


def test_a_header_deeper_than_fifty_rows_is_not_looked_for(tmp_path: Path) -> None:
    notes = [["说明"]] * 50
    with pytest.raises(ImportProblem, match="不是认识的平台文件"):
        read(csv_file(tmp_path / "a.csv", [*notes, REFUND, refund()]))
    assert read(csv_file(tmp_path / "b.csv", [*notes[:49], REFUND, refund()])).claims


def test_columns_are_found_by_name_wherever_they_stand(tmp_path: Path) -> None:
    rows = [list(reversed(REFUND)), list(reversed(refund()))]
    claim = read(csv_file(tmp_path / "a.csv", rows)).claims[0]
    assert (claim.claim_no, claim.amount_cents) == ("170000000000000031", 12900)


def test_a_file_with_a_header_only_says_so(tmp_path: Path) -> None:
    file = read(csv_file(tmp_path / "a.csv", [REFUND]))
    assert (file.claims, file.rows_read) == ((), 0)
    assert "只有表头" in file.problems[0].message


def test_the_second_sheet_of_the_same_kind_is_not_left_out_in_silence(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [REFUND, refund()], [["随便"]], [REFUND, refund()])
    file = read(path)
    assert len(file.claims) == 1
    assert "3月" in file.problems[0].message


def test_data_on_a_later_sheet_are_found(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["封面"]], [REFUND, refund()])
    assert len(read(path).claims) == 1


def test_a_formula_gives_the_value_saved_with_it(tmp_path: Path) -> None:
    header = "".join(text_cell(f"{chr(65 + n)}1", name) for n, name in enumerate(REFUND))
    cells = "".join(text_cell(f"{chr(65 + n)}2", v) for n, v in enumerate(refund()) if n != 2)
    formula = '<c r="C2"><f>SUM(1,128)</f><v>129</v></c>'
    xml = sheet_data(f'<row r="1">{header}</row><row r="2">{cells}{formula}</row>')
    assert read(sheet_workbook(tmp_path / "a.xlsx", xml)).claims[0].amount_cents == 12900


def test_columns_nobody_asked_for_do_not_come_in() -> None:
    file = read(DATA / "taobao_ExportOrderList_gbk.csv")
    assert "example.com" not in repr(file)  # the buyer's payment account is in the file


def test_a_format_that_names_it_tells_by_when_the_shop_was_to_ship(tmp_path: Path) -> None:
    header = ["订单号", "实付款", "成交数量", "账号类型", "订单载体", "预售/承诺发货时间"]
    rows = [header, ["2415300000000001", "129.00", "1", "手机", "短视频", "2024-06-06 09:00:00"]]
    file = read(csv_file(tmp_path / "k.csv", rows), formats=FORMATS)
    assert [o.promised_at for o in file.orders] == [datetime(2024, 6, 6, 1, 0, tzinfo=UTC)]
