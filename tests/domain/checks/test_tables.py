"""The program says what was reckoned by hand from the laws and rules, and the document shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.checks import Verdict
from app.domain.checks.reviewing import CHECKS
from docs.checks import TARGET, text
from tests.domain.checks.book import CHAPTERS, ROWS
from tests.domain.checks.shape import Row

_EACH = [pytest.param(row, id=number) for number, row in ROWS]


@pytest.mark.parametrize("row", _EACH)
def test_the_check_says_what_the_text_of_the_rule_says(row: Row) -> None:
    finding = row.finding()
    if finding is None:
        assert row.verdict is None
        return
    assert finding.verdict is row.verdict, finding.fact
    assert row.due in finding.arithmetic
    assert row.says in finding.fact
    assert row.missing in (None, finding.missing)


@pytest.mark.parametrize("row", _EACH)
def test_a_row_names_the_text_it_comes_from(row: Row) -> None:
    assert row.source
    assert row.due == "" or row.sum, "a figure is shown with its reckoning"


def test_every_check_is_held_to_what_it_lets_through_and_what_not() -> None:
    """Each check has rows, and each verdict it can give has one."""
    never_refuse = {
        "evidence", "evidence_shop", "description", "contact", "order_known", "gift", "guarantees",
        "colour", "care", "bad_share", "serial", "applications", "history", "platform_type",
        "platform_reason", "refund_only", "returned_in_time", "return_courier", "region",
        "our_answer", "our_refund",
    }  # fmt: skip
    always_pass = {"colour", "history", "region"}
    given: dict[str, set[Verdict | None]] = {check.id: set() for check in CHECKS}
    for _number, row in ROWS:
        given[row.check].add(row.verdict)
    for check, verdicts in given.items():
        wanted = {Verdict.PASS}
        if check not in always_pass:
            wanted.add(Verdict.PERSON)
        if check not in never_refuse:
            wanted.add(Verdict.REFUSE)
        assert verdicts - {None} == wanted, check


def test_there_are_rows_enough() -> None:
    assert len(ROWS) >= 150
    assert all(len(chapter.rows) >= 5 for chapter in CHAPTERS)


def test_no_title_stands_twice_in_a_chapter() -> None:
    for chapter in CHAPTERS:
        titles = [(row.check, row.title) for row in chapter.rows]
        assert len(set(titles)) == len(titles)


def test_the_document_is_what_the_tables_make() -> None:
    assert Path(TARGET).read_text(encoding="utf-8") == text()
