"""One of a few, all of them to be read: a column of round marks with a remark under each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.tokens import Tone
from ui.widgets.pill import Pill
from ui.widgets.text import PlainLabel

_UNDER = 26  # where the words behind the mark begin


@dataclass(frozen=True, slots=True)
class Offered:
    """One of them. `value` is text or a number; `pill` a word beside it with its tone."""

    value: str | int
    text: str
    note: str = ""
    heading: str = ""  # above it, where a new group begins
    pill: str = ""
    tone: Tone = "info"
    blocked: str = ""  # why it cannot be taken


class OneOf(QWidget):
    """`value()` is what is marked, None before the first choice. Arrow keys move the mark."""

    changed = Signal()

    def __init__(
        self,
        offered: Sequence[Offered],
        value: str | int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = [one.value for one in offered]
        self._group = QButtonGroup(self)
        self.marks: list[QRadioButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, one in enumerate(offered):
            if one.heading:
                if place:
                    column.addSpacing(6)
                column.addWidget(PlainLabel(one.heading, "small", wrap=True))
            column.addLayout(self._row(place, one))
            note = one.blocked or one.note
            if note:
                under = PlainLabel(note, "small", wrap=True)
                under.setContentsMargins(_UNDER, 0, 0, 2)
                column.addWidget(under)
        if self.marks:
            self.setFocusProxy(self.marks[0])
        self._group.idToggled.connect(self._on_toggled)
        if value is not None:
            self.set_value(value)

    def _row(self, place: int, one: Offered) -> QHBoxLayout:
        mark = QRadioButton(one.text.replace("&", "&&"))
        mark.setEnabled(not one.blocked)
        mark.setAccessibleDescription(one.blocked or one.note)
        self._group.addButton(mark, place)
        self.marks.append(mark)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(mark)
        if one.pill:
            row.addWidget(Pill(one.pill, one.tone), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return row

    def value(self) -> str | int | None:
        """What is marked."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Mark it; an unknown value changes nothing."""
        for known, mark in zip(self._values, self.marks, strict=True):
            if known == value:
                mark.setChecked(True)

    def problem(self) -> str:
        """Never one; a form says when a choice is required."""
        return ""

    def state(self) -> object:
        """What is marked, to be kept."""
        return self.value()

    def restore(self, state: object) -> None:
        """Mark it again."""
        self.set_value(state)

    def _on_toggled(self, place: int, on: bool) -> None:
        if on:
            # The keyboard comes back to what is marked, not to the first.
            self.setFocusProxy(self.marks[place])
            self.changed.emit()
