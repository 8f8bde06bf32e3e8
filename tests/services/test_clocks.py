"""The clocks of real tickets: written with every verb, paused, and what the list shows of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.deadlines.clock import Clock, ClockKind
from app.domain.facts import GoodsIn, Stage
from app.domain.remedy import Channel, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import DueOwner, Ticket
from app.domain.ticket_list import TicketFilter, View
from app.model import tables
from tests.services.bench import CUP, NOON, TO_BE_SENT, Bench, claim, order

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)  # the shop opens; NOON is a Sunday
AT_NIGHT = timedelta(hours=16)  # 24:00 in Shanghai, from noon there


def clock(ticket: Ticket, kind: ClockKind, ref: int | None = None) -> Clock:
    (found,) = (one for one in ticket.clocks if one.kind is kind and ref in (None, one.ref))
    return found


def kinds(ticket: Ticket) -> list[ClockKind]:
    return [one.kind for one in ticket.clocks]


def test_an_imported_claim_has_the_platforms_clock_and_ours(bench: Bench) -> None:
    ticket = bench.imported()
    platform = clock(ticket, ClockKind.PLATFORM)
    span = bench.services.rules.for_shop(bench.shop_id).span("platform.return_request")
    assert span is not None
    # Counted down from its instant, as a platform shows it: never later than it can be.
    assert platform.due_at == NOON - 3 * HOUR + span.amount * DAY
    assert (platform.estimated, platform.ref) == (True, ticket.claims[0].id)
    assert clock(ticket, ClockKind.FIRST_CONTACT).due_at == MONDAY + 2 * HOUR
    assert clock(ticket, ClockKind.REVIEW, 0).due_at == MONDAY + 8 * HOUR
    assert ticket.due_at == MONDAY + 2 * HOUR
    row = bench.db.read().get(tables.Ticket, ticket.id) or {}
    assert (row["due_kind"], row["due_estimated"]) == ("first_contact", 0)
    assert row["stage_since_at"] == "2026-11-22T04:00:00Z"


def test_the_files_own_countdown_wins_over_the_estimate(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    due = NOON + 2 * HOUR
    bench.take(claim("C1", "1001", CUP, due_at=due, due_whose="us"))
    ticket = bench.claimed("C1")
    assert clock(ticket, ClockKind.PLATFORM).due_at == due
    assert not clock(ticket, ClockKind.PLATFORM).estimated
    assert ticket.due_at == due
    (line,) = bench.services.queue.page(TicketFilter(view=View.OPEN), 0, 10)
    assert (line.due_at, line.due_kind, line.due_estimated) == (due, ClockKind.PLATFORM, False)


def test_our_own_limit_is_due_soon_later_than_the_platforms(bench: Bench) -> None:
    bench.take(order("1001", CUP), order("1002", CUP))
    bench.take(claim("C1", "1001", CUP, due_at=NOON + 20 * HOUR, due_whose="us"))
    bench.take(claim("C2", "1002", CUP, due_at=NOON + 90 * HOUR, due_whose="us"))
    for number in ("C1", "C2"):
        bench.services.review.accept(bench.claimed(number).id, None)
    ours = bench.claimed("C2").due_at
    soon = TicketFilter(view=View.DUE_SOON)
    queue = bench.services.queue
    assert [one.claims for one in queue.page(soon, 0, 10)] == [("C1",)]
    assert ours is not None
    bench.clock.set(ours - 3 * HOUR)
    assert ("C2",) in {one.claims for one in queue.page(soon, 0, 10)}
    assert queue.count(soon) == len(queue.page(soon, 0, 10))


def test_a_countdown_of_the_buyers_is_never_ours(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    due = NOON + 2 * HOUR
    bench.take(claim("C1", "1001", CUP, status=TO_BE_SENT, due_at=due, due_whose="buyer"))
    ticket = bench.claimed("C1")
    assert (ticket.due_at, ticket.buyer_due_at) == (None, due)
    assert kinds(ticket) == [ClockKind.PLATFORM]


def test_asking_the_buyer_pauses_our_review_and_the_answer_takes_it_up_again(bench: Bench) -> None:
    ticket = bench.phoned()
    bench.clock.set(MONDAY + 3 * HOUR)
    until = MONDAY + 2 * DAY
    asked = bench.services.review.request_info(ticket.id, None, "照片", until)
    assert clock(asked, ClockKind.REVIEW, 0).paused
    assert clock(asked, ClockKind.INFO).owner is DueOwner.BUYER
    assert (asked.due_at, asked.buyer_due_at) == (None, until)
    bench.clock.set(MONDAY + DAY)
    back = bench.services.review.info_received(ticket.id, None)
    # Three of the eight hours were used on Monday.
    assert clock(back, ClockKind.REVIEW, 0).due_at == MONDAY + DAY + 5 * HOUR
    assert back.buyer_due_at is None


def test_a_decision_is_a_word_to_the_buyer(bench: Bench) -> None:
    ticket = bench.imported()
    assert ClockKind.FIRST_CONTACT in kinds(ticket)
    line = LineChoice(ticket.order.lines[0].id, (1,))
    offered = bench.decide(ticket, Remedy.COMPENSATION, line, agreed=False, compensation_cents=500)
    assert ClockKind.FIRST_CONTACT not in kinds(offered)
    offer = clock(offered, ClockKind.OFFER)
    assert (offer.owner, offer.due_at) == (DueOwner.BUYER, offered.decisions[0].valid_until)
    declined = bench.services.decide.buyer_declines(ticket.id, None, "太少")
    assert clock(declined, ClockKind.NEGOTIATION).due_at == MONDAY + 8 * HOUR
    assert clock(declined, ClockKind.SILENCE).due_at == NOON + AT_NIGHT - 4 * HOUR + 3 * DAY


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.WALK_IN])
def test_who_came_to_us_in_person_was_spoken_to_then(bench: Bench, channel: Channel) -> None:
    ticket = bench.phoned(channel=channel)
    assert ClockKind.FIRST_CONTACT not in kinds(ticket)
    assert clock(ticket, ClockKind.SILENCE).started_at == ticket.applied_at
    noted = bench.services.review.accept(ticket.id, None)
    assert ClockKind.FIRST_CONTACT not in kinds(noted)
    assert clock(noted, ClockKind.SILENCE).started_at == ticket.applied_at


@pytest.mark.parametrize(
    "channel", [Channel.PLATFORM_CHAT, Channel.SOCIAL, Channel.EMAIL, Channel.OWN_SITE]
)
def test_who_wrote_to_us_waits_for_the_first_word(bench: Bench, channel: Channel) -> None:
    ticket = bench.phoned(channel=channel)
    assert clock(ticket, ClockKind.FIRST_CONTACT).due_at == MONDAY + 2 * HOUR
    assert ClockKind.SILENCE not in kinds(ticket)


def test_goods_back_are_looked_at_within_their_own_limit(bench: Bench) -> None:
    ticket = bench.imported()
    line = LineChoice(ticket.order.lines[0].id, (1,))
    draft = bench.draft(ticket, Remedy.RETURN_REFUND, line)
    agreed = bench.services.decide.decide(replace(draft, return_by=NOON + 5 * DAY))
    assert clock(agreed, ClockKind.RETURN).due_at == agreed.buyer_due_at == NOON + 5 * DAY
    assert agreed.stage is Stage.AWAITING_RETURN
    sent = bench.services.returns.return_sent(ticket.id, None, "中通", "ZT1")
    assert clock(sent, ClockKind.IN_TRANSIT).owner is DueOwner.US
    bench.clock.set(MONDAY)
    here = bench.services.returns.return_received(ticket.id, None)
    assert clock(here, ClockKind.INSPECTION).due_at == datetime(2026, 11, 25, 16, tzinfo=UTC)
    found = bench.inspect(ticket, GoodsIn.SELLABLE)
    assert clock(found, ClockKind.REFUND).due_at == datetime(2026, 11, 24, 16, tzinfo=UTC)
    paid = bench.paid_out(ticket)
    assert clock(paid, ClockKind.CONFIRMATION).owner is DueOwner.BUYER


def test_what_ended_has_no_clocks_and_what_begins_again_new_ones(bench: Bench) -> None:
    ticket = bench.phoned()
    bench.decide(ticket, Remedy.APOLOGY)
    bench.services.closing.confirm(ticket.id, None, "电话")
    closed = bench.services.closing.close(ticket.id, None, "完成")
    assert (closed.clocks, closed.due_at, closed.buyer_due_at) == ((), None, None)
    bench.clock.set(MONDAY + DAY)
    again = bench.services.closing.reopen(ticket.id, None, "又来了")
    assert clock(again, ClockKind.REVIEW, 0).started_at == MONDAY + DAY
    assert again.due_at is not None


def test_rows_that_stay_as_they_are_are_not_written_again(bench: Bench) -> None:
    ticket = bench.imported()
    before = bench.db.read().find(tables.Clock, ticket_id=ticket.id)
    bench.clock.advance(HOUR)
    bench.services.review.note(ticket.id, "看过")
    assert bench.db.read().find(tables.Clock, ticket_id=ticket.id) == before
    assert len(bench.db.read().find(tables.StageSpan, ticket_id=ticket.id)) == 1


def test_stretches_tell_how_long_it_stood_with_the_buyer(bench: Bench) -> None:
    ticket = bench.imported()
    line = LineChoice(ticket.order.lines[0].id, (1,))
    bench.decide(ticket, Remedy.COMPENSATION, line, agreed=False, compensation_cents=500)
    bench.clock.advance(5 * HOUR)
    bench.services.decide.buyer_declines(ticket.id, None, "太少")
    rows = bench.db.read().query(
        "SELECT stage, entered_at, left_at FROM stage_span WHERE ticket_id = ? ORDER BY id",
        (ticket.id,),
    )
    noon, later = "2026-11-22T04:00:00Z", "2026-11-22T09:00:00Z"
    assert rows == [("new", noon, noon), ("offered", noon, later), ("negotiating", later, None)]


@pytest.mark.parametrize("change", ["due", "kind", "row", "span"])
def test_verify_finds_a_time_that_somebody_moved(bench: Bench, change: str) -> None:
    ticket = bench.imported()
    bench.services.sweep.run()
    assert bench.faults() == []
    connection = bench.db.connection
    if change in ("due", "kind"):
        connection.execute(
            "UPDATE ticket SET due_kind = 'refund'" if change == "kind"
            else "UPDATE ticket SET due_sort = '2030-01-01T00:00:00Z'"
        )  # fmt: skip
    elif change == "row":
        connection.execute("UPDATE clock SET due_at = '2030-01-01T00:00:00Z' WHERE kind = 'review'")
    else:
        connection.execute("UPDATE stage_span SET stage = 'reviewing'")
    places = {fault.split(":")[0] for fault in bench.faults()}
    assert ticket.number in places
