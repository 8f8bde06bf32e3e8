"""Money the platform says it paid: matched to our own payouts first, else counted at once.

What a file calls a refund may hold the shipping too. Which part is which depends on what is known
of the order, so that rows counted from files are counted anew when more becomes known: the old
rows are withdrawn, never altered, and new ones stand for the same payment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from app.domain.history import Json, parsed
from app.domain.payment import Leg, MoneyClass, MoneyState, PayoutSource, Tender
from app.model import tables
from app.model.reading import Values
from app.model.writing import Write
from app.services.paid import freeze_shares

Told: TypeAlias = tuple[str, dict[str, Json]]  # kind of event, what it says

_OURS = (
    MoneyState.PLANNED.value,
    MoneyState.APPROVED.value,
    MoneyState.SUBMITTED.value,
    MoneyState.ARRIVED.value,
)
_HANDED_OVER = (MoneyState.SUBMITTED.value, MoneyState.ARRIVED.value)
_IN_REFUND = (MoneyClass.PRICE_REFUND.value, MoneyClass.COMPENSATION.value)


def settle_platform_payment(write: Write, claim_id: int, stamp: str) -> Told | None:
    """Bring our money rows in step with a claim the platform has paid.

    Equal to what we granted: those rows are confirmed by the file. Different from what we paid:
    the first row keeps the file's amount for the list of mismatches. Otherwise the platform's
    payment becomes rows of its own and counts in the caps from now on. Returns what the ticket's
    history has to say of it, if anything; the caller appends that event.
    """
    claim = write.get(tables.PlatformClaim, claim_id) or {}
    if parsed(claim["facts"]).get("money") != MoneyState.ARRIVED.value:
        return None
    if not claim["amount_cents"] or claim["ticket_id"] is None:
        return None
    if write.find(tables.Payout, claim_id=claim_id):
        return _told(claim, differs=True) if _correct(write, claim) else None
    at = str(claim["finished_at"] or stamp)
    ours = [row for row in _ours(write, int(claim["ticket_id"])) if not row["confirmed_by_file"]]
    if ours and sum(int(row["amount_cents"]) for row in ours) == claim["amount_cents"]:
        for row in ours:
            _confirm(write, row, at)
        return _told(claim)
    paid = [row for row in ours if row["state"] in _HANDED_OVER]
    if paid:
        if paid[0]["file_cents"] == claim["amount_cents"]:
            return None
        write.update(tables.Payout, int(paid[0]["id"]), file_cents=claim["amount_cents"])
        return _told(claim, differs=True)
    for part in _parts(write, claim, _used(write, int(claim["order_id"]))):
        _insert(write, claim, part, at)
    freeze_shares(write, int(claim["order_id"]))
    recount(write, int(claim["order_id"]), stamp)
    return "platform_paid", _told(claim)[1]


def _told(claim: Values, *, differs: bool = False) -> Told:
    said: dict[str, Json] = {
        "claim": str(claim["claim_no"]),
        "cents": int(claim["amount_cents"]),
        "currency": str(claim["currency"]),
    }
    return "payment_confirmed_by_file", {**said, "differs": True} if differs else said


def _ours(write: Write, ticket_id: int) -> list[Values]:
    return [
        row
        for row in write.find(tables.Payout, ticket_id=ticket_id, source=PayoutSource.DESK.value)
        if row["state"] in _OURS
        and row["tender"] == Tender.CASH.value  # points and coupons are in no file's amount
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


def _correct(write: Write, claim: Values) -> bool:
    """A later file names another amount for a payment already counted: a mismatch to look at."""
    rows = [
        row
        for row in write.find(tables.Payout, claim_id=claim["id"])
        if row["state"] == MoneyState.ARRIVED.value
    ]
    total = sum(int(row["amount_cents"]) for row in rows)
    wanted = None if total == claim["amount_cents"] else claim["amount_cents"]
    if not rows or rows[0]["file_cents"] == wanted:
        return False
    write.update(tables.Payout, int(rows[0]["id"]), file_cents=wanted)
    return wanted is not None


class _Used:
    """What live rows of an order have taken of its goods and of its shipping. Cents."""

    def __init__(self) -> None:
        self.goods = 0
        self.outbound = 0

    def add(self, row: Mapping[str, Any]) -> None:
        if row.get("tender", Tender.CASH.value) != Tender.CASH.value:
            return
        if row["money_class"] in _IN_REFUND:
            self.goods += int(row["amount_cents"])
        elif row["leg"] == Leg.OUTBOUND.value:
            self.outbound += int(row["amount_cents"])


def _used(write: Write, order_id: int) -> _Used:
    used = _Used()
    for row in write.find(tables.Payout, order_id=order_id):
        if row["state"] in _OURS:
            used.add(row)
    return used


def _parts(write: Write, claim: Values, used: _Used) -> list[dict[str, Any]]:
    """A payment as rows: goods first, then the shipping it can only be beyond them."""
    order = write.get(tables.Order, claim["order_id"]) or {}
    amount = int(claim["amount_cents"])
    shipping = 0
    if order["paid_cents"] is not None and order["shipping_cents"] and not order["conflict"]:
        goods = int(order["paid_cents"]) - int(order["shipping_cents"])
        beyond = max(0, amount - max(0, goods - used.goods))
        shipping = min(beyond, max(0, int(order["shipping_cents"]) - used.outbound))
    price: dict[str, Any] = {
        "money_class": MoneyClass.PRICE_REFUND.value,
        "leg": "",
        "amount_cents": amount - shipping,
        "line_id": claim["line_id"],
    }
    freight: dict[str, Any] = {
        "money_class": MoneyClass.FREIGHT.value,
        "leg": Leg.OUTBOUND.value,
        "amount_cents": shipping,
        "line_id": None,
    }
    return [part for part in (price, freight) if part["amount_cents"]]


def _insert(write: Write, claim: Values, part: dict[str, Any], at: str) -> None:
    write.insert(
        tables.Payout,
        ticket_id=claim["ticket_id"],
        order_id=claim["order_id"],
        claim_id=claim["id"],
        source=PayoutSource.PLATFORM.value,
        currency=claim["currency"],
        state=MoneyState.ARRIVED.value,
        confirmed_by_file=True,
        planned_at=claim["applied_at"] or at,
        submitted_at=at,
        arrived_at=at,
        **part,
    )


def recount(write: Write, order_id: int, stamp: str) -> None:
    """Split every payment counted from files as it would be split now, the earliest first.

    A payment a person has reversed or a later file has questioned is left as it is.
    """
    used = _Used()
    counted: dict[int, list[Values]] = {}
    for row in write.find(tables.Payout, order_id=order_id):
        if row["state"] not in _OURS:
            continue
        if row["source"] == PayoutSource.PLATFORM.value and row["file_cents"] is None:
            counted.setdefault(int(row["claim_id"]), []).append(row)
        else:
            used.add(row)
    claims = [write.get(tables.PlatformClaim, key) or {} for key in counted]
    for claim in sorted(claims, key=_finished):
        rows = counted[int(claim["id"])]
        parts = _parts(write, claim, used)
        total = sum(int(row["amount_cents"]) for row in rows)
        same = [{name: row[name] for name in part} for row, part in zip(rows, parts, strict=False)]
        if total == claim["amount_cents"] and (len(rows) != len(parts) or same != parts):
            for row in rows:
                write.update(
                    tables.Payout,
                    int(row["id"]),
                    state=MoneyState.WITHDRAWN.value,
                    ended_at=stamp,
                )
            for part in parts:
                _insert(write, claim, part, str(rows[0]["arrived_at"]))
            rows = [{**rows[0], **part} for part in parts]
        for row in rows:
            used.add(row)


def _finished(claim: Values) -> tuple[str, str]:
    return str(claim["finished_at"] or claim["applied_at"] or ""), str(claim["claim_no"])
