"""PINs: proved, refused, locked out, reset; and not a digit of them anywhere in the file."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.history import DESK_CHAIN
from app.domain.order import Platform
from app.domain.staff import TRIES, Person
from app.errors import NotAllowed, RuleViolation
from app.model.db import Database
from app.model.journal import load_events
from app.services import build
from tests.services.bench import Bench

PIN, OTHER = "8305", "92746"


@pytest.fixture
def agent(bench: Bench) -> Person:
    """阿青, an agent with a PIN; 小周, the owner, acts."""
    made = bench.services.staff.add("阿青", ("agent",))
    bench.services.pins.set_pin(made.id, PIN)
    return bench.services.staff.get(made.id)


def guess(bench: Bench, person: Person, times: int) -> list[str]:
    """Wrong PINs in a row, and what was said."""
    said = []
    for _turn in range(times):
        with pytest.raises(NotAllowed) as refused:
            bench.services.pins.switch_to(person.id, "1111")
        said.append(refused.value.sentence)
    return said


def test_switching_asks_the_pin_of_those_who_have_one(bench: Bench, agent: Person) -> None:
    services = bench.services
    assert agent.has_pin
    with pytest.raises(NotAllowed, match="阿青 设了 PIN"):
        services.staff.act_as("阿青")
    with pytest.raises(NotAllowed, match="请输入"):
        services.pins.switch_to(agent.id)
    assert services.staff.current is not None
    assert services.staff.current.name == "小周"
    assert services.pins.switch_to(agent.id, PIN).name == "阿青"
    assert services.staff.current.id == agent.id
    assert services.pins.switch_to(1).name == "小周", "one without a PIN comes in at once"


def test_a_wrong_pin_is_one_sentence_with_the_tries_left(bench: Bench, agent: Person) -> None:
    said = guess(bench, agent, 5)
    assert said[:4] == [f"PIN 不对；还可以试 {n} 次。" for n in (4, 3, 2, 1)]
    assert said[4] == "PIN 不对，已经连续错了 5 次；1 分钟后才能再试。"
    assert bench.services.staff.current is not None
    assert bench.services.staff.current.name == "小周"


def test_after_five_wrong_ones_even_the_right_one_waits(bench: Bench, agent: Person) -> None:
    pins = bench.services.pins
    guess(bench, agent, 5)
    with pytest.raises(NotAllowed, match="还要等 1 分钟"):
        pins.switch_to(agent.id, PIN)
    bench.clock.advance(timedelta(seconds=59))
    with pytest.raises(NotAllowed, match="还要等 1 秒"):
        pins.switch_to(agent.id, PIN)
    assert pins.paused_until(agent.id) == bench.clock.now() + timedelta(seconds=1)
    bench.clock.advance(timedelta(seconds=1))
    assert pins.paused_until(agent.id) is None
    assert pins.switch_to(agent.id, PIN).id == agent.id
    assert guess(bench, agent, 1) == ["PIN 不对；还可以试 4 次。"], "the count began anew"


def test_each_further_wrong_one_doubles_the_wait_up_to_a_quarter_of_an_hour(
    bench: Bench, agent: Person
) -> None:
    guess(bench, agent, 5)
    waits = []
    for _turn in range(6):
        until = bench.services.pins.paused_until(agent.id)
        assert until is not None
        waits.append(int((until - bench.clock.now()).total_seconds()))
        bench.clock.set(until)
        guess(bench, agent, 1)
    assert waits == [60, 120, 240, 480, 900, 900]


def test_the_wait_survives_a_restart_and_belongs_to_one_person(bench: Bench, agent: Person) -> None:
    second = bench.services.staff.add("小林", ("lead",))
    bench.services.pins.set_pin(second.id, OTHER)
    guess(bench, agent, 5)
    bench.close()
    bench.db = Database.open(bench.paths.database)
    again = build(bench.db, bench.paths, bench.clock)
    with pytest.raises(NotAllowed, match="还要等"):
        again.pins.switch_to(agent.id, PIN)
    assert again.pins.switch_to(second.id, OTHER).name == "小林"


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１２３４", "abcd"])
def test_only_four_to_eight_digits_are_taken(bench: Bench, pin: str) -> None:
    with pytest.raises(RuleViolation, match="4 到 8 位数字"):
        bench.services.pins.set_pin(1, pin)
    assert not bench.services.staff.get(1).has_pin


def test_an_easy_one_is_taken_with_a_remark(bench: Bench) -> None:
    pins = bench.services.pins
    assert "容易被猜到" in pins.set_pin(1, "1234")
    assert pins.set_pin(1, "4821", "1234") == ""


def test_ones_own_pin_changes_with_the_old_one_only(bench: Bench, agent: Person) -> None:
    pins = bench.services.pins
    pins.switch_to(agent.id, PIN)
    for old in ("", "0000"):
        with pytest.raises(NotAllowed):
            pins.set_pin(agent.id, OTHER, old)
        with pytest.raises(NotAllowed):
            pins.remove_pin(agent.id, old)
    pins.set_pin(agent.id, OTHER, PIN)
    with pytest.raises(NotAllowed):
        pins.unlock(PIN)
    assert pins.unlock(OTHER).id == agent.id
    pins.remove_pin(agent.id, OTHER)
    assert not bench.services.staff.get(agent.id).has_pin
    assert bench.services.staff.act_as("阿青").id == agent.id


def test_the_owner_resets_a_forgotten_one_and_ends_the_wait(bench: Bench, agent: Person) -> None:
    pins = bench.services.pins
    guess(bench, agent, 5)
    pins.set_pin(agent.id, OTHER)
    assert pins.switch_to(agent.id, OTHER).id == agent.id
    with pytest.raises(NotAllowed, match="店主"):
        pins.set_pin(1, "4821")
    with pytest.raises(NotAllowed, match="店主"):
        pins.remove_pin(1)


def test_only_the_only_owner_is_sent_to_the_command_line(bench: Bench, agent: Person) -> None:
    pins = bench.services.pins
    pins.set_pin(1, OTHER)
    owner = bench.services.staff.get(1)

    def advice(person: Person) -> str:
        with pytest.raises(NotAllowed) as refused:
            pins.switch_to(person.id, "1111")
        return refused.value.advice

    # Wrong, wrong for the last time, and while nobody may try.
    for _turn in range(TRIES + 1):
        assert f"staff pin {owner.name} --forgotten" in advice(owner)
        assert "请店主重设" in advice(agent)
    bench.services.staff.add("小林", ("owner",))
    assert "请店主重设" in advice(owner)


def test_behind_the_lock_one_reads_and_writes_nothing(bench: Bench, agent: Person) -> None:
    services = bench.services
    ticket = bench.phoned()
    services.pins.switch_to(agent.id, PIN)
    assert services.pins.lock()
    assert services.staff.locked
    assert services.tickets.get(ticket.id).number == ticket.number
    attempts: tuple[Callable[[], object], ...] = (
        lambda: services.review.note(ticket.id, "x"),
        lambda: services.shops.create(Platform.JD, "京东店"),
        lambda: services.pins.set_pin(agent.id, OTHER, PIN),
        lambda: services.reports.month(2026, 11),
        lambda: services.pins.set_idle_minutes(5),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="已锁定"):
            attempt()
    with pytest.raises(NotAllowed, match="PIN 不对"):
        services.pins.unlock("0000")
    with pytest.raises(NotAllowed, match="已锁定"):
        services.review.note(ticket.id, "x")
    services.pins.unlock(PIN)
    assert services.review.note(ticket.id, "x").notes == ("x",)


def test_a_desk_may_be_taken_over_from_behind_the_lock(bench: Bench, agent: Person) -> None:
    services = bench.services
    services.pins.switch_to(agent.id, PIN)
    services.pins.lock()
    services.staff.act_as("小周")
    assert not services.staff.locked
    services.pins.switch_to(agent.id, PIN)
    assert services.staff.current is not None
    assert services.staff.current.name == "阿青"


def test_a_window_starts_behind_the_lock_of_whoever_has_a_pin(bench: Bench, agent: Person) -> None:
    services = build(bench.db, bench.paths, bench.clock)
    assert services.staff.resume("阿青").has_pin
    assert services.staff.locked
    assert services.staff.resume("小周").name == "小周"
    assert not services.staff.locked


def test_who_has_no_pin_is_never_locked_out(bench: Bench) -> None:
    assert not bench.services.pins.lock()
    bench.phoned()


def test_the_idle_lock_has_a_time_that_the_owner_sets(bench: Bench, agent: Person) -> None:
    pins = bench.services.pins
    assert pins.idle_minutes() == 10
    pins.set_idle_minutes(0)
    pins.set_idle_minutes(25)
    assert pins.idle_minutes() == 25
    for minutes in (-1, 241):
        with pytest.raises(RuleViolation, match="0 到 240 分钟"):
            pins.set_idle_minutes(minutes)
    pins.switch_to(agent.id, PIN)
    with pytest.raises(NotAllowed):
        pins.set_idle_minutes(60)
    assert pins.idle_minutes() == 25


def test_neither_file_nor_history_nor_log_holds_a_pin(
    bench: Bench, agent: Person, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "73519046"
    bench.services.pins.set_pin(agent.id, secret)
    with pytest.raises(NotAllowed) as refused:
        bench.services.pins.switch_to(agent.id, "73519047")
    assert "7351" not in str(refused.value)
    bench.services.pins.switch_to(agent.id, secret)
    events = list(load_events(bench.db.read(), DESK_CHAIN))
    assert [event.kind for event in events[-3:]] == ["pin_set", "pin_refused", "pin_proved"]
    assert bench.faults() == []
    bench.db.connection.execute("VACUUM")
    bench.close()
    raw = (tmp_path / "desk" / "desk.db").read_bytes()
    for tried in ("73519047", secret):
        assert tried.encode() not in raw
        assert tried not in caplog.text
    assert b"$argon2id$" in raw
    assert "wrong PIN for staff 2, 1 in a row" in caplog.text
    assert "阿青" not in caplog.text
    assert all("hash" not in json.loads(event.data) for event in events)
