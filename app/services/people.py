"""Rows of staff into the frozen `Person`: what every verb asks before it asks anything else."""

from __future__ import annotations

from app.domain.access import known_roles
from app.domain.staff import Person
from app.errors import NotFound
from app.i18n import _
from app.model.reading import Reader, Values
from app.model.tables import Staff, StaffPin


def load_people(read: Reader, *, active_only: bool = True) -> tuple[Person, ...]:
    """The people of the desk in the order they came."""
    rows = read.find(Staff, active=True) if active_only else read.find(Staff)
    proved = {int(row["staff_id"]) for row in read.find(StaffPin) if row["hash"]}
    return tuple(_person(row, int(row["id"]) in proved) for row in rows)


def load_person(read: Reader, person_id: int) -> Person:
    """One of them. Raises `NotFound`."""
    row = read.get(Staff, person_id)
    if row is None:
        raise NotFound(_("找不到这位同事。"))
    pin = read.one(StaffPin, staff_id=person_id)
    return _person(row, pin is not None and bool(pin["hash"]))


def _person(row: Values, has_pin: bool) -> Person:
    return Person(
        id=int(row["id"]),
        name=str(row["name"]),
        roles=known_roles(str(row["roles"]).split(",")),
        active=bool(row["active"]),
        has_pin=has_pin,
    )
