"""One line of the queue in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.facts import Stage
from app.domain.remedy import Remedy
from app.domain.ticket import TicketSummary, View
from ui.queue.row import QueueRow, Wording

NOW = datetime(2026, 11, 22, 5, 6, tzinfo=UTC)
MUG = TicketSummary(
    id=12,
    number="AS-261122-0012",
    shop="云岚家居",
    platform="taobao",
    order_no="2749018355271180993",
    stage=Stage.NEGOTIATING,
    remedy=Remedy.COMPENSATION,
    buyer="小鹿不迷路",
    goods="手工陶瓷马克杯 蓝釉 ×2",
    problem="杯口小缺口",
    amount_cents=1000,
    currency="CNY",
    due_at=NOW + timedelta(minutes=84),
    buyer_due_at=None,
    applied_at=NOW - timedelta(days=1),
    evidence_count=5,
)


def worded(ticket: TicketSummary, view: View = View.OPEN) -> QueueRow:
    wording = Wording(NOW)
    wording.set_view(view)
    return wording.row(ticket)


def test_a_line_reads_as_in_the_drawing() -> None:
    row = worded(MUG)
    assert (row.pill, row.pill_tone, row.remedy, row.buyer) == (
        "协商中", "info", "部分补偿", "小鹿不迷路",
    )  # fmt: skip
    assert (row.amount, row.goods) == ("¥ 10.00", "手工陶瓷马克杯 蓝釉 ×2 · 杯口小缺口")
    assert (row.due, row.due_tone, row.bar) == ("1 小时 24 分", "warn", "warn")
    assert row.small == ("AS-261122-0012", "淘宝", "证据 5")


def test_a_late_one_says_so_and_still_where_it_stands() -> None:
    late = replace(MUG, due_at=NOW - timedelta(minutes=130))
    row = worded(late)
    assert (row.pill, row.pill_tone, row.bar) == ("已超时", "bad", "bad")
    assert "协商中" in row.small


def test_among_late_ones_the_stage_is_the_word() -> None:
    row = worded(replace(MUG, due_at=NOW - timedelta(minutes=130)), View.OVERDUE)
    assert (row.pill, row.pill_tone) == ("协商中", "bad")
    assert "协商中" not in row.small


def test_what_a_refund_export_does_not_say_is_said_to_be_unknown() -> None:
    row = worded(replace(MUG, buyer="", goods="", problem="", remedy=None, amount_cents=None))
    assert (row.buyer, row.goods, row.remedy, row.amount) == (
        "买家未知", "商品未知", "诉求未定", "—",
    )  # fmt: skip


def test_a_parcel_on_its_way_shows_both_ends_of_its_number() -> None:
    assert "退货 7312…4471" in worded(replace(MUG, tracking="73120045674471")).small
    assert "退货 123456789" in worded(replace(MUG, tracking="123456789")).small


def test_the_shop_is_named_where_its_platform_says_too_little() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    wording = Wording(NOW)
    wording.set_zones({("taobao", "云岚家居"): zone, ("jd", "云岚好物"): zone})
    assert wording.row(MUG).small[1] == "淘宝"
    wording.set_zones({("taobao", "云岚家居"): zone, ("taobao", "云岚好物"): zone})
    assert wording.row(MUG).small[1] == "淘宝 · 云岚家居"


def test_a_dispute_has_a_red_bar_however_much_time_is_left() -> None:
    row = worded(replace(MUG, stage=Stage.DISPUTED, due_at=NOW + timedelta(days=3)))
    assert (row.bar, row.due_tone) == ("bad", "muted")
