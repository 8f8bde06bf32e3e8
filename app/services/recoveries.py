"""What is claimed back from couriers, suppliers and insurers."""

from __future__ import annotations

from app.services.verb import TicketVerbs


class RecoveryService(TicketVerbs):
    """What is claimed back from couriers, suppliers and insurers."""
