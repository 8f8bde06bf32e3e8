"""What a platform's export file says, before anything is compared with the desk's own records.

Frozen data only. A file knows part of an order or claim; what it does not say is None (a blank
cell is not 0), never a guess. Two files about one order give two partial `ImportedOrder`s.
Amounts are minor units of the order's currency, times are aware UTC, numbers are text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.facts import Closing, GoodsIn, Review
from app.domain.order import Platform
from app.domain.payment import MoneyState
from app.domain.remedy import Remedy

DUE_OWNERS = ("us", "buyer", "platform")
"""The values of `ticket.DueOwner`; that module is too heavy for the process that reads a file."""


class FileKind(StrEnum):
    """What the rows of a file are about."""

    ORDERS = "orders"
    ORDER_LINES = "order_lines"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Problem:
    """One place in a file that could not be taken, told in a full sentence.

    `line` is the row as a spreadsheet shows it, in a text file the physical line on which the
    record starts; None when the whole file is meant. A row with a problem is not read in.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One line of goods. `paid_share_cents` is what was paid for the whole line.

    `warranty_months` is how long the maker or the shop answers for a piece, from its delivery.
    """

    sku: str | None = None
    title: str | None = None
    variant: str | None = None
    quantity: int | None = None
    unit_price_cents: int | None = None
    paid_share_cents: int | None = None
    warranty_months: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedOrder:
    """What one file says of one order.

    `lines` is None when this kind of file does not list lines; `titles` is the order file's cell
    of titles as it stands (several titles may be joined in it). `delivered_at` is the signing of
    the parcel, not the buyer's later confirmation; `promised_at` is by when the shop was to ship.
    `points`, `coupon_cents` and `stored_cents` are what the buyer paid beside money, never what a
    platform added from its own purse.
    """

    number: str
    status: str | None = None
    buyer_nickname: str | None = None
    receiver: str | None = None
    phone: str | None = None
    address: str | None = None
    currency: str = "CNY"
    paid_cents: int | None = None
    goods_cents: int | None = None
    shipping_cents: int | None = None
    total_quantity: int | None = None
    placed_at: datetime | None = None
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    promised_at: datetime | None = None
    courier: str | None = None
    tracking: str | None = None
    lines: tuple[ImportedLine, ...] | None = None
    titles: str = ""
    buyer_message: str | None = None
    seller_note: str | None = None
    shop_name: str | None = None
    points: int | None = None
    coupon_cents: int | None = None
    stored_cents: int | None = None
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """The facts that a platform's status text stands for; None: the status says nothing of it."""

    review: Review | None = None
    goods_in: GoodsIn | None = None
    closing: Closing | None = None
    money: MoneyState | None = None


@dataclass(frozen=True, slots=True)
class ReturnAddress:
    """Where the platform tells the buyer to send goods back."""

    contact: str | None = None
    phone: str | None = None
    address: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """What one file says of one platform claim.

    `facts` is None when the status text is not known: it is kept as it stands. `due_whose` says
    for whom the countdown runs, in the words of `DUE_OWNERS`; None when the status does not tell. `remedy_text` is the
    cell that names the kind of claim, as it stands.
    """

    claim_no: str
    order_no: str
    remedy: Remedy | None = None
    remedy_text: str | None = None
    reason: str | None = None
    buyer_words: str | None = None
    currency: str = "CNY"
    amount_cents: int | None = None
    order_paid_cents: int | None = None
    status: str | None = None
    facts: ClaimFacts | None = None
    due_at: datetime | None = None
    due_whose: str | None = None
    applied_at: datetime | None = None
    finished_at: datetime | None = None
    goods_state: str | None = None
    needs_return: bool | None = None
    sku: str | None = None
    title: str | None = None
    return_courier: str | None = None
    return_tracking: str | None = None
    return_sent_at: datetime | None = None
    out_tracking: str | None = None
    liability_text: str | None = None
    intervention_text: str | None = None
    return_address: ReturnAddress | None = None
    seller_note: str | None = None
    buyer_nickname: str | None = None
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One file, read. `rows_read` counts rows with content, those with problems included."""

    path_name: str
    sha256: str
    importer_id: str
    platform: Platform
    kind: FileKind
    encoding: str
    orders: tuple[ImportedOrder, ...]
    claims: tuple[ImportedClaim, ...]
    problems: tuple[Problem, ...]
    rows_read: int
