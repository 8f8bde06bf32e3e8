"""Messages to the buyer: what they say at each stage, and what they never say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.case import AdviceResult, CaseDetails, Receipt
from app.domain.checks.types import Case
from app.domain.contact import FollowUp, FollowUpKind
from app.domain.deadlines import ClockKind, WorkCalendar
from app.domain.deadlines.clock import Clock
from app.domain.deadlines.span import TimeUnit
from app.domain.facts import Closing, Facts, GoodsIn, GoodsOut, Offer, Stage
from app.domain.goods_out import Dispatch, DispatchLine, DispatchPurpose
from app.domain.order import Buyer, Order, OrderLine, OrderSource, Platform, Shop, Unit
from app.domain.payment import MoneyClass, MoneyState, Payout
from app.domain.remedy import Channel, FreightBearer, Liability, ProblemClass, Remedy
from app.domain.rulepack import Mark, Rules, RuleValue
from app.domain.settlement.types import Breakdown, Choices
from app.domain.texts_progress import progress_text
from app.domain.texts_short import (
    first_contact_text,
    intact_text,
    open_it_text,
    sorry_text,
    tracking_text,
    wait_text,
)
from app.domain.texts_window import apply_until_text
from app.domain.ticket import DecisionRecord, DueOwner, Ticket

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
BUYER = Buyer("小鹿不迷路", "林小满", "13812342209", "浙江省杭州市余杭区良渚街道示例路 18 号")
RUG = OrderLine(1, 1, "DT-160", "北欧羊毛地毯", "灰", 1, 25800)
UNIT = Unit(1, 1)
TICKET = Ticket(
    id=1,
    number="AS-261122-0007",
    version=3,
    shop=Shop(1, Platform.TAOBAO, "北屿家居旗舰店"),
    order=Order(1, 1, "2749018355271180993", OrderSource.ORDER_FILE, buyer=BUYER, lines=(RUG,)),
    channel=Channel.PLATFORM_FILE,
    facts=Facts(),
    stage=Stage.NEW,
    requested=Remedy.RETURN_REFUND,
    requested_cents=25800,
    problem=ProblemClass.QUALITY,
    platform_reason="商品破损",
    true_reason="批次 B12 开线",
    buyer_words="边上开线",
    summary="供应商批次问题",
    liability=Liability.MERCHANT,
    liability_basis="照片",
    buyer=BUYER,
    lines=(),
    goods_in={},
    claims=(),
    decisions=(),
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
    notes=("这个买家很难缠",),
)


def clock(kind: ClockKind, hours: int | None, **more: Any) -> Clock:
    due = None if hours is None else NOW + timedelta(hours=hours)
    return Clock(kind, more.pop("owner", DueOwner.US), due, NOW - timedelta(days=1), **more)


def decision(state: Offer, **more: Any) -> DecisionRecord:
    return DecisionRecord(
        id=1,
        round=1,
        remedy=Remedy.RETURN_REFUND,
        state=state.value,
        choices=Choices(Remedy.RETURN_REFUND),
        breakdown=Breakdown("CNY", (), (), 25800, 0, 0, 25800, (), (), (), ()),
        message="",
        decided_at=NOW,
        decided_by="阿青",
        liability=Liability.MERCHANT,
        freight_bearer=FreightBearer.NONE,
        **more,
    )


def payout(state: MoneyState) -> Payout:
    return Payout(1, 1, 1, MoneyClass.PRICE_REFUND, 25800, "CNY", state)


def sent(state: GoodsOut, **more: Any) -> Dispatch:
    line = DispatchLine("手工陶瓷马克杯")
    return Dispatch(1, DispatchPurpose.EXCHANGE, state, (line,), **more)


IN_5 = NOW + timedelta(hours=5)
AT_5 = "11/22 17:00"
CASES: dict[str, tuple[dict[str, Any], str]] = {
    "nothing is promised without a clock": (
        {"stage": Stage.REVIEWING},
        "正在核实您反映的情况和资料。",
    ),
    "a running clock says until when": (
        {"stage": Stage.REVIEWING, "clocks": (clock(ClockKind.REVIEW, 5),)},
        f"正在核实您反映的情况和资料，最晚 {AT_5} 给您答复。",
    ),
    "a clock that ran out promises nothing": (
        {"stage": Stage.REVIEWING, "clocks": (clock(ClockKind.REVIEW, -1),)},
        "正在核实您反映的情况和资料。",
    ),
    "a paused clock promises nothing": (
        {"stage": Stage.REVIEWING, "clocks": (clock(ClockKind.REVIEW, None),)},
        "正在核实您反映的情况和资料。",
    ),
    "an estimate is no promise": (
        {"stage": Stage.REVIEWING, "clocks": (clock(ClockKind.REVIEW, 5, estimated=True),)},
        "正在核实您反映的情况和资料。",
    ),
    "a clock of something else is not it": (
        {"stage": Stage.REVIEWING, "clocks": (clock(ClockKind.RECOVERY, 5),)},
        "正在核实您反映的情况和资料。",
    ),
    "an enquiry is no application": (
        {"stage": Stage.NEW, "facts": Facts(enquiry=True)},
        "您的咨询已收到，正在安排处理。",
    ),
    "the second person is nobody's business": (
        {"stage": Stage.AWAITING_APPROVAL, "clocks": (clock(ClockKind.APPROVAL, 5),)},
        f"处理方案正在确认，最晚 {AT_5} 给您答复。",
    ),
    "what is missing, in one line, and until when": (
        {
            "stage": Stage.NEED_INFO,
            "asked_for": "整体照片\n开线处特写。",
            "info_due_at": NOW + timedelta(hours=12),
        },
        "还需要您在 11/22 24:00 前补充资料：整体照片、开线处特写。收到后马上继续核实。",
    ),
    "an offer with the buyer": (
        {
            "stage": Stage.NEGOTIATING,
            "facts": Facts(offer=Offer.OFFERED),
            "decisions": (decision(Offer.OFFERED, valid_until=IN_5),),
        },
        f"我们提出的方案是「退货退款」，正等您答复，方案保留到 {AT_5}。",
    ),
    "an offer that was declined": (
        {
            "stage": Stage.NEGOTIATING,
            "facts": Facts(offer=Offer.DECLINED),
            "decisions": (decision(Offer.DECLINED, valid_until=IN_5),),
        },
        "我们正在准备新的处理方案。",
    ),
    "sending back": (
        {
            "stage": Stage.AWAITING_RETURN,
            "goods_in": {UNIT: GoodsIn.TO_BE_SENT},
            "decisions": (decision(Offer.ACCEPTED, return_by=IN_5),),
        },
        f"退回申请已同意，请在 {AT_5} 前把商品寄回，并在售后页面填写快递单号。",
    ),
    "on its way to us": (
        {
            "stage": Stage.INSPECTING,
            "goods_in": {UNIT: GoodsIn.IN_TRANSIT},
            "return_courier": "中通",
            "return_tracking": "7312",
        },
        "您寄回的商品在路上（中通 7312），收到后马上验收。",
    ),
    "looked at": (
        {
            "stage": Stage.INSPECTING,
            "goods_in": {UNIT: GoodsIn.RECEIVED},
            "clocks": (clock(ClockKind.INSPECTION, 5),),
        },
        f"您寄回的商品已收到，正在验收，最晚 {AT_5} 验完。",
    ),
    "money that waits": (
        {
            "stage": Stage.FULFILLING,
            "payouts": (payout(MoneyState.PLANNED),),
            "clocks": (clock(ClockKind.REFUND, 5),),
        },
        f"应退给您的 ¥ 258.00 正在办理，最晚 {AT_5} 办理。",
    ),
    "money on its way": (
        {"stage": Stage.FULFILLING, "payouts": (payout(MoneyState.SUBMITTED),)},
        "退款 ¥ 258.00 已经提交，正等到账。",
    ),
    "a parcel to pack": (
        {"stage": Stage.FULFILLING, "dispatches": (sent(GoodsOut.TO_SHIP, ship_by=IN_5),)},
        f"要寄给您的商品正在准备，最晚 {AT_5} 寄出。",
    ),
    "a parcel on its way": (
        {
            "stage": Stage.FULFILLING,
            "dispatches": (sent(GoodsOut.SHIPPED, courier="圆通", tracking="YT88"),),
        },
        "给您换的商品已经寄出。包裹内：手工陶瓷马克杯。圆通单号：YT88，可以凭单号查物流。",
    ),
    "the platform decides": (
        {"stage": Stage.DISPUTED, "clocks": (clock(ClockKind.DISPUTE, 5),)},
        "平台已经介入，我们正在配合平台处理，结果以平台通知为准。",
    ),
    "silence counts as consent only when a clock says so": (
        {
            "stage": Stage.AWAITING_CONFIRMATION,
            "clocks": (clock(ClockKind.CONFIRMATION, 5, owner=DueOwner.BUYER),),
        },
        f"请您看看是否都妥当；{AT_5} 前没有异议就视为确认。",
    ),
    "what was promised": (
        {
            "stage": Stage.REVIEWING,
            "follow_ups": (
                FollowUp(1, FollowUpKind.PROMISE, IN_5, "找供应商要说法", "阿青", NOW),
                FollowUp(2, FollowUpKind.PROMISE, NOW - timedelta(days=1), "旧的", "阿青", NOW),
            ),
        },
        f"按之前和您说好的，{AT_5} 前我们会再联系您。",
    ),
    "an answered enquiry": (
        {
            "stage": Stage.COMPLETED,
            "facts": Facts(closing=Closing.COMPLETED),
            "advice": AdviceResult.GUIDED,
        },
        "您的问题已经解答完毕",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_progress_says_where_it_stands_and_until_when(name: str) -> None:
    more, expected = CASES[name]
    assert expected in progress_text(replace(TICKET, **more), NOW)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_message_and_nothing_internal_in_it(stage: Stage) -> None:
    planned = FollowUp(1, FollowUpKind.PROMISE, IN_5, "找供应商要说法", "阿青", NOW)
    ticket = replace(TICKET, stage=stage, follow_ups=(planned,), assignee="阿青")
    text = progress_text(ticket, NOW)
    assert text.startswith(
        "您好，您的订单 2749018355271180993 的售后（编号 AS-261122-0007）进度如下："
    )
    for inside in (
        "难缠",
        "供应商",
        "批次",
        "阿青",
        "主管",
        "审批",
        "小鹿",
        "2209",
        "责任",
        "超时",
    ):
        assert inside not in text, inside


# ------------------------------------------------------------------------------------ windows


def rule(key: str, value: Any, unit: TimeUnit | None = None) -> tuple[tuple[str, str], RuleValue]:
    return (key, ""), RuleValue(key, value, Mark.VERIFIED, "某条", date(2026, 1, 1), unit)


RULES = Rules(
    dict(
        (
            rule("window.change_of_mind", 7, TimeUnit.NATURAL_DAYS),
            rule("window.quality", 15, TimeUnit.NATURAL_DAYS),
            rule("window.logistics", 48, TimeUnit.NATURAL_HOURS),
        )
    )
)


def case(signed: str | None = "2026-11-20T02:00:00+00:00", **more: Any) -> Case:
    at = datetime.fromisoformat(signed) if signed else None
    order = replace(TICKET.order, delivered_at=at)
    rules = more.pop("rules", RULES)
    return Case(
        replace(TICKET, order=order, **more), rules, WorkCalendar(), NOW, today=date(2026, 11, 22)
    )


def test_each_trouble_has_its_last_day_counted_from_the_day_after_signing() -> None:
    lines = apply_until_text(case()).splitlines()
    assert lines[0] == "您好，您的订单 2749018355271180993 11/20 签收，各类售后可以申请到："
    assert lines[1] == "· 质量问题：15 天，到 12/5 24:00"
    assert lines[2] == "· 七天无理由退货：7 天，到 11/27 24:00"
    assert "平台页面" in lines[3]


def test_hours_run_from_the_instant_of_signing_and_what_is_over_is_said_to_be_over() -> None:
    text = apply_until_text(case("2026-11-19T02:00:00+00:00", problem=ProblemClass.LOGISTICS))
    assert "· 运输损坏、未收到：48 小时，已于 11/21 10:00 到期" in text
    assert "也请告诉我们" in text, "too late is no refusal"


@pytest.mark.parametrize(
    ("receipt", "said"),
    [(Receipt.UNKNOWN, "还查不到签收时间"), (Receipt.NOT_RECEIVED, "还没有签收，期限还没有开始")],
)
def test_an_unknown_day_of_signing_is_never_guessed(receipt: Receipt, said: str) -> None:
    text = apply_until_text(case(None, details=CaseDetails(receipt=receipt)))
    assert said in text
    assert "· 质量问题：15 天内" in text
    assert "24:00" not in text


def test_goods_that_may_not_come_back_without_a_reason_are_told_so() -> None:
    values = dict(RULES.values) | dict((rule("no_reason.allowed", False),))
    text = apply_until_text(case(rules=Rules(values)))
    assert "· 七天无理由退货：这件商品不支持" in text
    assert "· 质量问题：15 天，到 12/5 24:00" in text


def test_without_any_rule_the_platforms_page_is_named() -> None:
    text = apply_until_text(case(rules=Rules()))
    assert "可以申请的时间请看平台订单页面" in text
    assert "·" not in text


# -------------------------------------------------------------------------------- short ones


@pytest.mark.parametrize("make", [first_contact_text, wait_text, sorry_text])
def test_short_messages_name_the_goods_and_nobodys_fault(make: Any) -> None:
    text = make(TICKET)
    assert "「北欧羊毛地毯」" in text
    for word in ("责任", "赔", "质量问题", "好评", "取消", "小鹿", "2209"):
        assert word not in text, word


def test_goods_without_a_name_are_the_order() -> None:
    nameless = replace(TICKET, order=replace(TICKET.order, lines=()))
    assert wait_text(nameless).startswith("您好，订单的售后")


def test_a_shop_of_ones_own_has_no_platform_to_apply_on() -> None:
    assert "淘宝" in open_it_text(TICKET)
    assert open_it_text(replace(TICKET, shop=Shop(1, Platform.OFFLINE, "门店"))) == ""


def test_the_number_of_the_parcel_is_asked_for_only_while_it_is_missing() -> None:
    waiting = replace(
        TICKET,
        goods_in={UNIT: GoodsIn.TO_BE_SENT},
        decisions=(decision(Offer.ACCEPTED, return_by=IN_5),),
    )
    assert f"请在 {AT_5} 前寄出" in tracking_text(waiting, NOW)
    assert "11/22" not in tracking_text(waiting, NOW + timedelta(days=1)), "the day has passed"
    assert tracking_text(replace(waiting, return_tracking="ZT1"), NOW) == ""
    assert tracking_text(TICKET, NOW) == ""


def test_trying_on_is_allowed_and_what_spoils_the_goods_is_named() -> None:
    text = intact_text(TICKET, ("剪吊牌", "洗过"))
    assert "不要有这些情况：剪吊牌、洗过。" in text
    assert "试一试没有关系" in text
    assert "不要有" not in intact_text(TICKET, ())
