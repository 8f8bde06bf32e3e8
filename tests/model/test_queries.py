"""The queue costs the same at any size: counted in the engine's own instructions, not in time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.remedy import Remedy
from app.domain.ticket import TicketFilter, TicketSummary, View
from app.model.db import Database
from app.model.queries import FENCE_ROWS
from app.paths import Paths
from app.services import build
from app.services.queue import QueueService
from tests.model.crowd import crowd
from tests.model.making import NOON

SIZES = (1_000, 20_000)
PAGE = 64
AT_MOST = 1.05
# Nobody stands here in the crowd: the views are empty and cost nothing at any size.
EMPTY = {View.NEED_INFO, View.NEGOTIATING, View.AWAITING_CONFIRMATION}


class Hall:
    """One desk with so many tickets."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.db = Database.open(Paths(folder).database)
        crowd(self.db, size)
        self.queue: QueueService = build(self.db, Paths(folder), FixedClock(NOON)).queue

    def steps(self, ask: Callable[[], object]) -> int:
        """How many instructions of the engine a question takes."""
        taken = 0

        def tick() -> int:
            nonlocal taken
            taken += 1
            return 0

        ask()  # prepared statements are made once
        self.db.connection.set_progress_handler(tick, 1)
        try:
            ask()
        finally:
            self.db.connection.set_progress_handler(None, 1)
        return taken

    def questions(self, ask: Callable[[], object]) -> int:
        """How many SQL texts a question runs."""
        asked: list[str] = []
        self.db.connection.set_trace_callback(asked.append)
        try:
            ask()
        finally:
            self.db.connection.set_trace_callback(None)
        return len(asked)


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hall, Hall]:
    small, large = (Hall(tmp_path_factory.mktemp("hall"), size) for size in SIZES)
    return small, large


def _ratio(halls: tuple[Hall, Hall], ask: Callable[[QueueService], object]) -> float:
    small, large = (hall.steps(partial(ask, hall.queue)) for hall in halls)
    assert small > 20, "the small desk had nothing to look at"
    return large / small


@pytest.mark.parametrize(
    "view", [v for v in View if v not in EMPTY | {View.DUE_SOON, View.OVERDUE}]
)
def test_the_first_page_of_a_view_costs_the_same(halls: tuple[Hall, Hall], view: View) -> None:
    which = TicketFilter(view=view)
    assert _ratio(halls, lambda queue: queue.page(which, 0, PAGE)) <= AT_MOST
    assert len(halls[0].queue.page(which, 0, PAGE)) == PAGE


@pytest.mark.parametrize("view", [v for v in View if v not in (View.DUE_SOON, View.OVERDUE)])
def test_the_count_of_a_view_costs_the_same(halls: tuple[Hall, Hall], view: View) -> None:
    which = TicketFilter(view=view)
    assert _ratio(halls, lambda queue: queue.count(which)) <= AT_MOST


@pytest.mark.parametrize("view", [View.OPEN, View.COMPLETED, View.ALL])
def test_a_jump_to_a_fence_costs_what_the_first_page_costs(
    halls: tuple[Hall, Hall], view: View
) -> None:
    """Also within the many rows that have no deadline and so are all of one rank."""
    which = TicketFilter(view=view)
    _small, large = halls
    first = large.steps(lambda: large.queue.page(which, 0, PAGE))
    fences = large.queue.build_fences(which)
    assert len(fences.marks) == large.queue.count(which) // FENCE_ROWS > 0
    large.queue.use_fences(fences)
    try:
        jumps = [
            large.steps(partial(large.queue.page, which, number * FENCE_ROWS, PAGE))
            for number in range(1, len(fences.marks) + 1)
        ]
    finally:
        large.queue.use_fences(None)
    # Rows of one deadline and later ones are asked for apart and merged: a tenth more, anywhere.
    assert max(jumps) <= first * 1.15


def test_one_shop_and_one_kind_cost_the_same(halls: tuple[Hall, Hall]) -> None:
    shop = TicketFilter(shop_id=1)
    kind = TicketFilter(view=View.ALL, remedies=(Remedy.REFUND_ONLY,))
    assert _ratio(halls, lambda queue: queue.page(shop, 0, PAGE)) <= AT_MOST
    assert _ratio(halls, lambda queue: queue.page(kind, 0, PAGE)) <= AT_MOST


def test_a_number_is_found_at_the_same_cost(halls: tuple[Hall, Hall]) -> None:
    which = TicketFilter(view=View.ALL, search="3300008600000000777")
    assert _ratio(halls, lambda queue: queue.page(which, 0, PAGE)) <= AT_MOST
    assert [hit.id for hit in halls[1].queue.page(which, 0, PAGE)] == [777]


def test_a_page_asks_no_more_questions_on_a_large_desk(halls: tuple[Hall, Hall]) -> None:
    small, large = halls
    for view in (View.OPEN, View.CLOSED, View.ALL):
        which = TicketFilter(view=view)
        asked = [hall.questions(partial(hall.queue.page, which, 0, PAGE)) for hall in halls]
        assert asked[0] == asked[1] <= PAGE + 1
    assert small.questions(small.queue.counts) == large.questions(large.queue.counts) <= 4


@pytest.mark.parametrize("view", [View.OPEN, View.COMPLETED, View.CLOSED, View.ALL, View.NEW])
def test_pages_follow_each_other_without_a_gap_with_fences_and_without(
    halls: tuple[Hall, Hall], view: View
) -> None:
    _small, large = halls
    which = TicketFilter(view=view)
    total = large.queue.count(which)
    offsets = [0, PAGE, FENCE_ROWS - 10, FENCE_ROWS, 2 * FENCE_ROWS + 7, total - 30]
    plain = [large.queue.page(which, offset, PAGE) for offset in offsets]
    large.queue.use_fences(large.queue.build_fences(which))
    try:
        assert [large.queue.page(which, offset, PAGE) for offset in offsets] == plain
    finally:
        large.queue.use_fences(None)
    for offset, page in zip(offsets, plain, strict=True):
        if page and offset < total:
            assert large.queue.position(which, page[0].id) == offset


def test_the_whole_queue_is_in_order_and_nobody_is_missing(halls: tuple[Hall, Hall]) -> None:
    small, _large = halls
    open_ones = small.queue.page(TicketFilter(), 0, 2000)
    assert len(open_ones) == small.queue.count(TicketFilter())
    assert len({t.id for t in open_ones}) == len(open_ones)
    keys = [_rank(ticket) for ticket in open_ones]
    assert keys == sorted(keys)
    everything = small.queue.page(TicketFilter(view=View.ALL), 0, 2000)
    assert [t.id for t in everything] == list(range(1000, 0, -1))
    ended = {
        t.id
        for v in (View.COMPLETED, View.CLOSED)
        for t in small.queue.page(TicketFilter(view=v), 0, 2000)
    }
    assert ended == {t.id for t in everything} - {t.id for t in open_ones}


def _rank(ticket: TicketSummary) -> tuple[bool, str, int]:
    return ticket.due_at is None, str(ticket.due_at), ticket.id
