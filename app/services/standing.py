"""Where a ticket stands: its facts from the rows, and the columns the queue reads.

Every verb ends here: the facts decide the stage and what else the queue shows, and both are
written in the same transaction as the facts themselves.
"""

from __future__ import annotations

from typing import Any

from app.domain.facts import (
    Closing,
    DisputeState,
    Facts,
    GoodsIn,
    GoodsOut,
    Offer,
    Review,
    Work,
)
from app.domain.goods_out import DispatchPurpose
from app.domain.negotiation import CAN_BE_KEPT, PromiseState
from app.domain.payment import MoneyState, Tender
from app.domain.remedy import ProblemClass
from app.domain.workflow import stage
from app.model.reading import Reader, Values
from app.model.tables import (
    Charge,
    Dispatch,
    Evidence,
    Obligation,
    Order,
    OrderLine,
    Payout,
    PlatformClaim,
    Ticket,
    TicketLine,
    TicketUnit,
)
from app.model.writing import Write
from app.services import finding
from app.services.clock_rows import settle_clocks
from app.services.clock_times import claim_open
from app.services.held import holdings

_GONE = frozenset({MoneyState.WITHDRAWN, MoneyState.FAILED, MoneyState.REVERSED})
FINISHED = frozenset({Closing.COMPLETED.value, Closing.CANCELLED.value})


def facts_of(read: Reader, ticket: Values) -> Facts:
    """The facts of a ticket as its rows hold them."""
    key = ticket["id"]
    order = read.get(Order, ticket["order_id"]) or {}
    money = tuple(MoneyState(row["state"]) for row in read.find(Payout, ticket_id=key))
    goods_in = read.find(TicketUnit, ticket_id=key)
    dispatches = read.find(Dispatch, ticket_id=key)
    charges = read.find(Charge, ticket_id=key)
    return Facts(
        review=Review(ticket["review"]),
        offer=Offer(ticket["offer"]),
        remedy=str(ticket["remedy"] or ticket["requested"]),
        goods_in=tuple(GoodsIn(u["goods_in"]) for u in goods_in),
        work=Work(ticket["work"]),
        goods_out=tuple(
            GoodsOut(d["state"])
            for d in dispatches
            if d["state"] != GoodsOut.CALLED_OFF and not _is_home_again(d)
        ),
        money=tuple(state for state in money if state not in _GONE),
        dispute=DisputeState(ticket["dispute"]),
        closing=Closing(ticket["closing"]),
        flaws_settled=bool(ticket["flaws_settled"]),
        confirmed=ticket["confirmed_at"] is not None,
        has_conflict=bool(order.get("conflict")),
        paid_unknown=not order.get("paid_cents"),
        charges=tuple(
            MoneyState(c["state"]) for c in charges if MoneyState(c["state"]) not in _GONE
        ),
        promises_open=any(
            PromiseState(row["state"]) in CAN_BE_KEPT
            for row in read.find(Obligation, ticket_id=key)
        ),
        claims_open=any(claim_open(c) for c in read.find(PlatformClaim, ticket_id=key)),
        enquiry=ticket["problem"] == ProblemClass.ENQUIRY.value,
        late=bool(ticket["late_ground"]),
        **_left_open(read, int(key)),
        **holdings(read, ticket, goods_in, dispatches, charges),
    )


def _left_open(read: Reader, ticket_id: int) -> dict[str, bool]:
    """What of a case somebody still has to come back to."""
    found = read.query(
        "SELECT EXISTS (SELECT 1 FROM follow_up WHERE ticket_id = ?1 AND done_at IS NULL),"
        " EXISTS (SELECT 1 FROM question WHERE ticket_id = ?1 AND answered_at IS NULL),"
        " EXISTS (SELECT 1 FROM recovery WHERE ticket_id = ?1 AND state IN ('opened', 'filed')),"
        " EXISTS (SELECT 1 FROM breach WHERE ticket_id = ?1 AND acknowledged_at IS NULL)",
        (ticket_id,),
    )
    names = ("follow_ups_open", "questions_open", "recoveries_open", "breaches_open")
    return dict(zip(names, map(bool, found[0]), strict=True))


def _is_home_again(dispatch: Values) -> bool:
    """What was given back as it was is no delivery: the ticket stands as if it had never come."""
    given_back = dispatch["purpose"] == DispatchPurpose.GIVE_BACK.value
    return bool(given_back and dispatch["state"] == GoodsOut.DELIVERED.value)


def refresh(write: Write, ticket_id: int, now: str) -> Values:
    """Recompute stage, deadlines, amounts and search text of a ticket; returns its new row.

    Counts the row version up, so that whoever holds an older one is told.
    """
    row = write.get(Ticket, ticket_id)
    if row is None:
        raise LookupError(ticket_id)
    facts = facts_of(write, row)
    claims = write.find(PlatformClaim, ticket_id=ticket_id)
    order = write.get(Order, row["order_id"]) or {}
    lines = _lines(write, ticket_id)
    amount = _amount(write, row)
    changed: dict[str, Any] = {
        "stage": stage(facts).value,
        "is_open": facts.open,
        **settle_clocks(write, row, facts, claims, order, now),
        "amount_cents": amount,
        "money_at_risk_cents": (amount or 0) if facts.open else 0,
        "goods": _goods(lines),
        "issue": str(row["true_reason"] or row["platform_reason"]),
        "evidence_count": len(write.find(Evidence, ticket_id=ticket_id, withdrawn=False)),
        "updated_at": now,
        "version": int(row["version"]) + 1,
    }
    changed["phone_tail"] = str(order.get("phone_tail") or row["phone_tail"])
    write.update(Ticket, ticket_id, **changed)
    row.update(changed)
    finding.index(write, row, order, claims, lines)
    return row


def _amount(read: Reader, ticket: Values) -> int | None:
    """What was granted in money; before that, what is asked for."""
    rows = read.find(Payout, ticket_id=ticket["id"])
    granted = [
        int(p["amount_cents"])
        for p in rows
        if MoneyState(p["state"]) not in _GONE and p["tender"] == Tender.CASH.value
    ]
    if granted:
        return sum(granted)
    asked = ticket["requested_cents"]
    return None if asked is None else int(asked)


def _lines(read: Reader, ticket_id: int) -> list[tuple[Values, int]]:
    """Each claimed order line with the number of claimed pieces (0: unknown)."""
    units = read.find(TicketUnit, ticket_id=ticket_id)
    found = []
    for claimed in read.find(TicketLine, ticket_id=ticket_id):
        line = read.get(OrderLine, claimed["line_id"])
        if line is not None:
            pieces = [u for u in units if u["line_id"] == line["id"] and u["ordinal"] > 0]
            found.append((line, len(pieces)))
    return found


def _goods(lines: list[tuple[Values, int]]) -> str:
    """One line for the queue: the first goods, their count, and how many more there are."""
    if not lines:
        return ""
    line, pieces = lines[0]
    text = " ".join(part for part in (str(line["title"]), str(line["variant"])) if part)
    text = " ".join((text or str(line["sku"])).split())
    if pieces:
        text = f"{text} ×{pieces}"
    return text if len(lines) == 1 else f"{text} +{len(lines) - 1}"
