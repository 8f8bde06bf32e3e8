"""Remedies side by side: what each would cost, bring back and leave open."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.compare import alternative
from app.domain.decisions import Asked
from app.domain.money import digits
from app.domain.order import Order, Platform, Shop, Surcharge, Unit
from app.domain.remedy import Liability, ProblemClass, Remedy
from app.domain.settlement.types import Situation
from app.domain.ticket import TicketLine
from tests.domain.examples.making import goods, order, situation
from tests.domain.examples.shape import Chapter, Sum

_SHOP = Shop(1, Platform.TAOBAO, "云岚家居", return_days=7, ship_hours=48)
_RUG = order(goods(1, "地毯", 100_00))
_RAISED = order(goods(1, "地毯", 100_00), surcharges=(Surcharge(Unit(1, 1), 19_00),))
_MIND = Asked(
    (TicketLine(1, (1,)),), problem=ProblemClass.CHANGE_OF_MIND, liability=Liability.BUYER
)
_FAULT = Asked((TicketLine(1, (1,)),), problem=ProblemClass.QUALITY, liability=Liability.MERCHANT)
_MIND_AROUND = situation(avoided_freight_cents=12_00, problem=ProblemClass.CHANGE_OF_MIND)
_FAULT_AROUND = situation(avoided_freight_cents=12_00, problem=ProblemClass.QUALITY)


def _shown(cents: int | None) -> str:
    return "未知" if cents is None else digits(cents, "CNY")


def _beside(
    remedy: Remedy, asked: Asked, around: Situation, made: Order = _RUG
) -> Callable[[], Mapping[str, object]]:
    def ask() -> Mapping[str, object]:
        one = alternative(made, (), around, asked, _SHOP, remedy)
        return {
            "付出": _shown(one.cash_cents),
            "退回运费": _shown(one.freight_in_cents),
            "寄出运费": _shown(one.freight_out_cents),
            "另发商品": _shown(one.goods_out_cents),
            "维修花费": _shown(one.repair_cents),
            "收回商品": _shown(one.salvage_cents),
            "净": _shown(one.net_cents),
            "天数": one.days,
            "之后还可退": _shown(one.left_cents),
            "可行": not one.refusal,
        }

    return ask


_NOTHING = {"退回运费": "0.00", "寄出运费": "0.00", "另发商品": "0.00"}
_RUG_WORDS = "地毯实付 100.00；单程运费 12.00；寄回 7 天，发货 48 小时"

BESIDE = Chapter(
    "方案对比",
    "每种可行的处理方式并排：付出的钱、来回运费、收回商品的价值（不知道好坏就是未知）、天数、之后还能退多少。"
    "只摆出数字，不替人选。净＝付出＋运费＋另发商品＋维修花费−买家应付−收回商品；有一项未知，净就未知。",
    (
        Sum(
            "无理由：退货退款",
            _RUG_WORDS,
            "退货退款，买家责任",
            "退 100.00，货预计完好收回 100.00，净 100.00−100.00＝0.00；买家付运费；7 天",
            {
                **_NOTHING,
                "付出": "100.00",
                "收回商品": "100.00",
                "净": "0.00",
                "天数": 7,
                "之后还可退": "0.00",
                "可行": True,
            },
            _beside(Remedy.RETURN_REFUND, _MIND, _MIND_AROUND),
        ),
        Sum(
            "无理由：仅退款",
            _RUG_WORDS,
            "仅退款，买家责任",
            "退 100.00，什么也不收回：净 100.00",
            {
                **_NOTHING,
                "付出": "100.00",
                "收回商品": "0.00",
                "净": "100.00",
                "天数": 0,
                "可行": True,
            },
            _beside(Remedy.REFUND_ONLY, _MIND, _MIND_AROUND),
        ),
        Sum(
            "质量问题：退货退款",
            _RUG_WORDS,
            "退货退款，商家责任，运费 12.00",
            "退 100.00＋退货运费 12.00＝112.00；收回的货好坏未知，净也未知",
            {
                **_NOTHING,
                "付出": "112.00",
                "收回商品": "未知",
                "净": "未知",
                "天数": 7,
                "可行": True,
            },
            _beside(Remedy.RETURN_REFUND, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "质量问题：补偿留货",
            _RUG_WORDS,
            "部分补偿，建议的 10.00",
            "12.00×5÷6＝10.00；净 10.00；之后还可退 100.00−10.00＝90.00",
            {
                **_NOTHING,
                "付出": "10.00",
                "收回商品": "0.00",
                "净": "10.00",
                "天数": 0,
                "之后还可退": "90.00",
                "可行": True,
            },
            _beside(Remedy.COMPENSATION, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "质量问题：补发",
            _RUG_WORDS,
            "补发一件",
            "寄出运费 12.00＋另发商品 100.00＝112.00；48 小时＝2 天",
            {
                "付出": "0.00",
                "退回运费": "0.00",
                "寄出运费": "12.00",
                "另发商品": "100.00",
                "收回商品": "0.00",
                "净": "112.00",
                "天数": 2,
                "之后还可退": "100.00",
            },
            _beside(Remedy.RESHIP, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "质量问题：维修",
            _RUG_WORDS,
            "维修一件，花费还没有填写",
            "寄修运费 12.00 已在付出里；维修要花多少还不知道，净也未知，不当作 0",
            {"付出": "12.00", "维修花费": "未知", "净": "未知"},
            _beside(Remedy.REPAIR, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "质量问题：换货",
            _RUG_WORDS,
            "换同款，先退后发，商家付往返运费",
            "退回 12.00 已在付出里，寄出 12.00，另发 100.00；收回的好坏未知；7＋2＝9 天",
            {
                "付出": "12.00",
                "退回运费": "0.00",
                "寄出运费": "12.00",
                "另发商品": "100.00",
                "收回商品": "未知",
                "净": "未知",
                "天数": 9,
            },
            _beside(Remedy.EXCHANGE, _FAULT, _FAULT_AROUND),
        ),
        Sum(
            "换贵的以后再退",
            "地毯实付 100.00，换货时买家补了 19.00；单程运费 12.00",
            "退货退款，买家责任",
            "这一件值 100.00＋19.00＝119.00：退 119.00，预计收回 119.00，净 0.00",
            {"付出": "119.00", "收回商品": "119.00", "净": "0.00"},
            _beside(Remedy.RETURN_REFUND, _MIND, _MIND_AROUND, _RAISED),
        ),
        Sum(
            "换贵的以后再补发",
            "地毯实付 100.00，换货时买家补了 19.00；单程运费 12.00",
            "补发一件",
            "寄出运费 12.00＋另发商品 119.00＝131.00",
            {"另发商品": "119.00", "净": "131.00"},
            _beside(Remedy.RESHIP, _FAULT, _FAULT_AROUND, _RAISED),
        ),
    ),
)
