"""What files have made of a desk, told so that two desks can be compared."""

from __future__ import annotations

from typing import Any

from app.model import tables
from app.model.db import Database
from app.model.reading import Reader

# Ids, numbers given out, times of writing and where a row stands in the history: these differ with
# the order of arrival, and nobody decides anything by them.
_OF_THE_MOMENT = {
    "id", "batch_id", "version", "created_at", "updated_at", "stated_at", "event_seq", "position",
    "ended_at",
}  # fmt: skip
_TABLES: tuple[type[tables.Table], ...] = (
    tables.Order,
    tables.OrderStatement,
    tables.OrderLine,
    tables.Ticket,
    tables.PlatformClaim,
    tables.TicketLine,
    tables.TicketUnit,
    tables.Payout,
    tables.ReturnParcel,
)


def outcome(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Everything that matters of a desk after imports, by table, in an order of its own."""
    read = db.read()
    named = _names(read)
    found: dict[str, list[dict[str, Any]]] = {}
    for table in _TABLES:
        rows = [_plain(row, named) for row in read.find(table)]
        if table is tables.Payout:
            rows = [row for row in rows if row["state"] != "withdrawn"]
        if table is tables.Ticket:
            for row in rows:
                row.pop("number")
        found[table.__name__] = sorted(rows, key=repr)
    found["personal"] = sorted(
        (
            {"subject": named[f"{row['subject']}_id"][row["subject_id"]], "field": row["field"],
             "value": row["value"]}
            for row in read.find(tables.Personal)
        ),
        key=repr,
    )  # fmt: skip
    return found


def _plain(row: dict[str, Any], named: dict[str, dict[int, Any]]) -> dict[str, Any]:
    return {
        name: named[name].get(value, value) if name in named else value
        for name, value in row.items()
        if name not in _OF_THE_MOMENT
    }


def _names(read: Reader) -> dict[str, dict[int, Any]]:
    orders = {row["id"]: row["number"] for row in read.find(tables.Order)}
    claims = {row["id"]: row["claim_no"] for row in read.find(tables.PlatformClaim)}
    return {
        "order_id": orders,
        "line_id": {
            row["id"]: (orders[row["order_id"]], row["title"], row["sku"], row["variant"])
            for row in read.find(tables.OrderLine)
        },
        "ticket_id": {
            row["id"]: [
                claim["claim_no"] for claim in read.find(tables.PlatformClaim, ticket_id=row["id"])
            ]
            for row in read.find(tables.Ticket)
        },
        "claim_id": claims,
        "buyer_id": {
            row["id"]: read.personal("buyer", row["id"], "nickname")
            for row in read.find(tables.Buyer)
        },
    }


def every_row(db: Database) -> dict[str, list[Any]]:
    """Every cell of every table, search index and bookkeeping included."""
    names = [
        str(row[0])
        for row in db.read().query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    # The names come from the file itself.
    return {
        name: db.read().query("SELECT * FROM " + name)
        for name in names
        if name not in ("ticket_search", "sqlite_sequence")
    }
