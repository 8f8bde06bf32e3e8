"""The shop and what its files say: staff, addresses, buyers, orders, imports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from peewee import ForeignKeyField, IntegerField, TextField

from app.model.fields import CentsField, FlagField, InstantField
from app.model.tables.row import Row


class Staff(Row):
    name = TextField(unique=True)
    roles = TextField(default="owner")
    active = FlagField(default=True)
    created_at = InstantField()


class StaffPin(Row):
    """Proof of who acts: an argon2 hash, and how often somebody guessed wrong since."""

    staff = ForeignKeyField(Staff, unique=True)
    hash = TextField()
    failures = IntegerField(default=0)
    locked_until_at = InstantField(null=True)
    set_at = InstantField()


class Shop(Row):
    platform = TextField()
    name = TextField()
    zone = TextField(default="Asia/Shanghai")
    currency = TextField(default="CNY")
    couriers = TextField(default="[]")
    opening_hours = TextField(default="[]")
    rule_pack = TextField(default="")
    return_freight_cap_cents = CentsField(default=2500)
    one_way_freight_cents = CentsField(default=1200)
    return_days = IntegerField(default=7)
    version = IntegerField(default=1)
    created_at = InstantField()
    goodwill_budget_cents = CentsField(null=True)
    waived_difference_cents = CentsField(default=500)
    offer_hours = IntegerField(default=48)
    ship_hours = IntegerField(default=48)
    remote_regions = TextField(default="")
    later_columns: ClassVar[Mapping[str, int | str | None]] = {
        "goodwill_budget_cents": None,
        "waived_difference_cents": 500,
        "offer_hours": 48,
        "ship_hours": 48,
        "remote_regions": "",
    }

    class Meta:
        indexes = ((("platform", "name"), True),)


class ShopAddress(Row):
    shop = ForeignKeyField(Shop)
    contact = TextField()
    phone = TextField()
    address = TextField()
    postcode = TextField(default="")
    is_default = FlagField(default=False)
    removed = FlagField(default=False)


class Buyer(Row):
    shop = ForeignKeyField(Shop)
    created_at = InstantField()


class Personal(Row):
    """The side table: the only place of buyers' names, phones, addresses and words.

    `value` and `salt` are emptied on erasure; `digest` stays, and so does the history.
    """

    unsealed_columns = frozenset({"value", "salt"})

    subject = TextField()
    subject_id = IntegerField()
    field = TextField()
    value = TextField(null=True)
    salt = TextField(null=True)
    digest = TextField()
    erased_at = InstantField(null=True)

    class Meta:
        indexes = (
            (("subject", "subject_id", "field"), True),
            (("subject", "field", "value"), False),
        )


class ImportBatch(Row):
    importer = TextField()
    file_name = TextField()
    sha256 = TextField()
    shop = ForeignKeyField(Shop)
    rows_read = IntegerField()
    staff = ForeignKeyField(Staff, index=False)
    created_at = InstantField()
    undone_at = InstantField(null=True)


class Order(Row):
    shop = ForeignKeyField(Shop, index=False)
    buyer = ForeignKeyField(Buyer, null=True)
    number = TextField()
    number_reversed = TextField(index=True)
    source = TextField()
    status = TextField(default="")
    currency = TextField(default="CNY")
    paid_cents = CentsField(null=True)
    shipping_cents = CentsField(null=True)
    goods_cents = CentsField(null=True)
    total_quantity = IntegerField(null=True)
    paid_settled = FlagField(default=False)
    conflict = TextField(default="")
    placed_at = InstantField(null=True)
    paid_at = InstantField(null=True)
    shipped_at = InstantField(null=True)
    delivered_at = InstantField(null=True)
    promised_at = InstantField(null=True)
    courier = TextField(default="")
    tracking = TextField(default="")
    phone_tail = TextField(default="")
    version = IntegerField(default=1)
    created_at = InstantField()

    class Meta:
        table_name = "orders"
        indexes = ((("shop", "number"), True), (("number",), False), (("tracking",), False))


class OrderStatement(Row):
    """What one kind of file (or a person) says was paid for an order: kept side by side."""

    order = ForeignKeyField(Order, column_name="order_id", index=False)
    source = TextField()
    paid_cents = CentsField(null=True)
    detail = TextField(default="")
    stated_at = InstantField()

    class Meta:
        indexes = ((("order", "source"), True),)


class OrderLine(Row):
    order = ForeignKeyField(Order, column_name="order_id", index=False)
    position = IntegerField()
    sku = TextField(default="")
    title = TextField(default="")
    variant = TextField(default="")
    quantity = IntegerField(null=True)
    unit_price_cents = CentsField(null=True)
    paid_share_cents = CentsField(null=True)
    share_state = TextField(default="unknown")
    share_frozen = FlagField(default=False)
    gift = FlagField(default=False)
    special = TextField(default="")
    serial = TextField(default="")
    lot = TextField(default="")
    warranty_months = IntegerField(null=True)
    source = TextField(default="")

    class Meta:
        indexes = ((("order", "position"), True),)
