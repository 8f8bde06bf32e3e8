"""How values stand in the tables: UTC instants as sortable text, amounts as whole numbers."""

from __future__ import annotations

from datetime import UTC, datetime

from peewee import BigIntegerField, BooleanField, TextField

NEVER = "9999-12-31T23:59:59Z"  # sorts after every real deadline
_WIDTH = len(NEVER)


def to_text(at: datetime | None) -> str | None:
    """`YYYY-MM-DDTHH:MM:SSZ`: fixed width, so that text order is time order."""
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError("an instant without a zone is not an instant")
    # Two dozen of these for every ticket a file brings; strftime takes several times as long.
    return at.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def to_instant(text: str | None) -> datetime | None:
    """The aware UTC datetime of a stored text."""
    if not text or text == NEVER:
        return None
    if len(text) != _WIDTH or text[10] != "T" or text[-1] != "Z":
        raise ValueError(f"{text!r} is no stored instant")
    # A page of the queue reads two hundred of these; strptime takes ten times as long.
    return datetime.fromisoformat(text)


def needed_instant(text: str | None) -> datetime:
    """The same, where there must be one. Raises `ValueError`."""
    at = to_instant(text)
    if at is None:
        raise ValueError(f"{text!r} is no stored instant")
    return at


class InstantField(TextField):
    """A column `…_at` holding UTC text as `to_text` writes it."""


class CentsField(BigIntegerField):
    """A column `…_cents` holding whole minor units."""


class FlagField(BooleanField):
    """Yes or no, stored as 1 or 0."""
