"""Whose a ticket becomes: a suggestion by nature of the case and by who has least to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.access import Permission, Role, may
from app.domain.case import CaseDetails, Mood, Severity, Urgency


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody a ticket could be given to, with the number of open tickets they have."""

    staff_id: int
    name: str
    roles: tuple[Role, ...]
    open_tickets: int

    @property
    def handles(self) -> bool:
        """Whether the roles of this person carry the handling of tickets."""
        return may(self.roles, Permission.HANDLE)

    @property
    def leads(self) -> bool:
        """Whether this person may decide what agents may not."""
        return may(self.roles, Permission.APPROVE)


def is_hard(details: CaseDetails, urgency: Urgency) -> bool:
    """Whether a case is one for whoever leads: dangerous, threatening, or nothing works."""
    return (
        urgency is Urgency.TOP
        or details.mood is Mood.THREATENING
        or (details.severity is Severity.UNUSABLE and urgency is not Urgency.NORMAL)
    )


def suggested(hands: Iterable[Hand], *, hard: bool) -> Hand | None:
    """Who has the fewest open tickets of those who may; hard cases go to whoever leads.

    None when nobody may handle tickets.
    """
    able = [hand for hand in hands if hand.handles]
    leading = [hand for hand in able if hand.leads]
    chosen = leading if hard and leading else [hand for hand in able if not hand.leads] or able
    return min(chosen, key=_least, default=None)


def _least(hand: Hand) -> tuple[int, int]:
    return hand.open_tickets, hand.staff_id
