"""What shops usually do, by where the goods are and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.case import Receipt, Severity, SubReason
from app.domain.facts import Closing, Facts, Stage
from app.domain.remedy import ProblemClass
from app.domain.suggesting import receipt_of, suggestions
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from tests.domain.checks.making import case

_P, _R, _S = ProblemClass, Receipt, SubReason


def ticket(problem: ProblemClass = _P.QUALITY, **said: Any) -> Ticket:
    return case(problem=problem, **said).ticket


@pytest.mark.parametrize(
    ("said", "verbs"),
    [
        ({"receipt": _R.NOT_SHIPPED, "problem": _P.CHANGE_OF_MIND}, [Verb.DECIDE_REFUND_ONLY]),
        ({"receipt": _R.REFUSED, "problem": _P.CHANGE_OF_MIND}, [Verb.DECIDE_RETURN_REFUND]),
        ({"receipt": _R.NOT_RECEIVED, "problem": _P.LOGISTICS}, [Verb.PLAN_FOLLOW_UP, None]),
        (
            {"receipt": _R.NOT_RECEIVED, "problem": _P.LOGISTICS, "sub_reason": _S.LOST},
            [Verb.DECIDE_RESHIP, Verb.OPEN_RECOVERY],
        ),
        ({"problem": _P.UNKNOWN}, [Verb.SET_CASE]),
        ({"problem": _P.WRONG_OR_MISSING, "sub_reason": _S.WRONG_ITEM}, [Verb.DECIDE_EXCHANGE]),
        ({"problem": _P.WRONG_OR_MISSING, "sub_reason": _S.MISSING_PART}, [Verb.DECIDE_RESHIP]),
        ({"severity": Severity.MINOR}, [Verb.DECIDE_COMPENSATION]),
        ({"severity": Severity.UNUSABLE}, [Verb.DECIDE_RETURN_REFUND, Verb.DECIDE_EXCHANGE]),
        ({"problem": _P.CHANGE_OF_MIND}, [Verb.DECIDE_RETURN_REFUND]),
        ({"problem": _P.CHANGE_OF_MIND, "sub_reason": _S.SIZE_UNSUITABLE}, [Verb.DECIDE_EXCHANGE]),
        ({"problem": _P.USAGE, "sub_reason": _S.HOW_TO_USE}, [Verb.SOLVED]),
        ({"problem": _P.ENQUIRY}, []),
        ({"problem": _P.SERVICE}, []),
    ],
)
def test_a_case_has_its_usual_way(said: dict[str, Any], verbs: list[Verb | None]) -> None:
    assert [one.verb for one in suggestions(ticket(**said))] == verbs


def test_where_the_goods_are_is_told_by_the_order_when_nobody_asked() -> None:
    assert receipt_of(ticket(signed="7/1")) is _R.RECEIVED
    assert receipt_of(ticket(signed=None, status="买家已付款，等待卖家发货")) is _R.NOT_SHIPPED
    assert receipt_of(ticket(signed="7/1", receipt=_R.REFUSED)) is _R.REFUSED


def test_whatever_is_not_known_is_asked_for_first() -> None:
    unknown = ticket(_P.NOT_AS_DESCRIBED, signed=None, status="")
    assert [one.verb for one in suggestions(unknown)] == [Verb.SET_CASE]


def test_a_serious_fault_is_never_talked_down_to_a_compensation() -> None:
    for severity in (Severity.SERIOUS, Severity.UNUSABLE):
        found = suggestions(ticket(severity=severity))
        assert Verb.DECIDE_COMPENSATION not in [one.verb for one in found]
        assert "坚持" in found[0].text


def test_once_something_was_decided_or_ended_nothing_is_suggested() -> None:
    open_one = ticket()
    assert suggestions(open_one)
    assert not suggestions(replace(open_one, stage=Stage.FULFILLING))
    assert not suggestions(replace(open_one, facts=Facts(closing=Closing.CANCELLED)))
