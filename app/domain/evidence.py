"""Evidence: what it is, who gave it, and the fingerprint that says it was never altered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EvidenceKind(StrEnum):
    WHOLE_ITEM = "whole_item"
    CLOSE_UP = "close_up"
    LABEL = "label"
    PARCEL = "parcel"
    UNBOXING_VIDEO = "unboxing_video"
    PACKING_VIDEO = "packing_video"
    CHAT = "chat"
    ORDER_SCREENSHOT = "order_screenshot"
    INVOICE = "invoice"
    USAGE_RECORD = "usage_record"
    TEST_REPORT = "test_report"
    COURIER_CERTIFICATE = "courier_certificate"
    OUTBOUND_RECORD = "outbound_record"
    INSPECTION_PHOTO = "inspection_photo"
    OTHER = "other"


class Party(StrEnum):
    """Who supplied it."""

    BUYER = "buyer"
    MERCHANT = "merchant"
    COURIER = "courier"
    PLATFORM = "platform"
    SUPPLIER = "supplier"
    OTHER = "other"


class Judgement(StrEnum):
    """Whether a piece proves what it was given for; `DOUBTFUL`: it may not be genuine."""

    NOT_YET = ""
    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"
    DOUBTFUL = "doubtful"


SET_ASIDE = frozenset({Judgement.INSUFFICIENT, Judgement.DOUBTFUL})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece on a ticket. `code` is E1, E2 …; `media_type` is sniffed from the bytes.

    `original_name` is data to show, never a path to open. `previewable` tells that a picture can
    be made of it. `judgement` is what the shop thinks of it and `why` its reason: personal, for
    its own people only.
    """

    id: int
    ticket_id: int
    code: str
    sha256: str
    media_type: str
    size: int
    original_name: str
    kind: EvidenceKind
    party: Party
    added_at: datetime
    added_by: str
    captured_at: datetime | None = None
    note: str = ""
    derived_from: int | None = None
    pinned: bool = True
    withdrawn: bool = False
    judgement: Judgement = Judgement.NOT_YET
    why: str = ""

    @property
    def counts(self) -> bool:
        """It can prove something."""
        return self._stands and self.judgement not in SET_ASIDE

    @property
    def set_aside(self) -> bool:
        """It would count if it had not been judged insufficient or doubtful."""
        return self._stands and self.judgement in SET_ASIDE

    @property
    def _stands(self) -> bool:
        # A copy made of a piece proves nothing beyond it.
        return not self.withdrawn and self.derived_from is None

    @property
    def is_picture(self) -> bool:
        """A picture can be shown of it inside the desk."""
        return self.media_type.startswith("image/")
