"""The paged model asks for what is near the eye and for nothing else."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.ticket import TicketFilter, TicketSummary
from app.errors import StorageProblem
from tests.ui.frame.test_queue_row import MUG, NOW
from ui.queue.model import PAGE, ROW, QueueModel
from ui.queue.row import Wording


class Shelf:
    """So many tickets with ids from 1; notes which pages were asked for."""

    def __init__(self, size: int) -> None:
        self.ids = list(range(1, size + 1))
        self.pages: list[int] = []
        self.positions = 0
        self.broken = False

    def count(self, which: TicketFilter) -> int:
        if self.broken:
            raise StorageProblem("磁盘出错")
        return len(self.ids)

    def page(self, which: TicketFilter, offset: int, limit: int) -> tuple[TicketSummary, ...]:
        if self.broken:
            raise StorageProblem("磁盘出错")
        self.pages.append(offset)
        return tuple(
            replace(MUG, id=one, number=f"AS-{one}") for one in self.ids[offset : offset + limit]
        )

    def position(self, which: TicketFilter, ticket_id: int) -> int | None:
        self.positions += 1
        return self.ids.index(ticket_id) if ticket_id in self.ids else None


def model_of(shelf: Shelf) -> QueueModel:
    model = QueueModel(shelf, Wording(NOW).row)
    model.open(TicketFilter())
    return model


def test_it_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = model_of(Shelf(130))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.reload()
    model.reword()
    assert tester.model() is model


def test_opening_reads_no_page_and_looking_reads_one() -> None:
    shelf = Shelf(100_000)
    model = model_of(shelf)
    assert (model.rowCount(), shelf.pages) == (100_000, [])
    for row in range(64_000, 64_012):
        found = model.row(row)
        assert found is not None
        assert found.id == row + 1
    assert shelf.pages == [64_000]


def test_going_to_and_fro_reads_nothing_twice() -> None:
    shelf = Shelf(1000)
    model = model_of(shelf)
    for row in (0, 200, 0, 999, 200, 63, 64):
        model.row(row)
    assert len(shelf.pages) == len(set(shelf.pages))


def test_pages_far_from_the_eye_are_forgotten() -> None:
    shelf = Shelf(10_000)
    model = model_of(shelf)
    for row in range(0, 10_000, PAGE):
        model.row(row)
    shelf.pages.clear()
    model.row(9_999)
    assert shelf.pages == []
    model.row(0)
    assert shelf.pages == [0]


def test_a_ticket_is_found_near_its_place_without_counting() -> None:
    shelf = Shelf(10_000)
    model = model_of(shelf)
    shelf.ids.remove(4000)
    model.reload()
    assert model.find(4001, 4000) == 3999
    assert shelf.positions == 0


def test_a_ticket_far_away_is_found_by_the_service() -> None:
    shelf = Shelf(10_000)
    model = model_of(shelf)
    assert model.find(9000, 3) == 8999
    assert shelf.positions == 1
    assert model.find(20_000, 3) is None


def test_a_row_that_went_away_since_the_count_is_no_row() -> None:
    shelf = Shelf(70)
    model = model_of(shelf)
    del shelf.ids[66:]
    assert model.row(69) is None
    assert model.data(model.index(69, 0)) == ""


def test_new_words_move_nothing(qtbot: QtBot) -> None:
    shelf = Shelf(70)
    model = model_of(shelf)
    before = model.row(5)
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.reword()
    assert model.row(5) == before
    assert shelf.pages == [0, 0]


def test_a_disk_in_the_way_empties_the_list_and_says_so(qtbot: QtBot) -> None:
    shelf = Shelf(70)
    model = model_of(shelf)
    shelf.broken = True
    with qtbot.waitSignal(model.failed) as said:
        model.reload()
    assert said.args is not None
    assert isinstance(said.args[0], StorageProblem)
    assert model.rowCount() == 0


def test_a_row_can_be_read_aloud() -> None:
    model = model_of(Shelf(3))
    index = model.index(1, 0, QModelIndex())
    assert model.data(index) == "AS-2，协商中，部分补偿，1 小时 24 分"
    assert model.data(index, ROW) is model.row(1)
