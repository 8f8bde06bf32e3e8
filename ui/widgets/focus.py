"""The focus ring: seen by people who move with the keyboard, not by people who click."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen

_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_BACK_AGAIN: Final = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def came_by_key(event: QFocusEvent, before: bool) -> bool:
    """Whether the focus came by keyboard; coming back from another window changes nothing.

    `before` is what this said when the widget had the focus last.
    """
    return before if event.reason() in _BACK_AGAIN else event.reason() in _KEYBOARD


def came_by_arrow(event: QFocusEvent, before: bool) -> bool:
    """As `came_by_key`, for a part of a group that arrow keys move in (Qt gives no own reason)."""
    return event.reason() is Qt.FocusReason.OtherFocusReason or came_by_key(event, before)


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
