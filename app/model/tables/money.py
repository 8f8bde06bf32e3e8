"""Decisions and money rows: append-only but for their state, which moves with its event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from peewee import ForeignKeyField, IntegerField, TextField

from app.model.fields import CentsField, FlagField, InstantField
from app.model.tables.row import Row
from app.model.tables.shop import Order, OrderLine, Staff
from app.model.tables.ticket import PlatformClaim, Ticket


class Decision(Row):
    """One round. `body` is canonical JSON with its own schema version and is never changed."""

    ticket = ForeignKeyField(Ticket, index=False)
    round = IntegerField()
    remedy = TextField()
    schema_version = IntegerField()
    body = TextField()
    state = TextField()
    refund_cents = CentsField()
    compensation_cents = CentsField()
    freight_cents = CentsField()
    cost_cents = CentsField()
    currency = TextField()
    liability = TextField()
    freight_bearer = TextField()
    rule_versions = TextField(default="{}")
    pinned_evidence = TextField(default="[]")
    return_by_at = InstantField(null=True)
    valid_until_at = InstantField(null=True)
    intent_key = TextField(unique=True)
    staff = ForeignKeyField(Staff, index=False)
    decided_at = InstantField(index=True)  # limits look at a day, budgets at a month
    answered_at = InstantField(null=True)
    approved_by = ForeignKeyField(Staff, null=True, index=False)
    approved_at = InstantField(null=True)
    event_seq = IntegerField(default=0)
    agreed = FlagField(default=False)
    channel = TextField(default="")
    damages_cents = CentsField(default=0)
    charge_cents = CentsField(default=0)
    goodwill = FlagField(default=False)
    needs = TextField(default="[]")
    unsealed_columns = frozenset({"event_seq"})
    later_columns: ClassVar[Mapping[str, int | str | None]] = {
        "agreed": 0,
        "channel": "",
        "damages_cents": 0,
        "charge_cents": 0,
        "goodwill": 0,
        "needs": "[]",
    }

    class Meta:
        indexes = (
            (("ticket", "round"), True),
            (("remedy", "decided_at"), False),  # what buyers took lately for the same problem
        )


class Payout(Row):
    ticket = ForeignKeyField(Ticket)
    order = ForeignKeyField(Order, column_name="order_id", index=False)
    decision = ForeignKeyField(Decision, null=True)
    claim = ForeignKeyField(PlatformClaim, null=True)
    line = ForeignKeyField(OrderLine, null=True)
    money_class = TextField()
    leg = TextField(default="")
    method = TextField(default="original")
    source = TextField(default="desk")
    amount_cents = CentsField()
    currency = TextField()
    state = TextField()
    reference = TextField(default="")
    confirmed_by_file = FlagField(default=False)
    file_cents = CentsField(null=True)
    planned_at = InstantField()
    submitted_at = InstantField(null=True)
    arrived_at = InstantField(null=True)
    ended_at = InstantField(null=True)
    intent_key = TextField(default="", index=True)
    event_seq = IntegerField(default=0)
    tender = TextField(default="cash")
    unsealed_columns = frozenset({"event_seq"})
    later_columns: ClassVar[Mapping[str, int | str | None]] = {"tender": "cash"}

    class Meta:
        indexes = ((("order", "state"), False), (("arrived_at",), False))


class PayoutUnit(Row):
    payout = ForeignKeyField(Payout, index=False)
    line = ForeignKeyField(OrderLine)
    ordinal = IntegerField()
    amount_cents = CentsField()

    class Meta:
        indexes = ((("payout", "line", "ordinal"), True),)


class Charge(Row):
    """Money the buyer owes or paid us: a price difference, something to be given back."""

    ticket = ForeignKeyField(Ticket)
    decision = ForeignKeyField(Decision, null=True)
    reason = TextField()
    amount_cents = CentsField()
    currency = TextField()
    state = TextField()
    reference = TextField(default="")
    planned_at = InstantField()
    arrived_at = InstantField(null=True)
    ended_at = InstantField(null=True)
    event_seq = IntegerField(default=0)
    order = ForeignKeyField(Order, null=True, column_name="order_id")
    intent_key = TextField(default="")
    unsealed_columns = frozenset({"event_seq"})
    later_columns: ClassVar[Mapping[str, int | str | None]] = {"order_id": None, "intent_key": ""}


class ChargeUnit(Row):
    """The part of a charge that raises the worth of one unit."""

    charge = ForeignKeyField(Charge, index=False)
    line = ForeignKeyField(OrderLine)
    ordinal = IntegerField()
    amount_cents = CentsField()

    class Meta:
        indexes = ((("charge", "line", "ordinal"), True),)


class CounterOffer(Row):
    """What the buyer asked for instead; the words stand in the side table."""

    ticket = ForeignKeyField(Ticket)
    decision = ForeignKeyField(Decision, null=True, index=False)
    remedy = TextField(default="")
    amount_cents = CentsField(null=True)
    currency = TextField()
    channel = TextField()
    staff = ForeignKeyField(Staff, index=False)
    made_at = InstantField()


class Obligation(Row):
    """A promised part or discount."""

    ticket = ForeignKeyField(Ticket)
    order = ForeignKeyField(Order, column_name="order_id", index=False)
    decision = ForeignKeyField(Decision, index=False)
    state = TextField()
    part = TextField(default="")
    discount_cents = CentsField(default=0)
    currency = TextField()
    next_order = FlagField(default=True)
    expires_at = InstantField(null=True)
    ended_at = InstantField(null=True)
    reference = TextField(default="")

    class Meta:
        indexes = ((("state", "expires_at"), False),)


class OrderTender(Row):
    """What the buyer paid with beside money."""

    order = ForeignKeyField(Order, column_name="order_id", index=False)
    kind = TextField()
    amount = CentsField()
    source = TextField()

    class Meta:
        indexes = ((("order", "kind"), True),)


class SpendingLimit(Row):
    """Up to how much a role decides alone; `remedy` empty: any; `amount_cents` None: any amount."""

    role = TextField()
    remedy = TextField(default="")
    scope = TextField()
    currency = TextField(default="CNY")
    amount_cents = CentsField(null=True)

    class Meta:
        indexes = ((("role", "remedy", "scope", "currency"), True),)


class Cost(Row):
    """Non-cash cost only; cash cost is derived from payouts."""

    ticket = ForeignKeyField(Ticket)
    kind = TextField()
    amount_cents = CentsField()
    currency = TextField()
    recorded_at = InstantField()


class Recovery(Row):
    ticket = ForeignKeyField(Ticket)
    against = TextField()
    filed_cents = CentsField(null=True)
    recovered_cents = CentsField(null=True)
    currency = TextField()
    due_at = InstantField(null=True)
    state = TextField()
    opened_at = InstantField(null=True)
    filed_at = InstantField(null=True)
    ended_at = InstantField(null=True)
    reference = TextField(default="")
    later_columns: ClassVar[Mapping[str, int | str | None]] = {
        "opened_at": None,
        "filed_at": None,
        "ended_at": None,
        "reference": "",
    }
