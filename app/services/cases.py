"""What is known of a case, whose it is, and how it ends without a claim."""

from __future__ import annotations

from app.services.verb import TicketVerbs


class CaseService(TicketVerbs):
    """What is known of a case, whose it is, and how it ends without a claim."""
