"""What is known of a case beside money: the details each class of problem asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from app.domain.negotiation import TalkChannel


class Receipt(StrEnum):
    """Where the goods of the order are, as the buyer says."""

    UNKNOWN = "unknown"
    NOT_SHIPPED = "not_shipped"
    NOT_RECEIVED = "not_received"  # shipped, not with the buyer
    RECEIVED = "received"
    REFUSED = "refused"  # turned away at the door


class Severity(StrEnum):
    """How bad it is."""

    UNKNOWN = "unknown"
    MINOR = "minor"
    SERIOUS = "serious"
    UNUSABLE = "unusable"


class Frequency(StrEnum):
    """How often a fault shows."""

    UNKNOWN = "unknown"
    ALWAYS = "always"
    OFTEN = "often"
    SOMETIMES = "sometimes"
    ONCE = "once"


class IdentityCheck(StrEnum):
    """How we know that it is the buyer who speaks."""

    NOT_DONE = "not_done"
    ORDER_AND_PHONE = "order_and_phone"
    ORDER_AND_NICKNAME = "order_and_nickname"
    PLATFORM_ACCOUNT = "platform_account"
    FAILED = "failed"


class Mood(StrEnum):
    """How the buyer speaks; optional, for whoever takes over."""

    CALM = "calm"
    ANGRY = "angry"
    THREATENING = "threatening"


class WearMark(StrEnum):
    """What keeps goods from being sold again; which of them count depends on the goods."""

    TAG_CUT = "tag_cut"
    WASHED = "washed"
    USED = "used"
    SEAL_BROKEN = "seal_broken"
    ACTIVATED = "activated"
    SOILED = "soiled"
    ALTERED = "altered"
    PARTS_MISSING = "parts_missing"
    SERIAL_CHANGED = "serial_changed"


class SubReason(StrEnum):
    """The finer reason under a problem class; `app.domain.case_fields` says which belongs where."""

    STAIN = "stain"
    LOOSE_THREAD = "loose_thread"
    TORN = "torn"
    BROKEN = "broken"
    SHRUNK = "shrunk"
    COLOUR_LOSS = "colour_loss"
    PILLING = "pilling"
    DEFORMED = "deformed"
    MALFUNCTION = "malfunction"
    ODOUR = "odour"
    COUNTERFEIT = "counterfeit"
    EXPIRED = "expired"
    ROTTEN = "rotten"
    CANNOT_BE_REPAIRED = "cannot_be_repaired"
    COLOUR_DIFFERENCE = "colour_difference"
    SIZE_DIFFERENCE = "size_difference"
    MATERIAL = "material"
    LOOK = "look"
    FUNCTION = "function"
    WEIGHT = "weight"
    PAGE_ERROR = "page_error"
    WRONG_ITEM = "wrong_item"
    MISSING_ITEM = "missing_item"
    MISSING_PART = "missing_part"
    MISSING_GIFT = "missing_gift"
    EMPTY_PARCEL = "empty_parcel"
    NOT_RECEIVED = "not_received"
    LOST = "lost"
    STALLED = "stalled"
    DAMAGED_ON_THE_WAY = "damaged_on_the_way"
    MISDELIVERED = "misdelivered"
    REFUSED_AT_DOOR = "refused_at_door"
    DISLIKE = "dislike"
    SIZE_UNSUITABLE = "size_unsuitable"
    ORDERED_WRONG = "ordered_wrong"
    TOO_MANY = "too_many"
    BY_MISTAKE = "by_mistake"
    NO_REASON = "no_reason"
    HOW_TO_USE = "how_to_use"
    INSTALLATION = "installation"
    COMPATIBILITY = "compatibility"
    ATTITUDE = "attitude"
    SLOW = "slow"
    PROMISE_NOT_KEPT = "promise_not_kept"
    INVOICE = "invoice"
    PRICE = "price"
    STOCK = "stock"
    OTHER = "other"


class Urgency(IntEnum):
    """Stored as a number, because the list is sorted by it."""

    NORMAL = 0
    URGENT = 1
    TOP = 2  # public opinion, legal trouble, danger


@dataclass(frozen=True, slots=True)
class SizeReading:
    """One measure of the goods, in millimetres: what the page says and what was measured."""

    name: str
    page_mm: int
    measured_mm: int


@dataclass(frozen=True, slots=True)
class ArrivedLine:
    """How many pieces of a line arrived; the line itself says how many were ordered."""

    line_id: int
    received: int


@dataclass(frozen=True, slots=True)
class CaseDetails:
    """Details of a case that are nobody's personal data; words stand in the side table.

    None or `UNKNOWN` where nobody has asked yet. `intact_asked`: the buyer was asked about marks
    of wear, so that an empty `wear` means none. `bad_percent`: share of fresh goods gone bad.
    `signed_on`: when the buyer signed for the goods, as far as no file of the platform says.
    """

    receipt: Receipt = Receipt.UNKNOWN
    severity: Severity = Severity.UNKNOWN
    sub_reason: SubReason | None = None
    first_noticed_on: date | None = None
    used_since: date | None = None
    frequency: Frequency = Frequency.UNKNOWN
    sizes: tuple[SizeReading, ...] = ()
    arrived: tuple[ArrivedLine, ...] = ()
    washed_normally: bool | None = None
    human_damage: bool | None = None
    repaired_elsewhere: bool | None = None
    bought_elsewhere: bool | None = None
    installed_on: date | None = None
    intact_asked: bool = False
    wear: tuple[WearMark, ...] = ()
    bad_percent: int | None = None
    serial: str = ""
    lot: str = ""
    identity: IdentityCheck = IdentityCheck.NOT_DONE
    preferred_contact: TalkChannel | None = None
    mood: Mood | None = None
    signed_on: date | None = None


class CaseWords(StrEnum):
    """Names under which the words of a case are kept in the side table, subject `ticket`."""

    BUYER = "buyer_words"
    SUMMARY = "summary"
    CONDITIONS = "conditions"  # how and when it shows
    BEST_TIME = "best_time"
    RECEIVED_NOTE = "received_note"  # why the time of receipt lies back
    SPECIAL = "special"  # special circumstances
    EMAIL = "email"
    SUGGESTION = "suggestion"


class AdviceResult(StrEnum):
    """How a question or a difficulty ended without any claim."""

    ANSWERED = "answered"
    GUIDED = "guided"
    NO_FAULT = "no_fault"
    WAITS_FOR_DELIVERY = "waits_for_delivery"


class LateGround(StrEnum):
    """Why a claim after its window is taken all the same.

    The first three are no goodwill: 《淘宝平台争议处理规则》 Art. 5.
    """

    AUTHORITY = "authority"  # an authority or a court has spoken
    PROVEN_FAULT = "proven_fault"  # a fault or a non-delivery is proven
    LONGER_PROMISE = "longer_promise"  # the shop promised longer
    OUR_DELAY = "our_delay"
    BUYER_HINDERED = "buyer_hindered"
    GOODWILL = "goodwill"


GRACE = frozenset({LateGround.OUR_DELAY, LateGround.BUYER_HINDERED, LateGround.GOODWILL})
"""The grounds that no rule knows: what is given on them is the shop's goodwill."""
