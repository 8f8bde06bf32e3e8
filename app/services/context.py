"""What every verb stands on: the database, the folders, the clock and who is acting."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import datetime

from app.clock import Clock
from app.domain.staff import Person
from app.errors import NotAllowed, NotFound, Stale
from app.i18n import _
from app.model.db import Database
from app.model.fields import to_text
from app.model.journal import Author
from app.model.reading import Reader, Values
from app.model.tables import Staff, Ticket
from app.model.writing import Write
from app.paths import Paths

HOME_ZONE = "Asia/Shanghai"


class Context:
    """Shared by the services of one desk; nothing else is shared between them."""

    def __init__(self, db: Database, paths: Paths, clock: Clock) -> None:
        self.db = db
        self.paths = paths
        self.clock = clock
        self.person: Person | None = None
        # A window never stands still behind a long write: it sets this, and its verbs are told
        # `Busy` instead. Worker threads and the command line wait.
        self.main_thread_waits = True

    def now(self) -> datetime:
        return self.clock.now()

    def now_text(self) -> str:
        """The present instant as the tables hold it."""
        return to_text(self.now()) or ""

    def author(self, zone: str = HOME_ZONE) -> Author:
        """Who acts now. Raises `NotAllowed` when nobody has given a name yet."""
        if self.person is None:
            raise NotAllowed(
                _("还不知道是谁在操作，没有写入任何内容。"),
                _("请先填写你的名字；命令行用 --as 名字。"),
            )
        return Author(
            staff_id=self.person.id,
            role=self.person.roles[0] if self.person.roles else "agent",
            at=self.now(),
            monotonic_ms=self.clock.monotonic_ms(),
            zone=zone,
        )

    @contextlib.contextmanager
    def write(self) -> Iterator[Write]:
        """One verb: one transaction, one announcement."""
        on_main = threading.current_thread() is threading.main_thread()
        wait = self.main_thread_waits or not on_main
        with self.db.write(self.author(), wait=wait) as write:
            yield write

    def read(self) -> Reader:
        return self.db.read()


def current_ticket(read: Reader, ticket_id: int, version: int | None) -> Values:
    """The ticket's row, unchanged since the caller read `version` (None: whatever it is now).

    Raises `NotFound`, or `Stale` naming who changed it and when.
    """
    row = read.get(Ticket, ticket_id)
    if row is None:
        raise NotFound(_("找不到这张售后单；它可能在另一份数据里。"))
    if version is not None and row["version"] != version:
        last = read.query(
            "SELECT e.at, e.actor FROM event e WHERE e.chain = ? ORDER BY e.seq DESC LIMIT 1",
            (ticket_id,),
        )
        who = _("别人")
        if last:
            person = read.get(Staff, last[0][1])
            who = str(person["name"]) if person else who
        raise Stale(
            _("{number} 刚被 {who} 改过，你填的内容没有丢，也没有写入。").format(
                number=row["number"], who=who
            ),
            _("已重新载入，请核对后再确认一次。"),
        )
    return row
