"""The program agrees with what was worked out by hand, and the document shows just that."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.money import digits
from docs.worked_examples import TARGET, text
from tests.domain.examples.book import CHAPTERS, EXAMPLES
from tests.domain.examples.shape import Example, Sum


@pytest.mark.parametrize("example", [pytest.param(e, id=number) for number, e in EXAMPLES])
def test_the_program_agrees_with_the_sum_done_by_hand(example: Example | Sum) -> None:
    assert example.observed() == example.expected()


@pytest.mark.parametrize("example", [pytest.param(e, id=number) for number, e in EXAMPLES])
def test_an_example_expects_something_and_shows_the_figure_in_its_sum(
    example: Example | Sum,
) -> None:
    assert example.expected()
    if isinstance(example, Example):
        shown = [digits(c, example.order.currency) for c in example.totals.values() if c]
        assert not shown or any(amount in example.calculation for amount in shown)


def test_every_rule_has_examples_enough_to_check_it() -> None:
    assert len(EXAMPLES) >= 180
    assert all(len(chapter.examples) >= 3 for chapter in CHAPTERS)


def test_no_title_stands_twice() -> None:
    for chapter in CHAPTERS:
        titles = [example.title for example in chapter.examples]
        assert len(set(titles)) == len(titles)


def test_the_document_is_what_the_examples_make() -> None:
    assert Path(TARGET).read_text(encoding="utf-8") == text()
