"""Exchange, reship, repair: price differences, what is sent, what the buyer pays."""

from __future__ import annotations

from typing import Any

from app.domain.order import Surcharge, Unit
from app.domain.remedy import FreightBearer, GoodsWay, Liability, Remedy, RepairPlace
from app.domain.settlement.types import Choices, RepairTerms, Replacement, Row
from tests.domain.examples.making import (
    given,
    goods,
    order,
    pieces,
    refund_only,
    send_back,
    situation,
    swap,
)
from tests.domain.examples.shape import (
    Chapter,
    Example,
    Total,
    asks,
    informs,
    passes,
    refuses,
    warns,
)

_SHIRT = order(goods(1, "T 恤", 80_00))
_MUGS = order(goods(1, "马克杯", 100_00, 3))
_RAISED = order(goods(1, "T 恤", 80_00), surcharges=(Surcharge(Unit(1, 1), 19_00),))
_FIVE = situation(waive_up_to_cents=5_00)
_FREE: dict[str, Any] = {
    "liability": Liability.MERCHANT,
    "freight_bearer": FreightBearer.MERCHANT,
    "outbound_bearer": FreightBearer.MERCHANT,
}


def _other(price: int, *ordinals: int) -> Replacement:
    return Replacement(1, ordinals or (1,), title="新款", price_cents=price)


