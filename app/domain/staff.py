"""The people of the desk, and the proof of who acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from app.domain.access import Role

PIN_LENGTHS = range(4, 9)
TRIES = 5
"""Wrong PINs in a row before the first pause."""
_FIRST_PAUSE = timedelta(seconds=60)
_LONGEST_PAUSE = timedelta(minutes=15)
IDLE_MINUTES = 10
"""After how long a desk nobody touches is locked, unless the shop says otherwise; 0: never."""
IDLE_CHOICES = range(241)
_RISING = "0123456789012345678"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts; the actor of every event. One who left keeps the name in the history."""

    id: int
    name: str
    roles: tuple[Role, ...] = (Role.OWNER,)
    active: bool = True
    has_pin: bool = False

    @property
    def is_owner(self) -> bool:
        return Role.OWNER in self.roles


def well_formed(pin: str) -> bool:
    """Whether the text can be a PIN: four to eight ASCII digits."""
    return len(pin) in PIN_LENGTHS and pin.isascii() and pin.isdigit()


def easily_guessed(pin: str) -> bool:
    """One digit repeated, a run up or down, or a pair repeated: what is tried first."""
    return (
        len(set(pin)) == 1
        or pin in _RISING
        or pin in _RISING[::-1]
        or pin == (pin[:2] * 4)[: len(pin)]
    )


def pause_after(failures: int) -> timedelta:
    """How long nobody may try after so many wrong PINs in a row.

    Nothing for the first four; a minute after the fifth, then twice as long after every further
    one, a quarter of an hour at most.
    """
    if failures < TRIES:
        return timedelta(0)
    doubled = min(failures - TRIES, 10)  # the longest pause is reached long before
    return min(_FIRST_PAUSE * (1 << doubled), _LONGEST_PAUSE)


def last_owner_leaves(people: Iterable[Person], person_id: int, roles: Iterable[Role]) -> bool:
    """Whether nobody active would be owner once this person holds these roles (none: has left)."""
    others = any(one.is_owner and one.active for one in people if one.id != person_id)
    return not others and Role.OWNER not in set(roles)
