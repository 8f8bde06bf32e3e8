"""A verb that meets a long write: put off, never waited for, then carried out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Busy
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    shop_floor = ShopFloor(tmp_path)
    shop_floor.services.context.main_thread_waits = False
    yield shop_floor
    shop_floor.close()


class LongWrite:
    """Another thread in the middle of a write, until it is told to end."""

    def __init__(self, floor: ShopFloor) -> None:
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


def test_a_verb_behind_a_long_write_runs_by_itself_afterwards(
    floor: ShopFloor, desk: Desk, ask: RecordingAsk
) -> None:
    with LongWrite(floor) as write:
        outcome = desk.perform(floor.services.drafts.save, "note:1", "字没有丢", said="已保存")
        assert not outcome
        assert floor.services.drafts.load("note:1") is None
        desk.pending.try_now()
        assert floor.services.drafts.load("note:1") is None
        write.end()
        desk.pending.try_now()
    assert floor.services.drafts.load("note:1") == "字没有丢"
    assert ask.heard[-1].text == "已保存"


def test_a_dialog_is_told_at_once_and_keeps_its_draft(floor: ShopFloor, desk: Desk) -> None:
    with LongWrite(floor):
        outcome = desk.attempt(floor.services.drafts.save, "note:1", "字没有丢")
        assert isinstance(outcome.error, Busy)