EXCHANGES = Chapter(
    "换货差价",
    "差价＝新商品今天的价格−被换那几件的实付（补过的差价算在内，此前的补偿先减去）。"
    "买家该补的不超过店铺门槛（默认 5.00，可改）时建议免收并记录；该退给买家的一定退。"
    "换来的件继承原来那一件的实付，以后退货按它退。商家责任往返运费商家付；"
    "无理由换货运费买家付（淘宝平台争议处理规则第 54 条）。",
    (
        Example(
            "换同款，没有差价",
            _SHIRT,
            swap(Replacement(1, (1,))),
            "同款不算差价：0.00",
            {Total.CHARGE: 0, Total.COMPENSATION: 0, Total.COST: 0},
            says=(informs("exchange_freight", "往返运费都由买家承担"),),
        ),
        Example(
            "新款贵 19.00",
            _SHIRT,
            swap(_other(99_00)),
            "99.00−80.00＝19.00，买家补",
            {Total.CHARGE: 19_00, Total.COST: 0},
            situation=_FIVE,
            rows={Row.PRICE_NEW: 99_00, Row.PRICE_OLD: -80_00, Row.DIFFERENCE: 19_00},
        ),
        Example(
            "贵 3.00，不超过门槛，免收",
            _SHIRT,
            swap(_other(83_00), waive_difference=True),
            "83.00−80.00＝3.00≤5.00，免收 3.00",
            {Total.CHARGE: 0, Total.WAIVED: 3_00},
            situation=_FIVE,
            says=(passes("waived", "不超过 ¥ 5.00，免除并记录"),),
        ),
        Example(
            "贵 3.00，还是要收",
            _SHIRT,
            swap(_other(83_00)),
            "83.00−80.00＝3.00",
            {Total.CHARGE: 3_00, Total.WAIVED: 0},
            situation=_FIVE,
            says=(informs("may_waive", "可以免除"),),
        ),
        Example(
            "超过门槛要免收，得写理由",
            _SHIRT,
            swap(_other(99_00), waive_difference=True),
            "19.00＞5.00，写明理由后免收 19.00",
            {Total.WAIVED: 19_00},
            situation=_FIVE,
            says=(asks("waived_above", "超过店铺设定的 ¥ 5.00"),),
        ),
        Example(
            "新款便宜 15.00，一定退",
            _SHIRT,
            swap(_other(65_00)),
            "65.00−80.00＝−15.00，退给买家 15.00，记在这一件名下",
            {Total.COMPENSATION: 15_00, Total.CHARGE: 0, Total.COST: 15_00},
            units={(1, 1): 15_00},
            says=(informs("credit", "差价一定退给买家"),),
        ),
        Example(
            "此前补偿过 10.00",
            _SHIRT,
            swap(_other(75_00)),
            "80.00−10.00＝70.00；75.00−70.00＝5.00",
            {Total.CHARGE: 5_00},
            money=(given(10_00, 1, {1: 10_00}),),
        ),
        Example(
            "三件换两件",
            _MUGS,
            swap(_other(40_00, 1, 2)),
            "40.00×2−(33.33＋33.34)＝80.00−66.67＝13.33",
            {Total.CHARGE: 13_33},
        ),
        Example(
            "补过 19.00 差价的件又退货",
            _RAISED,
            send_back(pieces(1, 1)),
            "这一件值 80.00＋19.00＝99.00",
            {Total.REFUND: 99_00},
        ),
        Example(
            "补过差价的件再换便宜的",
            _RAISED,
            swap(_other(90_00)),
            "90.00−(80.00＋19.00)＝−9.00，退 9.00",
            {Total.COMPENSATION: 9_00},
        ),
        Example(
            "退过 15.00 差价的件后来退货",
            _SHIRT,
            send_back(pieces(1, 1)),
            "80.00−15.00＝65.00",
            {Total.REFUND: 65_00},
            money=(given(15_00, 1, {1: 15_00}, ticket=2),),
            rows={Row.COMPENSATED_BEFORE: -15_00},
        ),
        Example(
            "换别的商品没有填价格",
            _SHIRT,
            swap(Replacement(1, (1,), title="新款")),
            "不知道新款多少钱，就算不出差价",
            says=(refuses("price_needed", "请填写新商品今天的价格"),),
        ),
        Example(
            "只换规格没有填价格",
            _SHIRT,
            swap(Replacement(1, (1,), variant="L 码")),
            "按同价处理：差价 0.00",
            {Total.CHARGE: 0, Total.COMPENSATION: 0},
            says=(warns("variant_unpriced", "按同价处理"),),
        ),
        Example(
            "补过差价的件退货，原路退不了全部",
            _RAISED,
            send_back(pieces(1, 1)),
            "80.00＋19.00＝99.00；订单付款里只有 80.00，19.00 另退",
            {Total.REFUND: 99_00},
            says=(warns("surcharge_apart", "¥ 19.00"),),
        ),
        Example(
            "商家责任，付退回运费 12.00",
            _SHIRT,
            swap(Replacement(1, (1,)), return_freight_cents=12_00, **_FREE),
            "差价 0.00，另付运费 12.00",
            {Total.FREIGHT: 12_00, Total.COST: 12_00, Total.CHARGE: 0},
            says=(informs("exchange_freight", "往返运费都由商家承担"),),
        ),
        Example(
            "先发后退",
            _SHIRT,
            swap(Replacement(1, (1,)), way=GoodsWay.SHIP_FIRST, **_FREE),
            "新货先寄出，主管同意才行；成本 0.00",
            {Total.COST: 0},
            says=(warns("ship_first", "旧货没有寄回的损失由店铺承担"),),
        ),
        Example(
            "偏远地区",
            _SHIRT,
            swap(Replacement(1, (1,)), **_FREE),
            "只作建议，照买家的意思办；成本 0.00",
            {Total.COST: 0},
            situation=situation(remote_region=True),
            says=(informs("suggest_refund", "买家坚持换货的，照买家的意思办"),),
        ),
        Example(
            "货值低于往返运费",
            order(goods(1, "书签", 20_00)),
            swap(Replacement(1, (1,)), **_FREE),
            "20.00＜12.00×2＝24.00，建议退款",
            situation=situation(avoided_freight_cents=12_00),
            says=(informs("suggest_refund", "货值 ¥ 20.00 低于往返运费 ¥ 24.00"),),
        ),
    ),
)


def _reship(*new: Replacement, lines: tuple[int, ...] = ()) -> Choices:
    picked = (pieces(1, *lines),) if lines else ()
    return Choices(
        Remedy.RESHIP, picked, replacements=new, liability=Liability.MERCHANT,
        way=GoodsWay.NOTHING_BACK,
    )  # fmt: skip


