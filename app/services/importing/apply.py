"""Writing an import: orders, claims and the tickets they open, in the caller's transaction.

Files write claims and orders. A ticket's own facts follow the platform only as long as nobody of
the desk has moved the ticket; from then on a difference is shown and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.history import DESK_CHAIN
from app.domain.imported import ImportedOrder, ParsedFile
from app.domain.order import OrderSource
from app.model import tables
from app.model.fields import to_text
from app.model.reading import Values
from app.model.writing import Write
from app.services.buyers import buyer_named
from app.services.importing.apply_claims import apply_claim
from app.services.importing.compare import OrderDiff, compare_order
from app.services.importing.order_tickets import refresh_tickets, settle_lines
from app.services.importing.platform_money import recount
from app.services.importing.tenders import write_tenders
from app.services.loading import order_lines
from app.services.paid import state_paid, weigh

_CHUNK = 500  # orders to one event: small enough to keep, large enough to be quick


@dataclass(slots=True)
class Tally:
    """What has been written so far."""

    orders_new: set[str] = field(default_factory=set)
    orders_changed: set[str] = field(default_factory=set)
    claims_new: set[str] = field(default_factory=set)
    claims_changed: set[str] = field(default_factory=set)
    tickets_new: list[str] = field(default_factory=list)
    tickets_changed: list[str] = field(default_factory=list)
    pending: int = 0
    paid_orders: set[int] = field(default_factory=set)
    written: int = 0


def apply_file(
    write: Write, shop: Values, file: ParsedFile, title: str, now: datetime, tally: Tally
) -> None:
    """Write one file. A file that says nothing new writes nothing at all."""
    before = tally.written
    stamp = to_text(now) or ""
    batch = _Batch(write, file, int(shop["id"]), stamp)
    for order in file.orders:
        diff = compare_order(write, int(shop["id"]), order, file.importer_id)
        if not diff.changed and diff.known is not None:
            continue
        order_id = _write_order(write, shop, order, diff, file.importer_id, title, stamp)
        if diff.known is None:
            tally.orders_new.add(order.number)
        else:
            tally.orders_changed.add(order.number)
            tally.tickets_changed.extend(refresh_tickets(write, order_id, stamp))
        tally.pending += 1
        tally.written += 1
        if tally.pending >= _CHUNK:
            flush(write, tally)
    flush(write, tally)
    for claim in file.claims:
        apply_claim(write, shop, claim, batch.key, title, now, tally)
    if tally.written > before:
        batch.finish()


class _Batch:
    """The row that says where something came from, made with the first change."""

    def __init__(self, write: Write, file: ParsedFile, shop_id: int, stamp: str) -> None:
        self._write = write
        self._file = file
        self._shop_id = shop_id
        self._stamp = stamp
        self._id: int | None = None

    def key(self) -> int:
        """The batch's id."""
        if self._id is None:
            self._id = self._write.insert(
                tables.ImportBatch,
                importer=self._file.importer_id,
                file_name=self._file.path_name,
                sha256=self._file.sha256,
                shop_id=self._shop_id,
                rows_read=self._file.rows_read,
                staff_id=self._write.author.staff_id,
                created_at=self._stamp,
            )
        return self._id

    def finish(self) -> None:
        self._write.event(
            DESK_CHAIN,
            "imported",
            {
                "batch": self.key(),
                "importer": self._file.importer_id,
                "sha256": self._file.sha256,
                "rows_read": self._file.rows_read,
            },
        )


def flush(write: Write, tally: Tally) -> None:
    """Put what was changed outside tickets into the history."""
    if tally.pending:
        write.event(DESK_CHAIN, "orders_written", {"orders": tally.pending})
        write.touch("order", 0)
        tally.pending = 0


def _write_order(
    write: Write,
    shop: Values,
    order: ImportedOrder,
    diff: OrderDiff,
    source: str,
    title: str,
    stamp: str,
) -> int:
    order_id = _order_row(write, shop, order, diff, stamp)
    for name, value in diff.personal.items():
        write.set_personal("order", order_id, name, value)
    _write_lines(write, order_id, diff)
    if diff.paid_differs:
        state_paid(write, order_id, source, order.paid_cents, title, stamp)
    write_tenders(write, order_id, diff.tenders.news, source)
    settle_lines(write, order_id)
    weigh(write, order_id)
    recount(write, order_id, stamp)
    return order_id


def _order_row(
    write: Write, shop: Values, order: ImportedOrder, diff: OrderDiff, stamp: str
) -> int:
    columns: dict[str, Any] = dict(diff.columns)
    if diff.nickname:
        columns["buyer_id"] = buyer_named(write, int(shop["id"]), diff.nickname, stamp)
    if diff.known is None:
        return write.insert(
            tables.Order,
            shop_id=shop["id"],
            number=order.number,
            number_reversed=order.number[::-1],
            source=OrderSource.ORDER_FILE.value,
            currency=order.currency,
            created_at=stamp,
            **columns,
        )
    order_id = int(diff.known["id"])
    if diff.known["source"] != OrderSource.ORDER_FILE.value:
        columns["source"] = OrderSource.ORDER_FILE.value
    if columns:
        columns["version"] = int(diff.known["version"]) + 1
        write.update(tables.Order, order_id, **columns)
    return order_id


def _write_lines(write: Write, order_id: int, diff: OrderDiff) -> None:
    position = max((int(r["position"]) for r in order_lines(write, order_id)), default=0)
    for row, columns in diff.lines:
        if row is None:
            position += 1
            write.insert(tables.OrderLine, order_id=order_id, position=position, **columns)
        else:
            write.update(tables.OrderLine, int(row["id"]), **columns)
