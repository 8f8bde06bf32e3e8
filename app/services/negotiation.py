"""What the buyer asks for instead: counter-offers beside our own rounds."""

from __future__ import annotations

from app.domain.facts import Offer
from app.domain.negotiation import TalkChannel
from app.domain.remedy import Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import RuleViolation
from app.i18n import _
from app.model.tables import CounterOffer
from app.services.rounds import decline, latest_round
from app.services.verb import TicketVerbs


class NegotiationService(TicketVerbs):
    """Verbs of the ladder."""

    def counter_offer(
        self,
        ticket_id: int,
        version: int | None,
        channel: TalkChannel,
        words: str,
        cents: int | None = None,
        remedy: Remedy | None = None,
    ) -> Ticket:
        """The buyer asks for something else; an offer that was open is declined by it.

        `cents` are minor units of the order's currency; `words` are kept verbatim beside the
        history. Raises `RuleViolation` when nothing at all was asked for.
        """
        said = words.strip()
        if not said and cents is None and remedy is None:
            raise RuleViolation(_("请写下买家要什么：原话、金额或处理方式至少一项。"))
        if cents is not None and cents <= 0:
            raise RuleViolation(_("买家还价的金额要大于 0。"))
        with self._moving(ticket_id, version, Verb.COUNTER_OFFER) as moving:
            latest = latest_round(moving)
            currency = str(moving.row["currency"])
            key = moving.write.insert(
                CounterOffer,
                ticket_id=moving.ticket_id,
                decision_id=int(latest["id"]) if latest else None,
                remedy=remedy.value if remedy else "",
                amount_cents=cents,
                currency=currency,
                channel=channel.value,
                staff_id=moving.write.author.staff_id,
                made_at=moving.now,
            )
            if moving.facts.offer is Offer.OFFERED:
                decline(moving)
            moving.say(channel=channel.value, currency=currency)
            if cents is not None:
                moving.say(cents=cents)
            if remedy is not None:
                moving.say(remedy=remedy.value)
            if said:
                moving.keep("counter_offer", key, "words", said)
            moving.numbered_words("counter", said)
        return self._fresh(ticket_id)
