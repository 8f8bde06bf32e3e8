"""A decision is read back for ever exactly as it was shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.decisions import DECISIONS, DecisionKind, by_remedy, from_json, to_json
from app.domain.decisions.codec import dumps, pack, unpack
from app.domain.payment import CapName
from app.domain.remedy import Liability, RejectReason, Remedy
from app.domain.settlement import settle
from app.domain.settlement.types import Breakdown, Choices, GuardLevel, Row
from app.errors import AppError, RuleViolation
from tests.domain.decisions.kept import CHOSEN, ORDER, WHEN
from tests.domain.settlement.making import SITUATION, amount, line, order, units

SAMPLES = Path(__file__).parent / "samples"
SHOWN = {
    # refund, compensation, freight, damages, owed, waived, cost in cents; the one line
    "refund_only-v1": (
        (13600, 0, 0, 0, 0, 0, 13600),
        "仅退款 1 件，退款 ¥ 136.00，责任：物流责任",
    ),
    "return_refund-v1": (
        (29800, 0, 1000, 0, 0, 0, 30800),
        "退货退款 3 件，收货验货后退款 ¥ 298.00，退货运费商家承担 ¥ 10.00，责任：商家责任",
    ),
    "compensation-v1": (
        (0, 1000, 0, 0, 0, 0, 1000),
        "部分补偿 1 件，补偿 ¥ 10.00（商品留用），责任：商家责任",
    ),
    "reject-v1": ((0, 0, 0, 0, 0, 0, 0), "拒绝申请，原因：影响二次销售"),
    "refund_only-v2": (
        (13400, 0, 0, 5000, 0, 0, 18400),
        (
            "仅退款 1 件，退款 ¥ 134.00，支付宝转账，平台或司法裁决 ¥ 50.00，退回积分 266 分，"
            "责任：商家责任"
        ),
    ),
    "return_refund-v2": (
        (24318, 0, 0, 0, 0, 0, 24318),
        "退货退款 2 件，收货验货后退款 ¥ 243.18，退货运费买家承担，退回积分 531 分，责任：买家责任",
    ),
    "compensation-v2": (
        (0, 800, 0, 0, 0, 0, 0),
        (
            "部分补偿 1 件，下单优惠 ¥ 8.00，随下单补寄「牛角扣 1 颗」，有效至 2026-12-31（商品留用），"
            "责任：商家责任"
        ),
    ),
    "reject-v2": ((0, 0, 0, 0, 0, 0, 0), "拒绝申请，原因：超过售后期限"),
    "exchange-v1": (
        (0, 0, 1000, 0, 2000, 0, 1000),
        (
            "换货 1 件，换「北欧羊毛地毯 米白 160×230」×1，先退后发，新商品 48 小时内寄出，"
            "买家补差价 ¥ 20.00，退货运费商家承担 ¥ 10.00，寄出运费商家承担，责任：商家责任"
        ),
    ),
    "reship-v1": (
        (0, 0, 0, 0, 0, 0, 0),
        "补发同款 1 件、「螺丝」×4，24 小时内寄出，寄出运费商家承担，责任：物流责任",
    ),
    "repair-v1": (
        (0, 0, 0, 0, 8000, 0, 0),
        (
            "维修 1 件，寄修，保修外，维修费 ¥ 80.00 由买家付，更换锁边，预计 5 天，部件另保修 6 个月，"
            "寄来运费买家承担，寄出运费买家承担，责任：买家责任"
        ),
    ),
    "price_protection-v1": (
        (0, 2000, 0, 0, 0, 0, 2000),
        "价保 2 件，补差价 ¥ 20.00（商品留用）",
    ),
    "freight-v1": (
        (0, 0, 1200, 0, 0, 0, 1200),
        "退运费 ¥ 12.00（退货运费），微信转账，责任：商家责任",
    ),
    "apology-v1": ((0, 0, 0, 0, 0, 0, 0), "致歉（不涉及金额），责任：物流责任"),
    "reapply-v1": (
        (0, 0, 0, 0, 0, 0, 0),
        "引导重新申请（申请类型选错），应为：退货退款",
    ),
}


def kept(name: str) -> str:
    return (SAMPLES / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHOWN)
def test_a_decision_once_stored_is_read_for_ever_as_it_was(name: str) -> None:
    choices, shown = from_json(kept(name))
    assert choices == CHOSEN[name]
    figures = (
        shown.refund_cents,
        shown.compensation_cents,
        shown.freight_cents,
        shown.damages_cents,
        shown.charge_cents,
        shown.waived_cents,
        shown.cost_cents,
    )
    assert (figures, by_remedy(choices.remedy).sentence(choices, shown)) == SHOWN[name]
    assert shown.currency == "CNY"


def test_every_kind_has_a_kept_decision_of_every_version_it_ever_wrote() -> None:
    wanted = {
        f"{kind.remedy.value}-v{schema}"
        for kind in DECISIONS
        for schema in range(1, kind.schema_version + 1)
    }
    assert {path.stem for path in SAMPLES.glob("*.json")} == wanted
    assert set(SHOWN) == set(CHOSEN) == wanted


@pytest.mark.parametrize("kind", DECISIONS, ids=lambda kind: kind.remedy.value)
def test_what_is_written_today_is_what_the_newest_kept_decision_looks_like(
    kind: DecisionKind,
) -> None:
    """A field that is new or gone asks for another version and another kept decision."""
    name = f"{kind.remedy.value}-v{kind.schema_version}"
    written = json.loads(kind.to_json(CHOSEN[name], settle(ORDER, (), CHOSEN[name], WHEN)))
    stored = json.loads(kept(name))
    assert written["schema"] == stored["schema"]
    assert written["choices"] == stored["choices"]
    assert written["breakdown"].keys() == stored["breakdown"].keys()


def test_everything_in_it_comes_back_as_what_it_was() -> None:
    choices, shown = from_json(kept("return_refund-v1"))
    assert choices.liability is Liability.MERCHANT
    assert choices.deductions[0].reason == "剪标"
    assert choices.lines[2].amount_cents == 4200
    assert shown.lines[0].row is Row.GOODS
    assert shown.caps[0].name is CapName.PAID
    assert shown.guards[0].level is GuardLevel.CONFIRM
    assert [part.cents for part in shown.payouts[0].units] == [11700, 12900]
    assert shown.replaces == (32,)
    rejected, _nothing = from_json(kept("reject-v1"))
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
    body = json.loads(kept("reject-v1"))
    del body["breakdown"]["replaces"]
    del body["choices"]["goods_damaged"]
    choices, shown = from_json(json.dumps(body))
    assert (choices.goods_damaged, shown.replaces) == (False, ())


def _changed(path: list[str], value: object) -> str:
    body = json.loads(kept("refund_only-v1"))
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


def test_every_remedy_has_exactly_one_kind() -> None:
    assert sorted(kind.remedy for kind in DECISIONS) == sorted(Remedy)
    assert str(by_remedy(Remedy.REJECT)) == "拒绝"
