"""What helped before, found by symptom."""

from __future__ import annotations

from app.services.context import Context


class SolutionNoteService:
    """What helped before, found by symptom."""

    def __init__(self, context: Context) -> None:
        self._context = context
