"""Keeping the search index of a ticket in step with its rows."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.case_json import details_of
from app.domain.near_text import marks
from app.model import search
from app.model.reading import Reader, Values
from app.model.tables import (
    Dispatch,
    Order,
    OrderLine,
    PlatformClaim,
    ReturnParcel,
    TicketLine,
    TicketNumber,
    TicketText,
    WordsMark,
)
from app.model.writing import Write


def index(
    write: Write,
    ticket: Values,
    order: Values,
    claims: list[Values],
    lines: list[tuple[Values, int]],
) -> None:
    """Write the searchable text and numbers of a ticket when they changed."""
    key = int(ticket["id"])
    text = " ".join(_texts(write, ticket, order, lines))
    _index_text(write, key, text)
    _index_numbers(write, key, set(_numbers(write, ticket, order, claims)))
    _index_words(write, key)


def expected_entries(read: Reader, ticket: Values) -> tuple[set[tuple[str, str]], str]:
    """What the index of a ticket must hold: its numbers by kind, and its folded text."""
    order = read.get(Order, ticket["order_id"]) or {}
    claims = read.find(PlatformClaim, ticket_id=ticket["id"])
    lines = _lines_of(read, ticket)
    text = " ".join(_texts(read, ticket, order, lines))
    return _keys(set(_numbers(read, ticket, order, claims))), search.fold(text)


def expected_tokens(read: Reader, ticket: Values) -> str:
    """The tokens under which the index must find this ticket."""
    order = read.get(Order, ticket["order_id"]) or {}
    return search.tokens(" ".join(_texts(read, ticket, order, _lines_of(read, ticket))))


def _lines_of(read: Reader, ticket: Values) -> list[tuple[Values, int]]:
    return [
        (line, 0)
        for claimed in read.find(TicketLine, ticket_id=ticket["id"])
        if (line := read.get(OrderLine, claimed["line_id"])) is not None
    ]


def _texts(
    read: Reader, ticket: Values, order: Values, lines: list[tuple[Values, int]]
) -> Iterable[str]:
    for line, _pieces in lines:
        yield str(line["title"])
        yield str(line["variant"])
        yield str(line["sku"])
    yield str(ticket["platform_reason"])
    yield str(ticket["true_reason"])
    if ticket["buyer_id"] is not None:
        yield read.personal("buyer", int(ticket["buyer_id"]), "nickname")
    if order:
        yield read.personal("order", int(order["id"]), "receiver")
    yield from read.personal_fields("ticket", int(ticket["id"])).values()


def _numbers(
    read: Reader, ticket: Values, order: Values, claims: list[Values]
) -> Iterable[tuple[str, str]]:
    yield "ticket", str(ticket["number"])
    details = details_of(str(ticket["details"]))
    yield "serial", details.serial
    yield "lot", details.lot
    if order:
        yield "order", str(order["number"])
        yield "tracking", str(order["tracking"])
    for claim in claims:
        yield "claim", str(claim["claim_no"])
        yield "tracking", str(claim["return_tracking"])
        yield "tracking", str(claim["out_tracking"])
    for parcel in read.find(ReturnParcel, ticket_id=ticket["id"]):
        yield "tracking", str(parcel["tracking"])
    for sent in read.find(Dispatch, ticket_id=ticket["id"]):
        yield "tracking", str(sent["tracking"])


def _index_text(write: Write, key: int, text: str) -> None:
    folded = search.fold(text)
    known = write.get(TicketText, key)
    if known is not None and known["text"] == folded:
        return
    if known is None:
        write.execute("INSERT INTO ticket_text (ticket_id, text) VALUES (?, ?)", (key, folded))
    else:
        write.execute("UPDATE ticket_text SET text = ? WHERE ticket_id = ?", (folded, key))
        write.execute("DELETE FROM ticket_search WHERE rowid = ?", (key,))
    write.execute(
        "INSERT INTO ticket_search (rowid, text) VALUES (?, ?)", (key, search.tokens(text))
    )


def _keys(numbers: set[tuple[str, str]]) -> set[tuple[str, str]]:
    # A typed order without a number carries a stand-in that nobody could know or search.
    return {
        (kind, search.number_key(number))
        for kind, number in numbers
        if number and not number.startswith("-")
    }


def _index_numbers(write: Write, key: int, wanted: set[tuple[str, str]]) -> None:
    wanted = _keys(wanted)
    known = {(str(r["kind"]), str(r["number"])): r for r in write.find(TicketNumber, ticket_id=key)}
    for kind, number in wanted - known.keys():
        write.insert(TicketNumber, ticket_id=key, kind=kind, number=number, reversed=number[::-1])
    for gone in known.keys() - wanted:
        write.delete(TicketNumber, int(known[gone]["id"]))


def _index_words(write: Write, key: int) -> None:
    wanted = set(marks(write.personal("ticket", key, "buyer_words")))
    known = {int(row["mark"]): int(row["id"]) for row in write.find(WordsMark, ticket_id=key)}
    for mark in wanted - known.keys():
        write.insert(WordsMark, ticket_id=key, mark=mark)
    for gone in known.keys() - wanted:
        write.delete(WordsMark, known[gone])
