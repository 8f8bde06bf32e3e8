"""One cell of a platform file → an instant in UTC.

Exports of Chinese platforms write local time without saying so; the format's zone supplies it.
A day or time that does not exist is refused, never moved to a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from app.i18n import _
from app.services.importing.values import EMPTY_MARKS, BadValue, Cell, unwrapped

_WHEN = re.compile(
    r"\A(\d{4,5})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?)?\Z",
    re.ASCII,
)
_USUAL = re.compile(r"\A[12]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d\Z", re.ASCII)
_COMPACT = re.compile(r"\A(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?\Z", re.ASCII)
_SERIAL = re.compile(r"\A\d{5}(?:\.\d+)?\Z", re.ASCII)
_SERIAL_ZERO = datetime(1899, 12, 30, tzinfo=UTC)  # wall time: `_located` sets the file's own zone
EARLIEST, LATEST = 1995, 2099


def instant(cell: Cell, zone: tzinfo, formats: Sequence[str] = ()) -> datetime | None:
    """An instant in UTC; the file's own times are in `zone` unless they carry an offset.

    Takes spreadsheet dates and serials, `YYYY-MM-DD HH:MM[:SS]` with - / . or 年月日, compact
    digits, ISO with an offset, and `formats` (as of `strptime`) of the file's own.
    """
    if type(cell) is str:
        if _USUAL.match(cell):  # what nearly every cell holds; four times faster
            try:
                return _located(datetime.fromisoformat(cell), zone)
            except BadValue:
                raise
            except ValueError:
                raise BadValue(_no_such()) from None
        bare = unwrapped(cell)
        if bare in EMPTY_MARKS:
            return None
        return _written(bare, zone, formats)
    if isinstance(cell, datetime):
        return _located(cell, zone)
    if isinstance(cell, date):
        return _located(datetime.combine(cell, time()), zone)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(float(cell), zone)
    if cell is None:
        return None
    raise BadValue(_("只有时间，没有日期"))


def _written(bare: str, zone: tzinfo, formats: Sequence[str]) -> datetime:
    match = _WHEN.match(bare) or _COMPACT.match(bare)
    if match is not None:
        parts = match.groups()
        if len(parts) == 8:
            year, _mark, month, day, hour, minute, second, offset = parts
        else:
            (year, month, day, hour, minute, second), offset = parts, None
        try:
            clock = time(int(hour or 0), int(minute or 0), int(second or 0))
            moment = datetime.combine(date(int(year), int(month), int(day)), clock)
        except ValueError:
            raise BadValue(_no_such()) from None
        return _located(moment, _offset(offset) if offset else zone)
    if _SERIAL.match(bare):
        return _serial(float(bare), zone)
    for pattern in formats:
        try:
            moment = datetime.strptime(bare, pattern)  # noqa: DTZ007 - the zone follows below
        except ValueError:
            continue
        return _located(moment, moment.tzinfo or zone)
    raise BadValue(_("不是能看懂的日期；请写成 2024-06-01 10:00:00 这样"))


def _no_such() -> str:
    return _("没有这一天或这个时间")


def _offset(written: str) -> tzinfo:
    if written == "Z":
        return UTC
    try:
        return datetime.strptime(written, "%z").tzinfo or UTC
    except ValueError:
        raise BadValue(_("没有这样的时区")) from None


def _serial(days: float, zone: tzinfo) -> datetime:
    if not 0 <= days < 80_000:
        raise BadValue(_("不是日期"))
    return _located(_SERIAL_ZERO + timedelta(seconds=round(days * 86_400)), zone)


def _located(moment: datetime, zone: tzinfo) -> datetime:
    """The wall time `moment` as it is meant in `zone`, in UTC."""
    if not EARLIEST <= moment.year <= LATEST:
        raise BadValue(_("日期不在 {first} 年到 {last} 年之间").format(first=EARLIEST, last=LATEST))
    if moment.microsecond:
        # Spreadsheets keep times as fractions of a day: 10:00 may come as 09:59:59.999999.
        moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return moment.replace(tzinfo=zone).astimezone(UTC)
