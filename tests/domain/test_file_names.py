"""Names strangers gave: shown without lies, copied without harm."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_names import display_name, kept_name, safe_name

HOSTILE = [
    "../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "C:\\x.jpg", "\\\\host\\share\\x.jpg",
    "a.jpg:x.exe", "CON", "nul.jpg", "COM1", "aux.tar.gz", "trailing. . .", " lead", ".hidden",
    "a\x00b.jpg", "photo\u202egpj.exe", "a\x1b[31mred.jpg", "z\u0301\u0301\u0301\u0301\u0301.jpg",
    "👩‍👩‍👧.jpg", "x" * 10_000, "证据" * 500, "", ".", "..", "\ud800.jpg", "a\nb\tc.jpg", "%2e%2e%2f",
    "<img src=x>.png", "'; DROP TABLE--.png", "con", "LPT9 .txt",
]  # fmt: skip
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{a}{n}" for a in ("COM", "LPT") for n in range(10))}


def harmless(name: str) -> bool:
    stem = name.split(".", maxsplit=1)[0].strip().upper()
    return (
        0 < len(name) <= 80
        and len(name.encode("utf-8")) <= 200
        and not set(name) & set('/\\:*?"<>|')
        and all(unicodedata.category(c)[0] != "C" for c in name)
        and not name.startswith((".", " ", "-"))
        and not name.endswith((".", " "))
        and stem not in _RESERVED
    )


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lead", ["", "E3"])
def test_a_hostile_name_becomes_a_harmless_one(name: str, lead: str) -> None:
    made = safe_name(name, ".jpg", lead)
    assert harmless(made)
    assert made.endswith(".jpg")
    assert made.count(".") == 1


@given(st.text(max_size=300))
def test_every_text_becomes_a_harmless_name_and_a_line_to_show(name: str) -> None:
    assert harmless(safe_name(name, ".jpg"))
    shown = display_name(name)
    assert shown
    assert len(shown) <= 48
    assert all(unicodedata.category(c)[0] != "C" for c in shown)


def test_a_chinese_name_stays_readable_in_its_copy() -> None:
    assert safe_name("杯口缺口（正面）.JPG", ".jpg", "E2") == "E2 杯口缺口（正面）.jpg"


def test_the_ending_of_a_copy_is_that_of_the_bytes() -> None:
    assert safe_name("invoice.pdf.exe", ".bin", "E1") == "E1 invoice pdf.bin"


def test_a_direction_mark_cannot_hide_the_ending() -> None:
    assert display_name("photo\u202egpj.exe") == "photogpj.exe"


def test_a_long_name_loses_its_middle_and_keeps_its_ending() -> None:
    shown = display_name("a" * 200 + "-end.jpg", 40)
    assert len(shown) == 40
    assert shown.endswith("-end.jpg")
    assert "…" in shown


def test_a_name_without_anything_to_show_is_called_unnamed() -> None:
    assert display_name("\u200b\u202e") == "未命名"


def test_piled_up_marks_are_cut() -> None:
    assert len(display_name("z" + "\u0301" * 500)) <= 5


def test_what_is_kept_is_the_last_part_that_the_database_can_hold() -> None:
    assert kept_name("C:\\Users\\me\\杯子.jpg") == "杯子.jpg"
    kept_name("\ud800x.jpg").encode("utf-8")
    assert "\x00" not in kept_name("a\x00.jpg")
    assert len(kept_name("x" * 5000)) == 255
