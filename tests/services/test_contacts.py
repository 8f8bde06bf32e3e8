"""Talk with buyers and colleagues: what is written, what is refused, who is told, what stays out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.contact import (
    ComeBackKind,
    ContactPurpose,
    Direction,
    FollowUpKind,
    Reached,
)
from app.domain.drafts_case import ContactDraft, FollowUpDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.negotiation import TalkChannel
from app.domain.remedy import CompensationForm, Remedy
from app.domain.settlement.types import LineChoice, Promise
from app.domain.ticket import Ticket
from app.errors import NotAllowed, NotFound, RuleViolation, Stale
from app.model.tables import Ticket as TicketRow
from app.services import coming_back
from tests.services.bench import NOON, Bench

CARD = "6222021234567890128"


def talk(summary: str = "说明了进度，买家同意等到周三", **more: Any) -> ContactDraft:
    values: dict[str, Any] = {
        "direction": Direction.OUTGOING,
        "channel": TalkChannel.PHONE,
        "reached": Reached.YES,
        "purpose": ContactPurpose.PROGRESS,
        "summary": summary,
    }
    return ContactDraft(**(values | more))


def later(
    hours: int = 5, kind: FollowUpKind = FollowUpKind.CALL_BACK, **more: Any
) -> FollowUpDraft:
    return FollowUpDraft(
        kind, NOON + timedelta(hours=hours), more.pop("what", "问问收到没有"), **more
    )


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported("1001")


def last_contact(bench: Bench, ticket: Ticket) -> str | None:
    row = bench.db.read().get(TicketRow, ticket.id)
    assert row is not None
    found = row["last_contact_at"]
    return None if found is None else str(found)


def told(bench: Bench, ticket: Ticket, kind: str) -> str:
    entries = [e for e in bench.services.tickets.timeline(ticket.id) if e.kind == kind]
    return entries[-1].text


# ------------------------------------------------------------------------------------ talks


def test_a_talk_stands_in_the_log_and_in_the_history(bench: Bench, ticket: Ticket) -> None:
    fresh = bench.services.contacts.log_contact(ticket.id, ticket.version, talk())
    (one,) = fresh.contacts
    assert (one.at, one.channel, one.staff) == (NOON, TalkChannel.PHONE, "小周")
    assert one.summary == "说明了进度，买家同意等到周三"
    text = told(bench, ticket, "log_contact")
    assert text == "联系买家（电话，通报进度）：说明了进度，买家同意等到周三"
    assert bench.heard[-1].touches("ticket", ticket.id)
    assert bench.faults() == []


def test_only_a_buyer_who_was_reached_moves_the_last_contact(bench: Bench, ticket: Ticket) -> None:
    log = bench.services.contacts.log_contact
    log(ticket.id, None, talk("", reached=Reached.NO_ANSWER))
    log(ticket.id, None, talk("", direction=Direction.INCOMING, reached=Reached.NUDGE))
    assert last_contact(bench, ticket) is None
    log(ticket.id, None, talk())
    known = last_contact(bench, ticket)
    assert known is not None
    log(ticket.id, None, talk(at=NOON - timedelta(days=2)))
    assert last_contact(bench, ticket) == known, "an older talk entered later moves nothing back"


def test_a_talk_entered_later_says_so_and_stands_at_its_own_time(
    bench: Bench, ticket: Ticket
) -> None:
    log = bench.services.contacts.log_contact
    log(ticket.id, None, talk("今天"))
    fresh = log(ticket.id, None, talk("前天", at=NOON - timedelta(days=2)))
    assert [one.summary for one in fresh.contacts] == ["前天", "今天"]
    assert "补记 2026-11-20 12:00 的联系" in told(bench, ticket, "log_contact")


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (talk("  "), "谈了什么"),
        (talk(at=NOON + timedelta(hours=1)), "还没有到"),
        (talk(f"买家报了卡号 {CARD}"), "银行卡号"),
        (talk("长" * 4001), "删去 1 个字"),
        (talk(evidence_ids=(99,)), "不在这张售后单"),
    ],
)
def test_what_is_wrong_with_a_talk_is_said_and_nothing_is_written(
    bench: Bench, ticket: Ticket, draft: ContactDraft, why: str
) -> None:
    with pytest.raises(RuleViolation, match=why):
        bench.services.contacts.log_contact(ticket.id, None, draft)
    assert bench.fresh(ticket).contacts == ()
    assert bench.fresh(ticket).version == ticket.version


def test_a_call_nobody_took_needs_no_words(bench: Bench, ticket: Ticket) -> None:
    fresh = bench.services.contacts.log_contact(
        ticket.id, None, talk("", reached=Reached.NO_ANSWER)
    )
    assert fresh.contacts[0].reached is Reached.NO_ANSWER
    assert told(bench, ticket, "log_contact") == "联系买家（电话，通报进度），没有联系上"


def test_files_of_a_talk_are_evidence_of_the_same_ticket(bench: Bench, ticket: Ticket) -> None:
    add = bench.services.evidence.add_bytes
    mine = add(ticket.id, b"mine", "聊天.txt", EvidenceKind.CHAT, Party.MERCHANT)
    other = bench.imported("1002")
    theirs = add(other.id, b"theirs", "b.txt", EvidenceKind.CHAT, Party.MERCHANT)
    with pytest.raises(RuleViolation, match="不在这张售后单"):
        bench.services.contacts.log_contact(ticket.id, None, talk(evidence_ids=(theirs.id,)))
    fresh = bench.services.contacts.log_contact(
        ticket.id, None, talk(evidence_ids=(mine.id, mine.id))
    )
    assert fresh.contacts[0].evidence == ("E1",)
    entry = bench.services.tickets.timeline(ticket.id)[-1]
    assert entry.evidence == ("E1",)
    assert bench.faults() == []


def test_the_third_nudge_says_that_a_lead_is_worth_asking(bench: Bench, ticket: Ticket) -> None:
    contacts = bench.services.contacts
    nudge = talk("", direction=Direction.INCOMING, reached=Reached.NUDGE)
    found = [contacts.nudges(contacts.log_contact(ticket.id, None, nudge)) for _time in range(3)]
    assert found == [0, 0, 3]
    assert told(bench, ticket, "log_contact") == "买家催办（电话，通报进度），第 3 次"


def test_a_talk_about_an_older_state_of_the_ticket_is_told_apart(
    bench: Bench, ticket: Ticket
) -> None:
    bench.services.review.accept(ticket.id, None)
    with pytest.raises(Stale):
        bench.services.contacts.log_contact(ticket.id, ticket.version, talk())


# ---------------------------------------------------------------------------- coming back


def test_a_follow_up_is_planned_and_seen_to(bench: Bench, ticket: Ticket) -> None:
    contacts = bench.services.contacts
    fresh = contacts.plan_follow_up(ticket.id, ticket.version, later())
    (planned,) = fresh.follow_ups
    assert (planned.kind, planned.owner, planned.what) == (
        FollowUpKind.CALL_BACK, "小周", "问问收到没有",
    )  # fmt: skip
    assert (
        told(bench, ticket, "plan_follow_up")
        == "安排跟进「回电」，2026-11-22 17:00 前：问问收到没有"
    )
    bench.clock.advance(timedelta(hours=6))
    done = contacts.follow_up_done(ticket.id, None, planned.id, "收到了")
    assert done.follow_ups[0].done_at == NOON + timedelta(hours=6)
    assert not done.facts.follow_ups_open
    assert told(bench, ticket, "follow_up_done") == (
        "跟进完成「回电」（晚于约定的 2026-11-22 17:00）：收到了"
    )
    with pytest.raises(RuleViolation, match="没有待跟进"):
        contacts.follow_up_done(ticket.id, None, planned.id, "")
    assert bench.faults() == []


def test_a_follow_up_can_be_a_colleagues_and_outlives_the_ticket(
    bench: Bench, ticket: Ticket
) -> None:
    ming = bench.services.staff.add("阿明", ("warehouse",))
    bench.decide(ticket, Remedy.APOLOGY)
    bench.services.closing.confirm(ticket.id, None, "聊天")
    ended = bench.services.closing.close(ticket.id, None, "说明清楚了")
    assert not ended.facts.open
    fresh = bench.services.contacts.plan_follow_up(
        ticket.id, None, later(kind=FollowUpKind.SATISFACTION, what="", staff_id=ming.id)
    )
    assert fresh.follow_ups[0].owner == "阿明"
    assert "由阿明跟进" in told(bench, ticket, "plan_follow_up")
    with bench.somebody("阿明"):
        done = bench.services.contacts.follow_up_done(
            ticket.id, None, fresh.follow_ups[0].id, "", satisfaction=5
        )
    assert done.follow_ups[0].satisfaction == 5
    assert "满意度 5 分" in told(bench, ticket, "follow_up_done")


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (later(0), "已经过了"),
        (later(kind=FollowUpKind.PROMISE, what=" "), "答应了买家什么"),
        (later(what=CARD), "银行卡号"),
    ],
)
def test_what_is_wrong_with_a_follow_up_is_said(
    bench: Bench, ticket: Ticket, draft: FollowUpDraft, why: str
) -> None:
    with pytest.raises(RuleViolation, match=why):
        bench.services.contacts.plan_follow_up(ticket.id, None, draft)
    assert bench.fresh(ticket).follow_ups == ()


def test_nobody_plans_for_a_colleague_who_left(bench: Bench, ticket: Ticket) -> None:
    gone = bench.services.staff.add("走了", ("agent",))
    bench.services.staff.deactivate(gone.id)
    with pytest.raises(RuleViolation, match="走了 已离职"):
        bench.services.contacts.plan_follow_up(ticket.id, None, later(staff_id=gone.id))


def test_a_promise_ends_only_with_whether_it_was_kept(bench: Bench, ticket: Ticket) -> None:
    contacts = bench.services.contacts
    fresh = contacts.plan_follow_up(
        ticket.id, None, later(kind=FollowUpKind.PROMISE, what="给答复")
    )
    key = fresh.follow_ups[0].id
    with pytest.raises(RuleViolation, match="有没有做到"):
        contacts.follow_up_done(ticket.id, None, key, "打了电话")
    with pytest.raises(RuleViolation, match="哪里没有做到"):
        contacts.follow_up_done(ticket.id, None, key, "", kept=False)
    with pytest.raises(RuleViolation, match="1 到 5"):
        contacts.follow_up_done(ticket.id, None, key, "", kept=True, satisfaction=6)
    done = contacts.follow_up_done(ticket.id, None, key, "晚了半天", kept=False)
    assert done.follow_ups[0].kept is False
    assert told(bench, ticket, "follow_up_done") == "跟进完成「答应买家的事」，没有做到：晚了半天"


def test_a_follow_up_of_another_ticket_is_not_touched(bench: Bench, ticket: Ticket) -> None:
    contacts = bench.services.contacts
    other = bench.imported("1002")
    key = contacts.plan_follow_up(other.id, None, later()).follow_ups[0].id
    contacts.plan_follow_up(ticket.id, None, later())
    with pytest.raises(NotFound):
        contacts.follow_up_done(ticket.id, None, key, "")


def test_todays_progress_moves_on_once_the_buyer_has_heard(bench: Bench, ticket: Ticket) -> None:
    contacts = bench.services.contacts
    contacts.plan_follow_up(ticket.id, None, later(kind=FollowUpKind.PROGRESS, what=""))
    assert [one.number for one in contacts.due_today()] == [ticket.number]
    contacts.log_contact(ticket.id, None, talk("", reached=Reached.NO_ANSWER))
    assert len(contacts.due_today()) == 1, "nobody was reached"
    fresh = contacts.log_contact(ticket.id, None, talk())
    assert contacts.due_today() == ()
    # One natural day: until tomorrow, 24:00 in the shop's zone.
    assert fresh.follow_ups[0].due_at == datetime.fromisoformat("2026-11-23T16:00:00+00:00")
    assert fresh.follow_ups[0].done_at is None
    bench.clock.advance(timedelta(days=1))
    assert len(contacts.due_today()) == 1
    assert bench.faults() == []


# -------------------------------------------------------------------------------- colleagues


def test_a_question_goes_to_a_colleague_and_comes_back_answered(
    bench: Bench, ticket: Ticket
) -> None:
    contacts = bench.services.contacts
    ming = bench.services.staff.add("阿明", ("warehouse",))
    fresh = contacts.ask_colleague(ticket.id, ticket.version, ming.id, "仓库还有灰色的吗")
    (asked,) = fresh.questions
    assert (asked.asked_by, asked.asked_of, asked.text) == ("小周", "阿明", "仓库还有灰色的吗")
    # Sunday noon: four working hours end on Monday at 13:00 of a shop open from nine.
    assert asked.due_at == datetime.fromisoformat("2026-11-23T05:00:00+00:00")
    assert told(bench, ticket, "ask_colleague") == (
        "请阿明协助，2026-11-23 13:00 前答复：仓库还有灰色的吗"
    )
    assert contacts.due_today() == ()
    with bench.somebody("阿明"):
        (waiting,) = contacts.due_today()
        assert (waiting.kind, waiting.mine) == (ComeBackKind.QUESTION, True)
        assert waiting.what == "小周 问：仓库还有灰色的吗"
        done = contacts.answer_colleague(ticket.id, None, asked.id, "还有两张")
        assert contacts.due_today() == ()
    assert (done.questions[0].answer, done.questions[0].answered_by) == ("还有两张", "阿明")
    assert not done.facts.questions_open
    assert told(bench, ticket, "answer_colleague") == "答复小周：还有两张"
    with pytest.raises(RuleViolation, match="没有等同事答复"):
        contacts.answer_colleague(ticket.id, None, asked.id, "又")
    assert bench.faults() == []


@pytest.mark.parametrize(
    ("whom", "text", "why"), [("小周", "在吗", "不能问自己"), ("阿明", " ", "回答什么")]
)
def test_what_is_wrong_with_a_question_is_said(
    bench: Bench, ticket: Ticket, whom: str, text: str, why: str
) -> None:
    bench.services.staff.add("阿明", ("warehouse",))
    key = next(one.id for one in bench.services.staff.people() if one.name == whom)
    with pytest.raises(RuleViolation, match=why):
        bench.services.contacts.ask_colleague(ticket.id, None, key, text)
    assert bench.fresh(ticket).questions == ()


def test_the_warehouse_answers_but_does_not_ask(bench: Bench, ticket: Ticket) -> None:
    boss = bench.services.staff.current
    assert boss is not None
    with bench.somebody("阿明", "warehouse"), pytest.raises(NotAllowed):
        bench.services.contacts.ask_colleague(ticket.id, None, boss.id, "在吗")


# -------------------------------------------------------------------------------- every day


def test_todays_list_holds_what_is_due_of_everybody_and_nothing_of_tomorrow(
    bench: Bench, ticket: Ticket
) -> None:
    contacts = bench.services.contacts
    ming = bench.services.staff.add("阿明", ("agent",))
    contacts.plan_follow_up(ticket.id, None, later(5))
    contacts.plan_follow_up(ticket.id, None, later(2, staff_id=ming.id, what="阿明的"))
    contacts.plan_follow_up(ticket.id, None, later(12, what="今天 24:00"))
    contacts.plan_follow_up(ticket.id, None, later(13, what="明天"))
    assert [(one.what, one.owner, one.mine) for one in contacts.due_today()] == [
        ("阿明的", "阿明", False), ("问问收到没有", "小周", True), ("今天 24:00", "小周", True),
    ]  # fmt: skip
    bench.clock.advance(timedelta(days=3))
    assert len(contacts.due_today()) == 4, "what nobody saw to stays"


def test_promised_discounts_and_missing_parcel_numbers_are_come_back_to(bench: Bench) -> None:
    promised = bench.imported("1001")
    cup = LineChoice(promised.order.lines[0].id, (1,))
    bench.decide(
        promised, Remedy.COMPENSATION, cup,
        form=CompensationForm.NEXT_ORDER, compensation_cents=0,
        promise=Promise("杯盖", 500, "2026-11-24"),
    )  # fmt: skip
    back = bench.imported("1002")
    draft = bench.draft(back, Remedy.RETURN_REFUND)
    bench.services.decide.decide(replace(draft, return_by=NOON + timedelta(days=7)))
    assert bench.services.contacts.due_today() == ()
    bench.clock.advance(timedelta(days=9))
    found = {one.kind: one for one in bench.services.contacts.due_today()}
    assert set(found) == {ComeBackKind.PROMISE, ComeBackKind.RETURN}
    assert found[ComeBackKind.PROMISE].what == "随下一单寄 杯盖，下一单减 ¥ 5.00"
    assert found[ComeBackKind.RETURN].number == back.number
    bench.services.returns.return_sent(back.id, None, "中通", "ZT1")
    kinds = {one.kind for one in bench.services.contacts.due_today()}
    assert ComeBackKind.RETURN not in kinds


@pytest.mark.parametrize(
    ("sql", "asked"),
    [
        (coming_back._FOLLOW_UPS, ("2026", 9)),
        (coming_back._QUESTIONS, (1, 9)),
        (coming_back._PROMISES, ("2026", 9)),
        (coming_back._RETURNS, ("2026", 9)),
    ],
)
def test_todays_list_reads_no_table_from_end_to_end(
    bench: Bench, sql: str, asked: tuple[object, ...]
) -> None:
    steps = [str(row[3]) for row in bench.db.read().query(f"EXPLAIN QUERY PLAN {sql}", asked)]
    assert not [step for step in steps if step.startswith("SCAN")]


# ------------------------------------------------------------------------------- the papers


def test_what_colleagues_say_to_each_other_stays_in_the_shop(bench: Bench, ticket: Ticket) -> None:
    contacts = bench.services.contacts
    ming = bench.services.staff.add("阿明", ("warehouse",))
    contacts.log_contact(ticket.id, None, talk("暗号一"))
    contacts.plan_follow_up(ticket.id, None, later(what="暗号二"))
    question = contacts.ask_colleague(ticket.id, None, ming.id, "暗号三").questions[0]
    contacts.answer_colleague(ticket.id, None, question.id, "暗号四")
    outward = bench.services.tickets.timeline(ticket.id, outward=True)
    assert "暗号" not in "".join(one.text for one in outward)
    assert any(one.kind == "log_contact" for one in outward), "that we talked is no secret"
    inward = "".join(one.text for one in bench.services.tickets.timeline(ticket.id))
    assert all(f"暗号{n}" in inward for n in "一二三四")
