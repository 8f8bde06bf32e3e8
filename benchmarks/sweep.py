"""A look at the clock costs what is due, not what there is.

    python -m benchmarks.sweep [--sizes 10000 100000] [--rounds 15] [--due 50] [--home FOLDER]

Each desk is a copy that is written to.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from app.model.fields import to_text
from benchmarks.desks import HOME, copy_of, opened
from benchmarks.measure import in_turns, once, steps, table
from ui.bootstrap import Opened

_RUN_OUT = (
    "UPDATE clock SET breached = 0, due_at = ?, remind_at = ? WHERE id IN"
    " (SELECT id FROM clock WHERE owner = 'us' AND kind = 'platform' LIMIT ?)"
)


def settle(whole: Opened) -> tuple[float, int]:
    """The first look at a desk that never had clocks: milliseconds, and how many it got."""
    sweep = whole.services.sweep
    wall, _cpu = once(sweep.run)
    while sweep.unfinished:
        wall += once(sweep.run)[0]
    whole.services.clocks.reminders()
    return wall, int(whole.db.read().scalar("SELECT count(*) FROM clock"))


def run_out(whole: Opened, count: int) -> None:
    """So many clocks have just run out, each at a moment nobody has recorded yet."""
    context = whole.services.context
    at = to_text(context.now() - timedelta(seconds=1))
    with context.write() as write:
        write.execute(_RUN_OUT, (at, at, count))


def looks(whole: Opened) -> dict[str, Callable[[], object]]:
    """What happens every minute."""
    services = whole.services
    return {
        "nothing due: sweep": services.sweep.run,
        "nothing due: reminders": services.clocks.reminders,
        "late list, counted": services.clocks.overdue_count,
    }


def run(sizes: Sequence[int], rounds: int, due: int, home: Path) -> str:
    """The table of figures."""
    rows: list[list[object]] = []
    with ExitStack() as stack:
        desks = {}
        for size in sizes:
            folder = stack.enter_context(copy_of(size, home))
            desks[size] = stack.enter_context(opened(folder))
        first = {size: settle(whole) for size, whole in desks.items()}
        rows.append(["clocks that run", *(n for _ms, n in first.values()), "", ""])
        rows.append(["first look, ms", *(round(ms) for ms, _n in first.values()), "", ""])
        for name in looks(desks[sizes[0]]):
            works = {str(size): looks(whole)[name] for size, whole in desks.items()}
            figures = in_turns(works, rounds)
            counted = [steps(desks[n].db.connection, works[str(n)]) for n in sizes]
            rows.append([name, *(figures[str(n)].ms for n in sizes), counted[0], counted[-1]])
        taken, counted = [], []
        for whole in desks.values():
            run_out(whole, due)
            done: list[float] = []

            def sweep(whole: Opened = whole, done: list[float] = done) -> None:
                done.append(once(whole.services.sweep.run)[0])

            counted.append(steps(whole.db.connection, sweep))
            taken.append(done[0])
        rows.append([f"{due} due: sweep", *taken, counted[0], counted[-1]])
    heads = ["", *(f"{n:,}" for n in sizes), "steps first", "steps last"]
    return table(heads, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--due", type=int, default=50)
    parser.add_argument("--home", type=Path, default=HOME)
    given = parser.parse_args(arguments)
    print(run(given.sizes, given.rounds, given.due, given.home))


if __name__ == "__main__":
    main()
