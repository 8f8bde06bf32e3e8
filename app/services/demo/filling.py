"""Filling a folder: every story is a list of waits and verbs, run in the order of time."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.clock import FixedClock, SystemClock
from app.domain.order import Address, Shop
from app.domain.ticket import View
from app.errors import StorageProblem
from app.i18n import _
from app.model.db import Database
from app.paths import Paths, data_paths
from app.services.demo import desk
from app.services.demo.cases import CASES
from app.services.demo.clerk import Stage
from app.services.demo.goods import CLERK, OWNER, SHOPS, STAFF
from app.services.demo.stories import STORIES
from app.services.demo.tales import TALES
from app.services.demo.touch import kept_in_touch

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class DemoShop:
    """What was made."""

    folder: Path
    name: str
    tickets: int


def demo_folder(wanted: Path | None = None) -> Path:
    """The folder to fill: the wanted one when it holds no desk yet, else a new one.

    Raises `StorageProblem` when the wanted folder already holds a desk.
    """
    if wanted is not None:
        paths = data_paths(wanted)
        if paths.database.exists():
            raise StorageProblem(
                _("{folder} 里已经有数据，没有改动。").format(folder=paths.root),
                _("请用 --data-dir 指定一个空文件夹。"),
            )
        return paths.root
    root = data_paths().root.with_name("AftersalesDeskDemo")
    number = 1
    while (root / f"demo-{number}" / "desk.db").exists():
        number += 1
    return data_paths(root / f"demo-{number}").root


def fill(
    folder: Path,
    *,
    now: datetime | None = None,
    seed: int = 20261122,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> DemoShop:
    """Fill an empty folder with about 130 tickets in every stage that exists.

    The same seed and the same `now` give the same shop. May run on a worker thread.
    """
    from app.services import build

    end = now or SystemClock().now()
    clock = FixedClock(end - timedelta(days=27))
    paths = Paths(folder)
    db = Database.open(paths.database, paths.copies)
    try:
        services = build(db, paths, clock)
        services.staff.act_as(OWNER)
        for name, roles in STAFF[1:]:
            services.staff.add(name, roles)
        shops: list[Shop] = []
        for platform, name in SHOPS:
            shop = services.shops.create(platform, name)
            address = Address(
                "王师傅", "13700000021", "浙江省杭州市余杭区良渚街道示例路 8 号 2 幢", "311113"
            )
            shop = services.shops.take_address(shop.id, address)
            shops.append(desk.open_hours(services, shop, len(shops)))
        desk.settle_rules(services, shops)
        services.staff.act_as(CLERK)
        desk.write_notes(services)
        rng = random.Random(seed)  # noqa: S311 - a demo wants repeatable, not secret
        told = (*STORIES, *TALES, *CASES)
        queue: list[tuple[datetime, int, Iterator[timedelta]]] = []
        for number, story in enumerate(told):
            state = Stage(services, shops[_shop_of(number)], clock, end, rng, number)
            heapq.heappush(
                queue,
                (
                    state.start(story.age, story.remedy, story.trouble, story.due),
                    number,
                    kept_in_touch(state, story.run(state)),
                ),
            )
        steps, total = 0, len(told) * 6
        while queue:
            if cancelled is not None and cancelled():
                break
            at, number, story_steps = heapq.heappop(queue)
            clock.set(max(clock.now(), at))
            wait = next(story_steps, None)
            steps += 1
            if progress is not None:
                progress(min(steps, total), total, _("正在准备演示店铺"))
            if wait is not None:
                heapq.heappush(queue, (min(at + wait, end), number, story_steps))
        clock.set(end)
        services.sweep.run()
        desk.read_news(services)
        tickets = services.queue.counts()
        return DemoShop(folder, SHOPS[0][1], tickets[View.ALL])
    finally:
        db.close()


def _shop_of(number: int) -> int:
    return (0, 0, 1, 0, 2)[number % 5]
