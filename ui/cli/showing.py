"""`show`: one ticket with everything a terminal may know of it. Personal data stays masked."""

from __future__ import annotations

import argparse

from app.domain.remedy import Remedy
from app.domain.settlement.types import Choices
from ui.cli import exit_codes
from ui.cli.desk import existing
from ui.cli.terminal import out, out_json
from ui.cli.ticket_json import as_json
from ui.cli.ticket_text import as_text


def run(parsed: argparse.Namespace) -> int:
    """Print the ticket of this number."""
    with existing(parsed) as desk, desk.db.snapshot():
        services = desk.services
        ticket = services.tickets.by_number(parsed.number)
        timeline = services.tickets.timeline(ticket.id)
        quotes = services.decide.quote(ticket, Choices(remedy=Remedy.REFUND_ONLY)).quotes
    if parsed.json:
        out_json(as_json(ticket, timeline, quotes))
    else:
        out(as_text(ticket, timeline, quotes))
    return exit_codes.DONE
