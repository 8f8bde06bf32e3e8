"""What every verb stands on: the database, the folders, the clock, who is acting and who may."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import NoReturn

from app.clock import Clock
from app.domain.access import Permission, may, missing
from app.domain.labels import label
from app.domain.staff import Person
from app.domain.workflow import Verb, not_yours
from app.errors import NotAllowed, NotFound
from app.i18n import _
from app.model.db import Database
from app.model.fields import to_text
from app.model.journal import Author
from app.model.reading import Reader, Values
from app.model.tables import Ticket
from app.model.writing import Write
from app.paths import Paths
from app.services.people import load_person

_log = logging.getLogger(__name__)

HOME_ZONE = "Asia/Shanghai"


class Context:
    """Shared by the services of one desk; nothing else is shared between them."""

    def __init__(self, db: Database, paths: Paths, clock: Clock) -> None:
        self.db = db
        self.paths = paths
        self.clock = clock
        self.person: Person | None = None
        # Somebody with a PIN has left the desk, or has not proved yet to be there: reading goes
        # on behind the lock screen, nothing is written.
        self.locked = False
        # A window never stands still behind a long write: it sets this, and its verbs are told
        # `Busy` instead. Worker threads and the command line wait.
        self.main_thread_waits = True

    def now(self) -> datetime:
        return self.clock.now()

    def now_text(self) -> str:
        """The present instant as the tables hold it."""
        return to_text(self.now()) or ""

    def acting(self) -> Person:
        """Who acts now. Raises `NotAllowed` when nobody has given a name yet, or behind the lock."""
        if self.person is None:
            raise NotAllowed(
                _("还不知道是谁在操作，没有写入任何内容。"),
                _("请先填写你的名字；命令行用 --as 名字。"),
            )
        if self.locked:
            raise NotAllowed(
                _("{name} 的界面已锁定，没有写入任何内容。").format(name=self.person.name),
                _("请输入 PIN；命令行把它放在环境变量 AFTERSALES_PIN 里。"),
            )
        return self.person

    def author(self, zone: str = HOME_ZONE) -> Author:
        """What an event says of who acts. Raises as `acting`."""
        person = self.acting()
        return Author(
            staff_id=person.id,
            role=",".join(person.roles),
            at=self.now(),
            monotonic_ms=self.clock.monotonic_ms(),
            zone=zone,
        )

    def _look_again(self) -> None:
        """Another window or a command may have changed what the acting person may do, or left."""
        person = load_person(self.read(), self.acting().id)
        if not person.active:
            raise NotAllowed(
                _("{name} 已离职，没有写入任何内容。").format(name=person.name),
                _("请换一位同事操作。"),
            )
        self.person = person

    def demand(self, wanted: Permission, doing: str) -> None:
        """Raises `NotAllowed`, and logs who tried, when the acting person lacks the right.

        `doing` names in words what was tried.
        """
        person = self.acting()
        if not may(person.roles, wanted):
            self.refuse(person, wanted.value, doing, "", missing(person.roles, (wanted,)))

    def demand_verb(self, verb: Verb, number: str) -> None:
        """The same for a verb of the ticket with this number; the table of moves says who may."""
        person = self.acting()
        sentence = not_yours(verb, person.roles)
        if sentence is not None:
            self.refuse(person, verb.value, label(verb), number, sentence)

    def refuse(self, person: Person, what: str, doing: str, number: str, sentence: str) -> NoReturn:
        """Raises `NotAllowed` with the sentence; the log keeps who tried what, and nobody's data."""
        _log.warning(
            "not allowed: staff %d (%s) tried %s",
            person.id,
            ",".join(person.roles),
            f"{what} {number}".rstrip(),
        )
        raise NotAllowed(
            _("「{doing}」没有做：{sentence}").format(doing=doing, sentence=sentence),
            _("换一位同事操作，或请店主在「人员」里给你加上角色。"),
        )

    @contextlib.contextmanager
    def write(self) -> Iterator[Write]:
        """One verb: one transaction, one announcement. Raises `NotAllowed` as `acting`."""
        self._look_again()
        with self.write_as(self.author()) as write:
            yield write

    @contextlib.contextmanager
    def write_as(self, author: Author) -> Iterator[Write]:
        """The same for what happens before somebody acts: the first name, a PIN."""
        on_main = threading.current_thread() is threading.main_thread()
        with self.db.write(author, wait=self.main_thread_waits or not on_main) as write:
            yield write

    def read(self) -> Reader:
        return self.db.read()


def current_ticket(read: Reader, ticket_id: int, version: int | None) -> Values:
    """The ticket's row, unchanged since the caller read `version` (None: whatever it is now).

    Raises `NotFound`, or `Stale` naming who changed what since.
    """
    row = read.get(Ticket, ticket_id)
    if row is None:
        raise NotFound(_("找不到这张售后单；它可能在另一份数据里。"))
    if version is not None and row["version"] != version:
        # Loaded only when it happens: it knows every sentence of the history.
        from app.services.stale import changed_since

        raise changed_since(read, row, version)
    return row
