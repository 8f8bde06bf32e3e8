"""What is written beside the facts, so that lists are quick, must be what the facts say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.domain.history import Fault
from app.domain.workflow import stage
from app.i18n import _
from app.model import search_check, tables
from app.model.reading import Reader, Values
from app.services.finding import expected_entries, expected_tokens
from app.services.standing import facts_of

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def derived_faults(read: Reader) -> Iterator[Fault]:
    """Stages, counts, search entries and the series of numbers, against the rows they come from."""
    tickets = read.find(tables.Ticket)
    for check in (_stage, _numbers_and_text):
        yield from _each(read, tickets, check)
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
