"""A long write in the background, as an import is one: what is asked for meanwhile must wait."""

from __future__ import annotations

import threading

from tests.ui.shop_floor import ShopFloor


class LongWrite:
    """Another thread in the middle of a write, until it is told to end."""

    def __init__(self, floor: ShopFloor) -> None:
        floor.services.context.main_thread_waits = False
        self._floor = floor
        self._begun, self._end = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        with self._floor.services.context.write():
            self._begun.set()
            self._end.wait(20)
        self._floor.db.close()

    def __enter__(self) -> LongWrite:
        self._thread.start()
        assert self._begun.wait(20)
        return self

    def end(self) -> None:
        self._end.set()
        self._thread.join(20)

    def __exit__(self, *_exc: object) -> None:
        self.end()
