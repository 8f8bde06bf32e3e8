"""Clocks and stretches of stages as rows: written with the facts, and only where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.clock import local_day
from app.domain.deadlines.case_times import StageRun, standing
from app.domain.deadlines.clock import Clock
from app.domain.deadlines.live import earliest, live_clocks
from app.domain.deadlines.live_ours import is_hard
from app.domain.deadlines.reminding import next_word, offsets
from app.domain.due import DueOwner
from app.domain.facts import Facts
from app.domain.rulepack.pack import Rules
from app.domain.workflow import stage
from app.model import tables
from app.model.fields import NEVER, needed_instant, to_instant, to_text
from app.model.reading import Reader, Values
from app.model.writing import Write
from app.services.calendar_reading import calendar_of
from app.services.clock_times import case_times
from app.services.rule_reading import rules_of

REMINDERS = "ours.reminders"
COLUMNS = ("owner", "due_at", "started_at", "rule", "estimated")


def settle_clocks(
    write: Write,
    ticket: Values,
    facts: Facts,
    claims: Sequence[Values],
    order: Values,
    now: str,
    *,
    by_new_limits: bool = False,
) -> dict[str, Any]:
    """Bring the rows of clocks and stages of a ticket in step; returns its columns about time.

    `ticket` is its row as it stood; version 0: it is being opened. `by_new_limits`: nothing
    happened to it. What a limit nobody knew of would have ended already is shown as late, and
    held against nobody.
    """
    runs, moved = _settle_runs(write, ticket, facts, now)
    at = needed_instant(now)
    rules, clocks = clocks_now(write, ticket, facts, claims, order, runs, at)
    before_clocks = ticket["stage_since_at"] is None and ticket["version"] != 0
    write_clocks(write, ticket, clocks, rules, at, quiet=by_new_limits or before_clocks)
    columns = due_columns(clocks)
    if moved or ticket["stage_since_at"] is None:
        columns["stage_since_at"] = to_text(runs[-1].entered_at)
    return columns


def clocks_now(
    read: Reader,
    ticket: Values,
    facts: Facts,
    claims: Sequence[Values],
    order: Values,
    runs: tuple[StageRun, ...],
    now: datetime,
) -> tuple[Rules, tuple[Clock, ...]]:
    """The clocks of a ticket by the rules that hold today, and those rules."""
    if not facts.open:
        return Rules(), ()
    shop = read.get(tables.Shop, ticket["shop_id"]) or {}
    rules = rules_of(read, shop, local_day(now, str(shop["zone"])))
    case = case_times(read, ticket, facts, claims, order, runs)
    return rules, live_clocks(case, rules, calendar_of(read, shop))


def due_columns(clocks: Iterable[Clock]) -> dict[str, Any]:
    """What the list shows of clocks: the earliest against us, which it is, and the buyer's."""
    found = tuple(clocks)
    ours, buyers = earliest(found, DueOwner.US), earliest(found, DueOwner.BUYER)
    due = to_text(ours.due_at) if ours is not None else None
    return {
        "due_at": due,
        "due_sort": due or NEVER,
        "due_kind": ours.kind.value if ours is not None else "",
        "due_estimated": ours.estimated if ours is not None else False,
        "buyer_due_at": to_text(buyers.due_at) if buyers is not None else None,
    }


def load_runs(read: Reader, ticket_id: int) -> tuple[StageRun, ...]:
    """The stretches of a ticket at its stages, in order."""
    return tuple(run for _key, run in _runs(read, ticket_id))


def _runs(read: Reader, ticket_id: int) -> list[tuple[int, StageRun]]:
    rows = read.query(
        "SELECT id, stage, entered_at, left_at FROM stage_span WHERE ticket_id = ? ORDER BY id",
        (ticket_id,),
    )
    return [
        (key, StageRun(stage, needed_instant(entered), to_instant(left)))
        for key, stage, entered, left in rows
    ]


