"""Findings on a real desk: kept with ticks and parts, asked of a lead, followed by freight."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.domain.decisions import Asked, Letter, by_remedy
from app.domain.liability import Finding, LiabilityBasis, RootCause, Share
from app.domain.liability_shift import rests_on_another
from app.domain.remedy import FreightBearer, Liability, ProblemClass, Remedy
from app.domain.rulepack import FreightLeg, GoodsPolicy
from app.domain.settlement import settle
from app.domain.settlement.freight_rule import freight_rule, why
from app.domain.settlement.types import LineChoice
from app.domain.ticket import Ticket
from app.errors import RuleViolation
from tests.services.bench import CUP, Bench

SPLIT = (Share(Liability.MERCHANT, 70), Share(Liability.COURIER, 30))
SHARED = Finding(
    Liability.SHARED,
    (LiabilityBasis.BUYER_EVIDENCE, LiabilityBasis.COURIER_RECORD),
    SPLIT,
    "E2 近照",
    RootCause.PACKING,
)


@pytest.fixture
def ticket(bench: Bench) -> Ticket:
    return bench.imported("601", CUP)


def found(bench: Bench, ticket: Ticket, finding: Finding, **more: int) -> Ticket:
    return bench.services.review.describe(
        ticket.id, None, ProblemClass.QUALITY, "掉釉", finding, "", **more
    )


def test_ticks_parts_and_cause_are_kept_and_told(bench: Bench, ticket: Ticket) -> None:
    assert found(bench, ticket, SHARED).finding == SHARED
    told = bench.services.tickets.timeline(ticket.id)[-1].text
    assert told == (
        "认定：问题「质量问题」，责任「混合责任」（商家责任 70%、物流责任 30%），"
        "依据「买家的证据、物流记录」，根源「包装、打包」"
    )
    dossier = bench.services.reports.dossier(ticket.id)
    assert dossier.liability == "混合责任（商家责任 70%、物流责任 30%）"
    assert any("物流记录；E2 近照" in line for line in dossier.basis)
    assert bench.faults() == []


def test_parts_that_do_not_add_up_are_refused_and_nothing_changes(
    bench: Bench, ticket: Ticket
) -> None:
    wrong = Finding(Liability.SHARED, shares=SPLIT[:1])
    with pytest.raises(RuleViolation, match="至少两方"):
        found(bench, ticket, wrong)
    assert bench.fresh(ticket).version == ticket.version


def test_a_decision_for_one_party_ends_the_parts_of_a_shared_finding(
    bench: Bench, ticket: Ticket
) -> None:
    found(bench, ticket, SHARED)
    line = LineChoice(ticket.order.lines[0].id, (1,))
    kept = bench.decide(ticket, Remedy.COMPENSATION, line, agreed=False, compensation_cents=500)
    assert kept.finding == SHARED, "the proposal rests on the finding as it is"
    bench.services.decide.buyer_declines(ticket.id, None, "")
    after = bench.decide(
        ticket, Remedy.COMPENSATION, line, compensation_cents=500, liability=Liability.MERCHANT
    )
    assert (after.finding.liability, after.finding.shares) == (Liability.MERCHANT, ())
    assert after.finding.basis == SHARED.basis


def test_a_lead_is_asked_in_the_same_breath(bench: Bench, ticket: Ticket) -> None:
    assert bench.services.review.leads() == (), "the owner asks nobody"
    lead = bench.services.staff.add("老周", ("lead",))
    bench.services.staff.add("小陈", ("agent",))
    with bench.somebody("小李"):
        names = [one.name for one in bench.services.review.leads()]
        assert names == ["小周", "老周"]
        fresh = found(bench, ticket, Finding(), ask=lead.id)
    (question,) = fresh.questions
    assert (question.asked_by, question.asked_of) == ("小李", "老周")
    assert "责任定不了" in question.text
    assert question.due_at is not None
    with bench.somebody("老周"):
        assert bench.services.review.leads() == ()


def test_nobody_is_asked_beside_a_finding_and_then_nothing_is_written(
    bench: Bench, ticket: Ticket
) -> None:
    with pytest.raises(RuleViolation, match="已经认定"):
        found(bench, ticket, Finding(Liability.BUYER), ask=1)
    with pytest.raises(RuleViolation, match="不能问自己"):
        found(bench, ticket, Finding(), ask=bench.services.staff.people()[0].id)
    assert bench.fresh(ticket).version == ticket.version, "finding and question stand or fall"


def letter(bench: Bench, ticket: Ticket) -> tuple[FreightBearer, int, str]:
    """Bearer, freight and words of a return without a reason, as the dialog would open with."""
    fresh = bench.fresh(ticket)
    situation = bench.services.decide.situation(fresh)
    kind = by_remedy(Remedy.RETURN_REFUND)
    draft = kind.draft_defaults(fresh.order, fresh.order_money, situation, Asked.of(fresh))
    quote = settle(fresh.order, fresh.order_money, draft, situation)
    words = kind.message(Letter(fresh.shop, fresh.order, draft, quote))
    return draft.freight_bearer, quote.freight_cents, words


def test_a_changed_cell_reaches_draft_sum_and_letter(bench: Bench, ticket: Ticket) -> None:
    found(bench, ticket, Finding(Liability.BUYER))
    bearer, cents, words = letter(bench, ticket)
    assert (bearer, cents) == (FreightBearer.BUYER, 0)
    assert "按规则由您承担" in words
    bench.services.rules.change(
        bench.shop_id,
        "freight.no_reason_free.return",
        "",
        "shop",
        None,
        date(2026, 11, 1),
        "十一月起本店承担退货运费",
    )
    bearer, cents, words = letter(bench, ticket)
    assert (bearer, cents) == (FreightBearer.MERCHANT, 1200)
    assert "我们另补 ¥ 12.00" in words
    situation = bench.services.decide.situation(bench.fresh(ticket))
    rule = freight_rule(FreightLeg.RETURN, Liability.BUYER, ticket.order, situation)
    assert "十一月起本店承担退货运费" in why(rule)


def test_the_day_of_the_order_says_which_rule_holds(bench: Bench, ticket: Ticket) -> None:
    found(bench, ticket, Finding(Liability.BUYER))
    assert ticket.order.placed_at is not None
    bench.services.rules.change(
        None, "freight.no_reason_free.return", "", "shop", None, date(2026, 11, 20), "以后"
    )
    assert letter(bench, ticket)[0] is FreightBearer.BUYER, "ordered before the change"


@pytest.mark.parametrize(
    ("stated", "bearer"),
    [(False, FreightBearer.MERCHANT), (True, FreightBearer.BUYER), (None, FreightBearer.BUYER)],
)
def test_what_the_page_of_the_goods_promises_goes_before_the_table(
    bench: Bench, ticket: Ticket, stated: bool | None, bearer: FreightBearer
) -> None:
    found(bench, ticket, Finding(Liability.BUYER))
    policy = GoodsPolicy(0, bench.shop_id, "MK-350-B", buyer_pays_return=stated)
    bench.services.rules.save_goods(policy)
    assert letter(bench, ticket)[0] is bearer


def test_insurance_the_platform_speaks_of_is_asked_first(bench: Bench) -> None:
    ticket = bench.imported("602", CUP, status=("买家已投运费险，等待卖家同意", None))
    found(bench, ticket, Finding(Liability.BUYER))
    assert letter(bench, ticket)[0] is FreightBearer.INSURER


def test_an_unpaid_round_that_rests_on_another_finding_is_known(
    bench: Bench, ticket: Ticket
) -> None:
    line = LineChoice(ticket.order.lines[0].id, (1,))
    bench.decide(ticket, Remedy.REFUND_ONLY, line, liability=Liability.BUYER)
    assert rests_on_another(bench.fresh(ticket)) is None
    shifted = rests_on_another(found(bench, ticket, Finding(Liability.MERCHANT)))
    assert shifted is not None
    assert shifted.liability is Liability.BUYER
    assert rests_on_another(found(bench, ticket, Finding())) is None, "nobody is found liable"
    found(bench, ticket, Finding(Liability.MERCHANT))
    bench.paid_out(ticket)
    assert rests_on_another(bench.fresh(ticket)) is None, "what is paid is not decided again"


def test_an_offer_in_the_air_rests_on_its_finding_too(bench: Bench, ticket: Ticket) -> None:
    line = LineChoice(ticket.order.lines[0].id, (1,))
    bench.decide(
        ticket,
        Remedy.COMPENSATION,
        line,
        agreed=False,
        compensation_cents=300,
        liability=Liability.BUYER,
    )
    assert rests_on_another(found(bench, ticket, Finding(Liability.COURIER))) is not None
    bench.services.decide.withdraw_offer(ticket.id, None, "改判")
    assert rests_on_another(bench.fresh(ticket)) is None


def test_the_event_of_a_finding_holds_words_of_lists_only(bench: Bench, ticket: Ticket) -> None:
    found(bench, ticket, SHARED)
    data = bench.db.read().query(
        "SELECT data FROM event WHERE chain = ? AND kind = 'describe'", (ticket.id,)
    )
    said = json.loads(data[-1][0])
    assert said["shares"] == [["merchant", 70], ["courier", 30]]
    assert "E2" not in json.dumps(said, ensure_ascii=False)
