"""The first name is the owner's; the owner adds the others, and what they may is asked anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.access import Role
from app.domain.history import DESK_CHAIN, parsed
from app.domain.order import Platform
from app.errors import NotAllowed, NotFound, RuleViolation
from app.model.db import Database
from app.model.journal import load_events
from app.paths import Paths
from app.services import Services, build
from tests.services.bench import NOON, Bench


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Services]:
    """A desk nobody has used."""
    paths = Paths(tmp_path)
    db = Database.open(paths.database)
    yield build(db, paths, FixedClock(NOON))
    db.close()


def told(services: Services) -> list[tuple[str, dict[str, object]]]:
    """The desk's own history: kind and data."""
    events = load_events(services.context.read(), DESK_CHAIN)
    return [(event.kind, parsed(event.data)) for event in events]


def test_the_first_name_is_the_owners(bare: Services) -> None:
    assert bare.staff.needed()
    person = bare.staff.act_as("  小  周 ")
    assert (person.name, person.roles, person.is_owner) == ("小 周", (Role.OWNER,), True)
    assert bare.staff.current == person
    assert told(bare) == [("staff_added", {"staff": person.id, "roles": "owner"})]
    assert not bare.staff.needed()


def test_nobody_is_made_by_naming_them_once_somebody_is_there(bare: Services) -> None:
    bare.staff.act_as("小周")
    with pytest.raises(NotAllowed, match="没有叫「阿青」的同事") as refused:
        bare.staff.act_as("阿青")
    assert "店主" in refused.value.advice
    assert [person.name for person in bare.staff.people()] == ["小周"]
    assert bare.staff.current is not None
    assert bare.staff.current.name == "小周"


def test_nothing_is_written_while_nobody_acts(bare: Services) -> None:
    with pytest.raises(NotAllowed, match="还不知道是谁"):
        bare.shops.create(Platform.TAOBAO, "云岚家居")
    with pytest.raises(NotAllowed, match="还不知道是谁"):
        bare.staff.add("阿青", ("agent",))
    assert bare.staff.needed()


@pytest.mark.parametrize("name", ["", "  ", "长" * 41])
def test_a_name_is_asked_for(bare: Services, name: str) -> None:
    with pytest.raises(RuleViolation, match="名字"):
        bare.staff.act_as(name)
    assert bare.staff.needed()


def test_somebody_with_several_roles_joins_and_acts(bench: Bench) -> None:
    staff = bench.services.staff
    made = staff.add("阿青", ["warehouse", "agent", "agent", "captain"])
    assert made.roles == (Role.AGENT, Role.WAREHOUSE)
    assert staff.current is not None
    assert staff.current.name == "小周", "being added is not acting"
    assert staff.act_as("阿青") == made
    ticket = bench.phoned()
    last = list(load_events(bench.db.read(), ticket.id))[-1]
    assert (last.actor, last.role) == (made.id, "agent,warehouse")
    assert bench.heard[0].touches("staff", made.id)
    assert bench.faults() == []


def test_a_name_belongs_to_one_person(bench: Bench) -> None:
    staff = bench.services.staff
    made = staff.add("阿青", ("agent",))
    with pytest.raises(RuleViolation, match="已经有叫「阿青」"):
        staff.add(" 阿青", ("lead",))
    with pytest.raises(RuleViolation, match="已经有叫「小周」"):
        staff.rename(made.id, "小周")
    staff.deactivate(made.id)
    with pytest.raises(RuleViolation) as refused:
        staff.add("阿青", ("lead",))
    assert "回来" in refused.value.advice


@pytest.mark.parametrize("roles", [(), ("captain",), ("",)])
def test_somebody_without_a_role_is_not_added(bench: Bench, roles: tuple[str, ...]) -> None:
    with pytest.raises(RuleViolation, match="至少选一个角色"):
        bench.services.staff.add("阿青", roles)
    assert len(bench.services.staff.people()) == 1


