"""What the rules say of an order before there is a ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.remedy import ProblemClass
from app.domain.rulepack.category import GoodsCategory, GoodsPolicy
from tests.services.bench import CUP, LAMP, NOON, Bench, order

MIND = ProblemClass.CHANGE_OF_MIND


def _told(bench: Bench, number: str, problem: ProblemClass, line: int | None = None) -> str:
    (found,) = bench.services.intake.find_orders(number)
    lines = () if line is None else (found.lines[line].id,)
    return "\n".join(bench.services.cases.foretold(found.id, lines, problem))


def test_the_days_since_signing_and_what_is_left_are_told(bench: Bench) -> None:
    bench.take(order("1001", CUP, delivered_at=NOON - timedelta(days=3)))
    assert "11/19 签收，今天是第 3 天；七天无理由退货要在签收后 7 天内提出" in _told(
        bench, "1001", MIND
    )
    assert "到 11/26 24:00 为止" in _told(bench, "1001", MIND)


def test_a_window_that_is_over_is_told_and_stops_nothing(bench: Bench) -> None:
    bench.take(order("1001", CUP, delivered_at=NOON - timedelta(days=9)))
    assert "已过 2 天。仍可录入" in _told(bench, "1001", MIND)
    (found,) = bench.services.intake.find_orders("1001")
    assert bench.phoned(order_id=found.id, paid=None, problem=MIND).facts.open


def test_an_unknown_signing_day_is_asked_for_and_nothing_is_reckoned(bench: Bench) -> None:
    bench.take(order("1001", CUP))
    assert _told(bench, "1001", MIND) == "还不知道哪天签收，期限没有算；请问买家。"


def test_the_day_the_buyer_names_counts_where_no_file_says_one(bench: Bench) -> None:
    bench.take(order("1001", CUP), order("1002", CUP, delivered_at=NOON - timedelta(days=1)))
    said = date(2026, 11, 12)
    for number, told in (("1001", "11/12 签收，今天是第 10 天"), ("1002", "今天是第 1 天")):
        (found,) = bench.services.intake.find_orders(number)
        assert told in "".join(bench.services.cases.foretold(found.id, (), MIND, said))


def test_a_question_has_no_window(bench: Bench) -> None:
    bench.take(order("1001", CUP, delivered_at=NOON - timedelta(days=90)))
    assert _told(bench, "1001", ProblemClass.ENQUIRY) == ""


def test_custom_made_goods_are_told_for_the_lines_they_are_of(bench: Bench) -> None:
    bench.take(order("1001", replace(CUP, sku="MADE"), LAMP, delivered_at=NOON - timedelta(days=1)))
    bench.services.rules.save_goods(
        GoodsPolicy(0, bench.shop_id, "MADE", "", GoodsCategory.CUSTOM_MADE)
    )
    assert "「定制」" in _told(bench, "1001", MIND, 0)
    assert "「定制」" not in _told(bench, "1001", MIND, 1)
    assert "无理由" not in _told(bench, "1001", ProblemClass.QUALITY, 0)
