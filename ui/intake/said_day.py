"""A day somebody may have named on the phone: empty until then, today at the first key."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.fields import DayField


class SaidDay(DayField):
    """An optional day. The first digit or arrow starts from today; Backspace empties it."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(None, optional=True, parent=parent)
        self._today = today

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if self.value() is None and (steps or event.text().isdigit()):
            self.set_value(self._today)
            self.setSelectedSection(DayField.Section.DaySection)
            if steps:
                return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        # Qt walks through the parts of a date that is not there and never comes out.
        if self.value() is None:
            return bool(QWidget.focusNextPrevChild(self, onward))
        return bool(super().focusNextPrevChild(onward))
