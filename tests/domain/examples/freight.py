"""Freight: the shipping paid with the order falls due once; the parcel back is paid beside it."""

from __future__ import annotations

from app.domain.payment import CapName, Leg, MoneyClass, MoneyState
from app.domain.remedy import FreightBearer, Liability
from app.domain.settlement.types import Row
from tests.domain.examples.making import (
    before,
    goods,
    order,
    pieces,
    refund_only,
    send_back,
    situation,
)
from tests.domain.examples.shape import HERE, Chapter, Example, Total, asks, informs, refuses, warns

_SHIPPED = order(goods(1, "抱枕", 100_00, 2), shipping=12_00)
_WAITING = order(goods(1, "抱枕", 100_00, 2), shipping=12_00, shipped=False)
_HALF = before(50_00, 1, {1: 50_00})
_BOTH = pieces(1, 1, 2)


_SENT = before(12_00, money_class=MoneyClass.FREIGHT, leg=Leg.OUTBOUND, key=101)
_SENT_FIVE = before(5_00, money_class=MoneyClass.FREIGHT, leg=Leg.OUTBOUND, key=101)

OUTBOUND = Chapter(
    "订单运费只退一次",
    "买家下单时付的运费，没有发货时随最后一件退；已发货的，商家、物流或供应商责任时随最后一件退；"
    "买家责任不退；责任一直定不了的，按运费规则（《淘宝平台争议处理规则》第 7 条）首次运费由商家承担，"
    "随最后一件退，先判定责任再退更稳妥；这一格可以改。所有售后单一起只退一次，退款、补偿和运费合计"
    "不超过实付总额。",
    (
        Example(
            "没有发货，全部退",
            _WAITING,
            refund_only(_BOTH),
            "100.00＋12.00＝112.00",
            {Total.REFUND: 112_00},
            rows={Row.SHIPPING: 12_00},
        ),
        Example(
            "没有发货，先退一件",
            _WAITING,
            refund_only(pieces(1, 1)),
            "还有一件要发，运费不退：50.00",
            {Total.REFUND: 50_00},
            rows={Row.SHIPPING: 0},
        ),
        Example(
            "没有发货，退最后一件",
            _WAITING,
            refund_only(pieces(1, 2)),
            "50.00＋12.00＝62.00",
            {Total.REFUND: 62_00},
            money=(_HALF,),
        ),
        Example(
            "已发货，买家责任",
            _SHIPPED,
            send_back(_BOTH),
            "运费不退：100.00",
            {Total.REFUND: 100_00},
        ),
        Example(
            "已发货，商家责任，全部退",
            _SHIPPED,
            send_back(_BOTH, liability=Liability.MERCHANT),
            "100.00＋12.00＝112.00",
            {Total.REFUND: 112_00},
        ),
        Example(
            "已发货，商家责任，只退一件",
            _SHIPPED,
            send_back(pieces(1, 1), liability=Liability.MERCHANT),
            "不是最后一件，运费留到最后：50.00",
            {Total.REFUND: 50_00},
            rows={Row.SHIPPING: 0},
        ),
        Example(
            "物流责任",
            _SHIPPED,
            refund_only(_BOTH, liability=Liability.COURIER),
            "100.00＋12.00＝112.00",
            {Total.REFUND: 112_00},
        ),
        Example(
            "供应商责任：对买家由商家承担",
            _SHIPPED,
            send_back(_BOTH, liability=Liability.SUPPLIER),
            "100.00＋12.00＝112.00",
            {Total.REFUND: 112_00},
        ),
        Example(
            "责任待定",
            _SHIPPED,
            send_back(_BOTH, liability=Liability.UNDETERMINED),
            "责任一直定不了：首次运费商家承担，退货运费买家承担：100.00＋12.00＝112.00",
            {Total.REFUND: 112_00, Total.FREIGHT: 0},
            says=(informs("liability_open", "订单运费 ¥ 12.00 由商家承担"),),
        ),
        Example(
            "责任待定，只退一件",
            _SHIPPED,
            send_back(pieces(1, 1), liability=Liability.UNDETERMINED),
            "不是最后一件，运费先不退：50.00",
            {Total.REFUND: 50_00},
            says=(informs("liability_open", "订单运费 ¥ 12.00 暂不退"),),
        ),
        Example(
            "运费在另一张售后单退过",
            _WAITING,
            refund_only(pieces(1, 2)),
            "12.00−12.00＝0.00，只退 50.00",
            {Total.REFUND: 50_00},
            money=(_HALF, _SENT),
            rows={Row.SHIPPING: 0},
            left={CapName.OUTBOUND: 0},
        ),
        Example(
            "运费退过一部分",
            _WAITING,
            refund_only(pieces(1, 2)),
            "50.00＋(12.00−5.00)＝57.00",
            {Total.REFUND: 57_00},
            money=(_HALF, _SENT_FIVE),
            rows={Row.SHIPPING: 7_00},
        ),
    ),
)

