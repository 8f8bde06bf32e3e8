"""Code128 and QR symbols drawn as one filled path each, sharp at any size.

reportlab computes the symbols; it would drop characters it cannot encode in silence, so that is
asked first, and draw bar by bar, which thermal printers blur at the seams.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

MODULE: Final = 0.25 * mm  # two dots of a 203 dpi printer, so that every bar is whole dots
QUIET_MODULES: Final = 10  # blank modules a scanner needs before and after the bars
_MASK: Final = 0  # any mask is legal; trying all eight takes eight times as long


def code128_widths(text: str) -> tuple[int, ...] | None:
    """Widths in modules: bar, space, bar, … , bar. None when Code128 cannot hold the text."""
    symbol = Code128(text, quiet=0, humanReadable=0)
    # Asking the width computes the symbol; what was dropped on the way shows afterwards.
    if not text or not symbol.width or not symbol.valid:
        return None
    # Letters stand for widths: A and a are one module, B and b two.
    return tuple(ord(letter.lower()) - ord("a") + 1 for letter in symbol.decomposed)


def draw_code128(
    canvas: Canvas, widths: tuple[int, ...], x: float, y: float, height: float
) -> None:
    """Draw bars of `MODULE` upwards from (x, y), in points. Quiet zones are the caller's."""
    bars: list[str] = []
    at = 0
    for place, width in enumerate(widths):
        if place % 2 == 0:
            bars.append(f"{at} 0 {width} 1 re")
        at += width
    _fill(canvas, bars, x, y, MODULE, height)


def draw_qr(canvas: Canvas, text: str, x: float, y: float, size: float) -> None:
    """Draw a square symbol without quiet zone, `size` points wide, its lower left at (x, y)."""
    symbol = QRCode(None, QRErrorCorrectLevel.M)
    symbol.addData(text)
    symbol.version = symbol.calculate_version()  # type: ignore[no-untyped-call]  # bare in the stubs
    symbol.makeImpl(test=False, maskPattern=_MASK)
    count = symbol.moduleCount
    squares: list[str] = []
    for row, dark in enumerate(symbol.modules):
        column = 0
        for filled, run in groupby(dark):
            length = len(list(run))
            if filled:
                squares.append(f"{column} {count - 1 - row} {length} 1 re")
            column += length
    _fill(canvas, squares, x, y, size / count, size / count)


def _fill(
    canvas: Canvas, rectangles: list[str], x: float, y: float, wide: float, high: float
) -> None:
    """Fill rectangles of whole units, `wide` × `high` points each, as one path.

    Written straight into the page: formatting a thousand numbers one by one takes longer than the
    rest of the paper.
    """
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(wide, high)
    canvas.addLiteral(" ".join([*rectangles, "f"]))
    canvas.restoreState()
