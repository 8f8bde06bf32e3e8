"""When a clock is worth a word: some time before its end, several times, and once when it ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta


def offsets(words: Iterable[str]) -> tuple[timedelta, ...]:
    """How long before the end something is said, from minutes as a rule lists them.

    What is no number of minutes is left out.
    """
    return tuple(timedelta(minutes=int(word)) for word in words if word.strip().isdecimal())


def next_word(due: datetime, before: Iterable[timedelta], now: datetime) -> datetime:
    """The first instant after `now` at which something is said; its end where that has passed."""
    return min((due - one for one in before if due - one > now), default=due)
