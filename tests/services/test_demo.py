"""The demo shop shows every kind of decision, and nothing in it contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.clock import FixedClock
from app.domain.case import LateGround
from app.domain.checks import Verdict
from app.domain.contact import ComeBackKind, FollowUpKind, Reached
from app.domain.evidence import EvidenceKind
from app.domain.facts import GoodsOut, Offer, Stage, Work
from app.domain.negotiation import PromiseState
from app.domain.recovery import RecoveryState
from app.domain.remedy import ProblemClass, Remedy
from app.domain.rulepack.category import GoodsCategory
from app.domain.ticket import Ticket
from app.model.db import Database
from app.paths import Paths
from app.services import Services, build, demo
from app.services.demo.goods import CLERK, OWNER, STAFF

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("demo")
    demo.fill(folder, now=NOW)
    db = Database.open(Paths(folder).database)
    yield build(db, Paths(folder), FixedClock(NOW))
    db.close()


@pytest.fixture(scope="module")
def tickets(services: Services) -> tuple[Ticket, ...]:
    rows = services.context.read().query("SELECT id FROM ticket ORDER BY id")
    return tuple(services.tickets.get(int(row[0])) for row in rows)


def test_every_row_is_sealed_as_it_was_written(services: Services) -> None:
    assert services.verify.run().faults == ()


def test_the_people_of_the_shop_hold_their_roles_and_nobody_is_asked_for_a_pin(
    services: Services,
) -> None:
    people = services.staff.people()
    assert [(one.name, one.roles) for one in people] == list(STAFF)
    assert people[0].is_owner, "a visitor begins as somebody who may see everything"
    assert not any(one.has_pin for one in people)


def test_decisions_of_every_kind_are_there(tickets: tuple[Ticket, ...]) -> None:
    decided = {one.choices.remedy for ticket in tickets for one in ticket.decisions}
    assert decided >= set(Remedy) - {Remedy.REJECT, Remedy.APOLOGY}
    # A rejection has a way of its own and is no round of decision.
    assert any(ticket.stage.value == "rejected" for ticket in tickets)


def test_the_ladder_has_a_counter_offer_and_an_offer_that_ran_out(
    tickets: tuple[Ticket, ...],
) -> None:
    (talked,) = [one for one in tickets if one.counter_offers]
    states = [one.state for one in talked.decisions]
    assert states == [Offer.DECLINED, Offer.LAPSED, Offer.OFFERED]
    assert [one.breakdown.compensation_cents for one in talked.decisions] == [500, 800, 1000]
    assert talked.counter_offers[0].cents == 1500


def test_some_decisions_wait_for_a_second_person_and_one_was_denied(
    services: Services, tickets: tuple[Ticket, ...]
) -> None:
    waiting = services.approvals.waiting()
    assert len(waiting) >= 3
    rounds = [one for ticket in tickets for one in ticket.decisions]
    denied = [one for one in rounds if one.state == Offer.DENIED]
    assert denied
    assert all(one.denial for one in denied)
    assert {one.decided_by for one in rounds} == {CLERK}
    approvers = {one.approved_by for one in rounds if one.approved_by}
    assert approvers == {OWNER}, "nobody approved what they had written"


def test_goods_leave_the_shop_and_come_back_mended(tickets: tuple[Ticket, ...]) -> None:
    parcels = {parcel.state for ticket in tickets for parcel in ticket.dispatches}
    assert parcels >= {GoodsOut.TO_SHIP, GoodsOut.SHIPPED}
    repairs = {one.state: one for ticket in tickets for one in ticket.repairs}
    assert repairs.keys() >= {Work.DONE, Work.UNDER_REPAIR}
    assert repairs[Work.DONE].part_warranty_until is not None
    waived = [d for ticket in tickets for d in ticket.decisions if d.breakdown.waived_cents]
    assert [one.breakdown.waived_cents for one in waived] == [390]


def test_a_part_and_a_discount_are_still_owed(tickets: tuple[Ticket, ...]) -> None:
    (owed,) = [one for ticket in tickets for one in ticket.obligations]
    assert owed.state is PromiseState.OPEN
    assert owed.part
    assert owed.discount_cents == 1500


def test_nobody_circles_a_flaw_where_none_is_complained_of(tickets: tuple[Ticket, ...]) -> None:
    for ticket in tickets:
        if "未按约定时间发货" in ticket.platform_reason or "无理由" in ticket.platform_reason:
            kinds = {piece.kind for piece in ticket.evidence}
            assert EvidenceKind.CLOSE_UP not in kinds, ticket.number
            assert ticket.problem is not ProblemClass.QUALITY


def test_deadlines_are_not_all_the_same(tickets: tuple[Ticket, ...]) -> None:
    ends = Counter(ticket.due_at for ticket in tickets if ticket.due_at is not None)
    assert len(ends) > 40
    # Our own limits end with a day or with an hour of the next morning: some end together.
    assert max(ends.values()) <= sum(ends.values()) // 6


def test_a_handful_is_late_and_somebody_said_why_of_some_of_it(
    services: Services, tickets: tuple[Ticket, ...]
) -> None:
    running = [one for one in tickets if one.facts.open]
    late = [one for one in running if one.due_at is not None and one.due_at <= NOW]
    soon = [
        one
        for one in running
        if one.due_at is not None and NOW < one.due_at <= NOW + timedelta(hours=4)
    ]
    assert 2 <= len(late) <= 5
    assert len(soon) >= 3
    assert 2 <= services.clocks.overdue_count() <= 4
    explained = services.clocks.overdue(explained=True)
    assert len({one.breach.cause for one in explained}) >= 3
    assert all(one.breach.note for one in explained)


def test_cases_of_every_class_are_written_down_with_their_details(
    tickets: tuple[Ticket, ...],
) -> None:
    known = {one.problem for one in tickets if one.details.sub_reason is not None}
    assert known >= set(ProblemClass) - {ProblemClass.UNKNOWN, ProblemClass.ENQUIRY}
    details = [one.details for one in tickets]
    assert any(one.sizes for one in details)
    assert any(one.serial for one in details)
    assert any(one.bad_percent for one in details)
    assert any(one.wear for one in details)
    assert any(one.installed_on for one in details)


def test_the_review_refuses_one_case_and_a_lead_has_seen_another_differently(
    services: Services, tickets: tuple[Ticket, ...]
) -> None:
    reviewed = {
        line.sku: services.checking.review(one)
        for one in tickets
        for line in one.order.lines
        if line.sku in ("DOR-WN", "SHT-L-W", "PCH-5")
    }
    assert any(one.verdict is Verdict.REFUSE for one in reviewed["DOR-WN"])
    assert all(found for found in reviewed.values())
    changed = [f for one in tickets for f in services.checking.review(one) if f.override]
    assert [(one.found, one.verdict) for one in changed] == [(Verdict.REFUSE, Verdict.PASS)]
    assert [one.late_ground for one in tickets if one.late_ground] == [LateGround.PROVEN_FAULT]


def test_a_courier_owes_for_one_case_and_has_paid_for_another(tickets: tuple[Ticket, ...]) -> None:
    claims = {one.state: one for ticket in tickets for one in ticket.recoveries}
    assert claims.keys() == {RecoveryState.FILED, RecoveryState.RECOVERED}
    assert claims[RecoveryState.RECOVERED].recovered_cents == 12900
    (shared,) = [one for one in tickets if one.finding.shares]
    assert [one.percent for one in shared.finding.shares] == [70, 30]


def test_a_question_is_open_and_one_is_solved(tickets: tuple[Ticket, ...]) -> None:
    asked = [one for one in tickets if one.problem is ProblemClass.ENQUIRY]
    assert sorted(one.facts.open for one in asked) == [False, True]


def test_one_case_came_in_twice(services: Services, tickets: tuple[Ticket, ...]) -> None:
    orders = Counter(one.order.id for one in tickets)
    (twice,) = [key for key, count in orders.items() if count > 1]
    first, second = [one for one in tickets if one.order.id == twice]
    assert second.id in {one.ticket_id for one in services.cases.twins(first)}


def test_buyers_and_colleagues_talk(services: Services, tickets: tuple[Ticket, ...]) -> None:
    reached = {talk.reached for one in tickets for talk in one.contacts}
    assert reached == set(Reached)
    questions = [asked for one in tickets for asked in one.questions]
    assert sorted(bool(one.answer) for one in questions) == [False, True]
    services.staff.act_as(CLERK)
    today = services.contacts.due_today()
    assert len([one for one in today if one.kind is ComeBackKind.FOLLOW_UP]) >= 2
    assert FollowUpKind.PROMISE in {one.follow_up for one in today}
    waiting = [one.info_due_at for one in tickets if one.stage is Stage.NEED_INFO]
    assert waiting
    assert all(one is not None and one > NOW for one in waiting)


def test_the_shops_have_rules_hours_and_goods_of_their_own(services: Services) -> None:
    first = services.shops.all()[0]
    assert services.rules.changes(first.id)
    assert all(one.opening_hours for one in services.shops.all())
    kinds = {one.category for one in services.rules.goods(first.id)}
    assert kinds >= {
        GoodsCategory.CLOTHING,
        GoodsCategory.CUSTOM_MADE,
        GoodsCategory.FRUIT,
        GoodsCategory.ELECTRONICS,
    }
    assert 4 <= len(services.solution_notes.find("")) <= 6
    assert services.solution_notes.find("频闪")[0].sku == "LMP-BT-W"
