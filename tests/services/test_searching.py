"""The search against the plain reading of every text: same tickets, same order, in every view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.clock import FixedClock
from app.domain.ticket_list import TicketFilter, View
from app.model import search
from app.paths import Paths
from app.services import searching
from app.services.queue import QueueService
from benchmarks import shop
from ui.bootstrap import Opened, open_desk

TICKETS = 400
TEXTS = sorted(
    {text for length in (1, 2, 3, 5) for text in shop.queries(1, length, 12)}
    | {"杯", "500ml", "５００ＭＬ", "保温壶 裂纹", "杯 壶", " 质量 问题 ", "小鹿", "王"}
)
"""Words of letters and digits are found by their beginning only; these begin where they stand."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("many")
    shop.make(folder, TICKETS)
    opened = open_desk(Paths(folder), FixedClock(shop.NOW))
    yield opened
    opened.db.close()


def listed(queue: QueueService, which: TicketFilter) -> list[int]:
    """Every ticket of a filter, page by page, as the list reads it."""
    found: list[int] = []
    while page := queue.page(which, len(found), 64):
        found += [ticket.id for ticket in page]
    return found


def read_through(opened: Opened, which: TicketFilter) -> list[int]:
    """The same by reading everything."""
    words = [search.fold(word) for word in which.search.split()]
    texts = dict(opened.services.context.read().query("SELECT ticket_id, text FROM ticket_text"))
    everything = listed(opened.services.queue, TicketFilter(view=which.view, shop_id=which.shop_id))
    return [key for key in everything if all(word in texts[key] for word in words)]


@pytest.mark.parametrize("view", [View.ALL, View.OPEN, View.COMPLETED, View.CLOSED, View.NEW])
@pytest.mark.parametrize("most", [searching.MOST_HITS, 7])
def test_a_search_finds_what_reading_every_text_finds(
    desk: Opened, monkeypatch: pytest.MonkeyPatch, view: View, most: int
) -> None:
    """With a low limit the first of them, by every way the search can go."""
    monkeypatch.setattr(searching, "MOST_HITS", most)
    queue = QueueService(desk.services.context)
    hits = 0
    for text in TEXTS:
        for shop_id in (None, 2):
            which = TicketFilter(view=view, search=text, shop_id=shop_id)
            wanted = read_through(desk, which)
            hits += len(wanted)
            assert listed(queue, which) == wanted[:most], text
            assert queue.count(which) == min(len(wanted), most)
            assert queue.is_cut(which) == (len(wanted) >= most)
    assert hits > 30


@pytest.mark.parametrize("view", [View.ALL, View.OPEN])
def test_numbers_are_found_whole_by_their_beginning_and_by_their_end(
    desk: Opened, view: View
) -> None:
    queue = QueueService(desk.services.context)
    for ticket in queue.page(TicketFilter(view=view), 0, 40):
        for text in (
            ticket.number,
            ticket.number.lower(),
            ticket.order_no,
            ticket.order_no[:9],
            ticket.order_no[-6:],
            f" {ticket.order_no} ",
            *ticket.claims,
        ):
            assert ticket.id in listed(queue, TicketFilter(view=view, search=text)), text


def test_four_digits_are_the_end_of_a_phone_too(desk: Opened) -> None:
    read = desk.services.context.read()
    queue = QueueService(desk.services.context)
    for key, tail in read.query("SELECT id, phone_tail FROM ticket WHERE id % 50 = 0"):
        assert key in listed(queue, TicketFilter(view=View.ALL, search=tail))


def test_a_place_in_the_hits_is_found(desk: Opened) -> None:
    queue = QueueService(desk.services.context)
    which = TicketFilter(view=View.OPEN, search="杯")
    hits = listed(queue, which)
    assert [queue.position(which, key) for key in hits] == list(range(len(hits)))
    stranger = next(key for key in range(1, TICKETS) if key not in hits)
    assert queue.position(which, stranger) is None


def test_hits_are_asked_once_until_somebody_writes(
    desk: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = searching.found

    def counted(read: object, text: str, query: object) -> tuple[int, ...]:
        asked.append(text)
        return real(read, text, query)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(searching, "found", counted)
    queue = QueueService(desk.services.context)
    which = TicketFilter(view=View.ALL, search="杯")
    before = queue.count(which)
    listed(queue, which)
    assert asked == ["杯"]
    desk.services.staff.act_as("小周")
    number = queue.page(TicketFilter(view=View.ALL, search="壶"), 0, 1)[0].id
    assert number not in listed(queue, which)
    desk.services.review.note(number, "买家说杯口有裂纹")
    assert queue.count(which) == before + 1
    assert number in listed(queue, which)
