"""How many pieces of each claimed line arrived; what is missing is told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case import ArrivedLine
from app.i18n import _
from ui.widgets.counter import Counter
from ui.widgets.grid import Column, LineTable
from ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class Claimed:
    """A line the buyer complains about; `bought` None: nobody knows how many."""

    line_id: int
    name: str
    bought: int | None


class ArrivedTable(QWidget):
    """A counter for each line, at first with everything that was bought."""

    changed = Signal()

    rows_changed = Signal()
    """There are other stops for the Tab key now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Claimed, ...] = ()
        self._counters: dict[int, Counter] = {}
        self._missing: dict[int, PlainLabel] = {}
        self._said: dict[int, int] = {}
        self._table = LineTable(
            [
                Column(_("商品"), stretch=True),
                Column(_("订购"), right=True),
                Column(_("实收"), right=True),
                Column(_("缺"), right=True),
            ]
        )
        self._nothing = PlainLabel(_("先在左边选好订单和涉及的商品。"), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._table)
        column.addWidget(self._nothing)
        self._table.hide()

    def show_lines(self, lines: Sequence[Claimed]) -> None:
        """Ask for these lines; what was said of a line stays."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._table.clear_rows()
        self._counters, self._missing = {}, {}
        for line in lines:
            most = line.bought if line.bought is not None else 999
            counter = Counter(min(self._said.get(line.line_id, line.bought or 0), most), 0, most)
            counter.setAccessibleName(_("{name} 实收件数").format(name=line.name))
            counter.changed.connect(self._on_count)
            self._counters[line.line_id] = counter
            self._missing[line.line_id] = PlainLabel("", "strong", right=True)
            bought = str(line.bought) if line.bought is not None else _("未知")
            self._table.add_row([line.name, bought, counter, self._missing[line.line_id]])
        self._table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._show_missing()
        self.rows_changed.emit()

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return list(self._counters.values())

    def value(self) -> tuple[ArrivedLine, ...]:
        """All lines once somebody counted one of them; none before."""
        if not self._said.keys() & self._counters.keys():
            return ()
        return tuple(ArrivedLine(key, one.value()) for key, one in self._counters.items())

    def set_value(self, arrived: tuple[ArrivedLine, ...]) -> None:
        """Show these counts."""
        self.restore([[one.line_id, one.received] for one in arrived])

    def problem(self) -> str:
        """Never one: the counters hold the numbers."""
        return ""

    def state(self) -> object:
        """What was counted, by line."""
        return [[key, count] for key, count in self._said.items()]

    def restore(self, state: object) -> None:
        """Put it back; for lines that are not shown yet it waits."""
        if not isinstance(state, list):
            return
        self._said = {int(key): int(count) for key, count in state}
        for key, count in self._said.items():
            if key in self._counters:
                self._counters[key].set_value(count)
        self._show_missing()

    def _on_count(self) -> None:
        for key, counter in self._counters.items():
            if counter is self.sender():
                self._said[key] = counter.value()
        self._show_missing()
        self.changed.emit()

    def _show_missing(self) -> None:
        for line in self._lines:
            label = self._missing[line.line_id]
            counted = line.line_id in self._said and line.bought is not None
            gap = (line.bought or 0) - self._counters[line.line_id].value()
            label.setText(str(gap) if counted and gap else "—")