def _repair(terms: RepairTerms, **more: Any) -> Choices:
    base = {"liability": Liability.BUYER, "freight_bearer": FreightBearer.BUYER}
    return Choices(Remedy.REPAIR, (pieces(1, 1),), repair=terms, **{**base, **more})


WORK = Chapter(
    "补发和维修",
    "补发不花现金，补的件继承原来那一件的实付。维修：保修期内免费；保修期外按报价收费，"
    "买家同意后动工；维修费不增加商品的实付。",
    (
        Example(
            "补发缺的一件",
            _MUGS,
            _reship(lines=(3,)),
            "不付钱：退款 0.00，成本 0.00",
            {Total.REFUND: 0, Total.COST: 0},
        ),
        Example(
            "补寄配件",
            _MUGS,
            _reship(Replacement(None, title="杯盖", quantity=2)),
            "配件不是订单里的件：成本 0.00",
            {Total.COST: 0},
        ),
        Example(
            "补发过的件又要补发",
            _MUGS,
            _reship(lines=(3,)),
            "第 3 件已补发过一次，写明理由；成本 0.00",
            {Total.COST: 0},
            situation=situation(units_replaced=frozenset({Unit(1, 3)})),
            says=(asks("replaced_before", "第 3 件此前已补发或换过"),),
        ),
        Example(
            "补发过的件又要退款",
            _MUGS,
            refund_only(pieces(1, 3)),
            "第 3 件已补发过，写明理由；100.00−66.67＝33.33",
            {Total.REFUND: 33_33},
            situation=situation(units_replaced=frozenset({Unit(1, 3)})),
            says=(asks("replaced_before", "第 3 件此前已补发或换过"),),
        ),
        Example(
            "补发 50 件，没有写明哪几件",
            _MUGS,
            _reship(Replacement(1, (), quantity=50)),
            "只买了 3 件",
            says=(refuses("units_needed", "请选明要寄的是哪几件"),),
        ),
        Example(
            "配件没有写名称",
            _MUGS,
            _reship(Replacement(None, quantity=1)),
            "不知道寄什么",
            says=(refuses("part_unnamed", "要写明名称"),),
        ),
        Example(
            "保修期内免费修",
            _SHIRT,
            _repair(RepairTerms(RepairPlace.IN_STORE, cost_cents=30_00, days=3)),
            "买家付 0.00，本店花费 30.00 不是打款",
            {Total.CHARGE: 0, Total.COST: 0},
        ),
        Example(
            "保修期外报价 60.00",
            _SHIRT,
            _repair(RepairTerms(RepairPlace.IN_STORE, in_warranty=False, quote_cents=60_00)),
            "买家同意后付 60.00",
            {Total.CHARGE: 60_00, Total.COST: 0},
            says=(informs("consent_first", "买家同意报价 ¥ 60.00 后再动工"),),
        ),
        Example(
            "保修期内收费要核对",
            _SHIRT,
            _repair(RepairTerms(RepairPlace.IN_STORE, quote_cents=20_00)),
            "买家付 20.00，请确认是人为损坏",
            {Total.CHARGE: 20_00},
            says=(warns("charged_in_warranty", "请确认是人为损坏"),),
        ),
        Example(
            "寄修，商家付退回运费",
            _SHIRT,
            _repair(
                RepairTerms(RepairPlace.SEND_IN),
                return_freight_cents=12_00,
                liability=Liability.MERCHANT,
                freight_bearer=FreightBearer.MERCHANT,
            ),
            "维修费 0.00，另付运费 12.00",
            {Total.CHARGE: 0, Total.FREIGHT: 12_00, Total.COST: 12_00},
        ),
        Example(
            "没有写报价",
            _SHIRT,
            Choices(Remedy.REPAIR, (pieces(1, 1),)),
            "没有维修方式就不能报价",
            says=(refuses("repair_terms", "请填写维修方式和报价"),),
        ),
    ),
)
