"""Whose time runs: apart from the whole ticket, which the list does without."""

from __future__ import annotations

from enum import StrEnum


class DueOwner(StrEnum):
    """Whose countdown a platform deadline is."""

    US = "us"
    BUYER = "buyer"
    PLATFORM = "platform"
