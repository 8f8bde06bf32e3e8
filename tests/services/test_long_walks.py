"""Long walks with drawn lots: further than a search for the smallest failing way comes.

`DESK_WALKS=200` takes that many instead of the few that are always the same.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator

import pytest

from app.domain.facts import GoodsIn
from app.domain.remedy import Remedy
from tests.services.test_ways_of_a_ticket import Ways
from tests.services.ways import STATUSES
from tests.services.ways_outward import FURTHER, PRICES

FOUND = (GoodsIn.WORN, GoodsIn.DAMAGED, GoodsIn.NOT_ARRIVED, GoodsIn.SELLABLE)
WALKS = int(os.environ.get("DESK_WALKS", "4"))
STEPS = 30


class Walk(Ways):
    """One way through a desk, its steps drawn from a seed."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.lot = random.Random(seed)

    def step(self) -> None:
        """Decide or do what is possible, most of the time; now and then something else."""
        draw = self.lot.random()
        if draw < 0.4:
            self.somebody_decides()
        elif draw < 0.8:
            steps = [self.lot.randrange(8) for _number in range(4)]
            self.whatever_is_possible(steps, self.lot.randrange(6))
        else:
            self.lot.choice(tuple(self.else_()))()

    def somebody_decides(self) -> None:
        self.decide_any(
            n=self.lot.randrange(6),
            remedy=self.lot.choice(FURTHER),
            agreed=self.lot.random() < 0.7,
            by_agent=self.lot.random() < 0.4,
            pieces={self.lot.randrange(1, 3)},
            line=self.lot.randrange(8),
            which=self.lot.randrange(8),
            price=self.lot.choice(PRICES),
        )

    def else_(self) -> Iterator[Callable[[], None]]:
        n = self.lot.randrange(8)
        remedy = self.lot.choice((None, *Remedy))
        yield lambda: self.counter_offer(n, self.lot.choice((None, 1500)), remedy)
        yield self.sweep
        yield lambda: self.time_passes(60)
        yield lambda: self.time_passes(24 * 80)
        yield lambda: self.buyer_calls(n, 1 + n % 2)
        yield lambda: self.platform_moves(n, 3900, self.lot.choice(STATUSES))
        yield lambda: self.deny(n)
        yield lambda: self.charge_waived(n)
        yield lambda: self.charge_returned(n)
        yield lambda: self.give_back(n)
        yield lambda: self.keep_promise(0)
        yield lambda: self.inspect(n, self.lot.choice(FOUND))
        yield lambda: self.goes_on(n)
        yield lambda: self.confirm(n)
        yield lambda: self.close(n)
        yield lambda: self.cancel(n - n % 2)
        yield lambda: self.reject(n - n % 2)
        yield lambda: self.reopen(n)


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_long_walk_keeps_every_sum_and_ends(seed: int) -> None:
    walk = Walk(seed)
    try:
        walk.begin()
        walk.hire()
        for _number in range(STEPS):
            walk.step()
            walk.the_queue_shows_what_the_facts_say()
            walk.nothing_ends_on_what_is_the_buyers()
            walk.no_order_gives_back_more_than_was_paid()
        walk.nothing_is_out_of_the_ordinary()
    finally:
        walk.teardown()
