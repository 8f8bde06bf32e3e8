"""Facts and rows whose labels stay: another ticket changes words, it makes no new widgets.

Making a label costs several times what writing a new text into it does, and a person who holds J
down looks at twenty tickets a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.i18n import _
from ui.widgets.button import IconButton
from ui.widgets.grid import Column
from ui.widgets.surface import Line
from ui.widgets.text import Look, PlainLabel

NAME_WIDTH: Final = 56
_TOP: Final = Qt.AlignmentFlag.AlignTop
_COPY: Final = 19
_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value; `copy` is what the small button beside it copies (empty: no button)."""

    name: str
    text: str
    copy: str = ""
    look: Look = "text"


class Facts(QWidget):
    """Names with values, in one or more columns."""

    copied = Signal(str)

    def __init__(
        self, columns: int = 1, *, name_width: int = NAME_WIDTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._name_width = name_width
        self._pairs: list[_Pair] = []
        self._shown: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._stretch()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._shown

    def _stretch(self) -> None:
        for column in range(self._columns):
            self._grid.setColumnMinimumWidth(2 * column, self._name_width)
            self._grid.setColumnStretch(2 * column + 1, 1)

    def set_columns(self, columns: int) -> None:
        """Another number of columns; the facts stay."""
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnMinimumWidth(2 * column, 0)
            self._grid.setColumnStretch(2 * column + 1, 0)
        self._columns = columns
        self._stretch()
        for place, pair in enumerate(self._pairs):
            self._put(place, pair)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these; none hides the widget."""
        self._shown = tuple(facts)
        self.setVisible(bool(facts))
        while len(self._pairs) < len(facts):
            pair = _Pair(self)
            pair.button.clicked.connect(self._on_copy)
            self._put(len(self._pairs), pair)
            self._pairs.append(pair)
        for place, pair in enumerate(self._pairs):
            pair.show_fact(facts[place] if place < len(facts) else None)

    def _put(self, place: int, pair: _Pair) -> None:
        row, column = divmod(place, self._columns)
        self._grid.addWidget(pair.name, row, 2 * column, _TOP)
        self._grid.addWidget(pair.value, row, 2 * column + 1, _TOP)

    def value(self, name: str) -> PlainLabel:
        """The label beside a name. Raises `KeyError`."""
        for fact, pair in zip(self._shown, self._pairs, strict=False):
            if fact.name == name:
                return pair.value
        raise KeyError(name)

    def button(self, name: str) -> IconButton:
        """The copying button beside a name. Raises `KeyError`."""
        for fact, pair in zip(self._shown, self._pairs, strict=False):
            if fact.name == name:
                return pair.button
        raise KeyError(name)

    def _on_copy(self) -> None:
        button = self.sender()
        for fact, pair in zip(self._shown, self._pairs, strict=False):
            if pair.button is button:
                QGuiApplication.clipboard().setText(fact.copy)
                self.copied.emit(fact.copy)


class _Pair:
    """The widgets of one fact; they stand in the grid of the whole."""

    def __init__(self, parent: QWidget) -> None:
        self.name = PlainLabel("", "muted", parent=parent)
        self.value = PlainLabel("", wrap=True, selectable=True, parent=parent)
        # Part of the value, so that it stands right behind the number and not at the edge.
        self.button = IconButton("copy", _("复制"), parent=self.value)
        self.button.setFixedSize(_COPY, _COPY)
        self._look: Look = "text"

    def show_fact(self, fact: Fact | None) -> None:
        there = fact is not None
        self.name.setVisible(there)
        self.value.setVisible(there)
        if fact is None:
            return
        self.name.setText(fact.name)
        self.value.setText(fact.text)
        # A number is read in one piece; words may break.
        self.value.setWordWrap(not fact.copy)
        self.button.setVisible(bool(fact.copy))
        self.value.setContentsMargins(0, 0, _GAP + _COPY if fact.copy else 0, 0)
        if fact.copy:
            width = self.value.fontMetrics().horizontalAdvance(fact.text)
            self.button.move(width + _GAP, 0)
        if fact.look != self._look:
            self._look = fact.look
            self.value.set_look(fact.look)


class RowTable(QWidget):
    """A short table with hairlines whose labels stay; every cell is a text."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[_Row] = []
        self._shown: tuple[tuple[str, ...], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for at, column in enumerate(self._columns):
            head = PlainLabel(column.title, "small", right=column.right)
            head.setContentsMargins(6, 4, 6, 4)
            self._grid.addWidget(head, 0, at)
            self._grid.setColumnStretch(at, 1 if column.stretch else 0)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What is shown."""
        return self._shown

    def show_rows(self, rows: Sequence[tuple[Sequence[str], bool]]) -> None:
        """Show these rows of (cells, faint)."""
        self._shown = tuple(tuple(cells) for cells, _faint in rows)
        while len(self._rows) < len(rows):
            self._rows.append(_Row(self._grid, len(self._rows), self._columns, self))
        for place, row in enumerate(self._rows):
            if place < len(rows):
                row.show_cells(*rows[place])
            else:
                row.hide()


class _Row:
    """A hairline and one label for each column."""

    def __init__(
        self, grid: QGridLayout, place: int, columns: Sequence[Column], parent: QWidget
    ) -> None:
        self._line = Line(parent=parent)
        grid.addWidget(self._line, 1 + 2 * place, 0, 1, len(columns))
        self._cells: list[PlainLabel] = []
        self._faint = False
        for at, column in enumerate(columns):
            cell = PlainLabel("", right=column.right, wrap=column.stretch, parent=parent)
            cell.setContentsMargins(6, 5, 6, 5)
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(cell, 2 + 2 * place, at)
            self._cells.append(cell)

    def show_cells(self, texts: Sequence[str], faint: bool) -> None:
        self._line.show()
        for cell, text in zip(self._cells, texts, strict=True):
            cell.setText(text)
            if faint != self._faint:
                cell.set_look("muted" if faint else "text")
            cell.show()
        self._faint = faint

    def hide(self) -> None:
        self._line.hide()
        for cell in self._cells:
            cell.hide()
