"""Money rows to the buyer: planning, calling off, and what freezes with them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.payment import POINTS, MoneyState, PlannedPayout, Tender
from app.model.tables import Payout, PayoutUnit
from app.model.writing import Write
from app.services.paid import freeze_shares
from app.services.verb import Moving

_NOT_PAID_YET = (MoneyState.PLANNED.value, MoneyState.APPROVED.value)


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
            method=part.method.value,
            tender=part.tender.value,
            amount_cents=part.cents,
            currency=POINTS if part.tender is Tender.POINTS else currency,
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


def withdraw_planned(moving: Moving) -> int:
    """Call off everything granted and not yet paid; returns how much money that was (cents)."""
    waiting = [
        row
        for row in moving.write.find(Payout, ticket_id=moving.ticket_id)
        if row["state"] in _NOT_PAID_YET
    ]
    for row in waiting:
        moving.write.update(
            Payout, int(row["id"]), state=MoneyState.WITHDRAWN.value, ended_at=moving.now
        )
    return sum(int(r["amount_cents"]) for r in waiting if r["tender"] == Tender.CASH.value)
