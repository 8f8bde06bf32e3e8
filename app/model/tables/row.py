"""What every table has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from peewee import AutoField, Model, SqliteDatabase


class Table(Model):
    """A table; `sealed` tells whether the history carries a fingerprint of each of its rows.

    Not sealed is what can be computed again, what checks itself, and drafts nobody has sent.
    Columns in `unsealed_columns` are left out of the fingerprint: `verify` checks them otherwise.
    A link says `index=False` where another index begins with it, or where nobody asks by it.
    """

    sealed: ClassVar[bool] = True
    unsealed_columns: ClassVar[frozenset[str]] = frozenset()
    # Columns a later step added, with the value older rows got: left out of the fingerprint while
    # they hold it, so that what was sealed before they came still proves itself.
    later_columns: ClassVar[Mapping[str, int | str | None]] = {}

    class Meta:
        # Never opened: gives tables a dialect, so that their SQL can be built before a desk is.
        database = SqliteDatabase(None)
        legacy_table_names = False


class Row(Table):
    """A table with an explicit id."""

    id = AutoField()
