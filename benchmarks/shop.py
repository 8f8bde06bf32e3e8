"""A desk of any size from one seed, written straight into the tables: a thousand verbs a second
would take an hour for a million tickets.

Everything the queue, the search and a ticket's pane read is there and agrees with itself: facts,
stage, counts, numbers, search index, one event a ticket in both chains. Rows carry no fingerprints,
so `verify` is not for these desks.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from app.domain.history import DESK_CHAIN, GENESIS, Event, canonical
from app.model import search, statements, tables
from app.model.db import Database
from app.model.fields import NEVER, to_text
from app.model.journal import GLOBAL_CHAIN
from app.paths import Paths
from benchmarks import copies
from benchmarks import vocabulary as words

BLOCK: Final = 10_000  # tickets from one seed: a part of a large shop can be made alone
_BY_HAND: Final = 100_000  # beyond so many the rows of the first ones are copied
_COPIED: Final = 20_000
SHOPS: Final = (("taobao", "云岚家居旗舰店"), ("tmall", "云岚家居天猫店"), ("taobao", "云岚二店"))
NOW: Final = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
_OPEN_SHARE: Final = 0.021
_LEAST_OPEN: Final = 130  # two pages of the list, however small the shop
_OPEN: Final[tuple[dict[str, str], ...]] = (
    {"stage": "new"},
    {"stage": "new"},
    {"stage": "need_info", "review": "need_info"},
    {"stage": "reviewing", "review": "reviewing"},
    {"stage": "negotiating", "review": "accepted", "offer": "offered", "remedy": "refund_only"},
    {"stage": "awaiting_return", "review": "accepted", "goods_in": "to_be_sent"},
)
_ENDED: Final[tuple[dict[str, str], ...]] = (
    *({"stage": "completed", "review": "accepted", "closing": "completed"} for _ in range(8)),
    {"stage": "cancelled", "closing": "cancelled"},
    {"stage": "rejected", "review": "rejected", "closing": "rejected"},
)


class _Table:
    """Rows of one table waiting to be written together."""

    def __init__(self, table: type[tables.Table]) -> None:
        self._sql, self._defaults = statements.insert(table, {})
        names = statements.columns(table)
        if len(names) > len(self._defaults):  # the engine counts this table's keys
            names = tuple(name for name in names if name != statements.key_column(table))
        self._at = {name: place for place, name in enumerate(names)}
        self._rows: list[list[Any]] = []

    def add(self, values: Mapping[str, Any]) -> None:
        row = list(self._defaults)
        for name, value in values.items():
            row[self._at[name]] = value
        self._rows.append(row)

    def write(self, connection: Any) -> None:
        connection.executemany(self._sql, self._rows)
        self._rows.clear()


@dataclass
class _Chains:
    """The history: one event for each ticket, linked as the desk links them."""

    seq: int = 0
    global_head: str = GENESIS

    def event(self, chain: int, at: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        self.seq += 1
        plain = Event(
            self.seq, chain, 1, "opened", 1, "owner", at, "Asia/Shanghai", self.seq * 1000, False,
            canonical(dict(data)), "{}", GENESIS,
        )  # fmt: skip
        own = plain.computed_hash()
        sealed = Event(**{**_fields(plain), "hash": own})
        self.global_head = sealed.computed_global_hash(self.global_head)
        return {**_fields(sealed), "global_hash": self.global_head}, own


def _fields(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in statements.columns(tables.Event)}


class _Writer:
    """Collects rows table by table and writes them a block at a time."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._tables: dict[type[tables.Table], _Table] = {}
        self._search: list[tuple[int, str]] = []
        self.texts: list[tuple[int, str]] = []
        """Every entry of the search index so far."""
        self.chains = _Chains()

    def add(self, table: type[tables.Table], **values: Any) -> None:
        if table not in self._tables:
            self._tables[table] = _Table(table)
        self._tables[table].add(values)

    def add_text(self, ticket_id: int, text: str) -> None:
        self.add(tables.TicketText, ticket_id=ticket_id, text=search.fold(text))
        self._search.append((ticket_id, search.tokens(text)))

    def add_number(self, ticket_id: int, kind: str, number: str) -> None:
        self.add(
            tables.TicketNumber,
            ticket_id=ticket_id,
            kind=kind,
            number=number,
            reversed=number[::-1],
        )

    def flush(self) -> None:
        for table in self._tables.values():
            table.write(self._connection)
        self._connection.executemany(
            "INSERT INTO ticket_search (rowid, text) VALUES (?, ?)", self._search
        )
        self.texts += self._search
        self._search.clear()


