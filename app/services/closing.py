"""Ends: the buyer's confirmation, closing, cancelling, opening again."""

from __future__ import annotations

from app.domain.facts import Closing, Offer, Review
from app.domain.remedy import CancelReason
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import RuleViolation
from app.i18n import _
from app.services.granting import call_off
from app.services.verb import TicketVerbs


class ClosingService(TicketVerbs):
    """Verbs that end a ticket."""

    def confirm(self, ticket_id: int, version: int | None, how: str) -> Ticket:
        """The buyer confirms that it is settled; `how` says through which channel."""
        with self._moving(ticket_id, version, Verb.CONFIRM) as moving:
            moving.set(confirmed_at=moving.now)
            moving.numbered_words("confirmation", how.strip())
        return self._fresh(ticket_id)

    def close(self, ticket_id: int, version: int | None, summary: str) -> Ticket:
        """End as completed, with a summary. Refused while anything is unfinished."""
        if not summary.strip():
            raise RuleViolation(_("请写一句结案说明。"))
        with self._moving(ticket_id, version, Verb.CLOSE) as moving:
            moving.set(closing=Closing.COMPLETED.value, closed_at=moving.now)
            moving.words("closing_summary", summary.strip())
        return self._fresh(ticket_id)

    def cancel(
        self, ticket_id: int, version: int | None, reason: CancelReason, note: str
    ) -> Ticket:
        """End as cancelled. What was granted and not paid is called off."""
        if reason is CancelReason.OTHER and not note.strip():
            raise RuleViolation(_("选「其他」时请写明原因。"))
        with self._moving(ticket_id, version, Verb.CANCEL) as moving:
            # What was promised for later is owed all the more when both agreed to end it here.
            call_off(moving, promises_stand=reason is CancelReason.AGREED)
            moving.expect_nothing()
            moving.set(
                closing=Closing.CANCELLED.value,
                cancel_reason=reason.value,
                closed_at=moving.now,
            )
            moving.say(reason=reason.value)
            moving.numbered_words("cancellation", note.strip())
        return self._fresh(ticket_id)

    def reopen(self, ticket_id: int, version: int | None, reason: str) -> Ticket:
        """Go on with a ticket that had ended; what was paid stays paid."""
        if not reason.strip():
            raise RuleViolation(_("请写明为什么重新打开。"))
        with self._moving(ticket_id, version, Verb.REOPEN) as moving:
            moving.set(
                closing=Closing.OPEN.value,
                closed_at=None,
                confirmed_at=None,
                review=Review.REVIEWING.value,
                reject_reason="",
                cancel_reason="",
                advice="",
            )
            if moving.row["offer"] == Offer.ACCEPTED.value:
                moving.set(offer=Offer.NONE.value)
            moving.numbered_words("reopening", reason.strip())
        return self._fresh(ticket_id)
