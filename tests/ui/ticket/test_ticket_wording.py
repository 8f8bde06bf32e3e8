"""Values of a ticket in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.order import Buyer, Order, OrderLine, OrderSource, PaidClaim
from app.domain.remedy import ProblemClass
from app.domain.ticket import Ticket, TicketLine
from ui.ticket import wording

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("2749018355271180993", "2749 0183 5527 1180 993"),
        ("12345678", "12345678"),
        ("SF1234567890123", "SF1234567890123"),
        ("１２３４５６７８９", "１２３４５６７８９"),
        ("", ""),
    ],
)
def test_long_numbers_are_grouped_and_others_left_alone(number: str, shown: str) -> None:
    assert wording.grouped(number) == shown


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        (timedelta(minutes=3), "今天 11:57"),
        (timedelta(hours=13), "昨天 23:00"),
        (timedelta(days=2), "11-20 12:00"),
        (timedelta(days=400), "2025-10-18 12:00"),
    ],
)
def test_an_instant_is_said_in_the_days_of_the_shop(before: timedelta, shown: str) -> None:
    assert wording.instant(NOON - before, NOON, SHANGHAI) == shown


def test_an_unknown_instant_is_called_unknown() -> None:
    assert wording.instant(None, NOON, SHANGHAI) == "未知"


@pytest.mark.parametrize(
    ("before", "day"),
    [(timedelta(hours=2), "当天"), (timedelta(hours=13), "第 1 天"), (timedelta(days=2), "第 2 天")],
)  # fmt: skip
def test_days_are_counted_from_the_day_after_signing(before: timedelta, day: str) -> None:
    order = Order(1, 1, "1", OrderSource.ORDER_FILE, delivered_at=NOON - before)
    assert wording.delivered(order, NOON, SHANGHAI).endswith(f"（{day}）")


def test_a_buyer_nobody_named_is_unknown_and_only_the_tail_of_a_phone_shows() -> None:
    assert wording.buyer(Buyer()) == "未知"
    assert wording.buyer(Buyer("小鹿", phone="13812342209")) == "小鹿 · *******2209"
    assert wording.buyer(Buyer("13812342209")) == "*******2209"


@pytest.mark.parametrize(
    ("quantity", "claimed", "shown"),
    [
        (2, TicketLine(1, (1,)), "1 / 2"),
        (2, TicketLine(1, ()), "未知 / 2"),
        (None, TicketLine(1, ()), "未知"),
        (2, None, "2"),
        (None, None, "未知"),
    ],
)
def test_pieces_are_claimed_of_bought(
    quantity: int | None, claimed: TicketLine | None, shown: str
) -> None:
    assert wording.pieces(OrderLine(1, 1, quantity=quantity), claimed) == shown


def test_goods_without_a_title_are_named_by_code_or_place() -> None:
    assert wording.goods(OrderLine(1, 3)) == "第 3 行商品"
    assert wording.goods(OrderLine(1, 3, sku="A-1")) == "A-1"
    assert wording.goods(OrderLine(1, 3, title="垫", variant="灰", gift=True)) == "垫 灰（赠品）"


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 字节"), (1023, "1023 字节"), (1024, "1.0 KB"), (3_355_443, "3.2 MB"),
     (150 * 1024**2, "150 MB"), (4 * 1024**3, "4.0 GB")],
)  # fmt: skip
def test_sizes_are_rounded_the_way_people_say_them(size: int, shown: str) -> None:
    assert wording.file_size(size) == shown


def test_a_fingerprint_shows_its_ends() -> None:
    assert wording.fingerprint("9f2c" + "0" * 56 + "a41d") == "9f2c…a41d"


def test_a_statement_is_named_by_its_file_else_by_its_kind() -> None:
    assert wording.source(PaidClaim("orders", 1, "订单.csv")) == "订单.csv"
    assert wording.source(PaidClaim("claims", 1)) == "售后文件"
    assert wording.source(PaidClaim("person", 1)) == "人工核对"


def test_where_nobody_wrote_a_word_the_class_of_the_problem_is_said(ticket: Ticket) -> None:
    silent = replace(ticket, summary="", true_reason="", platform_reason="")
    assert wording.problem(replace(silent, problem=ProblemClass.QUALITY)) == "质量问题"
    assert wording.problem(replace(silent, problem=ProblemClass.UNKNOWN)) == "未知"
    told = replace(silent, problem=ProblemClass.QUALITY, platform_reason="不喜欢/不想要")
    assert wording.problem(told) == "不喜欢/不想要"
