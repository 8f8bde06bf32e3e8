"""Rows of text cells that flow over pages, by rows and inside a row that is very long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from exports._page import Text

_WHOLE: Final = 150.0  # points: a row up to this height is rather moved than split
_LEAST_LINES: Final = 2  # of a long row that must fit before it is split


@dataclass(frozen=True, slots=True)
class Dress:
    """What surrounds the text of a grid, in points."""

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    rule: Color | None = None  # between rows
    ground: Color | None = None  # behind everything, with round edges


class Grid(Flowable):
    """Cells of `Text` in columns of fixed widths; `head` repeats the first row on every page."""

    def __init__(
        self, rows: list[list[Text]], widths: Sequence[float], dress: Dress, *, head: bool = False
    ) -> None:
        super().__init__()
        self.rows, self.widths, self.dress, self.head = rows, tuple(widths), dress, head
        self.heights: list[float] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        self.heights = [self._height(row) for row in self.rows]
        self.width, self.height = sum(self.widths), sum(self.heights)
        return self.width, self.height

    def split(self, aW: float, aH: float, /) -> list[Flowable]:  # noqa: N803 - reportlab's
        self.wrap(aW, aH)
        if self.height <= aH:
            return [self]
        first = 1 if self.head else 0
        room, place = aH - sum(self.heights[:first]), first
        while place < len(self.rows) and self.heights[place] <= room:
            room -= self.heights[place]
            place += 1
        above, below = self.rows[:place], self.rows[place:]
        if below and self.heights[place] > _WHOLE:
            begun, rest = self._parted(below[0], room)
            if begun:
                above, below = [*above, begun], [rest, *below[1:]]
        if len(above) <= first:
            return []  # the whole grid goes to the next page
        return [self._like(above), self._like([*self.rows[:first], *below])]

    def draw(self) -> None:
        canvas, dress = self.canv, self.dress
        if dress.ground is not None:
            canvas.setFillColor(dress.ground)
            canvas.roundRect(0, 0, self.width, self.height, 4.5, stroke=0, fill=1)
        y = self.height
        for place, (row, height) in enumerate(zip(self.rows, self.heights, strict=True)):
            if place and dress.rule is not None:
                canvas.setStrokeColor(dress.rule)
                canvas.setLineWidth(0.6)
                canvas.line(0, y, self.width, y)
            x = 0.0
            for cell, width in zip(row, self.widths, strict=True):
                cell.drawOn(canvas, x + dress.left, y - dress.top - cell.height)
                x += width
            y -= height

    def _like(self, rows: list[list[Text]]) -> Grid:
        return Grid(rows, self.widths, self.dress, head=self.head)

    def _height(self, row: list[Text]) -> float:
        dress = self.dress
        tallest = 0.0
        for cell, width in zip(row, self.widths, strict=True):
            cell.wrap(width - dress.left - dress.right, 0)
            tallest = max(tallest, cell.height)
        return tallest + dress.top + dress.bottom

    def _parted(self, row: list[Text], room: float) -> tuple[list[Text], list[Text]]:
        """The lines of a row that fit into `room`, and those that do not."""
        inside = room - self.dress.top - self.dress.bottom
        if inside < _LEAST_LINES * max(cell.look.leading for cell in row):
            return [], row
        halves = [cell.halves(inside) for cell in row]
        return [above for above, _below in halves], [below for _above, below in halves]
