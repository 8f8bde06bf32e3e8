"""What the desk and a shop change of the rules: dated, told, taken back, and kept in the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.deadlines.span import TimeUnit
from app.domain.order import Platform
from app.domain.remedy import Remedy
from app.domain.rulepack import GoodsPolicy, Mark
from app.domain.rulepack.sheet import RuleLine
from app.domain.rulepack.wording import versions_text
from app.errors import NotAllowed, NotFound, RuleViolation
from tests.services.bench import Bench
from tests.services.rule_hands import TODAY, change, told

DAY = timedelta(days=1)
DAYS = TimeUnit.NATURAL_DAYS
KEY = "window.quality"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A desk for what is refused: every test leaves it as it was."""
    desk = Bench(tmp_path_factory.mktemp("still") / "desk")
    yield desk
    desk.close()


def days(bench: Bench, on: date | None = None, category: str = "", shop: int | None = None) -> int:
    span = bench.services.rules.for_shop(shop or bench.shop_id, on).span(KEY, category)
    return span.amount if span else 0


def line(bench: Bench, key: str = KEY, category: str = "", shop: int | None = -1) -> RuleLine:
    found = bench.services.rules.sheet(bench.shop_id if shop == -1 else shop, category)
    return next(one for one in found if one.key.key == key)


def test_a_shop_has_the_rules_of_its_platform(bench: Bench) -> None:
    rules = bench.services.rules.for_shop(bench.shop_id)
    assert rules.on == TODAY
    assert rules.versions == {"generic": "2026.11", "taobao": "2026.11"}
    found = rules.get("freight.undetermined.return")
    assert found is not None
    assert "第7条" in found.source
    jd = bench.services.shops.create(Platform.JD, "京东店").id
    assert bench.services.rules.for_shop(jd).number("page_error.percent", 0) == 10


def test_a_change_holds_from_its_day_and_not_before(bench: Bench) -> None:
    change(bench, valid_from=TODAY + 5 * DAY)
    assert days(bench) == 15
    assert days(bench, TODAY + 4 * DAY) == 15
    assert days(bench, TODAY + 5 * DAY) == 30
    shown = line(bench)
    assert shown.own is None
    assert [one.value.value for one in shown.later] == [30]


def test_a_change_says_who_made_it_when_and_why(bench: Bench) -> None:
    made = change(bench)
    shown = line(bench)
    assert shown.own == made
    assert made.by == "小周"
    assert shown.value is not None
    assert shown.shipped is not None
    assert (shown.value.mark, shown.value.source, shown.value.read_on) == (
        Mark.OWN, "页面写了更久", TODAY,
    )  # fmt: skip
    assert (shown.shipped.value, shown.shipped.mark) == (15, Mark.UNVERIFIED)
    assert bench.services.rules.for_shop(bench.shop_id).versions["own"] == str(made.id)


def test_a_change_for_all_shops_gives_way_to_the_shops_own(bench: Bench) -> None:
    other = bench.services.shops.create(Platform.TAOBAO, "二店").id
    change(bench, 20)
    change(bench, 40, shop_id=None)
    assert days(bench) == 20
    assert days(bench, shop=other) == 40
    shown = line(bench, shop=None).value
    assert shown is not None
    assert shown.value == 40


def test_what_is_changed_for_some_goods_holds_for_them_alone(bench: Bench) -> None:
    change(bench, 60, category="shoes")
    assert days(bench, category="shoes") == 60
    assert days(bench) == 15
    change(bench, 20)
    assert days(bench, category="shoes") == 60
    assert days(bench, category="bags") == 20


def test_the_same_day_changed_again_replaces_the_first(bench: Bench) -> None:
    change(bench, 20)
    second = change(bench, 25)
    assert days(bench) == 25
    assert bench.services.rules.changes(bench.shop_id) == (second,)


def test_what_is_taken_back_still_holds_for_orders_of_its_days(bench: Bench) -> None:
    made = change(bench, valid_from=TODAY - 10 * DAY)
    bench.clock.advance(timedelta(days=3))
    bench.services.rules.remove(made.id)
    assert days(bench, TODAY - 11 * DAY) == 15
    assert days(bench, TODAY + 2 * DAY) == 30
    assert days(bench, TODAY + 3 * DAY) == 15
    assert line(bench).own is None
    with pytest.raises(NotFound):
        bench.services.rules.remove(made.id)


def test_a_mistake_taken_back_on_its_day_never_held(bench: Bench) -> None:
    bench.services.rules.remove(change(bench).id)
    assert days(bench) == 15
    assert "own" not in bench.services.rules.for_shop(bench.shop_id).versions


def test_what_the_platform_does_in_the_end_stays_when_its_time_is_changed(bench: Bench) -> None:
    change(bench, 24, key="platform.refund_unshipped", unit=TimeUnit.NATURAL_HOURS)
    found = bench.services.rules.for_shop(bench.shop_id).get("platform.refund_unshipped")
    assert found is not None
    assert (found.value, found.expiry) == (24, "auto_refund")


def test_hours_of_a_daily_window_keep_their_window(bench: Bench) -> None:
    change(bench, 3, key="platform.evidence_more", unit=TimeUnit.WINDOW_HOURS, window="10:00-20:00")
    span = bench.services.rules.for_shop(bench.shop_id).span("platform.evidence_more")
    assert span is not None
    assert (span.amount, span.window) == (3, "10:00-20:00")
    assert "每天 10:00–20:00" in told(bench)