def make(folder: Path, tickets: int, seed: int = 20261122) -> Path:
    """Make a desk with so many tickets in an empty folder; returns the database file."""
    paths = Paths(folder)
    db = Database.open(paths.database, paths.copies)
    connection = db.connection
    # A made-up shop may be lost: made fast, and made durable again before it is measured.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA cache_size = -500000")
    connection.execute("BEGIN")
    writer = _Writer(connection)
    _base(writer)
    open_share = max(_OPEN_SHARE, min(1.0, _LEAST_OPEN / tickets))
    first = tickets if tickets <= _BY_HAND else _COPIED
    for start in range(0, first, BLOCK):
        rng = random.Random(f"{seed}/{start}")
        for key in range(start + 1, min(start + BLOCK, first) + 1):
            _ticket(writer, rng, key, tickets, open_share)
        writer.flush()
    if first < tickets:
        copies.copy(connection, writer.texts, first, tickets, _step(tickets))
        writer.chains.seq += tickets - first
    writer.add(
        tables.ChainHead,
        chain=GLOBAL_CHAIN,
        count=writer.chains.seq,
        hash=writer.chains.global_head,
    )
    writer.flush()
    connection.execute("INSERT INTO ticket_search (ticket_search) VALUES ('optimize')")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    db.close()
    return paths.database


def _base(writer: _Writer) -> None:
    stamp = to_text(NOW)
    writer.add(tables.Staff, name="小周", roles="owner", created_at=stamp)
    for platform, name in SHOPS:
        writer.add(tables.Shop, platform=platform, name=name, created_at=stamp, couriers='["中通"]')
    seq, own = writer.chains.event(DESK_CHAIN, stamp or "", {"staff": 1})
    writer.add(tables.Event, **seq)
    writer.add(tables.ChainHead, chain=DESK_CHAIN, count=1, hash=own)


def _step(tickets: int) -> float:
    """Seconds between a ticket and the next."""
    return min(20.0, 63_000_000 / tickets)


