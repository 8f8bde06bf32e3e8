"""Parcels to the buyer: shipped, delivered, lost."""

from __future__ import annotations

from datetime import date

from app.domain.facts import GoodsOut, Offer
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import NotFound, RuleViolation
from app.i18n import _
from app.model.reading import Values
from app.model.search import number_key
from app.model.tables import Dispatch
from app.services.goods_rows import has_left, is_here_still, plan_again
from app.services.granting import end_round
from app.services.held import HOME, demand_not_refunded
from app.services.rounds import latest_round
from app.services.verb import Moving, TicketVerbs


class DispatchService(TicketVerbs):
    """Verbs of the goods that leave the shop."""

    def ship(
        self,
        ticket_id: int,
        version: int | None,
        dispatch_id: int,
        courier: str,
        tracking: str,
        sent_on: date | None = None,
    ) -> Ticket:
        """A parcel has left. The tracking number is needed: none is ever invented."""
        number = number_key(tracking)
        if not number:
            raise RuleViolation(_("请填写快递单号；没有单号就不能算已寄出。"))
        with self._moving(ticket_id, version, Verb.SHIP) as moving:
            row = _parcel(moving, dispatch_id, GoodsOut.TO_SHIP)
            if row["purpose"] not in HOME:
                demand_not_refunded(moving.write, moving.row)
            moving.write.update(
                Dispatch,
                dispatch_id,
                state=GoodsOut.SHIPPED.value,
                courier=courier.strip(),
                tracking=number,
                shipped_at=moving.noon(sent_on, _("寄出日期")),
            )
            has_left(moving, dispatch_id)
            moving.say(purpose=str(row["purpose"]), courier=courier.strip(), tracking=number)
        return self._fresh(ticket_id)

    def delivered(
        self, ticket_id: int, version: int | None, dispatch_id: int, on: date | None = None
    ) -> Ticket:
        """The buyer has signed for the parcel."""
        with self._moving(ticket_id, version, Verb.DELIVERED) as moving:
            row = _parcel(moving, dispatch_id, GoodsOut.SHIPPED)
            at = moving.noon(on, _("签收日期"))
            if on is not None and at < str(row["shipped_at"]):
                at = _same_day(moving, on, row)
            moving.write.update(
                Dispatch, dispatch_id, state=GoodsOut.DELIVERED.value, delivered_at=at
            )
            moving.say(purpose=str(row["purpose"]), tracking=str(row["tracking"]))
        return self._fresh(ticket_id)

    def lost(self, ticket_id: int, version: int | None, dispatch_id: int, reason: str) -> Ticket:
        """A parcel never arrived. The same is to be sent again, unless the offer is withdrawn.

        What belonged to the buyer is gone for good: the round ends and a new decision is due.
        """
        if not reason.strip():
            raise RuleViolation(_("请写明怎么确认丢失的，例如快递公司的答复。"))
        with self._moving(ticket_id, version, Verb.LOST) as moving:
            row = _parcel(moving, dispatch_id, GoodsOut.SHIPPED)
            moving.write.update(Dispatch, dispatch_id, state=GoodsOut.LOST.value)
            moving.say(purpose=str(row["purpose"]), tracking=str(row["tracking"]))
            if row["purpose"] in HOME:
                latest = latest_round(moving)
                if latest is not None and latest["state"] == Offer.ACCEPTED.value:
                    end_round(moving, int(latest["id"]))
            else:
                is_here_still(moving, dispatch_id)
                plan_again(moving, row)
                moving.say(again=True)
            moving.numbered_words("loss", reason.strip())
        return self._fresh(ticket_id)


def _parcel(moving: Moving, dispatch_id: int, state: GoodsOut) -> Values:
    row = moving.write.get(Dispatch, dispatch_id)
    if row is None or row["ticket_id"] != moving.ticket_id:
        raise NotFound(_("找不到这个寄件。"))
    if row["state"] != state.value:
        raise RuleViolation(_("这个寄件的状态已经变了，请重新查看。"))
    return row


def _same_day(moving: Moving, on: date, row: Values) -> str:
    """Signed for on the day it left, as far as days tell. Raises `RuleViolation` when earlier."""
    shipped = str(row["shipped_at"])
    if on < moving.day_of(shipped):
        raise RuleViolation(_("签收日期 {day} 早于寄出日期，请核对。").format(day=on.isoformat()))
    return shipped
