"""Somebody else takes over, or comes back: the proof runs beside the window, which stays alive.

Lives as long as the window: a dialog that was closed meanwhile costs nothing, and whoever was let
in is shown.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.staff import Person
from app.errors import AppError
from app.i18n import _
from ui.desk import Desk
from ui.jobs import Steps


class Switching(QObject):
    """One proof at a time. `let_in` carries the `Person`, `refused` the `AppError`."""

    let_in = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.busy = False

    def switch(self, person: Person, pin: str = "") -> None:
        """This person acts from now on; nothing while another proof is under way."""
        if self.busy:
            return
        if not person.has_pin:
            outcome = self._desk.attempt(self._desk.services.pins.switch_to, person.id)
            if outcome.result is not None:
                self._on_proved(outcome.result)
            elif outcome.error is not None:
                self.refused.emit(outcome.error)
            return
        self.busy = True
        proof = _Proof(self._desk.services, person.id, pin)
        self._desk.jobs.run(
            _("正在核对 PIN"), proof.run, done=self._on_proved, failed=self._on_failed
        )

    def _on_proved(self, person: Person) -> None:
        self.busy = False
        self._desk.memory.put("person", person.id)
        self.let_in.emit(person)

    def _on_failed(self, error: BaseException) -> None:
        self.busy = False
        if isinstance(error, AppError):
            self.refused.emit(error)
        else:
            self._desk.jobs.broke.emit(error)


class _Proof:
    """A tenth of a second of hashing: on the worker."""

    def __init__(self, services: Any, person_id: int, pin: str) -> None:
        self._services = services
        self._person_id = person_id
        self._pin = pin

    def run(self, _steps: Steps) -> Person:
        person: Person = self._services.pins.switch_to(self._person_id, self._pin)
        return person
