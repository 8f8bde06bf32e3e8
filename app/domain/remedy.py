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
    REAPPLY = "reapply"  # 引导重新申请: only where type or reason is genuinely wrong


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
    ENQUIRY = "enquiry"  # counts in no return rate; can become a claim
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """How the ticket reached us."""

    PLATFORM_FILE = "platform_file"
    PLATFORM_CHAT = "platform_chat"
    PHONE = "phone"
    WALK_IN = "walk_in"
    SOCIAL = "social"
    EMAIL = "email"
    OWN_SITE = "own_site"
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


class GoodsWay(StrEnum):
    """In which order goods travel when something is sent to the buyer."""

    RETURN_FIRST = "return_first"
    SHIP_FIRST = "ship_first"  # needs an approval
    NOTHING_BACK = "nothing_back"


class CompensationForm(StrEnum):
    """What a compensation is given in. Its face value counts against the same caps as money."""

    MONEY = "money"
    BALANCE = "balance"
    COUPON = "coupon"
    VOUCHER = "voucher"
    NEXT_ORDER = "next_order"  # a discount on the next order, with a part shipped along


class RepairPlace(StrEnum):
    """Where the work is done."""

    ON_SITE = "on_site"
    SEND_IN = "send_in"
    IN_STORE = "in_store"
    SUPPLIER = "supplier"


class DamageGround(StrEnum):
    """What a payment outside the paid cap rests on: the law, a ruling, the platform's rules."""

    LATE_SHIPMENT = "late_shipment"
    FRAUD = "fraud"  # 消法 Art. 55: three times the price in addition, at least 500 yuan
    UNSAFE_FOOD = "unsafe_food"  # 食品安全法 Art. 148: ten times the price, at least 1,000 yuan
    RULING = "ruling"
    OTHER = "other"


class PromotionRule(StrEnum):
    """What becomes of a threshold promotion (满减) when what is kept falls below its threshold."""

    KEEP = "keep"
    CLAW_BACK = "claw_back"


class ReapplyCause(StrEnum):
    """What is wrong with the buyer's application on the platform."""

    WRONG_TYPE = "wrong_type"
    WRONG_REASON = "wrong_reason"


class ApologyKind(StrEnum):
    """Words only: we are at fault and sorry, or we explain how it is."""

    APOLOGY = "apology"
    EXPLANATION = "explanation"