def _settle_runs(
    write: Write, ticket: Values, facts: Facts, now: str
) -> tuple[tuple[StageRun, ...], bool]:
    """End the stretch that is over and begin the next; whether the stage itself is another.

    Of a ticket older than its stretches the first one begins now: nobody has kept the time before.
    """
    key = int(ticket["id"])
    known = [] if ticket["version"] == 0 else _runs(write, key)
    here = standing(facts)
    if known and known[-1][1].stage == here:
        return tuple(run for _id, run in known), False
    runs = [run for _id, run in known]
    if known:
        write.update(tables.StageSpan, known[-1][0], left_at=now)
        runs[-1] = replace(runs[-1], left_at=needed_instant(now))
    write.insert(tables.StageSpan, ticket_id=key, stage=here, entered_at=now)
    runs.append(StageRun(here, needed_instant(now)))
    return tuple(runs), str(ticket["stage"]) != stage(facts).value


def write_clocks(
    write: Write,
    ticket: Values,
    clocks: Sequence[Clock],
    rules: Rules,
    now: datetime,
    *,
    quiet: bool = False,
) -> None:
    """Insert, change and remove rows of clocks where they differ.

    A clock that ends at another time is another clock: nothing was said of it, nothing recorded.
    `quiet`: nothing is to be recorded of what has ended before it was known.
    """
    key = int(ticket["id"])
    known = {} if ticket["version"] == 0 else _known(write, key)
    before = offsets(rules.words(REMINDERS))
    for clock in clocks:
        wanted = clock_row(clock)
        row = known.pop((clock.kind.value, clock.ref), None)
        if row is not None and all(row[name] == wanted[name] for name in COLUMNS):
            if _to_ask_again(clock, row, now):
                write.update(tables.Clock, int(row["id"]), breached=False)
            elif quiet and row["remind_at"] is not None:
                _remind_by(write, row, before, now)
            continue
        if row is None or row["due_at"] != wanted["due_at"]:
            wanted |= _untold(clock, before, now, quiet=quiet)
        if row is None:
            write.insert(
                tables.Clock, ticket_id=key, kind=clock.kind.value, ref=clock.ref, **wanted
            )
        else:
            write.update(tables.Clock, int(row["id"]), **wanted)
    for row in known.values():
        write.delete(tables.Clock, int(row["id"]))


def _remind_by(write: Write, row: Values, before: Iterable[timedelta], now: datetime) -> None:
    """Other reminders hold from today: for a clock whose end stays as well."""
    word = to_text(next_word(needed_instant(row["due_at"]), before, now))
    if needed_instant(row["due_at"]) > now and word != row["remind_at"]:
        write.update(tables.Clock, int(row["id"]), remind_at=word)


def _to_ask_again(clock: Clock, row: Values, now: datetime) -> bool:
    """The buyer's time ended while something stood in the way, which what happened may have moved."""
    ended = clock.due_at is not None and clock.due_at <= now
    return clock.owner is DueOwner.BUYER and ended and bool(row["breached"])


def _known(read: Reader, ticket_id: int) -> dict[tuple[str, int], Values]:
    rows = read.find(tables.Clock, ticket_id=ticket_id)
    return {(str(row["kind"]), int(row["ref"])): row for row in rows}


def clock_row(clock: Clock) -> dict[str, Any]:
    """The columns that say what a clock is."""
    return {
        "owner": clock.owner.value,
        "due_at": to_text(clock.due_at),
        "started_at": to_text(clock.started_at),
        "rule": clock.rule,
        "estimated": int(clock.estimated),
    }


def _untold(
    clock: Clock, before: Iterable[timedelta], now: datetime, *, quiet: bool
) -> dict[str, Any]:
    """When something is said of a clock first: only of what runs against us, of a review once."""
    if clock.due_at is None or clock.owner is not DueOwner.US:
        return {"breached": False, "remind_at": None}
    if quiet and clock.due_at <= now:
        return {"breached": True, "remind_at": None}
    word = None if is_hard(clock) else to_text(next_word(clock.due_at, before, now))
    return {"breached": False, "remind_at": word}
