"""Clocks, what ran out, and talk: everything of a ticket that has a time."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from app.model.fields import FlagField, InstantField
from app.model.tables.row import Row
from app.model.tables.shop import Staff
from app.model.tables.ticket import Evidence, Ticket


class StageSpan(Row):
    """How long a ticket stood at a stage; `left_at` None: it stands there now."""

    sealed = False
    ticket = ForeignKeyField(Ticket)
    stage = TextField()
    entered_at = InstantField()
    left_at = InstantField(null=True)


class Clock(Row):
    """The live clocks of open tickets, computed with the facts; `due_at` None while paused."""

    sealed = False
    ticket = ForeignKeyField(Ticket, index=False)
    kind = TextField()
    ref = IntegerField(default=0)
    owner = TextField()
    due_at = InstantField(null=True)
    started_at = InstantField()
    rule = TextField(default="")
    estimated = FlagField(default=False)
    remind_at = InstantField(null=True, index=True)
    breached = FlagField(default=False)

    class Meta:
        indexes = ((("ticket", "kind", "ref"), True), (("breached", "due_at"), False))


class Reckoning(Row):
    """By which rules the clocks of open tickets were last computed, and up to which ticket.

    `reached` None: all of them. One row at most.
    """

    sealed = False
    rules = TextField()
    reached = IntegerField(null=True)


class Breach(Row):
    """A clock of ours that ran out: a fact, with its cause once somebody said it."""

    ticket = ForeignKeyField(Ticket)
    kind = TextField()
    ref = IntegerField(default=0)
    due_at = InstantField()
    found_at = InstantField()
    stage = TextField()
    assignee = ForeignKeyField(Staff, null=True, index=False)
    cause = TextField(default="")
    acknowledged_by = ForeignKeyField(Staff, null=True, index=False)
    acknowledged_at = InstantField(null=True)

    class Meta:
        indexes = ((("acknowledged_at", "found_at"), False),)


class Contact(Row):
    """One talk with the buyer; what was said stands in the side table."""

    ticket = ForeignKeyField(Ticket)
    at = InstantField()
    entered_at = InstantField()
    direction = TextField()
    channel = TextField()
    reached = TextField()
    purpose = TextField()
    staff = ForeignKeyField(Staff, index=False)


class ContactEvidence(Row):
    """A picture or recording of a talk."""

    contact = ForeignKeyField(Contact, index=False)
    evidence = ForeignKeyField(Evidence, index=False)

    class Meta:
        indexes = ((("contact", "evidence"), True),)


class Question(Row):
    """A question to a colleague; words in the side table."""

    ticket = ForeignKeyField(Ticket)
    asked_by = ForeignKeyField(Staff, index=False)
    asked_of = ForeignKeyField(Staff, index=False)
    asked_at = InstantField()
    due_at = InstantField(null=True)
    answered_at = InstantField(null=True)
    answered_by = ForeignKeyField(Staff, null=True, index=False)

    class Meta:
        indexes = ((("answered_at", "asked_of"), False),)


class CheckOverride(Row):
    """A verdict of the review a person changed; the latest of a check holds."""

    ticket = ForeignKeyField(Ticket)
    check_id = TextField()
    verdict = TextField()
    staff = ForeignKeyField(Staff, index=False)
    made_at = InstantField()
