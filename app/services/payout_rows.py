"""Money rows: granting, calling off, and what freezes with them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.facts import Offer
from app.domain.payment import MoneyState, PlannedPayout
from app.model.tables import Decision, Payout, PayoutUnit
from app.model.writing import Write
from app.services.paid import freeze_shares
from app.services.verb import Moving

_NOT_PAID_YET = (MoneyState.PLANNED.value, MoneyState.APPROVED.value)
_HANDED_OVER = (MoneyState.SUBMITTED.value, MoneyState.ARRIVED.value)
_OPEN_ROUND = (Offer.OFFERED.value, Offer.ACCEPTED.value)


def plan_payouts(
    write: Write,
    ticket_id: int,
    order_id: int,
    decision_id: int | None,
    planned: Iterable[PlannedPayout],
    currency: str,
    now: str,
) -> list[int]:
    """Grant money: one planned row per part, bound to its units. Freezes the order's shares."""
    keys = []
    for part in planned:
        key = write.insert(
            Payout,
            ticket_id=ticket_id,
            order_id=order_id,
            decision_id=decision_id,
            line_id=part.line_id,
            money_class=part.money_class.value,
            leg=part.leg.value if part.leg else "",
            amount_cents=part.cents,
            currency=currency,
            state=MoneyState.PLANNED.value,
            planned_at=now,
        )
        for bound in part.units:
            write.insert(
                PayoutUnit,
                payout_id=key,
                line_id=bound.unit.line_id,
                ordinal=bound.unit.ordinal,
                amount_cents=bound.cents,
            )
        keys.append(key)
    if keys:
        freeze_shares(write, order_id)
    return keys


def withdraw_planned(moving: Moving) -> None:
    """Call off everything granted and not yet paid."""
    for row in moving.write.find(Payout, ticket_id=moving.ticket_id):
        if row["state"] in _NOT_PAID_YET:
            moving.write.update(
                Payout, int(row["id"]), state=MoneyState.WITHDRAWN.value, ended_at=moving.now
            )


def call_off(moving: Moving) -> bool:
    """End the round that is open or agreed, with everything granted and not yet paid.

    A round of which something was paid stands, and only its rest is called off; returns whether
    the round itself has ended.
    """
    withdraw_planned(moving)
    rounds = moving.write.find(Decision, ticket_id=moving.ticket_id)
    if not rounds or rounds[-1]["state"] not in _OPEN_ROUND:
        return True
    latest = int(rounds[-1]["id"])
    paid = moving.write.find(Payout, ticket_id=moving.ticket_id, decision_id=latest)
    if any(row["state"] in _HANDED_OVER for row in paid):
        return False
    end_round(moving, latest)
    return True


def end_round(moving: Moving, decision_id: int) -> None:
    """The latest round of decision is off the table, and so is the ticket's offer."""
    moving.write.update(Decision, decision_id, state=Offer.WITHDRAWN.value, answered_at=moving.now)
    moving.set(offer=Offer.WITHDRAWN.value)
    moving.say(decision=decision_id)
