"""Small databases and authors for tests of the model."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.domain.history import DESK_CHAIN
from app.model import tables
from app.model.journal import Author
from app.model.writing import Write

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
NOW = "2026-11-22T04:00:00Z"
AUTHOR = Author(staff_id=1, role="owner", at=NOON, monotonic_ms=0)


def author(at: datetime) -> Author:
    return Author(staff_id=1, role="owner", at=at, monotonic_ms=0)


def staff(write: Write, name: str = "小周") -> int:
    """A person, sealed by an event."""
    key = write.insert(tables.Staff, name=name, created_at=NOW)
    write.event(DESK_CHAIN, "staff_added", {"staff": key})
    return key


def shop(write: Write, name: str = "云岚家居") -> int:
    return write.insert(tables.Shop, platform="taobao", name=name, created_at=NOW)


def order(write: Write, shop_id: int, number: str = "1", **more: Any) -> int:
    return write.insert(
        tables.Order,
        shop_id=shop_id,
        number=number,
        number_reversed=number[::-1],
        source="order_file",
        created_at=NOW,
        **more,
    )


def ticket(write: Write, shop_id: int, order_id: int, number: str = "AS-1", **more: Any) -> int:
    values: dict[str, Any] = {
        "due_sort": "9999-12-31T23:59:59Z",
        "applied_at": NOW,
        "created_at": NOW,
        "updated_at": NOW,
    }
    return write.insert(
        tables.Ticket,
        number=number,
        shop_id=shop_id,
        order_id=order_id,
        channel="phone",
        **(values | more),
    )


def payout(write: Write, ticket_id: int, order_id: int, **more: Any) -> int:
    values: dict[str, Any] = {
        "money_class": "price_refund",
        "amount_cents": 100,
        "currency": "CNY",
        "state": "planned",
        "planned_at": NOW,
    }
    return write.insert(tables.Payout, ticket_id=ticket_id, order_id=order_id, **(values | more))


def decision(write: Write, ticket_id: int, staff_id: int, **more: Any) -> int:
    values: dict[str, Any] = {
        "round": 1, "remedy": "refund_only", "schema_version": 1, "body": "{}", "state": "offered",
        "refund_cents": 0, "compensation_cents": 0, "freight_cents": 0, "cost_cents": 0,
        "currency": "CNY", "liability": "merchant", "freight_bearer": "none", "intent_key": "k",
        "decided_at": NOW,
    }  # fmt: skip
    return write.insert(tables.Decision, ticket_id=ticket_id, staff_id=staff_id, **(values | more))


def evidence(write: Write, ticket_id: int, staff_id: int, **more: Any) -> int:
    values: dict[str, Any] = {
        "code_number": 1, "sha256": "0" * 64, "media_type": "image/png", "size": 1,
        "original_name": "a.png", "kind": "other", "party": "buyer", "added_at": NOW,
    }  # fmt: skip
    return write.insert(tables.Evidence, ticket_id=ticket_id, staff_id=staff_id, **(values | more))
