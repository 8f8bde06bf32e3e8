"""What a known file format is: which fields there are, what they hold, under which names.

The formats themselves are TOML files (`format_files.py` reads them). Which kind of value a field
holds is settled here, so that a format only says under which names a platform writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.imported import ClaimFacts, FileKind
from app.domain.order import Platform
from app.domain.remedy import Remedy

ORDER_FIELDS = {
    "number": "number",
    "status": "text",
    "buyer_nickname": "personal",
    "receiver": "personal",
    "phone": "personal",
    "address": "personal",
    "currency": "text",
    "paid_cents": "amount",
    "goods_cents": "amount",
    "shipping_cents": "amount",
    "total_quantity": "quantity",
    "placed_at": "instant",
    "paid_at": "instant",
    "shipped_at": "instant",
    "delivered_at": "instant",
    "promised_at": "instant",
    "courier": "text",
    "tracking": "code",
    "titles": "text",
    "buyer_message": "text",
    "seller_note": "text",
    "shop_name": "text",
    "points": "quantity",
    "coupon_cents": "amount",
    "stored_cents": "amount",
}
LINE_FIELDS = {
    "sku": "code",
    "title": "text",
    "variant": "text",
    "quantity": "quantity",
    "unit_price_cents": "amount",
    "paid_share_cents": "amount",
    "warranty_months": "quantity",
}
CLAIM_FIELDS = {
    "claim_no": "number",
    "order_no": "number",
    "claim_type": "text",
    "reason": "text",
    "buyer_words": "text",
    "currency": "text",
    "amount_cents": "amount",
    "order_paid_cents": "amount",
    "status": "text",
    "due_at": "instant",
    "applied_at": "instant",
    "finished_at": "instant",
    "goods_state": "text",
    "needs_return": "flag",
    "sku": "code",
    "title": "text",
    "return_courier": "text",
    "return_tracking": "code",
    "return_sent_at": "instant",
    "out_tracking": "code",
    "liability_text": "text",
    "intervention_text": "text",
    "return_contact": "text",
    "return_phone": "code",
    "return_address": "text",
    "return_postcode": "code",
    "seller_note": "text",
    "buyer_nickname": "personal",
}
"""Field → kind of value. `claim_type` decides the remedy; the `return_…` ones make the address."""

KEYS = {
    FileKind.ORDERS: ("number",),
    FileKind.ORDER_LINES: ("number",),
    FileKind.CLAIMS: ("claim_no", "order_no"),
}
"""The numbers without which a file of this kind is refused: no number is ever invented."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text matches when it is one of `exact` or contains one of `contains` (normal forms)."""

    exact: frozenset[str]
    contains: tuple[str, ...]

    def fit(self, text: str) -> bool:
        """Whether a text in normal form matches."""
        return text in self.exact or any(phrase in text for phrase in self.contains)


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field comes from. `headers` in order of preference, in normal form.

    The first header whose cell is filled counts; with `join` all filled cells are joined. What
    `strip_prefix` or `extract` (first group) leave is the value.
    """

    field: str
    kind: str
    headers: tuple[str, ...]
    title: str
    join: str | None = None
    extract: re.Pattern[str] | None = None
    strip_prefix: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    negative: bool = False
    sum_rows: bool = False


@dataclass(frozen=True, slots=True)
class StatusRule:
    """What a platform's status stands for, and for whom its countdown runs."""

    words: Words
    facts: ClaimFacts
    due: str | None


@dataclass(frozen=True, slots=True)
class RemedyRule:
    """Which remedy a cell of a column asks for."""

    column: str
    words: Words
    gives: Remedy


@dataclass(frozen=True, slots=True)
class Importer:
    """One known file format. `mark` is V (read in a real file), P (implied by one) or U."""

    id: str
    platform: Platform
    kind: FileKind
    title: str
    source: str
    checked_on: date
    mark: str
    currency: str
    zone: ZoneInfo
    empty: frozenset[str]
    recognise: tuple[str, ...]
    recognise_at_least: int
    required: tuple[str, ...]
    expected: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Column, ...]
    statuses: tuple[StatusRule, ...]
    remedies: tuple[RemedyRule, ...]

    def column(self, field: str) -> Column:
        """The column of a field. Raises `KeyError`."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)

    def status(self, text: str) -> StatusRule | None:
        """The rule for a status in normal form: exact texts first, then phrases in file order."""
        for rule in self.statuses:
            if text in rule.words.exact:
                return rule
        for rule in self.statuses:
            if rule.words.fit(text):
                return rule
        return None
