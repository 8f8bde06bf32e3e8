"""A desk with real services behind every dialog; its screens hear what is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.ticket import Ticket
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.jobs import JobsOnTheSpot
from ui.memory import Memory
from ui.theme import Theme

ORDER = "2749018355271180993"


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    made = ShopFloor(tmp_path)
    yield made
    made.close()


@pytest.fixture
def desk(floor: ShopFloor, ask: RecordingAsk, theme: Theme, memory: Memory) -> Desk:
    relay = ChangeRelay(floor.db.listen)
    return Desk(floor.services, relay, ask, JobsOnTheSpot(), theme, memory)


@pytest.fixture
def ticket(floor: ShopFloor) -> Ticket:
    """A return asked for on the platform, all of it for one rug."""
    floor.order(ORDER)
    return floor.claim("188273644000001", ORDER)
