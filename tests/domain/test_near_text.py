"""Words pasted a second time are found although the copy is bad; other words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.near_text import _SIMPLIFIED, _TRADITIONAL, ALIKE, folded, likeness, marks

WORDS = "收到的地毯边上有一块污渍，洗不掉，味道也很大，是新买的，请尽快给我处理一下，谢谢。"
OTHER = "台灯装上以后不亮，换了灯泡也不行，开关按下去没有反应，请问怎么办。"


@pytest.mark.parametrize(
    "copy",
    [
        "收到得地毯邊上有壹塊污漬，洗不掉，味道也很大，是新買得，請盡快給我處理壹下，謝謝。",
        " 收到的地毯 边上有一块污渍,洗不掉,味道也很大,是新买的,请尽快给我处理一下,谢谢. ",
        "收到的地毯边上有一块污渍，洗不掉，味道也很大，就是新买的，请尽快给他处理一下，谢谢！！",
        WORDS + "在吗？",
        "亲，" + WORDS,
        WORDS.replace("一块污渍", "一大块污渍"),
    ],
)
def test_a_bad_copy_is_found_and_alike(copy: str) -> None:
    assert set(marks(copy)) & set(marks(WORDS))
    assert likeness(copy, WORDS) >= ALIKE


def test_other_words_are_not() -> None:
    assert not set(marks(OTHER)) & set(marks(WORDS))
    assert likeness(OTHER, WORDS) < 20


def test_short_words_everybody_uses_have_no_marks() -> None:
    assert marks("不想要了，退货") == ()
    assert marks("！！！！！！！！！！！！！！！！！！！！") == ()


def test_half_width_and_full_width_are_the_same() -> None:
    assert folded("ＡＢＣ １２３。") == folded("abc123.") == "abc123"


def test_each_traditional_character_has_one_simplified_that_stays() -> None:
    assert len(_TRADITIONAL) == len(_SIMPLIFIED) == len(set(_TRADITIONAL))
    assert not set(_TRADITIONAL) & set(_SIMPLIFIED)


@given(st.text(max_size=60))
def test_any_text_is_like_itself_or_has_nothing_to_compare(text: str) -> None:
    assert likeness(text, text) == (100 if len(folded(text)) > 1 else 0)
    assert marks(text) == marks(f"  {text}  ")
