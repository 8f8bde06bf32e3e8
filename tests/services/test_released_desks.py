"""Desks of every shape ever released: opened with today's program, nothing lost, work goes on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.deadlines.clock import ClockKind
from app.domain.facts import GoodsIn, Offer, Stage
from app.domain.negotiation import TalkChannel
from app.domain.payment import MoneyState, Tender
from app.domain.remedy import FreightBearer, RejectReason, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.model import tables
from app.model.db import Database
from app.paths import Paths
from app.services import Services, build
from tests.services.bench import Bench

DESKS = Path(__file__).resolve().parents[1] / "data" / "desks"
LATER = datetime(2024, 6, 8, 4, tzinfo=UTC)


class Kept(Bench):
    """A copy of the desk the first released program wrote, opened with today's."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths(folder)
        folder.mkdir()
        shutil.copy(DESKS / "0001.db", self.paths.database)
        self.db = Database.open(self.paths.database)
        self.clock = FixedClock(LATER)
        self.services: Services = build(self.db, self.paths, self.clock)
        self.services.staff.act_as("小周")
        self.shop_id = self.services.shops.all()[0].id
        self.heard = []
        self._keys = 0

    def at(self, stage: Stage, state: str = "") -> Ticket:
        """The first ticket of this stage, its latest decision in this state."""
        for key in self.db.read().query("SELECT id FROM ticket ORDER BY id"):
            ticket = self.services.tickets.get(key[0])
            known = ticket.decision.state if ticket.decision else ""
            if ticket.stage is stage and (not state or known == state):
                return ticket
        raise LookupError(stage)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    desk = Kept(tmp_path / "desk")
    yield desk
    desk.close()


def test_the_file_is_brought_to_todays_shape_with_a_copy_of_what_it_was(kept: Kept) -> None:
    (copy,) = (kept.paths.database.parent / "copies").iterdir()
    before = sqlite3.connect(copy)
    was = sqlite3.connect(DESKS / "0001.db")
    for table in ("ticket", "decision", "payout", "event"):
        count = "SELECT count(*) FROM " + table
        assert before.execute(count).fetchall() == was.execute(count).fetchall()
    assert before.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert before.execute("SELECT name FROM schema_migration").fetchall() == [("0001_first_shape",)]
    before.close()
    was.close()
    assert kept.db.shape_faults() == []


def test_everything_in_it_still_proves_itself(kept: Kept) -> None:
    assert kept.faults() == []


def test_its_tickets_and_decisions_read_as_they_were_made(kept: Kept) -> None:
    offered = kept.at(Stage.NEGOTIATING, Offer.OFFERED)
    record = offered.decisions[-1]
    assert (record.remedy, record.breakdown.compensation_cents) == (Remedy.COMPENSATION, 500)
    assert (record.needs, record.channel, record.agreed_before) == ((), None, False)
    assert (record.message, record.decided_by) == ("您好，已为您办理。", "小周")
    paid = kept.at(Stage.AWAITING_CONFIRMATION)
    assert {(p.state, p.tender) for p in paid.payouts} == {(MoneyState.ARRIVED, Tender.CASH)}
    flawed = kept.at(Stage.INSPECTING, Offer.ACCEPTED)
    assert GoodsIn.WORN in flawed.goods_in.values()
    refused = kept.services.tickets.by_number("AS-240606-0020")
    assert refused.reject_reason is RejectReason.OUT_OF_TIME
    for entry in kept.services.tickets.timeline(offered.id):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in entry.text)


def test_todays_verbs_go_on_where_the_old_program_stopped(kept: Kept) -> None:
    offered = kept.at(Stage.NEGOTIATING, Offer.OFFERED)
    assert kept.services.sweep.run() == 0, "an offer without an end does not lapse"
    assert kept.fresh(offered).facts.offer is Offer.OFFERED
    kept.services.negotiation.counter_offer(
        offered.id, offered.version, TalkChannel.PHONE, "再多五块", 1000
    )
    accepted = kept.decide(offered, Remedy.COMPENSATION, compensation_cents=600)
    assert [p.cents for p in accepted.payouts if p.live] == [600]
    flawed = kept.at(Stage.INSPECTING, Offer.ACCEPTED)
    unit = next(unit for unit, state in flawed.goods_in.items() if state is GoodsIn.WORN)
    line = LineChoice(unit.line_id, (unit.ordinal,) if unit.ordinal else ())
    done = kept.decide(
        flawed,
        Remedy.EXCHANGE,
        line,
        replacements=(),
        freight_bearer=FreightBearer.BUYER,
        return_freight_cents=0,
    )
    assert done.stage is Stage.FULFILLING
    assert MoneyState.WITHDRAWN in {p.state for p in done.payouts}
    kept.ship(done)
    assert kept.faults() == []


def test_old_tickets_get_their_clocks_with_the_first_look_at_the_time(kept: Kept) -> None:
    """Nobody is blamed for a limit that did not exist; what is late is shown as late."""
    ours = kept.at(Stage.NEGOTIATING, "withdrawn")
    assert ours.clocks == ()
    assert kept.services.sweep.run() == 0
    ours = kept.fresh(ours)
    turn = next(one for one in ours.clocks if one.kind is ClockKind.NEGOTIATION)
    assert turn.started_at == LATER, "the time before was never counted"
    assert turn.due_at is not None
    open_rows = kept.db.read().query("SELECT id FROM ticket WHERE is_open = 1")
    for (key,) in open_rows:
        assert kept.db.read().find(tables.StageSpan, ticket_id=key)
    assert kept.db.read().find(tables.Breach) == []
    assert kept.faults() == []
    again = kept.db.read().scalar("SELECT max(seq) FROM event")
    kept.services.sweep.run()
    assert kept.db.read().scalar("SELECT max(seq) FROM event") == again


def test_an_old_ticket_touched_before_that_gets_its_clocks_at_once(kept: Kept) -> None:
    ours = kept.at(Stage.NEGOTIATING, "withdrawn")
    noted = kept.services.review.note(ours.id, "看过")
    assert ClockKind.NEGOTIATION in {one.kind for one in noted.clocks}
    assert noted.breaches == ()
    assert kept.faults() == []
