"""The bundled fonts can write what a shop writes; a missing glyph is blank without an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

import resources

SIGNS = (
    "¥￥✓–—…·×÷≤≥≈±→←↑↓＋－−①②③④⑤⑥⑦⑧⑨‹›«»“”‘’「」『』【】《》〈〉、。，；：？！（）％‰℃№●○■□▲▼△▽★☆"
)
# A simplified, a traditional, a rare given name of the official list, one beyond two bytes.
NAMES = "赵钱孙李售后台退款龚䶮犇堃喆臺灣繁體發貨單號𬭎"
WEIGHTS = [resources.FONT_REGULAR, resources.FONT_BOLD]


@pytest.mark.parametrize("font", WEIGHTS, ids=lambda font: font.name)
def test_the_fonts_hold_every_sign_and_name(font: Path) -> None:
    glyphs = TTFontFile(str(font)).charToGlyph
    assert [c for c in SIGNS + NAMES if ord(c) not in glyphs] == []


@pytest.mark.parametrize("font", WEIGHTS, ids=lambda font: font.name)
@pytest.mark.parametrize("encoding", ["gb2312", "big5"])
def test_the_fonts_hold_every_ideograph_of_the_common_encodings(font: Path, encoding: str) -> None:
    glyphs = TTFontFile(str(font)).charToGlyph
    pairs = (bytes((high, low)) for high in range(0xA1, 0xFA) for low in range(0x40, 0xFF))
    expected = {c for pair in pairs for c in pair.decode(encoding, "ignore") if "一" <= c <= "鿿"}
    assert len(expected) > 6000
    assert {c for c in expected if ord(c) not in glyphs} == set()


def test_the_weights_are_static_and_of_one_family() -> None:
    files = [TTFontFile(str(font)) for font in WEIGHTS]
    assert [str(f.familyName, "utf-8") for f in files] == [resources.FONT_FAMILY] * 2
    assert [str(f.styleName, "utf-8") for f in files] == ["Regular", "Bold"]
    assert all("fvar" not in f.table for f in files)
    assert (resources.path("fonts", "OFL.txt")).read_text("utf-8").count("OPEN FONT LICENSE") == 1


def test_a_resource_that_was_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        resources.path("icons", "nothing.svg")
