"""What holds for every case there can be, whatever somebody typed and whatever the rules say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.case import CaseDetails, LateGround, Receipt, SizeReading, SubReason, WearMark
from app.domain.checks import Case, Override, Verdict, completeness, failing, missing, review
from app.domain.checks.reviewing import CHECKS, title_of
from app.domain.evidence import EvidenceKind
from app.domain.facts import Facts, GoodsIn, Offer, Review
from app.domain.order import OrderSource, Platform, Unit
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.domain.rulepack import GoodsCategory, GoodsPolicy, Rules
from app.domain.ticket import TicketLine
from tests.domain.checks.making import Agreed, at, case, claim, line, paid_before, piece

_NOON = at("7/1")
_moments = st.integers(-400, 400).map(lambda days: f"{_day(days)} 10:15")
_few = st.integers(-1, 4)
_maybe = st.sampled_from((None, True, False))


def _day(days: int) -> str:
    day = _NOON.date() + timedelta(days=days)
    return f"{day.year}/{day.month}/{day.day}"


_days = st.none() | st.dates(date(2024, 1, 1), date(2028, 12, 31))
_details = st.builds(
    CaseDetails,
    receipt=st.sampled_from(Receipt),
    sub_reason=st.none() | st.sampled_from(SubReason),
    first_noticed_on=_days,
    sizes=st.lists(
        st.builds(SizeReading, st.just("衣长"), st.integers(0, 3000), st.integers(0, 3000)),
        max_size=2,
    ).map(tuple),
    washed_normally=_maybe,
    human_damage=_maybe,
    repaired_elsewhere=_maybe,
    bought_elsewhere=_maybe,
    installed_on=_days,
    signed_on=_days,
    intact_asked=st.booleans(),
    wear=st.lists(st.sampled_from(WearMark), max_size=2, unique=True).map(tuple),
    bad_percent=st.none() | st.integers(-5, 200),
    serial=st.sampled_from(("", "SN1")),
)
_policies = st.none() | st.builds(
    GoodsPolicy,
    st.just(1),
    st.just(1),
    st.just("SKU-1"),
    no_reason=_maybe,
    no_reason_days=st.none() | st.integers(0, 60),
    warranty_months=st.none() | st.integers(0, 36),
)
_lines = st.builds(
    lambda quantity, share: line(1, quantity=quantity, share=share),
    st.none() | st.integers(1, 4),
    st.none() | st.integers(0, 50_000),
)
_money = st.lists(
    st.builds(
        lambda cents, given, ticket: paid_before(cents, given=given, ticket=ticket),
        st.integers(0, 60_000),
        st.booleans(),
        st.integers(1, 2),
    ),
    max_size=2,
).map(tuple)
_decisions = st.lists(
    st.builds(
        Agreed,
        st.sampled_from(Remedy),
        st.sampled_from([one.value for one in Offer]),
        st.none() | st.just(_NOON),
    ),
    max_size=1,
).map(tuple)
_facts = st.builds(
    Facts, review=st.sampled_from(Review), offer=st.sampled_from(Offer), remedy=st.just("")
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of any kind, on any platform, at any time."""
    lines = draw(st.lists(_lines, max_size=1).map(tuple))
    orders: dict[str, Any] = {
        "lines": lines,
        "paid_cents": draw(st.none() | st.integers(0, 60_000)),
        "order_source": draw(st.sampled_from(OrderSource)),
        "status": draw(
            st.sampled_from(("", "买家已付款，等待卖家发货", "卖家已发货，等待买家确认"))
        ),
        "promised_at": draw(st.none() | st.just(_NOON)),
        "shipped_at": draw(st.none() | st.just(_NOON + timedelta(hours=1))),
        "order_money": draw(_money),
    }
    ordinals = tuple(range(1, 1 + draw(st.integers(0, 3))))
    return replace_details(
        case(
            draw(st.sampled_from(Platform)).value,
            problem=draw(st.sampled_from(ProblemClass)),
            signed=draw(st.none() | _moments),
            applied=draw(_moments),
            now=draw(_moments),
            category=draw(st.sampled_from(GoodsCategory)).value,
            policy=draw(_policies),
            evidence=tuple(draw(st.sets(st.sampled_from(EvidenceKind), max_size=3))),
            claimed=(TicketLine(1, ordinals),) if lines and ordinals else (),
            requested=draw(st.none() | st.sampled_from(Remedy)),
            requested_cents=draw(st.none() | st.integers(0, 60_000)),
            claims=draw(st.sampled_from(((), (claim(),), (claim(Remedy.REFUND_ONLY),)))),
            platform_reason=draw(
                st.sampled_from(("", "质量问题", "7天无理由", "未按约定时间发货"))
            ),
            buyer_words=draw(st.sampled_from(("", "坏了"))),
            late_ground=draw(st.none() | st.sampled_from(LateGround)),
            decisions=draw(_decisions),
            facts=draw(_facts),
            goods_in={Unit(1, 1): draw(st.sampled_from(GoodsIn))} if lines else {},
            channel=draw(st.sampled_from(Channel)),
            remote=draw(st.booleans()),
            applications=draw(st.integers(0, 9)),
            repairs=draw(st.integers(0, 3)),
            repair_days=draw(st.integers(0, 40)),
            couriers=draw(st.sampled_from(((), ("中通",)))),
            return_courier=draw(st.sampled_from(("", "中通快递", "顺丰"))),
            **orders,
        ),
        draw(_details),
    )


