"""What an order was paid with beside money: read from files, kept, and never overwritten unseen."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.imported import ParsedFile
from app.domain.order import PaidTender
from app.domain.remedy import Remedy
from app.model import tables
from tests.services.bench import CUP, Bench, claim, file_of, order
from tests.services.importing.arrival import every_row
from tests.services.importing.making import DATA, read

ORDER = "3300008641975230861"
_SAMPLE = DATA / "taobao_ExportOrderList_gbk.csv"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "desk")


def _with_cells(path: Path, **cells: str) -> Path:
    """The sample with some cells of its first order written otherwise."""
    rows = list(csv.reader(io.StringIO(_SAMPLE.read_text("gb18030"), newline="")))
    for title, cell in cells.items():
        rows[1][rows[0].index(title)] = cell
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode("gb18030"))
    return path


def _tenders(bench: Bench, number: str = ORDER) -> tuple[PaidTender, ...]:
    read = bench.db.read()
    found = read.one(tables.Order, number=number)
    assert found is not None
    return tuple(
        PaidTender(row["kind"], row["amount"])
        for row in read.find(tables.OrderTender, order_id=found["id"])
    )


def test_points_the_buyer_paid_are_taken_from_the_order_list(bench: Bench, tmp_path: Path) -> None:
    file = read(_with_cells(tmp_path / "list.csv", 买家实际支付积分="1,200"))
    bench.take_files((file,))
    assert _tenders(bench) == (PaidTender("points", 1200),)
    assert bench.faults() == []


def test_what_the_platform_adds_or_the_buyer_earns_is_no_tender(
    bench: Bench, tmp_path: Path
) -> None:
    file = read(
        _with_cells(
            tmp_path / "list.csv", 买家支付积分="500", 返点积分="64", 天猫卡券抵扣="20.00", 集分宝抵扣="3.00"
        )
    )  # fmt: skip
    bench.take_files((file,))
    assert _tenders(bench) == ()


@pytest.mark.parametrize("cell", ["", "0", "'null", "-"])
def test_no_points_are_no_tender(bench: Bench, tmp_path: Path, cell: str) -> None:
    bench.take_files((read(_with_cells(tmp_path / "list.csv", 买家实际支付积分=cell)),))
    assert _tenders(bench) == ()


def test_points_that_are_no_number_are_told_and_the_row_is_left_out(tmp_path: Path) -> None:
    file = read(_with_cells(tmp_path / "list.csv", 买家实际支付积分="很多"))
    assert [(p.column, p.value) for p in file.problems] == [("买家实际支付积分", "很多")]
    assert ORDER not in {one.number for one in file.orders}


def _paid_with(points: int, source: str = "taobao_orders") -> ParsedFile:
    return file_of(order(ORDER, CUP, points=points), importer=source)


def test_the_same_file_again_writes_nothing(bench: Bench) -> None:
    bench.take_files((_paid_with(300),))
    before = every_row(bench.db)
    outcome = bench.take_files((_paid_with(300),))
    assert (outcome.orders_changed, outcome.conflicts) == (0, ())
    assert every_row(bench.db) == before


def test_a_later_export_of_the_same_kind_corrects_itself_before_money_moved(bench: Bench) -> None:
    bench.take_files((_paid_with(0),))
    outcome = bench.take_files((_paid_with(300),))
    assert (outcome.orders_changed, outcome.conflicts) == (1, ())
    outcome = bench.take_files((_paid_with(250),))
    assert _tenders(bench) == (PaidTender("points", 250),)


Change = Callable[[Bench], ParsedFile]


def _after_a_refund(bench: Bench) -> ParsedFile:
    bench.take_files((file_of(claim("110000000000001", ORDER)),))
    ticket = bench.services.tickets.get(1)
    bench.decide(ticket, Remedy.REFUND_ONLY)
    return _paid_with(250)


def _from_another_kind_of_file(_bench: Bench) -> ParsedFile:
    return replace(_paid_with(250), importer_id="some_other_list")


@pytest.mark.parametrize("later", [_after_a_refund, _from_another_kind_of_file])
def test_a_later_different_value_is_shown_to_a_person_and_the_first_one_stays(
    bench: Bench, later: Change
) -> None:
    bench.take_files((_paid_with(300),))
    file = later(bench)
    for _again in range(2):
        outcome = bench.take_files((file,))
        assert _tenders(bench) == (PaidTender("points", 300),)
        (said,) = outcome.conflicts
        assert ORDER in said
        assert "积分：已记 300，文件现在写 250" in said
    assert bench.faults() == []


def test_coupons_and_stored_value_are_ledgers_of_their_own(bench: Bench) -> None:
    paid = order(ORDER, CUP, points=80, coupon_cents=500, stored_cents=2_000)
    bench.take_files((file_of(paid, importer="taobao_orders"),))
    assert set(_tenders(bench)) == {
        PaidTender("points", 80),
        PaidTender("coupon", 500),
        PaidTender("stored", 2_000),
    }
