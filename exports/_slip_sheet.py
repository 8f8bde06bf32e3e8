"""Narrow paper for thermal printers: framed boxes of lines, top to bottom, overleaf when full.

Black only, nothing under 7 points, nothing within 2 mm of an edge; nothing is ever cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from exports._page import BOLD, REGULAR, plain, width_of, wrap

PAGE: Final = (76 * mm, 130 * mm)
MARGIN: Final = 2.5 * mm
INNER: Final = PAGE[0] - 2 * MARGIN
SMALLEST: Final = 7.0  # points a thermal head still prints legibly
_PAD_X: Final = 2.0 * mm
_PAD_Y: Final = 1.2 * mm
_GAP: Final = 1.4 * mm  # between boxes
_FRAME: Final = 0.3 * mm
_LEADING: Final = 1.38
_ASCENT: Final = 0.88
_WHOLE: Final = 30 * mm  # a box up to this height is rather moved than divided
_LEAST_ROWS: Final = 3
_BLANK: Final = 1.75  # height of a line to write on, in sizes


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line: a name in bold, then text; or a blank to write on after the name."""

    text: str
    size: float
    name: str = ""
    bold: bool = False
    blank: bool = False
    indent: float = 0

    @property
    def height(self) -> float:
        return self.size * (_BLANK if self.blank else _LEADING)


@dataclass(slots=True)
class Box:
    """A frame around rows. `beside` keeps room on the right for a square of that size."""

    rows: list[Row] = field(default_factory=list)
    beside: float = 0

    @property
    def height(self) -> float:
        inside = max(sum(row.height for row in self.rows), self.beside)
        return inside + 2 * _PAD_Y


def text_width(beside: float = 0) -> float:
    """Points of a line inside a box."""
    return INNER - 2 * _PAD_X - (beside + _PAD_X if beside else 0)


def lines(
    text: str, size: float, *, name: str = "", bold: bool = False, beside: float = 0
) -> list[Row]:
    """Rows of a text broken to a box; its name stands before the first line."""
    printed = plain(text)
    lead = width_of(f"{name}　", size, bold=True) if name else 0.0
    room = text_width(beside)
    first, *_rest = wrap(printed, size, room - lead, bold=bold)
    rest = printed[len(first) :].strip()
    rows = [Row(first, size, name=name, bold=bold, indent=lead)]
    if rest:
        rows += [Row(line, size, bold=bold) for line in wrap(rest, size, room, bold=bold)]
    return rows


def paginate(boxes: Sequence[Box], first_room: float, next_room: float) -> list[list[Box]]:
    """Spread boxes over pages of these heights; a box too long for what is left is divided."""
    pages: list[list[Box]] = [[]]
    room = first_room
    for box in boxes:
        rest: Box | None = box
        while rest is not None:
            begun, rest = _divided(rest, room, whole=next_room)
            if begun is not None:
                pages[-1].append(begun)
                room -= begun.height + _GAP
            if rest is not None:
                pages.append([])
                room = next_room
    return pages


def _divided(box: Box, room: float, *, whole: float) -> tuple[Box | None, Box | None]:
    """What of a box fits into `room`, and what goes overleaf. Short boxes stay in one piece."""
    if box.height <= room:
        return box, None
    used, count = 2 * _PAD_Y, 0
    for row in box.rows:
        if used + row.height > room:
            break
        used += row.height
        count += 1
    fresh = room >= whole
    if not fresh and (count < _LEAST_ROWS or box.height <= _WHOLE):
        return None, box
    count = max(count, 1)
    return Box(box.rows[:count], box.beside), Box(box.rows[count:])


def draw_boxes(canvas: Canvas, boxes: Sequence[Box], top: float) -> list[tuple[float, float]]:
    """Draw boxes downwards from `top`; the upper right inner corner of each is returned."""
    corners: list[tuple[float, float]] = []
    canvas.setLineWidth(_FRAME)
    canvas.setStrokeColor(black)
    y = top
    for box in boxes:
        canvas.rect(MARGIN, y - box.height, INNER, box.height, stroke=1, fill=0)
        corners.append((MARGIN + INNER - _PAD_X, y - _PAD_Y))
        inside = y - _PAD_Y
        for row in box.rows:
            _draw_row(canvas, row, MARGIN + _PAD_X, inside, text_width(box.beside))
            inside -= row.height
        y -= box.height + _GAP
    return corners


def _draw_row(canvas: Canvas, row: Row, x: float, top: float, width: float) -> None:
    base = top - row.height + row.size * (_LEADING - 1) / 2 + row.size * (1 - _ASCENT)
    if row.name:
        canvas.setFont(BOLD, row.size)
        canvas.drawString(x, base, row.name)
    if row.blank:
        start = x + (width_of(f"{row.name} ", row.size, bold=True) if row.name else 0)
        canvas.setLineWidth(_FRAME * 0.6)
        canvas.line(start, base - 1, x + width, base - 1)
        canvas.setLineWidth(_FRAME)
    else:
        canvas.setFont(BOLD if row.bold else REGULAR, row.size)
        canvas.drawString(x + row.indent, base, row.text)
