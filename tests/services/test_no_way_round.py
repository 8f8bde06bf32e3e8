"""What one verb keeps apart no other brings together, and what stood in the way is asked anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.case import LateGround
from app.domain.contact import ContactPurpose, Direction, Reached
from app.domain.deadlines.clock import ClockKind, OverdueCause
from app.domain.drafts_case import ContactDraft
from app.domain.facts import Closing, Stage
from app.domain.liability import Finding
from app.domain.negotiation import TalkChannel
from app.domain.recovery import RecoveryFrom
from app.domain.remedy import Liability, ProblemClass, RejectReason
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from tests.services.bench import CLOSED, CUP, NOON, REFUSED, WAITING, Bench, claim, order

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)  # 9:00 in Shanghai


def _describe(bench: Bench, ticket: Ticket, problem: ProblemClass) -> Ticket:
    found = Finding(Liability.MERCHANT)
    return bench.services.review.describe(ticket.id, None, problem, "", found, "")


def test_a_finding_does_not_turn_an_enquiry_into_a_claim_or_back(bench: Bench) -> None:
    asked = bench.phoned(problem=ProblemClass.ENQUIRY, buyer_words="怎么清洗")
    with pytest.raises(RuleViolation, match="转为售后申请"):
        _describe(bench, asked, ProblemClass.QUALITY)
    broken = bench.phoned(problem=ProblemClass.QUALITY, buyer_words="裂了")
    with pytest.raises(RuleViolation, match="不能改成咨询"):
        _describe(bench, broken, ProblemClass.ENQUIRY)
    assert bench.fresh(asked).facts.enquiry
    assert not bench.fresh(broken).facts.enquiry
    moved = _describe(bench, broken, ProblemClass.NOT_AS_DESCRIBED)
    assert moved.problem is ProblemClass.NOT_AS_DESCRIBED


def test_grounds_of_grace_recoveries_and_missed_limits_are_on_no_paper_for_others(
    bench: Bench,
) -> None:
    ticket = bench.imported()
    bench.clock.set(MONDAY + 5 * DAY)
    bench.services.sweep.run()
    bench.services.clocks.acknowledge(ticket.id, None, OverdueCause.SHORT_OF_HANDS, "人都去打包了")
    bench.services.cases.late_claim(ticket.id, None, LateGround.GOODWILL, "老客户网开一面")
    bench.services.recoveries.open_recovery(
        ticket.id, None, RecoveryFrom.COURIER, 1000, note="快递口头认赔"
    )
    own = [entry.text for entry in bench.services.tickets.timeline(ticket.id)]
    others = "".join(e.text for e in bench.services.tickets.timeline(ticket.id, outward=True))
    printed = others + repr(bench.services.reports.dossier(ticket.id))
    for said in ("老客户网开一面", "快递口头认赔"):
        assert any(said in text for text in own), "the shop's own people read it"
        assert said not in printed
    assert any("人手不足" in text for text in own)
    assert "人手不足" not in printed
    assert "overdue" not in {
        e.kind for e in bench.services.tickets.timeline(ticket.id, outward=True)
    }


def _asked(bench: Bench, **more: Any) -> Ticket:
    bench.take(order("1001", CUP))
    bench.take(claim("C1", "1001", CUP, **more))
    ticket = bench.claimed("C1")
    return bench.services.review.request_info(ticket.id, None, "照片", MONDAY + 2 * DAY)


def test_once_the_platform_has_ended_its_claim_the_unanswered_request_ends_the_ticket(
    bench: Bench,
) -> None:
    ticket = _asked(bench, status=WAITING)
    bench.clock.set(MONDAY + 2 * DAY + HOUR)
    bench.services.sweep.run()
    assert bench.fresh(ticket).stage is Stage.NEED_INFO
    bench.clock.advance(HOUR)
    bench.take(claim("C1", "1001", CUP, status=CLOSED))
    bench.services.sweep.run()
    assert bench.fresh(ticket).facts.closing is Closing.EXPIRED
    kinds = [one.kind for one in bench.fresh(ticket).breaches]
    assert kinds.count(ClockKind.INFO) == 1
    assert bench.services.sweep.run() == 0
    assert bench.faults() == []


def test_a_ticket_refused_here_alone_says_that_the_platform_still_waits(bench: Bench) -> None:
    """The platform agrees by itself once its time is up, whatever was only decided here."""
    bench.take(order("1001", CUP))
    bench.take(claim("C1", "1001", CUP, status=WAITING))
    ticket = bench.claimed("C1")
    refused = bench.services.review.reject(ticket.id, None, RejectReason.OTHER, "已过时限")
    assert [one.claim_no for one in refused.mismatches] == ["C1"]
    assert "到期会自行处理" in refused.mismatches[0].text
    bench.take(claim("C1", "1001", CUP, status=REFUSED))
    assert bench.fresh(ticket).mismatches == ()


def test_a_talk_before_the_buyer_applied_answers_no_application(bench: Bench) -> None:
    ticket = bench.imported()
    long_ago = NOON - 400 * DAY
    talk = ContactDraft(
        Direction.OUTGOING, TalkChannel.PHONE, Reached.YES, ContactPurpose.OTHER, "说了", long_ago
    )
    kinds = {c.kind for c in bench.services.contacts.log_contact(ticket.id, None, talk).clocks}
    assert ClockKind.FIRST_CONTACT in kinds
    assert ClockKind.SILENCE not in kinds
    bench.services.sweep.run()
    assert bench.fresh(ticket).breaches == ()
    talk = replace(talk, at=None)
    kinds = {c.kind for c in bench.services.contacts.log_contact(ticket.id, None, talk).clocks}
    assert ClockKind.FIRST_CONTACT not in kinds
    assert ClockKind.SILENCE in kinds


def test_other_reminders_hold_for_clocks_that_run_already(bench: Bench) -> None:
    ticket = bench.imported()
    ends = next(c.due_at for c in bench.fresh(ticket).clocks if c.kind is ClockKind.PLATFORM)
    assert ends is not None
    bench.services.rules.change(
        shop_id=bench.shop_id, key="ours.reminders", category="", value=["2880"], unit=None,
        valid_from=date(2026, 11, 1), reason="两天前就要说",
    )  # fmt: skip
    bench.services.sweep.run()
    bench.clock.set(ends - 2 * DAY)
    said = [one for one in bench.services.clocks.reminders() if one.kind is ClockKind.PLATFORM]
    assert [one.left_minutes for one in said] == [2880]
    bench.clock.set(ends - HOUR)
    again = bench.services.clocks.reminders()
    assert ClockKind.PLATFORM not in {one.kind for one in again}, "the old ones are gone"
