"""What happens when a clock runs out: recorded once, closed, confirmed, or told as an alert."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.deadlines.clock import ClockKind, OverdueCause
from app.domain.deadlines.overdue import SIDES, tally
from app.domain.deadlines.span import TimeUnit
from app.domain.facts import Closing, GoodsIn, Stage
from app.domain.history import DESK_CHAIN, parsed
from app.domain.remedy import Channel, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.domain.workflow import Verb, actions
from app.errors import RuleViolation, Stale
from app.model import tables
from app.services.breaches import record_run_out
from tests.services.bench import CUP, PAID, TO_BE_SENT, Bench, claim, order

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)  # 9:00 in Shanghai


def history(bench: Bench, chain: int, kind: str) -> list[dict[str, Any]]:
    rows = bench.db.read().query(
        "SELECT data FROM event WHERE chain = ? AND kind = ? ORDER BY seq", (chain, kind)
    )
    return [parsed(data) for (data,) in rows]


def told(bench: Bench, ticket: Ticket) -> list[str]:
    return [entry.text for entry in bench.services.tickets.timeline(ticket.id)]


def wrote(bench: Bench, **more: Any) -> Ticket:
    """A ticket of a buyer who wrote and has not been spoken to."""
    return bench.phoned(channel=Channel.SOCIAL, **more)


# ------------------------------------------------------------------------------------------ breaches


def test_a_missed_first_word_is_recorded_once_with_when_it_should_have_been(bench: Bench) -> None:
    ticket = wrote(bench)
    bench.clock.set(MONDAY + 2 * HOUR - timedelta(seconds=1))
    assert bench.services.sweep.run() == 0
    bench.clock.set(MONDAY + 3 * HOUR)
    assert bench.services.sweep.run() == 1
    assert bench.services.sweep.run() == 0
    (breach,) = bench.fresh(ticket).breaches
    assert (breach.kind, breach.due_at) == (ClockKind.FIRST_CONTACT, MONDAY + 2 * HOUR)
    assert (breach.found_at, breach.stage, breach.cause) == (MONDAY + 3 * HOUR, "new", None)
    (said,) = history(bench, ticket.id, "overdue")
    assert (said["effective_at"], said["by"]) == ("2026-11-23T03:00:00Z", "clock")
    assert told(bench, ticket)[-1] == "超时：首次联系（2026-11-23 11:00 到期）"
    assert bench.faults() == []


def test_the_review_is_late_when_its_last_limit_is_missed_not_its_aim(bench: Bench) -> None:
    ticket = wrote(bench)
    bench.clock.set(MONDAY + 2 * DAY)
    bench.services.sweep.run()
    assert [b.kind for b in bench.fresh(ticket).breaches] == [ClockKind.FIRST_CONTACT]
    due = bench.fresh(ticket).due_at
    assert due is not None
    assert due < MONDAY + DAY, "the list shows the earliest all the same"
    bench.clock.set(MONDAY + 3 * DAY)
    bench.services.sweep.run()
    assert ClockKind.REVIEW in [b.kind for b in bench.fresh(ticket).breaches]


def test_a_verb_records_what_ran_out_before_it_ends_the_clock(bench: Bench) -> None:
    """Nobody looked at the clock in between: that it was late stays a fact."""
    ticket = wrote(bench)
    bench.clock.set(MONDAY + 4 * HOUR)
    bench.decide(ticket, Remedy.APOLOGY)
    (breach,) = bench.fresh(ticket).breaches
    assert breach.kind is ClockKind.FIRST_CONTACT
    assert bench.faults() == []


def test_a_refused_verb_leaves_nothing_behind(bench: Bench) -> None:
    ticket = wrote(bench)
    bench.clock.set(MONDAY + 4 * HOUR)
    with pytest.raises(RuleViolation):
        bench.services.closing.close(ticket.id, None, "完成")
    assert bench.fresh(ticket).breaches == ()


def test_the_same_end_is_not_recorded_twice_when_the_clock_comes_back(bench: Bench) -> None:
    ticket = wrote(bench)
    bench.clock.set(MONDAY + 4 * DAY)
    bench.services.sweep.run()
    before = len(bench.fresh(ticket).breaches)
    bench.services.review.request_info(ticket.id, None, "照片")
    bench.clock.advance(DAY)
    bench.services.review.info_received(ticket.id, None)
    with bench.services.context.write() as write:
        row = write.get(tables.Ticket, ticket.id) or {}
        assert record_run_out(write, row, bench.services.context.now_text()) == 0
    bench.services.sweep.run()
    kinds = [b.kind for b in bench.fresh(ticket).breaches]
    assert kinds.count(ClockKind.REVIEW) == 1
    assert len(kinds) == before


# -------------------------------------------------------------------- what the buyer did not do in time


def asked(bench: Bench, ticket: Ticket) -> Ticket:
    until = MONDAY + 2 * DAY
    return bench.services.review.request_info(ticket.id, None, "照片", until)


def test_a_request_nobody_answered_ends_the_ticket(bench: Bench) -> None:
    ticket = asked(bench, wrote(bench))
    bench.clock.set(MONDAY + 2 * DAY + HOUR)
    assert bench.services.sweep.run() == 1
    ended = bench.fresh(ticket)
    assert (ended.facts.closing, ended.stage) == (Closing.EXPIRED, Stage.EXPIRED)
    assert told(bench, ticket)[-1].startswith("买家到 2026-11-25 09:00 没有补充资料，售后单过期")
    assert bench.services.sweep.run() == 0
    assert bench.faults() == []


def test_while_the_platform_still_counts_on_an_answer_it_is_an_alert(bench: Bench) -> None:
    ticket = asked(bench, bench.imported())
    bench.clock.set(MONDAY + 2 * DAY + HOUR)
    bench.services.sweep.run()
    alive = bench.fresh(ticket)
    assert (alive.facts.closing, alive.stage) == (Closing.OPEN, Stage.NEED_INFO)
    assert ClockKind.INFO in [b.kind for b in alive.breaches]
    assert any("平台上的售后还没有结束，没有关闭售后单" in text for text in told(bench, ticket))
    assert bench.services.sweep.run() == 0


def test_a_parcel_that_was_never_sent_is_our_turn_again(bench: Bench) -> None:
    ticket = wrote(bench)
    line = LineChoice(ticket.order.lines[0].id, (1,))
    draft = bench.draft(ticket, Remedy.RETURN_REFUND, line)

    ticket = bench.services.decide.decide(replace(draft, return_by=MONDAY + DAY))
    bench.clock.set(MONDAY + DAY)
    assert bench.services.sweep.run() == 1
    late = bench.fresh(ticket)
    assert GoodsIn.NEVER_SENT in late.goods_in.values()
    assert late.stage is Stage.AWAITING_RETURN
    assert told(bench, ticket)[-1].startswith("买家到 2026-11-24 09:00 没有寄回（1 件）")
    assert bench.services.sweep.run() == 0
    assert late.due_at is not None, "somebody has to speak to the buyer"
    came = bench.services.returns.return_sent(ticket.id, None, "中通", "ZT9")
    assert came.stage is Stage.INSPECTING, "a late parcel is still taken"


def settled(bench: Bench) -> Ticket:
    ticket = wrote(bench)
    bench.decide(ticket, Remedy.REFUND_ONLY)
    return bench.paid_out(ticket)


def test_silence_after_everything_was_done_is_a_yes(bench: Bench) -> None:
    ticket = settled(bench)
    bench.clock.advance(7 * DAY)
    bench.services.sweep.run()
    assert not bench.fresh(ticket).facts.confirmed, "the seventh day ends at 24:00"
    bench.clock.advance(DAY)
    bench.services.sweep.run()
    done = bench.fresh(ticket)
    assert done.facts.confirmed
    (said,) = history(bench, ticket.id, "auto_confirmed")
    assert (said["by"], said["effective_at"]) == ("clock", "2026-11-29T16:00:00Z")
    assert "到 2026-11-29 24:00 未见异议，视为买家确认" in told(bench, ticket)
    assert bench.services.closing.close(ticket.id, None, "完成").stage is Stage.COMPLETED


def test_a_shop_that_waits_for_a_real_yes_says_nought(bench: Bench) -> None:
    bench.services.rules.change(
        shop_id=bench.shop_id, key="ours.confirmation", category="", value=0,
        unit=TimeUnit.NATURAL_DAYS, valid_from=date(2026, 11, 1), reason="要买家自己确认",
    )  # fmt: skip
    ticket = settled(bench)
    bench.clock.advance(60 * DAY)
    bench.services.sweep.run()
    assert not bench.fresh(ticket).facts.confirmed


def test_while_the_platform_leads_its_file_says_the_end(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    bench.take(claim("C1", "1001", CUP, status=TO_BE_SENT))
    ticket = bench.claimed("C1")
    bench.clock.advance(60 * DAY)
    bench.services.sweep.run()
    assert bench.fresh(ticket).follows_platform
    bench.take(claim("C1", "1001", CUP, status=PAID))
    assert bench.fresh(ticket).stage is Stage.COMPLETED


# ---------------------------------------------------------------------------------------- limits change


def test_other_limits_move_every_open_ticket_and_nobody_is_blamed(bench: Bench) -> None:
    tickets = [wrote(bench, order_no=f"20{n}") for n in range(3)]
    bench.services.sweep.run()
    bench.clock.set(MONDAY + HOUR)
    bench.services.rules.change(
        shop_id=bench.shop_id, key="ours.first_contact", category="", value=10,
        unit=TimeUnit.MINUTES, valid_from=date(2026, 11, 1), reason="更快",
    )  # fmt: skip
    bench.services.sweep.run()
    for ticket in map(bench.fresh, tickets):
        assert ticket.due_at == ticket.applied_at + timedelta(minutes=10)
        assert ticket.breaches == ()
    assert history(bench, DESK_CHAIN, "clocks_reckoned") == [{"tickets": 3}]
    assert bench.services.sweep.run() == 0
    assert bench.faults() == []


# ----------------------------------------------------------------------------------------- the causes


def test_a_cause_is_given_to_everything_late_on_a_ticket(bench: Bench) -> None:
    ticket = wrote(bench)
    possible = {a.verb for a in actions(ticket.facts) if a.possible}
    assert Verb.ACKNOWLEDGE not in possible
    bench.clock.set(MONDAY + 4 * DAY)
    bench.services.sweep.run()
    late = bench.fresh(ticket)
    assert len(late.breaches) == 2
    with pytest.raises(Stale):
        bench.services.clocks.acknowledge(ticket.id, late.version + 1, OverdueCause.SYSTEM)
    done = bench.services.clocks.acknowledge(
        ticket.id, late.version, OverdueCause.SHORT_OF_HANDS, "大促第一天"
    )
    assert {b.cause for b in done.breaches} == {OverdueCause.SHORT_OF_HANDS}
    assert {(b.acknowledged_by, b.note) for b in done.breaches} == {("小周", "大促第一天")}
    assert not done.facts.breaches_open
    assert told(bench, ticket)[-1] == "登记 2 次超时的原因：人手不足"
    assert "大促" not in str(history(bench, ticket.id, "acknowledge"))
    with pytest.raises(RuleViolation, match="没有未登记原因的超时"):
        bench.services.clocks.acknowledge(ticket.id, None, OverdueCause.SYSTEM)
    assert bench.faults() == []


def test_several_tickets_get_the_same_cause_or_none_does(bench: Bench) -> None:
    late, timely = [wrote(bench, order_no=f"20{n}") for n in range(2)], wrote(bench, order_no="209")
    bench.decide(timely, Remedy.APOLOGY)
    bench.clock.set(MONDAY + 3 * HOUR)
    bench.services.sweep.run()
    clocks = bench.services.clocks
    assert clocks.overdue_count() == 2
    with pytest.raises(RuleViolation):
        clocks.acknowledge_all([late[0].id, timely.id], OverdueCause.TRAINING)
    assert clocks.overdue_count() == 2
    assert clocks.acknowledge_all([t.id for t in late], OverdueCause.TRAINING) == 2
    assert (clocks.overdue_count(), clocks.overdue()) == (0, ())
    explained = clocks.overdue(explained=True)
    assert {line.breach.number for line in explained} == {t.number for t in late}
    by = {title: tally(explained, side) for title, side in SIDES}
    assert by["原因"] == (("培训不足", 2),)
    assert by["星期"] == (("星期一", 2),)
    assert by["平台"] == (("淘宝", 2),)
    assert by["处理人"] == (("没有指派", 2),)


def test_the_list_tells_what_is_still_not_done(bench: Bench) -> None:
    one, two = wrote(bench, order_no="201"), wrote(bench, order_no="202")
    bench.clock.set(MONDAY + 3 * HOUR)
    bench.services.sweep.run()
    bench.decide(two, Remedy.APOLOGY)
    running = {line.breach.number: line.running for line in bench.services.clocks.overdue()}
    assert running == {one.number: True, two.number: False}


# ------------------------------------------------------------------------------------------- reminders


def test_each_reminder_is_said_once_and_the_end_too(bench: Bench) -> None:
    ticket = wrote(bench)
    clocks, said = bench.services.clocks, []
    assert clocks.reminders() == ()
    bench.clock.set(MONDAY)
    while bench.clock.now() < MONDAY + 3 * HOUR:
        for one in clocks.reminders():
            if one.kind is ClockKind.FIRST_CONTACT:
                assert (one.ticket_id, one.number) == (ticket.id, ticket.number)
                said.append(one.left_minutes)
        bench.clock.advance(timedelta(minutes=1))
    assert said == [120, 60, 15, 0]


def test_what_is_late_when_it_comes_is_said_once(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    due = bench.clock.now() - HOUR
    bench.take(claim("C1", "1001", CUP, due_at=due, due_whose="us"))
    (one,) = bench.services.clocks.reminders()
    assert (one.kind, one.left_minutes) == (ClockKind.PLATFORM, -60)
    assert bench.services.clocks.reminders() == ()


def test_a_reminder_writes_no_history_and_nothing_without_a_person(bench: Bench) -> None:
    wrote(bench)
    bench.clock.set(MONDAY + 2 * HOUR)
    before = bench.db.read().scalar("SELECT max(seq) FROM event")
    person, bench.services.context.person = bench.services.context.person, None
    assert bench.services.clocks.reminders() == ()
    bench.services.context.person = person
    assert bench.services.clocks.reminders()
    assert bench.db.read().scalar("SELECT max(seq) FROM event") == before


def test_every_sentence_about_time_is_whole(bench: Bench) -> None:
    ticket = asked(bench, bench.imported())
    bench.clock.set(MONDAY + 30 * DAY)
    bench.services.sweep.run()
    for text in told(bench, ticket):
        assert not re.search(r"[{}]|（）|到 {2}", text), text


def test_the_month_counts_what_was_due_in_it_by_cause(bench: Bench) -> None:
    one = wrote(bench, order_no="201")
    wrote(bench, order_no="202")
    bench.clock.set(MONDAY + 3 * HOUR)
    bench.services.sweep.run()
    bench.services.clocks.acknowledge(one.id, None, OverdueCause.SYSTEM)
    month = bench.services.reports.month(2026, 11)
    assert dict(month.by_cause) == {OverdueCause.SYSTEM: 1, None: 1}
    assert {(row.ticket, row.what, row.cause) for row in month.overdue} >= {
        (one.number, ClockKind.FIRST_CONTACT, OverdueCause.SYSTEM)
    }
    assert bench.services.reports.month(2026, 10).overdue_count == 0
