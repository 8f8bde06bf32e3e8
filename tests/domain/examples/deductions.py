"""Deductions after inspection, and compensation given earlier."""

from __future__ import annotations

from app.domain.facts import GoodsIn
from app.domain.order import Unit
from app.domain.remedy import Liability
from app.domain.settlement.types import Deduction, Row
from tests.domain.examples.making import (
    given,
    goods,
    order,
    pieces,
    refund_only,
    send_back,
    situation,
)
from tests.domain.examples.shape import Chapter, Example, Total, asks, passes, refuses, warns

_COAT = order(goods(1, "大衣", 100_00))
_PAIR = order(goods(1, "抱枕", 100_00, 2))
_SET = order(goods(1, "锅", 90_00), goods(2, "铲", 30_00), goods(3, "围裙", None, gift=True))
_WORN = situation(goods_in={Unit(1, 1): GoodsIn.WORN})
_MIXED = situation(goods_in={Unit(1, 1): GoodsIn.SELLABLE, Unit(1, 2): GoodsIn.WORN})
_BACK = situation(goods_in={Unit(1, 1): GoodsIn.SELLABLE, Unit(1, 2): GoodsIn.SELLABLE})
_SET_BACK = situation(
    goods_in={
        Unit(1, 1): GoodsIn.SELLABLE,
        Unit(2, 1): GoodsIn.SELLABLE,
        Unit(3, 1): GoodsIn.NOT_ARRIVED,
    }
)

DEDUCTIONS = Chapter(
    "验货后的扣减",
    "每一项扣减写明原因和照片，从它说的那几件里扣；赠品没有退回，按其价值从各件里按比例扣。"
    "扣减不会超过这部分应退的金额。钱跟着收到的件走：没有收到的件要写明理由才付。",
    (
        Example(
            "穿过，扣 15.00",
            _COAT,
            send_back(pieces(1, 1), deductions=(Deduction(1, 15_00, "有穿着痕迹"),)),
            "100.00−15.00＝85.00",
            {Total.REFUND: 85_00},
            situation=_WORN,
            rows={Row.DEDUCTION: -15_00},
            says=(warns("deduction_unproved", "没有附照片"),),
        ),
        Example(
            "附了照片就不再提醒",
            _COAT,
            send_back(pieces(1, 1), deductions=(Deduction(1, 15_00, "有穿着痕迹", evidence=(4,)),)),
            "100.00−15.00＝85.00",
            {Total.REFUND: 85_00},
            situation=_WORN,
            silent=("deduction_unproved", "deduction_uninspected"),
        ),
        Example(
            "只扣有问题的那一件",
            _PAIR,
            send_back(pieces(1, 1, 2), deductions=(Deduction(1, 10_00, "污渍", (2,), (4,)),)),
            "第 1 件 50.00，第 2 件 50.00−10.00＝40.00，共 90.00",
            {Total.REFUND: 90_00},
            situation=_MIXED,
            units={(1, 1): 50_00, (1, 2): 40_00},
        ),
        Example(
            "两项扣减",
            _COAT,
            send_back(
                pieces(1, 1),
                deductions=(Deduction(1, 10_00, "吊牌剪掉"), Deduction(1, 5_50, "缺腰带")),
            ),
            "100.00−10.00−5.50＝84.50",
            {Total.REFUND: 84_50},
            situation=_WORN,
        ),
        Example(
            "赠品没有退回，按比例从各件里扣",
            _SET,
            send_back(
                pieces(1, 1), pieces(2, 1), deductions=(Deduction(3, 6_00, "赠品围裙未退回"),)
            ),
            "6.00 按 90:30 分：4.50、1.50；85.50＋28.50＝114.00",
            {Total.REFUND: 114_00},
            situation=_SET_BACK,
            units={(1, 1): 85_50, (2, 1): 28_50},
        ),
        Example(
            "扣减超过应退金额",
            _COAT,
            send_back(pieces(1, 1), deductions=(Deduction(1, 100_01, "完全损坏"),)),
            "100.01＞100.00",
            situation=_WORN,
            says=(refuses("deduction_too_large", "¥ 100.01 超过这部分应退的 ¥ 100.00"),),
        ),
        Example(
            "没有写原因",
            _COAT,
            send_back(pieces(1, 1), deductions=(Deduction(1, 15_00, ""),)),
            "扣减必须写原因",
            situation=_WORN,
            says=(refuses("deduction_incomplete", "都要有金额和原因"),),
        ),
        Example(
            "扣减的商品不在本次退款里",
            _SET,
            send_back(pieces(1, 1), deductions=(Deduction(2, 5_00, "铲柄断裂"),)),
            "铲没有选中",
            situation=_SET_BACK,
            says=(refuses("deduction_elsewhere", "不在本次退款里"),),
        ),
        Example(
            "验货发现问题但没有扣减",
            _COAT,
            send_back(pieces(1, 1)),
            "全额退 100.00，只提醒",
            {Total.REFUND: 100_00},
            situation=_WORN,
            says=(warns("flawed_undeducted", "1 件不完好，本方案没有扣减"),),
        ),
        Example(
            "完好，全额退",
            _PAIR,
            send_back(pieces(1, 1, 2)),
            "50.00＋50.00＝100.00",
            {Total.REFUND: 100_00},
            situation=_BACK,
            says=(passes("inspected", "已收货验货"),),
        ),
        Example(
            "只收到一件：收到的和没收到的分成两笔",
            _PAIR,
            send_back(pieces(1, 1, 2)),
            "收到的第 1 件 50.00 可以付，第 2 件 50.00 等收到；共 100.00",
            {Total.REFUND: 100_00},
            situation=situation(
                goods_in={Unit(1, 1): GoodsIn.SELLABLE, Unit(1, 2): GoodsIn.IN_TRANSIT}
            ),
            units={(1, 1): 50_00, (1, 2): 50_00},
            says=(warns("partly_received", "还有 1 件没有收到"),),
        ),
        Example(
            "选中的件没有收到",
            _PAIR,
            send_back(pieces(1, 1, 2)),
            "付这一件等于不退货退款：100.00",
            {Total.REFUND: 100_00},
            situation=situation(
                goods_in={Unit(1, 1): GoodsIn.SELLABLE, Unit(1, 2): GoodsIn.NOT_ARRIVED}
            ),
            says=(asks("not_received", "1 件没有收到"),),
        ),
    ),
)