def test_roles_change_and_the_history_tells_both(bench: Bench) -> None:
    staff = bench.services.staff
    made = staff.add("阿青", ("agent",))
    changed = staff.set_roles(made.id, ("finance", "lead"))
    assert changed.roles == (Role.LEAD, Role.FINANCE)
    assert told(bench.services)[-1] == (
        "roles_changed",
        {"staff": made.id, "roles": "lead,finance", "roles_before": "agent"},
    )


def test_the_last_owner_stays(bench: Bench) -> None:
    staff = bench.services.staff
    first = staff.people()[0]
    other = staff.add("阿青", ("agent",))
    with pytest.raises(RuleViolation, match="至少要有一位店主"):
        staff.set_roles(first.id, ("lead",))
    with pytest.raises(RuleViolation, match="至少要有一位店主"):
        staff.deactivate(first.id)
    staff.set_roles(other.id, ("owner",))
    with pytest.raises(RuleViolation, match="不能让自己离职"):
        staff.deactivate(first.id)
    staff.act_as("阿青")
    staff.deactivate(first.id)
    assert [person.name for person in staff.people()] == ["阿青"]
    with pytest.raises(RuleViolation, match="至少要有一位店主"):
        staff.set_roles(other.id, ("agent",))


def test_who_left_acts_no_more_keeps_the_name_and_may_come_back(bench: Bench) -> None:
    staff = bench.services.staff
    made = staff.add("阿青", ("agent",))
    staff.act_as("阿青")
    ticket = bench.phoned()
    staff.act_as("小周")
    staff.deactivate(made.id)
    with pytest.raises(NotAllowed, match="阿青 已离职"):
        staff.act_as("阿青")
    with pytest.raises(NotAllowed, match="已离职"):
        bench.services.pins.switch_to(made.id)
    assert [person.active for person in staff.people(active_only=False)] == [True, False]
    assert bench.services.tickets.timeline(ticket.id)[0].actor == "阿青"
    staff.deactivate(made.id)
    assert staff.reactivate(made.id).active
    staff.reactivate(made.id)
    assert staff.act_as("阿青").name == "阿青"
    kinds = [kind for kind, _ in told(bench.services)]
    assert (kinds.count("staff_left"), kinds.count("staff_back")) == (1, 1)


def test_an_unknown_person_is_told(bench: Bench) -> None:
    staff = bench.services.staff
    for attempt in (staff.deactivate, staff.reactivate, staff.get):
        with pytest.raises(NotFound):
            attempt(99)
    with pytest.raises(NotFound):
        staff.set_roles(99, ("agent",))


def test_what_another_window_took_away_is_gone_with_the_next_verb(
    bench: Bench, tmp_path: Path
) -> None:
    """Roles are asked in the file, not in the memory of a window that stayed open."""
    staff = bench.services.staff
    made = staff.add("阿青", ("lead",))
    ticket = bench.phoned()
    db = Database.open(Paths(tmp_path / "desk").database)
    elsewhere = build(db, bench.paths, bench.clock)
    elsewhere.staff.act_as("阿青")
    elsewhere.review.note(ticket.id, "还在")
    staff.set_roles(made.id, ("finance",))
    with pytest.raises(NotAllowed, match="你的角色是财务"):
        elsewhere.review.accept(ticket.id, None)
    staff.deactivate(made.id)
    with pytest.raises(NotAllowed, match="阿青 已离职"):
        elsewhere.review.note(ticket.id, "不在了")
    db.close()


def test_one_alone_never_meets_any_of_it(bench: Bench) -> None:
    """The only person is the owner: nothing is asked, nothing waits."""
    services = bench.services
    ticket = bench.phoned(paid=900_000)
    standing = services.approvals.standing(ticket)
    assert (standing.people, standing.roles) == (1, (Role.OWNER,))
    assert services.approvals.waiting() == ()
    assert services.staff.current is not None
    assert not services.staff.current.has_pin
    assert not services.pins.lock()
    assert not services.staff.locked
