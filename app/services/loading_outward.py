"""Rows to frozen data for what leaves the shop, what came back, and what is owed or was lost."""

from __future__ import annotations

from app.domain.facts import GoodsIn, GoodsOut, Work
from app.domain.goods_out import Dispatch, DispatchLine, DispatchPurpose, Repair
from app.domain.money_state import MoneyState
from app.domain.negotiation import CounterOffer, Obligation, PromiseState, TalkChannel
from app.domain.order import PaidTender, Surcharge, Unit
from app.domain.payment import Charge, ChargeReason, UnitAmount
from app.domain.remedy import Remedy, RepairPlace
from app.domain.ticket import Inspection
from app.model import tables
from app.model.fields import needed_instant, to_instant
from app.model.reading import Reader, Values


def load_counter_offers(read: Reader, ticket_id: int) -> tuple[CounterOffer, ...]:
    """The buyer's counter-offers of a ticket, oldest first."""
    return tuple(
        CounterOffer(
            id=int(row["id"]),
            decision_id=row["decision_id"],
            channel=TalkChannel(row["channel"]),
            words=read.personal("counter_offer", int(row["id"]), "words"),
            made_at=needed_instant(row["made_at"]),
            taken_by=str((read.get(tables.Staff, row["staff_id"]) or {}).get("name", "")),
            remedy=Remedy(row["remedy"]) if row["remedy"] else None,
            cents=row["amount_cents"],
        )
        for row in read.find(tables.CounterOffer, ticket_id=ticket_id)
    )


def load_dispatches(read: Reader, ticket_id: int) -> tuple[Dispatch, ...]:
    """Parcels to the buyer, those that were called off included, in the order of planning."""
    return tuple(_dispatch(read, row) for row in read.find(tables.Dispatch, ticket_id=ticket_id))


def _dispatch(read: Reader, row: Values) -> Dispatch:
    lines = tuple(
        DispatchLine(
            title=str(line["title"]),
            variant=str(line["variant"]),
            sku=str(line["sku"]),
            quantity=int(line["quantity"]),
            unit=(
                Unit(int(line["line_id"]), int(line["ordinal"]))
                if line["line_id"] is not None and line["ordinal"]
                else None
            ),
            price_cents=line["price_cents"],
        )
        for line in read.find(tables.DispatchLine, dispatch_id=row["id"])
    )
    return Dispatch(
        id=int(row["id"]),
        purpose=DispatchPurpose(row["purpose"]),
        state=GoodsOut(row["state"]),
        lines=lines,
        courier=str(row["courier"]),
        tracking=str(row["tracking"]),
        ship_by=to_instant(row["ship_by_at"]),
        shipped_at=to_instant(row["shipped_at"]),
        delivered_at=to_instant(row["delivered_at"]),
        decision_id=row["decision_id"],
    )


def load_repairs(read: Reader, ticket_id: int) -> tuple[Repair, ...]:
    """Repair orders of a ticket, oldest first."""
    return tuple(
        Repair(
            id=int(row["id"]),
            state=Work(row["state"]),
            place=RepairPlace(row["place"]),
            in_warranty=bool(row["in_warranty"]),
            quote_cents=int(row["quote_cents"] or 0),
            cost_cents=int(row["cost_cents"]),
            currency=str(row["currency"]),
            days=int(row["days"]),
            work=str(row["work"]),
            result=read.personal("repair_order", int(row["id"]), "result"),
            part_warranty_months=int(row["part_warranty_months"]),
            expected_at=to_instant(row["expected_at"]),
            started_at=to_instant(row["started_at"]),
            ended_at=to_instant(row["ended_at"]),
            warranty_until=to_instant(row["warranty_until_at"]),
            part_warranty_until=to_instant(row["part_warranty_until_at"]),
            decision_id=row["decision_id"],
        )
        for row in read.find(tables.RepairOrder, ticket_id=ticket_id)
    )


def load_charges(read: Reader, **equal: int) -> tuple[Charge, ...]:
    """Charges with the given columns, in the order they were planned."""
    return tuple(
        Charge(
            id=int(row["id"]),
            ticket_id=int(row["ticket_id"]),
            reason=ChargeReason(row["reason"]),
            cents=int(row["amount_cents"]),
            currency=str(row["currency"]),
            state=MoneyState(row["state"]),
            decision_id=row["decision_id"],
            units=tuple(
                UnitAmount(Unit(int(u["line_id"]), int(u["ordinal"])), int(u["amount_cents"]))
                for u in read.find(tables.ChargeUnit, charge_id=row["id"])
            ),
            reference=str(row["reference"]),
            planned_at=to_instant(row["planned_at"]),
            arrived_at=to_instant(row["arrived_at"]),
        )
        for row in read.find(tables.Charge, **equal)
    )


def load_obligations(read: Reader, ticket_id: int) -> tuple[Obligation, ...]:
    """Promises of a ticket, oldest first."""
    return tuple(
        Obligation(
            id=int(row["id"]),
            ticket_id=ticket_id,
            decision_id=int(row["decision_id"]),
            state=PromiseState(row["state"]),
            part=str(row["part"]),
            discount_cents=int(row["discount_cents"]),
            expires_at=to_instant(row["expires_at"]),
            kept_at=to_instant(row["ended_at"]) if row["state"] == PromiseState.KEPT else None,
            reference=str(row["reference"]),
        )
        for row in read.find(tables.Obligation, ticket_id=ticket_id)
    )


def load_inspections(read: Reader, ticket_id: int) -> tuple[Inspection, ...]:
    """How the pieces that came back were found, oldest first."""
    return tuple(
        Inspection(
            unit=Unit(int(row["line_id"]), int(row["ordinal"])),
            found=GoodsIn(row["condition"]),
            at=needed_instant(row["inspected_at"]),
        )
        for row in read.find(tables.Inspection, ticket_id=ticket_id)
    )


def load_other_costs(read: Reader, ticket_id: int) -> tuple[tuple[int, str], ...]:
    """Recorded costs that are no cash: minor units and currency."""
    rows = read.find(tables.Cost, ticket_id=ticket_id)
    return tuple((int(row["amount_cents"]), str(row["currency"])) for row in rows)


def load_recovered(read: Reader, ticket_id: int) -> tuple[tuple[int, str], ...]:
    """What courier, supplier or insurance have paid: minor units and currency."""
    rows = read.find(tables.Recovery, ticket_id=ticket_id)
    return tuple(
        (int(row["recovered_cents"]), str(row["currency"]))
        for row in rows
        if row["recovered_cents"]
    )


def load_tenders(read: Reader, order_id: int) -> tuple[PaidTender, ...]:
    """What an order was paid with beside money."""
    return tuple(
        PaidTender(str(row["kind"]), int(row["amount"]))
        for row in read.find(tables.OrderTender, order_id=order_id)
    )


def load_surcharges(read: Reader, order_id: int) -> tuple[Surcharge, ...]:
    """What the buyer has paid on top for replacements of this order's units."""
    return tuple(
        Surcharge(part.unit, part.cents)
        for charge in load_charges(read, order_id=order_id)
        if charge.state is MoneyState.ARRIVED
        for part in charge.units
    )
