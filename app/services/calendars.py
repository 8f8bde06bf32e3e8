"""When each shop works: opening hours, public holidays, days a person set."""

from __future__ import annotations

from app.services.context import Context


class CalendarService:
    """When each shop works: opening hours, public holidays, days a person set."""

    def __init__(self, context: Context) -> None:
        self._context = context
