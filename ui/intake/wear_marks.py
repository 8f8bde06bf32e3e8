"""Marks of use and wear: what the buyer says is there, or that nothing is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case import WearMark
from app.domain.labels import label
from app.i18n import _
from ui.widgets.fields import Tick
from ui.widgets.flow import Flow


class WearMarks(QWidget):
    """Ticks; «nothing of it» and any mark exclude each other."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.intact = Tick(_("问过了，都没有"))
        self.ticks = {mark: Tick(label(mark)) for mark in WearMark}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        flow = Flow(14)
        column.addLayout(flow)
        for tick in (self.intact, *self.ticks.values()):
            flow.addWidget(tick)
            tick.changed.connect(self._on_tick)
        self._quiet = False

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return [self.intact, *self.ticks.values()]

    @property
    def asked(self) -> bool:
        """Whether somebody asked at all."""
        return self.intact.value() or bool(self.value())

    def value(self) -> tuple[WearMark, ...]:
        """The marks that are there."""
        return tuple(mark for mark, tick in self.ticks.items() if tick.value())

    def show_marks(self, marks: tuple[WearMark, ...], *, asked: bool) -> None:
        """Show what is known."""
        self._quiet = True
        for mark, tick in self.ticks.items():
            tick.set_value(mark in marks)
        self.intact.set_value(asked and not marks)
        self._quiet = False

    def problem(self) -> str:
        """Never one."""
        return ""

    def state(self) -> object:
        """What is ticked."""
        return [self.intact.value(), [mark.value for mark in self.value()]]

    def restore(self, state: object) -> None:
        """Put it back."""
        if isinstance(state, list) and len(state) == 2:
            known = set(WearMark)
            marks = tuple(WearMark(one) for one in state[1] if one in known)
            self.show_marks(marks, asked=bool(state[0]) or bool(marks))
            self.changed.emit()

    def _on_tick(self) -> None:
        if self._quiet:
            return
        self._quiet = True
        if self.sender() is self.intact and self.intact.value():
            for tick in self.ticks.values():
                tick.set_value(False)
        elif self.value():
            self.intact.set_value(False)
        self._quiet = False
        self.changed.emit()
