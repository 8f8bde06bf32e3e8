"""What a person does with mouse and keyboard."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

T = TypeVar("T", bound=QDialog)

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def click(widget: QWidget | None, at: QPoint | None = None) -> None:
    """Press and let go the left button, in the middle unless told where."""
    assert widget is not None, "there is nothing to click"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, at or widget.rect().center())


def press(widget: QWidget | None, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press and let go a key."""
    assert widget is not None, "there is nothing that could hear the key"
    QTest.keyClick(widget, key, modifier)


def type_in(widget: QWidget, text: str) -> None:
    """Type ASCII text; Chinese comes from an input method and is set, not typed."""
    assert text.isascii(), "Qt's test keyboard has ASCII keys only"
    QTest.keyClicks(widget, text)


def front(kind: type[T]) -> T:
    """The dialog in front, which must be of this kind."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind), f"in front is {dialog}"
    return dialog
