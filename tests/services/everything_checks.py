"""One verdict of the review changed twice, with planted reasons that must stay out of the history."""

from __future__ import annotations

from app.domain.checks import Verdict
from tests.services.bench import Bench

PLANTED_IN_CHECKS = {
    "overriding": "暗号改判甲",
    "overriding_back": "暗号改判乙",
}


def live_through_checks(bench: Bench) -> None:
    """A typed order was looked up on the platform, and then it was another one after all."""
    p, checking = PLANTED_IN_CHECKS, bench.services.checking
    ticket = bench.phoned(order_no="1011")
    checking.override(ticket.id, None, "order_known", Verdict.PASS, p["overriding"])
    checking.override(ticket.id, None, "order_known", Verdict.REFUSE, p["overriding_back"])
