"""A decision is read back for ever exactly as it was shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.decisions import DECISIONS, by_remedy, from_json, to_json
from app.domain.decisions.codec import dumps, pack, unpack
from app.domain.payment import CapName
from app.domain.remedy import Liability, RejectReason, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, GuardLevel, Row
from app.errors import AppError, RuleViolation
from tests.domain.settlement.making import SITUATION, amount, line, order, units

KEPT = Path(__file__).parents[2] / "data" / "decisions"
FIGURES = {
    # remedy: refund, compensation, freight, cost in cents
    "refund_only": (13600, 0, 0, 13600),
    "return_refund": (29800, 0, 1000, 30800),
    "compensation": (0, 1000, 0, 1000),
    "reject": (0, 0, 0, 0),
}


def kept(name: str) -> str:
    return (KEPT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("remedy", FIGURES)
def test_a_decision_of_the_first_version_is_read_for_ever(remedy: str) -> None:
    choices, shown = from_json(kept(f"{remedy}-v1.json"))
    assert choices.remedy.value == remedy
    figures = (shown.refund_cents, shown.compensation_cents, shown.freight_cents, shown.cost_cents)
    assert figures == FIGURES[remedy]
    assert shown.currency == "CNY"


def test_every_kind_has_a_kept_decision() -> None:
    assert {kind.remedy.value for kind in DECISIONS} == set(FIGURES)


def test_everything_in_it_comes_back_as_what_it_was() -> None:
    choices, shown = from_json(kept("return_refund-v1.json"))
    assert choices.liability is Liability.MERCHANT
    assert choices.deductions[0].reason == "剪标"
    assert choices.lines[2].amount_cents == 4200
    assert shown.lines[0].row is Row.GOODS
    assert shown.caps[0].name is CapName.PAID
    assert shown.guards[0].level is GuardLevel.CONFIRM
    assert [part.cents for part in shown.payouts[0].units] == [11700, 12900]
    assert shown.replaces == (32,)
    rejected, _nothing = from_json(kept("reject-v1.json"))
    assert rejected.reject_reason is RejectReason.NOT_RESALEABLE


def test_a_round_trip_changes_nothing() -> None:
    made = order(line(1, 9000, 3), line(2, 100, None), shipping=500)
    for choices in (
        Choices(Remedy.REFUND_ONLY, (units(1, 2), amount(2, 50)), liability=Liability.COURIER),
        Choices(Remedy.REJECT, reject_reason=RejectReason.OTHER),
        Choices(Remedy.COMPENSATION, (units(1, 1, 2),), compensation_cents=700),
    ):
        shown = settle(made, (), choices, SITUATION)
        text = to_json(choices, shown)
        assert from_json(text) == (choices, shown)
        assert to_json(*from_json(text)) == text


def test_the_text_is_canonical() -> None:
    made = order(line(1, 9000, 3))
    choices = Choices(Remedy.REFUND_ONLY, (units(1, 2),))
    text = to_json(choices, settle(made, (), choices, SITUATION))
    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_a_field_added_later_is_absent_in_older_text_and_takes_its_default() -> None:
    body = json.loads(kept("reject-v1.json"))
    del body["breakdown"]["replaces"]
    del body["choices"]["goods_damaged"]
    choices, shown = from_json(json.dumps(body))
    assert (choices.goods_damaged, shown.replaces) == (False, ())


def _changed(path: list[str], value: object) -> str:
    body = json.loads(kept("refund_only-v1.json"))
    place = body
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return json.dumps(body)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema"], 3),
        (["schema"], True),
        (["schema"], None),
        (["remedy"], "exchange"),
        (["remedy"], "reject"),
        (["choices", "liability"], "nobody"),
        (["choices", "surprise"], 1),
        (["choices", "lines"], {}),
        (["choices", "return_freight_cents"], "12"),
        (["choices", "goods_damaged"], 1),
        (["breakdown", "refund_cents"], 12.5),
        (["breakdown", "refund_cents"], None),
        (["breakdown"], []),
    ],
)
def test_what_this_version_does_not_understand_is_refused_and_not_guessed(
    path: list[str], value: object
) -> None:
    with pytest.raises(RuleViolation):
        from_json(_changed(path, value))


@pytest.mark.parametrize("text", ["", "[]", "nonsense", '{"remedy":NaN}', "null", '"x"'])
def test_text_that_is_no_decision_is_refused(text: str) -> None:
    with pytest.raises(AppError):
        from_json(text)


def test_a_missing_part_is_refused() -> None:
    with pytest.raises(RuleViolation):
        from_json('{"schema":1,"remedy":"reject","choices":{"remedy":"reject"},"breakdown":{}}')


def test_floats_never_get_into_the_stored_form() -> None:
    with pytest.raises(TypeError):
        pack({"cents": 1.5})
    assert dumps({"b": 1, "a": "款"}) == '{"a":"款","b":1}'


def test_an_optional_amount_may_be_nothing_but_not_text() -> None:
    assert unpack(int | None, None) is None
    assert unpack(int | None, 3) == 3
    with pytest.raises(RuleViolation):
        unpack(int | None, "3")
    with pytest.raises(RuleViolation):
        unpack(Breakdown, 3)


def test_a_remedy_without_a_kind_is_refused() -> None:
    assert by_remedy(Remedy.REJECT).title == "拒绝"
    assert {kind.remedy for kind in DECISIONS} == set(Remedy)
