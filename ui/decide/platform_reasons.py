"""Reasons as platforms word them: what a claim says first, then the list of the rules."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.ticket import Ticket


def reason_options(ticket: Ticket, listed: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What may stand as the platform's reason; `listed`: what buyers there choose from."""
    said = (ticket.platform_reason, *(claim.reason for claim in ticket.claims))
    every = dict.fromkeys(one for one in (*said, *listed) if one)
    return tuple((one, one) for one in every)
