"""What of the buyer's is with us: goods nothing was given for, goods lost, money paid for nothing.

Told from the rows alone. Read for every verb, so that the common case costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.decisions import from_json
from app.domain.facts import INSPECTED, GoodsIn, GoodsOut, Offer, Work
from app.domain.goods_out import DispatchPurpose
from app.domain.money_state import LIVE, MoneyState
from app.domain.order import Unit
from app.domain.payment import MoneyClass, PayoutSource
from app.domain.remedy import GoodsWay, Liability, ProblemClass, Remedy
from app.domain.settlement.types import Choices
from app.errors import RuleViolation
from app.i18n import _
from app.model import tables
from app.model.reading import Reader, Values

HOME = (DispatchPurpose.REPAIRED.value, DispatchPurpose.GIVE_BACK.value)
"""Parcels with what belongs to the buyer: it cannot be sent a second time."""

_HANDED_OVER = (MoneyState.SUBMITTED.value, MoneyState.ARRIVED.value)
_LEFT = (GoodsOut.SHIPPED.value, GoodsOut.DELIVERED.value)
_REPLACES = (DispatchPurpose.EXCHANGE.value, DispatchPurpose.RESHIP.value)
_FAULTS = (
    ProblemClass.QUALITY.value,
    ProblemClass.NOT_AS_DESCRIBED.value,
    ProblemClass.WRONG_OR_MISSING.value,
    ProblemClass.LOGISTICS.value,
)
_SETTLES_UNITS = (Remedy.REFUND_ONLY.value, Remedy.RETURN_REFUND.value, Remedy.EXCHANGE.value)
_MAKES_GOOD = (*_SETTLES_UNITS, Remedy.RESHIP.value, Remedy.COMPENSATION.value)


def fault_expected(ticket: Values) -> bool:
    """Whether goods are exchanged for a fault that is ours: they come back with it."""
    if ticket["remedy"] != Remedy.EXCHANGE.value:
        return False
    if ticket["problem"] == ProblemClass.UNKNOWN.value:
        return bool(ticket["liability"] == Liability.MERCHANT.value)
    return ticket["problem"] in _FAULTS


def holdings(
    read: Reader,
    ticket: Values,
    goods_in: Iterable[Values],
    dispatches: Iterable[Values],
    charges: Iterable[Values],
) -> dict[str, Any]:
    """The fields of `Facts` about what is held, from the ticket's rows."""
    here = [row for row in goods_in if GoodsIn(row["goods_in"]) in INSPECTED]
    parcels = list(dispatches)
    arrived = [row for row in charges if row["state"] == MoneyState.ARRIVED.value]
    lost = [p for p in parcels if p["state"] == GoodsOut.LOST.value and p["purpose"] in HOME]
    found: dict[str, Any] = {
        "home_waiting": sum(
            p["state"] == GoodsOut.TO_SHIP.value and p["purpose"] in HOME for p in parcels
        ),
        "fault_expected": fault_expected(ticket),
    }
    undone = ticket["offer"] == Offer.WITHDRAWN.value
    if not (here or lost or arrived or undone):
        return found
    rounds = read.find(tables.Decision, ticket_id=ticket["id"])
    if here:
        found["goods_kept"] = bool(_kept(read, ticket, here, parcels, rounds))
    found["goods_lost"] = any(not _made_good(rounds, p["decision_id"]) for p in lost)
    found["charge_due_back"] = any(due_back(read, row, rounds, parcels) for row in arrived)
    found["refund_undone"] = undone and _refund_undone(read, rounds)
    return found


def kept_units(read: Reader, ticket: Values) -> frozenset[Unit]:
    """Pieces of the buyer's that lie here: looked at, and nothing given for them."""
    key = ticket["id"]
    rows = read.find(tables.TicketUnit, ticket_id=key)
    here = [row for row in rows if GoodsIn(row["goods_in"]) in INSPECTED]
    parcels = read.find(tables.Dispatch, ticket_id=key)
    rounds = read.find(tables.Decision, ticket_id=key)
    return _kept(read, ticket, here, parcels, rounds)


def _kept(
    read: Reader,
    ticket: Values,
    here: Iterable[Values],
    parcels: Iterable[Values],
    rounds: Iterable[Values],
) -> frozenset[Unit]:
    given = _given_for(read, ticket)
    back = _came_back(read, ticket)
    sent = _replaced(read, parcels, {int(row["id"]): row for row in rounds})
    return frozenset(
        unit for unit in map(_unit, here) if not given(unit) and sent[unit] < max(1, back[unit])
    )


def demand_not_refunded(read: Reader, ticket: Values) -> None:
    """Raises `RuleViolation` when the platform has refunded the buyer after the agreement.

    Told by the order in which the desk learned of both; a refund known when it was decided counts
    as decided on.
    """
    paid = any(
        row["source"] == PayoutSource.PLATFORM.value
        and row["state"] in _HANDED_OVER
        and row["money_class"] != MoneyClass.FREIGHT.value
        for row in read.find(tables.Payout, ticket_id=ticket["id"])
    )
    if not paid:
        return
    known = read.scalar(
        "SELECT max(seq) FROM event WHERE chain = ? AND kind = 'platform_paid'", (ticket["id"],)
    )
    agreed = read.scalar(
        "SELECT max(seq) FROM event WHERE chain = ?"
        " AND kind IN ('decided', 'approve', 'buyer_accepts')",
        (ticket["id"],),
    )
    if known is not None and agreed is not None and int(known) > int(agreed):
        raise RuleViolation(
            _("方案达成之后平台已经给买家退过款，不能再寄货或维修。"),
            _("请核对后撤回方案；确实还要办理，请按退款后的情况重新决定。"),
        )


