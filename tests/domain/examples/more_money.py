"""Offers after a refusal, other forms of compensation, price protection, freight alone."""

from __future__ import annotations

from app.domain.payment import CapName, Leg, MoneyClass
from app.domain.remedy import CompensationForm, FreightBearer, Liability, Remedy
from app.domain.settlement.types import Choices, LineChoice, PriceNow, Promise, Row
from tests.domain.examples.making import (
    before,
    given,
    goods,
    keep_goods,
    order,
    pieces,
    send_back,
    situation,
)
from tests.domain.examples.shape import HERE, Chapter, Example, Total, asks, informs, refuses

_RUG = order(goods(1, "地毯", 100_00))
_MUGS = order(goods(1, "马克杯", 100_00, 3))
_TWELVE = situation(avoided_freight_cents=12_00)
_EXCHANGE = situation(avoided_freight_cents=12_00, platform_remedy=Remedy.EXCHANGE)

OFFERS = Chapter(
    "协商：加价、形式、同类",
    "省下换货就省下往返两程。买家拒绝后可以加 3.00 到 5.00，不超过买家要的，也不超过上限；"
    "到了上限就建议退货，或请店主同意。余额、优惠券、代金券、下次下单优惠按面值占用同样的上限。",
    (
        Example(
            "省下换货的往返运费",
            _RUG,
            keep_goods(20_00, pieces(1, 1)),
            "12.00×2＝24.00；24.00×5÷6＝20.00",
            {Total.COMPENSATION: 20_00, Total.SUGGESTED: 20_00},
            situation=_EXCHANGE,
            left={CapName.COMPENSATION: 24_00},
        ),
        Example(
            "拒绝 10.00，上限还有余地",
            _RUG,
            keep_goods(13_00, pieces(1, 1)),
            "10.00＋3.00＝13.00≤24.00",
            {Total.RAISED: 13_00},
            situation=situation(
                avoided_freight_cents=12_00,
                platform_remedy=Remedy.EXCHANGE,
                last_offer_cents=10_00,
            ),
        ),
        Example(
            "买家要 30.00",
            _RUG,
            keep_goods(15_00, pieces(1, 1)),
            "10.00＋5.00＝15.00",
            {Total.RAISED: 15_00},
            situation=situation(
                avoided_freight_cents=12_00,
                platform_remedy=Remedy.EXCHANGE,
                last_offer_cents=10_00,
                counter_cents=30_00,
            ),
        ),
        Example(
            "买家只要 12.00",
            _RUG,
            keep_goods(12_00, pieces(1, 1)),
            "10.00＋5.00＝15.00，但买家只要 12.00",
            {Total.RAISED: 12_00},
            situation=situation(
                avoided_freight_cents=12_00,
                platform_remedy=Remedy.EXCHANGE,
                last_offer_cents=10_00,
                counter_cents=12_00,
            ),
        ),
        Example(
            "上限只够加 4.00",
            _RUG,
            keep_goods(24_00, pieces(1, 1)),
            "20.00＋5.00＝25.00＞24.00，加到上限 24.00",
            {Total.RAISED: 24_00},
            situation=situation(
                avoided_freight_cents=12_00,
                platform_remedy=Remedy.EXCHANGE,
                last_offer_cents=20_00,
                counter_cents=30_00,
            ),
        ),
        Example(
            "到了上限：建议退货",
            _RUG,
            keep_goods(10_00, pieces(1, 1)),
            "10.00＋3.00＝13.00＞12.00，没有余地",
            {Total.RAISED: None},
            situation=situation(avoided_freight_cents=12_00, last_offer_cents=10_00),
            says=(informs("no_raise_left", "可以改为退货退款，或请店主同意"),),
        ),
        Example(
            "优惠券 10.00：按面值占上限",
            _RUG,
            keep_goods(10_00, pieces(1, 1), form=CompensationForm.COUPON),
            "面值 10.00≤12.00",
            {Total.COMPENSATION: 10_00, Total.COST: 10_00},
            situation=_TWELVE,
        ),
        Example(
            "优惠券也不能超过省下的运费而不问店主",
            _RUG,
            keep_goods(15_00, pieces(1, 1), form=CompensationForm.VOUCHER),
            "面值 15.00＞12.00",
            {Total.COMPENSATION: 15_00},
            situation=_TWELVE,
            says=(asks("over_saved", "¥ 12.00"),),
        ),
        Example(
            "下次下单优惠 8.00 并补寄纽扣",
            _RUG,
            keep_goods(
                0,
                pieces(1, 1),
                form=CompensationForm.NEXT_ORDER,
                promise=Promise("纽扣", 8_00, "2027-01-31"),
            ),
            "面值 8.00 占上限，现在不付款：成本 0.00",
            {Total.COMPENSATION: 8_00, Total.COST: 0},
            situation=_TWELVE,
        ),
        Example(
            "承诺要有期限",
            _RUG,
            keep_goods(
                0,
                pieces(1, 1),
                form=CompensationForm.NEXT_ORDER,
                promise=Promise("纽扣", 8_00, ""),
            ),
            "没有截止日期的承诺没人会记得",
            situation=_TWELVE,
            says=(refuses("promise_expiry", "承诺要有截止日期"),),
        ),
        Example(
            "同类补偿的中位数",
            _RUG,
            keep_goods(10_00, pieces(1, 1)),
            "10.00；旁边显示同类 7 单的中位数 9.00",
            {Total.COMPENSATION: 10_00},
            situation=situation(
                avoided_freight_cents=12_00, similar_count=7, similar_median_cents=9_00
            ),
            says=(informs("similar", "同类问题此前 7 次接受的补偿，中位数 ¥ 9.00"),),
        ),
    ),
)


