"""What the shop says of rules, goods and days; what was announced; what helped before."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from app.model.fields import FlagField, InstantField
from app.model.tables.row import Row
from app.model.tables.shop import Shop, Staff


class RuleOverride(Row):
    """A rule the shop (or, without one, the whole desk) sees otherwise, from a day on.

    `value` is JSON; `unit` a value of `TimeUnit` where the value is an amount of time.
    """

    shop = ForeignKeyField(Shop, null=True)
    key = TextField()
    category = TextField(default="")
    value = TextField()
    unit = TextField(default="")
    valid_from = TextField()
    reason = TextField(default="")
    staff = ForeignKeyField(Staff, index=False)
    made_at = InstantField()
    removed_at = InstantField(null=True)


class GoodsPolicy(Row):
    shop = ForeignKeyField(Shop, index=False)
    sku = TextField(default="")
    title = TextField(default="")
    category = TextField(default="")
    no_reason = FlagField(null=True)
    no_reason_days = IntegerField(null=True)
    warranty_months = IntegerField(null=True)
    buyer_pays_return = FlagField(null=True)
    terms = TextField(default="")

    class Meta:
        indexes = ((("shop", "sku", "title"), True),)


class CalendarDay(Row):
    """A day a person set: it wins over what the library says. `day` ISO."""

    day = TextField(unique=True)
    kind = TextField()
    name = TextField(default="")


class CalendarYear(Row):
    """A person has checked this year's days against the announcement."""

    year = IntegerField(unique=True)
    staff = ForeignKeyField(Staff, index=False)
    checked_at = InstantField()


class NoticeSeen(Row):
    """A change of the rules is announced once to each person."""

    sealed = False
    staff = ForeignKeyField(Staff, index=False)
    notice = TextField()
    seen_at = InstantField()

    class Meta:
        indexes = ((("staff", "notice"), True),)


class SolutionNote(Row):
    unsealed_columns = frozenset({"used"})  # a counter, no statement
    title = TextField()
    symptom = TextField(default="")
    advice = TextField(default="")
    sku = TextField(default="", index=True)
    fault_code = TextField(default="")
    used = IntegerField(default=0)
    staff = ForeignKeyField(Staff, index=False)
    written_at = InstantField()
    removed_at = InstantField(null=True)
