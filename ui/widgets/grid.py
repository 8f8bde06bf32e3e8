"""Facts in rows: name and value pairs, small tables, and the lines of a calculation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.surface import Line, clear
from ui.widgets.text import Look, PlainLabel, tip


def _show(*widgets: QWidget) -> None:
    # A layout shows what it was given only at the next turn of the event loop; replaced rows
    # would leave a gap for one frame.
    for widget in widgets:
        widget.show()


class KeyValues(QWidget):
    """Muted names with their values, in one or two columns; values wrap and can be selected."""

    def __init__(
        self, *, columns: int = 2, name_width: int = 72, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        for column in range(columns):
            self._grid.setColumnMinimumWidth(2 * column, name_width)
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._count = 0

    def show_pairs(self, pairs: Sequence[tuple[str, str | QWidget]]) -> None:
        """Replace everything by these (name, value); a value may be a widget."""
        clear(self._grid)
        self._count = 0
        for name, value in pairs:
            self.add(name, value)

    def add(self, name: str, value: str | QWidget) -> QWidget:
        """One more pair, in the next free place; returns the widget of the value."""
        row, column = divmod(self._count, self._columns)
        self._count += 1
        top = Qt.AlignmentFlag.AlignTop
        title = PlainLabel(name, "muted")
        self._grid.addWidget(title, row, 2 * column, top)
        shown = (
            value if isinstance(value, QWidget) else PlainLabel(value, wrap=True, selectable=True)
        )
        self._grid.addWidget(shown, row, 2 * column + 1, top)
        _show(title, shown)
        return shown


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a `LineTable`."""

    title: str
    right: bool = False
    """Numbers: flush right."""
    stretch: bool = False
    """Takes the width that is left."""


class LineTable(QWidget):
    """A short table with hairlines: goods, units, payouts. For long lists use a table view."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._next = 0
        self._head()

    def _head(self) -> None:
        for at, column in enumerate(self._columns):
            label = PlainLabel(column.title, "small", right=column.right)
            label.setContentsMargins(6, 4, 6, 4)
            self._grid.addWidget(label, 0, at)
            _show(label)
            self._grid.setColumnStretch(at, 1 if column.stretch else 0)
        self._next = 1

    def clear_rows(self) -> None:
        """Take all rows away, keep the head."""
        clear(self._grid)
        self._head()

    def add_row(self, cells: Sequence[str | QWidget], *, muted: bool = False) -> None:
        """One more row; a cell may be a widget, such as a `Counter`."""
        line = Line()
        self._grid.addWidget(line, self._next, 0, 1, len(self._columns))
        _show(line)
        for at, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            room = self._cell(column, cell, muted)
            self._grid.addWidget(room, self._next + 1, at)
            _show(room)
        self._next += 2

    def _cell(self, column: Column, cell: str | QWidget, muted: bool) -> QWidget:
        if isinstance(cell, str):
            look: Look = "muted" if muted else "text"
            label = PlainLabel(cell, look, right=column.right, wrap=column.stretch)
            label.setContentsMargins(6, 5, 6, 5)
            if column.stretch:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            return label
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(6, 2, 6, 2)
        if column.right:
            row.addStretch(1)
        row.addWidget(cell)
        return room


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a calculation as it is shown."""

    label: str
    amount: str
    total: bool = False
    """Large, below a line: what it comes to."""
    note: str = ""
    """The rule or the arithmetic, in a tool tip."""


class Breakdown(QWidget):
    """Lines of a calculation: what on the left, how much on the right, totals large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[Sum, ...] = ()

    @property
    def sums(self) -> tuple[Sum, ...]:
        """What is shown."""
        return self._shown

    def show_sums(self, sums: Sequence[Sum]) -> None:
        """Replace the lines; does nothing when they are shown already."""
        if tuple(sums) == self._shown:
            return
        self._shown = tuple(sums)
        clear(self._column)
        for one in self._shown:
            if one.total:
                line = Line()
                self._column.addSpacing(6)
                self._column.addWidget(line)
                self._column.addSpacing(4)
                _show(line)
            row = _SumRow(one)
            self._column.addWidget(row)
            _show(row)


class _SumRow(QWidget):
    def __init__(self, one: Sum) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        look: Look = "figure" if one.total else "text"
        label = PlainLabel(one.label, look, wrap=not one.total)
        amount = PlainLabel(one.amount, look, right=True)
        row.addWidget(label, 1)
        row.addWidget(amount, 0, Qt.AlignmentFlag.AlignTop)
        if one.note:
            self.setToolTip(tip(one.note))
