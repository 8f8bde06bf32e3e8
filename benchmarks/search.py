"""Search as people type: every key asks for a count and the first page, in Chinese from one
character on.

    python -m benchmarks.search [--sizes 1000 100000] [--queries 30] [--home FOLDER]

The other side reads the same text with LIKE and counts exactly.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from app.domain.ticket_list import TicketFilter, View
from app.model.search import fold
from app.services.queue import QueueService
from benchmarks import shop
from benchmarks.desks import HOME, desk, opened
from benchmarks.measure import Figure, exponent, in_turns, table
from ui.bootstrap import Opened

LENGTHS = (1, 2, 3, 4, 6)
PAGE = 64
_LIKE = "SELECT ticket_id FROM ticket_text WHERE text LIKE ? ORDER BY ticket_id DESC LIMIT 64"
_LIKE_COUNT = "SELECT count(*) FROM ticket_text WHERE text LIKE ?"


def key(whole: Opened, view: View, text: str) -> Callable[[], object]:
    """What one key in the search field costs the services."""
    which = TicketFilter(view=view, search=text)

    def press() -> object:
        queue = QueueService(whole.services.context)  # with nothing remembered of the last key
        return queue.count(which), queue.page(which, 0, PAGE)

    return press


def like(whole: Opened, text: str) -> Callable[[], object]:
    """The same by reading every text."""
    query = whole.services.context.read().query
    wanted = (f"%{fold(text)}%",)
    return lambda: (query(_LIKE_COUNT, wanted), query(_LIKE, wanted))


def run(sizes: Sequence[int], queries: int, home: Path) -> str:
    """The table of figures; medians and 95th percentiles over the queries of a length."""
    rows = []
    with ExitStack() as stack:
        desks = {n: stack.enter_context(opened(desk(n, home))) for n in sizes}
        last = sizes[-1]
        numbers = _numbers(desks[last], queries)
        kinds = {f"{n} characters": tuple(shop.queries(7, n, queries)) for n in LENGTHS}
        for name, texts in {**kinds, "numbers": numbers}.items():
            ours = {n: _all(desks[n], View.ALL, texts) for n in sizes}
            in_order = _all(desks[last], View.OPEN, texts)
            theirs = _merge([in_turns({"x": like(desks[last], t)}, 1)["x"] for t in texts])
            rows.append(
                [
                    name,
                    *(ours[n].ms for n in sizes),
                    *(ours[n].p95 for n in sizes),
                    in_order.p95,
                    theirs.p95,
                    theirs.p95 / ours[last].p95,
                    exponent({n: figure.p95 for n, figure in ours.items()}),
                ]
            )
    heads = [
        "search", *(f"{n:,} p50 ms" for n in sizes), *(f"{n:,} p95 ms" for n in sizes),
        "by deadline p95", "LIKE p95", "LIKE ×", "exponent",
    ]  # fmt: skip
    return table(heads, rows)


def _all(whole: Opened, view: View, texts: Sequence[str]) -> Figure:
    return _merge([in_turns({"x": key(whole, view, text)}, 1)["x"] for text in texts])


def _merge(figures: Sequence[Figure]) -> Figure:
    return Figure(
        tuple(ms for figure in figures for ms in figure.wall),
        tuple(ms for figure in figures for ms in figure.cpu),
    )


def _numbers(whole: Opened, count: int) -> tuple[str, ...]:
    """Order numbers whole and in part, ends of them, and the last four digits of phones."""
    page = whole.services.queue.page(TicketFilter(view=View.ALL), 0, count)
    found: list[str] = []
    for ticket in page:
        found += [ticket.order_no, ticket.order_no[:9], ticket.order_no[-6:], ticket.order_no[-4:]]
    return tuple(found[:: max(1, len(found) // max(1, count))])[:count]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--queries", type=int, default=30)
    parser.add_argument("--home", type=Path, default=HOME)
    given = parser.parse_args(arguments)
    print(run(given.sizes, given.queries, given.home))


if __name__ == "__main__":
    main()
