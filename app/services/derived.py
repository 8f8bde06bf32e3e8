"""What is written beside the facts, so that lists are quick, must be what the facts say.

Clocks are held to the limits of today only where they were computed by those: see `reckoning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import pairwise

from app.domain.deadlines.case_times import standing
from app.domain.history import Fault
from app.domain.workflow import stage
from app.i18n import _
from app.model import search_check, tables
from app.model.reading import Reader, Values
from app.services.clock_rows import clocks_now, due_columns, load_runs
from app.services.finding import expected_entries, expected_tokens
from app.services.loading_case import load_clocks
from app.services.reckoning import fingerprint, in_step
from app.services.standing import facts_of

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def derived_faults(read: Reader, now: datetime) -> Iterator[Fault]:
    """Stages, clocks, counts, search entries and the series of numbers, against their rows."""
    tickets = read.find(tables.Ticket)
    for check in (_stage, _runs, _due, _numbers_and_text):
        yield from _each(read, tickets, check)
    if in_step(read, fingerprint(read, now)):
        checked = partial(_clocks, now=now)
        yield from _each(read, [row for row in tickets if row["is_open"]], checked)
    yield from _counts(read, tickets)
    yield from _series(read, tickets)
    yield from _search_index(read, tickets)


def _each(
    read: Reader, tickets: list[Values], check: Callable[[Reader, Values], Iterable[Fault]]
) -> Iterator[Fault]:
    for row in tickets:
        try:
            yield from check(read, row)
        except _UNREADABLE as error:  # an outside tool can put anything anywhere
            text = _("这张售后单里有读不懂的值：{error}").format(error=error)
            yield Fault(str(row["number"]), text)


def _stage(read: Reader, row: Values) -> Iterator[Fault]:
    wanted = stage(facts_of(read, row)).value
    if row["stage"] != wanted:
        yield Fault(
            str(row["number"]),
            _("阶段写的是 {found}，按事实应为 {wanted}。").format(
                found=row["stage"], wanted=wanted
            ),
        )


def _runs(read: Reader, row: Values) -> Iterator[Fault]:
    """The last stretch of a ticket is where it stands; those before it have ended, in order."""
    runs = load_runs(read, int(row["id"]))
    if not runs and row["stage_since_at"] is None:
        return  # it ended before stretches were kept
    open_last = bool(runs) and runs[-1].left_at is None
    ended = all(a.left_at == b.entered_at for a, b in pairwise(runs))
    if not open_last or not ended or runs[-1].stage != standing(facts_of(read, row)):
        yield Fault(str(row["number"]), _("在各阶段停留的记录与现在的阶段不符。"))


def _due(read: Reader, row: Values) -> Iterator[Fault]:
    """The columns of time are those of the clocks, and an ended ticket has neither."""
    clocks = load_clocks(read, int(row["id"]))
    if clocks and not row["is_open"]:
        yield Fault(str(row["number"]), _("已结束的售后单还有时限在走。"))
    if row["stage_since_at"] is None:
        return  # written before there were clocks: done anew at the next look at the time
    for name, value in due_columns(clocks).items():
        if row[name] != value:
            yield Fault(str(row["number"]), _("到期时间与时限不符。"))
            return


def _clocks(read: Reader, row: Values, now: datetime) -> Iterator[Fault]:
    """Every clock of an open ticket against the limits it was computed by."""
    facts = facts_of(read, row)
    claims = read.find(tables.PlatformClaim, ticket_id=row["id"])
    order = read.get(tables.Order, row["order_id"]) or {}
    runs = load_runs(read, int(row["id"]))
    if not runs:
        return  # told already
    _rules, wanted = clocks_now(read, row, facts, claims, order, runs, now)
    if set(wanted) != set(load_clocks(read, int(row["id"]))):
        yield Fault(str(row["number"]), _("时限与按规则算出来的不符。"))


def _numbers_and_text(read: Reader, row: Values) -> Iterator[Fault]:
    numbers, text = expected_entries(read, row)
    found = {
        (str(r["kind"]), str(r["number"]), str(r["reversed"]))
        for r in read.find(tables.TicketNumber, ticket_id=row["id"])
    }
    if found != {(kind, number, number[::-1]) for kind, number in numbers}:
        yield Fault(str(row["number"]), _("按单号查找的索引与售后单不符。"))
    stored = read.get(tables.TicketText, int(row["id"]))
    if stored is None or stored["text"] != text:
        yield Fault(str(row["number"]), _("查找用的文字与售后单不符。"))


def _counts(read: Reader, tickets: list[Values]) -> Iterator[Fault]:
    tally: dict[tuple[object, str, str], int] = {}
    for row in tickets:
        key = (row["shop_id"], str(row["stage"]), str(row["remedy"] or row["requested"]))
        tally[key] = tally.get(key, 0) + 1
    known = {
        (row["shop_id"], str(row["stage"]), str(row["kind"])): row["tally"]
        for row in read.find(tables.TicketCount)
    }
    if known != tally:
        yield Fault("ticket_count", _("各阶段的计数与售后单不符。"))


def _series(read: Reader, tickets: list[Values]) -> Iterator[Fault]:
    """The series of ticket numbers must stand at the last number of each day."""
    last: dict[str, int] = {}
    for row in tickets:
        day, _dash, count = str(row["number"]).removeprefix("AS-").partition("-")
        if count.isdecimal():
            last[day] = max(last.get(day, 0), int(count))
    known = {str(row["day"]): row["last"] for row in read.find(tables.NumberSeries)}
    for day in sorted(known.keys() | last.keys()):
        if known.get(day) != last.get(day):
            yield Fault(f"number_series {day}", _("这一天的单号登记与最后一张售后单不符。"))


def _search_index(read: Reader, tickets: list[Values]) -> Iterator[Fault]:
    numbers = {int(row["id"]): str(row["number"]) for row in tickets}

    def wanted() -> Iterator[tuple[int, str]]:
        for row in tickets:
            try:
                yield int(row["id"]), expected_tokens(read, row)
            except _UNREADABLE:
                continue  # told already

    for key in sorted(search_check.differing(read, wanted())):
        name = numbers.get(key, f"ticket_search:{key}")
        yield Fault(name, _("查找用的索引与售后单的文字不符。"))
