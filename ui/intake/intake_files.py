"""Files a buyer sent before there is a ticket: kept at once, put on the ticket once it is made."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from app.domain.ticket import Ticket
from app.errors import AppError
from app.services.evidence import KeptFile
from ui.decide.contact_files import TalkFiles
from ui.desk import Desk
from ui.evidence.adding import Adding, source_of


class IntakeFiles(TalkFiles):
    """Survives a closed form: the files lie in the store, the draft remembers which."""

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """SHA-256 (hex) of each file."""
        return tuple(one.sha256 for one in self.value())

    def state(self) -> object:
        """Which files, as plain values."""
        return [
            {**asdict(one), "taken": one.taken.isoformat() if one.taken else ""}
            for one in self.value()
        ]

    def restore(self, state: object) -> None:
        """Put them back; raises `TypeError` or `ValueError` for anything else."""
        if not isinstance(state, list):
            return
        kept = [
            KeptFile(
                **{**one, "taken": datetime.fromisoformat(one["taken"]) if one["taken"] else None}
            )
            for one in state
        ]
        while self.chips:
            self.chips[-1].click()
        self._busy += 1
        self._on_kept((tuple(kept), ()))

    def attach(self, desk: Desk, ticket: Ticket) -> tuple[str, ...]:
        """Put all of them on the ticket; returns the sentences of what could not be."""
        adding = Adding(desk)
        refused: list[str] = []
        for one in self.value():
            kind, party = adding.usual(source_of(one.media_type, one.name))
            try:
                desk.services.evidence.attach(ticket.id, one, kind, party)
            except AppError as refusal:
                refused.append(refusal.sentence)
        return tuple(refused)
