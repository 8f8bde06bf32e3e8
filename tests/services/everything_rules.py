"""Every command about the rules of the house: a change and its end, goods said, said otherwise, gone."""

from __future__ import annotations

from dataclasses import replace

from app.domain.deadlines.span import TimeUnit
from app.domain.rulepack import GoodsCategory, GoodsPolicy
from tests.services.bench import NOON, Bench


def live_through_rules(bench: Bench) -> None:
    """For one shop and for all, with a reason; what is said of a cup."""
    rules, today = bench.services.rules, NOON.date()
    for shop in (bench.shop_id, None):
        made = rules.change(
            shop, "window.quality", "shoes", 30, TimeUnit.NATURAL_DAYS, today, "页面写了更久"
        )
        rules.change(shop, "reasons", "", ["质量问题"], None, today, "平台改了")
        rules.remove(made.id)
    cup = rules.save_goods(GoodsPolicy(0, bench.shop_id, "MK-350-B", no_reason=True))
    rules.save_goods(replace(cup, category=GoodsCategory.TABLEWARE, terms="碎了包赔"))
    rules.remove_goods(cup.id)
    rules.seen(one.id for one in rules.news())
