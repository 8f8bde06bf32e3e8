"""Opening a ticket: its number, its rows, its first event. Used by hand and by imports alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.clock import local_day
from app.domain.facts import GoodsIn
from app.domain.history import Json
from app.domain.order import Unit
from app.domain.remedy import Channel, ProblemClass, Remedy
from app.model.fields import NEVER, to_text
from app.model.reading import Values
from app.model.tables import NumberSeries, Ticket, TicketLine, TicketUnit
from app.model.writing import Write
from app.services.standing import refresh


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What a ticket starts with. `units` maps claimed pieces to where they are."""

    shop: Values
    order: Values
    channel: Channel
    applied_at: datetime
    requested: Remedy | None = None
    requested_cents: int | None = None
    problem: ProblemClass = ProblemClass.UNKNOWN
    platform_reason: str = ""
    units: dict[Unit, GoodsIn] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str | int | None] = field(default_factory=dict)
    follows_platform: bool = False


def open_ticket(write: Write, new: NewTicket, now: datetime) -> int:
    """Insert the rows of a ticket; the caller adds claims, money and then calls `log_opened`."""
    stamp = to_text(now) or ""
    key = write.insert(
        Ticket,
        number=next_number(write, now, str(new.shop["zone"])),
        shop_id=new.shop["id"],
        order_id=new.order["id"],
        buyer_id=new.order["buyer_id"],
        channel=new.channel.value,
        requested=new.requested.value if new.requested else "",
        requested_cents=new.requested_cents,
        problem=new.problem.value,
        platform_reason=new.platform_reason,
        follows_platform=new.follows_platform,
        currency=new.order["currency"],
        due_sort=NEVER,
        applied_at=to_text(new.applied_at) or stamp,
        created_at=stamp,
        updated_at=stamp,
        version=0,
        **new.facts,
    )
    add_units(write, key, new.units)
    for name, text in new.words.items():
        write.set_personal("ticket", key, name, text)
    return key


def add_units(write: Write, ticket_id: int, units: dict[Unit, GoodsIn]) -> None:
    """Claim pieces of lines for a ticket, each with where it is."""
    for line_id in dict.fromkeys(unit.line_id for unit in units):
        known = any(u.line_id == line_id and u.ordinal > 0 for u in units)
        write.insert(TicketLine, ticket_id=ticket_id, line_id=line_id, quantity_known=known)
    for unit, state in units.items():
        write.insert(
            TicketUnit,
            ticket_id=ticket_id,
            line_id=unit.line_id,
            ordinal=unit.ordinal,
            goods_in=state.value,
        )


def log_opened(write: Write, ticket_id: int, now: datetime, **data: Json) -> Values:
    """Compute where the new ticket stands and append its first event; returns its row."""
    row = refresh(write, ticket_id, to_text(now) or "")
    write.event(ticket_id, "opened", {"number": str(row["number"]), **data})
    return row


def next_number(write: Write, now: datetime, zone: str) -> str:
    """`AS-YYMMDD-NNNN`: the day of entry in the shop's zone; the counter grows past four digits."""
    day = local_day(now, zone).strftime("%y%m%d")
    row = write.one(NumberSeries, day=day)
    last = int(row["last"]) + 1 if row else 1
    # The series is only where to go on from: a number that is out is never given out again.
    while write.one(Ticket, number=f"AS-{day}-{last:04d}") is not None:
        last += 1
    if row:
        write.update(NumberSeries, int(row["id"]), last=last)
    else:
        write.insert(NumberSeries, day=day, last=last)
    return f"AS-{day}-{last:04d}"
