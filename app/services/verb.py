"""What every verb of a ticket does around its own few lines.

Load the row unchanged since it was shown, ask the domain whether the verb is possible now, let the
verb write, then facts → stage → queue columns → event, all in one transaction.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.facts import Facts, GoodsIn
from app.domain.history import Json
from app.domain.order import Unit
from app.domain.ticket import Ticket
from app.domain.workflow import BESIDE, Verb, demand
from app.errors import RuleViolation
from app.i18n import _
from app.model.fields import needed_instant, to_text
from app.model.reading import Values
from app.model.tables import Shop, TicketUnit
from app.model.tables import Ticket as TicketRow
from app.model.writing import Write
from app.services.breaches import record_run_out
from app.services.context import Context, current_ticket
from app.services.loading import load_ticket
from app.services.no_cards import demand_no_card
from app.services.standing import facts_of, refresh


class Moving:
    """One verb in progress: what it may write to, and what its event will say."""

    def __init__(self, write: Write, row: Values, facts: Facts, now: str) -> None:
        self.write = write
        self.row = row
        self.facts = facts
        self.now = now
        self.kind = ""  # of the event, where the verb alone does not tell
        self.beside = False  # nothing of the ticket's course moves: it still follows its platform
        self.data: dict[str, Json] = {}
        self._changes: dict[str, Any] = {}

    @property
    def ticket_id(self) -> int:
        return int(self.row["id"])

    def set(self, **columns: Any) -> None:
        """Change columns of the ticket's row."""
        self._changes.update(columns)

    def say(self, **data: Json) -> None:
        """Add to the event: never anything personal."""
        self.data.update(data)

    def words(self, name: str, text: str) -> None:
        """Keep what somebody wrote in the side table; the event gets its digest only.

        Raises `RuleViolation` for a bank card number in it.
        """
        if text:
            demand_no_card(self.write, (text,))
            self.data[f"{name}_digest"] = self.write.set_personal(
                "ticket", self.ticket_id, name, text
            )

    def keep(self, subject: str, key: int, name: str, text: str) -> str:
        """Keep what somebody wrote of something else than the ticket; returns its digest.

        Raises `RuleViolation` for a bank card number in it.
        """
        demand_no_card(self.write, (text,))
        return self.write.set_personal(subject, key, name, text)

    def numbered_words(self, name: str, text: str) -> None:
        """Like `words`, for what is written again and again: each text under its own name."""
        if not text:
            return
        demand_no_card(self.write, (text,))
        taken = self.write.personal_fields("ticket", self.ticket_id)
        number = 1 + sum(1 for known in taken if known.startswith(f"{name}:"))
        field = f"{name}:{number:04d}"
        self.data["words"] = field
        self.data["words_digest"] = self.write.set_personal("ticket", self.ticket_id, field, text)

    def goods(self, states: dict[Unit, GoodsIn]) -> None:
        """Set where units are."""
        for row in self.write.find(TicketUnit, ticket_id=self.ticket_id):
            state = states.get(Unit(int(row["line_id"]), int(row["ordinal"])))
            if state is not None and row["goods_in"] != state.value:
                self.write.update(TicketUnit, int(row["id"]), goods_in=state.value)

    def units(self) -> dict[Unit, GoodsIn]:
        """Where the ticket's units are now."""
        return {
            Unit(int(u["line_id"]), int(u["ordinal"])): GoodsIn(u["goods_in"])
            for u in self.write.find(TicketUnit, ticket_id=self.ticket_id)
        }

    def noon(self, day: date | None, name: str) -> str:
        """Noon of a day in the shop's zone, as the tables hold it; now when no day is given.

        Raises `RuleViolation` naming the date when that day is still to come.
        """
        if day is None:
            return self.now
        zone = ZoneInfo(self.zone())
        if day > self.write.author.at.astimezone(zone).date():
            raise RuleViolation(_("{name} {day} 还没有到，请核对。").format(name=name, day=day))
        at = min(datetime.combine(day, time(12), zone), self.write.author.at)
        return to_text(at) or self.now

    def day_of(self, at: str) -> date:
        """The day of a stored instant in the shop's zone."""
        return needed_instant(at).astimezone(ZoneInfo(self.zone())).date()

    def zone(self) -> str:
        """The shop's zone (IANA)."""
        shop = self.write.get(Shop, self.row["shop_id"]) or {}
        return str(shop["zone"])

    def expect_nothing(self) -> None:
        """What the buyer has not sent need not come any more; what came stays where it is."""
        waiting = (GoodsIn.TO_BE_SENT, GoodsIn.NEVER_SENT)
        self.goods({u: GoodsIn.NOT_NEEDED for u, s in self.units().items() if s in waiting})

    def finish(self, kind: str) -> None:
        """Write the row, recompute where the ticket stands, append the event."""
        before = str(self.row["stage"])
        if not self.beside:
            self.set(follows_platform=False)
        if self._changes:
            self.write.update(TicketRow, self.ticket_id, **self._changes)
        row = refresh(self.write, self.ticket_id, self.now)
        if row["stage"] != before:
            self.say(stage=str(row["stage"]), stage_before=before)
        self.write.event(self.ticket_id, kind, self.data)
        # What was paid and what is left of an order is shown on all of its tickets.
        self.write.touch("order", int(self.row["order_id"]))


class TicketVerbs:
    """Base of the services whose verbs move a ticket."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @contextlib.contextmanager
    def _moving(
        self, ticket_id: int, version: int | None, verb: Verb, kind: str = ""
    ) -> Iterator[Moving]:
        with self._context.write() as write:
            row = current_ticket(write, ticket_id, version)
            self._context.demand_verb(verb, str(row["number"]))
            now = self._context.now_text()
            # What the verb ends may have run out before: that stays a fact.
            record_run_out(write, row, now)
            facts = facts_of(write, row)
            demand(facts, verb)
            moving = Moving(write, row, facts, now)
            moving.beside = verb in BESIDE
            yield moving
            moving.finish(moving.kind or kind or verb.value)

    def _fresh(self, ticket_id: int) -> Ticket:
        read = self._context.read()
        return load_ticket(read, current_ticket(read, ticket_id, None))
