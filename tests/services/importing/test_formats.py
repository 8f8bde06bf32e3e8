"""The format files: strict at load, complete for the fields there are."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.domain.due import DueOwner
from app.domain.imported import (
    DUE_OWNERS,
    ClaimFacts,
    FileKind,
    ImportedClaim,
    ImportedLine,
    ImportedOrder,
    ReturnAddress,
)
from app.services.importing import importers
from app.services.importing.format_files import load, parse_importer
from app.services.importing.formats import CLAIM_FIELDS, LINE_FIELDS, ORDER_FIELDS
from app.services.importing.headers import keys, normal
from app.services.importing.toml_table import FormatError

GOOD = """
id = "x"
platform = "taobao"
kind = "claims"
title = "X"
source = "S"
checked_on = 2026-11-22
mark = "U"
currency = "CNY"
zone = "Asia/Shanghai"
recognise = ["退款编号", "退款状态"]
recognise_at_least = 2

[columns]
claim_no = ["退款编号"]
order_no = ["订单编号"]
status = ["退款状态"]
due_at = ["超时时间"]

[[status]]
is = ["退款成功"]
closing = "completed"
mark = "U"
"""


def test_the_known_formats_are_these() -> None:
    assert [(info.id, info.kind) for info in importers()] == [
        ("qianniu_refund_export", FileKind.CLAIMS),
        ("taobao_order_lines", FileKind.ORDER_LINES),
        ("taobao_orders", FileKind.ORDERS),
    ]
    assert all(info.title and info.platform == "taobao" for info in importers())


def test_a_good_format_loads() -> None:
    importer = parse_importer(GOOD, "x.toml")
    assert importer.required == ("claim_no", "order_no")
    assert importer.column("status").headers == ("退款状态",)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ('title = "X"', 'title = "X"\nauthor = "me"', "author"),
        ('title = "X"', "title = 7", "title"),
        ('title = "X"', "", "title"),
        ('platform = "taobao"', 'platform = "ebay"', "ebay"),
        ('kind = "claims"', 'kind = "returns"', "returns"),
        ('id = "x"', 'id = "y"', "y"),
        ("checked_on = 2026-11-22", 'checked_on = "yesterday"', "checked_on"),
        ('mark = "U"\ncurrency', 'mark = "?"\ncurrency', "mark"),
        ("Asia/Shanghai", "Asia/Nowhere", "Nowhere"),
        ("recognise_at_least = 2", "recognise_at_least = 3", "recognise_at_least"),
        ("recognise_at_least = 2", "recognise_at_least = true", "recognise_at_least"),
        ('status = ["退款状态"]', 'state = ["退款状态"]', "state"),
        ('status = ["退款状态"]', 'status = "退款状态"', "status"),
        ('status = ["退款状态"]', "status = []", "status"),
        ('status = ["退款状态"]', 'status = {headers = ["退款状态"], joined = " "}', "joined"),
        ('due_at = ["超时时间"]', 'due_at = {headers = ["超时时间"], extract = "(a)"}', "extract"),
        (
            'claim_no = ["退款编号"]',
            'claim_no = {headers = ["退款编号"], extract = "("}',
            "extract",
        ),
        (
            'claim_no = ["退款编号"]',
            'claim_no = {headers = ["退款编号"], extract = "a"}',
            "extract",
        ),
        ('claim_no = ["退款编号"]', "", "claim_no"),
        ('closing = "completed"', 'closing = "done"', "done"),
        ('closing = "completed"', 'due = "them"', "due"),
        ('is = ["退款成功"]', "", "contains"),
        ('is = ["退款成功"]', 'is = ["退款成功"]\nwas = 1', "was"),
        (
            "[[status]]",
            '[[remedy]]\ncolumn="reason"\nis=["a"]\ngives="exchange"\n[[status]]',
            "reason",
        ),
        ("[[status]]", '[[remedy]]\ncolumn="status"\nis=["a"]\ngives="money"\n[[status]]', "money"),
        ("[columns]", '[lines]\nsku = ["商家编码"]\n[columns]', "lines"),
        ("[columns]", "[columns", "x.toml"),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_a_mistake_in_a_format_is_named_at_load(old: str, new: str, names: str) -> None:
    assert old in GOOD
    with pytest.raises(FormatError, match=names) as error:
        parse_importer(GOOD.replace(old, new, 1), "x.toml")
    assert "x.toml" in str(error.value)


def test_every_field_of_an_order_and_a_claim_can_be_named_by_a_format() -> None:
    def names(kind: type) -> set[str]:
        return {field.name for field in fields(kind)}

    assert set(ORDER_FIELDS) == names(ImportedOrder) - {"lines", "source_line"}
    assert set(LINE_FIELDS) == names(ImportedLine)
    address = {f"return_{name}" for name in names(ReturnAddress)}
    derived = {"remedy", "remedy_text", "facts", "due_whose", "source_line"}
    assert set(CLAIM_FIELDS) - address - {"claim_type"} == names(ImportedClaim) - derived - {
        "return_address"
    }
    assert set(CLAIM_FIELDS) >= address


def test_deadlines_belong_to_the_same_people_everywhere() -> None:
    assert set(DUE_OWNERS) == {owner.value for owner in DueOwner}


@pytest.mark.parametrize(
    ("status", "facts", "due"),
    [
        ("买家已经申请退款，等待卖家同意", "new", "us"),
        ("买家已经申请退款,等待卖家同意", "new", "us"),
        (" 退款协议等待卖家同意 ", "new", "us"),
        ("卖家已经同意退款，等待买家退货", "accepted", "buyer"),
        ("等待买家退货", "accepted", "buyer"),
        ("买家已经退货，等待卖家确认收货", "accepted", "us"),
        ("卖家拒绝退款", "rejected", "buyer"),
        ("卖家拒绝退款，等待买家修改", "rejected", "buyer"),
        ("卖家不同意协议，等待买家修改", "rejected", "buyer"),
    ],
)
def test_statuses_are_understood_in_their_variants(status: str, facts: str, due: str) -> None:
    (importer,) = (i for i in load() if i.id == "qianniu_refund_export")
    rule = importer.status(normal(status))
    assert rule is not None
    assert (rule.facts.review, rule.due) == (facts, due)


def test_an_unknown_status_stands_for_nothing() -> None:
    (importer,) = (i for i in load() if i.id == "qianniu_refund_export")
    assert importer.status(normal("等待火星人处理")) is None


def test_an_ended_claim_is_not_taken_for_the_step_it_names() -> None:
    (importer,) = (i for i in load() if i.id == "qianniu_refund_export")
    rule = importer.status(normal("卖家拒绝退款，退款关闭"))
    assert rule is not None
    assert rule.facts == ClaimFacts(closing=rule.facts.closing)
    assert rule.facts.closing == "cancelled"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("收货地址 ", "收货地址"),
        ("退商品金额（元）", "退商品金额(元)"),
        ("下单帐号", "下单账号"),
        ("交易号*", "交易号"),
        ("\ufeff订单编号", "订单编号"),
        ("Order ID", "order id"),
        ("退款\u3000编号", "退款编号"),
        ("ＩＤ", "id"),
    ],
)
def test_spellings_of_one_column_are_one(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_columns_with_one_name_are_kept_apart_by_position() -> None:
    assert keys(["宝贝种类", "a", "宝贝种类 ", "", ""]) == ("宝贝种类", "a", "宝贝种类#2", "", "")
