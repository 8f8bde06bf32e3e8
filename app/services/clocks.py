"""What is about to run out, what ran out, and why."""

from __future__ import annotations

from app.services.verb import TicketVerbs


class ClockService(TicketVerbs):
    """What is about to run out, what ran out, and why."""
