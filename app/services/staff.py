"""Who works at the desk and who acts now: the first start asks a name, the owner adds the others."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator

from app.domain.access import Permission, Role, known_roles
from app.domain.history import DESK_CHAIN, Json
from app.domain.staff import Person, last_owner_leaves
from app.errors import NotAllowed, RuleViolation
from app.i18n import N_, _
from app.model.journal import Author
from app.model.tables import Staff
from app.model.writing import Write
from app.services.context import HOME_ZONE, Context
from app.services.people import load_people, load_person

_LONGEST_NAME = 40
_DOING = N_("管理人员")


class StaffService:
    """People of the desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def current(self) -> Person | None:
        """Who is acting, None before the first start. Behind the lock too: the lock names them."""
        return self._context.person

    @property
    def locked(self) -> bool:
        """Whether the acting person must prove first who is there."""
        return self._context.locked

    def needed(self) -> bool:
        """Whether nobody has given a name yet."""
        return self._context.read().one(Staff) is None

    def people(self, *, active_only: bool = True) -> tuple[Person, ...]:
        """Everybody who works here, in the order they came; those who left only when asked for."""
        return load_people(self._context.read(), active_only=active_only)

    def get(self, person_id: int) -> Person:
        """Raises `NotFound`."""
        return load_person(self._context.read(), person_id)

    # ------------------------------------------------------------------ who acts

    def act_as(self, name: str) -> Person:
        """From now on this person acts. While nobody is there yet, the name is the first owner's.

        Raises `RuleViolation` for an empty name, `NotAllowed` for one nobody added, for somebody
        who left, and for somebody with a PIN: those are let in by `pins.switch_to`.
        """
        found = self._named(name)
        if found.has_pin:
            raise NotAllowed(
                _("{name} 设了 PIN，没有切换。").format(name=found.name),
                _("请输入 PIN；命令行把它放在环境变量 AFTERSALES_PIN 里。"),
            )
        return self._let(found, locked=False)

    def resume(self, name: str) -> Person:
        """As `act_as`, but somebody with a PIN comes in behind the lock: to read, not to write."""
        found = self._named(name)
        return self._let(found, locked=found.has_pin)

    def _named(self, name: str) -> Person:
        name = _tidy(name)
        read = self._context.read()
        row = read.one(Staff, name=name)
        if row is None and self.needed():
            return self._first(name)
        if row is None or not row["active"]:
            raise NotAllowed(
                _("这里没有叫「{name}」的同事，没有切换。").format(name=name)
                if row is None
                else _("{name} 已离职，没有切换。").format(name=name),
                _("请店主在「人员」里添加或恢复；命令行用 staff。"),
            )
        return load_person(read, int(row["id"]))

    def _let(self, person: Person, *, locked: bool) -> Person:
        self._context.person = person
        self._context.locked = locked
        return person

    def _first(self, name: str) -> Person:
        context = self._context
        author = Author(0, Role.OWNER.value, context.now(), context.clock.monotonic_ms(), HOME_ZONE)
        with context.write_as(author) as write:
            # Asked inside the write: two first starts at once must not make two owners.
            if write.one(Staff) is not None:
                raise NotAllowed(_("刚才已经有人在这里登记，请再试一次。"))
            key = _insert(write, name, (Role.OWNER,), context.now_text())
        return load_person(context.read(), key)

    # ------------------------------------------------------------------ who works here

    def add(self, name: str, roles: Collection[str]) -> Person:
        """Somebody new. Needs the right to configure.

        Raises `RuleViolation` for an empty or taken name and for no role at all.
        """
        name, wanted = _tidy(name), _some(roles)
        with self._writing() as write:
            row = write.one(Staff, name=name)
            if row is not None:
                raise RuleViolation(
                    _("已经有叫「{name}」的同事，没有添加。").format(name=name),
                    ""
                    if row["active"]
                    else _("{name} 以前在这里做过，可以让他回来。").format(name=name),
                )
            key = _insert(write, name, wanted, self._context.now_text())
        return self.get(key)

    def rename(self, person_id: int, name: str) -> Person:
        """Another name for the same person; the history shows it from now on."""
        name = _tidy(name)
        with self._writing() as write:
            load_person(write, person_id)
            twin = write.one(Staff, name=name)
            if twin is not None and twin["id"] != person_id:
                raise RuleViolation(_("已经有叫「{name}」的同事，没有改名。").format(name=name))
            write.update(Staff, person_id, name=name)
            write.event(DESK_CHAIN, "staff_renamed", {"staff": person_id})
            write.touch("staff", person_id)
        return self._changed(person_id)

    def set_roles(self, person_id: int, roles: Collection[str]) -> Person:
        """What a person does from now on. Raises `RuleViolation` when no owner would be left."""
        wanted = _some(roles)
        with self._writing() as write:
            before = load_person(write, person_id)
            _keep_an_owner(write, person_id, wanted)
            write.update(Staff, person_id, roles=",".join(wanted))
            said: dict[str, Json] = {
                "staff": person_id,
                "roles": ",".join(wanted),
                "roles_before": ",".join(before.roles),
            }
            write.event(DESK_CHAIN, "roles_changed", said)
            write.touch("staff", person_id)
        return self._changed(person_id)

    def deactivate(self, person_id: int) -> Person:
        """Somebody has left: nobody acts in that name any more; what is assigned stays assigned.

        Raises `RuleViolation` for the last owner and for whoever is acting.
        """
        with self._writing() as write:
            if not load_person(write, person_id).active:
                return load_person(write, person_id)
            _keep_an_owner(write, person_id, ())
            if write.author.staff_id == person_id:
                raise RuleViolation(_("不能让自己离职，没有改动。"), _("请先换另一位店主来操作。"))
            write.update(Staff, person_id, active=False)
            write.event(DESK_CHAIN, "staff_left", {"staff": person_id})
            write.touch("staff", person_id)
        return self.get(person_id)

    def reactivate(self, person_id: int) -> Person:
        """Somebody is back, with the roles and the PIN of before."""
        with self._writing() as write:
            if load_person(write, person_id).active:
                return load_person(write, person_id)
            write.update(Staff, person_id, active=True)
            write.event(DESK_CHAIN, "staff_back", {"staff": person_id})
            write.touch("staff", person_id)
        return self.get(person_id)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Write]:
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _(_DOING))
            yield write

    def _changed(self, person_id: int) -> Person:
        """The person as they are now; whoever is acting goes on with what was changed."""
        person = self.get(person_id)
        acting = self._context.person
        if acting is not None and acting.id == person_id:
            self._context.person = person
        return person


def _tidy(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RuleViolation(_("请填写你的名字。"))
    if len(name) > _LONGEST_NAME:
        raise RuleViolation(_("名字最多 {n} 个字，没有写入。").format(n=_LONGEST_NAME))
    return name


def _some(roles: Collection[str]) -> tuple[Role, ...]:
    wanted = known_roles(roles)
    if not wanted:
        raise RuleViolation(_("请至少选一个角色：客服、主管、仓库、财务或店主。"))
    return wanted


def _keep_an_owner(write: Write, person_id: int, roles: Iterable[Role]) -> None:
    if last_owner_leaves(load_people(write), person_id, roles):
        raise RuleViolation(_("至少要有一位店主，没有改动。"), _("请先让另一位同事成为店主。"))


def _insert(write: Write, name: str, roles: tuple[Role, ...], now: str) -> int:
    text = ",".join(roles)
    key = write.insert(Staff, name=name, roles=text, created_at=now)
    write.event(DESK_CHAIN, "staff_added", {"staff": key, "roles": text})
    write.touch("staff", key)
    return key