def _ticket(writer: _Writer, rng: random.Random, key: int, tickets: int, open_share: float) -> None:
    """Ticket `key` with its order, buyer, claim, goods, history and index. Ids equal `key`."""
    shop_id = 1 + rng.choices((0, 1, 2), (6, 3, 1))[0]
    is_open = rng.random() < open_share
    facts = dict(rng.choice(_OPEN if is_open else _ENDED))
    # The newest ticket is of today, the others lie behind it in even steps of up to two years.
    age = timedelta(seconds=(tickets - key) * _step(tickets))
    applied = to_text(NOW - age) or ""
    order_no = f"{rng.choice((2, 3))}{rng.randrange(10**17, 10**18)}"
    claim_no = f"17{rng.randrange(10**15, 10**16)}"
    tracking = f"{rng.choice(('YT', 'SF', '78'))}{rng.randrange(10**12, 10**13)}"
    nickname = rng.choice(words.NICKNAMES) + str(rng.randrange(10_000))
    receiver = rng.choice(words.SURNAMES) + "".join(rng.choices(words.GIVEN, k=2))
    phone = f"1990000{rng.randrange(10_000):04d}"
    line = _Line.invent(rng)
    remedy = rng.choice(("refund_only", "refund_only", "return_refund"))
    reason, note = rng.choice(words.REASONS), rng.choice(words.NOTES)
    due = to_text(NOW + timedelta(minutes=rng.randrange(-2000, 6000))) if is_open else None
    number = f"AS-{(NOW - age):%y%m%d}-{key:07d}"
    paid = line.price * line.quantity
    writer.add(tables.Buyer, shop_id=shop_id, created_at=applied)
    for subject, name, value in (
        ("buyer", "nickname", nickname),
        ("order", "receiver", receiver),
        ("order", "phone", phone),
        ("order", "address", f"{rng.choice(words.CITIES)} {rng.randrange(1, 400)} 号"),
        ("ticket", "buyer_words", note),
    ):
        writer.add(
            tables.Personal, subject=subject, subject_id=key, field=name, value=value,
            salt="0", digest="0",
        )  # fmt: skip
    writer.add(
        tables.Order, shop_id=shop_id, buyer_id=key, number=order_no,
        number_reversed=order_no[::-1], source="order_file", status="交易成功", paid_cents=paid,
        goods_cents=paid, shipping_cents=0, total_quantity=line.quantity, placed_at=applied,
        paid_at=applied, tracking=tracking, courier="圆通", phone_tail=phone[-4:],
        created_at=applied,
    )  # fmt: skip
    writer.add(
        tables.OrderStatement, order_id=key, source="order_file", paid_cents=paid,
        detail="订单列表", stated_at=applied,
    )  # fmt: skip
    writer.add(
        tables.OrderLine, order_id=key, position=1, sku=line.sku, title=line.title,
        variant=line.variant, quantity=line.quantity, unit_price_cents=line.price,
        paid_share_cents=paid, share_state="from_file", source="order_file",
    )  # fmt: skip
    goods_in = facts.pop("goods_in", "not_needed")
    pieces = "" if line.quantity > 1 else " ×1"
    writer.add(
        tables.Ticket, number=number, shop_id=shop_id, order_id=key, buyer_id=key,
        channel="platform_file", requested=remedy, requested_cents=line.price, problem="quality",
        platform_reason=reason, is_open=is_open, due_at=due, due_sort=due or NEVER,
        amount_cents=line.price, goods=f"{line.title} {line.variant}{pieces}", issue=reason,
        phone_tail=phone[-4:], applied_at=applied, created_at=applied, updated_at=applied,
        closed_at=None if is_open else applied, follows_platform=False, **facts,
    )  # fmt: skip
    writer.add(
        tables.PlatformClaim, shop_id=shop_id, order_id=key, ticket_id=key, line_id=key,
        claim_no=claim_no, order_no=order_no, remedy=remedy, reason=reason,
        amount_cents=line.price, order_paid_cents=paid, status="买家已经申请退款",
        facts=canonical({"closing": "open" if is_open else "completed"}), due_at=due,
        due_owner="us" if due else "", applied_at=applied,
        finished_at=None if is_open else applied, sku=line.sku, title=line.title,
    )  # fmt: skip
    writer.add(tables.TicketLine, ticket_id=key, line_id=key, quantity_known=line.quantity == 1)
    writer.add(
        tables.TicketUnit, ticket_id=key, line_id=key,
        ordinal=1 if line.quantity == 1 else 0, goods_in=goods_in,
    )  # fmt: skip
    event, own = writer.chains.event(key, applied, {"number": number})
    writer.add(tables.Event, **event)
    writer.add(tables.ChainHead, chain=key, count=1, hash=own)
    for kind, text in (
        ("ticket", number),
        ("order", order_no),
        ("claim", claim_no),
        ("tracking", tracking),
    ):
        writer.add_number(key, kind, text)
    texts = (line.title, line.variant, line.sku, reason, "", nickname, receiver, note)
    writer.add_text(key, " ".join(texts))


@dataclass(frozen=True)
class _Line:
    sku: str
    title: str
    variant: str
    quantity: int
    price: int  # cents

    @classmethod
    def invent(cls, rng: random.Random) -> _Line:
        """Frequent goods are ten times as frequent as rare ones."""
        goods = words.GOODS[min(int(rng.expovariate(0.08)), len(words.GOODS) - 1)]
        title = f"{rng.choice(words.ADJECTIVES)}{rng.choice(words.MATERIALS)}{goods}"
        return cls(
            sku=f"YL-{rng.randrange(10_000):04d}",
            title=title,
            variant=rng.choice(words.VARIANTS),
            quantity=rng.choice((1, 1, 1, 2, 3)),
            price=rng.randrange(990, 59_900),
        )


def queries(seed: int, length: int, count: int) -> Iterator[str]:
    """Texts of a length as people type them: parts of goods, notes and names; one in ten is
    found nowhere."""
    rng = random.Random(f"{seed}/{length}")
    pool = [*words.GOODS, *words.NOTES, *words.REASONS, *words.NICKNAMES]
    pool += [
        a + m + g for a in words.ADJECTIVES[:6] for m in words.MATERIALS[:6] for g in words.GOODS
    ]
    fitting = [text for text in pool if len(text) >= length]
    for number in range(count):
        text = rng.choice(fitting)
        start = rng.randrange(len(text) - length + 1)
        yield "龘靐齉爩鱻麤"[:length] if number % 10 == 9 else text[start : start + length]


def main() -> None:
    """Make a desk for looking at: `python -m benchmarks.shop FOLDER --tickets 100000`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20261122)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    print(make(given.folder, given.tickets, given.seed))


if __name__ == "__main__":
    main()
