"""Several currencies: each has its own decimals, and two are never added."""

from __future__ import annotations

from tests.domain.examples.making import (
    before,
    goods,
    keep_goods,
    order,
    pieces,
    refund_only,
    situation,
)
from tests.domain.examples.shape import Chapter, Example, Total, refuses

_YEN = order(goods(1, "手帕", 1000, 3), currency="JPY")
_DINAR = order(goods(1, "丝巾", 10_000, 3), currency="KWD")
_DOLLAR = order(goods(1, "马克杯", 29_99, 2), currency="USD")

CURRENCIES = Chapter(
    "不同币种",
    "每个币种用自己的小数位：日元没有，人民币两位，科威特第纳尔三位。不同币种的金额绝不相加；"
    "订单上出现另一币种的打款时先由人核对。",
    (
        Example(
            "日元没有小数",
            _YEN,
            refund_only(pieces(1, 2)),
            "S(2)−S(1)＝667−333＝334",
            {Total.REFUND: 334},
        ),
        Example(
            "第纳尔三位小数",
            _DINAR,
            refund_only(pieces(1, 2)),
            "S(2)−S(1)＝6.667−3.333＝3.334",
            {Total.REFUND: 3_334},
        ),
        Example(
            "美元：奇数分的一半",
            _DOLLAR,
            refund_only(pieces(1, 1)),
            "S(1)＝四舍五入(29.99÷2＝14.995)＝15.00",
            {Total.REFUND: 15_00},
        ),
        Example(
            "另一半",
            _DOLLAR,
            refund_only(pieces(1, 2)),
            "29.99−15.00＝14.99",
            {Total.REFUND: 14_99},
            money=(before(15_00, 1, {1: 15_00}, currency="USD"),),
        ),
        Example(
            "日元的补偿建议舍到整日元",
            _YEN,
            keep_goods(700, pieces(1, 1, 2, 3)),
            "850×5÷6＝708.33…，舍到整日元＝708",
            {Total.SUGGESTED: 708},
            situation=situation(avoided_freight_cents=850),
        ),
        Example(
            "订单是美元，此前打款是人民币",
            _DOLLAR,
            refund_only(pieces(1, 2)),
            "15.00 元与 29.99 美元不能放在一起算",
            money=(before(15_00, 1, {1: 15_00}),),
            says=(refuses("currency", "CNY"),),
        ),
    ),
)
