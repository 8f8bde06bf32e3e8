"""Rows of what the buyer owes: planned with a decision, called off with it."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.order import Unit
from app.domain.payment import ChargeReason, MoneyState, PlannedCharge, UnitAmount
from app.model.reading import Values
from app.model.tables import Charge, ChargeUnit
from app.services.paid import freeze_shares
from app.services.verb import Moving


def plan_charges(
    moving: Moving, decision_id: int, planned: Iterable[PlannedCharge], currency: str
) -> None:
    """Ask for money: one row per part, bound to the units whose worth it will raise."""
    order_id = int(moving.row["order_id"])
    for part in planned:
        key = moving.write.insert(
            Charge,
            ticket_id=moving.ticket_id,
            order_id=order_id,
            decision_id=decision_id,
            reason=part.reason.value,
            amount_cents=part.cents,
            currency=currency,
            state=MoneyState.PLANNED.value,
            planned_at=moving.now,
        )
        for bound in part.units:
            moving.write.insert(
                ChargeUnit,
                charge_id=key,
                line_id=bound.unit.line_id,
                ordinal=bound.unit.ordinal,
                amount_cents=bound.cents,
            )
        freeze_shares(moving.write, order_id)


def plan_charge_again(moving: Moving, gone: Values) -> None:
    """The same is owed once more: what was seen to arrive has not."""
    units = tuple(
        UnitAmount(Unit(int(row["line_id"]), int(row["ordinal"])), int(row["amount_cents"]))
        for row in moving.write.find(ChargeUnit, charge_id=gone["id"])
    )
    part = PlannedCharge(ChargeReason(gone["reason"]), int(gone["amount_cents"]), units)
    plan_charges(moving, int(gone["decision_id"]), (part,), str(gone["currency"]))


def withdraw_charges(moving: Moving) -> None:
    """Nothing that has not arrived is asked for any more."""
    for row in moving.write.find(Charge, ticket_id=moving.ticket_id):
        if row["state"] == MoneyState.PLANNED.value:
            moving.write.update(
                Charge, int(row["id"]), state=MoneyState.WITHDRAWN.value, ended_at=moving.now
            )
