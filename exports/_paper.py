"""The A4 paper of reports: margins, numbered pages, headings, key-value grids and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Table, TableStyle

from exports._grid import Dress, Grid
from exports._page import (
    ACCENT,
    BOLD,
    CREATOR,
    GROUND,
    INK,
    LINE,
    MUTED,
    REGULAR,
    Look,
    Text,
    para,
    plain,
)

SIDE: Final = 45.0  # points
TOP: Final = 42.0
BOTTOM: Final = 54.0
WIDTH: Final = A4[0] - 2 * SIDE  # of the text
HEIGHT: Final = A4[1] - TOP - BOTTOM

BODY: Final = Look(9.4, 14)
FAINT: Final = Look(9.4, 14, color=MUTED)
STRONG: Final = Look(9.4, 14, bold=True)
AMOUNT: Final = Look(9.4, 14, right=True)
HEAD: Final = Look(8.6, 13, color=MUTED)
AMOUNT_HEAD: Final = Look(8.6, 13, color=MUTED, right=True)
SMALL: Final = Look(7.8, 11, color=MUTED)

_BOX: Final = Dress(left=10.5, right=10.5, top=7.5, bottom=7.5, ground=GROUND)
_PAIRS: Final = Dress(right=9, top=1, bottom=2)
_RULED: Final = Dress(left=4.5, right=4.5, top=4, bottom=4, rule=LINE)

Footer = Callable[[Canvas, int, int], None]
"""Draws what stands outside the text of a page: canvas, page number, number of pages."""


def build_paper(
    stream: BinaryIO, story: list[Flowable], *, title: str, author: str, footer: Footer
) -> None:
    """Lay out a story on A4 and write it. The same story gives the same bytes."""
    document = BaseDocTemplate(
        stream,
        pagesize=A4,
        title=plain(title),
        author=plain(author),
        subject=plain(title),
        creator=CREATOR,
        producer=CREATOR,
        lang="zh-CN",
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        displayDocTitle=True,
    )
    frame = Frame(
        SIDE, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(story, canvasmaker=_numbered(footer))


def _numbered(footer: Footer) -> type[Canvas]:
    """A canvas that holds its pages back until their number is known."""

    class NumberedCanvas(Canvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._held: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802 - the name reportlab calls
            self._held.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]  # missing from the stubs

        def save(self) -> None:
            held = self._held
            for number, page in enumerate(held, 1):
                self.__dict__.update(page)
                footer(self, number, len(held))
                super().showPage()
            super().save()

    return NumberedCanvas


class Heading(Flowable):
    """A section's title behind a blue bar."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = plain(text)
        self.spaceBefore, self.spaceAfter = 15.0, 6.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        return aW, 16

    def draw(self) -> None:
        self.canv.setFillColor(ACCENT)
        self.canv.rect(0, 0, 2.2, 16, stroke=0, fill=1)
        self.canv.setFillColor(INK)
        self.canv.setFont(BOLD, 10.5)
        self.canv.drawString(8.2, 4.2, self.text)


def box(text: str) -> Grid:
    """Text on a soft ground with round edges."""
    return Grid([[para(text, BODY)]], [WIDTH], _BOX)


def key_values(pairs: Sequence[tuple[str, str]]) -> Grid:
    """Names and values, two pairs in a row."""
    cells = [[para(name, FAINT), para(value, BODY)] for name, value in pairs]
    if len(cells) % 2:
        cells.append([para("", FAINT), para("", BODY)])
    rows = [left + right for left, right in zip(cells[::2], cells[1::2], strict=True)]
    label = 66.0
    return Grid(rows, [label, WIDTH * 0.51 - label, label, WIDTH * 0.49 - label], _PAIRS)


def ruled_table(rows: list[list[Text]], widths: Sequence[float]) -> Grid:
    """A table with its first row as heading, repeated on every page."""
    return Grid(rows, widths, _RULED, head=True)


def side_by_side(
    rows: list[list[object]], widths: Sequence[float], *adjustments: tuple[Any, ...]
) -> Table:
    """Drawings and texts in a raster without lines or margins; a row is never divided."""
    everywhere = (0, 0), (-1, -1)
    plain_style = [
        ("FONTNAME", *everywhere, REGULAR),  # else reportlab names a font that is not in the file
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, 0),
        ("TOPPADDING", *everywhere, 0),
        ("BOTTOMPADDING", *everywhere, 0),
    ]
    return Table(rows, colWidths=list(widths), style=TableStyle([*plain_style, *adjustments]))
