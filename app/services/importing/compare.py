"""What a file's row would change: the same comparison serves the preview and the writing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.domain.history import canonical
from app.domain.imported import ClaimFacts, ImportedClaim, ImportedOrder
from app.model import tables
from app.model.fields import to_text
from app.model.reading import Reader, Values
from app.services.importing.goods import LineDiff, compare_lines, compare_titles
from app.services.importing.tenders import NOTHING_BESIDE, TenderDiff, compare_tenders
from app.services.loading import order_lines


@dataclass(slots=True)
class OrderDiff:
    """An imported order against what is known: only what differs."""

    known: Values | None
    columns: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)
    nickname: str = ""
    paid_differs: bool = False
    lines: list[LineDiff] = field(default_factory=list)
    tenders: TenderDiff = NOTHING_BESIDE

    @property
    def changed(self) -> bool:
        return bool(
            self.columns
            or self.personal
            or self.nickname
            or self.paid_differs
            or self.lines
            or self.tenders.news
        )


def compare_order(
    read: Reader, shop_id: int | None, order: ImportedOrder, source: str
) -> OrderDiff:
    """What this order's row would change. Blank cells never overwrite what is known."""
    known = _order_row(read, shop_id, order.number)
    said = {
        "status": order.status,
        "shipping_cents": order.shipping_cents,
        "goods_cents": order.goods_cents,
        "total_quantity": order.total_quantity,
        "placed_at": to_text(order.placed_at),
        "paid_at": to_text(order.paid_at),
        "shipped_at": to_text(order.shipped_at),
        "delivered_at": to_text(order.delivered_at),
        "promised_at": to_text(order.promised_at),
        "courier": order.courier,
        "tracking": order.tracking,
        "phone_tail": (order.phone or "")[-4:] or None,
    }
    diff = OrderDiff(known)
    diff.columns = {
        name: value
        for name, value in said.items()
        if value not in (None, "") and (known is None or known[name] != value)
    }
    wanted = {"receiver": order.receiver, "phone": order.phone, "address": order.address}
    kept = read.personal_fields("order", int(known["id"])) if known else {}
    diff.personal = {k: v for k, v in wanted.items() if v and kept.get(k) != v}
    diff.nickname = _nickname(read, known, order.buyer_nickname or "")
    if order.paid_cents is not None:
        statement = known and read.one(tables.OrderStatement, order_id=known["id"], source=source)
        diff.paid_differs = not statement or statement["paid_cents"] != order.paid_cents
    diff.tenders = compare_tenders(read, known, order, source)
    there = order_lines(read, int(known["id"])) if known else []
    if order.lines is not None:
        diff.lines = compare_lines(there, order.lines)
    else:
        diff.lines = compare_titles(there, order)
    return diff


def _order_row(read: Reader, shop_id: int | None, number: str) -> Values | None:
    if shop_id is None:
        return None
    return read.one(tables.Order, shop_id=shop_id, number=number)


def _nickname(read: Reader, known: Values | None, nickname: str) -> str:
    """The nickname when it is news."""
    if not nickname:
        return ""
    buyer = known["buyer_id"] if known else None
    if buyer is not None and read.personal("buyer", int(buyer), "nickname") == nickname:
        return ""
    return nickname


def claim_columns(claim: ImportedClaim) -> dict[str, Any]:
    """The columns of a claim's row as the file says them."""
    return {
        "order_no": claim.order_no,
        "remedy": str(claim.remedy or ""),
        "remedy_text": claim.remedy_text or "",
        "reason": claim.reason or "",
        "amount_cents": claim.amount_cents,
        "order_paid_cents": claim.order_paid_cents,
        "currency": claim.currency,
        "status": claim.status or "",
        "status_known": claim.facts is not None,
        "facts": facts_json(claim.facts),
        "due_at": to_text(claim.due_at),
        "due_owner": claim.due_whose or "",
        "applied_at": to_text(claim.applied_at),
        "finished_at": to_text(claim.finished_at),
        "goods_state": claim.goods_state or "",
        "needs_return": claim.needs_return,
        "sku": claim.sku or "",
        "title": claim.title or "",
        "return_courier": claim.return_courier or "",
        "return_tracking": claim.return_tracking or "",
        "return_sent_at": to_text(claim.return_sent_at),
        "out_tracking": claim.out_tracking or "",
        "liability_text": claim.liability_text or "",
        "intervention": claim.intervention_text or "",
    }


def facts_json(facts: ClaimFacts | None) -> str:
    """What a status stands for, as stored; `closing` is always said, so that it can be asked."""
    if facts is None:
        return canonical({"closing": "open"})
    said: dict[str, Any] = {
        name: str(member)
        for name in ("review", "goods_in", "closing", "money")
        if (member := getattr(facts, name)) is not None
    }
    said.setdefault("closing", "open")
    return canonical(said)


@dataclass(slots=True)
class ClaimDiff:
    """An imported claim against what is known: only what differs."""

    known: Values | None
    columns: dict[str, Any] = field(default_factory=dict)
    words: str = ""

    @property
    def changed(self) -> bool:
        return bool(self.columns or self.words)


def compare_claim(read: Reader, shop_id: int | None, claim: ImportedClaim) -> ClaimDiff:
    """What this claim's row would change."""
    columns, words = claim_columns(claim), claim.buyer_words or ""
    known = (
        read.one(tables.PlatformClaim, shop_id=shop_id, claim_no=claim.claim_no)
        if shop_id is not None
        else None
    )
    if known is None:
        return ClaimDiff(None, columns, words)
    # What an earlier file told and this one leaves blank is kept; only a countdown that has
    # ended is taken away.
    news = {
        name: value
        for name, value in columns.items()
        if known[name] != value and (value not in (None, "") or name in ("due_at", "due_owner"))
    }
    if words and read.personal("claim", int(known["id"]), "buyer_words") == words:
        words = ""
    return ClaimDiff(known, news, words)
