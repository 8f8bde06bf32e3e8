"""A shop, an order and a calculation to write letters about, whatever the settlement says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.domain.decisions import Letter
from app.domain.order import Address, Platform, Shop
from app.domain.settlement.types import Breakdown, Choices
from tests.domain.settlement.making import line, order

SHOP = Shop(
    id=1,
    platform=Platform.TAOBAO,
    name="云岚家居旗舰店",
    couriers=("中通", "圆通"),
    addresses=(Address("王师傅", "13700000021", "浙江省杭州市余杭区示例路 8 号", "311100"),),
)
ORDER = order(line(1, 25800, title="北欧羊毛地毯"), line(2, 3000, 2, title="收纳篮"))
BY = datetime(2026, 11, 29, 15, 59, tzinfo=UTC)
UNTIL = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def shown(**figures: Any) -> Breakdown:
    """A calculation with nothing in it but these figures."""
    nothing = Breakdown("CNY", (), (), 0, 0, 0, 0, (), (), (), ())
    return replace(nothing, **figures)


def letter(choices: Choices, breakdown: Breakdown | None = None, **more: Any) -> Letter:
    """A letter on `ORDER`, with a day to send back by and a day to answer by."""
    made = Letter(SHOP, ORDER, choices, breakdown or shown(), return_by=BY, valid_until=UNTIL)
    return replace(made, **more)
