"""A letter speaks of timely shipment only where the records prove it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.decisions import REAPPLY, REJECT, Letter
from app.domain.order import Platform, Shop
from app.domain.remedy import ReapplyCause, RejectReason, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Choices
from tests.domain.settlement.making import SITUATION, line, order

PROMISED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SHOP = Shop(1, Platform.TAOBAO, "云岚家居旗舰店")
LATE = "未按约定时间发货"
AGAIN = Choices(Remedy.REAPPLY, reapply_cause=ReapplyCause.WRONG_REASON, reapply_reason="不想要了")
NO = Choices(Remedy.REJECT, reject_reason=RejectReason.OTHER)


def letter(
    choices: Choices, promised: datetime | None, shipped: datetime | None, says: str = LATE
) -> Letter:
    made = replace(order(line(1, 1000)), promised_at=promised, shipped_at=shipped)
    situation = replace(SITUATION, platform_reason=says, promised_at=promised)
    return Letter(SHOP, made, choices, settle(made, (), choices, situation))


@pytest.mark.parametrize("kind", [REAPPLY, REJECT])
@pytest.mark.parametrize(
    ("promised", "shipped", "says", "said"),
    [
        (PROMISED, PROMISED - timedelta(hours=2), LATE, True),
        (PROMISED, PROMISED + timedelta(minutes=1), LATE, False),
        (PROMISED, None, LATE, False),
        (None, PROMISED, LATE, False),
        (PROMISED, PROMISED - timedelta(hours=2), "质量问题", False),
    ],
)
def test_only_what_the_records_prove_is_said(
    kind: object, promised: datetime | None, shipped: datetime | None, says: str, *, said: bool
) -> None:
    choices = AGAIN if kind is REAPPLY else NO
    text = (REAPPLY if kind is REAPPLY else REJECT).message(
        letter(choices, promised, shipped, says)
    )
    sentence = (
        "约定 2026-11-20 18:00 前发货，记录显示 2026-11-20 16:00 已经发出"  # the shop's clock
    )
    assert (sentence in text) is said
    assert ("已经发出" in text) is said
