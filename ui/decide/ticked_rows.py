"""Rows of money in a table, each with a tick: which of them a verb is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.money import Money
from app.i18n import _
from ui.tab_order import follow, place_in_order
from ui.widgets.fields import Tick
from ui.widgets.grid import Column, LineTable


def sum_text(amounts: Iterable[tuple[int, str]]) -> str:
    """What amounts (minor units, currency) come to; a sum for each currency."""
    sums: dict[str, int] = {}
    for cents, currency in amounts:
        sums[currency] = sums.get(currency, 0) + cents
    return " ＋ ".join(str(Money(cents, currency)) for currency, cents in sums.items())


class TickedRows(QWidget):
    """Keeps the ticks of a table by the ids of its rows; the first cell of each row is its tick."""

    changed = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[int, Tick] = {}
        self._place = place_in_order(self)
        self._table = LineTable(list(columns))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._table)

    def _show(self, rows: Sequence[tuple[int, str, tuple[str, ...]]]) -> None:
        """Rows as (id, what the tick says, other cells): ticked unless they were unticked before."""
        off = {key for key, tick in self._ticks.items() if not tick.value()}
        self._table.clear_rows()
        self._ticks = {}
        for key, words, cells in rows:
            tick = Tick(words, key not in off)
            tick.changed.connect(self._on_tick)
            self._ticks[key] = tick
            self._table.add_row([tick, *cells])
        follow(self._place, self._ticks.values())
        if self._ticks:
            self.setFocusProxy(next(iter(self._ticks.values())))

    def choose(self, row_id: int) -> None:
        """Tick this row alone, if it is there."""
        if row_id in self._ticks:
            for key, tick in self._ticks.items():
                tick.set_value(key == row_id)

    def value(self) -> tuple[int, ...]:
        """Ids of the ticked rows, in their order."""
        return tuple(key for key, tick in self._ticks.items() if tick.value())

    def problem(self) -> str:
        """At least one row must be ticked."""
        return "" if self.value() else _("请至少勾选一笔款。")

    def state(self) -> object:
        """The rows that are not ticked."""
        return [key for key, tick in self._ticks.items() if not tick.value()]

    def restore(self, state: object) -> None:
        """Untick the rows that were not ticked; new rows stay ticked."""
        if isinstance(state, list):
            for key, tick in self._ticks.items():
                tick.set_value(key not in state)

    def _on_tick(self) -> None:
        self.changed.emit()
