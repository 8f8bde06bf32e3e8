"""The figures of a month against the money rows they come from, and against the single tickets."""

from __future__ import annotations

from app.domain.case import AdviceResult
from app.domain.cost_sheet import cost_sheet
from app.domain.decisions import by_remedy
from app.domain.payment import CapName, Tender
from app.domain.remedy import ProblemClass, Remedy
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from tests.services.bench import CUP, LAMP, RUG, Bench


def _through(bench: Bench, ticket: Ticket) -> Ticket:
    """Paid and arrived."""
    paid = bench.pay(ticket)
    rows = tuple(row.id for row in paid.payouts)
    return bench.services.payouts.payment_arrived(paid.id, paid.version, rows, None)


def _desk(bench: Bench) -> list[Ticket]:
    """A refund with shipping and points, a compensation, an offer nobody has answered."""
    lamps = bench.imported("1001", LAMP, points=100)
    line = lamps.order.lines[0].id
    _through(bench, bench.decide(lamps, Remedy.REFUND_ONLY, LineChoice(line, (1, 2))))
    rug = bench.imported("1002", RUG)
    _through(bench, bench.decide(rug, Remedy.COMPENSATION, compensation_cents=1000))
    cup = bench.imported("1003", CUP)
    bench.decide(cup, Remedy.RETURN_REFUND, agreed=False)
    return [bench.fresh(one) for one in (lamps, rug, cup)]


def test_the_sums_are_those_of_the_money_rows_and_points_are_none_of_them(bench: Bench) -> None:
    tickets = _desk(bench)
    month = bench.services.reports.month(2026, 11)
    arrived = [row for ticket in tickets for row in ticket.payouts if row.arrived_at]
    cash = sum(row.cents for row in arrived if row.tender is Tender.CASH)
    assert cash > 0
    assert sum(one.total_cents for one in month.sums) == cash
    rows = list(month.money)
    assert sum(row.cents for row in rows if row.tender is Tender.CASH) == cash
    points = sum(row.cents for row in arrived if row.tender is Tender.POINTS)
    assert points == 67  # two of three lamps: S(2) of 100
    assert [(tender, amount) for tender, _currency, amount in month.given_back] == [
        (Tender.POINTS, points)
    ]
    assert sum(row.arrived_cents for row in month.tickets) == cash


def test_every_round_has_its_sentence_and_the_sums_that_were_stored(bench: Bench) -> None:
    tickets = _desk(bench)
    found = {row.ticket: row for row in bench.services.reports.month(2026, 11).decisions}
    assert set(found) == {ticket.number for ticket in tickets}
    for ticket in tickets:
        record, row = ticket.decision, found[ticket.number]
        assert record is not None
        stored = record.breakdown
        sentence = by_remedy(record.remedy).sentence(record.choices, stored)
        assert (row.sentence, row.cost_cents) == (sentence, stored.cost_cents)
        assert (row.refund_cents, row.compensation_cents) == (
            stored.refund_cents,
            stored.compensation_cents,
        )
        assert row.decided_by == "小周"
    assert found[tickets[2].number].state == "等买家答复"
    assert found[tickets[0].number].points == 67


def test_a_ticket_costs_in_the_month_what_it_costs_on_its_page(bench: Bench) -> None:
    tickets = _desk(bench)
    found = {row.ticket: row.costs for row in bench.services.reports.month(2026, 11).costs}
    pages = {ticket.number: cost_sheet(ticket) for ticket in tickets}
    assert found == {number: made for number, made in pages.items() if made.rows}
    assert len(found) == 2


def test_the_dossier_explains_the_round_in_force_and_no_refused_one(bench: Bench) -> None:
    rug = bench.imported("1002", RUG)
    bench.decide(rug, Remedy.RETURN_REFUND)
    dossier = bench.services.reports.dossier(rug.id)
    assert dossier.sheet is not None
    assert dossier.sheet.title == "退货退款"
    assert "第 1 轮（买家已接受）" in dossier.decisions[0]
    paid = next(c for c in bench.fresh(rug).decisions[0].breakdown.caps if c.name is CapName.PAID)
    shown = next(cap for cap in dossier.sheet.caps if cap.name == "可退上限")
    assert shown.limit == f"¥ {(paid.limit_cents or 0) / 100:.2f}"
    cup = bench.imported("1003", CUP)
    offered = bench.decide(cup, Remedy.COMPENSATION, agreed=False, compensation_cents=500)
    bench.services.decide.buyer_declines(cup.id, offered.version, "太少了")
    bench.decide(cup, Remedy.REFUND_ONLY)
    again = bench.services.reports.dossier(cup.id)
    assert again.sheet is not None
    assert again.sheet.title == "仅退款"


def test_the_slip_of_an_exchange_names_the_pieces_that_are_to_be_sent(bench: Bench) -> None:
    lamps = bench.imported("1001", LAMP)
    line = lamps.order.lines[0].id
    bench.decide(lamps, Remedy.EXCHANGE, LineChoice(line, (2,)), replacements=())
    slip = bench.services.reports.slip(lamps.id)
    assert slip.kind == "换货"
    assert [(one.title, one.quantity) for one in slip.lines] == [(lamps.order.lines[0].title, 1)]


def test_questions_are_counted_apart_and_in_no_share(bench: Bench) -> None:
    bench.imported("1001", RUG)
    asked = bench.phoned(problem=ProblemClass.ENQUIRY, requested=Remedy.REPAIR)
    solved = bench.phoned(problem=ProblemClass.ENQUIRY, nickname="小鹿不迷路")
    bench.services.cases.solved(solved.id, None, AdviceResult.ANSWERED, "教了")
    month = bench.services.reports.month(2026, 11)
    assert month.ticket_count == 1
    assert dict(month.by_remedy) == {Remedy.RETURN_REFUND: 1}
    assert sum(count for _stage, count in month.by_stage) == 1
    assert sum(count for _who, count in month.by_liability) == 1
    assert [row.number for row in month.tickets] == ["AS-261122-0001"]
    assert sum(day.applied for day in month.days) == 1
    assert sum(day.closed for day in month.days) == 0
    assert dict(month.by_advice) == {AdviceResult.ANSWERED: 1, None: 1}
    assert month.enquiry_count == 2
    found = {row.number: row for row in month.enquiries}
    assert set(found) == {asked.number, solved.number}
    assert found[solved.number].buyer == "小***路"
    assert found[solved.number].advice is AdviceResult.ANSWERED


def test_a_question_that_became_a_claim_counts_as_one(bench: Bench) -> None:
    asked = bench.phoned(problem=ProblemClass.ENQUIRY)
    bench.services.cases.convert(asked.id, None, ProblemClass.QUALITY, Remedy.REPAIR, None)
    month = bench.services.reports.month(2026, 11)
    assert (month.ticket_count, month.enquiry_count) == (1, 0)
    assert dict(month.by_remedy) == {Remedy.REPAIR: 1}
