"""Where fields that are made late stand in the order of the Tab key.

Qt puts them behind everything else, and a part whose first field stands there sends the Tab key
round in a ring that leaves all other fields out.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def place_in_order(owner: QWidget) -> QWidget:
    """A hidden child that holds the owner's place; make it together with the owner.

    The owner itself will not do: Qt looks for the place behind its last field, which is the very
    field that has to be moved.
    """
    place = QWidget(owner)
    place.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # without one Qt ignores it as a neighbour
    place.hide()
    return place


def follow(before: QWidget, widgets: Iterable[QWidget | None]) -> None:
    """Let these follow `before`, one after the other; None is left out. All in one window.

    `before` contains none of them. A part they lie in has no focus proxy: it stays where it was,
    behind them, and would send the Tab key back to them.
    """
    for widget in widgets:
        if widget is not None:
            QWidget.setTabOrder(before, widget)
            before = widget
