"""Every scenario comes to its end, leaves a sound desk, and reads as the document says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from docs.scenarios import TARGET, played
from tests.scenarios.book import SCENARIOS
from tests.scenarios.stage import Scenario, Story

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("one", SCENARIOS, ids=lambda one: one.name)
def test_a_case_goes_its_way_and_the_history_proves_itself(one: Scenario, tmp_path: Path) -> None:
    story = Story(tmp_path / "desk")
    try:
        ticket = one.play(story)
        assert story.timeline(ticket)
        assert story.faults() == []
    finally:
        story.close()


@pytest.mark.parametrize("one", SCENARIOS, ids=lambda one: one.name)
def test_the_document_tells_it_as_it_went(one: Scenario) -> None:
    assert played(one) in TARGET.read_text(encoding="utf-8"), "run: python -m docs.scenarios"


CLICKED = [one for one in SCENARIOS if one.clicked]


@pytest.mark.parametrize("one", CLICKED, ids=lambda one: one.name)
def test_the_test_that_clicks_through_a_case_is_there(one: Scenario) -> None:
    path, name = one.clicked.split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {part.name for part in tree.body if isinstance(part, ast.FunctionDef)}


def test_whole_cases_are_clicked_through_not_only_called() -> None:
    assert len({one.clicked for one in CLICKED}) == len(CLICKED) >= 5


def test_there_are_cases_enough_and_each_has_its_name() -> None:
    assert len({one.name for one in SCENARIOS}) == len(SCENARIOS) >= 12