def _protect(now: int, *ordinals: int) -> Choices:
    return Choices(
        Remedy.PRICE_PROTECTION,
        (pieces(1, *ordinals),),
        prices_now=(PriceNow(1, now),),
        liability=Liability.MERCHANT,
    )


PROTECTION = Chapter(
    "价保",
    "每件退「实付−此前给过的补偿−现价」，记在那几件名下；以后退货时扣除，再次降价只补没补过的部分。",
    (
        Example(
            "100.00 的地毯现在卖 85.00",
            _RUG,
            _protect(85_00, 1),
            "100.00−85.00＝15.00",
            {Total.COMPENSATION: 15_00, Total.COST: 15_00},
            units={(1, 1): 15_00},
        ),
        Example(
            "三件都降到 30.00",
            _MUGS,
            _protect(30_00, 1, 2, 3),
            "3.33＋3.34＋3.33＝10.00",
            {Total.COMPENSATION: 10_00},
            units={(1, 1): 3_33, (1, 2): 3_34, (1, 3): 3_33},
        ),
        Example(
            "再次降到 80.00",
            _RUG,
            _protect(80_00, 1),
            "100.00−15.00−80.00＝5.00",
            {Total.COMPENSATION: 5_00},
            money=(given(15_00, 1, {1: 15_00}, ticket=2),),
        ),
        Example(
            "价保过的件退货",
            _RUG,
            send_back(pieces(1, 1)),
            "100.00−15.00＝85.00",
            {Total.REFUND: 85_00},
            money=(given(15_00, 1, {1: 15_00}, ticket=2),),
        ),
        Example(
            "现价更高",
            _RUG,
            _protect(120_00, 1),
            "120.00＞100.00，没有差价",
            says=(refuses("price_above", "现价 ¥ 120.00 高于每件实付 ¥ 100.00"),),
        ),
        Example(
            "价格没有变",
            _RUG,
            _protect(100_00, 1),
            "100.00−100.00＝0.00",
            says=(refuses("zero", "没有差价可退"),),
        ),
    ),
)

_SHIPPED = order(goods(1, "抱枕", 100_00, 2), shipping=12_00)
_PAID = before(10_00, money_class=MoneyClass.FREIGHT, leg=Leg.RETURN, ticket=HERE)
_SENT = before(5_00, money_class=MoneyClass.FREIGHT, leg=Leg.OUTBOUND)


def _freight(cents: int, leg: Leg = Leg.RETURN) -> Choices:
    return Choices(
        Remedy.FREIGHT,
        (LineChoice(1, (1,)),),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        freight_leg=leg,
        return_freight_cents=cents,
    )


FREIGHT_ALONE = Chapter(
    "单独退运费",
    "退货运费凭快递凭据，一张售后单只付一次，不超过店铺上限；订单运费不超过买家付过的、还没有退的部分。"
    "都不占用商品实付的上限。",
    (
        Example(
            "退货运费 12.00",
            _SHIPPED,
            _freight(12_00),
            "12.00≤25.00",
            {Total.FREIGHT: 12_00, Total.REFUND: 0, Total.COST: 12_00},
            rows={Row.RETURN_FREIGHT: 12_00},
            left={CapName.PAID: 100_00, CapName.RETURN_FREIGHT: 25_00},
        ),
        Example(
            "已经付过",
            _SHIPPED,
            _freight(12_00),
            "本单已有 10.00",
            money=(_PAID,),
            says=(refuses("freight_twice", "已有退货运费 ¥ 10.00"),),
        ),
        Example(
            "超过上限",
            _SHIPPED,
            _freight(25_01),
            "25.01＞25.00",
            says=(refuses("over_freight", "¥ 25.01 超过店铺设置的上限 ¥ 25.00"),),
        ),
        Example(
            "退订单运费",
            _SHIPPED,
            _freight(12_00, Leg.OUTBOUND),
            "买家付过 12.00，没有退过：12.00",
            {Total.FREIGHT: 12_00},
        ),
        Example(
            "订单运费退过 5.00",
            _SHIPPED,
            _freight(12_00, Leg.OUTBOUND),
            "12.00−5.00＝7.00，12.00 超过",
            money=(_SENT,),
            says=(refuses("over_outbound", "最多还可退 ¥ 7.00"),),
        ),
    ),
)
