"""The list of needs cannot rot: every file, every test and every room it names is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from docs.coverage import LAST, TARGET, Row, rows, text

ROOT = Path(__file__).resolve().parents[2]
ROWS = rows()


@cache
def names_in(path: str) -> frozenset[str]:
    """Every function and class of a test file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


def test_every_need_is_there_once() -> None:
    assert [row.id for row in ROWS] == [f"R{number:03}" for number in range(1, LAST + 1)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_says_one_thing_and_what_it_names_exists(row: Row) -> None:
    assert row.need
    assert bool(row.where or row.by) + bool(row.refused) + bool(row.later) == 1
    if row.state == "covered":
        assert row.where, "a covered need stands somewhere"
        assert row.by, "a covered need is proved by a test"
    for place in row.where:
        assert (ROOT / place).exists(), place
    for proof in row.by:
        path, _sep, name = proof.partition("::")
        assert (ROOT / path).is_file(), path
        assert path.startswith("tests/")
        assert name.startswith("test_"), proof
        assert name in names_in(path), proof
    if row.state == "not yet":
        room = row.later.partition(":")[0]
        assert (ROOT / room).exists(), f"{row.later}: begins with no file or folder of the tree"


def test_the_document_is_what_the_rows_make() -> None:
    assert TARGET.read_text(encoding="utf-8") == text()
