"""What was chosen in the kept decisions, and the order they were settled on.

`samples/` holds what a desk has stored: one text per kind and schema version, never rewritten.
Those of version 1 of the four oldest kinds were written by the program as it was before the other
remedies existed. The choices here are what such a text must be read as, for ever.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.order import OrderLine, PaidTender, ShareState
from app.domain.payment import Leg, PayMethod
from app.domain.remedy import (
    ApologyKind,
    CompensationForm,
    DamageGround,
    FreightBearer,
    GoodsWay,
    Liability,
    PromotionRule,
    ReapplyCause,
    RejectReason,
    Remedy,
    RepairPlace,
)
from app.domain.settlement.types import (
    Choices,
    Damages,
    Deduction,
    LineChoice,
    PriceNow,
    Promise,
    Promotion,
    RepairTerms,
    Replacement,
)
from tests.domain.settlement.making import SITUATION, amount, order, units

CHOSEN: dict[str, Choices] = {
    "refund_only-v1": Choices(
        Remedy.REFUND_ONLY, (units(1, 1), amount(3, 1200)), liability=Liability.COURIER
    ),
    "return_refund-v1": Choices(
        Remedy.RETURN_REFUND,
        (units(1, 1, 2), units(2, 1), amount(3, 4200)),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=1000,
        deductions=(Deduction(1, 700, "剪标", (1,), (5,)),),
    ),
    "compensation-v1": Choices(
        Remedy.COMPENSATION,
        (units(1, 2),),
        compensation_cents=1000,
        liability=Liability.MERCHANT,
    ),
    "reject-v1": Choices(
        Remedy.REJECT, liability=Liability.BUYER, reject_reason=RejectReason.NOT_RESALEABLE
    ),
    "refund_only-v2": Choices(
        Remedy.REFUND_ONLY,
        (units(1, 1), LineChoice(2, (), 500)),
        liability=Liability.MERCHANT,
        pay_method=PayMethod.ALIPAY,
        damages=Damages(DamageGround.RULING, 5000, "平台裁决 20261120-7", (3,)),
        goodwill=True,
    ),
    "return_refund-v2": Choices(
        Remedy.RETURN_REFUND,
        (units(1, 1, 2),),
        liability=Liability.BUYER,
        freight_bearer=FreightBearer.BUYER,
        promotion=Promotion(30000, 3000, PromotionRule.CLAW_BACK),
        deductions=(Deduction(1, 700, "剪标", (1,), (5,)),),
    ),
    "compensation-v2": Choices(
        Remedy.COMPENSATION,
        (units(1, 2),),
        liability=Liability.MERCHANT,
        form=CompensationForm.NEXT_ORDER,
        promise=Promise("牛角扣 1 颗", 800, "2026-12-31"),
    ),
    "reject-v2": Choices(
        Remedy.REJECT, liability=Liability.BUYER, reject_reason=RejectReason.OUT_OF_TIME
    ),
    "exchange-v1": Choices(
        Remedy.EXCHANGE,
        (units(1, 1),),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=1000,
        way=GoodsWay.RETURN_FIRST,
        replacements=(
            Replacement(1, (1,), "北欧羊毛地毯", "米白 160×230", "DT-160-W", price_cents=14900),
        ),
        ship_hours=48,
    ),
    "reship-v1": Choices(
        Remedy.RESHIP,
        (units(2, 1),),
        liability=Liability.COURIER,
        way=GoodsWay.NOTHING_BACK,
        replacements=(Replacement(2, (1,)), Replacement(None, title="螺丝", quantity=4)),
        ship_hours=24,
    ),
    "repair-v1": Choices(
        Remedy.REPAIR,
        (units(1, 1),),
        liability=Liability.BUYER,
        freight_bearer=FreightBearer.BUYER,
        outbound_bearer=FreightBearer.BUYER,
        ship_hours=48,
        repair=RepairTerms(
            RepairPlace.SEND_IN,
            in_warranty=False,
            quote_cents=8000,
            cost_cents=3000,
            days=5,
            part_warranty_months=6,
            work="更换锁边",
        ),
    ),
    "price_protection-v1": Choices(
        Remedy.PRICE_PROTECTION, (units(1, 1, 2),), prices_now=(PriceNow(1, 11900),)
    ),
    "freight-v1": Choices(
        Remedy.FREIGHT,
        (units(1, 1),),
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.MERCHANT,
        return_freight_cents=1200,
        freight_leg=Leg.RETURN,
        pay_method=PayMethod.WECHAT,
    ),
    "apology-v1": Choices(Remedy.APOLOGY, liability=Liability.COURIER, apology=ApologyKind.APOLOGY),
    "reapply-v1": Choices(
        Remedy.REAPPLY,
        liability=Liability.MERCHANT,
        reapply_cause=ReapplyCause.WRONG_TYPE,
        reapply_remedy=Remedy.RETURN_REFUND,
    ),
}

_CARPET = OrderLine(
    1, 1, "DT-160-G", "北欧羊毛地毯", "灰 160×230", 2, 13900, 25800, ShareState.FROM_FILE
)
_BASKET = OrderLine(2, 2, "SN-01", "收纳篮", "", 2, 4900, 8200, ShareState.FROM_FILE)
ORDER = replace(
    order(_CARPET, _BASKET, shipping=1000), tenders=(PaidTender("points", 700),), shipped_at=None
)
WHEN = replace(
    SITUATION,
    avoided_freight_cents=1200,
    waive_up_to_cents=500,
    platform_remedy=Remedy.REFUND_ONLY,
)