def due_back(
    read: Reader, charge: Values, rounds: list[Values], dispatches: Iterable[Values]
) -> bool:
    """Whether what the buyer paid on top came to nothing and goes back on its own."""
    if counted_in(read, charge, rounds):
        return False
    agreed = [r for r in rounds if r["state"] == Offer.ACCEPTED.value]
    own = charge["decision_id"]
    if own not in [r["id"] for r in agreed]:
        return True
    if agreed[-1]["id"] == own:
        return False
    left = any(p["decision_id"] == own and p["state"] in _LEFT for p in dispatches)
    orders = read.find(tables.RepairOrder, ticket_id=charge["ticket_id"], decision_id=own)
    return not left and not any(row["state"] == Work.DONE.value for row in orders)


def counted_in(read: Reader, charge: Values, rounds: list[Values]) -> bool:
    """Whether a later round reckoned with it: in the refund of its units, or in another exchange."""
    units = {
        Unit(int(row["line_id"]), int(row["ordinal"]))
        for row in read.find(tables.ChargeUnit, charge_id=charge["id"])
    }
    if not units:
        return False
    after = [r for r in rounds if int(r["id"]) > int(charge["decision_id"] or 0)]
    return any(
        row["state"] == Offer.ACCEPTED.value
        and row["remedy"] in _SETTLES_UNITS
        and units & set(_units_of(from_json(str(row["body"]))[0]))
        for row in after
    )


def _unit(row: Values) -> Unit:
    return Unit(int(row["line_id"]), int(row["ordinal"]))


class _Given:
    """Prices that were handed back, by piece, by line, or for whatever the ticket is about."""

    def __init__(self) -> None:
        self.units: set[Unit] = set()
        self.lines: set[int] = set()
        self.all = False

    def __call__(self, unit: Unit) -> bool:
        return self.all or unit in self.units or unit.line_id in self.lines


def _given_for(read: Reader, ticket: Values) -> _Given:
    given = _Given()
    for row in read.find(tables.Payout, order_id=ticket["order_id"]):
        if row["money_class"] != MoneyClass.PRICE_REFUND.value or row["state"] not in _HANDED_OVER:
            continue
        units = [_unit(part) for part in read.find(tables.PayoutUnit, payout_id=row["id"])]
        given.units.update(unit for unit in units if unit.ordinal)
        given.lines.update(unit.line_id for unit in units if not unit.ordinal)
        if units or row["ticket_id"] != ticket["id"]:
            continue
        if row["line_id"] is None:
            given.all = True
        else:
            given.lines.add(int(row["line_id"]))
    return given


def _came_back(read: Reader, ticket: Values) -> Counter[Unit]:
    """How often each piece was looked at here."""
    return Counter(
        _unit(row)
        for row in read.find(tables.Inspection, ticket_id=ticket["id"])
        if GoodsIn(row["condition"]) in INSPECTED
    )


def _replaced(
    read: Reader, parcels: Iterable[Values], rounds: Mapping[int, Values]
) -> Counter[Unit]:
    """How often each piece that had to come back was replaced or given back."""
    replaced: Counter[Unit] = Counter()
    for parcel in parcels:
        if parcel["state"] not in _LEFT:
            continue
        units = {
            Unit(int(line["line_id"]), int(line["ordinal"]))
            for line in read.find(tables.DispatchLine, dispatch_id=parcel["id"])
            if line["line_id"] is not None
        }
        row = rounds.get(int(parcel["decision_id"] or 0))
        if parcel["purpose"] in _REPLACES and row is not None:
            choices, _breakdown = from_json(str(row["body"]))
            if choices.remedy is not Remedy.EXCHANGE or choices.way is GoodsWay.NOTHING_BACK:
                continue
            units |= set(_units_of(choices))
        replaced.update(units)
    return replaced


def _units_of(choices: Choices) -> list[Unit]:
    return [
        Unit(line.line_id, ordinal)
        for line in choices.lines
        if line.line_id is not None
        for ordinal in line.ordinals
    ]


def _made_good(rounds: Iterable[Values], lost_with: int | None) -> bool:
    """Whether money or other goods were agreed after the buyer's own were lost."""
    return any(
        int(row["id"]) > int(lost_with or 0)
        and row["state"] == Offer.ACCEPTED.value
        and row["remedy"] in _MAKES_GOOD
        for row in rounds
    )


def _refund_undone(read: Reader, rounds: list[Values]) -> bool:
    """Whether the latest round had a refund that was reversed, and has none any more."""
    if not rounds:
        return False
    refunds = [
        MoneyState(row["state"])
        for row in read.find(tables.Payout, decision_id=rounds[-1]["id"])
        if row["money_class"] == MoneyClass.PRICE_REFUND.value
    ]
    return MoneyState.REVERSED in refunds and not any(state in LIVE for state in refunds)
