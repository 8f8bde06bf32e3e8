"""One value of a rule pack: what it says, in which unit, who says so, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.deadlines.span import Span, TimeUnit


class Mark(StrEnum):
    """How sure a value is. Whatever is not verified is shown as such and can be changed."""

    VERIFIED = "V"  # read in the rule's own text
    PARTLY = "P"  # implied by a parser, an SDK or a secondary text
    UNVERIFIED = "U"  # a default nobody has confirmed
    OWN = "own"  # the shop's own decision


class Expiry(StrEnum):
    """What the platform does when its clock runs out."""

    NOTHING = ""
    AUTO_AGREE = "auto_agree"
    AUTO_REFUND = "auto_refund"
    CLOSED = "closed"
    PLATFORM_DECIDES = "platform_decides"


Scalar = int | str | bool | tuple[str, ...]
ALWAYS = date(2000, 1, 1)  # of what holds since before anybody asks


@dataclass(frozen=True, slots=True)
class RuleValue:
    """A value with its provenance. `value` is an amount, a word, a yes or no, or a list of words.

    `unit` only where the value is an amount of time; `window` (`09:00-18:00`) with window hours.
    `source` names the rule and its article; `read_on` when it was read; `valid_from` from when it
    holds. `category` (a `GoodsCategory`) narrows it to some goods; empty: all. `pack` names the
    pack it comes from, with its version, or the shop's own change.
    """

    key: str
    value: Scalar
    mark: Mark
    source: str
    read_on: date
    unit: TimeUnit | None = None
    window: str = ""
    category: str = ""
    valid_from: date = ALWAYS
    note: str = ""
    expiry: Expiry = Expiry.NOTHING
    pack: str = ""
    article: str = ""  # id of the built-in note with the rule's text
    until: date | None = None  # the first day it no longer holds

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= on and (self.until is None or on < self.until)

    @property
    def span(self) -> Span:
        """The value as a stretch of time. Raises `ValueError` when it is none."""
        if self.unit is None or not isinstance(self.value, int) or isinstance(self.value, bool):
            raise ValueError(self.key)
        return Span(self.value, self.unit, self.window)
