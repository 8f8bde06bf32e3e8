"""A verb that meets a long write: put off, never waited for, then carried out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Busy
from app.services import Services
from tests.ui.long_write import LongWrite
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.desk import Desk


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    shop_floor = ShopFloor(tmp_path)
    yield shop_floor
    shop_floor.close()


@pytest.fixture
def services(floor: ShopFloor) -> Services:
    return floor.services


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


def test_what_one_person_put_off_never_runs_under_the_name_of_another(
    floor: ShopFloor, desk: Desk
) -> None:
    owner, other = floor.services.staff.current, floor.services.staff.add("小周", ("agent",))
    assert owner is not None
    with LongWrite(floor) as write:
        desk.perform(floor.services.drafts.save, "note:1", "阿青写的")
        floor.services.pins.switch_to(other.id)
        desk.perform(floor.services.drafts.save, "note:2", "小周写的")
        write.end()
        desk.pending.try_now()
    assert floor.services.drafts.load("note:1") is None
    assert floor.services.drafts.load("note:2") == "小周写的"
    floor.services.pins.switch_to(owner.id)
    desk.pending.try_now()
    assert floor.services.drafts.load("note:1") == "阿青写的"
