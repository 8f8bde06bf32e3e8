"""What is learned of a case later, how an enquiry goes on, whose a ticket is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app.domain.case import (
    AdviceResult,
    ArrivedLine,
    CaseDetails,
    LateGround,
    Mood,
    Receipt,
    Severity,
    SizeReading,
    SubReason,
    Urgency,
    WearMark,
)
from app.domain.drafts_case import CaseDraft
from app.domain.facts import Closing, Stage
from app.domain.remedy import ProblemClass, Remedy
from app.domain.ticket import Ticket
from app.errors import NotAllowed, NotFound, RuleViolation, Stale
from app.model import tables
from tests.services.bench import CUP, NOON, Bench, order

P = ProblemClass


def _told(bench: Bench, ticket: Ticket) -> str:
    return bench.services.tickets.timeline(ticket.id)[-1].text


def _phoned(bench: Bench, problem: ProblemClass = P.QUALITY, **more: Any) -> Ticket:
    return bench.phoned(problem=problem, buyer_words="杯口有缺口", **more)


def test_details_learned_later_replace_the_old_and_the_history_has_both(bench: Bench) -> None:
    ticket = _phoned(bench)
    first = CaseDetails(receipt=Receipt.RECEIVED, sub_reason=SubReason.BROKEN, serial=" sn-1 ")
    draft = CaseDraft(P.QUALITY, first, words={"conditions": "拆开就这样"})
    bench.services.cases.set_case(ticket.id, ticket.version, draft)
    assert _told(bench, ticket) == (
        "补充情况：收货状态 已收到；具体原因 破损；序列号 SN-1；出现的情形"
    )
    bench.heard.clear()
    second = CaseDetails(
        receipt=Receipt.REFUSED, sub_reason=SubReason.SHRUNK, washed_normally=False,
        sizes=(SizeReading("胸围", 1040, 1005),),
    )  # fmt: skip
    draft = CaseDraft(P.QUALITY, second, Urgency.TOP, {"conditions": "洗过一次"})
    now = bench.services.cases.set_case(ticket.id, None, draft)
    assert now.details.receipt is Receipt.REFUSED
    assert now.details.serial == "", "what the class asks for and nobody says any more is gone"
    assert (now.urgency, now.words["conditions"]) == (Urgency.TOP, "洗过一次")
    assert _told(bench, ticket) == (
        "补充情况：收货状态 已收到 → 拒签；具体原因 破损 → 缩水；尺寸对照 胸围 104/100.5 厘米；"
        "按说明洗涤 否；序列号 SN-1 → 空；紧急程度 普通 → 最优先；另有 1 项"
    )
    row = bench.db.read().get(tables.Ticket, ticket.id) or {}
    assert (row["receipt"], row["sub_reason"]) == ("refused", "shrunk")
    assert [change.touches("ticket", ticket.id) for change in bench.heard] == [True]
    assert bench.faults() == []


def test_words_are_only_digests_in_the_history(bench: Bench) -> None:
    ticket = _phoned(bench)
    draft = CaseDraft(P.QUALITY, words={"special": "送给妈妈的", "email": "a@example.com"})
    bench.services.cases.set_case(ticket.id, None, draft)
    event = bench.db.read().query("SELECT data FROM event ORDER BY seq DESC LIMIT 1")[0][0]
    assert "妈妈" not in event
    assert "example" not in event
    assert '"special_digest"' in event


def test_a_word_left_out_stays_and_an_empty_one_goes(bench: Bench) -> None:
    ticket = _phoned(bench)
    cases = bench.services.cases
    cases.set_case(ticket.id, None, CaseDraft(P.QUALITY, words={"special": "礼物", "email": "a@b"}))
    now = cases.set_case(ticket.id, None, CaseDraft(P.QUALITY, words={"special": ""}))
    assert "special" not in now.words
    assert now.words["email"] == "a@b"


def test_nothing_new_is_refused_and_writes_nothing(bench: Bench) -> None:
    ticket = _phoned(bench)
    with pytest.raises(RuleViolation, match="没有改动"):
        bench.services.cases.set_case(ticket.id, None, CaseDraft(P.QUALITY))
    assert bench.fresh(ticket).version == ticket.version


def test_what_another_class_asks_for_stays_as_it_was(bench: Bench) -> None:
    ticket = _phoned(bench)
    cases = bench.services.cases
    cases.set_case(ticket.id, None, CaseDraft(P.QUALITY, CaseDetails(serial="SN-1")))
    worn = CaseDetails(intact_asked=True, wear=(WearMark.USED,))
    now = cases.set_case(ticket.id, None, CaseDraft(P.CHANGE_OF_MIND, worn))
    assert now.problem is P.CHANGE_OF_MIND
    assert (now.details.serial, now.details.wear) == ("SN-1", (WearMark.USED,))


@pytest.mark.parametrize(
    ("details", "why"),
    [
        (CaseDetails(sizes=(SizeReading("", 10, 10),)), "量的是哪里"),
        (CaseDetails(sizes=(SizeReading("胸围", 0, 10),)), "大于 0"),
        (CaseDetails(sub_reason=SubReason.ROTTEN, bad_percent=101), "1 到 100"),
        (CaseDetails(first_noticed_on=date(2026, 11, 23)), "发现日期 2026-11-23 还没有到"),
        (
            CaseDetails(used_since=date(2026, 11, 10), first_noticed_on=date(2026, 11, 9)),
            "早于开始使用",
        ),
        (CaseDetails(serial="x" * 65), "64"),
    ],
)
def test_details_that_cannot_be_are_refused(bench: Bench, details: CaseDetails, why: str) -> None:
    reason = details.sub_reason or SubReason.SHRUNK
    ticket = _phoned(bench)
    with pytest.raises(RuleViolation, match=why):
        bench.services.cases.set_case(
            ticket.id, None, CaseDraft(P.QUALITY, replace(details, sub_reason=reason))
        )
    assert bench.fresh(ticket).version == ticket.version


def test_more_than_was_bought_cannot_have_arrived(bench: Bench) -> None:
    ticket = _phoned(bench, P.WRONG_OR_MISSING)
    line = ticket.order.lines[0].id

    def say(received: int, at: int = line) -> Ticket:
        details = CaseDetails(arrived=(ArrivedLine(at, received),))
        return bench.services.cases.set_case(
            ticket.id, None, CaseDraft(P.WRONG_OR_MISSING, details)
        )

    with pytest.raises(RuleViolation, match="实收 3 件，多于购买的 2 件"):
        say(3)
    with pytest.raises(RuleViolation, match="负数"):
        say(-1)
    with pytest.raises(NotFound):
        say(1, 999)
    assert say(1).details.arrived == (ArrivedLine(line, 1),)


def test_somebody_elses_change_is_told(bench: Bench) -> None:
    ticket = _phoned(bench)
    bench.services.review.note(ticket.id, "看过")
    with pytest.raises(Stale):
        bench.services.cases.set_case(
            ticket.id, ticket.version, CaseDraft(P.QUALITY, CaseDetails(serial="1234"))
        )


# ------------------------------------------------------------------------- enquiry and claim


def test_a_claim_does_not_become_an_enquiry_by_amending(bench: Bench) -> None:
    ticket = _phoned(bench)
    with pytest.raises(RuleViolation, match="不能改成咨询"):
        bench.services.cases.set_case(ticket.id, None, CaseDraft(P.ENQUIRY))
    asked = _phoned(bench, P.ENQUIRY)
    with pytest.raises(RuleViolation, match="转为售后申请"):
        bench.services.cases.set_case(asked.id, None, CaseDraft(P.QUALITY))


def test_an_enquiry_becomes_a_claim(bench: Bench) -> None:
    asked = _phoned(bench, P.ENQUIRY)
    assert asked.facts.enquiry
    details = CaseDetails(sub_reason=SubReason.MALFUNCTION, severity=Severity.SERIOUS)
    case = CaseDraft(P.QUALITY, details, words={"conditions": "按开关没反应"})
    now = bench.services.cases.convert(
        asked.id, asked.version, P.QUALITY, Remedy.REPAIR, 1500, case
    )
    assert not now.facts.enquiry
    assert (now.problem, now.requested, now.requested_cents) == (P.QUALITY, Remedy.REPAIR, 1500)
    assert now.details.severity is Severity.SERIOUS
    assert _told(bench, now) == "咨询转为售后申请，问题「质量问题」，买家要维修 ¥ 15.00"
    with pytest.raises(RuleViolation, match="已经是售后申请"):
        bench.services.cases.convert(asked.id, None, P.QUALITY, None, None)


def test_an_enquiry_is_not_converted_into_an_enquiry(bench: Bench) -> None:
    asked = _phoned(bench, P.ENQUIRY)
    with pytest.raises(RuleViolation, match="咨询不是售后申请"):
        bench.services.cases.convert(asked.id, None, P.ENQUIRY, None, None)
    with pytest.raises(RuleViolation, match="负数"):
        bench.services.cases.convert(asked.id, None, P.QUALITY, None, -1)


def test_a_question_that_is_answered_ends_without_a_decision(bench: Bench) -> None:
    asked = _phoned(bench, P.ENQUIRY)
    with pytest.raises(RuleViolation, match="结案说明"):
        bench.services.cases.solved(asked.id, None, AdviceResult.ANSWERED, " ")
    now = bench.services.cases.solved(asked.id, None, AdviceResult.GUIDED, "教了怎么装灯泡")
    assert (now.stage, now.facts.closing) == (Stage.COMPLETED, Closing.COMPLETED)
    assert (now.advice, now.closing_summary) == (AdviceResult.GUIDED, "教了怎么装灯泡")
    assert now.closed_at == NOON
    assert _told(bench, now) == "解答完毕（使用指导解决）"
    again = bench.services.closing.reopen(now.id, None, "还是不亮")
    assert again.advice is None


def test_what_is_open_on_the_platform_is_not_ended_by_an_answer(bench: Bench) -> None:
    ticket = bench.imported()
    with pytest.raises(RuleViolation, match="平台上的申请还没有结束"):
        bench.services.cases.solved(ticket.id, None, AdviceResult.NO_FAULT, "没有问题")


def test_a_ground_the_rules_know_is_registered_by_whoever_may_change_a_verdict(
    bench: Bench,
) -> None:
    ticket = bench.imported()
    with bench.somebody("阿满", "agent"):
        with pytest.raises(NotAllowed, match="改判核实结论"):
            bench.services.cases.late_claim(ticket.id, None, LateGround.AUTHORITY, "判决书")
        assert bench.fresh(ticket).late_ground is None
        bench.services.cases.late_claim(ticket.id, None, LateGround.GOODWILL, "老客户")
    other = bench.imported("3300008641975230862")
    bench.services.cases.late_claim(other.id, None, LateGround.AUTHORITY, "判决书")
    assert bench.fresh(other).late_ground is LateGround.AUTHORITY


def test_a_late_claim_has_a_ground_and_words(bench: Bench) -> None:
    ticket = _phoned(bench)
    late = bench.services.cases.late_claim
    with pytest.raises(RuleViolation, match="依据"):
        late(ticket.id, None, LateGround.GOODWILL, "")
    now = late(ticket.id, None, LateGround.LONGER_PROMISE, "页面写 30 天")
    assert now.late_ground is LateGround.LONGER_PROMISE
    assert now.facts.late
    assert _told(bench, now) == "逾期特殊处理，依据「本店承诺的期限更长」：页面写 30 天"
    with pytest.raises(RuleViolation, match="已经按逾期特殊处理"):
        late(ticket.id, None, LateGround.GOODWILL, "再来一次")


# --------------------------------------------------------------------------------- whose it is


def test_a_ticket_is_given_to_somebody_and_taken_back(bench: Bench) -> None:
    staff, cases = bench.services.staff, bench.services.cases
    helper = staff.add("小林", ("agent",))
    ticket = _phoned(bench)
    now = cases.assign(ticket.id, ticket.version, helper.id)
    assert now.assignee == "小林"
    assert _told(bench, now) == "指派给小林"
    with pytest.raises(RuleViolation, match="已经是这样"):
        cases.assign(ticket.id, None, helper.id)
    assert cases.assign(ticket.id, None, None).assignee == ""
    assert _told(bench, now) == "取消指派"
    staff.deactivate(helper.id)
    with pytest.raises(RuleViolation, match="小林 已离职"):
        cases.assign(ticket.id, None, helper.id)
    with pytest.raises(NotFound):
        cases.assign(ticket.id, None, 999)


def test_whoever_has_least_to_do_is_suggested(bench: Bench) -> None:
    staff, cases = bench.services.staff, bench.services.cases
    lin, wang = staff.add("小林", ("agent",)), staff.add("小王", ("agent",))
    staff.add("仓库", ("warehouse",))
    for helper in (lin, lin, wang):
        cases.assign(_phoned(bench).id, None, helper.id)
    closed = _phoned(bench, P.ENQUIRY)
    cases.assign(closed.id, None, wang.id)
    cases.assign(closed.id, None, lin.id)
    cases.solved(closed.id, None, AdviceResult.ANSWERED, "好了")
    assert {hand.name: hand.open_tickets for hand in cases.hands()} == {
        "小周": 0, "小林": 2, "小王": 1, "仓库": 0,
    }  # fmt: skip
    chosen = cases.suggest()
    assert chosen is not None
    assert chosen.name == "小王"
    hard = cases.suggest(CaseDetails(mood=Mood.THREATENING))
    assert hard is not None
    assert hard.name == "小周"
    assert not cases.may_handle(staff.people()[-1].id)
    assert cases.may_handle(lin.id)


# ------------------------------------------------------------------------------- time of receipt


def _received(at: datetime, note: str = "昨晚来电，今早录入") -> CaseDraft:
    return CaseDraft(P.QUALITY, received_at=at, words={"received_note": note})


def test_the_time_of_receipt_goes_back_with_a_note(bench: Bench) -> None:
    at = NOON - timedelta(hours=14)
    ticket = _phoned(bench, case=_received(at))
    assert (ticket.applied_at, ticket.created_at) == (at, NOON)
    assert _told(bench, ticket) == "建单（电话），补录 2026-11-21 22:00 收到的申请"
    earlier = at - timedelta(days=1)
    now = bench.services.cases.set_case(ticket.id, None, _received(earlier, "又查了通话记录"))
    assert now.applied_at == earlier
    assert "收到时间 2026-11-21 22:00 → 2026-11-20 22:00" in _told(bench, now)


def test_the_time_of_receipt_is_refused_where_it_cannot_be(bench: Bench) -> None:
    with pytest.raises(RuleViolation, match="还没有到"):
        _phoned(bench, case=_received(NOON + timedelta(minutes=1)))
    with pytest.raises(RuleViolation, match="写明原因"):
        _phoned(bench, case=_received(NOON - timedelta(hours=1), " "))
    bench.take(order("1001", CUP))
    (found,) = bench.services.intake.find_orders("1001")
    assert found.placed_at is not None
    with pytest.raises(RuleViolation, match="早于下单时间"):
        _phoned(
            bench,
            order_id=found.id,
            paid=None,
            case=_received(found.placed_at - timedelta(seconds=1)),
        )
    assert bench.db.read().find(tables.Ticket) == []
    ticket = bench.imported("1002")
    with pytest.raises(RuleViolation, match="平台文件"):
        bench.services.cases.set_case(ticket.id, None, _received(NOON - timedelta(hours=5)))


# --------------------------------------------------------------------------- a ticket by hand


def test_a_new_ticket_keeps_everything_the_form_said(bench: Bench) -> None:
    helper = bench.services.staff.add("小林", ("agent",))
    details = CaseDetails(
        receipt=Receipt.RECEIVED, sub_reason=SubReason.MISSING_ITEM, serial="only for faults",
        arrived=(ArrivedLine(1, 1),), mood=Mood.ANGRY,
    )  # fmt: skip
    case = CaseDraft(
        P.QUALITY, details, Urgency.URGENT, {"special": "急用", "best_time": "晚上八点后"},
        assignee_id=helper.id,
    )  # fmt: skip
    ticket = _phoned(bench, P.WRONG_OR_MISSING, case=case)
    (line,) = ticket.order.lines
    assert ticket.details == CaseDetails(
        receipt=Receipt.RECEIVED,
        sub_reason=SubReason.MISSING_ITEM,
        arrived=(ArrivedLine(line.id, 1),),
        mood=Mood.ANGRY,
    ), "the class of the form decides what is asked; typed lines are told by their place"
    assert (ticket.urgency, ticket.assignee) == (Urgency.URGENT, "小林")
    assert ticket.words["special"] == "急用"
    assert ticket.buyer_words == "杯口有缺口"
    row = bench.db.read().get(tables.Ticket, ticket.id) or {}
    assert (row["receipt"], row["sub_reason"], row["urgency"]) == ("received", "missing_item", 1)
    assert bench.faults() == []


def test_a_serial_number_is_found_by_its_end(bench: Bench) -> None:
    case = CaseDraft(P.QUALITY, CaseDetails(serial="lm-2026-00417", lot="b7731"))
    ticket = _phoned(bench, case=case)
    assert bench.services.queue.with_number("LM-2026-00417") == (ticket.id,)
    assert bench.services.queue.with_number("B7731") == (ticket.id,)
