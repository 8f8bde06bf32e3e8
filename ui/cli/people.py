"""`staff`: who works here, what they may do, and their PINs. A PIN is never an option."""

from __future__ import annotations

import argparse
import os

from app.domain.access import ROLE_NAMES, Role, roles_text
from app.domain.staff import Person
from app.errors import NotFound, RuleViolation
from app.i18n import _
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import NEW_PIN_VARIABLE, ask_pin, existing, let_act, type_pin
from ui.cli.members import member
from ui.cli.terminal import note, out, out_json_array, padded

_NAME_WIDTH = 16


def run(parsed: argparse.Namespace) -> int:
    """List the people, or change one of them."""
    doing = parsed.doing or "list"
    with existing(parsed) as desk:
        if doing == "list":
            _list(desk, parsed)
        elif doing == "pin" and parsed.forgotten:
            _forget(desk, parsed)
        else:
            let_act(desk, getattr(parsed, "person", ""))
            person = _change(desk, doing, parsed)
            out(_line(person))
    return exit_codes.DONE


def _list(desk: Opened, parsed: argparse.Namespace) -> None:
    people = desk.services.staff.people(active_only=not parsed.all)
    if parsed.json:
        out_json_array(map(_as_json, people))
        return
    for person in people:
        out(_line(person))
    note(_("共 {n} 人").format(n=len(people)))


def _change(desk: Opened, doing: str, parsed: argparse.Namespace) -> Person:
    staff = desk.services.staff
    if doing == "add":
        return staff.add(parsed.name, _roles(parsed.roles))
    person = _named(desk, parsed.name)
    match doing:
        case "roles":
            return staff.set_roles(person.id, _roles(parsed.roles))
        case "rename":
            return staff.rename(person.id, parsed.new_name)
        case "leave":
            return staff.deactivate(person.id)
        case "return":
            return staff.reactivate(person.id)
        case _:
            _pin(desk, person, remove=parsed.remove)
            return staff.get(person.id)


def _pin(desk: Opened, person: Person, *, remove: bool) -> None:
    acting = desk.services.staff.current
    own = acting is not None and acting.id == person.id
    old = ask_pin(person.name) if own and person.has_pin else ""
    if remove:
        desk.services.pins.remove_pin(person.id, old)
        return
    new = os.environ.get(NEW_PIN_VARIABLE, "")
    if not new:
        new = type_pin(_("{name} 的新 PIN：").format(name=person.name))
        if type_pin(_("再输一遍：")) != new:
            raise RuleViolation(_("两遍输入的 PIN 不一样，没有改动。"))
    remark = desk.services.pins.set_pin(person.id, new, old)
    if remark:
        note(remark)


def _forget(desk: Opened, parsed: argparse.Namespace) -> None:
    person = _named(desk, parsed.name)
    desk.services.pins.forget(person.id)
    out(_line(desk.services.staff.get(person.id)))


def _named(desk: Opened, name: str) -> Person:
    people = desk.services.staff.people(active_only=False)
    found = next((person for person in people if person.name == name), None)
    if found is None:
        raise NotFound(
            _("这里没有叫「{name}」的同事。").format(name=name), _("可以用 staff --all 查看。")
        )
    return found


def _roles(text: str) -> tuple[Role, ...]:
    names = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(member(Role, ROLE_NAMES, name, "staff") for name in names)


def _line(person: Person) -> str:
    marks = [
        roles_text(person.roles),
        _("有 PIN") if person.has_pin else "",
        "" if person.active else _("已离职"),
    ]
    return padded(person.name, _NAME_WIDTH) + "  " + "  ".join(filter(None, marks))


def _as_json(person: Person) -> dict[str, object]:
    """One person; the keys are stable."""
    return {
        "name": person.name,
        "roles": [role.value for role in person.roles],
        "active": person.active,
        "pin": person.has_pin,
    }
