"""Who acts: the first start asks a name, the command line takes `--as`."""

from __future__ import annotations

from app.domain.history import DESK_CHAIN
from app.domain.staff import Person
from app.errors import RuleViolation
from app.i18n import _
from app.model.journal import Author
from app.model.reading import Values
from app.model.tables import Staff
from app.services.context import HOME_ZONE, Context


class StaffService:
    """People of the desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def current(self) -> Person | None:
        """Who is acting, None before the first start."""
        return self._context.person

    def needed(self) -> bool:
        """Whether nobody has given a name yet."""
        return self._context.read().one(Staff) is None

    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order they came."""
        rows = self._context.read().find(Staff, active=True)
        return tuple(
            Person(int(r["id"]), str(r["name"]), tuple(str(r["roles"]).split(","))) for r in rows
        )

    def act_as(self, name: str) -> Person:
        """From now on this person acts. The first is the owner, whoever follows starts as agent.

        Raises `RuleViolation` for an empty name.
        """
        name = " ".join(name.split())
        if not name:
            raise RuleViolation(_("请填写你的名字。"))
        found = self._context.read().one(Staff, name=name)
        if found is None:
            roles = "owner" if self.needed() else "agent"
            found = self._add(name, roles)
        person = Person(int(found["id"]), name, tuple(str(found["roles"]).split(",")))
        self._context.person = person
        return person

    def _add(self, name: str, roles: str) -> Values:
        context = self._context
        acting = context.person.id if context.person else 0
        author = Author(acting, roles, context.now(), context.clock.monotonic_ms(), HOME_ZONE)
        with context.db.write(author) as write:
            key = write.insert(Staff, name=name, roles=roles, created_at=context.now_text())
            write.event(DESK_CHAIN, "staff_added", {"staff": key, "roles": roles})
            write.touch("staff", key)
        return {"id": key, "roles": roles}
