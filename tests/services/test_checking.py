"""The review on a real desk: what is read around a ticket, verdicts people change, what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.case import CaseDetails, IdentityCheck, LateGround
from app.domain.checks import CheckFinding, Verdict
from app.domain.deadlines.span import TimeUnit
from app.domain.drafts import ClaimedLine
from app.domain.drafts_case import CaseDraft
from app.domain.evidence import EvidenceKind, Party
from app.domain.facts import GoodsIn, Offer
from app.domain.remedy import Liability, ProblemClass, RejectReason, Remedy
from app.domain.rulepack import GoodsCategory, GoodsPolicy
from app.domain.settlement.types import GuardLevel, LineChoice
from app.domain.ticket import Ticket
from app.errors import NotAllowed, NotFound, RuleViolation, Stale
from tests.services.bench import CUP, NOON, RUG, WAITING, Bench, claim, order

_LATE = NOON - timedelta(days=11)  # signed on 11/11: the seventh day is 11/18, applied on 11/22


def _no_reason(bench: Bench, number: str = "1001", **more: Any) -> Ticket:
    """A return without a reason, four days too late unless said otherwise."""
    values: dict[str, Any] = {"placed_at": NOON - timedelta(days=15), "delivered_at": _LATE, **more}
    bench.take(order(number, CUP, **values))
    bench.take(claim(f"C{number}", number, CUP, reason="7天无理由"))
    return bench.claimed(f"C{number}")


def _finding(bench: Bench, ticket: Ticket, check: str) -> CheckFinding:
    findings = {one.check: one for one in bench.services.checking.review(bench.fresh(ticket))}
    return findings[check]


def _verdict(bench: Bench, ticket: Ticket, check: str) -> Verdict:
    return _finding(bench, ticket, check).verdict


def _cup(ticket: Ticket, *ordinals: int) -> LineChoice:
    return LineChoice(ticket.order.lines[0].id, ordinals or (1,))


# ------------------------------------------------------------------------------- what is read


def test_a_late_return_is_told_with_its_days_and_its_rule(bench: Bench) -> None:
    found = _finding(bench, _no_reason(bench), "in_time")
    assert found.verdict is Verdict.REFUSE
    assert "已过 4 天" in found.fact
    assert "截止 11/18 24:00" in found.arithmetic
    assert "第10条" in found.rule.source


def test_the_rules_are_those_of_the_day_the_order_was_placed(bench: Bench) -> None:
    rules = bench.services.rules
    rules.change(
        bench.shop_id, "window.change_of_mind", "", 30, TimeUnit.NATURAL_DAYS, date(2026, 11, 20),
        "双十一延长",
    )  # fmt: skip
    before = _no_reason(bench)
    after = _no_reason(bench, "1002", placed_at=NOON - timedelta(days=1))
    assert _verdict(bench, before, "in_time") is Verdict.REFUSE
    assert _verdict(bench, after, "in_time") is Verdict.PASS


def test_what_the_shop_says_of_its_goods_decides_which_rules_hold(bench: Bench) -> None:
    ticket = _no_reason(bench, delivered_at=NOON - timedelta(days=1))
    assert _verdict(bench, ticket, "special_goods") is Verdict.PASS
    policy = GoodsPolicy(0, bench.shop_id, "MK-350-B", category=GoodsCategory.CUSTOM_MADE)
    bench.services.rules.save_goods(policy)
    assert _verdict(bench, ticket, "special_goods") is Verdict.REFUSE


def test_a_piece_on_another_open_ticket_is_named(bench: Bench) -> None:
    ticket = bench.imported("1001", CUP)
    line = ticket.order.lines[0].id
    bench.phoned(order_id=ticket.order.id, paid=None, lines=(ClaimedLine(line, (1,)),))
    second = bench.phoned(order_id=ticket.order.id, paid=None, lines=(ClaimedLine(line, (1,)),))
    found = _finding(bench, second, "units_free")
    assert (found.verdict, "第 1 件" in found.fact) == (Verdict.PERSON, True)


def test_a_serial_number_seen_on_another_ticket_is_found(bench: Bench) -> None:
    tickets = [bench.phoned(order_no=number) for number in ("1001", "1002")]
    for ticket in tickets:
        details = CaseDetails(serial="sn 7-x")
        bench.services.cases.set_case(ticket.id, None, CaseDraft(ProblemClass.QUALITY, details))
    found = _finding(bench, tickets[1], "serial")
    assert found.verdict is Verdict.PERSON
    assert tickets[0].number in found.fact
    assert tickets[1].number not in found.fact


def test_the_buyers_year_counts_what_came_before_and_refuses_nothing(bench: Bench) -> None:
    first = _no_reason(bench, "1001")
    bench.decide(first, Remedy.RETURN_REFUND, _cup(first), liability=Liability.BUYER)
    bench.back(first)
    bench.paid_out(first)
    second = _no_reason(bench, "1002")
    found = _finding(bench, second, "history")
    assert found.verdict is Verdict.PASS
    assert "2 笔订单，此前 1 张售后单（其中退货 1 张、这笔订单 0 张）" in found.fact
    assert "已退 ¥ 39.00" in found.fact


def test_repairs_of_the_same_goods_count_over_all_tickets(bench: Bench) -> None:
    first = bench.imported("1001", CUP)
    policy = GoodsPolicy(0, bench.shop_id, "MK-350-B", warranty_months=12)
    bench.services.rules.save_goods(policy)
    line = first.order.lines[0].id
    ticket = first
    for _time in range(2):
        ticket = bench.phoned(
            order_id=first.order.id, paid=None, lines=(ClaimedLine(line, (2,)),),
            problem=ProblemClass.QUALITY,
        )  # fmt: skip
        bench.decide(ticket, Remedy.REPAIR, LineChoice(line, (2,)))
        bench.back(ticket, GoodsIn.DAMAGED)
        bench.services.repairs.start(ticket.id, None)
        bench.clock.advance(timedelta(days=3))
        bench.services.repairs.done(ticket.id, None, "换了底座")
    case = bench.services.checking.case(ticket)
    assert (case.repairs, case.repair_days) == (2, 6)


def test_everything_missing_is_asked_for_in_one_list(bench: Bench) -> None:
    ticket = bench.phoned(order_no="1001", problem=ProblemClass.QUALITY)
    asked = bench.services.checking.missing(ticket)
    assert {"整体照", "瑕疵照片", "什么时候发现的", "问题的具体情况", "手机号或邮箱"} <= set(asked)
    assert len(set(asked)) == len(asked)
    there, needed = bench.services.checking.completeness(ticket)
    bench.services.evidence.add_bytes(
        ticket.id, b"photo", "a.jpg", EvidenceKind.WHOLE_ITEM, Party.BUYER
    )
    left = bench.services.checking.missing(bench.fresh(ticket))
    assert set(asked) - set(left) == {"整体照"}
    assert bench.services.checking.completeness(bench.fresh(ticket)) == (there + 1, needed)


def test_a_late_claim_with_a_ground_is_weighed_by_it(bench: Bench) -> None:
    ticket = _no_reason(bench)
    bench.services.cases.late_claim(ticket.id, None, LateGround.LONGER_PROMISE, "聊天里答应过")
    assert _verdict(bench, ticket, "in_time") is Verdict.PASS
    other = _no_reason(bench, "1002")
    bench.services.cases.late_claim(other.id, None, LateGround.GOODWILL, "老客")
    assert _verdict(bench, other, "in_time") is Verdict.PERSON


def test_a_review_asks_the_same_few_questions_however_many_tickets_there_are(bench: Bench) -> None:
    ticket = _no_reason(bench)
    bench.services.checking.review(ticket)
    few = _asked(bench, ticket)
    for number in range(2, 12):
        _no_reason(bench, f"10{number:02}")
    ticket = bench.fresh(ticket)
    assert _asked(bench, ticket) == few
    assert len(few) <= 16


def _asked(bench: Bench, ticket: Ticket) -> list[str]:
    heard: list[str] = []
    connection = bench.db.connection
    connection.set_trace_callback(heard.append)
    try:
        bench.services.checking.review(ticket)
    finally:
        connection.set_trace_callback(None)
    return [text.split("WHERE")[0] for text in heard]


# --------------------------------------------------------------------------- a second look


def _failing_draft(bench: Bench, ticket: Ticket, **more: Any) -> Any:
    draft = bench.draft(
        ticket, Remedy.RETURN_REFUND, _cup(ticket), liability=Liability.BUYER, **more
    )
    return replace(draft, guard_reason="")


def test_what_stands_against_a_case_asks_for_a_reason_before_anything_is_given(
    bench: Bench,
) -> None:
    ticket = _no_reason(bench)
    draft = _failing_draft(bench, ticket)
    quote = bench.services.decide.quote(ticket, draft.choices)
    guard = next(one for one in quote.guards if one.code == "review_failing")
    assert guard.level is GuardLevel.CONFIRM
    assert "申请是否在时限内" in guard.text
    with pytest.raises(RuleViolation, match="核实有不符合的项：申请是否在时限内"):
        bench.services.decide.decide(draft)
    done = bench.services.decide.decide(replace(draft, guard_reason="老客户，店主同意"))
    assert done.facts.offer is Offer.ACCEPTED


def test_a_case_with_nothing_against_it_needs_no_second_look(bench: Bench) -> None:
    ticket = _no_reason(bench, delivered_at=NOON - timedelta(days=2))
    assert bench.services.decide.situation(ticket).failing == ()
    assert bench.services.decide.decide(_failing_draft(bench, ticket)).facts.offer is Offer.ACCEPTED


@pytest.mark.parametrize("remedy", [Remedy.APOLOGY, Remedy.REAPPLY])
def test_words_alone_need_no_second_look(bench: Bench, remedy: Remedy) -> None:
    ticket = _no_reason(bench)
    choices = bench.choices(ticket, remedy)
    guards = bench.services.decide.quote(ticket, choices).guards
    assert "review_failing" not in {guard.code for guard in guards}


def test_rejecting_is_what_the_review_says_and_needs_no_second_look(bench: Bench) -> None:
    ticket = _no_reason(bench)
    bench.services.review.reject(ticket.id, None, RejectReason.OUT_OF_TIME, "很抱歉，已过期")
    assert bench.fresh(ticket).reject_reason is RejectReason.OUT_OF_TIME


def test_an_overridden_check_stands_in_nobodys_way(bench: Bench) -> None:
    ticket = _no_reason(bench)
    bench.services.checking.override(ticket.id, None, "in_time", Verdict.PASS, "物流晚到三天")
    assert bench.services.decide.situation(bench.fresh(ticket)).failing == ()
    assert bench.services.decide.decide(_failing_draft(bench, ticket)).facts.offer is Offer.ACCEPTED


def test_an_offer_that_was_weighed_is_not_undone_by_a_later_verdict(bench: Bench) -> None:
    ticket = _no_reason(bench, delivered_at=NOON - timedelta(days=2))
    draft = replace(_failing_draft(bench, ticket), agreed=False)
    bench.services.decide.decide(draft)
    bench.services.checking.override(ticket.id, None, "in_time", Verdict.REFUSE, "看错了日期")
    done = bench.services.decide.buyer_accepts(ticket.id, None)
    assert done.facts.offer is Offer.ACCEPTED


# --------------------------------------------------------------------------- verdicts people change


def test_the_latest_verdict_holds_and_what_the_program_found_stays(bench: Bench) -> None:
    ticket = _no_reason(bench)
    checking = bench.services.checking
    checking.override(ticket.id, None, "in_time", Verdict.PERSON, "再看看")
    checking.override(ticket.id, None, "in_time", Verdict.PASS, "物流晚到三天")
    found = _finding(bench, ticket, "in_time")
    assert (found.verdict, found.found) == (Verdict.PASS, Verdict.REFUSE)
    assert found.override is not None
    assert (found.override.by, found.override.reason) == ("小周", "物流晚到三天")
    assert bench.faults() == []


def test_the_history_tells_from_what_to_what_and_why_but_not_on_papers_for_others(
    bench: Bench,
) -> None:
    ticket = _no_reason(bench)
    bench.services.checking.override(ticket.id, None, "in_time", Verdict.PASS, "物流晚到三天")
    text = bench.services.tickets.timeline(ticket.id)[-1].text
    assert text == "改判核实「申请是否在时限内」：不符合 → 通过；物流晚到三天"
    outward = [e.text for e in bench.services.tickets.timeline(ticket.id, outward=True)]
    assert not any("物流晚到三天" in line for line in outward)


@pytest.mark.parametrize(
    ("check", "verdict", "reason", "error"),
    [
        ("in_time", Verdict.PASS, "  ", RuleViolation),
        ("in_time", Verdict.REFUSE, "就是过期", RuleViolation),
        ("colour", Verdict.PASS, "没有色差", NotFound),
        ("no_such_check", Verdict.PASS, "没有这项", NotFound),
    ],
)
def test_a_verdict_is_changed_only_with_a_reason_and_where_the_check_applies(
    bench: Bench, check: str, verdict: Verdict, reason: str, error: type[Exception]
) -> None:
    ticket = _no_reason(bench)
    with pytest.raises(error):
        bench.services.checking.override(ticket.id, None, check, verdict, reason)
    assert bench.fresh(ticket).version == ticket.version


def test_a_verdict_on_a_ticket_that_changed_meanwhile_is_refused(bench: Bench) -> None:
    ticket = _no_reason(bench)
    bench.services.review.note(ticket.id, "看过")
    with pytest.raises(Stale):
        bench.services.checking.override(
            ticket.id, ticket.version, "in_time", Verdict.PASS, "物流晚到"
        )


def test_only_a_lead_or_the_owner_changes_a_verdict(bench: Bench) -> None:
    ticket = _no_reason(bench)
    with bench.somebody("小李"), pytest.raises(NotAllowed):
        bench.services.checking.override(ticket.id, None, "in_time", Verdict.PASS, "求情")
    with bench.somebody("老陈", "lead"):
        bench.services.checking.override(ticket.id, None, "in_time", Verdict.PASS, "核实过")
    assert _verdict(bench, ticket, "in_time") is Verdict.PASS


def test_identity_that_did_not_match_stands_against_giving_anything(bench: Bench) -> None:
    ticket = bench.imported("1001", RUG, status=WAITING, cents=25800)
    details = CaseDetails(identity=IdentityCheck.FAILED)
    bench.services.cases.set_case(ticket.id, None, CaseDraft(ticket.problem, details))
    assert bench.services.decide.situation(bench.fresh(ticket)).failing == ("是否买家本人",)
