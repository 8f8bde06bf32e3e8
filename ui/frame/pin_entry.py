"""The place where a PIN is typed: what was wrong with it, how long to wait, and that it is checked."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.domain.staff import Person
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.frame.switching import Switching
from ui.widgets.pin_field import PinField
from ui.widgets.text import PlainLabel

_SECOND_MS: Final = 1000


class PinEntry(QWidget):
    """Asks one person for the PIN. `ready_changed` whenever `ready()` may say something else."""

    ready_changed = Signal()

    def __init__(self, desk: Desk, switching: Switching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._switching = switching
        self._person: Person | None = None
        self._until: datetime | None = None
        self._advice = ""
        self.label = PlainLabel("", "small")
        self.field = PinField()
        self.said = PlainLabel("", "bad", wrap=True)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(self.field.width())
        self._ticking = QTimer(self)
        self._ticking.setInterval(_SECOND_MS)
        self._lay_out()
        self._ticking.timeout.connect(self.count_down)
        self.field.changed.connect(self._on_typed)
        switching.refused.connect(self._on_refused)
        switching.let_in.connect(self._on_let_in)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field)
        row.addWidget(self.busy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.said)
        self.busy.hide()
        self.said.hide()

    def ask(self, person: Person) -> None:
        """Whose PIN is wanted; what was typed for somebody else is gone."""
        self._person = person
        self.label.setText(_("{name} 的 PIN").format(name=person.name))
        self.field.clear()
        self._say("")
        self._look_at_the_pause()
        self.field.setFocus()

    def ready(self) -> str:
        """Why `submit` would do nothing now, or empty."""
        if self._person is None:
            return _("请先选择一位同事。")
        if self._until is not None:
            return self.said.text()
        if self._switching.busy:
            return _("正在核对 PIN…")
        return self.field.problem()

    def submit(self) -> None:
        """Have what is typed checked; too few digits are said and cost no try."""
        problem = self.ready()
        if problem or self._person is None:
            self._say(problem)
            return
        self.field.setEnabled(False)
        self.busy.show()
        self._say("")
        self._switching.switch(self._person, self.field.text())
        self.ready_changed.emit()

    def _on_typed(self) -> None:
        if self._until is None:
            self._say("")
        self.ready_changed.emit()

    def _on_let_in(self) -> None:
        self._rest()

    def _on_refused(self, error: AppError) -> None:
        self._rest()
        self._say(str(error))
        self._look_at_the_pause()
        self.field.setFocus()
        self.ready_changed.emit()

    def _rest(self) -> None:
        self.busy.hide()
        self.field.setEnabled(True)
        self.field.clear()

    def _look_at_the_pause(self) -> None:
        person = self._person
        self._until = self._desk.services.pins.paused_until(person.id) if person else None
        if person is not None and self._until is not None:
            self._advice = self._desk.services.pins.when_forgotten(person.id)
            self._ticking.start()
        self.count_down()

    def count_down(self) -> None:
        """Show how long nobody may try; called every second while that is so."""
        if self._until is None:
            self.field.setEnabled(not self._switching.busy)
            return
        left = int((self._until - self._desk.services.context.clock.now()).total_seconds())
        self.field.setEnabled(left <= 0)
        if left > 0:
            minutes, seconds = divmod(left, 60)
            words = _("输错太多次，还要等 {minutes}:{seconds:02}。")
            self._say(words.format(minutes=minutes, seconds=seconds) + self._advice)
        else:
            self._until = None
            self._ticking.stop()
            self._say("")
            self.field.setFocus()
        self.ready_changed.emit()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
