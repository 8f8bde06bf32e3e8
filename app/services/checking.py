"""The review of a case, and verdicts somebody changed."""

from __future__ import annotations

from app.services.verb import TicketVerbs


class CheckService(TicketVerbs):
    """The review of a case, and verdicts somebody changed."""