EARLIER = Chapter(
    "此前补偿过的再退货",
    "留货补偿过的商品后来退货，退款里减去已补偿的部分：写明件的补偿从那一件减；"
    "记在整行的补偿按 S(k) 摊到每一件上。",
    (
        Example(
            "补偿过 10.00 的那一件",
            _COAT,
            send_back(pieces(1, 1)),
            "100.00−10.00＝90.00",
            {Total.REFUND: 90_00},
            money=(given(10_00, 1, {1: 10_00}),),
            rows={Row.COMPENSATED_BEFORE: -10_00},
        ),
        Example(
            "补偿记在第 2 件，退第 1 件不受影响",
            _PAIR,
            send_back(pieces(1, 1)),
            "第 1 件没有补偿过：50.00",
            {Total.REFUND: 50_00},
            money=(given(8_00, 1, {2: 8_00}),),
        ),
        Example(
            "补偿记在整行，摊到每一件",
            _PAIR,
            send_back(pieces(1, 1)),
            "10.00÷2＝5.00；50.00−5.00＝45.00",
            {Total.REFUND: 45_00},
            money=(given(10_00, 1),),
        ),
        Example(
            "整行补偿除不尽：第 2 件",
            _PAIR,
            send_back(pieces(1, 2)),
            "9.99 的一半 S(1)＝5.00，第 2 件摊 9.99−5.00＝4.99；50.00−4.99＝45.01",
            {Total.REFUND: 45_01},
            money=(given(9_99, 1),),
        ),
        Example(
            "全部退，补偿全部减掉",
            _PAIR,
            refund_only(pieces(1, 1, 2), liability=Liability.MERCHANT),
            "100.00−9.99＝90.01",
            {Total.REFUND: 90_01},
            money=(given(9_99, 1),),
        ),
    ),
)
