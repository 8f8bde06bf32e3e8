"""Nothing is refunded twice: pieces, amounts, several tickets, failures and reversals."""

from __future__ import annotations

from dataclasses import replace

from app.domain.order import PaidClaim, PaidConflict, Unit
from app.domain.payment import CapName, MoneyState
from app.domain.settlement.types import Row
from tests.domain.examples.making import (
    amount,
    before,
    goods,
    order,
    pieces,
    refund_only,
    situation,
)
from tests.domain.examples.shape import HERE, Chapter, Example, Total, informs, refuses, warns

_MUGS = order(goods(1, "马克杯", 100_00, 3))
_PAIR = order(goods(1, "抱枕", 100_00, 2))
_FIRST = before(33_33, 1, {1: 33_33})
_SECOND = before(33_34, 1, {2: 33_34}, key=101)

TWICE = Chapter(
    "同一件不退两次",
    "计划中、已批准、已提交、已到账的款项都占用上限，同一订单的所有售后单一起算。"
    "失败、冲回、撤回的款项正好放出它写明的那几件，不多也不少。",
    (
        Example(
            "已退的件不能再选",
            _MUGS,
            refund_only(pieces(1, 1, 2)),
            "第 1 件在另一张售后单退过，只剩第 2、3 件可选",
            money=(_FIRST,),
            says=(refuses("unit_refunded", "第 1 件此前已退款，不能再次选择；还可选：2、3"),),
        ),
        Example(
            "剩下的两件",
            _MUGS,
            refund_only(pieces(1, 2, 3)),
            "33.34＋33.33＝66.67；上限 100.00−33.33＝66.67",
            {Total.REFUND: 66_67},
            money=(_FIRST,),
            left={CapName.PAID: 66_67},
        ),
        Example(
            "打款失败，这一件又可以退",
            _MUGS,
            refund_only(pieces(1, 1)),
            "失败的 33.33 不占上限，第 1 件＝33.33",
            {Total.REFUND: 33_33},
            money=(replace(_FIRST, state=MoneyState.FAILED),),
            left={CapName.PAID: 100_00},
        ),
        Example(
            "冲回只放出写明的那一件",
            _MUGS,
            refund_only(pieces(1, 1)),
            "第 1 件冲回后放出 33.33，第 2 件的 33.34 仍占用：上限 100.00−33.34＝66.66",
            {Total.REFUND: 33_33},
            money=(replace(_FIRST, state=MoneyState.REVERSED), _SECOND),
            left={CapName.PAID: 66_66},
        ),
        Example(
            "冲回了第 1 件，第 2 件还是退过的",
            _MUGS,
            refund_only(pieces(1, 2)),
            "第 2 件的 33.34 仍然有效",
            money=(replace(_FIRST, state=MoneyState.REVERSED), _SECOND),
            says=(refuses("unit_refunded", "第 2 件此前已退款"),),
        ),
        Example(
            "撤回的计划不占上限",
            _MUGS,
            refund_only(pieces(1, 1, 2, 3)),
            "撤回的 33.33 不算：100.00−0＝100.00",
            {Total.REFUND: 100_00},
            money=(replace(_FIRST, state=MoneyState.WITHDRAWN),),
        ),
        Example(
            "新一轮方案代替自己还没打的款",
            _MUGS,
            refund_only(pieces(1, 1, 2)),
            "本单计划的 33.33 由新方案代替：33.33＋33.34＝66.67",
            {Total.REFUND: 66_67},
            money=(replace(_FIRST, ticket_id=HERE, state=MoneyState.PLANNED),),
            says=(informs("replaces", "¥ 33.33 由本方案代替"),),
            left={CapName.PAID: 100_00},
        ),
        Example(
            "已经提交的款不会被代替",
            _MUGS,
            refund_only(pieces(1, 1)),
            "本单第 1 件已提交 33.33，不能再退",
            money=(replace(_FIRST, ticket_id=HERE, state=MoneyState.SUBMITTED),),
            says=(refuses("unit_refunded"),),
        ),
        Example(
            "三张售后单各退一件，加起来正好",
            _MUGS,
            refund_only(pieces(1, 3)),
            "前两单 33.33＋33.34＝66.67，本单 100.00−66.67＝33.33",
            {Total.REFUND: 33_33},
            money=(_FIRST, replace(_SECOND, ticket_id=3)),
            left={CapName.PAID: 33_33},
        ),
        Example(
            "同一件在另一张未完结的售后单里",
            _MUGS,
            refund_only(pieces(1, 1)),
            "还没有打款，先提醒：33.33",
            {Total.REFUND: 33_33},
            situation=situation(units_claimed_elsewhere=frozenset({Unit(1, 1)})),
            says=(warns("claimed_elsewhere", "另一张未完结售后单"),),
        ),
        Example(
            "同一行选了两次",
            _MUGS,
            refund_only(pieces(1, 1), pieces(1, 2)),
            "请合并成一项",
            says=(refuses("line_twice", "选了两次"),),
        ),
        Example(
            "没有买过的件",
            _MUGS,
            refund_only(pieces(1, 3, 4)),
            "只买了 3 件，没有第 4 件",
            says=(refuses("no_such_unit", "只买了 3 件，没有所选的第 4 件"),),
        ),
    ),
)

