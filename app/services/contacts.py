"""Talk with buyers and colleagues, and what somebody comes back to."""

from __future__ import annotations

from app.services.verb import TicketVerbs


class ContactService(TicketVerbs):
    """Talk with buyers and colleagues, and what somebody comes back to."""
