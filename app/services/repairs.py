"""The workshop: begun, done, or not to be repaired."""

from __future__ import annotations

from datetime import timedelta

from app.domain.facts import INSPECTED, GoodsIn, Work
from app.domain.goods_out import DispatchPurpose
from app.domain.payment import MoneyState
from app.domain.remedy import RepairPlace
from app.domain.settlement.types import Replacement
from app.domain.ticket import Ticket
from app.domain.warranty import months_after
from app.domain.workflow import Verb
from app.errors import RuleViolation
from app.i18n import _
from app.model.fields import to_text
from app.model.reading import Values
from app.model.tables import Charge, Decision, RepairOrder
from app.services.charge_rows import withdraw_charges
from app.services.goods_rows import plan_dispatch
from app.services.granting import end_round, give_back
from app.services.held import demand_not_refunded
from app.services.rounds import latest_round
from app.services.verb import Moving, TicketVerbs

_HANDED_OVER = (RepairPlace.ON_SITE.value, RepairPlace.IN_STORE.value)
_MOST_MONTHS = 120


class RepairService(TicketVerbs):
    """Verbs of a repair order."""

    def start(self, ticket_id: int, version: int | None) -> Ticket:
        """Work has begun: from now on the round cannot be withdrawn any more."""
        with self._moving(ticket_id, version, Verb.REPAIR_START) as moving:
            row = _order(moving, Work.CONSENTED)
            demand_not_refunded(moving.write, moving.row)
            days = int(row["days"])
            until = moving.write.author.at + timedelta(days=days)
            moving.write.update(
                RepairOrder,
                int(row["id"]),
                state=Work.UNDER_REPAIR.value,
                started_at=moving.now,
                expected_at=to_text(until) if days else None,
            )
            moving.set(work=Work.UNDER_REPAIR.value)
            moving.say(place=str(row["place"]), days=days)
        return self._fresh(ticket_id)

    def done(
        self,
        ticket_id: int,
        version: int | None,
        result: str,
        part_warranty_months: int | None = None,
    ) -> Ticket:
        """It works again. What was fitted has its own warranty from now; the old one ran through.

        What was sent in goes back to the buyer in a parcel; elsewhere it was handed over.
        """
        if not result.strip():
            raise RuleViolation(_("请写明修了什么、换了什么，以后查得到。"))
        if part_warranty_months is not None and not 0 <= part_warranty_months <= _MOST_MONTHS:
            raise RuleViolation(
                _("配件保修期要在 0 到 {most} 个月之间。").format(most=_MOST_MONTHS)
            )
        with self._moving(ticket_id, version, Verb.REPAIR_DONE) as moving:
            row = _order(moving, Work.UNDER_REPAIR)
            months = part_warranty_months
            if months is None:
                months = int(row["part_warranty_months"])
            until = months_after(moving.write.author.at, months) if months else None
            moving.write.update(
                RepairOrder,
                int(row["id"]),
                state=Work.DONE.value,
                ended_at=moving.now,
                part_warranty_months=months,
                part_warranty_until_at=to_text(until),
            )
            moving.set(work=Work.DONE.value)
            _send_home(moving, row)
            if months:
                moving.say(months=months)
            moving.keep("repair_order", int(row["id"]), "result", result.strip())
            moving.numbered_words("repair", result.strip())
        return self._fresh(ticket_id)

    def failed(self, ticket_id: int, version: int | None, reason: str) -> Ticket:
        """It cannot be repaired: nothing is asked for it any more, and a new decision is due.

        What was sent in waits to go back as it is, unless that decision says otherwise.
        """
        if not reason.strip():
            raise RuleViolation(_("请写明为什么修不好，买家会问。"))
        with self._moving(ticket_id, version, Verb.REPAIR_FAILED) as moving:
            row = _order(moving, Work.UNDER_REPAIR)
            moving.write.update(
                RepairOrder,
                int(row["id"]),
                state=Work.CANNOT_BE_REPAIRED.value,
                ended_at=moving.now,
            )
            moving.set(work=Work.CANNOT_BE_REPAIRED.value)
            withdraw_charges(moving)
            fee = _fee_paid(moving, row)
            if fee:
                moving.say(fee=fee, currency=str(row["currency"]))
            latest = latest_round(moving)
            if latest is not None:
                end_round(moving, int(latest["id"]))
            if row["place"] in _HANDED_OVER:
                _handed_over(moving)
            else:
                give_back(moving, int(latest["id"]) if latest else None)
            moving.keep("repair_order", int(row["id"]), "result", reason.strip())
            moving.numbered_words("repair", reason.strip())
        return self._fresh(ticket_id)


def _order(moving: Moving, state: Work) -> Values:
    rows = moving.write.find(RepairOrder, ticket_id=moving.ticket_id)
    for row in reversed(rows):
        if row["state"] == state.value:
            return row
    raise RuleViolation(_("维修的状态已经变了，请重新查看。"))


def _fee_paid(moving: Moving, order: Values) -> int:
    """What the buyer has paid for the work: it is due back when nothing came of it. Cents."""
    of_order = {"ticket_id": moving.ticket_id, "decision_id": order["decision_id"]}
    return sum(
        int(row["amount_cents"])
        for row in moving.write.find(Charge, **of_order)
        if row["state"] == MoneyState.ARRIVED.value
    )


def _send_home(moving: Moving, row: Values) -> None:
    if row["place"] in _HANDED_OVER:
        _handed_over(moving)
        return
    here = [unit for unit, state in sorted(moving.units().items()) if state in INSPECTED]
    decision = moving.write.get(Decision, row["decision_id"]) or {}
    goods = [Replacement(u.line_id, (u.ordinal,) if u.ordinal else ()) for u in here]
    plan_dispatch(moving, decision.get("id"), DispatchPurpose.REPAIRED, goods)


def _handed_over(moving: Moving) -> None:
    """Repaired or not, the buyer took it along."""
    here = {unit: GoodsIn.GIVEN_BACK for unit, s in moving.units().items() if s in INSPECTED}
    moving.goods(here)
