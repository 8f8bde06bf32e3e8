"""The hand-over note: everything a colleague needs, nothing personal, never too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.facts import Facts, GoodsOut, Stage
from app.domain.goods_out import Dispatch, DispatchPurpose
from app.domain.handover import MOST, handover_note, mask_account
from app.domain.order import Buyer, Order, OrderSource, Platform, Shop
from app.domain.remedy import Channel, FreightBearer, Liability, ProblemClass, Remedy
from app.domain.settlement.types import Breakdown, Choices
from app.domain.ticket import DecisionRecord, Ticket

NOW = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # the next morning in Shanghai
BUYER = Buyer("小鹿不迷路", "林小满", "13812342209", "浙江省杭州市余杭区良渚街道示例路 18 号")
DECISION = DecisionRecord(
    id=1,
    round=1,
    remedy=Remedy.COMPENSATION,
    state="accepted",
    choices=Choices(Remedy.COMPENSATION, compensation_cents=1200, liability=Liability.MERCHANT),
    breakdown=Breakdown("CNY", (), (), 0, 1200, 0, 1200, (), (), (), ()),
    message="",
    decided_at=NOW,
    decided_by="阿青",
    liability=Liability.MERCHANT,
    freight_bearer=FreightBearer.NONE,
    payee="13987654321",
    payee_name="林小满",
)
TICKET = Ticket(
    id=1,
    number="AS-261122-0007",
    version=3,
    shop=Shop(1, Platform.TAOBAO, "北屿家居旗舰店"),
    order=Order(1, 1, "2749018355271180993", OrderSource.ORDER_FILE, buyer=BUYER),
    channel=Channel.PLATFORM_FILE,
    facts=Facts(),
    stage=Stage.FULFILLING,
    requested=Remedy.COMPENSATION,
    requested_cents=1500,
    problem=ProblemClass.QUALITY,
    platform_reason="商品破损",
    true_reason="釉面气泡，批次 B12",
    buyer_words="杯子有缺口",
    summary="",
    liability=Liability.MERCHANT,
    liability_basis="",
    buyer=BUYER,
    lines=(),
    goods_in={},
    claims=(),
    decisions=(DECISION,),
    payouts=(),
    order_money=(),
    evidence=(),
    mismatches=(),
    due_at=None,
    buyer_due_at=None,
    applied_at=NOW,
    created_at=NOW,
    closed_at=None,
    follows_platform=False,
    return_courier="中通",
    return_tracking="7312345678901",
    dispatches=(
        Dispatch(
            1,
            DispatchPurpose.RESHIP,
            GoodsOut.SHIPPED,
            courier="圆通",
            tracking="YT8812345678901",
        ),
        Dispatch(2, DispatchPurpose.RESHIP, GoodsOut.CALLED_OFF, tracking="0000"),
    ),
)


def test_the_note_has_reason_couriers_account_handler_and_the_shops_day() -> None:
    note = handover_note(TICKET, "老王", NOW)
    for part in (
        "AS-261122-0007 订单 2749018355271180993",
        "原因：釉面气泡，批次 B12",
        "退回快递：中通 7312345678901",
        "补发快递：圆通 YT8812345678901",
        "收款账户：尾号 4321 林**",
        "经手：老王 2026-11-23",
    ):
        assert part in note
    assert "0000" not in note.replace(TICKET.order.number, ""), "a parcel that never left"


def test_nothing_personal_is_in_the_note() -> None:
    note = handover_note(TICKET, "老王", NOW)
    for secret in ("13987654321", "13812342209", "林小满", "小鹿不迷路", "示例路", "杯子有缺口"):
        assert secret not in note


def test_a_note_is_never_longer_than_a_remark_and_keeps_who_hands_over() -> None:
    parcels = tuple(
        Dispatch(n, DispatchPurpose.RESHIP, GoodsOut.SHIPPED, courier="圆通", tracking=f"YT{n:013}")
        for n in range(40)
    )
    long = replace(TICKET, true_reason="色差" * 300, dispatches=parcels)
    note = handover_note(long, "老王", NOW)
    assert len(note) <= MOST
    assert note.endswith("经手：老王 2026-11-23")
    assert "…" in note


def test_a_ticket_of_which_little_is_known_makes_a_short_note() -> None:
    bare = replace(
        TICKET,
        decisions=(),
        dispatches=(),
        return_courier="",
        return_tracking="",
        true_reason="",
        platform_reason="",
        buyer=Buyer(),
    )
    assert len(handover_note(bare, "", NOW).splitlines()) == 4


@pytest.mark.parametrize(
    ("account", "shown"),
    [
        ("", ""),
        ("138 1234 2209", "尾号 2209"),
        ("lin@example.com", "l***@example.com"),
        ("2209", "（已隐去）"),
    ],
)
def test_an_account_shows_its_tail_only(account: str, shown: str) -> None:
    assert mask_account(account) == shown