def test_lists_flags_and_payers_are_changed_alike(bench: Bench) -> None:
    change(bench, ["whole_item", "parcel"], key="evidence.quality", unit=None)
    change(bench, True, key="no_reason.confirmed", unit=None)
    change(bench, "shop", key="freight.undetermined.return", unit=None)
    rules = bench.services.rules.for_shop(bench.shop_id)
    assert rules.words("evidence.quality") == ("whole_item", "parcel")
    assert rules.flag("no_reason.confirmed")
    assert rules.word("freight.undetermined.return") == "shop"


def test_the_history_says_what_was_changed_from_what_to_what(bench: Bench) -> None:
    made = change(bench, category="shoes")
    assert told(bench) == (
        "修改规则「质量问题（鞋靴）」：15 天 → 30 天，云岚家居，自 2026-11-22 起"
    )
    bench.services.rules.remove(made.id)
    assert told(bench) == "恢复规则「质量问题（鞋靴）」：30 天 → 15 天，云岚家居"
    change(bench, "shop", shop_id=None, key="freight.undetermined.return", unit=None)
    assert told(bench) == ("修改规则「责任待定 · 退回」：买家 → 商家，全部店铺，自 2026-11-22 起")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": -1}, "整数"),
        ({"value": "7"}, "整数"),
        ({"value": True}, "整数"),
        ({"unit": None}, "单位"),
        ({"key": "window.nothing"}, "window.nothing"),
        ({"category": "boats"}, "boats"),
        ({"key": "ours.review", "category": "shoes"}, "不能按类目"),
        ({"reason": "  "}, "原因"),
        ({"valid_from": date(2126, 11, 22)}, "2126-11-22"),
        ({"valid_from": date(1999, 1, 1)}, "1999-01-01"),
        ({"window": "09:00-18:00"}, "时段"),
        ({"key": "no_reason.allowed", "value": 1, "unit": None}, "是"),
        ({"key": "freight.undetermined.again", "value": "nobody", "unit": None}, "商家、买家"),
        ({"key": "evidence.quality", "value": ["x"], "unit": None}, "x"),
        ({"key": "reasons", "value": ["质量", "质量"], "unit": None}, "重复"),
        ({"key": "reasons", "value": ["  "], "unit": None}, "1 到"),
        ({"key": "ours.reminders", "value": ["10", "60"], "unit": None}, "从大到小"),
        ({"key": "goods.bad_share_steps", "value": ["120:50"], "unit": None}, "100"),
        ({"key": "request.most", "value": 3, "unit": DAYS}, "单位"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(
    still: Bench, wrong: dict[str, Any], said: str
) -> None:
    before = still.services.rules.for_shop(still.shop_id)
    with pytest.raises(RuleViolation) as caught:
        change(still, **wrong)
    assert said in str(caught.value)
    assert still.services.rules.for_shop(still.shop_id) == before


def test_what_is_so_already_is_not_written_again(bench: Bench) -> None:
    change(bench)
    with pytest.raises(RuleViolation, match="已经是这样"):
        change(bench)
    assert len(bench.services.rules.changes(bench.shop_id)) == 1


def test_a_default_can_be_made_the_shops_own_as_it_stands(bench: Bench) -> None:
    """Whoever checked an unverified default says so by taking it over."""
    change(bench, 15)
    shown = line(bench).value
    assert shown is not None
    assert (shown.value, shown.mark) == (15, Mark.OWN)


def test_only_the_owner_changes_rules(bench: Bench) -> None:
    bench.services.staff.add("阿青", ("lead",))
    bench.services.staff.act_as("阿青")
    with pytest.raises(NotAllowed, match="修改规则"):
        change(bench)
    with pytest.raises(NotAllowed):
        bench.services.rules.save_goods(GoodsPolicy(0, bench.shop_id, "A-1"))
    assert line(bench).value is not None, "everybody reads"


def test_tickets_of_the_shop_are_told_that_they_may_be_judged_otherwise(bench: Bench) -> None:
    other = bench.services.shops.create(Platform.JD, "京东店").id
    bench.heard.clear()
    made = change(bench)
    heard = bench.heard[-1]
    assert heard.touches("rule", made.id)
    assert heard.touches("shop", bench.shop_id)
    assert not heard.touches("shop", other)
    change(bench, 20, shop_id=None)
    assert bench.heard[-1].touches("shop", other)


def test_reading_the_rules_asks_the_database_little_and_nothing_twice(bench: Bench) -> None:
    from app.services.rule_reading import rules_of

    read = bench.db.read()
    row = next(iter(read.query("SELECT id, platform, rule_pack, zone FROM shop")))
    shop = dict(zip(("id", "platform", "rule_pack", "zone"), row, strict=True))
    first = rules_of(read, shop, TODAY)
    asked: list[str] = []
    read.connection.set_trace_callback(asked.append)
    try:
        again = rules_of(read, shop, TODAY)
    finally:
        read.connection.set_trace_callback(None)
    assert len(asked) == 1
    assert again.values is first.values


def test_a_decision_keeps_the_rules_it_was_judged_by(bench: Bench) -> None:
    """Those of the day the order was placed: the bench's orders are five days old."""
    before = change(bench, valid_from=TODAY - 10 * DAY)
    change(bench, 45, valid_from=TODAY - DAY)
    ticket = bench.decide(bench.imported(), Remedy.REFUND_ONLY)
    kept = dict(ticket.decisions[0].rules)
    assert kept == {"generic": "2026.11", "taobao": "2026.11", "own": str(before.id)}
    assert versions_text(ticket.decisions[0].rules) == (
        f"通用规则 2026.11，淘宝 2026.11，本店修改 {before.id}"
    )
