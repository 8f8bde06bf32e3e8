"""Other tickets that may be the same case: asked while somebody types, each by an index."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain import near_text
from app.domain.drafts import IntakeDraft
from app.domain.drafts_case import Twin
from app.domain.facts import Closing
from app.domain.ticket import Ticket
from app.i18n import N_, _
from app.model import tables
from app.model.reading import Reader
from app.model.search import number_key

_MOST = 6
_MOST_OF_ONE_KIND = 24
# Words that more tickets share than this are a phrase everybody uses, not a second copy.
_MOST_WITH_THE_WORDS = 8
_SHORTEST_NUMBER = 4
_SHORTEST_PHONE = 7


@dataclass(frozen=True, slots=True)
class _Traits:
    """By what a case could be found a second time; empty where it is not known."""

    order_ids: tuple[int, ...] = ()
    phone: str = ""
    trackings: tuple[str, ...] = ()
    serial: str = ""
    pictures: tuple[str, ...] = ()
    words: str = ""
    own: int = 0


def twins_of(
    read: Reader, subject: IntakeDraft | Ticket, pictures: Iterable[str] = ()
) -> tuple[Twin, ...]:
    """The likeliest first, at most six. `pictures`: fingerprints of files not yet on a ticket."""
    traits = (
        _of_ticket(read, subject)
        if isinstance(subject, Ticket)
        else _of_draft(read, subject, tuple(pictures))
    )
    by: dict[int, list[str]] = {}
    for name, find in _WAYS:
        for key in find(read, traits):
            if key != traits.own:
                by.setdefault(key, []).append(_(name))
    found = []
    for key, names in by.items():
        row = read.get(tables.Ticket, key)
        if row is not None and row["closing"] != Closing.MERGED.value:
            found.append(Twin(key, str(row["number"]), tuple(names), bool(row["is_open"])))
    return tuple(sorted(found, key=_likeliest)[:_MOST])


def _likeliest(twin: Twin) -> tuple[bool, int, int]:
    return not twin.open, -len(twin.by), -twin.ticket_id


def _of_draft(read: Reader, draft: IntakeDraft, pictures: tuple[str, ...]) -> _Traits:
    order = (
        read.get(tables.Order, draft.order_id)
        if draft.order_id is not None
        else read.one(
            tables.Order, shop_id=draft.shop_id, number=number_key(draft.order_number) or "-"
        )
    )
    phone = draft.phone
    if order is not None:
        phone = phone or read.personal("order", int(order["id"]), "phone")
    return _Traits(
        order_ids=(int(order["id"]),) if order else (),
        phone=phone.strip(),
        trackings=(str(order["tracking"]),) if order else (),
        serial=draft.case.details.serial if draft.case else "",
        pictures=pictures,
        words=draft.buyer_words,
    )


def _of_ticket(read: Reader, ticket: Ticket) -> _Traits:
    rows = read.find(tables.Evidence, ticket_id=ticket.id, withdrawn=False)
    numbers = read.find(tables.TicketNumber, ticket_id=ticket.id, kind="tracking")
    return _Traits(
        order_ids=(ticket.order.id,),
        phone=ticket.order.buyer.phone,
        trackings=tuple(str(row["number"]) for row in numbers),
        serial=ticket.details.serial,
        pictures=tuple(str(row["sha256"]) for row in rows),
        words=ticket.buyer_words,
        own=ticket.id,
    )


# ------------------------------------------------------------------------------- one way each


def _by_order(read: Reader, traits: _Traits) -> Iterable[int]:
    rows = read.query(
        "SELECT id FROM ticket WHERE order_id IN (SELECT value FROM json_each(?))"
        " ORDER BY id DESC LIMIT ?",
        (json.dumps(traits.order_ids), _MOST_OF_ONE_KIND),
    )
    return [int(key) for (key,) in rows]


def _by_phone(read: Reader, traits: _Traits) -> Iterable[int]:
    digits = "".join(sign for sign in traits.phone if sign.isdigit())
    if len(digits) < _SHORTEST_PHONE or "*" in traits.phone:
        return ()
    rows = read.query(
        "SELECT t.id FROM personal p JOIN ticket t ON t.order_id = p.subject_id"
        " WHERE p.subject = 'order' AND p.field = 'phone'"
        " AND p.value IN (SELECT value FROM json_each(?)) ORDER BY t.id DESC LIMIT ?",
        (json.dumps(sorted({traits.phone, digits})), _MOST_OF_ONE_KIND),
    )
    return [int(key) for (key,) in rows]


def _numbered(read: Reader, kind: str, numbers: Iterable[str]) -> list[int]:
    keys = sorted({number_key(one) for one in numbers if len(number_key(one)) >= _SHORTEST_NUMBER})
    if not keys:
        return []
    rows = read.query(
        "SELECT DISTINCT ticket_id FROM ticket_number"
        " WHERE number IN (SELECT value FROM json_each(?)) AND kind = ?"
        " ORDER BY ticket_id DESC LIMIT ?",
        (json.dumps(keys), kind, _MOST_OF_ONE_KIND),
    )
    return [int(key) for (key,) in rows]


def _by_tracking(read: Reader, traits: _Traits) -> Iterable[int]:
    return _numbered(read, "tracking", traits.trackings)


def _by_serial(read: Reader, traits: _Traits) -> Iterable[int]:
    return _numbered(read, "serial", (traits.serial,))


def _by_picture(read: Reader, traits: _Traits) -> Iterable[int]:
    if not traits.pictures:
        return ()
    rows = read.query(
        "SELECT DISTINCT ticket_id FROM evidence"
        " WHERE sha256 IN (SELECT value FROM json_each(?)) AND NOT withdrawn"
        " ORDER BY ticket_id DESC LIMIT ?",
        (json.dumps(traits.pictures), _MOST_OF_ONE_KIND),
    )
    return [int(key) for (key,) in rows]


def _by_words(read: Reader, traits: _Traits) -> Iterable[int]:
    marks = near_text.marks(traits.words)
    if not marks:
        return ()
    rows = read.query(
        "SELECT ticket_id FROM words_mark WHERE mark IN (SELECT value FROM json_each(?))"
        " GROUP BY ticket_id ORDER BY count(*) DESC, ticket_id DESC LIMIT ?",
        (json.dumps(marks), _MOST_OF_ONE_KIND),
    )
    alike = [
        int(key)
        for (key,) in rows
        if near_text.likeness(traits.words, read.personal("ticket", int(key), "buyer_words"))
        >= near_text.ALIKE
    ]
    others = [key for key in alike if key != traits.own]
    return others if len(others) <= _MOST_WITH_THE_WORDS else ()


_WAYS: tuple[tuple[str, Callable[[Reader, _Traits], Iterable[int]]], ...] = (
    (N_("同一订单"), _by_order),
    (N_("同一运单"), _by_tracking),
    (N_("同一序列号"), _by_serial),
    (N_("同一张图片"), _by_picture),
    (N_("同一手机号"), _by_phone),
    (N_("原话几乎相同"), _by_words),
)
