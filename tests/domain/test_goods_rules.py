"""What holds for claimed goods, which evidence a case needs, and the texts behind citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.checks import Case, Cited
from app.domain.evidence import Evidence, EvidenceKind, Party
from app.domain.evidence_slots import slots_of
from app.domain.goods_rules import rules_of_goods
from app.domain.remedy import ProblemClass, Remedy
from app.domain.rule_texts import articles, note_behind
from app.domain.rulepack import Mark, RuleNote
from tests.domain.checks.making import case, line, policy


def test_ordinary_goods_come_back_without_a_reason_within_seven_days_of_signing() -> None:
    (found,) = rules_of_goods(case(signed="6/3", applied="6/4"))
    assert (found.no_reason, found.no_reason_span) == (True, "7 天")
    assert found.no_reason_last == date(2026, 6, 10)
    assert found.no_reason_rule.mark == Mark.VERIFIED


def test_without_a_day_of_signing_no_last_day_is_made_up() -> None:
    (found,) = rules_of_goods(case(signed=None, applied="6/4"))
    assert found.no_reason
    assert found.no_reason_last is None


def test_a_longer_promise_of_the_shop_counts_and_a_shorter_one_does_not() -> None:
    longer = rules_of_goods(case(signed="6/3", applied="6/4", policy=policy(no_reason_days=15)))[0]
    assert longer.no_reason_last == date(2026, 6, 18)
    assert longer.no_reason_rule.mark == Mark.OWN
    shorter = rules_of_goods(case(signed="6/3", applied="6/4", policy=policy(no_reason_days=3)))[0]
    assert shorter.no_reason_last == date(2026, 6, 10)
    assert shorter.no_reason_rule.mark == Mark.VERIFIED


def test_a_shop_cannot_take_goods_out_by_saying_so() -> None:
    """七日无理由退货办法 Art. 6, 7 and 30."""
    (found,) = rules_of_goods(case(policy=policy(no_reason=False)))
    assert found.no_reason
    assert "不能据此拒绝" in found.no_reason_note


def test_goods_made_to_order_are_excepted_unless_the_shop_grants_it() -> None:
    """消法 Art. 25."""
    (found,) = rules_of_goods(case(category="custom_made"))
    assert found.no_reason is False
    assert found.no_reason_last is None
    granted = rules_of_goods(case(category="custom_made", policy=policy(no_reason=True)))[0]
    assert granted.no_reason
    assert granted.no_reason_rule.mark == Mark.OWN


def test_goods_that_may_be_excepted_depend_on_a_confirmation_by_the_buyer() -> None:
    """七日无理由退货办法 Art. 7."""
    (found,) = rules_of_goods(case(category="intimate"))
    assert found.no_reason is None
    assert "单独确认" in found.no_reason_note


def test_the_warranty_the_shop_states_is_counted_to_its_last_day() -> None:
    (found,) = rules_of_goods(
        case(signed="6/3", applied="6/4", policy=policy(warranty_months=12, terms="电机保修"))
    )
    assert found.warranty_last == date(2027, 6, 3)
    assert (found.warranty_rule.mark, found.terms) == (Mark.OWN, "电机保修")


def _piece(code: str, kind: EvidenceKind, *, withdrawn: bool = False) -> Evidence:
    at = datetime(2026, 6, 4, tzinfo=UTC)
    return Evidence(
        1, 1, code, "0" * 64, "image/jpeg", 1, "a.jpg", kind, Party.BUYER, at, "阿青",
        withdrawn=withdrawn,
    )  # fmt: skip


def _with(of: Case, *pieces: Evidence) -> Case:
    return replace(of, ticket=replace(of.ticket, evidence=pieces))


def test_a_slot_is_filled_by_any_of_its_kinds_and_names_what_is_there() -> None:
    need = (("evidence.quality", "", ("whole_item", "close_up|unboxing_video"), ""),)
    bare = case(own=need)
    names = [slot.name for slot in slots_of(bare) if not slot.ours]
    assert names == ["整体照", "瑕疵照片 或 开箱视频"]
    film = _with(bare, _piece("E3", EvidenceKind.UNBOXING_VIDEO))
    assert [slot.codes for slot in slots_of(film) if not slot.ours] == [(), ("E3",)]


def test_what_was_withdrawn_fills_nothing() -> None:
    need = (("evidence.quality", "", ("whole_item",), ""),)
    found = slots_of(_with(case(own=need), _piece("E1", EvidenceKind.WHOLE_ITEM, withdrawn=True)))
    assert not found[0].filled


def test_the_remedy_asks_for_more_and_the_shops_own_slots_come_last() -> None:
    need = (
        ("evidence.quality", "", ("whole_item",), ""),
        ("evidence_shop.quality", "", ("outbound_record", "whole_item"), ""),
        ("evidence_remedy.repair", "", ("label",), ""),
    )
    found = slots_of(case(own=need, requested=Remedy.REPAIR))
    assert [(slot.name, slot.ours) for slot in found] == [
        ("整体照", False), ("标签/序列号", False), ("出库记录", True),
    ]  # fmt: skip


def test_two_kinds_of_goods_ask_for_what_either_needs_once() -> None:
    need = (
        ("evidence.quality", "fresh", ("whole_item", "close_up"), ""),
        ("evidence.quality", "", ("whole_item", "label"), ""),
    )
    both = case(own=need, lines=(line(1), line(2)), categories={1: "fresh", 2: ""}, claimed=())
    assert [slot.name for slot in slots_of(both) if not slot.ours] == [
        "整体照", "瑕疵照片", "标签/序列号",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("《消费者权益保护法》第 24 条", {24}),
        ("第19、30条", {19, 30}),
        ("第52至54条", {52, 53, 54}),
        ("第8条、第9条", {8, 9}),
        ("《淘宝平台争议处理规则》第65、66、75条整理", {65, 66, 75}),
        ("本店商品说明", set()),
    ],
)
def test_the_articles_a_citation_names_are_read(text: str, numbers: set[int]) -> None:
    assert articles(text) == numbers


_NOTES = (
    RuleNote("a", "运费", "第24条", "…", "《中华人民共和国消费者权益保护法》", date(2026, 1, 1)),
    RuleNote(
        "b", "退货", "第8、9条", "…", "《网络购买商品七日无理由退货暂行办法》", date(2026, 1, 1)
    ),
)


def test_a_text_is_found_by_its_id_else_by_book_and_article() -> None:
    assert note_behind(Cited("", "《消费者权益保护法》第 24 条", "V"), _NOTES) is _NOTES[0]
    assert note_behind(Cited("k", "别的说法", "V", "b"), _NOTES) is _NOTES[1]
    assert note_behind(Cited("", "《消费者权益保护法》第 25 条", "V"), _NOTES) is None
    assert note_behind(Cited("", "本店商品说明", "own"), _NOTES) is None


def test_a_change_of_mind_is_not_needed_to_know_the_no_reason_days() -> None:
    (found,) = rules_of_goods(case(problem=ProblemClass.QUALITY, signed="6/3", applied="6/20"))
    assert found.no_reason_last == date(2026, 6, 10)
