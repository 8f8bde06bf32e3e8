"""Every value staff may meet has a word, and every stage a place on the bar."""

from __future__ import annotations

import importlib
import pkgutil
from enum import StrEnum

import pytest

import app.domain
from app.domain import label_tables, label_tables_case, label_tables_more
from app.domain.facts import Closing, DisputeState, Review, Stage, StageGroup
from app.domain.labels import label, stage_group, stepper, tone
from app.domain.remedy import Liability, Remedy


def domain_enums() -> list[type[StrEnum]]:
    found: set[type[StrEnum]] = set()
    for module in pkgutil.walk_packages(app.domain.__path__, "app.domain."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum:
                found.add(value)
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", domain_enums(), ids=lambda kind: kind.__name__)
def test_every_value_of_every_enum_has_a_word(kind: type[StrEnum]) -> None:
    assert [member for member in kind if not label(member).strip()] == []


def test_no_table_speaks_of_a_value_that_is_gone() -> None:
    kept = (label_tables.TABLES, label_tables_more.TABLES, label_tables_case.TABLES)
    tables = {kind: table for one in kept for kind, table in one.items()}
    assert len(tables) == sum(map(len, kept))
    assert {kind: set(table) - set(kind) for kind, table in tables.items()} == {
        kind: set() for kind in tables
    }


def test_values_spelt_alike_keep_their_own_words() -> None:
    assert label(Closing.REJECTED) == "已拒绝"
    assert label(Remedy.REJECT) == "拒绝"
    assert (label(DisputeState.NONE), label(Liability.PLATFORM)) == ("无纠纷", "平台责任")
    assert label(Review.NEW) == label(Stage.NEW) == "待受理"


@pytest.mark.parametrize(
    ("stage", "group"),
    [
        (Stage.NEW, StageGroup.NEW),
        (Stage.REVIEWING, StageGroup.IN_PROGRESS),
        (Stage.NEED_INFO, StageGroup.IN_PROGRESS),
        (Stage.AWAITING_RETURN, StageGroup.IN_PROGRESS),
        (Stage.DISPUTED, StageGroup.IN_PROGRESS),
        (Stage.AWAITING_CONFIRMATION, StageGroup.AWAITING_BUYER),
        (Stage.COMPLETED, StageGroup.COMPLETED),
        (Stage.REJECTED, StageGroup.CLOSED),
        (Stage.CANCELLED, StageGroup.CLOSED),
        (Stage.EXPIRED, StageGroup.CLOSED),
        (Stage.MERGED, StageGroup.CLOSED),
    ],
)
def test_a_stage_is_counted_in_its_group(stage: Stage, group: StageGroup) -> None:
    assert stage_group(stage) is group


def test_every_stage_stands_somewhere_on_the_bar_and_never_goes_back() -> None:
    way = [
        Stage.NEW,
        Stage.REVIEWING,
        Stage.NEGOTIATING,
        Stage.AWAITING_RETURN,
        Stage.AWAITING_CONFIRMATION,
        Stage.COMPLETED,
    ]
    assert [stepper(stage)[1] for stage in way] == [0, 1, 2, 3, 4, 5]
    assert stepper(Stage.NEW)[0] == ("受理", "核实", "协商方案", "执行", "买家确认", "完成")
    assert all(stepper(stage)[1] < len(stepper(stage)[0]) for stage in Stage)


def test_a_ticket_that_ended_otherwise_is_not_called_completed() -> None:
    steps, current = stepper(Stage.CANCELLED)
    assert steps[current] == "已取消"
    assert steps == ("受理", "已取消"), "no step that may never have happened is ticked off"


def test_the_colours_are_those_of_the_queue() -> None:
    assert [tone(s) for s in (Stage.NEGOTIATING, Stage.INSPECTING, Stage.DISPUTED, Stage.NEW)] == [
        "info",
        "violet",
        "bad",
        "muted",
    ]
    assert all(tone(stage) for stage in Stage)
