"""What is put before everything else, and in which colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.facts import Closing, Facts, GoodsIn, Offer, Review
from app.domain.order import PaidClaim, PaidConflict
from app.domain.ticket import DueOwner, Mismatch, Ticket
from app.domain.workflow import Verb
from tests.ui.shop_floor import NOON
from ui.ticket.attention import notices


def waiting(ticket: Ticket, *, owner: DueOwner, hours: float) -> Ticket:
    """The ticket with a platform deadline of this owner, so many hours from now."""
    due = NOON + timedelta(hours=hours)
    claim = replace(ticket.claims[0], due_at=due, due_owner=owner, status="等待卖家同意")
    ours = owner is DueOwner.US
    return replace(
        ticket,
        claims=(claim,),
        due_at=due if ours else None,
        buyer_due_at=None if ours else due,
    )


@pytest.mark.parametrize(
    ("hours", "strong", "tone"),
    [(-2.2, "已超时 2 小时 12 分", "bad"), (1.4, "还剩 1 小时 24 分", "warn"), (30, "还剩 1 天 6 小时", "info"), (-24 * 12 - 9, "已超时 12 天", "bad")],
)  # fmt: skip
def test_our_own_deadline_is_counted_and_coloured(
    ticket: Ticket, hours: float, strong: str, tone: str
) -> None:
    notice = notices(waiting(ticket, owner=DueOwner.US, hours=hours), NOON)[0]
    assert (notice.strong, notice.tone) == (strong, tone)
    assert "平台状态「等待卖家同意」" in notice.text


@pytest.mark.parametrize("hours", [-50, 1, 30])
def test_the_buyers_deadline_is_never_red_or_yellow(ticket: Ticket, hours: float) -> None:
    notice = notices(waiting(ticket, owner=DueOwner.BUYER, hours=hours), NOON)[0]
    assert notice.tone == "muted"
    assert "买家" in notice.strong


def test_an_ended_ticket_counts_no_time(ticket: Ticket) -> None:
    ended = replace(
        waiting(ticket, owner=DueOwner.US, hours=-2), facts=Facts(closing=Closing.CANCELLED)
    )
    assert notices(ended, NOON) == ()


def test_disagreeing_amounts_come_first_with_the_way_out(ticket: Ticket) -> None:
    conflict = PaidConflict(
        (PaidClaim("orders", 25800), PaidClaim("claims", 24800)), "不同文件写的实付金额不一样。"
    )
    shown = replace(
        waiting(ticket, owner=DueOwner.US, hours=1),
        order=replace(ticket.order, conflict=conflict),
        facts=replace(ticket.facts, has_conflict=True),
    )
    first = notices(shown, NOON)[0]
    assert (first.tone, first.verb, first.button) == ("bad", Verb.SETTLE_PAID, "核对实付金额…")
    said = first.text.replace("\u00a0", " ")
    assert "订单文件：¥ 258.00" in said
    assert "售后文件：¥ 248.00" in said
    assert "¥ " not in first.text, "a line may break between sign and amount"


def test_what_the_platform_says_otherwise_is_said_with_its_claim(ticket: Ticket) -> None:
    shown = replace(ticket, mismatches=(Mismatch("平台显示已退款成功。", "188"),))
    notice = next(n for n in notices(shown, NOON) if n.strong == "与平台不一致")
    assert notice.text == "平台售后 188：平台显示已退款成功。"
    assert notice.tone == "warn"


def test_a_status_nobody_knows_is_shown_verbatim(ticket: Ticket) -> None:
    claim = replace(ticket.claims[0], status="<b>神秘状态</b>", status_known=False)
    texts = [n.text for n in notices(replace(ticket, claims=(claim,)), NOON)]
    assert any("<b>神秘状态</b>" in text for text in texts)


def test_flawed_goods_ask_for_a_new_decision(ticket: Ticket) -> None:
    facts = Facts(review=Review.ACCEPTED, offer=Offer.ACCEPTED, goods_in=(GoodsIn.WORN,))
    strong = [n.strong for n in notices(replace(ticket, facts=facts), NOON)]
    assert "退回的货有问题" in strong


def test_without_anything_to_notice_nothing_is_said(ticket: Ticket) -> None:
    quiet = replace(ticket, due_at=None, buyer_due_at=None)
    assert notices(quiet, NOON) == ()
