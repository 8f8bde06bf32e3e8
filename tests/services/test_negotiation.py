"""The ladder: our offers, the buyer's counter-offers, what time lets lapse, promises kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.facts import Offer, Stage
from app.domain.history import parsed
from app.domain.negotiation import PromiseState, TalkChannel
from app.domain.payment import MoneyState, PayMethod
from app.domain.remedy import CompensationForm, ProblemClass, Remedy
from app.domain.settlement.types import LineChoice, Promise
from app.domain.ticket import Ticket
from app.errors import NotFound, RuleViolation
from app.model.journal import load_events
from tests.services.bench import CUP, NOON, RUG, Bench, claim, order


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported("1001", CUP, RUG)


def _offer(bench: Bench, ticket: Ticket, cents: int = 500, *, agreed: bool = False) -> Ticket:
    line = LineChoice(ticket.order.lines[0].id, (1,))
    return bench.decide(ticket, Remedy.COMPENSATION, line, agreed=agreed, compensation_cents=cents)


def test_an_offer_stands_as_long_as_the_shop_has_set_or_somebody_typed(
    bench: Bench, ticket: Ticket
) -> None:
    first = _offer(bench, ticket).decisions[0]
    assert first.valid_until == NOON + timedelta(hours=48)
    bench.services.decide.withdraw_offer(ticket.id, None, "算错")
    until = NOON + timedelta(hours=3)
    draft = replace(bench.draft(ticket, Remedy.COMPENSATION, agreed=False), valid_until=until)
    said = replace(draft, channel=TalkChannel.WECHAT)
    second = bench.services.decide.decide(said).decisions[1]
    assert (second.valid_until, second.channel) == (until, TalkChannel.WECHAT)
    assert "2026-11-22 15:00" in bench.services.tickets.timeline(ticket.id)[-1].text


def test_an_offer_that_ended_before_it_began_is_refused(bench: Bench, ticket: Ticket) -> None:
    draft = bench.draft(ticket, Remedy.COMPENSATION, agreed=False)
    with pytest.raises(RuleViolation, match="有效期"):
        bench.services.decide.decide(replace(draft, valid_until=NOON))


def test_a_counter_offer_ends_the_round_it_answers(bench: Bench, ticket: Ticket) -> None:
    offered = _offer(bench, ticket)
    countered = bench.services.negotiation.counter_offer(
        ticket.id, offered.version, TalkChannel.PHONE, "至少十块", 1000, Remedy.COMPENSATION
    )
    (asked,) = countered.counter_offers
    assert (asked.words, asked.cents, asked.channel) == ("至少十块", 1000, TalkChannel.PHONE)
    assert (asked.decision_id, asked.taken_by) == (offered.decisions[0].id, "小周")
    assert countered.facts.offer is Offer.DECLINED
    assert countered.decisions[0].state == Offer.DECLINED
    situation = bench.services.decide.situation(countered)
    assert (situation.last_offer_cents, situation.counter_cents) == (500, 1000)
    told = bench.services.tickets.timeline(ticket.id)[-1].text
    assert "至少十块" in told
    assert "10.00" in told


def test_a_counter_offer_asks_for_something_and_only_while_there_is_talk(
    bench: Bench, ticket: Ticket
) -> None:
    counter = bench.services.negotiation.counter_offer
    with pytest.raises(RuleViolation, match="买家要什么"):
        counter(ticket.id, None, TalkChannel.SMS, " ")
    with pytest.raises(RuleViolation, match="大于 0"):
        counter(ticket.id, None, TalkChannel.SMS, "", 0)
    _offer(bench, ticket, agreed=True)
    with pytest.raises(RuleViolation, match="已达成"):
        counter(ticket.id, None, TalkChannel.SMS, "再多一点")


def test_time_lets_an_unanswered_offer_lapse_once(bench: Bench, ticket: Ticket) -> None:
    _offer(bench, ticket)
    bench.clock.advance(timedelta(hours=47, minutes=59))
    assert bench.services.sweep.run() == 0
    bench.clock.advance(timedelta(hours=3))
    assert bench.fresh(ticket).facts.offer is Offer.OFFERED, "reading writes nothing"
    bench.heard.clear()
    assert bench.services.sweep.run() == 1
    assert len(bench.heard) == 1
    lapsed = bench.fresh(ticket)
    assert (lapsed.facts.offer, lapsed.stage) == (Offer.LAPSED, Stage.NEGOTIATING)
    last = load_events(bench.db.read(), ticket.id)
    event = list(last)[-1]
    assert (event.kind, event.at) == ("lapsed", "2026-11-24T06:59:00Z")
    assert parsed(event.data)["effective_at"] == "2026-11-24T04:00:00Z"
    assert bench.services.sweep.run() == 0
    assert bench.faults() == []


def test_an_overdue_offer_cannot_be_accepted_before_the_sweep_either(
    bench: Bench, ticket: Ticket
) -> None:
    _offer(bench, ticket)
    bench.clock.advance(timedelta(hours=48))
    with pytest.raises(RuleViolation, match="有效期已经过了"):
        bench.services.decide.buyer_accepts(ticket.id, None)
    bench.services.sweep.run()
    assert _offer(bench, ticket, 600, agreed=True).payouts[0].cents == 600


def test_a_sweep_before_anybody_has_given_a_name_does_nothing(bench: Bench, ticket: Ticket) -> None:
    _offer(bench, ticket)
    bench.clock.advance(timedelta(days=3))
    bench.services.context.person = None
    assert bench.services.sweep.run() == 0
    assert bench.fresh(ticket).facts.offer is Offer.OFFERED


def test_many_overdue_offers_lapse_in_one_run(bench: Bench) -> None:
    number = 230
    bench.take(*(order(f"20{n:04d}", CUP) for n in range(number)))
    bench.take(*(claim(f"K{n}", f"20{n:04d}", CUP) for n in range(number)))
    for n in range(number):
        _offer(bench, bench.claimed(f"K{n}"))
    bench.clock.advance(timedelta(days=3))
    assert bench.services.sweep.run() == number


# ---------------------------------------------------------------------------------- promises


def _promised(bench: Bench, ticket: Ticket, until: str = "2026-12-31") -> Ticket:
    return bench.decide(
        ticket,
        Remedy.COMPENSATION,
        LineChoice(ticket.order.lines[0].id, (1,)),
        form=CompensationForm.NEXT_ORDER,
        compensation_cents=0,
        promise=Promise("纽扣", 300, until),
    )


def test_a_promise_is_no_money_and_stays_open_after_the_ticket_has_ended(
    bench: Bench, ticket: Ticket
) -> None:
    agreed = _promised(bench, ticket)
    (promise,) = agreed.obligations
    assert (promise.part, promise.discount_cents, promise.state) == ("纽扣", 300, PromiseState.OPEN)
    assert promise.expires_at == datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)
    assert agreed.payouts == ()
    bench.services.closing.confirm(ticket.id, None, "聊天")
    bench.services.closing.close(ticket.id, None, "下次寄纽扣")
    with pytest.raises(RuleViolation, match="凭证"):
        bench.services.promises.keep(ticket.id, None, promise.id, "")
    with pytest.raises(NotFound):
        bench.services.promises.keep(ticket.id, None, 99, "订单 7")
    kept = bench.services.promises.keep(ticket.id, None, promise.id, "订单 3300001")
    assert kept.stage is Stage.COMPLETED
    assert (kept.obligations[0].state, kept.obligations[0].reference) == (
        PromiseState.KEPT,
        "订单 3300001",
    )
    with pytest.raises(RuleViolation, match="没有待兑现的承诺"):
        bench.services.promises.keep(ticket.id, None, promise.id, "订单 3300001")


def test_a_promise_runs_out_at_the_end_of_its_day(bench: Bench, ticket: Ticket) -> None:
    _promised(bench, ticket, "2026-11-23")
    bench.clock.set(datetime(2026, 11, 23, 15, 59, tzinfo=UTC))
    assert bench.services.sweep.run() == 0
    bench.clock.set(datetime(2026, 11, 23, 16, 0, tzinfo=UTC))
    assert bench.services.sweep.run() == 1
    assert bench.fresh(ticket).obligations[0].state is PromiseState.EXPIRED
    assert "过期" in bench.services.tickets.timeline(ticket.id)[-1].text
    # A shop may keep its word after the day has passed, too.
    late = bench.services.promises.keep(
        ticket.id, None, bench.fresh(ticket).obligations[0].id, "订单 8"
    )
    assert late.obligations[0].state is PromiseState.KEPT


def test_withdrawing_takes_the_promise_back(bench: Bench, ticket: Ticket) -> None:
    _promised(bench, ticket)
    done = bench.services.decide.withdraw_offer(ticket.id, None, "改补钱")
    assert [o.state for o in done.obligations] == [PromiseState.CALLED_OFF]


@pytest.mark.parametrize("day", ["2026-11-21", "年底", "2026-02-30"])
def test_a_promise_needs_a_day_to_come(bench: Bench, ticket: Ticket, day: str) -> None:
    with pytest.raises(RuleViolation, match="日期"):
        _promised(bench, ticket, day)


# ------------------------------------------------------------------ what is like this one


def test_the_median_counts_what_buyers_of_this_shop_took_lately_for_the_same_problem(
    bench: Bench,
) -> None:
    for n, (cents, problem) in enumerate(
        [(300, "quality"), (500, "quality"), (900, "quality"), (100, "service")]
    ):
        like = bench.imported(f"40{n}", CUP)
        _describe(bench, like, ProblemClass(problem))
        _offer(bench, like, cents, agreed=True)
    offered = bench.imported("499", CUP)
    _describe(bench, offered, ProblemClass.QUALITY)
    _offer(bench, offered, 1100)
    here = bench.imported("500", CUP)
    assert bench.services.decide.situation(here).similar_count == 0, "nobody knows the problem yet"
    here = _describe(bench, here, ProblemClass.QUALITY)
    found = bench.services.decide.situation(here)
    assert (found.similar_count, found.similar_median_cents) == (3, 500)
    bench.clock.advance(timedelta(days=181))
    assert bench.services.decide.situation(here).similar_count == 0


def _describe(bench: Bench, ticket: Ticket, problem: ProblemClass) -> Ticket:
    return bench.services.review.describe(ticket.id, None, problem, "", ticket.finding, "")


@pytest.mark.parametrize(
    ("address", "remote"),
    [
        ("新疆维吾尔自治区乌鲁木齐市天山区", True),
        ("中国 西藏 拉萨市城关区", True),
        ("上海市黄浦区西藏中路 268 号", False),
        ("浙江省杭州市海南路 3 号", False),
        ("", False),
    ],
)
def test_remote_is_where_the_address_lies_and_no_street_name(
    bench: Bench, address: str, remote: bool
) -> None:
    ticket = bench.imported("1001", CUP, address=address)
    assert bench.services.decide.situation(ticket).remote_region is remote


def test_what_somebody_would_be_paid_to_is_kept_beside_the_history(
    bench: Bench, ticket: Ticket
) -> None:
    draft = bench.draft(
        ticket,
        Remedy.COMPENSATION,
        LineChoice(ticket.order.lines[0].id, (1,)),
        compensation_cents=500,
        pay_method=PayMethod.ALIPAY,
    )
    draft = replace(draft, payee="138-alipay", payee_name="林小满")
    done = bench.services.decide.decide(draft)
    assert (done.decisions[0].payee, done.decisions[0].payee_name) == ("138-alipay", "林小满")
    (row,) = done.payouts
    assert (row.method, row.state) == (PayMethod.ALIPAY, MoneyState.PLANNED)
    assert not any("alipay" in e.data and "138" in e.data for e in load_events(bench.db.read()))
