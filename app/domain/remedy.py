"""Small vocabularies shared by tickets and decisions: remedies, liability, freight, reasons."""

from __future__ import annotations

from enum import StrEnum


class Remedy(StrEnum):
    """What is asked for or decided."""

    REFUND_ONLY = "refund_only"
    RETURN_REFUND = "return_refund"
    EXCHANGE = "exchange"
    RESHIP = "reship"
    REPAIR = "repair"
    COMPENSATION = "compensation"
    PRICE_PROTECTION = "price_protection"
    FREIGHT = "freight"
    REJECT = "reject"
    APOLOGY = "apology"


class Liability(StrEnum):
    """Who is to blame."""

    MERCHANT = "merchant"
    COURIER = "courier"
    BUYER = "buyer"
    SUPPLIER = "supplier"
    PLATFORM = "platform"
    FORCE_MAJEURE = "force_majeure"
    SHARED = "shared"
    UNDETERMINED = "undetermined"


class FreightBearer(StrEnum):
    """Who pays the buyer's parcel back."""

    MERCHANT = "merchant"
    BUYER = "buyer"
    INSURER = "insurer"
    NONE = "none"  # nothing is sent back


class ProblemClass(StrEnum):
    """What kind of trouble the buyer reports."""

    QUALITY = "quality"
    NOT_AS_DESCRIBED = "not_as_described"
    WRONG_OR_MISSING = "wrong_or_missing"
    LOGISTICS = "logistics"
    CHANGE_OF_MIND = "change_of_mind"
    USAGE = "usage"
    SERVICE = "service"
    LATE_SHIPMENT = "late_shipment"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """How the ticket reached us."""

    PLATFORM_FILE = "platform_file"
    PLATFORM_CHAT = "platform_chat"
    PHONE = "phone"
    WALK_IN = "walk_in"
    SOCIAL = "social"
    OTHER = "other"


class CancelReason(StrEnum):
    SOLVED_BY_BUYER = "solved_by_buyer"
    AGREED = "agreed"
    BY_MISTAKE = "by_mistake"
    CIRCUMSTANCES = "circumstances"
    DUPLICATE = "duplicate"
    OTHER = "other"


class RejectReason(StrEnum):
    """Reason codes of a rejection; each prints a polite sentence with the way to appeal."""

    OUT_OF_TIME = "out_of_time"
    INCOMPLETE = "incomplete"
    NOT_RESALEABLE = "not_resaleable"
    SPECIAL_GOODS = "special_goods"
    NO_FAULT_FOUND = "no_fault_found"
    DELIVERED_INTACT = "delivered_intact"
    ALREADY_REFUNDED = "already_refunded"
    OTHER = "other"