_PARCEL = before(10_00, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN, key=102)
_PARCEL_HERE = before(
    10_00,
    money_class=MoneyClass.FREIGHT,
    leg=Leg.RETURN,
    key=102,
    ticket=HERE,
    state=MoneyState.ARRIVED,
)

RETURN = Chapter(
    "退货运费另付",
    "商家承担时，买家先垫付，凭快递凭据另付，不占用商品实付的上限，有自己的上限（店铺设置，可改），"
    "同一张售后单只付一次。买家承担不付；有运费险由保险公司赔付，也不付。",
    (
        Example(
            "商家承担 10.00",
            _SHIPPED,
            send_back(_BOTH, freight=10_00, liability=Liability.MERCHANT),
            "退款 112.00，另付 10.00，成本 112.00＋10.00＝122.00（可以高于实付）",
            {Total.REFUND: 112_00, Total.FREIGHT: 10_00, Total.COST: 122_00},
        ),
        Example(
            "买家承担",
            _SHIPPED,
            send_back(_BOTH),
            "退款 100.00，运费 0.00",
            {Total.REFUND: 100_00, Total.FREIGHT: 0, Total.COST: 100_00},
        ),
        Example(
            "运费险",
            _SHIPPED,
            send_back(_BOTH, freight_bearer=FreightBearer.INSURER),
            "由保险公司赔付，退款 100.00",
            {Total.REFUND: 100_00, Total.FREIGHT: 0},
        ),
        Example(
            "超过店铺设置的上限",
            _SHIPPED,
            send_back(_BOTH, freight=30_00),
            "30.00＞25.00",
            says=(refuses("over_freight", "¥ 30.00 超过店铺设置的上限 ¥ 25.00"),),
        ),
        Example(
            "没有设置上限",
            _SHIPPED,
            send_back(_BOTH, freight=30_00),
            "没有上限可比，凭据 30.00 由人核对",
            {Total.FREIGHT: 30_00},
            situation=situation(return_freight_cap_cents=None),
            says=(warns("freight_cap_unknown", "没有设置退货运费上限"),),
        ),
        Example(
            "本单已经付过",
            _SHIPPED,
            send_back(_BOTH, freight=10_00),
            "已有 10.00，不能重复支付",
            money=(_PARCEL_HERE,),
            says=(refuses("freight_twice", "不能重复支付"),),
        ),
        Example(
            "另一张售后单付过：只有另一个包裹才再付",
            _SHIPPED,
            send_back(_BOTH, freight=10_00),
            "写明是另一个包裹后另付 10.00",
            {Total.FREIGHT: 10_00},
            money=(_PARCEL,),
            says=(asks("freight_elsewhere", "只有另一个包裹才应再付"),),
        ),
        Example(
            "金额等凭据",
            _SHIPPED,
            send_back(_BOTH, freight_bearer=FreightBearer.MERCHANT),
            "先不填金额，收到凭据再填：0.00",
            {Total.FREIGHT: 0},
            says=(informs("freight_open", "提供凭据后再填"),),
        ),
    ),
)
