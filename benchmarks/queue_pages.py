"""The queue: a page costs the same wherever it stands and however many tickets there are.

    python -m benchmarks.queue_pages [--sizes 1000 100000] [--rounds 15] [--home FOLDER]

The other sides: every ticket read into a list, rows counted off by OFFSET, a sort no index knows.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from app.domain.remedy import Remedy
from app.domain.ticket_list import TicketFilter, View
from app.model.queries import FENCE_ROWS
from app.services.queue import QueueService
from benchmarks.desks import HOME, desk, opened
from benchmarks.measure import Figure, exponent, in_turns, steps, table
from ui.bootstrap import Opened

PAGE = 64
OPEN, ALL, DONE = (TicketFilter(view=view) for view in (View.OPEN, View.ALL, View.COMPLETED))
KIND = TicketFilter(view=View.ALL, remedies=(Remedy.RETURN_REFUND,))
DONE_KIND = TicketFilter(view=View.COMPLETED, remedies=(Remedy.RETURN_REFUND,))
_UNSORTED = "SELECT id FROM ticket ORDER BY goods, id LIMIT 64"
_COUNTED_OFF = "SELECT id FROM ticket ORDER BY id DESC LIMIT 64 OFFSET ?"
_EVERYTHING = (
    "SELECT t.*, o.number FROM ticket t JOIN orders o ON o.id = t.order_id ORDER BY t.due_sort"
)


def ways(whole: Opened) -> dict[str, Callable[[], object]]:
    """What a person does with the list, by name; the bad designs begin with "bad"."""
    queue: QueueService = whole.services.queue
    fenced = QueueService(whole.services.context)
    fenced.use_fences(fenced.build_fences(ALL))
    size = queue.count(ALL)
    # A page stands as far behind its fence in a large shop as in a small one.
    middle = size // 2 // FENCE_ROWS * FENCE_ROWS + 7 * PAGE
    end = max(0, size - PAGE)
    query = whole.services.context.read().query
    return {
        "open: first page": lambda: (queue.count(OPEN), queue.page(OPEN, 0, PAGE)),
        "all: first page": lambda: (queue.count(ALL), queue.page(ALL, 0, PAGE)),
        "completed: first page": lambda: (queue.count(DONE), queue.page(DONE, 0, PAGE)),
        "one kind of claim": lambda: (queue.count(KIND), queue.page(KIND, 0, PAGE)),
        "completed, one kind": lambda: (queue.count(DONE_KIND), queue.page(DONE_KIND, 0, PAGE)),
        "jump to the middle": lambda: fenced.page(ALL, middle, PAGE),
        "jump to the end": lambda: fenced.page(ALL, end, PAGE),
        "rail counts": queue.counts,
        "bad: rows counted off": lambda: query(_COUNTED_OFF, (end,)),
        "bad: unindexed sort": lambda: query(_UNSORTED),
        "bad: everything in a list": lambda: query(_EVERYTHING),
    }


def run(sizes: Sequence[int], rounds: int, home: Path) -> str:
    """The table of figures."""
    with ExitStack() as stack:
        desks = {n: stack.enter_context(opened(desk(n, home))) for n in sizes}
        works = {n: ways(whole) for n, whole in desks.items()}
        figures: dict[str, dict[int, Figure]] = {}
        counted: dict[str, dict[int, int]] = {}
        for name in works[sizes[0]]:
            sides = {str(n): works[n][name] for n in sizes}
            taken = in_turns(sides, rounds)
            figures[name] = {n: taken[str(n)] for n in sizes}
            counted[name] = {n: steps(desks[n].db.connection, works[n][name]) for n in sizes}
    rows = []
    for name, by_size in figures.items():
        costs = {n: figure.ms for n, figure in by_size.items()}
        first, last = sizes[0], sizes[-1]
        rows.append(
            [
                name,
                *costs.values(),
                costs[last] / costs[first],
                by_size[last].cpu_ms / max(by_size[first].cpu_ms, 1e-9),
                counted[name][first],
                counted[name][last],
                counted[name][last] / counted[name][first],
                exponent(costs),
            ]
        )
    heads = [
        "queue", *(f"{n:,} ms" for n in sizes), "ratio", "cpu ratio",
        "steps first", "steps last", "steps ratio", "exponent",
    ]  # fmt: skip
    return table(heads, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--home", type=Path, default=HOME)
    given = parser.parse_args(arguments)
    print(run(given.sizes, given.rounds, given.home))


if __name__ == "__main__":
    main()
