"""The focus ring: seen by people who move with the keyboard, not by people who click."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def draw_ring(painter: QPainter, box: QRectF, color: QColor, radius: float) -> None:
    """A two pixel ring just inside `box`."""
    painter.setPen(QPen(color, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius - 1, radius - 1)


def draw_box(
    painter: QPainter, box: QRectF, ground: QColor | None, line: QColor | None, radius: float
) -> None:
    """A rounded surface with a crisp one pixel line."""
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        return
    painter.setPen(QPen(line, 1))
    # Half a pixel in: the line then covers whole pixels instead of two halves.
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)
