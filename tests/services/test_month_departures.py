"""A month tells who left the usual way: verdicts changed, money first, late cases, reopened ones."""

from __future__ import annotations

from datetime import timedelta

from app.domain.case import LateGround
from app.domain.checks import Verdict
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import CancelReason, Remedy
from app.domain.reports import Departure
from app.domain.settlement.types import LineChoice
from tests.services.bench import CUP, LAMP, NOON, Bench, claim, order

SECRET = ("老客户", "信得过", "他坚持", "又坏了")


def _live(bench: Bench) -> tuple[str, str, str]:
    """Three tickets: one overridden and reopened, one paid early, one taken in too late."""
    s = bench.services
    plain = bench.phoned(order_no="1011")
    s.checking.override(plain.id, None, "order_known", Verdict.PASS, "信得过")
    s.closing.cancel(plain.id, None, CancelReason.OTHER, "算了")
    s.closing.reopen(plain.id, None, "又坏了")
    lamps = bench.imported("1001", LAMP)
    line = LineChoice(lamps.order.lines[0].id, (1,))
    decided = s.decide.decide(bench.draft(lamps, Remedy.RETURN_REFUND, line))
    rows = bench.due(decided, MoneyState.PLANNED, MoneyState.APPROVED)
    s.payouts.pay(lamps.id, None, rows, PayMethod.ORIGINAL, "", bench.key(), guard_reason="老客户")
    signed = NOON - timedelta(days=20)
    bench.take(order("1002", CUP, placed_at=signed - timedelta(days=3), delivered_at=signed))
    bench.take(claim("C1002", "1002", CUP, reason="7天无理由"))
    late = bench.claimed("C1002")
    s.cases.late_claim(late.id, None, LateGround.GOODWILL, "他坚持")
    return plain.number, lamps.number, late.number


def test_each_step_has_its_line_with_who_and_when_but_not_why(bench: Bench) -> None:
    plain, lamps, late = _live(bench)
    month = bench.services.reports.month(2026, 11)
    told = [(row.ticket, row.what) for row in month.departures]
    assert told == [
        (plain, Departure.OVERRIDDEN),
        (plain, Departure.REOPENED),
        (lamps, Departure.PAID_EARLY),
        (late, Departure.TAKEN_LATE),
    ]
    assert {row.who for row in month.departures} == {"小周"}
    assert all(NOON <= row.at < NOON + timedelta(days=1) for row in month.departures)
    printed = repr(list(month.departures))
    assert [words for words in SECRET if words in printed] == []
    assert month.departure_count == 4
    assert dict(month.by_departure) == dict.fromkeys(Departure, 1)


def test_money_after_the_inspection_is_the_usual_way(bench: Bench) -> None:
    rug = bench.imported("1003", CUP)
    bench.pay(bench.decide(rug, Remedy.COMPENSATION, compensation_cents=500))
    month = bench.services.reports.month(2026, 11)
    assert (list(month.departures), month.departure_count) == ([], 0)


def test_a_step_counts_in_the_month_it_was_taken(bench: Bench) -> None:
    ticket = bench.phoned(order_no="1011")
    bench.clock.set(NOON + timedelta(days=20))
    bench.services.checking.override(ticket.id, None, "order_known", Verdict.PASS, "信得过")
    reports = bench.services.reports
    assert [reports.month(2026, month).departure_count for month in (11, 12)] == [0, 1]
    bench.clock.set(NOON + timedelta(days=60))
    bench.services.review.note(ticket.id, "又看了一遍")
    assert [row.ticket for row in reports.month(2026, 12).departures] == [ticket.number]
