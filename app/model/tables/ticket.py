"""Tickets, what they claim, what the platform says, evidence and goods on the move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from peewee import ForeignKeyField, IntegerField, TextField, fn

from app.model.fields import CentsField, FlagField, InstantField
from app.model.tables.row import Row
from app.model.tables.shop import Buyer, ImportBatch, Order, OrderLine, Shop, Staff


class Ticket(Row):
    number = TextField(unique=True)
    shop = ForeignKeyField(Shop)
    order = ForeignKeyField(Order, column_name="order_id")
    buyer = ForeignKeyField(Buyer, null=True)
    channel = TextField()
    requested = TextField(default="")
    requested_cents = CentsField(null=True)
    problem = TextField(default="unknown")
    platform_reason = TextField(default="")
    true_reason = TextField(default="")
    liability = TextField(default="undetermined")
    liability_basis = TextField(default="")
    assignee = ForeignKeyField(Staff, null=True, index=False)
    urgency = IntegerField(default=0)
    snoozed_until_at = InstantField(null=True)
    follows_platform = FlagField(default=False)
    # facts
    review = TextField(default="new")
    offer = TextField(default="none")
    remedy = TextField(default="")
    work = TextField(default="none")
    dispute = TextField(default="none")
    closing = TextField(default="open")
    flaws_settled = FlagField(default=False)
    confirmed_at = InstantField(null=True)
    reject_reason = TextField(default="")
    cancel_reason = TextField(default="")
    return_by_at = InstantField(null=True)
    return_courier = TextField(default="")
    return_tracking = TextField(default="")
    # written with the facts, for the queue
    stage = TextField(default="new")
    is_open = FlagField(default=True)
    due_at = InstantField(null=True)
    due_sort = InstantField()
    buyer_due_at = InstantField(null=True)
    amount_cents = CentsField(null=True)
    money_at_risk_cents = CentsField(default=0)
    currency = TextField(default="CNY")
    goods = TextField(default="")
    issue = TextField(default="")
    evidence_count = IntegerField(default=0)
    phone_tail = TextField(default="")
    applied_at = InstantField()
    created_at = InstantField()
    updated_at = InstantField()
    closed_at = InstantField(null=True)
    version = IntegerField(default=1)
    receipt = TextField(default="unknown")
    severity = TextField(default="unknown")
    sub_reason = TextField(default="")
    details = TextField(default="{}")
    liability_marks = TextField(default="{}")
    late_ground = TextField(default="")
    advice = TextField(default="")
    info_due_at = InstantField(null=True)
    stage_since_at = InstantField(null=True)
    last_contact_at = InstantField(null=True)
    due_kind = TextField(default="")
    due_estimated = FlagField(default=False)
    later_columns: ClassVar[Mapping[str, int | str | None]] = {
        "receipt": "unknown",
        "severity": "unknown",
        "sub_reason": "",
        "details": "{}",
        "liability_marks": "{}",
        "late_ground": "",
        "advice": "",
        "info_due_at": None,
        "stage_since_at": None,
        "last_contact_at": None,
        "due_kind": "",
        "due_estimated": 0,
    }

    class Meta:
        indexes = (
            (("is_open", "due_sort"), False),
            (("stage", "due_sort"), False),
            (("applied_at",), False),
            (("phone_tail",), False),
        )


Ticket.add_index(
    Ticket.index(
        # What is decided, else asked for: the kind the list is narrowed by.
        fn.COALESCE(fn.NULLIF(Ticket.remedy, ""), Ticket.requested),
        name="ix_ticket_kind",
    )
)


class PlatformClaim(Row):
    shop = ForeignKeyField(Shop, index=False)
    order = ForeignKeyField(Order, column_name="order_id")
    ticket = ForeignKeyField(Ticket, null=True)
    line = ForeignKeyField(OrderLine, null=True)
    claim_no = TextField()
    order_no = TextField()
    remedy = TextField(default="")
    remedy_text = TextField(default="")
    reason = TextField(default="")
    amount_cents = CentsField(null=True)
    order_paid_cents = CentsField(null=True)
    currency = TextField(default="CNY")
    status = TextField(default="")
    status_known = FlagField(default=True)
    facts = TextField(default="{}")
    due_at = InstantField(null=True)
    due_owner = TextField(default="")
    applied_at = InstantField(null=True)
    finished_at = InstantField(null=True)
    goods_state = TextField(default="")
    needs_return = FlagField(null=True)
    sku = TextField(default="")
    title = TextField(default="")
    return_courier = TextField(default="")
    return_tracking = TextField(default="")
    return_sent_at = InstantField(null=True)
    out_tracking = TextField(default="")
    liability_text = TextField(default="")
    intervention = TextField(default="")
    batch = ForeignKeyField(ImportBatch, null=True, index=False)

    class Meta:
        indexes = ((("shop", "claim_no"), True),)


class TicketLine(Row):
    ticket = ForeignKeyField(Ticket, index=False)
    line = ForeignKeyField(OrderLine)
    quantity_known = FlagField(default=True)

    class Meta:
        indexes = ((("ticket", "line"), True),)


class TicketUnit(Row):
    """One claimed piece; ordinal 0 stands for a line whose quantity nobody has supplied."""

    ticket = ForeignKeyField(Ticket, index=False)
    line = ForeignKeyField(OrderLine)
    ordinal = IntegerField()
    goods_in = TextField(default="not_needed")

    class Meta:
        indexes = ((("ticket", "line", "ordinal"), True),)


class Evidence(Row):
    ticket = ForeignKeyField(Ticket, index=False)
    code_number = IntegerField()
    sha256 = TextField(index=True)
    media_type = TextField()
    size = IntegerField()
    original_name = TextField()
    kind = TextField()
    party = TextField()
    captured_at = InstantField(null=True)
    added_at = InstantField()
    staff = ForeignKeyField(Staff, index=False)
    derived_from = ForeignKeyField("self", null=True)
    pinned = FlagField(default=True)
    withdrawn = FlagField(default=False)
    event_seq = IntegerField(default=0)
    judgement = TextField(default="")
    unsealed_columns = frozenset({"event_seq"})
    later_columns: ClassVar[Mapping[str, int | str | None]] = {"judgement": ""}

    class Meta:
        indexes = ((("ticket", "code_number"), True),)


class ReturnParcel(Row):
    ticket = ForeignKeyField(Ticket)
    courier = TextField(default="")
    tracking = TextField(default="", index=True)
    sent_at = InstantField(null=True)
    received_at = InstantField(null=True)
    received_by = ForeignKeyField(Staff, null=True, index=False)


class Inspection(Row):
    ticket = ForeignKeyField(Ticket)
    parcel = ForeignKeyField(ReturnParcel, null=True)
    line = ForeignKeyField(OrderLine)
    ordinal = IntegerField()
    condition = TextField()
    inspected_at = InstantField()
    staff = ForeignKeyField(Staff, index=False)


class Dispatch(Row):
    ticket = ForeignKeyField(Ticket)
    purpose = TextField()
    state = TextField()
    courier = TextField(default="")
    tracking = TextField(default="", index=True)
    shipped_at = InstantField(null=True)
    delivered_at = InstantField(null=True)
    decision_id = IntegerField(null=True)
    planned_at = InstantField(null=True)
    ship_by_at = InstantField(null=True)
    later_columns: ClassVar[Mapping[str, int | str | None]] = {
        "decision_id": None,
        "planned_at": None,
        "ship_by_at": None,
    }


class DispatchLine(Row):
    """What lies in a parcel: the replacement of a unit, or (ordinal 0) something loose."""

    dispatch = ForeignKeyField(Dispatch)
    line = ForeignKeyField(OrderLine, null=True, index=False)
    ordinal = IntegerField(default=0)
    title = TextField(default="")
    variant = TextField(default="")
    sku = TextField(default="")
    quantity = IntegerField(default=1)
    price_cents = CentsField(null=True)


class RepairOrder(Row):
    ticket = ForeignKeyField(Ticket)
    state = TextField()
    quote_cents = CentsField(null=True)
    currency = TextField(default="CNY")
    place = TextField(default="")
    expected_at = InstantField(null=True)
    decision_id = IntegerField(null=True)
    in_warranty = FlagField(default=True)
    cost_cents = CentsField(default=0)
    days = IntegerField(default=0)
    work = TextField(default="")
    part_warranty_months = IntegerField(default=0)
    started_at = InstantField(null=True)
    ended_at = InstantField(null=True)
    warranty_until_at = InstantField(null=True)
    part_warranty_until_at = InstantField(null=True)
    later_columns: ClassVar[Mapping[str, int | str | None]] = {
        "decision_id": None,
        "in_warranty": 1,
        "cost_cents": 0,
        "days": 0,
        "work": "",
        "part_warranty_months": 0,
        "started_at": None,
        "ended_at": None,
        "warranty_until_at": None,
        "part_warranty_until_at": None,
    }


class Dispute(Row):
    ticket = ForeignKeyField(Ticket)
    body = TextField()
    state = TextField()
    number = TextField(default="")
    opened_at = InstantField()
    evidence_due_at = InstantField(null=True)
    ruling = TextField(default="")
    closed_at = InstantField(null=True)


class FollowUp(Row):
    ticket = ForeignKeyField(Ticket)
    kind = TextField()
    due_at = InstantField()
    done_at = InstantField(null=True)
    staff = ForeignKeyField(Staff, null=True, index=False)
    planned_at = InstantField(null=True)
    planned_by_id = IntegerField(null=True)
    kept = FlagField(null=True)
    satisfaction = IntegerField(null=True)
    later_columns: ClassVar[Mapping[str, int | str | None]] = {
        "planned_at": None,
        "planned_by_id": None,
        "kept": None,
        "satisfaction": None,
    }

    class Meta:
        indexes = ((("done_at", "due_at"), False),)
