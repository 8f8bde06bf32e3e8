"""People: what a PIN may be, how long nobody may try, and that an owner is left."""

from __future__ import annotations

import pytest

from app.domain.access import Permission, Role, known_roles, missing, roles_text
from app.domain.staff import (
    Person,
    easily_guessed,
    last_owner_leaves,
    pause_after,
    well_formed,
)


@pytest.mark.parametrize("pin", ["4821", "00000001", "135790"])
def test_four_to_eight_digits_are_a_pin(pin: str) -> None:
    assert well_formed(pin)


@pytest.mark.parametrize(
    "pin", ["", "123", "123456789", "12a4", "１２３４", "12 4", "-123", "٣٤٥٦"]
)
def test_anything_else_is_none(pin: str) -> None:
    assert not well_formed(pin)


@pytest.mark.parametrize("pin", ["0000", "1234", "4321", "7890", "1212", "131313", "99999999"])
def test_what_everybody_tries_first_is_easily_guessed(pin: str) -> None:
    assert easily_guessed(pin)


@pytest.mark.parametrize("pin", ["4821", "1235", "1221", "20261122", "135790"])
def test_other_digits_are_not(pin: str) -> None:
    assert not easily_guessed(pin)


def test_after_five_wrong_pins_the_pause_doubles_up_to_a_quarter_of_an_hour() -> None:
    seconds = [int(pause_after(n).total_seconds()) for n in range(12)]
    assert seconds == [0, 0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900]
    assert int(pause_after(10**6).total_seconds()) == 900


def test_the_last_active_owner_is_the_one_who_cannot_go() -> None:
    first, second = Person(1, "甲"), Person(2, "乙", (Role.AGENT, Role.OWNER))
    gone, agent = Person(3, "丙", active=False), Person(4, "丁", (Role.AGENT,))
    assert last_owner_leaves((first, gone, agent), 1, ())
    assert last_owner_leaves((first, gone, agent), 1, (Role.LEAD,))
    assert not last_owner_leaves((first, gone, agent), 1, (Role.LEAD, Role.OWNER))
    assert not last_owner_leaves((first, second), 1, ())
    assert not last_owner_leaves((first, agent), 4, ())


def test_roles_stand_once_and_in_their_order_and_unknown_words_do_not() -> None:
    assert known_roles(["owner", "agent", "boss", "agent"]) == (Role.AGENT, Role.OWNER)
    assert roles_text(["owner", "agent"]) == "客服、店主"


def test_who_could_do_it_is_named() -> None:
    said = missing((Role.AGENT,), (Permission.RECEIVE,))
    assert said == "需要主管、仓库或店主来做，你的角色是客服。"
    assert missing((), (Permission.CONFIGURE,)) == "需要店主来做，你的角色是（没有角色）。"