AMOUNTS = Chapter(
    "按金额退和可退上限",
    "不写明哪一件的金额记在这一行（或整单）名下，算作「此前已退」。退款和留货补偿合计绝不超过实付。"
    "实付不明或两份文件不一致时，程序不替人决定。",
    (
        Example(
            "退一部分金额，不占用任何一件",
            _PAIR,
            refund_only(amount(1, 20_00)),
            "填写 20.00，不超过 100.00",
            {Total.REFUND: 20_00},
        ),
        Example(
            "超过这一行剩下的金额",
            _PAIR,
            refund_only(amount(1, 20_00)),
            "剩下 100.00−90.00＝10.00，20.00 超过",
            money=(before(90_00, 1),),
            says=(refuses("over_line", "¥ 20.00 超过可退上限 ¥ 10.00"),),
        ),
        Example(
            "正好退完",
            _PAIR,
            refund_only(amount(1, 10_00)),
            "100.00−90.00＝10.00",
            {Total.REFUND: 10_00},
            money=(before(90_00, 1),),
        ),
        Example(
            "退过金额再退全部的件",
            _PAIR,
            refund_only(pieces(1, 1, 2)),
            "100.00−30.00＝70.00",
            {Total.REFUND: 70_00},
            money=(before(30_00, 1),),
            rows={Row.GOODS: 100_00, Row.REFUNDED_BEFORE: -30_00},
            says=(warns("loose_refund", "¥ 30.00 退款没有对应到具体件"),),
        ),
        Example(
            "退过金额再退其中一件：余额够就退足",
            _PAIR,
            refund_only(pieces(1, 2)),
            "第 2 件值 50.00，余额 100.00−50.00＝50.00，够退 50.00",
            {Total.REFUND: 50_00},
            money=(before(50_00, 1),),
        ),
        Example(
            "余额不够一件，只退余额",
            _PAIR,
            refund_only(pieces(1, 2)),
            "第 2 件值 50.00，余额 100.00−80.00＝20.00，退 20.00",
            {Total.REFUND: 20_00},
            money=(before(80_00, 1),),
            rows={Row.REFUNDED_BEFORE: -30_00},
        ),
        Example(
            "整单退过一笔，各行按比例减少",
            order(goods(1, "地毯", 60_00), goods(2, "防滑垫", 40_00)),
            refund_only(pieces(1, 1), pieces(2, 1)),
            "余额 100.00−70.00＝30.00；多出的 70.00 按 60:40 减 42.00、28.00，退 18.00＋12.00＝30.00",
            {Total.REFUND: 30_00},
            money=(before(70_00),),
            units={(1, 1): 18_00, (2, 1): 12_00},
        ),
        Example(
            "写明件又填金额：金额分到这几件上",
            _MUGS,
            refund_only(pieces(1, 1, 2, amount=50_00)),
            "50.00 按 33.33:33.34 分：25.00＋25.00＝50.00",
            {Total.REFUND: 50_00},
            units={(1, 1): 25_00, (1, 2): 25_00},
        ),
        Example(
            "填写的金额超过所选件的价值",
            _MUGS,
            refund_only(pieces(1, 1, amount=40_00)),
            "第 1 件只值 33.33",
            says=(refuses("over_line", "¥ 40.00 超过可退上限 ¥ 33.33"),),
        ),
        Example(
            "没有商品明细：按整单金额",
            order(paid=88_00),
            refund_only(amount(None, 88_00)),
            "整单余额 88.00",
            {Total.REFUND: 88_00},
        ),
        Example(
            "整单金额也不能超过实付",
            order(paid=88_00),
            refund_only(amount(None, 88_01)),
            "88.01＞88.00",
            says=(refuses("over_paid", "可退上限 ¥ 88.00"),),
        ),
        Example(
            "实付未知",
            replace(_PAIR, paid_cents=None),
            refund_only(pieces(1, 1)),
            "不知道实付就没有上限",
            says=(refuses("paid_unknown", "实付金额未知"),),
        ),
        Example(
            "两份文件的实付不同",
            replace(
                _PAIR,
                conflict=PaidConflict(
                    (PaidClaim("订单文件", 100_00), PaidClaim("退款文件", 0)), "两份文件不同"
                ),
            ),
            refund_only(pieces(1, 1)),
            "100.00 与 0.00 哪个对，由人核对",
            says=(refuses("paid_conflict", "请先核对实付金额"),),
        ),
        Example(
            "不知道实付里含多少运费",
            order(goods(1, "抱枕", 100_00), paid=112_00, shipping=None),
            refund_only(pieces(1, 1)),
            "按行实付退 100.00，运费不单独退",
            {Total.REFUND: 100_00},
            says=(warns("shipping_unknown", "不知道实付 ¥ 112.00 里含多少运费"),),
        ),
    ),
)
