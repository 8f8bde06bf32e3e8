"""The tables as they are today: rows only, no rules, no labels.

The frozen steps that lead here are in `migrations/`; a test holds both to the same shape. Rows
never leave the model and the services: screens and papers get the frozen types of the domain.
"""

from app.model.tables.journal import (
    ChainHead,
    Draft,
    Event,
    NumberSeries,
    Setting,
    TicketCount,
    TicketNumber,
    TicketText,
)
from app.model.tables.money import (
    Charge,
    ChargeUnit,
    Cost,
    CounterOffer,
    Decision,
    Obligation,
    OrderTender,
    Payout,
    PayoutUnit,
    Recovery,
    SpendingLimit,
)
from app.model.tables.row import Row, Table
from app.model.tables.shop import (
    Buyer,
    ImportBatch,
    Order,
    OrderLine,
    OrderStatement,
    Personal,
    Shop,
    ShopAddress,
    Staff,
    StaffPin,
)
from app.model.tables.ticket import (
    Dispatch,
    DispatchLine,
    Dispute,
    Evidence,
    FollowUp,
    Inspection,
    PlatformClaim,
    RepairOrder,
    ReturnParcel,
    Ticket,
    TicketLine,
    TicketUnit,
)

TABLES: tuple[type[Table], ...] = (
    Staff, Shop, ShopAddress, Buyer, Personal, ImportBatch, Order, OrderStatement, OrderLine,
    Ticket, PlatformClaim, TicketLine, TicketUnit, Evidence, Decision, Payout, PayoutUnit, Charge,
    ReturnParcel, Inspection, Dispatch, RepairOrder, Cost, Recovery, Dispute, FollowUp, Setting,
    ChargeUnit, DispatchLine, CounterOffer, Obligation, OrderTender, StaffPin, SpendingLimit,
    Event, ChainHead, NumberSeries, TicketNumber, TicketText, TicketCount, Draft,
)  # fmt: skip
SEALED: tuple[type[Table], ...] = tuple(table for table in TABLES if table.sealed)

__all__ = [
    "SEALED",
    "TABLES",
    "Buyer",
    "ChainHead",
    "Charge",
    "ChargeUnit",
    "Cost",
    "CounterOffer",
    "Decision",
    "Dispatch",
    "DispatchLine",
    "Dispute",
    "Draft",
    "Event",
    "Evidence",
    "FollowUp",
    "ImportBatch",
    "Inspection",
    "NumberSeries",
    "Obligation",
    "Order",
    "OrderLine",
    "OrderStatement",
    "OrderTender",
    "Payout",
    "PayoutUnit",
    "Personal",
    "PlatformClaim",
    "Recovery",
    "RepairOrder",
    "ReturnParcel",
    "Row",
    "Setting",
    "Shop",
    "ShopAddress",
    "SpendingLimit",
    "Staff",
    "StaffPin",
    "Table",
    "Ticket",
    "TicketCount",
    "TicketLine",
    "TicketNumber",
    "TicketText",
    "TicketUnit",
]
