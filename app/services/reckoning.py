"""Clocks computed anew for every open ticket: once after an update, and when the rules change.

A ticket's own verbs keep its clocks in step. What changes them all at once is another set of
limits, other opening hours, a day set in the calendar, or a program that knows more clocks than
the one before: told by a fingerprint, done in chunks, gone on with where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TypeAlias

from app.clock import local_day
from app.domain.deadlines.calendar import WorkCalendar
from app.domain.history import DESK_CHAIN
from app.domain.rulepack.values import RuleValue
from app.model import tables
from app.model.reading import Reader
from app.model.writing import Write
from app.services.calendar_reading import calendar_of
from app.services.clock_rows import settle_clocks
from app.services.context import Context
from app.services.rule_reading import rules_of
from app.services.standing import facts_of

_Values: TypeAlias = Mapping[tuple[str, str], RuleValue]

_CHUNK = 50
_MOST = 64
_WAY = "1"  # counted up with every change of how clocks are computed
OPEN = "SELECT id FROM ticket WHERE is_open = 1 AND id > ? ORDER BY id LIMIT ?"
_MARKED = "SELECT count(*) FROM reckoning WHERE rules = ? AND reached IS NULL"


def reckon(context: Context, in_time: Callable[[], bool]) -> bool:
    """Bring the clocks of open tickets in step with the limits of today; whether all are.

    Stops at the ticket at which `in_time` says no; the next call goes on there. Raises `Busy` or
    `NotAllowed` as every write.
    """
    mark = fingerprint(context.read(), context.now())
    while not in_step(context.read(), mark):
        with context.write() as write:
            _chunk(write, mark, context.now_text(), in_time)
        if not in_time():
            return False
    return True


def in_step(read: Reader, mark: str) -> bool:
    """Whether every open ticket was seen under the limits of this fingerprint."""
    return bool(read.scalar(_MARKED, (mark,)))


def fingerprint(read: Reader, now: datetime) -> str:
    """Of everything clocks are computed from that is no ticket's own: limits, hours, days."""
    whole = hashlib.sha256(_WAY.encode())
    for shop in read.find(tables.Shop):
        rules = rules_of(read, shop, local_day(now, str(shop["zone"])))
        limits = _of(rules.values, calendar_of(read, shop))
        whole.update(f"{shop['id']} {limits};".encode())
    return whole.hexdigest()


# Both come from caches of their own and are the same objects until something changes; kept here
# with their fingerprint, because this is asked every minute.
_known: dict[tuple[int, int], tuple[_Values, WorkCalendar, str]] = {}


def _of(values: _Values, calendar: WorkCalendar) -> str:
    key = (id(values), id(calendar))
    found = _known.get(key)
    if found is None:
        if len(_known) >= _MOST:
            _known.clear()
        text = "\n".join(_limits(values, calendar))
        found = (values, calendar, hashlib.sha256(text.encode()).hexdigest())
        _known[key] = found
    return found[2]


def _limits(values: _Values, calendar: WorkCalendar) -> Iterator[str]:
    for (key, category), value in sorted(values.items()):
        if key.startswith(("ours.", "platform.")):
            yield repr((key, category, value.value, value.unit, value.window))
    yield repr((calendar.zone, calendar.week, calendar.made_up))
    yield repr(sorted(calendar.days.items()))


def _chunk(write: Write, mark: str, now: str, in_time: Callable[[], bool]) -> None:
    row = write.one(tables.Reckoning)
    reached = int(row["reached"] or 0) if row is not None and row["rules"] == mark else 0
    keys = [int(key) for (key,) in write.query(OPEN, (reached, _CHUNK))]
    changed, left = 0, len(keys) == _CHUNK
    for key in keys:
        changed += _settle(write, key, now)
        reached = key
        if key != keys[-1] and not in_time():
            left = True
            break
    if changed:
        write.event(DESK_CHAIN, "clocks_reckoned", {"tickets": changed})
    values = {"rules": mark, "reached": reached if left else None}
    if row is None:
        write.insert(tables.Reckoning, **values)
    else:
        write.update(tables.Reckoning, int(row["id"]), **values)


def _settle(write: Write, ticket_id: int, now: str) -> bool:
    """Whether what the list shows of the ticket's time is another now."""
    ticket = write.get(tables.Ticket, ticket_id) or {}
    claims = write.find(tables.PlatformClaim, ticket_id=ticket_id)
    order = write.get(tables.Order, ticket["order_id"]) or {}
    facts = facts_of(write, ticket)
    columns = settle_clocks(write, ticket, facts, claims, order, now, by_new_limits=True)
    if all(ticket[name] == value for name, value in columns.items()):
        return False
    write.update(tables.Ticket, ticket_id, **columns)
    write.touch("ticket", ticket_id)
    return True
