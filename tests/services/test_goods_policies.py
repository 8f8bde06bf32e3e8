"""What a shop says of its goods: found by SKU or title, changed, taken back, kept in the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from app.domain.order import OrderLine
from app.domain.rulepack import GoodsCategory, GoodsPolicy
from app.errors import NotFound, RuleViolation
from app.services.goods_policies import policies_of
from tests.services.bench import Bench
from tests.services.rule_hands import told

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A desk for what is refused: every test leaves it as it was."""
    desk = Bench(tmp_path_factory.mktemp("still") / "desk")
    yield desk
    desk.close()


def policy(bench: Bench, **more: Any) -> GoodsPolicy:
    given: dict[str, Any] = {"sku": "CUP-1", "category": GoodsCategory.CUSTOM_MADE}
    return bench.services.rules.save_goods(GoodsPolicy(0, bench.shop_id, **(given | more)))


def test_goods_are_known_by_their_sku_else_by_their_title(bench: Bench) -> None:
    by_sku = policy(bench, warranty_months=12)
    by_title = policy(bench, sku="", title="蓝釉杯", category=GoodsCategory.TABLEWARE)
    lines = (
        OrderLine(1, 1, sku="CUP-1", title="蓝釉杯"),
        OrderLine(2, 2, sku="CUP-2", title="蓝釉杯"),
        OrderLine(3, 3, sku="", title="白釉杯"),
    )
    assert policies_of(bench.db.read(), bench.shop_id, lines) == {1: by_sku, 2: by_title}
    kinds = [bench.services.rules.category_of(bench.shop_id, one) for one in lines]
    assert kinds == ["custom_made", "tableware", ""]


def test_what_the_order_says_of_a_line_holds_where_the_shop_says_nothing(bench: Bench) -> None:
    fresh = OrderLine(1, 1, sku="X", title="x", special="fresh")
    odd = OrderLine(1, 1, sku="X", title="x", special="something else")
    rules = bench.services.rules
    assert rules.category_of(bench.shop_id, fresh) == "fresh"
    assert rules.category_of(bench.shop_id, odd) == ""
    policy(bench, sku="X", category=GoodsCategory.EGGS)
    assert rules.category_of(bench.shop_id, fresh) == "eggs"


def test_what_a_shop_says_of_goods_is_changed_and_taken_back_in_the_history(bench: Bench) -> None:
    made = policy(bench, no_reason=False, warranty_months=12)
    assert told(bench) == ("新增商品规则「CUP-1」：类目 定制，七天无理由 否，保修月数 12")
    rules = bench.services.rules
    changed = rules.save_goods(
        GoodsPolicy(made.id, made.shop_id, " CUP-1 ", category=GoodsCategory.TABLEWARE)
    )
    assert changed.sku == "CUP-1"
    assert told(bench) == (
        "修改商品规则「CUP-1」：类目 定制 → 餐具瓷器，七天无理由 否 → 未设，保修月数 12 → 未设"
    )
    assert rules.goods(bench.shop_id) == (changed,)
    rules.remove_goods(made.id)
    assert told(bench) == "删除商品规则「CUP-1」"
    assert rules.goods(bench.shop_id) == ()
    for gone in (lambda: rules.remove_goods(made.id), lambda: rules.save_goods(made)):
        with pytest.raises(NotFound):
            gone()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sku": " ", "title": ""}, "SKU"),
        ({"no_reason_days": 6}, "不少于七天"),
        ({"no_reason_days": 400}, "365"),
        ({"warranty_months": -1}, "保修"),
        ({"terms": "长" * 2001}, "2000"),
        ({"sku": "长" * 201}, "200"),
    ],
)
def test_what_cannot_be_said_of_goods_is_refused(
    still: Bench, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(RuleViolation) as caught:
        policy(still, **wrong)
    assert said in str(caught.value)
    assert still.services.rules.goods(still.shop_id) == ()


def test_the_same_goods_are_not_said_twice(bench: Bench) -> None:
    policy(bench)
    with pytest.raises(RuleViolation, match="CUP-1"):
        policy(bench)
    policy(bench, sku="CUP-2")
    assert len(bench.services.rules.goods(bench.shop_id)) == 2
