from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports._text import CELL_LIMIT, pdf_text, starts_like_formula, xl_text

LATIN = frozenset(range(0x20, 0x7F))


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\x00b\x07c\x1fd", "abcd"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc", "abc"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\U0001f600\u202e 中", "\U0001f600\u202e 中"),
        ("_x0041_", "_x005F_x0041_"),  # Excel would show the letter A
        ("_x_", "_x_"),
    ],
)
def test_a_cell_loses_only_what_xml_cannot_hold(given_text: str, kept: str) -> None:
    assert xl_text(given_text) == kept


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_every_cell_text_can_be_written_as_xml(text: str) -> None:
    element = etree.Element("t")
    element.text = xl_text(text)
    assert etree.fromstring(etree.tostring(element)).text == (xl_text(text) or None)


@pytest.mark.parametrize("character", ["好", "a", "😀"])
def test_a_cell_too_long_for_excel_says_how_much_is_missing(character: str) -> None:
    units = len(character.encode("utf-16-le")) // 2
    fits = CELL_LIMIT // units
    assert xl_text(character * fits) == character * fits
    cut = xl_text(character * (fits + 1))
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    kept, _mark, note = cut.partition("…")
    assert set(kept) == {character}
    assert str(fits + 1 - len(kept)) in note


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "＝1", "\t=1", " =1", "\ufeff=1", "\rx"])
def test_what_a_spreadsheet_may_take_for_a_formula_is_recognised(text: str) -> None:
    assert starts_like_formula(text)


@pytest.mark.parametrize("text", ["", "1299", "a=b", "（=）", "AS-1"])
def test_ordinary_text_is_not_taken_for_a_formula(text: str) -> None:
    assert not starts_like_formula(text)


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("abc <b>&amp;", "abc <b>&amp;"),
        ("gpj\u202eexe.", "gpj‹RLO›exe."),
        ("a\u2066b\u2069", "a‹LRI›b‹PDI›"),
        ("a😀b", "a‹U+1F600›b"),
        ("中文", "‹U+4E2D U+6587›"),
        ("a\x00\x1bb", "a‹U+0000 U+001B›b"),
        ("a\ud800", "a‹U+D800›"),
        ("a\r\nb\x0bc\u2028d", "a\nb\nc\nd"),
        ("a\tb\u2003c", "a b c"),
        ("a\ufeffb\u200dc\ufe0fd", "abcd"),
    ],
)
def test_paper_shows_what_it_cannot_print(given_text: str, printed: str) -> None:
    assert pdf_text(given_text, LATIN) == printed


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_paper_gets_only_glyphs_lines_and_marks(text: str) -> None:
    assert all(ord(c) in LATIN or c in "\n‹›" for c in pdf_text(text, LATIN))
