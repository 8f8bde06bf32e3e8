"""The history, its chains, and tables that can be computed again or are not yet sent."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from app.model.fields import FlagField, InstantField
from app.model.tables.row import Row, Table
from app.model.tables.shop import Shop
from app.model.tables.ticket import Ticket


class Setting(Row):
    key = TextField(unique=True)
    value = TextField()


class Event(Table):
    """The history itself; the column names are those of `app.domain.history.Event`."""

    sealed = False
    seq = IntegerField(primary_key=True)
    chain = IntegerField()
    chain_seq = IntegerField()
    kind = TextField()
    actor = IntegerField()
    role = TextField()
    at = InstantField()
    zone = TextField()
    monotonic_ms = IntegerField()
    clock_suspect = FlagField()
    data = TextField()
    rows = TextField()
    prev_hash = TextField()
    hash_version = IntegerField()
    hash = TextField()
    global_hash = TextField()

    class Meta:
        indexes = ((("chain", "chain_seq"), True),)


class ChainHead(Table):
    """The last link of every chain (a ticket's id, 0 for the desk, −1 for the global one)."""

    sealed = False
    chain = IntegerField(primary_key=True)
    count = IntegerField()
    hash = TextField()


class NumberSeries(Row):
    """The last ticket number given out on a day; numbers are never used twice."""

    sealed = False
    day = TextField(unique=True)
    last = IntegerField()


class TicketNumber(Row):
    """Every number a ticket can be found by, forwards and backwards for its last digits."""

    sealed = False
    ticket = ForeignKeyField(Ticket, index=False)
    kind = TextField()
    number = TextField(index=True)
    reversed = TextField(index=True)

    class Meta:
        indexes = ((("ticket", "kind", "number"), True),)


class WordsMark(Row):
    """Fingerprints of a buyer's words, by which nearly the same words are found again."""

    sealed = False
    ticket = ForeignKeyField(Ticket, index=False)
    mark = IntegerField(index=True)

    class Meta:
        indexes = ((("ticket", "mark"), True),)


class TicketText(Table):
    """The folded text of a ticket, to check the hits of the search index against."""

    sealed = False
    ticket = ForeignKeyField(Ticket, primary_key=True)
    text = TextField()


class TicketCount(Row):
    """Live counts of the rail, kept by triggers. `kind` is what is decided, else asked for."""

    sealed = False
    shop = ForeignKeyField(Shop, index=False)
    stage = TextField()
    kind = TextField()
    tally = IntegerField()

    class Meta:
        indexes = ((("shop", "stage", "kind"), True),)


class Draft(Row):
    """What somebody typed and has not sent yet."""

    sealed = False
    key = TextField(unique=True)
    body = TextField()
    saved_at = InstantField()
