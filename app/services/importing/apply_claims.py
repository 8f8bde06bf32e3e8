"""Writing one platform claim: its row, its ticket, the money the platform says it paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.facts import Closing, GoodsIn, Review
from app.domain.history import DESK_CHAIN, parsed
from app.domain.imported import ImportedClaim
from app.domain.order import OrderSource
from app.domain.reasons import problem_of
from app.domain.remedy import Channel, Remedy
from app.model import tables
from app.model.fields import to_instant, to_text
from app.model.reading import Values
from app.model.writing import Write
from app.services.buyers import buyer_named
from app.services.importing.compare import compare_claim
from app.services.importing.goods import CLAIMED, match_line
from app.services.importing.order_tickets import (
    claimed_units,
    refresh_tickets,
    told_of_case,
    waiting_ticket,
)
from app.services.importing.platform_money import Told, recount, settle_platform_payment
from app.services.loading import order_lines
from app.services.opening import NewTicket, log_opened, open_ticket
from app.services.paid import FROM_CLAIM, state_paid, weigh
from app.services.standing import refresh

if TYPE_CHECKING:
    from app.services.importing.apply import Tally


def apply_claim(
    write: Write,
    shop: Values,
    claim: ImportedClaim,
    batch: Callable[[], int],
    title: str,
    now: datetime,
    tally: Tally,
) -> None:
    """Write a claim that is new or changed; an unchanged one touches nothing."""
    diff = compare_claim(write, int(shop["id"]), claim)
    if diff.known is not None and not diff.changed:
        return
    tally.written += 1
    stamp = to_text(now) or ""
    order = _order_of(write, shop, claim, title, stamp)
    if claim.facts is not None and claim.facts.money is not None:
        tally.paid_orders.add(int(order["id"]))
    if diff.known is None:
        tally.claims_new.add(claim.claim_no)
        line = _line_of(write, int(order["id"]), claim)
        key = write.insert(
            tables.PlatformClaim,
            shop_id=shop["id"],
            order_id=order["id"],
            line_id=line["id"] if line else None,
            claim_no=claim.claim_no,
            batch_id=batch(),
            **diff.columns,
        )
        _keep_words(write, key, diff.words)
        _take_ticket(write, shop, order, line, key, now, tally)
    else:
        tally.claims_changed.add(claim.claim_no)
        key = int(diff.known["id"])
        write.update(tables.PlatformClaim, key, batch_id=batch(), **diff.columns)
        _keep_words(write, key, diff.words)
        _follow(write, key, stamp, tally)


def _keep_words(write: Write, key: int, words: str) -> None:
    if words:
        write.set_personal("claim", key, "buyer_words", words)


def _order_of(write: Write, shop: Values, claim: ImportedClaim, title: str, stamp: str) -> Values:
    """The order of a claim; a stand-in when no order file has come yet."""
    order = write.one(tables.Order, shop_id=shop["id"], number=claim.order_no)
    if order is None:
        key = write.insert(
            tables.Order,
            shop_id=shop["id"],
            number=claim.order_no,
            number_reversed=claim.order_no[::-1],
            source=OrderSource.CLAIM_FILE.value,
            currency=claim.currency,
            created_at=stamp,
        )
        order = write.get(tables.Order, key) or {}
    order_id = int(order["id"])
    if _fill_order(write, order, claim, stamp):
        refresh_tickets(write, order_id, stamp)
    if claim.order_paid_cents is not None and state_paid(
        write, order_id, FROM_CLAIM, claim.order_paid_cents, title, stamp
    ):
        weigh(write, order_id)
        recount(write, order_id, stamp)
    return write.get(tables.Order, order_id) or order


def _fill_order(write: Write, order: Values, claim: ImportedClaim, stamp: str) -> bool:
    """What a claim says of its order, where no order file has said it; whether that was news."""
    news: dict[str, Any] = {}
    if claim.out_tracking and not order["tracking"]:
        news["tracking"] = claim.out_tracking
    if claim.buyer_nickname and order["buyer_id"] is None:
        shop_id = int(order["shop_id"])
        news["buyer_id"] = buyer_named(write, shop_id, claim.buyer_nickname, stamp)
    if news:
        write.update(tables.Order, int(order["id"]), version=int(order["version"]) + 1, **news)
    return bool(news)


def _line_of(write: Write, order_id: int, claim: ImportedClaim) -> Values | None:
    """The order line a claim is about: by merchant SKU, else by title, else nobody knows yet."""
    lines = order_lines(write, order_id)
    found = match_line(lines, claim.sku or "", claim.title or "")
    if found is not None or not (claim.title or claim.sku):
        return found
    if any(line["source"] != CLAIMED for line in lines):
        return None
    key = write.insert(
        tables.OrderLine,
        order_id=order_id,
        position=max((int(line["position"]) for line in lines), default=0) + 1,
        sku=claim.sku or "",
        title=claim.title or "",
        source=CLAIMED,
    )
    weigh(write, order_id)
    return write.get(tables.OrderLine, key)


def _take_ticket(
    write: Write,
    shop: Values,
    order: Values,
    line: Values | None,
    claim_id: int,
    now: datetime,
    tally: Tally,
) -> None:
    """Open a ticket for a new claim, or join the open one that was waiting for it."""
    claim = write.get(tables.PlatformClaim, claim_id) or {}
    stamp = to_text(now) or ""
    waiting = waiting_ticket(write, int(order["id"]), line)
    if waiting is not None:
        key = int(waiting["id"])
        write.update(tables.PlatformClaim, claim_id, ticket_id=key)
        told = settle_platform_payment(write, claim_id, stamp)
        refresh(write, key, stamp)
        write.event(key, "claim_linked", {"claim": claim["claim_no"], "status": claim["status"]})
        _tell(write, key, told)
        tally.tickets_changed.append(str(waiting["number"]))
        return
    facts = parsed(claim["facts"])
    applied = _instant(claim["applied_at"]) or now
    ticket_id = open_ticket(
        write,
        NewTicket(
            shop=shop,
            order=order,
            channel=Channel.PLATFORM_FILE,
            applied_at=applied,
            requested=Remedy(claim["remedy"]) if claim["remedy"] else None,
            requested_cents=claim["amount_cents"],
            problem=problem_of(str(claim["reason"])),
            platform_reason=str(claim["reason"]),
            units=claimed_units(line, facts),
            words=_words(write, claim_id),
            facts={**ticket_facts(claim, facts), **told_of_case("{}", order, claim)},
            follows_platform=True,
        ),
        now,
    )
    write.update(tables.PlatformClaim, claim_id, ticket_id=ticket_id)
    _expect_parcel(write, ticket_id, claim)
    told = settle_platform_payment(write, claim_id, stamp)
    row = log_opened(
        write, ticket_id, now, source="file", claim=claim["claim_no"], status=claim["status"]
    )
    _tell(write, ticket_id, told)
    tally.tickets_new.append(str(row["number"]))


def _tell(write: Write, ticket_id: int, told: Told | None) -> None:
    if told is not None:
        write.event(ticket_id, *told)


def _words(write: Write, claim_id: int) -> dict[str, str]:
    said = write.personal("claim", claim_id, "buyer_words")
    return {"buyer_words": said} if said else {}


def ticket_facts(claim: Values, facts: dict[str, str]) -> dict[str, Any]:
    """The columns of a ticket that follow a platform status."""
    review = facts.get("review", Review.NEW.value)
    closing = facts.get("closing", Closing.OPEN.value)
    if review == Review.REJECTED.value and closing == Closing.OPEN.value:
        closing = Closing.REJECTED.value
    ended = closing != Closing.OPEN.value
    return {
        "review": review,
        "closing": closing,
        "closed_at": claim["finished_at"] if ended else None,
        "return_courier": str(claim["return_courier"]),
        "return_tracking": str(claim["return_tracking"]),
    }


def _expect_parcel(write: Write, ticket_id: int, claim: Values) -> None:
    tracking = str(claim["return_tracking"])
    if not tracking:
        return
    if write.one(tables.ReturnParcel, ticket_id=ticket_id, tracking=tracking) is None:
        write.insert(
            tables.ReturnParcel,
            ticket_id=ticket_id,
            courier=str(claim["return_courier"]),
            tracking=tracking,
            sent_at=claim["return_sent_at"],
        )


def _follow(write: Write, claim_id: int, stamp: str, tally: Tally) -> None:
    """A claim changed: its ticket follows as long as nobody of the desk has moved it."""
    claim = write.get(tables.PlatformClaim, claim_id) or {}
    ticket = write.get(tables.Ticket, claim["ticket_id"]) if claim["ticket_id"] else None
    if ticket is None:
        write.event(DESK_CHAIN, "claim_changed", {"claim": claim["claim_no"]})
        return
    key = int(ticket["id"])
    if ticket["follows_platform"]:
        facts = parsed(claim["facts"])
        changes = ticket_facts(claim, facts)
        if claim["amount_cents"] is not None:
            changes["requested_cents"] = claim["amount_cents"]
        if claim["remedy"]:
            changes["requested"] = claim["remedy"]
        order = write.get(tables.Order, claim["order_id"]) or {}
        changes |= told_of_case(str(ticket["details"]), order, claim)
        write.update(tables.Ticket, key, **changes)
        state = facts.get("goods_in", GoodsIn.NOT_NEEDED.value)
        for unit in write.find(tables.TicketUnit, ticket_id=key):
            if unit["goods_in"] != state:
                write.update(tables.TicketUnit, int(unit["id"]), goods_in=state)
        for name, text in _words(write, claim_id).items():
            write.set_personal("ticket", key, name, text)
    _expect_parcel(write, key, claim)
    told = settle_platform_payment(write, claim_id, stamp)
    refresh(write, key, stamp)
    write.event(key, "claim_changed", {"claim": claim["claim_no"], "status": claim["status"]})
    _tell(write, key, told)
    tally.tickets_changed.append(str(ticket["number"]))


def _instant(text: str | None) -> datetime | None:
    return to_instant(text)
