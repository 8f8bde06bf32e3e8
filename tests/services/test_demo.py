"""The demo shop shows every kind of decision, and nothing in it contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.clock import FixedClock
from app.domain.evidence import EvidenceKind
from app.domain.facts import GoodsOut, Offer, Work
from app.domain.negotiation import PromiseState
from app.domain.remedy import ProblemClass, Remedy
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
