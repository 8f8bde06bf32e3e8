"""Makes the two fonts of resources/fonts from the static Noto Sans SC of an npm package.

Run when the fonts change, never by the program:

    npm pack @expo-google-fonts/noto-sans-sc && tar xzf expo-google-fonts-noto-sans-sc-*.tgz
    uv run --group assets release/make_fonts.py package

Kept: everything a Chinese shop can meet in a file (GBK, Big5), all of the font that is not a rare
ideograph or Hangul, and the ideographs of the official list of names (通用规范汉字表) beyond them.
That is 7.9 MB a weight instead of 10.5. The OFL allows it under the same name: the only reserved
font name is "Source".
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {
    "Regular": "400Regular/NotoSansSC_400Regular.ttf",
    "Bold": "700Bold/NotoSansSC_700Bold.ttf",
}
FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
RARE = ((0x3400, 0x4DBF), (0xAC00, 0xD7A3))
NAMES = (
    "㑇㑊㑮㓢㔾㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def two_byte_characters(encoding: str) -> Iterator[int]:
    """Every character a two-byte Chinese encoding can express."""
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            text = bytes((high, low)).decode(encoding, "ignore")
            yield from map(ord, text)


def subset(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    present = set(font.getBestCmap())
    wanted = set(map(ord, NAMES))
    wanted |= {c for c in present if not any(first <= c <= last for first, last in RARE)}
    wanted.update(two_byte_characters("gbk"), two_byte_characters("big5"))
    options = Options()
    options.layout_features = ["kern", "ccmp", "mark", "mkmk", "tnum"]
    options.drop_tables += ["BASE", "STAT", "vhea", "vmtx"]  # nothing is set vertically
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted & present)
    subsetter.subset(font)
    font.save(target)


if __name__ == "__main__":
    package = Path(sys.argv[1])
    for weight, name in WEIGHTS.items():
        made = FONTS / f"NotoSansSC-{weight}.ttf"
        subset(package / name, made)
        print(made.name, made.stat().st_size)
