"""How long somebody answers for goods."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime


def months_after(at: datetime, months: int) -> datetime:
    """The same day so many calendar months later, or the last day of a shorter month.

    民法典 Art. 202: where the month has no such day, its last day is the end of the period.
    """
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))
