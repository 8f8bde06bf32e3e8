"""Compensation for keeping the goods: how much is saved, what is suggested, and the limits."""

from __future__ import annotations

from app.domain.payment import CapName
from tests.domain.examples.making import (
    amount,
    before,
    given,
    goods,
    keep_goods,
    order,
    pieces,
    situation,
)
from tests.domain.examples.shape import Chapter, Example, Total, asks, passes, refuses, warns

_RUG = order(goods(1, "地毯", 100_00))
_MUGS = order(goods(1, "马克杯", 100_00, 3))
_TWELVE = situation(avoided_freight_cents=12_00)

COMPENSATION = Chapter(
    "留货补偿",
    "小瑕疵不退货：上限是省下的运费，建议取它的六分之五、舍到整元。超过省下的运费要店主同意。"
    "破损或缺件以商品实付为上限。任何补偿和退款加起来都不超过实付。",
    (
        Example(
            "省下单程运费 12.00，建议 10.00",
            _RUG,
            keep_goods(10_00, pieces(1, 1)),
            "12.00×5÷6＝10.00，不超过 12.00",
            {Total.COMPENSATION: 10_00, Total.SUGGESTED: 10_00, Total.COST: 10_00},
            situation=_TWELVE,
            says=(passes("within_saved", "不超过补偿上限 ¥ 12.00"),),
        ),
        Example(
            "单程 7.00",
            _RUG,
            keep_goods(5_00, pieces(1, 1)),
            "7.00×5÷6＝5.83…，舍到整元＝5.00",
            {Total.SUGGESTED: 5_00},
            situation=situation(avoided_freight_cents=7_00),
        ),
        Example(
            "单程 5.00",
            _RUG,
            keep_goods(4_00, pieces(1, 1)),
            "5.00×5÷6＝4.16…，舍到整元＝4.00",
            {Total.SUGGESTED: 4_00},
            situation=situation(avoided_freight_cents=5_00),
        ),
        Example(
            "省得太少就没有建议",
            _RUG,
            keep_goods(1_00, pieces(1, 1)),
            "1.00×5÷6＝0.83…，舍到整元＝0.00",
            {Total.SUGGESTED: 0},
            situation=situation(avoided_freight_cents=1_00),
        ),
        Example(
            "建议不超过实付",
            order(goods(1, "书签", 3_00)),
            keep_goods(3_00, pieces(1, 1)),
            "12.00×5÷6＝10.00，但这一件只付了 3.00",
            {Total.SUGGESTED: 3_00},
            situation=_TWELVE,
        ),
        Example(
            "超过省下的运费",
            _RUG,
            keep_goods(15_00, pieces(1, 1)),
            "15.00＞12.00，店主同意才行",
            {Total.COMPENSATION: 15_00},
            situation=_TWELVE,
            says=(asks("over_saved", "超过省下的运费 ¥ 12.00"),),
        ),
        Example(
            "超过实付，谁也不能同意",
            _RUG,
            keep_goods(100_01, pieces(1, 1)),
            "100.01＞100.00",
            situation=_TWELVE,
            says=(refuses("over_paid", "¥ 100.01 超过所选商品的可退上限 ¥ 100.00"),),
        ),
        Example(
            "破损：上限是商品实付",
            _RUG,
            keep_goods(60_00, pieces(1, 1), goods_damaged=True),
            "60.00≤100.00",
            {Total.COMPENSATION: 60_00},
            situation=_TWELVE,
            left={CapName.COMPENSATION: 100_00},
            silent=("over_saved",),
        ),
        Example(
            "缺一件：只能按这一件的价值",
            _MUGS,
            keep_goods(34_00, pieces(1, 2), goods_damaged=True),
            "第 2 件值 33.34，34.00 超过",
            situation=_TWELVE,
            says=(refuses("over_paid", "可退上限 ¥ 33.34"),),
        ),
        Example(
            "同一单补偿第二次",
            _RUG,
            keep_goods(5_00, pieces(1, 1)),
            "省下的 12.00−已补偿 8.00＝4.00，5.00 超过",
            {Total.COMPENSATION: 5_00},
            money=(given(8_00, 1, {1: 8_00}),),
            situation=_TWELVE,
            says=(asks("over_saved", "¥ 4.00"),),
        ),
        Example(
            "退过 95.00 再补偿",
            _RUG,
            keep_goods(10_00, pieces(1, 1)),
            "可退上限 100.00−95.00＝5.00，10.00 超过",
            money=(before(95_00, 1),),
            situation=_TWELVE,
            says=(refuses("over_paid", "可退上限 ¥ 5.00"),),
        ),
        Example(
            "分到两种商品上",
            order(goods(1, "地毯", 60_00), goods(2, "防滑垫", 40_00)),
            keep_goods(10_00, pieces(1, 1), pieces(2, 1)),
            "10.00 按 60:40 分：6.00＋4.00＝10.00",
            {Total.COMPENSATION: 10_00},
            situation=_TWELVE,
            units={(1, 1): 6_00, (2, 1): 4_00},
        ),
        Example(
            "分到三件上",
            _MUGS,
            keep_goods(10_00, pieces(1, 1, 2, 3)),
            "按 33.33:33.34:33.33 分，余的一分给最大的第 2 件：3.33＋3.34＋3.33＝10.00",
            {Total.COMPENSATION: 10_00},
            situation=_TWELVE,
            units={(1, 1): 3_33, (1, 2): 3_34, (1, 3): 3_33},
        ),
        Example(
            "不知道省下多少运费",
            _RUG,
            keep_goods(20_00, pieces(1, 1)),
            "没有省下的运费可比，以实付 100.00 为上限：20.00",
            {Total.COMPENSATION: 20_00, Total.SUGGESTED: None},
            says=(warns("saved_freight_unknown", "不知道这次能省下多少退货运费"),),
        ),
        Example(
            "没有商品明细，补偿记在整单",
            order(paid=88_00),
            keep_goods(10_00, amount(None, 0)),
            "10.00≤12.00",
            {Total.COMPENSATION: 10_00},
            situation=_TWELVE,
        ),
    ),
)
