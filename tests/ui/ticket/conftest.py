"""One shop, one order, one claim; and a desk that hears what is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.ticket import Ticket
from app.services import Services
from tests.services.evidence_files import mp4_head, photo
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from ui.changes import ChangeRelay
from ui.desk import Desk
from ui.evidence.panel import EvidencePanel
from ui.jobs import JobsOnTheSpot
from ui.memory import Memory
from ui.theme import Theme
from ui.ticket.pane import TicketPane

ORDER = "2749018355271180993"
CLAIM = "188273644000001"


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    folder = tmp_path / "desk"
    folder.mkdir()
    made = ShopFloor(folder)
    yield made
    made.close()


@pytest.fixture
def services(floor: ShopFloor) -> Services:
    return floor.services


@pytest.fixture
def desk(floor: ShopFloor, ask: RecordingAsk, theme: Theme, memory: Memory) -> Desk:
    # Thumbnails are remembered by the whole program: a test starts without any.
    QPixmapCache.clear()
    return Desk(floor.services, ChangeRelay(floor.db.listen), ask, JobsOnTheSpot(), theme, memory)


@pytest.fixture
def ticket(floor: ShopFloor) -> Ticket:
    floor.order(ORDER)
    return floor.claim(CLAIM, ORDER)


@pytest.fixture
def pane(desk: Desk, home: QWidget) -> TicketPane:
    """The pane in an open window, 836 × 802, with nothing chosen."""
    made = TicketPane(desk, home)
    home.resize(836, 802)
    made.resize(836, 802)
    made.show()
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two photos and a film."""
    made = []
    for name, data in (
        ("IMG_1.jpg", photo(800, 600)),
        ("IMG_2.png", photo(300, 500, kind="PNG")),
        ("开箱.mp4", mp4_head()),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        made.append(path)
    return made


@pytest.fixture
def panel(pane: TicketPane, ticket: Ticket) -> EvidencePanel:
    """The panel of a pane that shows the ticket."""
    pane.show_ticket(ticket.id)
    settle()
    return pane.evidence


def settle() -> None:
    """Let what was just put into layouts appear; Qt shows it with the next events."""
    for _round in range(3):
        QCoreApplication.sendPostedEvents()


def words(widget: QWidget) -> list[str]:
    """Every text that can be seen in a widget, in the order it was put there."""
    settle()
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
