"""The people of the desk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts; the actor of every event. `roles` are those of `access.Role`."""

    id: int
    name: str
    roles: tuple[str, ...] = ("owner",)
