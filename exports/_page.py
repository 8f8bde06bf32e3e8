"""What every paper is printed with: the fonts, the safe way for text, and how lines break.

Text is drawn as it is. reportlab's own paragraphs read `<b>`, `<a href>` and `<img src>` in what a
buyer wrote, which breaks the paper, makes links or opens files; no paper uses them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable

import resources
from exports._text import pdf_text

REGULAR: Final = "NotoSansSC"
BOLD: Final = "NotoSansSC-Bold"
CREATOR: Final = "售后台"

INK: Final = HexColor("#1D2129")
MUTED: Final = HexColor("#5B6370")
LINE: Final = HexColor("#E3E6EB")
GROUND: Final = HexColor("#F6F7F9")
ACCENT: Final = HexColor("#2460D8")
BAD: Final = HexColor("#B3261E")

# Text wrapped around binary data: pure Python, and most of the time a paper with photos takes.
rl_config.useA85 = 0

_ROUNDING = 1e-6
_ASCENT = 0.88  # of the size: where a Chinese character stands on its base line

_NOT_AT_START = frozenset("!,.:;?)]}%、。，．：；？！）】」』〕》〉”’…·×")
_NOT_AT_END = frozenset("([{（【「『〔《〈“‘¥￥#@−")
# The blank between a currency sign and its figure does not end a word.
_TOKEN = re.compile(r"(?:[!-~\u00a0-\u02af]|(?<=[¥$€£]) (?=\d))+[ ]?|\s|.", re.DOTALL)


@cache
def _fonts() -> tuple[TTFont, TTFont]:
    """The regular and the bold font. Reading the files takes a tenth of a second, once."""
    both = (TTFont(REGULAR, str(resources.FONT_REGULAR)), TTFont(BOLD, str(resources.FONT_BOLD)))
    for font in both:
        registerFont(font)
    return both


@cache
def printable() -> frozenset[int]:
    """The code points both fonts can print. Makes the fonts known on the first call."""
    regular, bold = _fonts()
    both = regular.face.charToGlyph.keys() & bold.face.charToGlyph.keys()
    return frozenset(point for point in both if unicodedata.category(chr(point))[0] != "C")


def plain(text: str) -> str:
    """One line of text as it can be drawn on a canvas; see `pdf_text`."""
    return pdf_text(text, printable()).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks. Sizes in points; `leading` is the distance of two base lines."""

    size: float
    leading: float
    bold: bool = False
    color: Color = INK
    right: bool = False


class Text(Flowable):
    """Lines of text in one look, broken to the width they get, split over pages where needed."""

    def __init__(self, source: list[str], look: Look) -> None:
        super().__init__()
        self.source, self.look = source, look
        self.lines: list[str] = []
        self._wrapped_to: float | None = None

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        look = self.look
        if self._wrapped_to != aW:  # asked several times for every page it runs over
            bold = look.bold
            self.lines = [
                line for text in self.source for line in wrap(text, look.size, aW, bold=bold)
            ]
            self._wrapped_to = aW
        self.width = aW
        self.height = len(self.lines) * look.leading
        return self.width, self.height

    def halves(self, height: float) -> tuple[Text, Text]:
        """The wrapped lines that fit into `height`, and the others; either may be empty."""
        fitting = max(0, int(height / self.look.leading + _ROUNDING))
        return self._part(self.lines[:fitting]), self._part(self.lines[fitting:])

    def split(self, aW: float, aH: float, /) -> list[Flowable]:  # noqa: N803 - reportlab's
        self.wrap(aW, aH)
        above, below = self.halves(aH)
        return [part for part in (above, below) if part.source] if above.source else []

    def draw(self) -> None:
        look, canvas = self.look, self.canv
        canvas.setFont(BOLD if look.bold else REGULAR, look.size)
        canvas.setFillColor(look.color)
        base = self.height - (look.leading - look.size) / 2 - look.size * _ASCENT
        for line in self.lines:
            if look.right:
                canvas.drawRightString(self.width, base, line)
            else:
                canvas.drawString(0, base, line)
            base -= look.leading

    def _part(self, lines: list[str]) -> Text:
        part = Text(lines, self.look)
        part.lines, part._wrapped_to = lines, self._wrapped_to
        return part


def para(text: str, look: Look) -> Text:
    """Anybody's text, at any length, line by line as it was written."""
    return Text(pdf_text(text, printable()).split("\n"), look)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Points a text takes on one line."""
    widths, other = _widths(bold=bold)
    return size * sum(widths.get(ord(character), other) for character in text)


@cache
def _widths(*, bold: bool) -> tuple[dict[int, float], float]:
    """Width of every character in sizes, and of any other."""
    face = _fonts()[bold].face
    return {c: w / 1000 for c, w in face.charWidths.items()}, face.defaultWidth / 1000


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break printable text into lines of at most `width` points; at least one line.

    Words and numbers stay whole while they fit a line; no line starts with a closing mark or ends
    with an opening one while there is a choice.
    """
    lines: list[str] = []
    for source in text.split("\n"):
        if width_of(source, size, bold=bold) <= width:
            lines.append(source.strip(" "))
            continue
        line: list[str] = []
        used = 0.0
        for token in _tokens(source, size, width, bold=bold):
            taken = width_of(token.rstrip(), size, bold=bold)
            if line and used + taken > width:
                carried = _carry(line, token)
                lines.append("".join(line).rstrip())
                line = carried
                used = width_of("".join(line), size, bold=bold)
            if line or not token.isspace():
                line.append(token)
                used += width_of(token, size, bold=bold)
        lines.append("".join(line).rstrip())
    return lines


def _tokens(text: str, size: float, width: float, *, bold: bool) -> Iterator[str]:
    """Words, blanks and single characters; a word too long for any line comes in characters."""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if len(token) > 1 and width_of(token.rstrip(), size, bold=bold) > width:
            yield from token
        else:
            yield token


def _carry(line: list[str], following: str) -> list[str]:
    """Take from the end of a full line what must not be parted from the token that follows."""
    carried: list[str] = []
    while len(line) > 1 and (
        (carried[0] if carried else following)[0] in _NOT_AT_START or line[-1][-1] in _NOT_AT_END
    ):
        carried.insert(0, line.pop())
    return carried
