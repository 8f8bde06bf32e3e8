"""Promises to the buyer that outlive the ticket: a part, a discount on the next order."""

from __future__ import annotations

from app.domain.negotiation import CAN_BE_KEPT, PromiseState
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.tables import Obligation
from app.services.verb import TicketVerbs

# A shop may keep its word after the day has passed, too.


class PromiseService(TicketVerbs):
    """Verbs of obligations."""

    def keep(
        self, ticket_id: int, version: int | None, obligation_id: int, reference: str
    ) -> Ticket:
        """It was kept; `reference` names the order, coupon or parcel it was kept with."""
        if not reference.strip():
            raise RuleViolation(_("请填写兑现的凭证，例如买家新订单的单号或优惠券编号。"))
        with self._moving(ticket_id, version, Verb.KEEP_PROMISE) as moving:
            row = moving.write.get(Obligation, obligation_id)
            if row is None or row["ticket_id"] != moving.ticket_id:
                raise NotFound(_("找不到这项承诺。"))
            if PromiseState(row["state"]) not in CAN_BE_KEPT:
                raise RuleViolation(_("这项承诺已经兑现或撤销了。"))
            moving.write.update(
                Obligation,
                obligation_id,
                state=PromiseState.KEPT.value,
                ended_at=moving.now,
                reference=reference.strip(),
            )
            moving.say(
                part=str(row["part"]),
                discount=int(row["discount_cents"]),
                currency=str(row["currency"]),
                reference=reference.strip(),
            )
        return self._fresh(ticket_id)
