"""One sentence per event: what happened, with what, and nothing that is not known."""

from __future__ import annotations

import pytest

from app.domain.sentences import KINDS, sentence

CNY = {"currency": "CNY"}


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("opened", {"source": "file"}, "从平台文件建单，文件里没有平台状态"),
        (
            "decided",
            {"remedy": "refund_only", "agreed": True, "refund": 25800, **CNY},
            "方案：仅退款，退款 ¥ 258.00",
        ),
        (
            "decided",
            {"remedy": "exchange", "agreed": False, "charge": 2000, "channel": "phone", **CNY},
            "提出方案：换货，买家应付 ¥ 20.00，等买家答复（经电话告知）",
        ),
        (
            "decided",
            {"remedy": "exchange", "agreed": True, "waived": 300, **CNY},
            "方案：换货，免收 ¥ 3.00",
        ),
        (
            "decided",
            {
                "remedy": "compensation",
                "agreed": False,
                "compensation": 1000,
                "valid_until": "2026-11-24T04:00:00Z",
                **CNY,
            },
            "提出方案：部分补偿，补偿 ¥ 10.00，等买家答复（有效至 2026-11-24 12:00）",
        ),
        (
            "decided",
            {"remedy": "return_refund", "refund": 90000, "awaiting": "owner", "damages": 50000},
            "提交店主审批，方案：退货退款，退款 ¥ 900.00、另外赔付 ¥ 500.00",
        ),
        ("decided", {"remedy": "reship", "agreed": True}, "方案：补发，无金额"),
        ("approve", {}, "审批通过"),
        ("deny", {}, "审批不通过"),
        (
            "counter_offer",
            {"channel": "wechat", "remedy": "compensation", "cents": 2000, **CNY},
            "买家还价（微信） 部分补偿 ¥ 20.00",
        ),
        ("counter_offer", {"channel": "wechat"}, "买家还价（微信）"),
        (
            "lapsed",
            {"effective_at": "2026-11-24T04:00:00Z"},
            "方案于 2026-11-24 12:00 过期失效，买家没有答复",
        ),
        (
            "lapsed",
            {"effective_at": "2026-11-24T04:00:00Z", "zone": "UTC"},
            "方案于 2026-11-24 04:00 过期失效，买家没有答复",
        ),
        (
            "ship",
            {"purpose": "exchange", "courier": "中通", "tracking": "7731"},
            "寄出（换货） 中通 7731",
        ),
        ("delivered", {}, "买家已签收"),
        ("lost", {"courier": "中通", "tracking": "7731"}, "寄件丢失 中通 7731"),
        ("lost", {"purpose": "exchange", "again": True}, "寄件丢失（换货），需要重新寄出"),
        ("repair_start", {"place": "supplier"}, "开始维修（返厂维修）"),
        ("repair_start", {"place": "on_site", "days": 3}, "开始维修（上门维修），预计 3 天"),
        ("repair_done", {"part_warranty_months": 3}, "已修好，更换的部件另保修 3 个月"),
        ("repair_done", {}, "已修好"),
        ("repair_failed", {}, "无法修复，需要重新决定"),
        (
            "charge_arrived",
            {"cents": 2000, "reason": "price_difference", "reference": "T1", **CNY},
            "收到买家换货补差价 ¥ 20.00，凭证 T1",
        ),
        ("charge_waived", {"cents": 2000, "reason": "repair"}, "免收买家维修费 ¥ 20.00"),
        (
            "charge_returned",
            {"cents": 2000, "reason": "repair", "reference": "T2", "again": True, **CNY},
            "退还买家维修费 ¥ 20.00，仍需补款，凭证 T2",
        ),
        ("give_back", {}, "把原物寄还买家"),
        ("reapply_asked", {"remedy": "exchange"}, "请买家在平台改申请「换货」，已达成的方案不变"),
        (
            "withdraw_offer",
            {"called_off": 3900, "called_off_parcels": 1, "called_off_promises": 2, **CNY},
            "撤回方案，作废：未打的款 ¥ 39.00、1 个未寄的包裹、2 项承诺",
        ),
        ("keep_promise", {"part": "纽扣", "reference": "A1"}, "承诺已兑现「纽扣」，凭证 A1"),
        (
            "promise_expired",
            {"part": "纽扣", "effective_at": "2026-12-31T15:59:59Z"},
            "承诺「纽扣」 于 2026-12-31 23:59 过期，没有兑现",
        ),
        (
            "pay",
            {"cents": 2000, "method": "alipay", "early": True, "reference": "T1"},
            "已打款 ¥ 20.00（支付宝转账），验货前先打款，凭证 T1",
        ),
        (
            "roles_changed",
            {"roles_before": "agent", "roles": "agent,lead"},
            "修改人员角色：客服 → 客服、主管",
        ),
        ("pin_refused", {"failures": 3}, "PIN 输入错误，连续 3 次"),
        ("limits_changed", {"limits": 6}, "修改审批额度，共 6 项"),
        ("idle_lock_changed", {"minutes": 5}, "自动锁定改为闲置 5 分钟"),
        ("idle_lock_changed", {"minutes": 0}, "关闭自动锁定"),
    ],
)
def test_an_event_reads_as_what_happened(kind: str, data: dict[str, object], text: str) -> None:
    assert sentence(kind, data) == text


# These have always been written with what they name; there is no older form without it.
_NEVER_BARE = {"describe", "cancel", "reject"}


@pytest.mark.parametrize("kind", sorted(KINDS - _NEVER_BARE))
def test_an_event_of_an_older_version_may_lack_what_a_newer_one_tells(kind: str) -> None:
    text = sentence(kind, {})
    assert text
    assert "None" not in text
    assert kind not in text


def test_a_value_from_a_newer_version_is_shown_as_it_is() -> None:
    assert sentence("repair_start", {"place": "moon"}) == "开始维修（moon）"
    assert sentence("lapsed", {"effective_at": "soon"}) == "方案过期失效，买家没有答复"


def test_what_somebody_wrote_and_the_new_stage_follow() -> None:
    data = {"remedy": "reship", "agreed": True, "stage": "fulfilling"}
    assert sentence("deny", {}, "金额太高") == "审批不通过：金额太高"
    assert sentence("decided", data, "已商量") == "方案：补发，无金额；已商量 → 待退款/发货"


def test_a_zero_amount_is_not_told() -> None:
    data = {"remedy": "exchange", "agreed": True, "charge": 0, "refund": 0, "damages": 0}
    assert sentence("decided", data) == "方案：换货，无金额"
