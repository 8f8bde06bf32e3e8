"""Money the platform says it paid: matched to our own payouts first, else counted at once."""

from __future__ import annotations

from app.domain.history import parsed
from app.domain.payment import Leg, MoneyClass, MoneyState, PayoutSource
from app.model import tables
from app.model.reading import Values
from app.model.writing import Write
from app.services.paid import freeze_shares

_OURS = (
    MoneyState.PLANNED.value,
    MoneyState.APPROVED.value,
    MoneyState.SUBMITTED.value,
    MoneyState.ARRIVED.value,
)
_HANDED_OVER = (MoneyState.SUBMITTED.value, MoneyState.ARRIVED.value)
_IN_REFUND = (MoneyClass.PRICE_REFUND.value, MoneyClass.COMPENSATION.value)


def settle_platform_payment(write: Write, claim_id: int, stamp: str) -> None:
    """Bring our money rows in step with a claim the platform has paid.

    Equal to what we granted: those rows are confirmed by the file. Different from what we paid:
    the first row keeps the file's amount for the list of mismatches. Otherwise the platform's
    payment becomes a row of its own and counts in the caps from now on.
    """
    claim = write.get(tables.PlatformClaim, claim_id) or {}
    if parsed(claim["facts"]).get("money") != MoneyState.ARRIVED.value:
        return
    if not claim["amount_cents"] or claim["ticket_id"] is None:
        return
    if write.find(tables.Payout, claim_id=claim_id):
        _correct(write, claim)
        return
    at = str(claim["finished_at"] or stamp)
    ours = [row for row in _ours(write, int(claim["ticket_id"])) if not row["confirmed_by_file"]]
    if ours and sum(int(row["amount_cents"]) for row in ours) == claim["amount_cents"]:
        for row in ours:
            _confirm(write, row, at)
        return
    paid = [row for row in ours if row["state"] in _HANDED_OVER]
    if paid:
        write.update(tables.Payout, int(paid[0]["id"]), file_cents=claim["amount_cents"])
        return
    _count(write, claim, at)


def _ours(write: Write, ticket_id: int) -> list[Values]:
    return [
        row
        for row in write.find(tables.Payout, ticket_id=ticket_id, source=PayoutSource.DESK.value)
        if row["state"] in _OURS
        and (row["money_class"] in _IN_REFUND or row["leg"] == Leg.OUTBOUND.value)
    ]


def _confirm(write: Write, row: Values, at: str) -> None:
    write.update(
        tables.Payout,
        int(row["id"]),
        state=MoneyState.ARRIVED.value,
        confirmed_by_file=True,
        submitted_at=row["submitted_at"] or at,
        arrived_at=row["arrived_at"] or at,
    )


def _correct(write: Write, claim: Values) -> None:
    """A later file names another amount for a payment already counted: a mismatch to look at."""
    rows = [
        row
        for row in write.find(tables.Payout, claim_id=claim["id"])
        if row["state"] == MoneyState.ARRIVED.value
    ]
    total = sum(int(row["amount_cents"]) for row in rows)
    if rows and total != claim["amount_cents"] and rows[0]["file_cents"] != claim["amount_cents"]:
        write.update(tables.Payout, int(rows[0]["id"]), file_cents=claim["amount_cents"])


def _count(write: Write, claim: Values, at: str) -> None:
    """The platform's payment as our own rows: goods first, then the shipping it may include."""
    order = write.get(tables.Order, claim["order_id"]) or {}
    amount = int(claim["amount_cents"])
    shipping = _shipping_part(write, order, amount)
    for money_class, leg, cents in (
        (MoneyClass.PRICE_REFUND, "", amount - shipping),
        (MoneyClass.FREIGHT, Leg.OUTBOUND.value, shipping),
    ):
        if cents:
            write.insert(
                tables.Payout,
                ticket_id=claim["ticket_id"],
                order_id=claim["order_id"],
                claim_id=claim["id"],
                line_id=claim["line_id"] if money_class is MoneyClass.PRICE_REFUND else None,
                money_class=money_class.value,
                leg=leg,
                source=PayoutSource.PLATFORM.value,
                amount_cents=cents,
                currency=claim["currency"],
                state=MoneyState.ARRIVED.value,
                confirmed_by_file=True,
                planned_at=claim["applied_at"] or at,
                submitted_at=at,
                arrived_at=at,
            )
    freeze_shares(write, int(claim["order_id"]))


def _shipping_part(write: Write, order: Values, amount: int) -> int:
    """What of a platform refund goes beyond the goods and can only be the shipping paid."""
    if order["paid_cents"] is None or not order["shipping_cents"]:
        return 0
    goods = int(order["paid_cents"]) - int(order["shipping_cents"])
    live = write.query(
        "SELECT money_class, leg, sum(amount_cents) FROM payout WHERE order_id = ?"
        " AND state IN ('planned', 'approved', 'submitted', 'arrived') GROUP BY money_class, leg",
        (order["id"],),
    )
    used = sum(int(total) for name, _leg, total in live if name in _IN_REFUND)
    shipped_back = sum(int(total) for _name, leg, total in live if leg == Leg.OUTBOUND.value)
    beyond = max(0, amount - max(0, goods - used))
    return min(beyond, max(0, int(order["shipping_cents"]) - shipped_back))
