"""A calendar day, typed or picked from a month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from ui.tokens import tokens_of
from ui.widgets.money_edit import HEIGHT


class DayField(QDateEdit):
    """A calendar day, `2026-11-22`; empty is possible when `optional`."""

    changed = Signal()
    _NONE = QDate(1999, 12, 31)

    def __init__(
        self, value: date | None, *, optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._optional = optional
        self.setDisplayFormat("yyyy-MM-dd")
        self.setFixedHeight(HEIGHT)
        self.setCalendarPopup(True)
        self._month: _Month | None = None
        self.setMaximumDate(QDate(2099, 12, 31))
        if optional:
            # Qt shows the special text for the least date: that is how a day can be missing.
            self.setMinimumDate(self._NONE)
            self.setSpecialValueText("—")
        self.set_value(value)
        self.dateChanged.connect(self._on_date)

    def value(self) -> date | None:
        """The day, or None when it is missing."""
        shown = self.date()
        if self._optional and shown == self._NONE:
            return None
        return date(shown.year(), shown.month(), shown.day())

    def set_value(self, value: date | None) -> None:
        """Show a day; None empties an optional field. Raises `ValueError` for None in another."""
        if value is None and not self._optional:
            raise ValueError("this field always holds a day")
        self.setDate(self._NONE if value is None else QDate(value.year, value.month, value.day))

    def problem(self) -> str:
        """Never one: the field holds real days only."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._optional and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_value(None)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A month is two dozen widgets, and most days are typed or left as they are.
        if self._month is None:
            self._month = _Month(self)
            self.setCalendarWidget(self._month)
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_date(self) -> None:
        self.changed.emit()


class _Month(QCalendarWidget):
    """The month that opens below: weeks start on Monday, weekends are quieter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        tokens = tokens_of(self)
        quiet = QTextCharFormat()
        quiet.setForeground(tokens.color("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, quiet)
        head = QTextCharFormat()
        head.setForeground(tokens.color("faint"))
        head.setBackground(tokens.color("surface"))
        self.setHeaderTextFormat(head)
