"""Taking a ticket on, asking, judging, refusing, settling what was paid."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.facts import GoodsIn, Offer, Review, Stage
from app.domain.liability import Finding
from app.domain.payment import MoneyState
from app.domain.remedy import Liability, ProblemClass, RejectReason, Remedy
from app.domain.ticket import Ticket
from app.errors import NotFound, RuleViolation, Stale
from tests.services.bench import CUP, IN_TRANSIT, PAID, RUG, TO_BE_SENT, Bench, claim, order


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported()


def _last(bench: Bench, ticket: Ticket) -> str:
    return bench.services.tickets.timeline(ticket.id)[-1].text


def test_accepting_moves_a_new_ticket_into_review_and_says_so(bench: Bench, ticket: Ticket) -> None:
    bench.heard.clear()
    done = bench.services.review.accept(ticket.id, ticket.version)
    assert (done.stage, done.facts.review) == (Stage.REVIEWING, Review.REVIEWING)
    assert done.version == ticket.version + 1
    assert not done.follows_platform
    assert _last(bench, ticket) == "受理 → 核实中"
    (heard,) = bench.heard
    assert heard.kinds == {
        "ticket": frozenset({ticket.id}),
        "order": frozenset({ticket.order.id}),
    }
    with pytest.raises(RuleViolation, match="已经受理过"):
        bench.services.review.accept(ticket.id, done.version)
    assert len(bench.heard) == 1, "what was refused is not announced"


def test_somebody_elses_change_is_named_and_nothing_is_written(
    bench: Bench, ticket: Ticket
) -> None:
    bench.services.staff.add("阿青", ("agent",))
    bench.services.staff.act_as("阿青")
    bench.services.review.note(ticket.id, "我看过了")
    bench.services.staff.act_as("小周")
    events = len(bench.services.tickets.timeline(ticket.id))
    with pytest.raises(Stale, match="刚被 阿青 改过") as stale:
        bench.services.review.accept(ticket.id, ticket.version)
    assert ticket.number in stale.value.sentence
    assert stale.value.advice
    assert len(bench.services.tickets.timeline(ticket.id)) == events
    assert bench.fresh(ticket).facts.review is Review.NEW


def test_a_ticket_that_is_not_there_is_told(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.services.review.accept(99, 1)
    with pytest.raises(NotFound):
        bench.services.tickets.by_number("AS-000000-0000")


def test_what_is_missing_is_asked_for_in_one_message_and_the_clock_stands(
    bench: Bench, ticket: Ticket
) -> None:
    with pytest.raises(RuleViolation, match="一次写全"):
        bench.services.review.request_info(ticket.id, ticket.version, "  ")
    asked = bench.services.review.request_info(ticket.id, ticket.version, "杯底照片、快递面单")
    assert asked.stage is Stage.NEED_INFO
    assert _last(bench, ticket) == "请买家补充资料：杯底照片、快递面单 → 待补充资料"
    back = bench.services.review.info_received(ticket.id, asked.version)
    assert back.stage is Stage.REVIEWING
    with pytest.raises(RuleViolation, match="没有在等"):
        bench.services.review.info_received(ticket.id, back.version)
    again = bench.services.review.request_info(ticket.id, back.version, "还要一张")
    assert again.stage is Stage.NEED_INFO
    told = [entry.text for entry in bench.services.tickets.timeline(ticket.id)]
    assert sum("请买家补充资料" in text for text in told) == 2


def test_the_buyers_limit_is_kept_told_and_taken_away_with_the_answer(
    bench: Bench, ticket: Ticket
) -> None:
    review = bench.services.review
    now = bench.services.context.now()
    with pytest.raises(RuleViolation, match="期限已经过了"):
        review.request_info(ticket.id, ticket.version, "杯底照片", now)
    until = now + timedelta(days=3)
    asked = review.request_info(ticket.id, ticket.version, "杯底照片", until)
    assert asked.info_due_at == until
    shown = until.astimezone(ZoneInfo(ticket.shop.zone)).strftime("%Y-%m-%d %H:%M")
    assert _last(bench, ticket).startswith(f"请买家补充资料（{shown} 前）：杯底照片")
    answered = review.info_received(ticket.id, asked.version)
    assert answered.info_due_at is None
    again = review.request_info(ticket.id, answered.version, "还要一张")
    assert (again.info_due_at, again.asked_times) == (None, 2)
    assert _last(bench, ticket).startswith("第 2 次请买家补充资料：还要一张")


def test_our_own_finding_stands_beside_the_platforms_reason(bench: Bench, ticket: Ticket) -> None:
    done = bench.services.review.describe(
        ticket.id,
        ticket.version,
        ProblemClass.QUALITY,
        " 杯口掉釉 ",
        Finding(Liability.MERCHANT, text="照片清楚"),
        "杯口一处掉釉，约 3 毫米",
    )
    assert (done.problem, done.true_reason) == (ProblemClass.QUALITY, "杯口掉釉")
    assert (done.liability, done.liability_basis) == (Liability.MERCHANT, "照片清楚")
    assert done.summary == "杯口一处掉釉，约 3 毫米"
    assert done.platform_reason == "商品与描述不符"
    assert done.stage is Stage.NEW


def test_a_rejection_needs_its_words_and_ends_the_ticket(bench: Bench, ticket: Ticket) -> None:
    with pytest.raises(RuleViolation, match="拒绝说明"):
        bench.services.review.reject(ticket.id, ticket.version, RejectReason.OTHER, "")
    done = bench.services.review.reject(
        ticket.id, ticket.version, RejectReason.OUT_OF_TIME, "已超过七天，抱歉"
    )
    assert (done.stage, done.reject_reason) == (Stage.REJECTED, RejectReason.OUT_OF_TIME)
    assert done.closed_at is not None
    assert done.due_at is None
    assert "已超过七天，抱歉" in _last(bench, ticket)
    with pytest.raises(RuleViolation, match="已结束"):
        bench.services.review.accept(ticket.id, done.version)


def test_a_rejection_calls_off_what_was_granted_and_the_round_with_it(
    bench: Bench, ticket: Ticket
) -> None:
    bench.decide(ticket, Remedy.RETURN_REFUND)
    done = bench.services.review.reject(ticket.id, None, RejectReason.OTHER, "抱歉")
    assert {p.state for p in done.payouts} == {MoneyState.WITHDRAWN}
    assert [d.state for d in done.decisions] == [Offer.WITHDRAWN.value]
    assert set(done.goods_in.values()) == {GoodsIn.NOT_NEEDED}


def test_goods_that_came_back_go_home_before_the_ticket_is_refused(bench: Bench) -> None:
    ticket = bench.imported(status=IN_TRANSIT)
    bench.services.returns.return_received(ticket.id, None)
    with pytest.raises(RuleViolation, match="收货验货"):
        bench.services.review.reject(ticket.id, None, RejectReason.NOT_RESALEABLE, "已使用")
    bench.inspect(ticket, GoodsIn.WORN)
    with pytest.raises(RuleViolation, match="还在店里"):
        bench.services.review.reject(ticket.id, None, RejectReason.NOT_RESALEABLE, "已使用")
    bench.services.returns.give_back(ticket.id, None, "已使用")
    with pytest.raises(RuleViolation, match="还没有寄"):
        bench.services.review.reject(ticket.id, None, RejectReason.NOT_RESALEABLE, "已使用")
    home = bench.ship(ticket)
    bench.services.dispatches.delivered(ticket.id, None, home.dispatches[0].id)
    done = bench.services.review.reject(ticket.id, None, RejectReason.NOT_RESALEABLE, "已使用")
    assert (done.stage, set(done.goods_in.values())) == (Stage.REJECTED, {GoodsIn.GIVEN_BACK})


def test_nothing_is_rejected_after_money_went_out(bench: Bench, ticket: Ticket) -> None:
    bench.decide(ticket, Remedy.REFUND_ONLY)
    bench.paid_out(ticket)
    with pytest.raises(RuleViolation, match="已经打过款"):
        bench.services.review.reject(ticket.id, None, RejectReason.OTHER, "抱歉")


def test_notes_are_kept_one_by_one_and_possible_at_any_time(bench: Bench, ticket: Ticket) -> None:
    with pytest.raises(RuleViolation, match="空的"):
        bench.services.review.note(ticket.id, "\n")
    bench.services.review.note(ticket.id, "第一条")
    bench.services.review.reject(ticket.id, None, RejectReason.OTHER, "抱歉")
    done = bench.services.review.note(ticket.id, "第二条")
    assert done.notes == ("第一条", "第二条")
    assert done.stage is Stage.REJECTED


# --------------------------------------------------------------------------- what was paid


def _disputed(bench: Bench) -> Ticket:
    bench.take(order("1001", RUG))
    bench.take(claim("C1001", "1001", RUG, cents=25800, order_paid_cents=19900))
    return bench.claimed("C1001")


def test_files_that_disagree_stop_decisions_until_a_person_settles_it(bench: Bench) -> None:
    ticket = _disputed(bench)
    assert ticket.order.conflict is not None
    assert {s.cents for s in ticket.order.conflict.statements} == {25800, 19900}
    with pytest.raises(RuleViolation, match="核对实付金额"):
        bench.decide(ticket, Remedy.REFUND_ONLY)
    for cents, reason, why in ((0, "x", "大于 0"), (-5, "x", "大于 0"), (100, " ", "依据")):
        with pytest.raises(RuleViolation, match=why):
            bench.services.review.settle_paid(ticket.id, None, cents, reason)
    with pytest.raises(RuleViolation, match="都高"):
        bench.services.review.settle_paid(ticket.id, None, 99900, "看错了")
    done = bench.services.review.settle_paid(ticket.id, None, 19900, "平台后台实付 199.00")
    assert done.order.conflict is None
    assert done.order.paid_cents == 19900
    assert done.order.lines[0].paid_share_cents == 19900
    assert "199.00" in _last(bench, ticket)
    bench.decide(ticket, Remedy.REFUND_ONLY)
    assert bench.fresh(ticket).payouts[0].cents <= 19900


def test_what_a_person_settled_no_later_file_disputes(bench: Bench) -> None:
    ticket = _disputed(bench)
    bench.services.review.settle_paid(ticket.id, None, 25800, "后台")
    bench.take(order("1001", RUG, paid=1))
    assert bench.fresh(ticket).order.paid_cents == 25800
    assert bench.fresh(ticket).order.conflict is None


def test_an_order_nobody_knows_the_price_of_can_be_settled_too(bench: Bench) -> None:
    ticket = bench.phoned(paid=None)
    assert ticket.facts.paid_unknown
    with pytest.raises(RuleViolation, match="实付金额未知"):
        bench.decide(ticket, Remedy.REFUND_ONLY)
    done = bench.services.review.settle_paid(ticket.id, None, 7000, "买家发来付款截图")
    assert done.order.paid_cents == 7000
    assert bench.decide(ticket, Remedy.REFUND_ONLY).payouts[0].cents == 7000


def test_a_file_that_changes_its_mind_after_money_moved_is_a_conflict(bench: Bench) -> None:
    ticket = bench.imported("1001", RUG, cents=25800)
    bench.decide(ticket, Remedy.REFUND_ONLY)
    bench.paid_out(ticket)
    assert bench.fresh(ticket).order.lines[0].share_frozen
    bench.take(order("1001", RUG, paid=19900))
    changed = bench.fresh(ticket).order
    assert changed.conflict is not None
    assert {s.cents for s in changed.conflict.statements} == {25800, 19900}
    assert changed.paid_cents == 25800
    assert changed.lines[0].paid_share_cents == 25800
    bench.take(order("1001", RUG, paid=25800))
    assert bench.fresh(ticket).order.conflict is None


def test_shares_follow_a_corrected_file_while_no_money_has_moved(bench: Bench) -> None:
    ticket = bench.imported("1001", CUP, RUG)
    assert sum(line.paid_share_cents or 0 for line in ticket.order.lines) == 33600
    bench.take(order("1001", CUP, RUG, paid=30000))
    lines = bench.fresh(ticket).order.lines
    assert sum(line.paid_share_cents or 0 for line in lines) == 30000
    assert bench.fresh(ticket).order.conflict is None


def test_a_ticket_follows_the_platform_until_somebody_acts(bench: Bench) -> None:
    ticket = bench.imported("1001", RUG)
    bench.take(claim("C1001", "1001", RUG, status=TO_BE_SENT))
    assert bench.fresh(ticket).stage is Stage.AWAITING_RETURN
    bench.services.review.note(ticket.id, "联系过买家")
    assert bench.fresh(ticket).follows_platform, "a note moves nothing"
    bench.services.returns.return_sent(ticket.id, None, "中通", "ZT1")
    bench.take(claim("C1001", "1001", RUG, status=PAID))
    held = bench.fresh(ticket)
    assert held.stage is not Stage.COMPLETED
    assert held.claims[0].status == "退款成功"
    assert any("退款" in mismatch.text for mismatch in held.mismatches) or held.payouts


def test_a_refund_the_platform_made_meanwhile_is_told_until_the_ticket_is_ended(
    bench: Bench,
) -> None:
    ticket = bench.imported("1001", RUG)
    bench.services.review.accept(ticket.id, None)
    bench.take(claim("C1001", "1001", RUG, status=PAID))
    (told,) = bench.fresh(ticket).mismatches
    assert "平台已退款成功" in told.text
    bench.services.closing.confirm(ticket.id, None, "平台已退款，买家没有再联系")
    assert bench.fresh(ticket).mismatches == ()
