"""Files meet in any order and any number of times: what they make of the desk is the same."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.facts import Stage
from app.domain.imported import ImportedClaim, ImportedLine, ImportedOrder, ParsedFile
from app.domain.remedy import Remedy
from app.domain.ticket import View
from app.errors import RuleViolation
from app.model import tables
from tests.services.bench import (
    CLOSED,
    IN_TRANSIT,
    PAID,
    REFUSED,
    TO_BE_SENT,
    WAITING,
    Bench,
    claim,
    file_of,
    order,
)
from tests.services.importing.arrival import every_row, outcome
from tests.services.importing.making import DATA, read

SAMPLES = (
    "qianniu_refund_export.xlsx",
    "taobao_ExportOrderList_gbk.csv",
    "taobao_ExportOrderDetailList_gbk.csv",
)


@pytest.fixture(scope="module")
def samples() -> tuple[ParsedFile, ...]:
    return tuple(read(DATA / name) for name in SAMPLES)


@pytest.fixture
def desks(tmp_path: Path) -> Callable[[], Bench]:
    """Desks, each in a folder of its own."""
    made: list[Bench] = []

    def make() -> Bench:
        made.append(Bench(tmp_path / f"desk{len(made)}"))
        return made[-1]

    return make


def test_the_samples_make_the_same_desk_in_every_order_of_arrival(
    samples: tuple[ParsedFile, ...], desks: Callable[[], Bench]
) -> None:
    together = desks()
    together.take_files(samples)
    wanted = outcome(together.db)
    assert len(wanted["Ticket"]) == len(wanted["PlatformClaim"]) == 18
    for order_of_arrival in permutations(samples):
        desk = desks()
        for file in order_of_arrival:
            desk.take_files((file,))
        assert outcome(desk.db) == wanted, [file.path_name for file in order_of_arrival]
        assert desk.faults() == []


@pytest.mark.parametrize("missing", range(3))
def test_two_of_the_samples_make_the_same_desk_either_way(
    samples: tuple[ParsedFile, ...], desks: Callable[[], Bench], missing: int
) -> None:
    pair = [file for number, file in enumerate(samples) if number != missing]
    there, back = desks(), desks()
    for file in pair:
        there.take_files((file,))
    for file in reversed(pair):
        back.take_files((file,))
    assert outcome(there.db) == outcome(back.db)


def test_importing_the_samples_again_changes_not_one_cell(
    samples: tuple[ParsedFile, ...], desks: Callable[[], Bench]
) -> None:
    desk = desks()
    desk.take_files(samples)
    before = every_row(desk.db)
    desk.heard.clear()
    for files in (samples, *((file,) for file in samples)):
        result = desk.take_files(files)
        assert (result.orders_new, result.orders_changed) == (0, 0)
        assert (result.claims_new, result.claims_changed) == (0, 0)
        assert (result.tickets_new, result.tickets_changed) == ((), ())
    assert every_row(desk.db) == before
    assert desk.heard == [], "nobody is told of nothing"


def test_orders_the_samples_disagree_on_wait_for_a_person(
    samples: tuple[ParsedFile, ...], desks: Callable[[], Bench]
) -> None:
    desk = desks()
    result = desk.take_files(samples)
    disputed = [row for row in desk.db.read().find(tables.Order) if row["conflict"]]
    assert len(result.conflicts) == len(disputed) > 0
    tickets = [
        desk.services.tickets.get(int(row["id"]))
        for row in desk.db.read().find(tables.Ticket, is_open=True)
        if row["order_id"] in {order["id"] for order in disputed}
    ]
    assert tickets
    for ticket in tickets:
        assert ticket.facts.has_conflict
        with pytest.raises(RuleViolation, match="核对实付金额"):
            desk.decide(ticket, Remedy.REFUND_ONLY)
        assert ticket.order.conflict is not None
        said = [one.cents for one in ticket.order.conflict.statements if one.cents]
        settled = desk.services.review.settle_paid(ticket.id, None, max(said), "看了平台后台")
        assert settled.order.paid_cents == max(said)
        assert not settled.facts.has_conflict
        with pytest.raises(RuleViolation):
            desk.services.review.settle_paid(ticket.id, None, max(said), "再来一次")
    assert desk.faults() == []


def test_the_queue_after_the_samples_is_what_the_platform_says(
    samples: tuple[ParsedFile, ...], desks: Callable[[], Bench]
) -> None:
    desk = desks()
    desk.take_files(samples)
    counts = desk.services.queue.counts()
    assert counts[View.ALL] == 18
    per_status = {
        View.NEW: 3, View.AWAITING_RETURN: 3, View.INSPECTING: 3, View.COMPLETED: 3, View.CLOSED: 6,
    }  # fmt: skip
    assert {view: counts[view] for view in per_status} == per_status


def test_numbers_of_nineteen_digits_come_through_digit_by_digit(
    samples: tuple[ParsedFile, ...], desks: Callable[[], Bench]
) -> None:
    desk = desks()
    desk.take_files(samples)
    ticket = desk.claimed("170000000000000062")
    assert ticket.order.number == "3300008641977230867"
    assert ticket.id in desk.services.queue.with_number("3300008641977230867")
    rows = desk.db.read().query("SELECT number, typeof(number), length(number) FROM orders")
    assert {(kind, length) for _number, kind, length in rows} == {("text", 19)}


def test_the_preview_of_the_samples_counts_what_then_happens(
    samples: tuple[ParsedFile, ...], desks: Callable[[], Bench]
) -> None:
    for split in ((samples,), tuple((file,) for file in samples), (samples[:1], samples[1:])):
        desk = desks()
        for files in split:
            _preview_equals_outcome(desk, files)
        _preview_equals_outcome(desk, samples)


def _preview_equals_outcome(desk: Bench, files: tuple[ParsedFile, ...]) -> None:
    from app.domain.import_plan import Change
    from app.services.importing.plan import make_plan

    services = desk.services
    before = every_row(desk.db)
    plan = make_plan(desk.db.read(), services.shops.all(), files, (), None)
    assert every_row(desk.db) == before, "a preview writes nothing"
    done = services.importing.apply(plan)
    assert plan.count("order", Change.NEW) == done.orders_new
    assert plan.count("order", Change.CHANGED) == done.orders_changed
    assert plan.count("claim", Change.NEW) == done.claims_new
    assert plan.count("claim", Change.CHANGED) == done.claims_changed
    assert plan.tickets_new == len(done.tickets_new)
    again = make_plan(desk.db.read(), services.shops.all(), files, (), None)
    assert not again.anything_to_do


# ------------------------------------------------------------------------------ any small exports

GOODS = (
    ImportedLine("A-1", "马克杯", "蓝", 1, 3900),
    ImportedLine("A-2", "马克杯", "白", 2, 3900),
    ImportedLine("", "地毯", "", 1, 25800),
    ImportedLine("L-9", "台灯", "", 3, 3333),
)
NUMBERS = ("3300008641975230861", "3300008641975230862")
# A claim's status as a first export may show it; paid ones hold the whole order or a part.
STATUSES = (WAITING, TO_BE_SENT, IN_TRANSIT, REFUSED, CLOSED, PAID, ("从没见过的状态", None))


@st.composite
def exports(draw: st.DrawFn) -> tuple[ParsedFile, ...]:
    """An order list, a list of lines and a refund list about the same few orders."""
    listed: list[ImportedOrder] = []
    lines: list[ImportedOrder] = []
    claims: list[ImportedClaim] = []
    for number in NUMBERS:
        goods = draw(st.lists(st.sampled_from(GOODS), min_size=1, max_size=3, unique=True))
        shipping = draw(st.sampled_from((0, 800)))
        paid = sum((g.quantity or 0) * (g.unit_price_cents or 0) for g in goods) + shipping
        told = draw(st.sampled_from((paid, paid, paid, 0, paid - 100)))
        too_many = draw(st.sampled_from((0, 0, 1)))
        # Shares stand as they are once money has moved: of files that disagree on pieces or on
        # the sum, those that came before the platform paid then decide.
        disagree = bool(too_many) or told != paid
        statuses = [one for one in STATUSES if one != PAID] if disagree else STATUSES
        listed.append(
            order(
                number,
                paid=told,
                shipping=shipping,
                titles="，".join(g.title or "" for g in goods),
                total_quantity=sum(g.quantity or 0 for g in goods) + too_many,
            )
        )
        lines.append(ImportedOrder(number, lines=tuple(goods), status=listed[-1].status))
        for count in range(draw(st.integers(0, 2))):
            line = draw(st.sampled_from(goods))
            status = draw(st.sampled_from(statuses))
            cents = draw(st.sampled_from((3900, paid - shipping, paid)))
            claims.append(
                claim(
                    f"{number}-{count}",
                    number,
                    line,
                    cents=cents,
                    status=status,
                    order_paid_cents=draw(st.sampled_from((None, paid, paid))),
                    out_tracking=draw(st.sampled_from((None, f"YT{number}"))),
                    buyer_words="有点问题",
                )
            )
    files = [
        file_of(*listed, name="list"),
        file_of(*lines, name="lines", importer="taobao_order_lines"),
        file_of(*claims, name="claims"),
    ]
    return tuple(draw(st.permutations([file for file in files if file.rows_read])))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=exports())
def test_any_exports_make_the_same_desk_however_they_arrive(
    tmp_path_factory: pytest.TempPathFactory, files: tuple[ParsedFile, ...]
) -> None:
    together = Bench(tmp_path_factory.mktemp("together"))
    apart = Bench(tmp_path_factory.mktemp("apart"))
    try:
        _preview_equals_outcome(together, files)
        for file in files:
            apart.take_files((file,))
        assert outcome(apart.db) == outcome(together.db)
        assert apart.faults() == together.faults() == []
        before = every_row(apart.db)
        for file in files:
            apart.take_files((file,))
        assert every_row(apart.db) == before
        stages = {row["stage"] for row in apart.db.read().find(tables.Ticket)}
        assert stages <= {stage.value for stage in Stage}
    finally:
        together.close()
        apart.close()
