"""Rows of goods: pieces that must come back, parcels that must leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from app.domain.facts import INSPECTED, GoodsIn, GoodsOut, Offer
from app.domain.goods_out import DispatchPurpose
from app.domain.order import Unit
from app.domain.remedy import GoodsWay
from app.domain.settlement.types import Choices, Replacement
from app.domain.ticket import Ticket
from app.model import tables
from app.model.fields import to_text
from app.model.reading import Values
from app.services.held import HOME
from app.services.verb import Moving

_WITH_BUYER = (None, GoodsIn.NOT_NEEDED, GoodsIn.GIVEN_BACK)
_LEFT = (GoodsOut.SHIPPED, GoodsOut.DELIVERED)


def units_of(choices: Choices) -> tuple[Unit, ...]:
    """The pieces a decision names; ordinal 0 for an amount on a line of unknown quantity."""
    units: list[Unit] = []
    for line in choices.lines:
        if line.line_id is None:
            continue
        if line.ordinals:
            units.extend(Unit(line.line_id, ordinal) for ordinal in line.ordinals)
        elif line.amount_cents:
            units.append(Unit(line.line_id, 0))
    return tuple(units)


def with_buyer_again(ticket: Ticket) -> frozenset[Unit]:
    """Pieces that came back although what replaces them had left before: the buyer has the unit.

    Only where goods go first; otherwise the piece is marked when its replacement leaves.
    """
    agreed = [d for d in ticket.decisions if d.state == Offer.ACCEPTED]
    if not agreed or agreed[-1].choices.way is not GoodsWay.SHIP_FIRST or ticket.facts.flawed:
        return frozenset()
    return frozenset(
        line.unit
        for parcel in ticket.dispatches
        if parcel.state in _LEFT and parcel.decision_id == agreed[-1].id
        for line in parcel.lines
        if line.unit is not None and ticket.goods_in.get(line.unit) in INSPECTED
    )


def has_left(moving: Moving, dispatch_id: int) -> None:
    """What a parcel replaces or gives back is with the buyer from now on, not with us."""
    known = moving.units()
    moving.goods(
        {
            unit: GoodsIn.GIVEN_BACK
            for unit in _units_in(moving, dispatch_id)
            if known.get(unit) in INSPECTED
        }
    )


def is_here_still(moving: Moving, dispatch_id: int) -> None:
    """The parcel never arrived: what came back from the buyer is all there is of these units."""
    found = {
        Unit(int(row["line_id"]), int(row["ordinal"])): GoodsIn(row["condition"])
        for row in moving.write.find(tables.Inspection, ticket_id=moving.ticket_id)
    }
    known = moving.units()
    moving.goods(
        {
            unit: found[unit]
            for unit in _units_in(moving, dispatch_id)
            if unit in found and known.get(unit) is GoodsIn.GIVEN_BACK
        }
    )


def _units_in(moving: Moving, dispatch_id: int) -> list[Unit]:
    return [
        Unit(int(row["line_id"]), int(row["ordinal"]))
        for row in moving.write.find(tables.DispatchLine, dispatch_id=dispatch_id)
        if row["line_id"] is not None
    ]


def expect(moving: Moving, units: tuple[Unit, ...]) -> None:
    """These units must come back; what is already here or on its way stays as it is."""
    known = moving.units()
    for unit in units:
        if unit not in known:
            _claim_line(moving, unit)
            moving.write.insert(
                tables.TicketUnit,
                ticket_id=moving.ticket_id,
                line_id=unit.line_id,
                ordinal=unit.ordinal,
                goods_in=_to_come(known.get(Unit(unit.line_id, 0))).value,
            )
    moving.goods({unit: _to_come(known[unit]) for unit in units if unit in known})
    for line_id in {unit.line_id for unit in units if unit.ordinal}:
        _drop_stand_in(moving, line_id)


def _to_come(state: GoodsIn | None) -> GoodsIn:
    return GoodsIn.TO_BE_SENT if state is None or state in _WITH_BUYER else state


def _claim_line(moving: Moving, unit: Unit) -> None:
    write, key = moving.write, moving.ticket_id
    if write.one(tables.TicketLine, ticket_id=key, line_id=unit.line_id) is None:
        write.insert(
            tables.TicketLine,
            ticket_id=key,
            line_id=unit.line_id,
            quantity_known=unit.ordinal > 0,
        )


def _drop_stand_in(moving: Moving, line_id: int) -> None:
    """Once pieces are named, the row that stood for "some of this line" says nothing more."""
    write, key = moving.write, moving.ticket_id
    row = write.one(tables.TicketUnit, ticket_id=key, line_id=line_id, ordinal=0)
    if row is None:
        return
    write.delete(tables.TicketUnit, int(row["id"]))
    claimed = write.one(tables.TicketLine, ticket_id=key, line_id=line_id)
    if claimed is not None:
        write.update(tables.TicketLine, int(claimed["id"]), quantity_known=True)


def plan_dispatch(
    moving: Moving,
    decision_id: int | None,
    purpose: DispatchPurpose,
    goods: Iterable[Replacement],
    hours: int = 0,
) -> None:
    """One parcel to the buyer, to leave within `hours` (0: what the shop has set)."""
    things = tuple(goods)
    if not things:
        return
    key = _open_parcel(moving, decision_id, purpose, hours)
    for thing in things:
        line = moving.write.get(tables.OrderLine, thing.line_id) if thing.line_id else None
        same = line or {}
        for ordinal in thing.ordinals or (0,):
            moving.write.insert(
                tables.DispatchLine,
                dispatch_id=key,
                line_id=thing.line_id,
                ordinal=ordinal,
                title=thing.title or str(same.get("title") or same.get("sku") or ""),
                variant=thing.variant if thing.title else str(same.get("variant") or ""),
                sku=thing.sku if thing.title else str(same.get("sku") or ""),
                quantity=1 if ordinal else max(1, thing.quantity),
                price_cents=thing.price_cents,
            )


def plan_again(moving: Moving, lost: Values) -> None:
    """The same parcel once more."""
    key = _open_parcel(moving, lost["decision_id"], DispatchPurpose(lost["purpose"]), 0)
    for row in moving.write.find(tables.DispatchLine, dispatch_id=lost["id"]):
        same = {name: value for name, value in row.items() if name not in ("id", "dispatch_id")}
        moving.write.insert(tables.DispatchLine, dispatch_id=key, **same)


def _open_parcel(
    moving: Moving, decision_id: int | None, purpose: DispatchPurpose, hours: int
) -> int:
    shop = moving.write.get(tables.Shop, moving.row["shop_id"]) or {}
    until = moving.write.author.at + timedelta(hours=hours or int(shop["ship_hours"]))
    return moving.write.insert(
        tables.Dispatch,
        ticket_id=moving.ticket_id,
        purpose=purpose.value,
        state=GoodsOut.TO_SHIP.value,
        decision_id=decision_id,
        planned_at=moving.now,
        ship_by_at=to_text(until),
    )


def call_off_dispatches(moving: Moving, *, home_too: bool) -> int:
    """What has not left the shop stays there; `home_too`: the buyer's own goods as well.

    Returns how many parcels it were.
    """
    waiting = [
        row
        for row in moving.write.find(tables.Dispatch, ticket_id=moving.ticket_id)
        if row["state"] == GoodsOut.TO_SHIP.value and (home_too or row["purpose"] not in HOME)
    ]
    for row in waiting:
        moving.write.update(tables.Dispatch, int(row["id"]), state=GoodsOut.CALLED_OFF.value)
    return len(waiting)
