"""What helped before: kept, found by its words, used, taken away; nothing personal gets in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.access import Role
from app.domain.contact import SolutionNote
from app.errors import NotAllowed, NotFound, RuleViolation
from app.model.journal import load_events
from app.services import build
from tests.services.bench import Bench


def note(title: str = "马克杯掉釉", **more: Any) -> SolutionNote:
    values: dict[str, Any] = {
        "symptom": "杯口小缺口，洗碗机洗过",
        "advice": "请买家拍杯底批次，换新并提醒手洗",
        "sku": "MK-350-B",
        "fault_code": "E-07",
    }
    return SolutionNote(0, title, **(values | more))


def titles(bench: Bench, text: str, sku: str = "") -> list[str]:
    return [one.title for one in bench.services.solution_notes.find(text, sku)]


def test_a_note_is_kept_with_who_wrote_it_and_told_in_the_history_of_the_desk(
    bench: Bench,
) -> None:
    kept = bench.services.solution_notes.save(note("  马克杯  掉釉 "))
    assert (kept.title, kept.written_by) == ("马克杯 掉釉", "小周")
    assert bench.services.solution_notes.get(kept.id) == kept
    event = list(load_events(bench.db.read(), 0))[-1]
    assert event.kind == "note_saved"
    assert "马克杯" not in event.data
    assert bench.heard[-1].touches("solution_note", kept.id)
    assert bench.faults() == []


def test_another_wording_takes_the_place_of_the_first(bench: Bench) -> None:
    notes = bench.services.solution_notes
    kept = notes.save(note())
    notes.save(replace(kept, advice="先致歉，再换新"))
    assert [one.advice for one in notes.find("")] == ["先致歉，再换新"]
    assert bench.faults() == []


@pytest.mark.parametrize(
    "text", ["缺口", "E-07", "e07", "Ｅ－０７", "馬克杯掉釉", "mk-350", "批次 手洗", "洗碗機"]
)
def test_words_fault_codes_and_goods_find_it_however_they_are_written(
    bench: Bench, text: str
) -> None:
    bench.services.solution_notes.save(note())
    bench.services.solution_notes.save(
        note("台灯不亮", symptom="", advice="换保险丝", sku="TD", fault_code="")
    )
    assert titles(bench, text) == ["马克杯掉釉"]


def test_every_word_must_be_there(bench: Bench) -> None:
    bench.services.solution_notes.save(note())
    assert titles(bench, "缺口 台灯") == []


def test_these_goods_stand_first_then_the_fault_code_then_what_helped_most(bench: Bench) -> None:
    notes = bench.services.solution_notes
    plain = notes.save(note("甲", sku="", fault_code=""))
    often = notes.save(note("乙", sku="", fault_code=""))
    notes.save(note("丙", sku="", fault_code="缺口"))
    notes.save(note("丁", sku="DT-160-H", fault_code=""))
    notes.use(often.id)
    assert titles(bench, "缺口", "dt-160-h") == ["丁", "丙", "乙", "甲"]
    assert notes.get(often.id).used == 1
    assert notes.get(plain.id).used == 0
    assert bench.faults() == []


def test_a_note_that_was_taken_away_is_neither_found_nor_used(bench: Bench) -> None:
    notes = bench.services.solution_notes
    kept = notes.save(note())
    notes.remove(kept.id)
    assert notes.find("") == ()
    for call in (notes.get, notes.use, notes.remove):
        with pytest.raises(NotFound):
            call(kept.id)
    with pytest.raises(NotFound):
        notes.save(replace(kept, advice="又来"))
    assert bench.faults() == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": " "}, "标题"),
        ({"advice": " "}, "怎么解决"),
        ({"advice": "打 138 1234 2209 找他"}, "电话"),
        ({"symptom": "座机 0571-88886666"}, "电话"),
        ({"advice": "发到 lin@example.com"}, "邮箱"),
        ({"advice": "退到 6222 0212 3456 7890 128"}, "银行卡"),
        ({"advice": "长" * 4001}, "太长"),
    ],
)
def test_what_is_missing_or_personal_is_refused_with_a_sentence(
    bench: Bench, wrong: dict[str, Any], why: str
) -> None:
    with pytest.raises(RuleViolation, match=why):
        bench.services.solution_notes.save(replace(note(), **wrong))
    assert bench.services.solution_notes.find("") == ()


@pytest.mark.parametrize("named", ["墨染青山", "林小满", "3300008641975230861"])
def test_the_buyer_of_the_ticket_it_comes_from_is_not_named(bench: Bench, named: str) -> None:
    ticket = bench.imported()
    with pytest.raises(RuleViolation, match="提到了这位买家"):
        bench.services.solution_notes.save(note(advice=f"给{named}换新"), ticket)
    assert bench.services.solution_notes.save(note(advice="给买家换新"), ticket).id


def test_the_warehouse_reads_and_uses_but_does_not_write(bench: Bench) -> None:
    notes = bench.services.solution_notes
    kept = notes.save(note())
    with bench.somebody("阿明", "warehouse"):
        assert notes.find("缺口") == (kept,)
        notes.use(kept.id)
        with pytest.raises(NotAllowed):
            notes.save(note("乙"))
        with pytest.raises(NotAllowed):
            notes.remove(kept.id)


def test_who_may_no_longer_handle_tickets_writes_no_note_from_a_window_left_open(
    bench: Bench,
) -> None:
    services = bench.services
    made = services.staff.add("阿青", (Role.AGENT.value,))
    kept = services.solution_notes.save(note())
    other = build(bench.db, bench.paths, bench.clock)
    other.staff.act_as("阿青")
    services.staff.set_roles(made.id, (Role.WAREHOUSE.value,))
    with pytest.raises(NotAllowed):
        other.solution_notes.save(note("台灯不亮"))
    with pytest.raises(NotAllowed):
        other.solution_notes.remove(kept.id)
    assert titles(bench, "") == ["马克杯掉釉"]
