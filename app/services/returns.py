"""Goods coming back: sent, received, inspected."""

from __future__ import annotations

from datetime import date

from app.domain.drafts import InspectionResult
from app.domain.facts import INSPECTED, GoodsIn
from app.domain.order import Unit
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.errors import RuleViolation
from app.i18n import _
from app.model.search import number_key
from app.model.tables import Inspection, ReturnParcel
from app.services.granting import call_off, give_back, send_after_inspection
from app.services.rounds import latest_round
from app.services.verb import Moving, TicketVerbs

_WAITING = (GoodsIn.TO_BE_SENT, GoodsIn.NEVER_SENT)
_COMING = (*_WAITING, GoodsIn.IN_TRANSIT)


class ReturnsService(TicketVerbs):
    """Verbs of the goods that come back."""

    def return_sent(
        self,
        ticket_id: int,
        version: int | None,
        courier: str,
        tracking: str,
        sent_on: date | None = None,
    ) -> Ticket:
        """The buyer has sent the goods. The tracking number is needed: none is ever invented."""
        number = number_key(tracking)
        if not number:
            raise RuleViolation(_("请填写快递单号；没有单号就不能算已寄出。"))
        with self._moving(ticket_id, version, Verb.RETURN_SENT) as moving:
            moving.write.insert(
                ReturnParcel,
                ticket_id=moving.ticket_id,
                courier=courier.strip(),
                tracking=number,
                sent_at=moving.noon(sent_on, _("寄出日期")),
            )
            moving.set(return_courier=courier.strip(), return_tracking=number)
            units = moving.units()
            moving.goods({u: GoodsIn.IN_TRANSIT for u, s in units.items() if s in _WAITING})
            moving.say(courier=courier.strip(), tracking=number)
        return self._fresh(ticket_id)

    def return_received(
        self, ticket_id: int, version: int | None, courier: str = "", tracking: str = ""
    ) -> Ticket:
        """The parcel is here; it still has to be looked at."""
        number = number_key(tracking)
        with self._moving(ticket_id, version, Verb.RETURN_RECEIVED) as moving:
            parcel = _parcel(moving, courier.strip(), number)
            moving.write.update(
                ReturnParcel,
                parcel,
                received_at=moving.now,
                received_by_id=moving.write.author.staff_id,
            )
            if number:
                known = str(moving.row["return_courier"])
                moving.set(return_courier=courier.strip() or known, return_tracking=number)
            units = moving.units()
            moving.goods({u: GoodsIn.RECEIVED for u, s in units.items() if s in _COMING})
            moving.say(tracking=number or str(moving.row["return_tracking"]))
        return self._fresh(ticket_id)

    def inspect(
        self, ticket_id: int, version: int | None, results: tuple[InspectionResult, ...]
    ) -> Ticket:
        """What was found of each received unit. Anything but sellable asks for a new decision."""
        with self._moving(ticket_id, version, Verb.INSPECT) as moving:
            here = {u for u, s in moving.units().items() if s is GoodsIn.RECEIVED}
            found = {Unit(r.line_id, r.ordinal): r for r in results}
            if set(found) != here:
                raise RuleViolation(_("每一件收到的货都要有验货结果。"))
            parcels = moving.write.find(ReturnParcel, ticket_id=moving.ticket_id)
            for unit, result in found.items():
                if result.condition not in INSPECTED | {GoodsIn.NOT_ARRIVED}:
                    raise RuleViolation(_("请选择验货结果。"))
                key = moving.write.insert(
                    Inspection,
                    ticket_id=moving.ticket_id,
                    parcel_id=parcels[-1]["id"] if parcels else None,
                    line_id=unit.line_id,
                    ordinal=unit.ordinal,
                    condition=result.condition.value,
                    inspected_at=moving.now,
                    staff_id=moving.write.author.staff_id,
                )
                if result.note.strip():
                    moving.keep("inspection", key, "note", result.note.strip())
            moving.goods({unit: result.condition for unit, result in found.items()})
            flawed = sum(1 for r in found.values() if moving.facts.surprises(r.condition))
            if flawed:
                # Pieces of an earlier parcel that were decided on stay decided on.
                moving.set(flaws_settled=False)
            elif send_after_inspection(moving):
                moving.say(to_ship=True)
            moving.say(pieces=len(found), flawed=flawed)
        return self._fresh(ticket_id)

    def give_back(self, ticket_id: int, version: int | None, reason: str) -> Ticket:
        """What the buyer sent in waits to go back as it is; what was agreed for it is called off.

        It has left with `dispatches.ship`; until then a new decision may still want it otherwise.
        """
        if not reason.strip():
            raise RuleViolation(_("请写明为什么寄还，买家会问。"))
        with self._moving(ticket_id, version, Verb.GIVE_BACK) as moving:
            call_off(moving)
            latest = latest_round(moving)
            give_back(moving, int(latest["id"]) if latest else None)
            moving.set(flaws_settled=True, confirmed_at=None)
            moving.numbered_words("giving_back", reason.strip())
        return self._fresh(ticket_id)


def _parcel(moving: Moving, courier: str, tracking: str) -> int:
    """The parcel that is expected, else a new one for what came unannounced."""
    open_rows = [
        r
        for r in moving.write.find(ReturnParcel, ticket_id=moving.ticket_id)
        if r["received_at"] is None
    ]
    for row in open_rows:
        if not tracking or row["tracking"] == tracking:
            return int(row["id"])
    return moving.write.insert(
        ReturnParcel, ticket_id=moving.ticket_id, courier=courier, tracking=tracking
    )