def replace_details(made: Case, details: CaseDetails) -> Case:
    """The case with these details of it known."""
    return replace(made, ticket=replace(made.ticket, details=details))


@settings(max_examples=400, deadline=None)
@given(cases())
def test_every_check_speaks_in_whole_sentences_and_none_breaks(made: Case) -> None:
    findings = review(made)
    ids = [one.check for one in findings]
    order = [check.id for check in CHECKS]
    assert ids == [one for one in order if one in ids], "a fixed order, each once"
    for one in findings:
        assert one.fact.strip(), one.check
        assert one.title == title_of(one.check)
        assert isinstance(one.verdict, Verdict)
        assert "{" not in one.fact + one.arithmetic
        assert one.found is None
        assert all(what.strip() for what in one.missing)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_same_case_is_always_reviewed_alike(made: Case) -> None:
    assert review(made) == review(replace(made))


@settings(max_examples=200, deadline=None)
@given(cases(), st.sampled_from(EvidenceKind))
def test_another_piece_of_evidence_never_asks_for_more(made: Case, kind: EvidenceKind) -> None:
    pieces = (*made.ticket.evidence, piece(9, kind))
    more = replace(made, ticket=replace(made.ticket, evidence=pieces))
    assert set(missing(review(more))) <= set(missing(review(made)))


@settings(max_examples=200, deadline=None)
@given(cases())
def test_nothing_is_judged_in_or_out_of_time_while_the_signing_is_unknown(made: Case) -> None:
    ticket = made.ticket
    details = replace(ticket.details, receipt=Receipt.RECEIVED, installed_on=None, signed_on=None)
    unknown = replace(ticket.order, delivered_at=None)
    hidden = replace(made, ticket=replace(ticket, order=unknown, details=details))
    for one in review(hidden):
        if one.check in ("in_time", "warranty") and not details.bought_elsewhere:
            if one.check == "warranty" and details.human_damage:
                continue  # judged by its proof, not by its time
            assert one.verdict is Verdict.PERSON, one.fact


@settings(max_examples=200, deadline=None)
@given(cases())
def test_no_rule_nobody_has_read_refuses_anything(made: Case) -> None:
    assert all(one.verdict is not Verdict.REFUSE for one in review(made) if one.rule.mark == "U")


@settings(max_examples=100, deadline=None)
@given(cases())
def test_without_any_rules_nothing_is_refused_by_one(made: Case) -> None:
    """A check that has lost its rule asks a person; only plain facts still stand against a case."""
    by_fact = {
        "order_paid", "not_refunded", "units_free", "quantity", "bought_here", "identity",
        "warranty", "late_shipment",
    }  # fmt: skip
    bare = replace(made, rules=Rules(), policies={})
    refused = {one.check for one in review(bare) if one.verdict is Verdict.REFUSE}
    assert refused <= by_fact


@settings(max_examples=100, deadline=None)
@given(cases(), st.data())
def test_an_override_holds_and_what_was_found_stays_to_be_seen(
    made: Case, data: st.DataObject
) -> None:
    findings = review(made)
    one = data.draw(st.sampled_from(findings))
    verdict = data.draw(st.sampled_from(Verdict))
    change = Override(one.check, verdict, "小周", datetime(2026, 7, 3, tzinfo=UTC), "看过原件")
    after = review(replace(made, overrides=(change,)))
    changed = next(item for item in after if item.check == one.check)
    assert (changed.verdict, changed.found, changed.override) == (verdict, one.verdict, change)
    assert (one.title in failing(after)) == (verdict is Verdict.REFUSE)
    assert [x for x in after if x.check != one.check] == [
        x for x in findings if x.check != one.check
    ]


@settings(max_examples=150, deadline=None)
@given(cases())
def test_what_is_there_and_what_is_missing_make_the_whole(made: Case) -> None:
    findings = review(made)
    there, needed = completeness(findings)
    assert 0 <= there <= needed
    assert needed - there == len(missing(findings))


def test_a_buyer_who_complains_often_is_refused_nothing_for_it() -> None:
    quiet = case()
    often = replace(quiet, history=replace(quiet.history, tickets=90, returns=90, orders=91))
    assert [one.verdict for one in review(often)] == [one.verdict for one in review(quiet)]
    told = {one.check: one.fact for one in review(often)}
    assert "售后多于 3 次，只作提示" in told["history"]


def test_ids_and_titles_of_checks_stand_once() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert len({check.title for check in CHECKS}) == len(CHECKS)
