"""What a changed order means for the claims and tickets that rest on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.case import Receipt
from app.domain.case_json import details_json, details_of
from app.domain.facts import GoodsIn
from app.domain.history import parsed
from app.domain.order import Unit
from app.domain.reasons import receipt_of, sub_reason_of
from app.model import tables
from app.model.reading import Reader, Values
from app.model.writing import Write
from app.services.importing.goods import STAND_INS, match_line
from app.services.loading import order_lines
from app.services.opening import add_units
from app.services.standing import refresh


def claimed_units(line: Values | None, facts: dict[str, str]) -> dict[Unit, GoodsIn]:
    """The claimed pieces: one when the line has one, else nobody knows how many."""
    if line is None:
        return {}
    state = GoodsIn(facts.get("goods_in", GoodsIn.NOT_NEEDED.value))
    ordinal = 1 if line["quantity"] == 1 else 0
    return {Unit(int(line["id"]), ordinal): state}


def waiting_ticket(read: Reader, order_id: int, line: Values | None) -> Values | None:
    """The only open ticket of the order that no claim belongs to yet (a phone call came first).

    A claim on other goods than the call was about is another matter and gets its own ticket.
    """
    waiting = [
        ticket
        for ticket in read.find(tables.Ticket, order_id=order_id, is_open=True)
        if not read.find(tables.PlatformClaim, ticket_id=ticket["id"])
    ]
    if len(waiting) != 1:
        return None
    lines = read.find(tables.TicketLine, ticket_id=waiting[0]["id"])
    if line is not None and lines and all(row["line_id"] != line["id"] for row in lines):
        return None
    return waiting[0]


def refresh_tickets(
    write: Write, order_id: int, stamp: str, besides: int | None = None
) -> list[str]:
    """Bring the tickets of a changed order in step: buyer, goods, what can be found of them.

    Returns their numbers; `besides` is left out, because its own event is still to come.
    """
    order = write.get(tables.Order, order_id) or {}
    numbers = []
    for ticket in write.find(tables.Ticket, order_id=order_id):
        key = int(ticket["id"])
        if key == besides:
            continue
        if ticket["buyer_id"] != order["buyer_id"]:
            write.update(tables.Ticket, key, buyer_id=order["buyer_id"])
        if ticket["follows_platform"]:
            _follow_case(write, ticket, order)
        _count_units(write, key)
        refresh(write, key, stamp)
        write.event(key, "order_changed", {"order": order_id})
        numbers.append(str(ticket["number"]))
    return numbers


def told_of_case(stored: str, order: Values, claim: Values) -> dict[str, Any]:
    """The columns of a ticket that say what the claim's own words tell of the case."""
    details = details_of(stored)
    receipt = receipt_of(str(claim["goods_state"]), str(order["status"]))
    finer = sub_reason_of(str(claim["reason"]))
    details = replace(
        details,
        receipt=details.receipt if receipt is Receipt.UNKNOWN else receipt,
        sub_reason=finer or details.sub_reason,
    )
    return {
        "receipt": details.receipt.value,
        "sub_reason": details.sub_reason.value if details.sub_reason else "",
        "details": details_json(details),
    }


def _follow_case(write: Write, ticket: Values, order: Values) -> None:
    """Whether goods ever left is told by the order, which may come after the claim."""
    for claim in write.find(tables.PlatformClaim, ticket_id=ticket["id"]):
        told = told_of_case(str(ticket["details"]), order, claim)
        if any(ticket[name] != value for name, value in told.items()):
            write.update(tables.Ticket, int(ticket["id"]), **told)
            ticket.update(told)


def _count_units(write: Write, ticket_id: int) -> None:
    """A claimed line of unknown quantity that turns out to be one piece names that piece."""
    for claimed in write.find(tables.TicketLine, ticket_id=ticket_id, quantity_known=False):
        line = write.get(tables.OrderLine, claimed["line_id"]) or {}
        unit = write.one(
            tables.TicketUnit, ticket_id=ticket_id, line_id=claimed["line_id"], ordinal=0
        )
        if line.get("quantity") == 1 and unit is not None:
            write.update(tables.TicketUnit, int(unit["id"]), ordinal=1)
            write.update(tables.TicketLine, int(claimed["id"]), quantity_known=True)


def settle_lines(write: Write, order_id: int) -> None:
    """Point claims at the goods their order lists now, and drop stand-ins nobody needs any more.

    The result is the same whichever file came first. What a person or money already rests on
    stays as it is.
    """
    lines = order_lines(write, order_id)
    real = [line for line in lines if line["source"] not in STAND_INS]
    if not real:
        return
    stand_ins = {int(line["id"]) for line in lines} - {int(line["id"]) for line in real}
    for claim in write.find(tables.PlatformClaim, order_id=order_id):
        if claim["line_id"] is None or int(claim["line_id"]) in stand_ins:
            _rebind(write, claim, match_line(real, str(claim["sku"]), str(claim["title"])))
    for line_id in stand_ins:
        if not _needed(write, line_id):
            write.delete(tables.OrderLine, line_id)


def _rebind(write: Write, claim: Values, line: Values | None) -> None:
    old, new = claim["line_id"], line["id"] if line else None
    ticket = write.get(tables.Ticket, claim["ticket_id"]) if claim["ticket_id"] else None
    if ticket is None or not ticket["follows_platform"] or old == new:
        return
    if old is not None and write.find(tables.Payout, line_id=old):
        return
    key = int(ticket["id"])
    write.update(tables.PlatformClaim, int(claim["id"]), line_id=new)
    for table in (tables.TicketUnit, tables.TicketLine):
        for row in write.find(table, ticket_id=key, line_id=old) if old is not None else ():
            write.delete(table, int(row["id"]))
    add_units(write, key, claimed_units(line, parsed(str(claim["facts"]))))


def _needed(read: Reader, line_id: int) -> bool:
    """Whether anything still names this line."""
    named = read.scalar(
        "SELECT EXISTS (SELECT 1 FROM platform_claim WHERE line_id = ?1)"
        " OR EXISTS (SELECT 1 FROM ticket_line WHERE line_id = ?1)"
        " OR EXISTS (SELECT 1 FROM ticket_unit WHERE line_id = ?1)"
        " OR EXISTS (SELECT 1 FROM inspection WHERE line_id = ?1)"
        " OR EXISTS (SELECT 1 FROM payout WHERE line_id = ?1)"
        " OR EXISTS (SELECT 1 FROM payout_unit WHERE line_id = ?1)"
        " OR EXISTS (SELECT 1 FROM order_line l JOIN ticket t ON t.order_id = l.order_id"
        " JOIN decision d ON d.ticket_id = t.id WHERE l.id = ?1)",
        (line_id,),
    )
    return bool(named)
