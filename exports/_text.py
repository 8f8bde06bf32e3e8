"""What other people typed, made safe to write: nothing is lost in silence, nothing is run.

Pure text in, pure text out. Texts of workbooks lose what XML cannot hold; texts of papers show in
‹angle marks› what cannot be printed or would turn the reading direction.
"""

from __future__ import annotations

import re
from collections.abc import Container

from app.i18n import _

CELL_LIMIT = 32_767  # UTF-16 units a cell of Excel holds

# Everything XML 1.0 cannot hold, and the two non-characters that only fail when a file is saved.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads `_x0041_` inside a text as the letter A; its own escape is `_x005F_`.
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RISKY_START = re.compile(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")

_DIRECTION_MARKS = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u2000-\u200a\u202f\u205f]")
# Joiners and variation selectors have no look of their own: without them the same is read.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")


def xl_text(text: str) -> str:
    """The text as a cell may hold it, at most 32,767 UTF-16 units, marked where it was cut."""
    if _NOT_XML.search(text):
        text = _NOT_XML.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x" in text:
        text = _ESCAPE_LOOKALIKE.sub("_x005F_", text)
    if 2 * len(text) > CELL_LIMIT and _units(text) > CELL_LIMIT:
        text = _cut(text)
    return text


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula when the cell is typed again."""
    return _RISKY_START.match(text) is not None


def pdf_text(text: str, glyphs: Container[int]) -> str:
    """The text as it can be printed with a font that has `glyphs` (code points).

    Lines end in a newline. What turns the reading direction shows as ‹RLO›, what the font lacks
    and what no document may hold as ‹U+1F600›; blanks of any width become a plain blank.
    """
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    text = _UNSEEN.sub("", text)
    if all(ord(c) in glyphs or c == "\n" for c in text):
        return text
    shown: list[str] = []
    missing: list[str] = []
    for character in text:
        if character == "\n" or ord(character) in glyphs:
            if missing:
                shown.append(_marked(missing))
                missing = []
            shown.append(character)
        else:
            missing.append(_DIRECTION_MARKS.get(character, f"U+{ord(character):04X}"))
    if missing:
        shown.append(_marked(missing))
    return "".join(shown)


def _marked(names: list[str]) -> str:
    return f"‹{' '.join(names)}›"


def _units(text: str) -> int:
    """UTF-16 units: characters beyond the basic plane count twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _cut(text: str) -> str:
    """As much of the text as fits with a note of how much is missing."""
    widest = _("…〔超出单元格上限，后面还有 {count} 个字〕")
    room = CELL_LIMIT - len(widest) - 12
    kept, used = 0, 0
    for character in text:
        used += 2 if character > "\uffff" else 1
        if used > room:
            break
        kept += 1
    return text[:kept] + widest.format(count=len(text) - kept)
